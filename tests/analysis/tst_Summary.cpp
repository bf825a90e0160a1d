// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Summary.h"

#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;
using atlas::test::_;
using atlas::test::makeGrid;
using atlas::test::Values;

namespace {

GridPtr shared(HourGrid grid)
{
    return std::make_shared<const HourGrid>(std::move(grid));
}

Instant at(const char* text)
{
    return std::chrono::floor<std::chrono::seconds>(parseRfc3339(text).value().time);
}

constexpr HourIndex first = 482'016; // a UTC midnight

/// A day of two namespaces, and the day before.
SummaryInput input()
{
    SummaryInput input;
    Values allocated(48, 10), utilization(48, 50), early(48, 4), late(48, 6);
    allocated[30] = utilization[30] = _; // no row; the namespaces have one
    for (std::size_t i = 0; i < 24; ++i)
        late[i] = _;
    input.cluster = shared(makeGrid(Level::Cluster, first,
        {{"c",
            {{Column::Allocated, allocated},
                {Column::Capacity,
                    [] {
                        Values capacity(48, 16);
                        capacity[30] = _;
                        return capacity;
                    }()},
                {Column::Utilization, utilization}}}}));
    input.namespaces = shared(makeGrid(Level::Namespace, first,
        {{"early", {{Column::Allocated, early}, {Column::Utilization, Values(48, 20)}}},
            {"late", {{Column::Allocated, late}, {Column::Utilization, Values(48, _)}}}}));
    input.range = {hourStart(first + 24), hourStart(first + 48)};
    input.top = 1;
    input.zone = QTimeZone::utc();
    return input;
}

} // namespace

class tst_Summary : public QObject
{
    Q_OBJECT
private slots:
    void thePeriodBeforeHasTheSameLength()
    {
        const auto summary = summarize(input());
        QVERIFY((summary.previousRange == TimeRange{hourStart(first), hourStart(first + 24)}));
        QCOMPARE(summary.previousCluster.gpuHours, 240.0);
        QCOMPARE(summary.cluster.gpuHours, 230.0);
        QCOMPARE(summary.previousNamespaces.size(), std::size_t(1)); // late was not there
    }

    void anHourWithoutAClusterRowCountsNowhere()
    {
        const auto summary = summarize(input());
        QCOMPARE(summary.namespaces[0].usage.gpuHours, 23 * 4.0);
        QCOMPARE(summary.missing.size(), std::size_t(1));
        QVERIFY((summary.missing[0] == TimeRange{hourStart(first + 30), hourStart(first + 31)}));
    }

    void whatNobodyIsNamedForIsUnattributed()
    {
        const auto all = summarize(input());
        QCOMPARE(all.unattributedGpuHours, 0.0);
        QVERIFY(all.namespacesSumToCluster.holds());
        auto before = input();
        before.range = {hourStart(first), hourStart(first + 24)};
        const auto summary = summarize(before);
        QCOMPARE(summary.unattributedGpuHours, 24 * 6.0);
        QVERIFY(!summary.namespacesSumToCluster.holds());
    }

    void theTopIsCutAndWithoutTheUnknown()
    {
        auto three = input();
        three.top = 3;
        QCOMPARE(summarize(input()).topNamespacesByGpuHours.size(), std::size_t(1));
        QCOMPARE(summarize(input()).topNamespacesByGpuHours[0].name, std::string("late"));
        QCOMPARE(summarize(three).topNamespacesByUtilization.size(), std::size_t(1)); // late's is unknown
        QCOMPARE(summarize(three).topNamespacesByGpuHours.size(), std::size_t(2));
    }

    void daysAreTheZones()
    {
        auto local = input();
        local.zone = QTimeZone("Asia/Shanghai");
        const auto summary = summarize(local);
        QCOMPARE(summary.daily.size(), std::size_t(2));
        QCOMPARE(summary.daily[0].usage.hoursExpected, 16);
        QVERIFY(summary.daysSumToTotal.holds());
        QCOMPARE(summary.namespacesDaily.at("late").size(), std::size_t(2));
    }

    void manyNamespacesAreNotListedByDay()
    {
        std::map<std::string, test::Columns> many;
        for (int i = 0; i < 21; ++i)
            many.emplace("n" + std::to_string(i), test::Columns{{Column::Allocated, Values(48, 1)}});
        auto crowded = input();
        crowded.namespaces = shared(makeGrid(Level::Namespace, first, many));
        QVERIFY(summarize(crowded).namespacesDailyOmitted);
        QVERIFY(summarize(crowded).namespacesDaily.empty());
    }

    void aRangeWithoutRowsIsUnknownThroughout()
    {
        auto later = input();
        later.range = {at("2030-01-01T00:00:00Z"), at("2030-01-03T00:00:00Z")};
        const auto summary = summarize(later);
        QCOMPARE(summary.cluster.hoursPresent, 0);
        QVERIFY(!isKnown(summary.cluster.utilization));
        QVERIFY(summary.namespaces.empty());
        QCOMPARE(summary.daily.size(), std::size_t(2));
        QVERIFY(!isKnown(summary.daily[0].usage.averageAllocated));
        QCOMPARE(summary.missing.size(), std::size_t(1));
    }

    void gridsThatAreNotThereAreEmpty()
    {
        SummaryInput nothing;
        nothing.range = {hourStart(0), hourStart(5)};
        const auto summary = summarize(nothing);
        QCOMPARE(summary.cluster.hoursExpected, 5);
        QCOMPARE(summary.missing.size(), std::size_t(1));
        nothing.range = {hourStart(5), hourStart(0)};
        QVERIFY(summarize(nothing).daily.empty());
    }

    void checksAllowForRoundingOnly()
    {
        QVERIFY((Check{1e6, 1e6 + 1e-4}.holds()));
        QVERIFY(!(Check{1e6, 1e6 + 1}.holds()));
        QVERIFY((Check{0, 0}.holds()));
        QVERIFY(!(Check{unknown, 0}.holds()));
    }
};

ATLAS_TEST(tst_Summary);
#include "tst_Summary.moc"
