// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Forecast.h"

#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

using namespace atlas;
using atlas::test::makeGrid;
using atlas::test::Values;

namespace {

constexpr int week = 168;
constexpr HourIndex first = 482'016; // 2024-12-27T00:00Z

HourGrid clusterOf(const Values& allocated, HourIndex from = first)
{
    return makeGrid(Level::Cluster, from, {{"c", {{Column::Allocated, allocated}}}});
}

Forecast forecastOf(const Values& allocated)
{
    return forecastAllocated(clusterOf(allocated), 0, first + HourIndex(allocated.size()));
}

double weekly(int hour)
{
    return 60 + 30 * std::sin(2 * std::numbers::pi * (hour % 24) / 24) + (hour % week < 48 ? -20 : 0);
}

Values weeklyHours(int weeks)
{
    Values values;
    for (int hour = 0; hour < weeks * week; ++hour)
        values.push_back(weekly(hour));
    return values;
}

Values noisyWeeks(int weeks, double sigma, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, sigma);
    auto values = weeklyHours(weeks);
    for (auto& value : values)
        value = std::max(0.0, value + noise(random));
    return values;
}

} // namespace

class tst_Forecast : public QObject
{
    Q_OBJECT
private slots:
    void beforeTheFirstHourNothingIsKnown()
    {
        const auto forecast = forecastAllocated(clusterOf(weeklyHours(4)), 0, first - 100);
        QCOMPARE(forecast.knownHours, 0);
        QCOMPARE(forecast.verdict, ForecastVerdict::ShortHistory);
        QVERIFY(std::ranges::none_of(forecast.value, isKnown));
    }

    void aWeeklyPatternGoesOnExactly()
    {
        const auto forecast = forecastOf(weeklyHours(6));
        QCOMPARE(forecast.verdict, ForecastVerdict::Good);
        QCOMPARE(forecast.firstHour, first + 6 * week);
        QCOMPARE(int(forecast.value.size()), week);
        for (int ahead = 0; ahead < week; ++ahead) {
            const double expected = weekly(6 * week + ahead);
            QVERIFY(std::abs(forecast.value[std::size_t(ahead)] - expected) < 1e-9);
            QVERIFY(std::abs(forecast.low[std::size_t(ahead)] - expected) < 1e-9);
            QVERIFY(std::abs(forecast.high[std::size_t(ahead)] - expected) < 1e-9);
        }
        QVERIFY(forecast.trial.error < 1e-9);
        QCOMPARE(forecast.trial.intervalCoverage, 1.0);
    }

    void gapsAreLeftOutAndNeverZero()
    {
        auto values = weeklyHours(6);
        for (int hour = 0; hour < int(values.size()); ++hour) {
            if (hour % 11 == 3 || (hour > 4 * week && hour < 4 * week + 30) || hour >= int(values.size()) - 5)
                values[std::size_t(hour)] = unknown;
        }
        const auto forecast = forecastOf(values);
        QCOMPARE(forecast.verdict, ForecastVerdict::Good);
        for (int ahead = 0; ahead < week; ++ahead)
            QVERIFY(std::abs(forecast.value[std::size_t(ahead)] - weekly(ahead)) < 1e-9);
    }

    void anHourThatNoWeekHasIsUnknown()
    {
        auto values = weeklyHours(6);
        for (std::size_t hour = 5; hour < values.size(); hour += week)
            values[hour] = unknown;
        const auto forecast = forecastOf(values);
        for (const auto* line : {&forecast.value, &forecast.low, &forecast.high}) {
            QVERIFY(!isKnown((*line)[5]));
            QVERIFY(isKnown((*line)[4]));
        }
    }

    void threeWeeksAreNeeded()
    {
        auto values = weeklyHours(3);
        QVERIFY(forecastOf(values).verdict != ForecastVerdict::ShortHistory);
        values.pop_back();
        QCOMPARE(forecastOf(values).verdict, ForecastVerdict::ShortHistory);
        QCOMPARE(forecastOf({}).verdict, ForecastVerdict::ShortHistory);
        QVERIFY(!isKnown(forecastOf({}).value.front()));
    }

    void aNewWayOfWorkingIsForecastWorseThanByLastWeek()
    {
        // The pattern changed for good five weeks ago: last week is right since, the mean of four weeks was not.
        auto values = weeklyHours(4);
        for (int hour = 0; hour < 5 * week; ++hour)
            values.push_back(hour % 24 < 12 ? 10 : 90);
        const auto forecast = forecastOf(values);
        QVERIFY(forecast.trial.error > forecast.trial.lastWeekError);
        QCOMPARE(forecast.verdict, ForecastVerdict::WorseThanLastWeek);
        QVERIFY(!forecast.isGood());
    }

    void aRandomWalkIsReportedAsItIs()
    {
        // No season at all. Whatever comes out has to agree with what the very rule does on hours it has not seen.
        for (unsigned seed = 1; seed <= 5; ++seed) {
            std::mt19937 random(seed);
            std::normal_distribution<double> step(0, 2);
            Values values;
            double level = 500;
            for (int hour = 0; hour < 9 * week; ++hour)
                values.push_back(level = std::max(0.0, level + step(random)));
            const auto& trial = forecastOf(values).trial;
            double error = 0, lastWeek = 0;
            int count = 0;
            for (int origin = int(values.size()) - 56 * 24; origin < int(values.size()); origin += 24) {
                const auto forecast = forecastAllocated(clusterOf(values), 0, first + origin);
                for (int ahead = 0; ahead < std::min(week, int(values.size()) - origin); ++ahead) {
                    const auto hour = std::size_t(origin + ahead);
                    error += std::abs(values[hour] - forecast.value[std::size_t(ahead)]);
                    lastWeek += std::abs(values[hour] - values[hour - week]);
                    ++count;
                }
            }
            QCOMPARE(trial.days, 56);
            QCOMPARE(trial.hours, count);
            QVERIFY(std::abs(trial.error - error / count) < 1e-9);
            QVERIFY(std::abs(trial.lastWeekError - lastWeek / count) < 1e-9);
        }
    }

    void noiseIsAveragedOutAndTheIntervalHolds()
    {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const auto all = noisyWeeks(11, 4, seed);
            const Values past(all.begin(), all.end() - week);
            const auto forecast = forecastOf(past);
            QCOMPARE(forecast.verdict, ForecastVerdict::Good);
            QVERIFY(forecast.trial.error < 0.9 * forecast.trial.lastWeekError);
            QVERIFY(forecast.trial.intervalCoverage > 0.85 && forecast.trial.intervalCoverage < 0.95);
            // On the week that it has not seen.
            int inside = 0;
            for (int ahead = 0; ahead < week; ++ahead) {
                const double value = all[past.size() + std::size_t(ahead)];
                inside += forecast.low[std::size_t(ahead)] <= value && value <= forecast.high[std::size_t(ahead)];
            }
            QVERIFY2(inside > 0.78 * week, qPrintable(QString::number(inside)));
        }
    }

    void anIntervalThatMissesIsNotShown()
    {
        // Noise that doubles every week: the errors of the past are always too small.
        std::mt19937 random(7);
        std::normal_distribution<double> noise(0, 1);
        auto values = weeklyHours(8);
        for (int hour = 0; hour < int(values.size()); ++hour)
            values[std::size_t(hour)] += 100 + 0.5 * std::exp2(hour / week) * noise(random);
        const auto forecast = forecastOf(values);
        QVERIFY(forecast.trial.intervalCoverage < 0.8);
        QCOMPARE(forecast.verdict, ForecastVerdict::IntervalMisses);
    }

    void theFutureChangesNothing()
    {
        const auto all = noisyWeeks(9, 6, 3);
        const Values past(all.begin(), all.begin() + 7 * week);
        const auto known = forecastAllocated(clusterOf(past), 0, first + 7 * week);
        const auto inAll = forecastAllocated(clusterOf(all), 0, first + 7 * week);
        QCOMPARE(known.value, inAll.value);
        QCOMPARE(known.low, inAll.low);
        QCOMPARE(known.trial, inAll.trial);
    }

    void neverBelowZero()
    {
        auto values = weeklyHours(5);
        for (std::size_t hour = values.size() - 24; hour < values.size(); ++hour)
            values[hour] = 0;
        const auto forecast = forecastOf(values);
        QVERIFY(*std::min_element(forecast.value.begin(), forecast.value.end()) >= 0);
        QVERIFY(*std::min_element(forecast.low.begin(), forecast.low.end()) >= 0);
    }

    void T1_theWeekIsThatOfTheClock()
    {
        // Busy from nine to five in Berlin, whose clocks go forward on 30 March 2025.
        const QTimeZone berlin("Europe/Berlin");
        const auto hour = [](const char* text) {
            return hourIndex(std::chrono::floor<std::chrono::seconds>(parseRfc3339(text)->time));
        };
        const HourIndex from = hour("2025-02-17T23:00:00Z"), changed = hour("2025-03-30T01:00:00Z");
        const auto busy = [changed](HourIndex hour) {
            const int clock = (hour + (hour >= changed ? 2 : 1)) % 24;
            return clock >= 9 && clock < 17 ? 80.0 : 8.0;
        };
        Values values;
        for (int hour = 0; hour < 6 * week; ++hour)
            values.push_back(busy(from + hour));
        const auto forecast = forecastAllocated(clusterOf(values, from), 0, from + 6 * week, week, berlin);
        for (int ahead = 0; ahead < week; ++ahead)
            QCOMPARE(forecast.value[std::size_t(ahead)], busy(from + 6 * week + ahead));
        QVERIFY(forecast.trial.error < 1e-9);
    }
};

ATLAS_TEST(tst_Forecast);
#include "tst_Forecast.moc"
