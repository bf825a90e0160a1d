// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/RollUp.h"
#include "models/analysis/Waste.h"
#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <random>

using namespace atlas;
using namespace atlas::test;

class tst_Waste : public QObject
{
    Q_OBJECT

private slots:
    void aRunEndsWithWork();
    void aRunEndsWhenTheGpusAreGone();
    void unknownHoursNeitherCountNorEnd();
    void anHourWithoutTheClusterNeitherCountsNorEnds();
    void exactlyAtTheThresholdIsIdle();
    void aRunMayBeginBeforeThePeriod();
    void theFirstHoursAreNotFreed();
    void freedIsNeverMoreThanBelowTheThreshold();
    void whatIsReclaimedComesTheMostFirst();
    void holdersComeByHeldIdle();
    void theLargestRunSaysSinceWhen();
    void whoIsNeverIdleStillHoldsSinceSomeHour();
    void quadrantsHoldEverySubjectOnce();
    void idleGpusByHourOfTheWeek();
    void manySubjectsAreFollowedLikeOne();

private:
    /// One subject; hours 0 on.
    std::vector<IdleRun> runs(const Values& a, const Values& u, ReclaimRule rule = {1, 10}, HourIndex from = 0)
    {
        const auto grid = makeGrid(Level::Workload, 0, {{"n/w", {{Column::Allocated, a}, {Column::Utilization, u}}}});
        return idleRuns(grid, from, grid.hours(), presence(grid.hours()), rule);
    }
    static HourPresence presence(int hours, const std::vector<int>& gaps = {})
    {
        Values capacity(std::size_t(hours), 100);
        for (const int gap : gaps)
            capacity[std::size_t(gap)] = _;
        return HourPresence(makeGrid(Level::Cluster, 0, {{"c", {{Column::Capacity, capacity}}}}));
    }
};

void tst_Waste::aRunEndsWithWork()
{
    const auto found = runs({4, 4, 4, 4, 4, 4}, {80, 5, 0, 10.5, 5, 5});
    QCOMPARE(found.size(), 2U);
    QCOMPARE(found[0].since, 1);
    QCOMPARE(found[0].until, 3);
    QCOMPARE(found[0].hours, 2);
    QCOMPARE(found[0].idleGpuHours, 8.0);
    QVERIFY(!found[0].ongoing && !found[0].fromTheStart);
    QCOMPARE(found[1].since, 4);
    QVERIFY(found[1].ongoing);
}

void tst_Waste::aRunEndsWhenTheGpusAreGone()
{
    // A row without GPUs, and no row at all.
    QCOMPARE(runs({4, 4, 0, 4}, {5, 5, 5, 5}).size(), 2U);
    const auto gone = runs({4, 4, _, 4, _}, {5, 5, _, 5, _});
    QCOMPARE(gone.size(), 2U);
    QVERIFY(!gone[1].ongoing);
}

void tst_Waste::unknownHoursNeitherCountNorEnd()
{
    const auto found = runs({4, 4, _, 4, 4}, {5, _, 5, 5, 90});
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].hours, 2);
    QCOMPARE(found[0].until, 4);
    QCOMPARE(found[0].idleGpuHours, 8.0);
}

void tst_Waste::anHourWithoutTheClusterNeitherCountsNorEnds()
{
    const auto grid = makeGrid(
        Level::Namespace, 0, {{"n", {{Column::Allocated, {2, 2, _, 2}}, {Column::Utilization, {0, 0, _, 0}}}}});
    const auto found = idleRuns(grid, 0, 4, presence(4, {1, 2}), {1, 10});
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].hours, 2);
    QCOMPARE(found[0].idleGpuHours, 4.0);
}

void tst_Waste::exactlyAtTheThresholdIsIdle()
{
    QCOMPARE(runs({1, 1, 1}, {10, 10.000001, 50}).size(), 1U);
}

void tst_Waste::aRunMayBeginBeforeThePeriod()
{
    const auto found = runs({4, 4, 4, 4, 4, 4}, {90, 1, 1, 1, 1, 1}, {3, 10}, 3);
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].since, 1);
    QCOMPARE(found[0].hours, 5);
    QCOMPARE(found[0].idleGpuHours, 12.0); // in the period
    QCOMPARE(found[0].freedGpuHours, 8.0); // from the fourth hour of the run on
    QVERIFY(runs({4, 4, 4}, {1, 1, 90}, {1, 10}, 2).empty()); // over before the period
    QVERIFY(runs({4, 4}, {1, 1}).front().fromTheStart);
    QVERIFY(runs({4, 4}, {_, 1}).front().fromTheStart);
}

void tst_Waste::theFirstHoursAreNotFreed()
{
    const Values a(10, 3), u(10, 0);
    for (int n = 1; n <= 12; ++n) {
        const auto found = runs(a, u, {n, 10});
        QCOMPARE(found.front().freedGpuHours, 3.0 * std::max(0, 10 - n));
    }
}

void tst_Waste::freedIsNeverMoreThanBelowTheThreshold()
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> number(0, 1);
    for (int round = 0; round < 100; ++round) {
        std::map<std::string, Columns> subjects;
        for (const char* name : {"a", "b", "c"}) {
            Values a, u;
            for (int i = 0; i < 60; ++i) {
                a.push_back(number(random) < 0.1 ? _ : std::floor(number(random) * 5));
                u.push_back(number(random) < 0.1 ? _ : number(random) * 30);
            }
            subjects[name] = {{Column::Allocated, a}, {Column::Utilization, u}};
        }
        const auto grid = makeGrid(Level::Workload, 0, subjects);
        const auto there = presence(60, {7, 8, 30});
        double previous = 1e300;
        for (const int n : {1, 2, 5, 9}) {
            const auto found = idleRuns(grid, 10, 60, there, {n, 10});
            const auto freed = reclaimOf(found).freedGpuHours;
            double below = 0, inRuns = 0;
            for (int s = 0; s < 3; ++s)
                below += usageOf(grid, s, 10, 60, there).idleBelowGpuHours;
            for (const auto& run : found)
                inRuns += run.idleGpuHours;
            QVERIFY(std::abs(inRuns - below) < 1e-9); // every hour below the threshold is in one run
            QVERIFY(std::abs(idleBelowOfAll(grid, 10, 60, there) - below) < 1e-9);
            QVERIFY(freed <= below + 1e-9 && freed <= previous);
            previous = freed;
        }
    }
}

void tst_Waste::manySubjectsAreFollowedLikeOne()
{
    constexpr int count = 130, hours = 2000; // so many that threads share them
    std::mt19937 random(11);
    std::vector<std::string> names;
    for (int s = 0; s < count; ++s)
        names.push_back("n/" + std::to_string(1000 + s));
    HourGrid grid({"c", Level::Workload, {}}, 0, hours, names);
    std::vector<HourGrid> each;
    for (int s = 0; s < count; ++s) {
        auto& one =
            each.emplace_back(GridScope{"c", Level::Workload, {}}, 0, hours, std::vector{names[std::size_t(s)]});
        for (int h = 0; h < hours; ++h) {
            for (const auto column : {Column::Allocated, Column::Utilization}) {
                const double value = double(random() % 40);
                grid.mutableSeries(column, s)[std::size_t(h)] = one.mutableSeries(column, 0)[std::size_t(h)] = value;
            }
        }
    }
    const auto there = presence(hours, {7, 8, 30});
    std::vector<IdleRun> expected;
    double below = 0;
    for (int s = 0; s < count; ++s) {
        for (auto run : idleRuns(each[std::size_t(s)], 10, hours, there, {2, 10})) {
            run.subject = s;
            expected.push_back(run);
        }
        below += usageOf(grid, s, 10, hours, there).idleBelowGpuHours;
    }
    QVERIFY(idleRuns(grid, 10, hours, there, {2, 10}) == expected);
    QCOMPARE(idleBelowOfAll(grid, 10, hours, there), below);
}

void tst_Waste::whatIsReclaimedComesTheMostFirst()
{
    const auto grid = makeGrid(Level::Workload, 0,
        {{"n/a", {{Column::Allocated, Values(8, 1)}, {Column::Utilization, {0, 0, 0, 90, 0, 0, 0, 0}}}},
            {"n/b", {{Column::Allocated, Values(8, 10)}, {Column::Utilization, {50, 50, 50, 50, 0, 0, 0, 50}}}}});
    const auto reclaim = reclaimOf(idleRuns(grid, 0, 8, presence(8), {2, 10}));
    QCOMPARE(reclaim.subjects, 2);
    QCOMPARE(reclaim.runs.size(), 3U);
    QCOMPARE(reclaim.runs.front().subject, 1);
    QCOMPARE(reclaim.runs.front().freedGpuHours, 10.0);
    QCOMPARE(reclaim.freedGpuHours, 10.0 + 1 + 2);
    QCOMPARE(reclaimOf({}).subjects, 0);
}

void tst_Waste::holdersComeByHeldIdle()
{
    const auto grid = makeGrid(Level::Namespace, 0,
        {{"a", {{Column::Allocated, Values(24, 4)}, {Column::Utilization, Values(24, 75)}}},
            {"b", {{Column::Allocated, Values(24, 4)}, {Column::Utilization, Values(24, 25)}}},
            {"late", {{Column::Allocated, Values(30, _)}, {Column::Utilization, Values(30, _)}}}});
    const auto there = presence(30);
    const auto holders = idleHolders(grid, 0, 24, there, idleRuns(grid, 0, 24, there, {1, 10}));
    QCOMPARE(holders.size(), 2U); // who has no row holds nothing
    QCOMPARE(holders[0].subject, 1);
    QCOMPARE(holders[0].idleGpuDays(), 3.0);
    QCOMPARE(holders[0].share, 75.0);
    QVERIFY(!holders[0].run); // busier than the threshold all the time
}

void tst_Waste::whoIsNeverIdleStillHoldsSinceSomeHour()
{
    // Given back in hour 2; in hour 4 the cluster has no row, in hour 5 nobody knows.
    const auto grid = makeGrid(Level::Workload, 0,
        {{"n/held",
             {{Column::Allocated, {4, 4, 0, 4, _, _, 4, 4}}, {Column::Utilization, {60, 60, _, 60, _, 60, 60, 60}}}},
            {"n/over", {{Column::Allocated, {4, 4, _, _, _, _, _, _}}, {Column::Utilization, {60, 60}}}}});
    const auto there = presence(8, {4});
    const auto holders = idleHolders(grid, 1, 8, there, idleRuns(grid, 1, 8, there, {1, 10}));
    QCOMPARE(holders.size(), 2U);
    for (const auto& holder : holders)
        QCOMPARE(holder.heldSince, std::optional<HourIndex>(holder.subject == 0 ? 3 : 0));
}

void tst_Waste::theLargestRunSaysSinceWhen()
{
    const auto grid = makeGrid(Level::Namespace, 0,
        {{"a", {{Column::Allocated, Values(8, 4)}, {Column::Utilization, {0, 0, 90, 90, 0, 0, 0, 0}}}},
            {"b", {{Column::Allocated, Values(8, 4)}, {Column::Utilization, {0, 90, 0, 0, 90, 0, 90, 90}}}}});
    const auto there = presence(8);
    const auto holders = idleHolders(grid, 0, 8, there, idleRuns(grid, 0, 8, there, {1, 10}));
    const auto& a = *std::find_if(holders.begin(), holders.end(), [](const auto& h) { return h.subject == 0; });
    const auto& b = *std::find_if(holders.begin(), holders.end(), [](const auto& h) { return h.subject == 1; });
    QCOMPARE(a.run->since, 4);
    QVERIFY(a.run->ongoing);
    QCOMPARE(b.run->since, 2);
    QVERIFY(!b.run->ongoing);
}

void tst_Waste::quadrantsHoldEverySubjectOnce()
{
    std::vector<IdleHolder> holders(5);
    const double hours[] = {10, 100, 100, 10, 50}, percent[] = {5, 5, 90, 90, _};
    for (std::size_t i = 0; i < holders.size(); ++i) {
        holders[i].usage.gpuHours = hours[i];
        holders[i].usage.utilization = percent[i];
        holders[i].usage.idleGpuHours = double(i + 1);
    }
    const auto quadrants = quadrantsOf(holders, 100, 5);
    QCOMPARE(quadrants[0].subjects, 1);
    QCOMPARE(quadrants[1].subjects, 1); // on both lines: much, and idle
    QCOMPARE(quadrants[1].idleGpuHours, 2.0);
    QCOMPARE(quadrants[3].gpuHours, 100.0);
    QCOMPARE(quadrants[2].subjects, 1);
}

void tst_Waste::idleGpusByHourOfTheWeek()
{
    // Hour 96 since 1970 is Monday 00:00 UTC.
    const auto grid = makeGrid(Level::Cluster, 96,
        {{"c", {{Column::Capacity, Values(169, 10)}, {Column::Allocated, Values(169, 8)}, {Column::Utilization, [] {
                                                                                               Values u(169, 50);
                                                                                               u[0] = 0;
                                                                                               u[1] = _;
                                                                                               return u;
                                                                                           }()}}}});
    const auto idle = hourOfWeek(grid, 0, 96, 96 + 169, HourOfWeekFigure::HeldIdle, QTimeZone("UTC"));
    QCOMPARE(idle[0], 6.0); // 8 in the first week, 4 in the next
    QVERIFY(!isKnown(idle[1]));
    QCOMPARE(idle[2], 4.0);
    UsageOptions options;
    options.basis = UtilizationBasis::AllGpus;
    QCOMPARE(hourOfWeek(grid, 0, 96, 96 + 169, HourOfWeekFigure::HeldIdle, QTimeZone("UTC"), options)[2], 3.0);
}

ATLAS_TEST(tst_Waste);
#include "tst_Waste.moc"
