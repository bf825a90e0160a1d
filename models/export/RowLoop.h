// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/RowSource.h"
#include "models/export/ExportFile.h"

namespace atlas {

/// Hands row after row to `take(cells)`, which returns an optional Error, and counts them on `progress` where their
/// number is known before. Ends with the first failure, of the rows or of `take`, or EXPORT once it is cancelled.
template <typename Take>
std::optional<Error> takeRows(RowSource& rows, Progress* progress, const Take& take)
{
    const bool counted = progress && rows.rowCount() > 0;
    std::vector<Cell> cells;
    for (;;) {
        if (progress && progress->isCancelled())
            return exportCancelled();
        const auto more = rows.next(cells);
        if (!more)
            return more.error();
        if (!*more)
            return std::nullopt;
        if (auto error = take(cells))
            return error;
        if (counted)
            progress->advance();
    }
}

} // namespace atlas
