// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/FetchPlanner.h"
#include "tests/support/TestRegistry.h"

#include <array>
#include <random>
#include <utility>

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
        const std::vector<CoveredSpan> covered{{hours(0, 10), longAfter}, {hours(14, 20), longAfter}};
        const std::vector expected{hours(20, 24), hours(10, 14)};
        QCOMPARE(planFetches(hours(0, 24), covered, longAfter), expected);
    }

    void P4_unverifiedStretchesRestLongerEachTime()
    {
        std::vector<CoveredSpan> covered{{hours(0, 24), longAfter, CoverageState::Unverified, 3, longAfter}};
        QVERIFY(planFetches(hours(0, 24), covered, longAfter + 50min).empty());
        QCOMPARE(planFetches(hours(0, 24), covered, longAfter + 1h), std::vector{hours(0, 24)});
        // Asked for in vain for a week: they stay as doubtful as they are, until somebody insists.
        covered.front().fetchedAt = longAfter + 8 * 24h;
        QVERIFY(planFetches(hours(0, 24), covered, longAfter + 30 * 24h).empty());
        PlanOptions forced;
        forced.force = true;
        QCOMPARE(planFetches(hours(0, 24), covered, longAfter + 30 * 24h, forced), std::vector{hours(0, 24)});
    }

    void T5_gapsAreAskedForWithGrowingIntervals()
    {
        const std::array rests{0min, 5min, 15min, 60min, 240min, 720min, 1440min, 1440min};
        for (int attempts = 0; attempts < int(rests.size()); ++attempts) {
            const auto rest = rests[std::size_t(attempts)];
            const std::vector<CoveredSpan> covered{{hours(0, 10), longAfter},
                {hours(10, 11), longAfter, CoverageState::Gap, attempts, longAfter}, {hours(11, 24), longAfter}};
            if (rest > 0min)
                QVERIFY(planFetches(hours(0, 24), covered, longAfter + rest - 1s).empty());
            QCOMPARE(planFetches(hours(0, 24), covered, longAfter + rest), std::vector{hours(10, 11)});
        }
    }

    void T5_anHourWithoutItsRowIsAGapAndThenMissing()
    {
        AnsweredWindow answer{hours(0, 4), {}, [](HourIndex hour) { return hour != day0 + 2; }};
        auto now = longAfter;
        auto known = afterAnswer(answer, {}, now);
        const std::vector<CoveredSpan> expected{
            {hours(0, 2), now}, {hours(2, 3), now, CoverageState::Gap, 1, longAfter}, {hours(3, 4), now}};
        QCOMPARE(known, expected);
        int asked = 0;
        while (now < longAfter + 30 * 24h) {
            now += 5min;
            for (const auto& window : planFetches(hours(0, 4), known, now)) {
                QCOMPARE(window, hours(2, 3));
                answer.window = window;
                const auto after = afterAnswer(answer, known, now);
                QCOMPARE(after.size(), std::size_t(1));
                known[1] = after.front();
                ++asked;
            }
        }
        QCOMPARE(known[1].state, CoverageState::MissingOnServer);
        QCOMPARE(known[1].openSince, std::optional(longAfter));
        QVERIFY(asked >= 10 && asked <= 13); // 5, 15 minutes, 1, 4, 12 hours, then daily for the rest of the week
        PlanOptions forced;
        forced.force = true;
        QCOMPARE(planFetches(hours(0, 4), known, now, forced), std::vector{hours(2, 3)});
        // And if it comes after all:
        answer.hasRows = [](HourIndex) { return true; };
        QCOMPARE(afterAnswer(answer, known, now), (std::vector<CoveredSpan>{{hours(2, 3), now}}));
    }

    void P13_anHourThatWasCompleteDoesNotBecomeAGap()
    {
        const std::vector<CoveredSpan> before{{hours(0, 4), longAfter}};
        const AnsweredWindow answer{hours(0, 4), {}, [](HourIndex) { return false; }};
        QCOMPARE(
            afterAnswer(answer, before, longAfter + 1h), (std::vector<CoveredSpan>{{hours(0, 4), longAfter + 1h}}));
    }

    void P6_aFailedWindowLeavesWhatIsHeld()
    {
        const std::vector<CoveredSpan> before{{hours(2, 4), longAfter},
            {hours(6, 8), longAfter, CoverageState::Gap, 2, longAfter - 1h},
            {hours(8, 9), longAfter, CoverageState::MissingOnServer, 9, longAfter - 200h}};
        const auto now = longAfter + 2h;
        const std::vector<CoveredSpan> counted{{hours(0, 2), now, CoverageState::Gap, 1, now},
            {hours(4, 6), now, CoverageState::Gap, 1, now}, {hours(6, 8), now, CoverageState::Gap, 3, longAfter - 1h},
            {hours(9, 10), now, CoverageState::Gap, 1, now}};
        QCOMPARE(afterFailure(hours(0, 10), before, now, true), counted);
    }

    void N1_aServerOutOfReachCountsForNothing()
    {
        const auto first = afterFailure(hours(0, 2), {}, longAfter, false);
        QCOMPARE(first, (std::vector<CoveredSpan>{{hours(0, 2), longAfter, CoverageState::Gap, 0, longAfter}}));
        QVERIFY(afterFailure(hours(0, 2), first, longAfter + 1h, false).empty());
        QCOMPARE(planFetches(hours(0, 2), first, longAfter), std::vector{hours(0, 2)});
        // A week later it answers: the hour is not given up at once.
        const AnsweredWindow answer{hours(0, 2), {}, [](HourIndex) { return false; }};
        const auto back = afterAnswer(answer, first, longAfter + 8 * 24h);
        QCOMPARE(back.front().state, CoverageState::Gap);
        QCOMPARE(back.front().openSince, std::optional<Instant>(longAfter + 8 * 24h));
    }

    void P4_unverifiedPartsStayInTheirPlaces()
    {
        const AnsweredWindow answer{hours(0, 10), {hours(3, 5)}, {}};
        const std::vector<CoveredSpan> expected{{hours(0, 3), longAfter},
            {hours(3, 5), longAfter, CoverageState::Unverified, 1, longAfter}, {hours(5, 10), longAfter}};
        QCOMPARE(afterAnswer(answer, {}, longAfter), expected);
    }

    void P4_windowsAreSizedForLessThanAPage()
    {
        QCOMPARE(hoursPerWindow(0, 24 * 30), 24 * 4);
        QCOMPARE(hoursPerWindow(0.9, 24 * 30), 24 * 4);
        QCOMPARE(hoursPerWindow(1, 24 * 30), 24 * 30);
        QCOMPARE(hoursPerWindow(30, 24 * 30), 30);
        QCOMPARE(hoursPerWindow(899, 24), 1);
        QCOMPARE(hoursPerWindow(5000, 24), 1); // the client walks it
        QCOMPARE(hoursPerWindow(0, 4), 16); // an empty beginning proves little
        QCOMPARE(hoursPerWindow(2, 1), 4);
        std::mt19937 random(11);
        for (int round = 0; round < 1000; ++round) {
            const double density = double(random() % 100000) / 100;
            const int hours = hoursPerWindow(density, int(random() % 1000));
            QVERIFY(hours >= 1 && hours <= 24 * 30);
            QVERIFY(hours == 1 || density * hours < 1000);
        }
    }

    void T4_aClockThatWasAheadIsNotBelieved()
    {
        const std::vector<CoveredSpan> covered{{hours(0, 24), longAfter + 365 * 24h}};
        QCOMPARE(planFetches(hours(0, 24), covered, longAfter), std::vector{hours(0, 24)});
    }

    void whatIsVisibleComesFirst()
    {
        PlanOptions options;
        options.first = hours(5, 10);
        options.hoursPerFetch = 4;
        const std::vector expected{hours(6, 10), hours(5, 6), hours(12, 16), hours(10, 12), hours(1, 5), hours(0, 1)};
        QCOMPARE(planFetches(hours(0, 16), {}, longAfter, options), expected);
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
        const std::vector<CoveredSpan> early{{hours(0, 100), hourStart(day0 + 99) + 10min}};
        // Since the last fetch hour 99 was published: the last 48 hours before that fetch are asked again.
        QCOMPARE(planFetches(hours(0, 100), early, now), std::vector{hours(51, 100)});
        const std::vector<CoveredSpan> thisHour{{hours(0, 100), hourStart(day0 + 100) + 2min}};
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

    /// Against a slow and plain reading of the rules, hour by hour.
    void windowsAreExactlyWhatIsDue()
    {
        constexpr int length = 24 * 60;
        std::mt19937 random(7);
        const auto below = [&](int end) { return int(random() % unsigned(end)); };
        for (int round = 0; round < 300; ++round) {
            const Instant now = hourStart(day0 + length - 48 + below(96)) + std::chrono::seconds(below(3600));
            std::vector<CoveredSpan> covered;
            for (int at = below(100); at < length;) {
                const int to = std::min(length, at + 1 + below(200));
                CoveredSpan span{hours(at, to), std::min(now, hourStart(day0 + to) + std::chrono::hours(below(90)))};
                span.state = std::array{CoverageState::Complete, CoverageState::Complete, CoverageState::Gap,
                    CoverageState::Unverified, CoverageState::MissingOnServer}[std::size_t(below(5))];
                if (span.state != CoverageState::Complete) {
                    span.attempts = below(8);
                    span.openSince = span.fetchedAt - std::chrono::hours(below(300));
                }
                covered.push_back(span);
                at = to + below(3) * below(50);
            }
            PlanOptions options;
            options.force = below(4) == 0;
            options.settle = std::chrono::hours(below(2) == 0 ? 48 : 35 * 24);
            options.hoursPerFetch = 1 + below(24 * 30);
            const int visible = below(length);
            options.first = hours(visible, visible + below(100));

            std::vector<char> planned(length, 0);
            bool outside = false;
            std::optional<TimeRange> previous;
            for (const auto& window : planFetches(hours(0, length), covered, now, options)) {
                QVERIFY(window.hours() >= 1 && window.hours() <= options.hoursPerFetch);
                const bool inside = options.first.from <= window.from && window.to <= options.first.to;
                QVERIFY(!(inside && outside)); // what is visible comes first
                if (previous && inside == !outside)
                    QVERIFY(window.to <= previous->from); // newest first
                outside = !inside;
                previous = window;
                for (HourIndex hour = window.firstHour(); hour < window.endHour(); ++hour)
                    QCOMPARE(int(std::exchange(planned[std::size_t(hour - day0)], 1)), 0);
            }
            for (int hour = 0; hour < length; ++hour)
                QCOMPARE(planned[std::size_t(hour)] != 0, isDue(hour, covered, now, options));
        }
    }

private:
    static bool isDue(int hour, const std::vector<CoveredSpan>& covered, Instant now, const PlanOptions& options)
    {
        const Instant ended = hourStart(day0 + hour + 1);
        if (ended + options.publishDelay > now)
            return false;
        const auto span = std::find_if(covered.begin(), covered.end(),
            [&](const CoveredSpan& other) { return other.range.contains(hourStart(day0 + hour)); });
        if (span == covered.end())
            return true;
        const auto since = now - options.publishDelay;
        const Instant publication = std::chrono::floor<std::chrono::hours>(since) + options.publishDelay;
        const bool unsettled = span->fetchedAt < ended + options.settle;
        const bool somethingNew = span->fetchedAt < publication || span->fetchedAt < ended + options.publishDelay;
        if (unsettled && (options.force || somethingNew))
            return true;
        if (span->state == CoverageState::Complete)
            return false;
        if (options.force)
            return true;
        if (span->state == CoverageState::MissingOnServer)
            return false;
        if (span->state == CoverageState::Unverified && now - *span->openSince > gapPatience)
            return false;
        return now - span->fetchedAt >= gapRest(span->attempts);
    }
};

ATLAS_TEST(tst_FetchPlanner);
#include "tst_FetchPlanner.moc"
