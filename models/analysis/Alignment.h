// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"

#include <QTimeZone>

#include <optional>
#include <vector>

/// Which hours of one period are compared with which of another. Pure.
namespace atlas {

enum class AlignBy : std::uint8_t {
    Offset, ///< hour i of the one with hour i of the other
    Weekday, ///< the hours of the same weekday and the same hour on the wall
};

/// How the earlier of two periods is found.
enum class ComparedPeriod : std::uint8_t { Before, WeekBefore, MonthBefore, Free };

/// The earlier period. Before: `before`, the period just before as the range has it; WeekBefore: 7 days earlier by the
/// wall clock; MonthBefore: the same dates of the month before (the 31st of a shorter month is its last day, and an end
/// that it does not have is its own end). By
/// weekday both are moved by whole weeks, as many as keep the periods apart (Before), or four (MonthBefore). Free:
/// empty.
TimeRange comparedPeriod(TimeRange range, TimeRange before, ComparedPeriod which, AlignBy how, const QTimeZone& zone);

/// Two periods laid on each other. What has no counterpart at either end is cut off, so that an unfinished period is
/// compared with as much of the other.
struct AlignedPeriods
{
    TimeRange later, earlier; ///< what is compared, in whole hours; empty where no hour has a counterpart
    int cutLater = 0, cutEarlier = 0; ///< hours cut off
    /// Hours in between that exist on one side only: with Weekday the hour that a clock change left out or repeated (of
    /// which the first is compared). With Offset there are none.
    int onlyLater = 0, onlyEarlier = 0;
    /// For each hour of `later` the earlier one.
    std::vector<std::optional<HourIndex>> earlierOf;

    /// The earlier hours that are laid on a span of the later ones, from the first to the last; empty where there is
    /// none.
    BucketSpan earlierSpan(const BucketSpan& span) const;
};

/// With Weekday the distance is the number of whole weeks nearest to that of the two begins, and at least one week.
AlignedPeriods alignPeriods(TimeRange later, TimeRange earlier, AlignBy how, const QTimeZone& zone);

} // namespace atlas
