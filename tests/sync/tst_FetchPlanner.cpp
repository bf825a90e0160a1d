// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/FetchPlanner.h"
#include "tests/support/TestRegistry.h"

#include <random>

using namespace atlas;
using namespace std::chrono_literals;

namespace {

constexpr HourIndex day0 = 482136; // 2025-01-01T00:00Z
const Instant longAfter = hourStart(day0 + 24 * 400) + 5min;

TimeRange hours(int from, int to)
{
    return {hourStart(day0 + from), hourStart(day0 + to)};
}

} // namespace

class tst_FetchPlanner : public QObject
{
    Q_OBJECT

private slots:
    void asksForEverythingWhenNothingIsCovered()
    {
        QCOMPARE(planFetches(hours(0, 24), {}, longAfter), std::vector{hours(0, 24)});
    }

    void splitsLongRangesNewestFirst()
    {
        const auto plan = planFetches(hours(0, 24 * 70), {}, longAfter);
        const std::vector expected{hours(24 * 40, 24 * 70), hours(24 * 10, 24 * 40), hours(0, 24 * 10)};
        QCOMPARE(plan, expected);
    }

    void asksOnlyForGaps()
    {
        const std::vector<CoveredSpan> covered{{hours(0, 10), longAfter, true}, {hours(14, 20), longAfter, true}};
        const std::vector expected{hours(20, 24), hours(10, 14)};
        QCOMPARE(planFetches(hours(0, 24), covered, longAfter), expected);
    }

    void incompleteStretchesAreAskedAgainOnceAnHour()
    {
        std::vector<CoveredSpan> covered{{hours(0, 24), longAfter, false}};
        QVERIFY(planFetches(hours(0, 24), covered, longAfter + 10min).empty());
        QCOMPARE(planFetches(hours(0, 24), covered, longAfter + 2h), std::vector{hours(0, 24)});
    }

    void splitsIntoTheLengthThatIsAskedFor()
    {
        PlanOptions options;
        options.hoursPerFetch = 10;
        const std::vector expected{hours(14, 24), hours(4, 14), hours(0, 4)};
        QCOMPARE(planFetches(hours(0, 24), {}, longAfter, options), expected);
    }

    void doesNotAskForHoursThatAreNotPublished()
    {
        QCOMPARE(planFetches(hours(0, 24), {}, hourStart(day0 + 10) + 30min), std::vector{hours(0, 10)});
        // The row of hour 9 appears after the publication delay only.
        QCOMPARE(planFetches(hours(0, 24), {}, hourStart(day0 + 10) + 30s), std::vector{hours(0, 9)});
        QVERIFY(planFetches(hours(0, 24), {}, hourStart(day0)).empty());
    }

    void P13_unsettledHoursAreAskedOnceAnHour()
    {
        const auto now = hourStart(day0 + 100) + 10min;
        const std::vector<CoveredSpan> early{{hours(0, 100), hourStart(day0 + 99) + 10min, true}};
        // Since the last fetch hour 99 was published: the last 48 hours before that fetch are asked again.
        QCOMPARE(planFetches(hours(0, 100), early, now), std::vector{hours(51, 100)});
        const std::vector<CoveredSpan> thisHour{{hours(0, 100), hourStart(day0 + 100) + 2min, true}};
        QVERIFY(planFetches(hours(0, 100), thisHour, now).empty());
        PlanOptions forced;
        forced.force = true;
        QCOMPARE(planFetches(hours(0, 100), thisHour, now, forced), std::vector{hours(52, 100)});
    }

    void emptyAndReversedRangesNeedNothing()
    {
        QVERIFY(planFetches(hours(5, 5), {}, longAfter).empty());
        QVERIFY(planFetches(hours(9, 5), {}, longAfter).empty());
    }

    void windowsCoverEachDueHourExactlyOnce()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            std::vector<CoveredSpan> covered;
            std::vector<char> have(24 * 90, 0);
            for (unsigned n = random() % 6; n > 0; --n) {
                const int from = int(random() % have.size()), length = int(random() % 300);
                const int to = std::min(int(have.size()), from + length);
                covered.push_back({hours(from, to), longAfter, true});
                std::fill(have.begin() + from, have.begin() + to, 1);
            }
            Instant previous = longAfter;
            for (const auto& window : planFetches(hours(0, 24 * 90), covered, longAfter)) {
                QVERIFY(window.hours() > 0 && window.hours() <= 24 * 30);
                QVERIFY(window.to <= previous);
                previous = window.from;
                for (HourIndex hour = window.firstHour(); hour < window.endHour(); ++hour) {
                    QCOMPARE(int(have[std::size_t(hour - day0)]), 0);
                    have[std::size_t(hour - day0)] = 1;
                }
            }
            QVERIFY(std::find(have.begin(), have.end(), 0) == have.end());
        }
    }
};

ATLAS_TEST(tst_FetchPlanner);
#include "tst_FetchPlanner.moc"
