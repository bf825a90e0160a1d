// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

#include <vector>

/// Where axes have their ticks: pure arithmetic.
namespace atlas {

struct ValueTicks
{
    double low = 0, high = 1; ///< the axis
    double step = 1;
    std::vector<double> ticks;
};

/// An axis from round value to round value that holds [low, high], with about `wanted` ticks (4..6 by default) at
/// 1, 2, 2.5 or 5 times a power of ten. Whole steps only where `whole` is set. Nothing known (NaN) gives 0..1.
ValueTicks niceTicks(double low, double high, int wanted = 5, bool whole = false);
/// Percent: 0..100 in steps of 20 or 25, or beyond where the data exceed it.
ValueTicks percentTicks(double high);

/// A tick as written: as many decimals as the step needs, thousands separated, M and G from a million up.
QString tickLabel(double value, double step, const QLocale& locale = QLocale());

/// What the spacing of a time axis is.
enum class TimeStep { Minutes, Hours, Days, Weeks, Months, Years };

struct TimeTick
{
    Instant t{};
    QString label; ///< "14:00", "17", "Dec", "2024"
};

/// Two levels: ticks with their own label, and the day, month or year they belong to.
struct TimeTicks
{
    TimeStep step = TimeStep::Hours;
    int count = 1; ///< of steps between ticks
    std::vector<TimeTick> minor;
    /// Where a new day (month, year) begins in the range; the first stands at the range's start. Empty where the minor
    /// ticks are years.
    std::vector<TimeTick> major;
};

/// Ticks of [range.from, range.to] at round wall-clock times of the zone: at most `maxTicks` of the first level.
/// Across a clock change ticks stay at round local times; an hour that does not exist has no tick.
TimeTicks timeTicks(TimeRange range, const QTimeZone& zone, int maxTicks, const QLocale& locale = QLocale());

} // namespace atlas
