// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/store/StoreReader.h"

#include <QCoreApplication>
#include <QFuture>

#include <string>
#include <utility>
#include <vector>

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

/// All of them, or the first error.
template <typename T>
Result<std::vector<T>> awaitAnswers(const std::vector<QFuture<Result<T>>>& futures)
{
    std::vector<T> answers;
    for (const auto& future : futures) {
        auto answer = awaitAnswer(future);
        if (!answer)
            return tl::unexpected(answer.error());
        answers.push_back(std::move(*answer));
    }
    return answers;
}

/// A grid a cluster, asked for at once; `dimension` is that of Level::Dimension.
inline std::vector<QFuture<Result<GridPtr>>> askGrids(StoreReader& store, const std::vector<std::string>& clusters,
    Level level, const DimensionKey& dimension, TimeRange range)
{
    std::vector<QFuture<Result<GridPtr>>> answers;
    for (const auto& cluster : clusters)
        answers.push_back(
            store.grid({{cluster, level, level == Level::Dimension ? dimension : DimensionKey()}, range}));
    return answers;
}

} // namespace atlas
