// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"

#include <QTimeZone>

#include <vector>

/// How many GPUs will be allocated in the next days, if weeks go on as they went. Pure.
///
/// The forecast of an hour is the mean of the same hour of the week (on the clock of a zone) in the four weeks before,
/// newer ones weighing more (1, 0.6, 0.36, 0.216; unknown ones are left out), plus how far the last 24 known hours were
/// from what the same rule said of them, halved with every 24 hours ahead; never below 0. The interval is that value
/// plus the 5 % and 95 % quantiles of the errors that the rule made in the past, for each day ahead apart.
///
/// The rule is tried on the history: once for each day of the last eight weeks, from what was known on that day alone.
/// Its intervals are tried alike, each from the errors that could be known on that day.
namespace atlas {

/// Whether a forecast is worth showing, and else why not.
enum class ForecastVerdict : std::uint8_t {
    Good,
    ShortHistory, ///< fewer than three weeks of known hours
    WorseThanLastWeek, ///< last week's value would have been closer
    IntervalMisses, ///< fewer than 80 % of the hours fell into their interval
};

/// How the rule did on the history.
struct ForecastTrial
{
    int days = 0; ///< days on which it was tried
    int hours = 0; ///< hours that were forecast and became known, over all days
    double error = unknown; ///< mean of |forecast − value| in GPUs, over the hours that both rules have a forecast for
    double lastWeekError = unknown; ///< the same of "as a week before"
    int intervalHours = 0; ///< hours that had an interval
    double intervalCoverage = unknown; ///< 0..1 of them lay in it; 90 % is meant

    friend bool operator==(const ForecastTrial&, const ForecastTrial&) = default;
};

struct Forecast
{
    HourIndex firstHour = 0; ///< of the values
    /// GPUs, hour after hour; unknown where none of the four weeks is known (the interval: where the rule was not tried
    /// so far ahead).
    std::vector<double> value, low, high;
    ForecastTrial trial;
    int knownHours = 0; ///< of the history
    ForecastVerdict verdict = ForecastVerdict::ShortHistory;

    bool isGood() const { return verdict == ForecastVerdict::Good; }
};

/// The longest horizon, in hours.
inline constexpr int longestForecast = 7 * 24;

/// The forecast of a subject's allocated GPUs for `hours` hours (1 to longestForecast) from `end` on, from the grid's
/// hours before `end`; twelve weeks of them are enough. Values out of range count as unknown.
Forecast forecastAllocated(const HourGrid& grid, int subject, HourIndex end, int hours = longestForecast,
    const QTimeZone& zone = QTimeZone::utc());

} // namespace atlas
