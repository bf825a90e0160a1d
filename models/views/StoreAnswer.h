// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QCoreApplication>
#include <QFuture>

namespace atlas {

/// The answer of a store when it is there. Blocks: not for a thread that paints. CACHE where the store was closed
/// meanwhile.
template <typename T>
Result<T> awaitAnswer(QFuture<Result<T>> future)
{
    future.waitForFinished();
    if (future.resultCount() == 0) {
        return failure(ErrorClass::Cache,
            QCoreApplication::translate(
                "atlas::StoreAnswer", "The store was closed while it was being read. Try again."));
    }
    return future.result();
}

} // namespace atlas
