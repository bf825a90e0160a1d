// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Usage.h"

#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace atlas;
using atlas::test::_;
using atlas::test::Columns;
using atlas::test::makeGrid;
using atlas::test::Values;

namespace {

Usage clusterUsage(const Columns& columns, const UsageOptions& options = {})
{
    const auto grid = makeGrid(Level::Cluster, 0, {{"c", columns}});
    return usageOf(grid, 0, 0, grid.hours(), HourPresence(grid), options);
}

double roundingOf(const Usage& u)
{
    return 1e-9 * std::max(1.0, u.capacityGpuHours + u.overallocatedGpuHours + u.usedGpuHours);
}

/// Rows in which anything may be unknown, zero, more than there is, or not there at all.
Columns randomColumns(std::mt19937_64& random, std::size_t hours)
{
    Columns columns;
    std::uniform_real_distribution<double> part(0, 1);
    const auto figure = [&](double highest) {
        const double kind = part(random);
        return kind < 0.15 ? _ : kind < 0.25 ? 0.0 : highest * part(random);
    };
    for (std::size_t i = 0; i < hours; ++i) {
        const bool row = part(random) > 0.1;
        columns[Column::Allocated].push_back(row ? figure(80) : _);
        columns[Column::Capacity].push_back(row ? figure(70) : _);
        columns[Column::Utilization].push_back(row ? figure(110) : _); // above 100: not physical
        columns[Column::MaxUtilization].push_back(row ? figure(100) : _);
        columns[Column::MinUtilization].push_back(row ? figure(100) : _);
    }
    return columns;
}

} // namespace

class tst_Usage : public QObject
{
    Q_OBJECT
private slots:
    void utilisationIsWeightedByGpus()
    {
        // 10 GPUs at 90 % and 90 at 10 %: 18 %, not the mean of the rates, 50 %.
        const auto u = clusterUsage({{Column::Allocated, {10, 90}}, {Column::Utilization, {90, 10}}});
        QCOMPARE(u.utilization, 18.0);
        QCOMPARE(u.meanUtilization, 50.0);
        QCOMPARE(u.gpuHours, 100.0);
        QCOMPARE(u.usedGpuHours, 18.0);
        QCOMPARE(u.idleGpuHours, 82.0);
    }

    void allocationRateIsOfTheSums()
    {
        const auto u = clusterUsage(
            {{Column::Allocated, {10, 50}}, {Column::Capacity, {100, 50}}, {Column::AllocationRate, {10, 100}}});
        QCOMPARE(u.allocationRate, 40.0);
        QCOMPARE(u.meanAllocationRate, 55.0);
        QCOMPARE(u.unallocatedGpuHours, 90.0);
    }

    void allocationAboveCapacityIsShown()
    {
        const auto u = clusterUsage({{Column::Allocated, {12, 4}}, {Column::Capacity, {8, 8}}});
        QCOMPARE(u.allocationRate, 100.0);
        QCOMPARE(u.overallocatedGpuHours, 4.0);
        QCOMPARE(u.unallocatedGpuHours, 4.0); // never below 0 an hour: the two do not cancel
    }

    void aGapIsNotZero()
    {
        const auto u = clusterUsage({{Column::Allocated, {10, _, 20}}, {Column::Utilization, {50, _, 50}}});
        QCOMPARE(u.hoursPresent, 2);
        QCOMPARE(u.hoursExpected, 3);
        QCOMPARE(u.averageAllocated, 15.0);
        QCOMPARE(u.meanUtilization, 50.0);
        QCOMPARE(u.coverage(), 2.0 / 3);
        QCOMPARE(u.zeroGpuHours, 0);
    }

    void hoursWithoutAnyRowAreUnknownNotZero()
    {
        const auto u = clusterUsage({{Column::Allocated, {_, _}}});
        QCOMPARE(u.hoursPresent, 0);
        for (const double figure : {u.utilization, u.meanUtilization, u.maxUtilization, u.minUtilization, u.p50OfHours,
                 u.p95OfHours, u.averageAllocated, u.peakAllocated.value, u.allocationRate, u.meanActiveWorkloads})
            QVERIFY(!isKnown(figure));
        QCOMPARE(u.coverage(), 0.0);
    }

    void utilisationOfNothingIsUnknown()
    {
        const auto u = clusterUsage({{Column::Allocated, {0, 0}}, {Column::Utilization, {0, 0}}});
        QVERIFY(!isKnown(u.utilization));
        QCOMPARE(u.meanUtilization, 0.0);
        QCOMPARE(u.zeroGpuHours, 2);
        QCOMPARE(u.averageAllocated, 0.0);
    }

    void anUnknownAllocationIsLeftOutOfItsAverage()
    {
        const auto u = clusterUsage({{Column::Allocated, {10, _}}, {Column::Capacity, {16, 16}}});
        QCOMPARE(u.averageAllocated, 10.0);
        QCOMPARE(u.unknownGpuHours, 10.0 + 16.0); // no utilisation; nothing known of the second hour
        QCOMPARE(u.allocationRate, 100.0 * 10 / 16);
    }

    void anAbsentNamespaceCountsZeroInItsAverage()
    {
        const auto cluster = makeGrid(Level::Cluster, 0, {{"c", {{Column::Allocated, {8, 8, 8, _}}}}});
        const auto grid = makeGrid(
            Level::Namespace, 0, {{"n", {{Column::Allocated, {6, _, _, 4}}, {Column::ActiveWorkloads, {3, _, _, 9}}}}});
        const auto u = usageOf(grid, 0, 0, 4, HourPresence(cluster));
        QCOMPARE(u.hoursPresent, 1); // the cluster has no row for the fourth hour: it counts nowhere
        QCOMPARE(u.gpuHours, 6.0);
        QCOMPARE(u.averageAllocated, 2.0);
        QCOMPARE(u.averageWhilePresent, 6.0);
        QCOMPARE(u.meanActiveWorkloads, 1.0);
        QCOMPARE(u.peakActiveWorkloads, 3.0);
    }

    void percentilesAreOfTheHoursNotOfPercentiles()
    {
        Values hourly, hourlyP95;
        for (int i = 1; i <= 20; ++i) {
            hourly.push_back(i);
            hourlyP95.push_back(99);
        }
        const auto u =
            clusterUsage({{Column::Allocated, Values(20, 1)}, {Column::Utilization, hourly}, {Column::P95, hourlyP95}});
        QCOMPARE(u.p95OfHours, 19.0); // floor(19 · 0.95) = 18, from 0
        QCOMPARE(u.p50OfHours, 10.0);
        QCOMPARE(u.maxP95, 99.0);
    }

    void nearestRankFloors()
    {
        const auto ofHours = [](const Values& percents) {
            return clusterUsage({{Column::Allocated, Values(percents.size(), 1)}, {Column::Utilization, percents}});
        };
        QCOMPARE(ofHours({3, 1, 2}).p50OfHours, 2.0);
        QCOMPARE(ofHours({4, 1, 3, 2}).p50OfHours, 2.0);
        QCOMPARE(ofHours({5}).p95OfHours, 5.0);
        QVERIFY(!isKnown(ofHours({_, _}).p50OfHours));
        std::mt19937_64 random(11); // NOLINT(cert-msc51-cpp): the same rows in every run
        for (int round = 0; round < 50; ++round) {
            Values percents(1 + random() % 400);
            for (auto& percent : percents)
                percent = round % 2 == 0 ? double(random() % 1001) / 10 : 40 + double(random() % 100) / 1000;
            const auto usage = ofHours(percents);
            std::sort(percents.begin(), percents.end());
            const auto rank = [&](double p) { return std::size_t(std::floor(double(percents.size() - 1) * p)); };
            QCOMPARE(usage.p50OfHours, percents[rank(0.5)]);
            QCOMPARE(usage.p95OfHours, percents[rank(0.95)]);
        }
    }

    void meanCapacityIsOfTheHoursThatSayIt()
    {
        const auto u = clusterUsage({{Column::Allocated, {10, _, 20, _}}, {Column::Capacity, {100, _, 0, 60}},
            {Column::Utilization, {50, 50, 50, _}}});
        QCOMPARE(u.hoursPresent, 4);
        QCOMPARE(u.known.capacity, 2); // one row says nothing of it, and 0 below 20 held GPUs is unknown
        QCOMPARE(u.meanCapacity(), 80.0);
        QVERIFY(!isKnown(clusterUsage({{Column::Allocated, {10}}}).meanCapacity()));
    }

    void hoursOfKnownCapacityAreFewer()
    {
        const auto grid = makeGrid(
            Level::Cluster, 7, {{"c", {{Column::Allocated, {10, 10, 10, 0}}, {Column::Capacity, {100, _, 0, 0}}}}});
        const auto rated = HourPresence::ofKnownCapacity(grid);
        QCOMPARE(rated.count(0, 20), 2);
        QVERIFY(rated.contains(7) && !rated.contains(8) && !rated.contains(9) && rated.contains(10));
        QCOMPARE(HourPresence::ofKnownCapacity(HourGrid()).count(0, 20), 0);
    }

    void rowsThatSayAFigureAreCounted()
    {
        const Columns columns{{Column::Allocated, {10, 10, 0, _}}, {Column::Capacity, {_, 20, 20, 20}},
            {Column::Utilization, {50, _, _, 50}}};
        const auto u = clusterUsage(columns);
        QCOMPARE(u.known.allocated, 3);
        QCOMPARE(u.known.capacity, 3);
        QCOMPARE(u.known.rated, 2);
        QCOMPARE(u.known.measured, 2); // of the hour in which nothing is held the use is known
        QCOMPARE(u.known.used, 2);
        QCOMPARE(u.known.idle, 2);
        UsageOptions all;
        all.basis = UtilizationBasis::AllGpus;
        QCOMPARE(clusterUsage(columns, all).known.used, 1);
        QCOMPARE(clusterUsage(columns, all).known.idle, 0);
    }

    void theEarliestOfEqualPeaksIsNamed()
    {
        const auto u = clusterUsage({{Column::Allocated, {5, 9, 9}}, {Column::MaxUtilization, {70, 20, 70}}});
        QVERIFY(u.peakAllocated == (PeakHour{9, hourStart(1)}));
        QVERIFY(u.peakUtilization == (PeakHour{70, hourStart(0)}));
    }

    void neighbouringRangesShareNoHour()
    {
        const auto grid = makeGrid(
            Level::Cluster, 100, {{"c", {{Column::Allocated, {1, 2, 4, 8}}, {Column::Capacity, {8, 8, 8, 8}}}}});
        const HourPresence presence(grid);
        const auto sum = [&](HourIndex from, HourIndex to) { return usageOf(grid, 0, from, to, presence).gpuHours; };
        QCOMPARE(sum(100, 102) + sum(102, 104), sum(100, 104));
        QCOMPARE(sum(102, 103), 4.0);
        QCOMPARE(sum(90, 101), 1.0);
        QCOMPARE(sum(104, 200), 0.0);
        QCOMPARE(usageOf(grid, 0, 90, 101, presence).hoursExpected, 11);
    }

    void capacityZeroWithGpusAllocatedIsUnknown()
    {
        const auto u = clusterUsage({{Column::Allocated, {4, 0}}, {Column::Capacity, {0, 0}}});
        QCOMPARE(u.unknownCapacityHours, 1);
        QVERIFY(!isKnown(u.allocationRate));
        QCOMPARE(u.overallocatedGpuHours, 4.0); // beyond the known capacity
    }

    void allZeroHoursAreMeasuredUnlessToldOtherwise()
    {
        const Columns columns{{Column::Allocated, {8, 8}}, {Column::Utilization, {0, 50}},
            {Column::MaxUtilization, {0, 60}}, {Column::MinUtilization, {0, 40}}, {Column::P50, {0, 50}}};
        const auto measured = clusterUsage(columns);
        QCOMPARE(measured.allZeroHours, 1);
        QCOMPARE(measured.utilization, 25.0);
        QCOMPARE(measured.minUtilization, 0.0);
        const auto asUnknown = clusterUsage(columns, {.zeroHoursAreUnknown = true});
        QCOMPARE(asUnknown.allZeroHours, 1);
        QCOMPARE(asUnknown.utilization, 50.0);
        QCOMPARE(asUnknown.minUtilization, 40.0);
        QCOMPARE(asUnknown.unknownGpuHours, 8.0);
        QCOMPARE(asUnknown.gpuHours, 16.0);
    }

    void utilisationOverAllGpusUsesTheCapacity()
    {
        const Columns columns{{Column::Allocated, {60}}, {Column::Capacity, {100}}, {Column::Utilization, {30}}};
        const auto u = clusterUsage(columns, {.basis = UtilizationBasis::AllGpus});
        QCOMPARE(u.usedGpuHours, 30.0);
        QCOMPARE(u.idleGpuHours, 30.0);
        QCOMPARE(u.unallocatedGpuHours, 40.0);
        QCOMPARE(clusterUsage(columns).usedGpuHours, 18.0);
    }

    void theBasisIsOfClustersOnly()
    {
        const auto grid = makeGrid(Level::Namespace, 0,
            {{"n", {{Column::Allocated, {60}}, {Column::Capacity, {100}}, {Column::Utilization, {30}}}}});
        const auto presence = HourPresence(makeGrid(Level::Cluster, 0, {{"c", {{Column::Allocated, {60}}}}}));
        const auto u = usageOf(grid, 0, 0, 1, presence, {.basis = UtilizationBasis::AllGpus});
        QCOMPARE(u.usedGpuHours, 18.0);
        QCOMPARE(u.unallocatedGpuHours, 0.0); // a quota is not the namespace's own
    }

    void idleBelowIsNotHeldIdle()
    {
        const Columns columns{{Column::Allocated, {10, 20, 30}}, {Column::Utilization, {5, 10, 11}}};
        QCOMPARE(clusterUsage(columns).idleBelowGpuHours, 30.0);
        QCOMPARE(clusterUsage(columns, {.idleThreshold = 5}).idleBelowGpuHours, 10.0);
        QCOMPARE(clusterUsage(columns).idleGpuHours, 9.5 + 18 + 26.7);
    }

    void P9_impossibleValuesAreLeftOutAndCounted()
    {
        const auto u = clusterUsage({{Column::Allocated, {-1, 8, 8, 8}}, {Column::Capacity, {16, 16, 16, 16}},
            {Column::Utilization, {50, 250, -3, 50}}, {Column::MaxUtilization, {60, 60, 60, 300}}});
        QCOMPARE(u.outOfRangeHours, 4);
        QCOMPARE(u.gpuHours, 24.0);
        QCOMPARE(u.utilization, 50.0);
        QCOMPARE(u.maxUtilization, 60.0);
        QCOMPARE(u.unknownGpuHours, 16.0 + 16.0);
        QCOMPARE(clusterUsage({{Column::Utilization, {100.00000000000001}}}).outOfRangeHours, 0);
    }

    void P9_whatTheServerWorkedOutIsLeftOutWhereItCannotBe()
    {
        const auto u = clusterUsage({{Column::Allocated, {8, 8, 8}}, {Column::AllocationRate, {-1, 120, 100}},
            {Column::P50, {40, 130, 50}}, {Column::P95, {900, 60, 70}}, {Column::SampleCount, {-5, 12, 12}}});
        QCOMPARE(u.meanAllocationRate, 110.0); // above 100 % it may well be
        QCOMPARE(u.maxP50, 50.0);
        QCOMPARE(u.maxP95, 70.0);
        QCOMPARE(u.sampleCount, 24.0);
        QCOMPARE(u.outOfRangeHours, 2);
    }

    void activeWorkloadsAreAMeanOverTheHoursInWhichTheyWereCounted()
    {
        const auto u = clusterUsage({{Column::Allocated, {8, 8, 8, 8}}, {Column::ActiveWorkloads, {10, _, 20, 30}}});
        QCOMPARE(u.meanActiveWorkloads, 20.0);
        QCOMPARE(u.activeHours, 3);
    }

    /// capacity + over = used + idle + unallocated + unknown, whatever is unknown, on both bases.
    void whatAddsUpAddsUp()
    {
        std::mt19937_64 random(1); // NOLINT(cert-msc51-cpp): the same rows in every run
        for (int round = 0; round < 400; ++round) {
            const auto columns = randomColumns(random, std::size_t(1 + round % 60));
            for (const auto basis : {UtilizationBasis::Allocated, UtilizationBasis::AllGpus}) {
                const auto u = clusterUsage(columns, {.basis = basis, .zeroHoursAreUnknown = round % 2 == 1});
                const double left = u.capacityGpuHours + u.overallocatedGpuHours;
                const double right = u.usedGpuHours + u.idleGpuHours + u.unallocatedGpuHours + u.unknownGpuHours;
                QVERIFY2(std::abs(left - right) <= roundingOf(u), qPrintable(QString::number(round)));
            }
        }
    }

    /// gpuHours = used + idle + unknown for all other levels.
    void whatANamespaceHoldsAddsUp()
    {
        std::mt19937_64 random(2); // NOLINT(cert-msc51-cpp)
        for (int round = 0; round < 200; ++round) {
            const auto grid = makeGrid(Level::Namespace, 0, {{"n", randomColumns(random, 40)}});
            const auto cluster = makeGrid(Level::Cluster, 0, {{"c", randomColumns(random, 40)}});
            const auto u = usageOf(grid, 0, 0, 40, HourPresence(cluster));
            const double sum = u.usedGpuHours + u.idleGpuHours + u.unknownGpuHours;
            QVERIFY(std::abs(u.gpuHours - sum) <= roundingOf(u));
            QVERIFY(u.clusterHours >= u.hoursPresent);
            QVERIFY(!isKnown(u.utilization) || (u.utilization >= 0 && u.utilization <= 100.0000001));
            QVERIFY(!isKnown(u.p50OfHours) || u.p50OfHours <= u.p95OfHours);
        }
    }

    /// Cutting a span anywhere changes no sum.
    void partsOfASpanSumToIt()
    {
        std::mt19937_64 random(3); // NOLINT(cert-msc51-cpp)
        for (int round = 0; round < 100; ++round) {
            const auto grid = makeGrid(Level::Cluster, 0, {{"c", randomColumns(random, 48)}});
            const HourPresence presence(grid);
            const HourIndex cut = round % 48;
            const auto whole = usageOf(grid, 0, 0, 48, presence);
            const auto a = usageOf(grid, 0, 0, cut, presence), b = usageOf(grid, 0, cut, 48, presence);
            QCOMPARE(a.hoursPresent + b.hoursPresent, whole.hoursPresent);
            QVERIFY(std::abs(a.gpuHours + b.gpuHours - whole.gpuHours) <= roundingOf(whole));
            QVERIFY(std::abs(a.unknownGpuHours + b.unknownGpuHours - whole.unknownGpuHours) <= roundingOf(whole));
        }
    }

    void presenceCountsAndNamesGaps()
    {
        const auto grid = makeGrid(
            Level::Cluster, 10, {{"c", {{Column::Allocated, {1, _, _, 1, _}}, {Column::Capacity, {_, _, _, _, 8}}}}});
        const HourPresence presence(grid);
        QVERIFY(presence.contains(10) && !presence.contains(11) && presence.contains(14));
        QVERIFY(!presence.contains(9) && !presence.contains(15));
        QCOMPARE(presence.count(10, 15), 3);
        QCOMPARE(presence.count(0, 100), 3);
        QCOMPARE(presence.count(14, 12), 0);
        const std::vector<TimeRange> expected{{hourStart(9), hourStart(10)}, {hourStart(11), hourStart(13)}};
        QVERIFY(presence.missing(9, 15) == expected);
        QCOMPARE(HourPresence().count(0, 10), 0);
        QCOMPARE(HourPresence().missing(0, 2).size(), std::size_t(1));
    }

    void changesAreOfTheEarlier()
    {
        const auto change = changeOf(12, 10);
        QCOMPARE(change.absolute, 2.0);
        QCOMPARE(change.percent, 20.0);
        QVERIFY(!change.isNew());
        QCOMPARE(changeOf(-5, -10).percent, 50.0);
        QVERIFY(!isKnown(changeOf(5, 0).percent));
        QVERIFY(changeOf(5, 0).isNew() && changeOf(5, _).isNew());
        QVERIFY(!changeOf(0, 0).isNew() && !changeOf(_, _).isNew());
        QVERIFY(!isKnown(changeOf(5, _).absolute) && !isKnown(changeOf(_, 5).percent));
    }

    void exactSumLosesNoSmallTerm()
    {
        ExactSum sum;
        for (const double term : {1.0, 1e100, 1.0, -1e100})
            sum.add(term);
        QCOMPARE(sum.value(), 2.0);
    }
};

ATLAS_TEST(tst_Usage);
#include "tst_Usage.moc"
