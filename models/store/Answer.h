// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/store/StoreText.h"

#include <QFuture>
#include <QPromise>

namespace atlas {

/// What a future waits for. It is given once; if whoever was to give it is gone, the answer is a failure.
template <class T>
class Answer
{
public:
    Answer() { m_promise.start(); }
    ~Answer()
    {
        if (!m_given) {
            give(failure(ErrorClass::Cache,
                StoreText::tr("The store was closed or could not be written to before this was done. What was done is "
                              "kept; do it again later.")));
        }
    }
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    QFuture<Result<T>> future() { return m_promise.future(); }
    void give(Result<T> answer)
    {
        m_given = true;
        m_promise.addResult(std::move(answer));
        m_promise.finish();
    }

private:
    QPromise<Result<T>> m_promise;
    bool m_given = false;
};

} // namespace atlas
