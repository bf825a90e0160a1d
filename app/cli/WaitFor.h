// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Async.h"

#include <QEventLoop>

#include <optional>
#include <utility>

namespace atlas {

/// Runs the event loop until the future is done. For futures that are never cancelled.
template <typename T>
T waitFor(const QFuture<T>& future)
{
    std::optional<T> result;
    QEventLoop loop;
    whenDone(future, &loop, [&](const T& value) {
        result = value;
        loop.quit();
    });
    loop.exec();
    return std::move(*result);
}

} // namespace atlas
