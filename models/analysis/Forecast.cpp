// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Forecast.h"

#include "models/analysis/Buckets.h"
#include "models/analysis/CleanRow.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace atlas {

namespace {

constexpr int day = 24, week = 7 * day;
constexpr int weeksBefore = 4; // that make the season
constexpr double weekDecay = 0.6; // weight of a week against the one after it
constexpr int leastHours = 3 * week;
constexpr int trialDays = 8 * 7;
constexpr int longestHistory = trialDays * day + (weeksBefore + 1) * week;
constexpr double lowQuantile = 0.05, highQuantile = 0.95, leastCoverage = 0.8;
constexpr double rounding = 1e-9; // GPUs

/// The hours of one subject, and the rule over them. Indices count from the first hour of the history; those from
/// size() on are the future.
class History
{
public:
    History(const HourGrid& grid, int subject, HourIndex end, int horizon, const QTimeZone& zone)
    {
        const auto last = std::clamp(end, grid.firstHour(), grid.firstHour() + grid.hours());
        m_first = std::max(grid.firstHour(), last - longestHistory);
        m_first = std::min(m_first, end);
        const SubjectColumns columns(grid, subject);
        for (HourIndex hour = std::max(m_first, grid.firstHour()); hour < last; ++hour)
            m_values.push_back(CleanRow(columns, std::size_t(hour - grid.firstHour()), false, false).a);
        m_values.resize(std::size_t(end - m_first), unknown);
        ZoneOffsets offsets(zone);
        for (int i = 0; i < size() + horizon; ++i)
            m_offsets.push_back(std::chrono::floor<std::chrono::hours>(offsets.at(m_first + i)).count());
    }

    int size() const { return int(m_values.size()); }
    HourIndex first() const { return m_first; }
    double at(int hour) const { return m_values[std::size_t(hour)]; }
    int known() const { return int(std::count_if(m_values.begin(), m_values.end(), isKnown)); }

    /// The hour's value `weeks` weeks before, at the same time on the clock; unknown where `origin` did not have it.
    double weeksAgo(int hour, int weeks, int origin) const
    {
        int then = hour - weeks * week;
        if (then < 0)
            return unknown;
        then += int(m_offsets[std::size_t(hour)] - m_offsets[std::size_t(then)]);
        return then >= 0 && then < std::min(origin, size()) ? at(then) : unknown;
    }
    /// What the same hour of the week was like, as known at `origin`.
    double season(int hour, int origin) const
    {
        double sum = 0, weights = 0, weight = 1;
        for (int weeks = 1; weeks <= weeksBefore; ++weeks, weight *= weekDecay) {
            if (const double value = weeksAgo(hour, weeks, origin); isKnown(value)) {
                sum += weight * value;
                weights += weight;
            }
        }
        return weights > 0 ? sum / weights : unknown;
    }
    /// How far the last known day was from its season, at `origin`; 0 where nothing of the last week is known.
    double level(int origin) const
    {
        double sum = 0;
        int count = 0;
        for (int hour = origin - 1; hour >= std::max(0, origin - week) && count < day; --hour) {
            const double difference = at(hour) - season(hour, hour);
            if (isKnown(difference)) {
                sum += difference;
                ++count;
            }
        }
        return count > 0 ? sum / count : 0;
    }
    /// The forecasts of the hours from `origin` on.
    std::vector<double> forecast(int origin, int hours) const
    {
        const double offset = level(origin);
        std::vector<double> values;
        values.reserve(std::size_t(hours));
        for (int ahead = 0; ahead < hours; ++ahead) {
            const double value = season(origin + ahead, origin) + offset * std::exp2(-double(ahead) / day);
            values.push_back(isKnown(value) ? std::max(0.0, value) : unknown);
        }
        return values;
    }

private:
    HourIndex m_first = 0;
    std::vector<double> m_values;
    std::vector<std::chrono::hours::rep> m_offsets; ///< hours of the zone's clock before UTC
};

/// An error that the rule made.
struct Residual
{
    int knownFrom = 0; ///< the first origin at which it is known
    double value = 0; ///< what was − what was forecast
};

struct Interval
{
    double low = unknown, high = unknown;
};

/// The errors by day ahead.
class Residuals
{
public:
    void add(int ahead, Residual residual) { m_days[std::size_t(ahead / day)].push_back(residual); }

    /// What to add to a forecast for so many hours ahead, from the errors known at `origin`.
    std::optional<Interval> interval(int dayAhead, int origin) const
    {
        std::vector<double> values;
        for (const auto& residual : m_days[std::size_t(dayAhead)]) {
            if (residual.knownFrom <= origin)
                values.push_back(residual.value);
        }
        if (values.size() < std::size_t(day))
            return std::nullopt;
        std::sort(values.begin(), values.end());
        const double last = double(values.size() - 1);
        return Interval{
            values[std::size_t(std::floor(last * lowQuantile))], values[std::size_t(std::ceil(last * highQuantile))]};
    }

private:
    std::array<std::vector<Residual>, longestForecast / day> m_days;
};

/// The rule tried on each day of the history.
class Trial
{
public:
    explicit Trial(const History& history)
        : m_history(history)
    {
        const int end = history.size();
        const int first = std::max(week, end - trialDays * day);
        for (int origin = end - day; origin >= first; origin -= day)
            m_origins.push_back(origin);
        std::reverse(m_origins.begin(), m_origins.end());
        for (const int origin : m_origins)
            addErrors(origin);
        for (const int origin : m_origins)
            checkIntervals(origin);
    }

    const Residuals& residuals() const { return m_residuals; }
    ForecastTrial result() const
    {
        ForecastTrial trial;
        trial.days = int(m_origins.size());
        trial.hours = m_hours;
        trial.intervalHours = m_intervalHours;
        if (m_compared > 0) {
            trial.error = m_error / m_compared;
            trial.lastWeekError = m_lastWeekError / m_compared;
        }
        if (m_intervalHours > 0)
            trial.intervalCoverage = double(m_inside) / m_intervalHours;
        return trial;
    }

private:
    int horizon(int origin) const { return std::min(longestForecast, m_history.size() - origin); }

    void addErrors(int origin)
    {
        m_forecasts.push_back(m_history.forecast(origin, horizon(origin)));
        const auto& forecast = m_forecasts.back();
        for (int ahead = 0; ahead < int(forecast.size()); ++ahead) {
            const double value = m_history.at(origin + ahead);
            const double error = value - forecast[std::size_t(ahead)];
            if (!isKnown(error))
                continue;
            ++m_hours;
            m_residuals.add(ahead, {origin + ahead + 1, error});
            const double lastWeek = value - m_history.weeksAgo(origin + ahead, 1, origin);
            if (isKnown(lastWeek)) {
                ++m_compared;
                m_error += std::abs(error);
                m_lastWeekError += std::abs(lastWeek);
            }
        }
    }
    void checkIntervals(int origin)
    {
        const auto& forecast = m_forecasts[std::size_t((origin - m_origins.front()) / day)];
        std::optional<Interval> interval;
        for (int ahead = 0; ahead < int(forecast.size()); ++ahead) {
            if (ahead % day == 0)
                interval = m_residuals.interval(ahead / day, origin);
            const double error = m_history.at(origin + ahead) - forecast[std::size_t(ahead)];
            if (!interval || !isKnown(error))
                continue;
            ++m_intervalHours;
            m_inside += interval->low - rounding <= error && error <= interval->high + rounding;
        }
    }

    const History& m_history;
    std::vector<int> m_origins; ///< ascending, a day apart
    std::vector<std::vector<double>> m_forecasts;
    Residuals m_residuals;
    int m_hours = 0, m_compared = 0, m_intervalHours = 0, m_inside = 0;
    double m_error = 0, m_lastWeekError = 0;
};

ForecastVerdict verdictOf(const Forecast& forecast)
{
    const auto& trial = forecast.trial;
    if (forecast.knownHours < leastHours || !isKnown(trial.error) || !isKnown(trial.intervalCoverage))
        return ForecastVerdict::ShortHistory;
    if (trial.error > trial.lastWeekError + rounding)
        return ForecastVerdict::WorseThanLastWeek;
    return trial.intervalCoverage < leastCoverage ? ForecastVerdict::IntervalMisses : ForecastVerdict::Good;
}

} // namespace

Forecast forecastAllocated(const HourGrid& grid, int subject, HourIndex end, int hours, const QTimeZone& zone)
{
    hours = std::clamp(hours, 1, longestForecast);
    const History history(grid, subject, end, hours, zone);
    Forecast forecast;
    forecast.firstHour = end;
    forecast.knownHours = history.known();
    forecast.value = history.forecast(history.size(), hours);
    const Trial trial(history);
    forecast.trial = trial.result();
    std::optional<Interval> interval;
    for (int ahead = 0; ahead < hours; ++ahead) {
        if (ahead % day == 0)
            interval = trial.residuals().interval(ahead / day, history.size());
        const double value = forecast.value[std::size_t(ahead)];
        forecast.low.push_back(interval ? std::max(0.0, value + interval->low) : unknown);
        forecast.high.push_back(interval ? std::max(0.0, value + interval->high) : unknown);
        if (!isKnown(value))
            forecast.low.back() = forecast.high.back() = unknown;
    }
    forecast.verdict = verdictOf(forecast);
    return forecast;
}

} // namespace atlas
