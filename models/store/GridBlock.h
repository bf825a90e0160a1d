// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"
#include "models/store/Connection.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace atlas {

/// The hours of one level in one stretch of time of fixed length, as they are kept in memory: each subject's columns
/// in one piece. Immutable once loaded.
///
/// Workloads of one namespace and name but several types are one subject. Where several have a row for an hour,
/// allocations add up, utilisation is the GPU-weighted mean, extremes are those of all, the sample count is the
/// largest, and the percentiles are unknown.
struct GridBlock
{
    struct Subject
    {
        std::string name;
        std::vector<bool> present; ///< which hours have a row
        std::unique_ptr<double[]> values; ///< column after column, in each the hours in order
    };

    HourIndex firstHour = 0;
    int hours = 0;
    std::span<const Column> columns;
    std::vector<Subject> subjects; ///< by name

    /// Whether a subject has a row in the part [from, to) of the block.
    static bool hasRows(const Subject& subject, int from, int to);
    std::size_t bytes() const;
};

using BlockPtr = std::shared_ptr<const GridBlock>;

/// Length of a block: a month, or a day for workloads, which come and go.
int blockHours(Level level);

/// Reads a block. Throws sqlite::Failure.
BlockPtr loadBlock(Connection& connection, const GridScope& scope, HourIndex firstHour);

/// The columns that a level's rows have.
std::span<const Column> columnsOf(Level level);

/// The part of the blocks (in order of time, without overlaps) that lies in [first, first + hours).
Result<GridPtr> composeGrid(const GridScope& scope, HourIndex first, int hours, const std::vector<BlockPtr>& blocks);

/// The refusal of a grid that would take too much memory: more than 1 GB in all its columns.
bool gridTooLarge(Level level, std::size_t subjects, int hours);
tl::unexpected<Error> gridTooLargeError();

} // namespace atlas
