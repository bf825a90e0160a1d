// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Ranking.h"

#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;
using atlas::test::_;
using atlas::test::Columns;
using atlas::test::makeGrid;

namespace {

struct Fixture
{
    HourGrid cluster = makeGrid(Level::Cluster, 0, {{"c", {{Column::Allocated, {20, 20, 20, 20}}}}});
    HourPresence presence{cluster};
    // Hours 0 and 1 are the period before, 2 and 3 the range.
    HourGrid grid = makeGrid(Level::Namespace, 0,
        {{"a", {{Column::Allocated, {1, 1, 4, 4}}, {Column::Utilization, {50, 50, 25, 25}}}},
            {"b", {{Column::Allocated, {9, 9, 4, 4}}, {Column::Utilization, {50, 50, 75, 75}}}},
            {"gone", {{Column::Allocated, {5, 5, _, _}}, {Column::Utilization, {10, 10, _, _}}}},
            {"new", {{Column::Allocated, {_, _, 12, 4}}, {Column::Utilization, {_, _, _, _}}}}});

    RankingInput input() const { return {&grid, 2, 4, &grid, 0, 2, &presence, {}}; }
};

QStringList names(const std::vector<RankedSubject>& subjects)
{
    QStringList all;
    for (const auto& subject : subjects)
        all << QString::fromStdString(subject.name);
    return all;
}

} // namespace

class tst_Ranking : public QObject
{
    Q_OBJECT
private slots:
    void subjectsAreRankedDownwardsThenByName()
    {
        const Fixture f;
        const auto ranked = rankSubjects(f.input(), Metric::GpuHours);
        QCOMPARE(names(ranked), (QStringList{QStringLiteral("new"), QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(ranked[0].rank, 1);
        QCOMPARE(ranked[2].rank, 3);
        QCOMPARE(ranked[1].subject, f.grid.indexOf("a"));
    }

    void unknownComesLast()
    {
        const Fixture f;
        QCOMPARE(names(rankSubjects(f.input(), Metric::Utilization)),
            (QStringList{QStringLiteral("b"), QStringLiteral("a"), QStringLiteral("new")}));
    }

    void ranksOfThePeriodBeforeAreItsOwn()
    {
        const Fixture f;
        const auto ranked = rankSubjects(f.input(), Metric::GpuHours);
        QCOMPARE(ranked[0].previousRank, 0); // new
        QCOMPARE(ranked[0].rankChange(), 0);
        QCOMPARE(ranked[1].previousRank, 3); // b, gone, a
        QCOMPARE(ranked[1].rankChange(), 1);
        QCOMPARE(ranked[2].previousRank, 1);
        QCOMPARE(ranked[2].rankChange(), -2);
        QCOMPARE(ranked[2].previous.gpuHours, 18.0);
        QCOMPARE(ranked[0].previous.hoursPresent, 0);
    }

    void sharesSumToAll()
    {
        const Fixture f;
        double sum = 0;
        for (const auto& subject : rankSubjects(f.input(), Metric::IdleGpuHours))
            sum += subject.share;
        QCOMPARE(sum, 100.0);
        QCOMPARE(rankSubjects(f.input(), Metric::GpuHours)[0].share, 50.0);
    }

    void thoseWhoAreGoneAreNamed()
    {
        const Fixture f;
        const auto gone = goneSubjects(f.input(), Metric::GpuHours);
        QCOMPARE(names(gone), QStringList{QStringLiteral("gone")});
        QCOMPARE(gone[0].previousRank, 2);
        QCOMPARE(gone[0].previous.gpuHours, 10.0);
        QCOMPARE(gone[0].rank, 0);
    }

    void withoutPeriodBeforeNobodyIsNewOrGone()
    {
        const Fixture f;
        auto input = f.input();
        input.previous = nullptr;
        QVERIFY(goneSubjects(input, Metric::GpuHours).empty());
        for (const auto& subject : rankSubjects(input, Metric::GpuHours))
            QCOMPARE(subject.previousRank, 0);
    }

    void metricsAreTheUsages()
    {
        Usage usage;
        usage.gpuHours = 1;
        usage.usedGpuHours = 2;
        usage.idleGpuHours = 3;
        usage.utilization = 4;
        usage.averageAllocated = 5;
        usage.peakAllocated = {6, {}};
        usage.meanActiveWorkloads = 7;
        double expected = 0;
        for (const auto metric : {Metric::GpuHours, Metric::UsedGpuHours, Metric::IdleGpuHours, Metric::Utilization,
                 Metric::AverageAllocated, Metric::PeakAllocated, Metric::ActiveWorkloads})
            QCOMPARE(metricValue(usage, metric), ++expected);
    }

    void aSumOfWhichNoRowSpeaksIsUnknown()
    {
        const auto metrics = {Metric::UsedGpuHours, Metric::IdleGpuHours, Metric::IdleBelowGpuHours, Metric::IdleCost};
        UsageOptions options;
        options.pricePerGpuHour = 2;
        const auto usage = [&](const Columns& columns) {
            const auto grid = makeGrid(Level::Cluster, 0, {{"c", columns}});
            return usageOf(grid, 0, 0, grid.hours(), HourPresence(grid), options);
        };
        const auto blind = usage({{Column::Allocated, {40, 40}}, {Column::Capacity, {64, 64}}});
        const auto partly = usage({{Column::Allocated, {40, 40}}, {Column::Utilization, {_, 50}}});
        const auto empty = usage({{Column::Allocated, {0, 0}}});
        for (const auto metric : metrics) {
            QVERIFY(!isKnown(metricValue(blind, metric)));
            QVERIFY(isKnown(metricValue(partly, metric)));
            QCOMPARE(metricValue(empty, metric), 0.0); // who holds nothing uses nothing
            QCOMPARE(metricValue(Usage(), metric == Metric::IdleCost ? Metric::GpuHours : metric), 0.0);
        }
        QCOMPARE(metricValue(blind, Metric::GpuHours), 80.0);
        QCOMPARE(metricValue(blind, Metric::UnknownGpuHours), 80.0);
        QCOMPARE(metricValue(blind, Metric::UnallocatedGpuHours), 48.0);
        QVERIFY(!isKnown(metricValue(partly, Metric::CapacityGpuHours)));
        QCOMPARE(metricValue(partly, Metric::OverallocatedGpuHours), 80.0);
        QCOMPARE(metricValue(blind, Metric::OverallocatedGpuHours), 0.0);
        QVERIFY(!isKnown(metricValue(usage({{Column::Capacity, {64}}}), Metric::OverallocatedGpuHours)));
        QVERIFY(!isKnown(metricValue(partly, Metric::UnallocatedGpuHours)));
        const auto onlyUse = usage({{Column::Utilization, {50}}});
        QVERIFY(!isKnown(metricValue(onlyUse, Metric::GpuHours)));
        QVERIFY(!isKnown(metricValue(onlyUse, Metric::Cost)));
        QCOMPARE(metricValue(sumOf({blind, partly}), Metric::UsedGpuHours), 20.0);
        QVERIFY(!isKnown(metricValue(sumOf({blind, blind}), Metric::UsedGpuHours)));
    }

    void aBucketWithoutDataHasNoFigureButItsCoverage()
    {
        Usage usage;
        usage.hoursExpected = 24;
        QVERIFY(!isKnown(bucketValue(usage, Metric::GpuHours)));
        QCOMPARE(bucketValue(usage, Metric::Coverage), 0.0);
        usage.clusterHours = 12; // and no row of the subject
        QCOMPARE(bucketValue(usage, Metric::GpuHours), 0.0);
        QCOMPARE(bucketValue(usage, Metric::ActiveWorkloads), 0.0);
        QVERIFY(!isKnown(bucketValue(usage, Metric::Utilization)));
        QCOMPARE(bucketValue(usage, Metric::Coverage), 50.0);
    }

    void whoseUseIsUnknownRanksLast()
    {
        const auto cluster = makeGrid(Level::Cluster, 0, {{"c", {{Column::Allocated, {30}}}}});
        const auto grid = makeGrid(Level::Namespace, 0,
            {{"a", {{Column::Allocated, {20}}}}, {"b", {{Column::Allocated, {10}}, {Column::Utilization, {100}}}}});
        const HourPresence presence(cluster);
        const auto ranked = rankSubjects({&grid, 0, 1, nullptr, 0, 0, &presence, {}}, Metric::IdleGpuHours);
        QCOMPARE(ranked[0].name, std::string("b")); // 0 held idle is known
        QCOMPARE(ranked[1].name, std::string("a"));
    }

    void theSumAddsAndWeights()
    {
        const Fixture f;
        const auto parts = usageOfAll(f.grid, 2, 4, f.presence);
        const auto sum = sumOf(parts);
        QCOMPARE(sum.gpuHours, 32.0);
        QCOMPARE(sum.usedGpuHours, 8.0);
        QCOMPARE(sum.unknownGpuHours, 16.0);
        QCOMPARE(sum.gpuHours, sum.usedGpuHours + sum.idleGpuHours + sum.unknownGpuHours);
        QCOMPARE(sum.utilization, 50.0); // of those with a known one
        QCOMPARE(sum.averageAllocated, 16.0);
        QCOMPARE(sum.clusterHours, 2);
        QVERIFY(!isKnown(sum.peakAllocated.value) && !isKnown(sum.p95OfHours) && !isKnown(sum.meanUtilization));
    }

    void theSumOfNothingIsUnknownWhereItIsAMean()
    {
        QCOMPARE(sumOf({}).gpuHours, 0.0);
        QVERIFY(!isKnown(sumOf({}).utilization) && !isKnown(sumOf({}).averageAllocated));
    }
};

ATLAS_TEST(tst_Ranking);
#include "tst_Ranking.moc"
