// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/RollUp.h"

#include "models/analysis/Ranking.h"
#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>

#include <random>

using namespace atlas;
using atlas::test::_;
using atlas::test::Columns;
using atlas::test::makeGrid;
using atlas::test::Values;

namespace {

Instant at(const char* text)
{
    return std::chrono::floor<std::chrono::seconds>(parseRfc3339(text).value().time);
}

} // namespace

class tst_RollUp : public QObject
{
    Q_OBJECT
private slots:
    void T1_daysSumToTheirUtcHours()
    {
        // A week around Berlin's clock change, each hour with another allocation.
        const TimeRange range{at("2024-10-22T22:00:00Z"), at("2024-10-29T23:00:00Z")};
        Values allocated;
        for (int i = 0; i < range.hours(); ++i)
            allocated.push_back(i % 7 == 3 ? _ : i);
        const auto grid = makeGrid(Level::Cluster, range.firstHour(), {{"c", {{Column::Allocated, allocated}}}});
        const HourPresence presence(grid);
        const auto days = cutBuckets(range, Bucket::Day, QTimeZone("Europe/Berlin"));
        const auto usages = rollUp(grid, 0, days, presence);
        QCOMPARE(usages.size(), days.size());
        QCOMPARE(usages[4].hoursExpected, 25);
        double sum = 0;
        for (const auto& usage : usages)
            sum += usage.gpuHours;
        QCOMPARE(sum, usageOf(grid, 0, range.firstHour(), range.endHour(), presence).gpuHours);
    }

    void quickBucketValuesAreThoseOfTheRollUp()
    {
        std::mt19937 random(5); // NOLINT(cert-msc51-cpp): the same rows in every run
        const auto value = [&random] { return random() % 5 == 0 ? unknown : double(random() % 1000) / 10; };
        Columns cluster, subject;
        for (int i = 0; i < 500; ++i) {
            cluster[Column::Allocated].push_back(i % 11 == 4 ? unknown : 100);
            subject[Column::Allocated].push_back(random() % 50 == 0 ? -1 : value()); // what cannot be counts nowhere
            subject[Column::Utilization].push_back(value());
        }
        const auto clusterGrid = makeGrid(Level::Cluster, 480000, {{"c", cluster}});
        const auto grid = makeGrid(Level::Namespace, 480000, {{"a", subject}});
        const HourPresence presence(clusterGrid);
        const TimeRange range{hourStart(480000 - 30), hourStart(480000 + 530)};
        for (const auto bucket : {Bucket::Hour, Bucket::Day}) {
            const auto spans = cutBuckets(range, bucket, QTimeZone("Europe/Berlin"));
            const auto usages = rollUp(grid, 0, spans, presence);
            for (const auto metric : {Metric::AverageAllocated, Metric::Utilization, Metric::GpuHours,
                     Metric::UsedGpuHours, Metric::Coverage, Metric::P95}) {
                const auto values = bucketValues(grid, 0, spans, presence, metric);
                QCOMPARE(values.size(), usages.size());
                for (std::size_t i = 0; i < values.size(); ++i) {
                    const double expected = bucketValue(usages[i], metric);
                    QVERIFY2(Figure(values[i]) == Figure(expected), qPrintable(QString::number(int(metric))));
                }
            }
        }
    }

    void T5_aBucketWithoutRowsIsUnknown()
    {
        const auto grid = makeGrid(Level::Cluster, 0, {{"c", {{Column::Allocated, {5, 5, _, _}}}}});
        const auto usages = rollUp(grid, 0, {{0, 2, {}}, {2, 4, {}}}, HourPresence(grid));
        QCOMPARE(usages[0].averageAllocated, 5.0);
        QVERIFY(!isKnown(usages[1].averageAllocated));
        QCOMPARE(usages[1].coverage(), 0.0);
    }

    void subjectsSumHourByHour()
    {
        const auto grid = makeGrid(Level::Namespace, 0,
            {{"a",
                 {{Column::Allocated, {2, _, 1, _}}, {Column::Utilization, {80, _, 50, _}},
                     {Column::ActiveWorkloads, {1, _, 2, _}}}},
                {"b",
                    {{Column::Allocated, {6, 3, _, _}}, {Column::Utilization, {40, _, 10, _}},
                        {Column::ActiveWorkloads, {4, 5, 6, _}}}},
                {"c", {{Column::Allocated, {100, 100, 100, 100}}}}});
        const auto sum = sumSubjects(grid, {0, 1}, "others");
        QCOMPARE(sum.subjects(), std::vector<std::string>{"others"});
        const auto a = sum.series(Column::Allocated, 0), u = sum.series(Column::Utilization, 0);
        QCOMPARE(a[0], 8.0);
        QCOMPARE(u[0], 50.0); // (2·80 + 6·40) / 8
        QCOMPARE(a[1], 3.0); // absent counts 0
        QVERIFY(!isKnown(u[1]));
        QVERIFY(!isKnown(a[2])); // b is there, and how much it holds is unknown
        QCOMPARE(u[2], 50.0);
        QVERIFY(!isKnown(a[3])); // none of them is there
        QCOMPARE(sum.series(Column::ActiveWorkloads, 0)[0], 5.0);
        QVERIFY(!sum.has(Column::MaxUtilization) && !sum.has(Column::P95));
    }

    void theSumHasTheUsageOfItsParts()
    {
        const auto grid = makeGrid(Level::Namespace, 0,
            {{"a", {{Column::Allocated, {2, 5}}, {Column::Utilization, {80, 10}}}},
                {"b", {{Column::Allocated, {6, 3}}, {Column::Utilization, {40, 90}}}}});
        const HourPresence presence(makeGrid(Level::Cluster, 0, {{"c", {{Column::Allocated, {8, 8}}}}}));
        const auto whole = usageOf(sumSubjects(grid, {0, 1}, "all"), 0, 0, 2, presence);
        const auto parts = sumOf(usageOfAll(grid, 0, 2, presence));
        QCOMPARE(whole.gpuHours, parts.gpuHours);
        QCOMPARE(whole.usedGpuHours, parts.usedGpuHours);
        QCOMPARE(whole.utilization, parts.utilization);
        QCOMPARE(whole.averageAllocated, parts.averageAllocated);
    }

    void whatCannotBeIsNoPartOfASum()
    {
        const auto grid = makeGrid(Level::Namespace, 0,
            {{"a", {{Column::Allocated, {-1, 4}}, {Column::Utilization, {50, 250}}}},
                {"b", {{Column::Allocated, {6, 4}}, {Column::Utilization, {40, 60}}}}});
        const auto sum = sumSubjects(grid, {0, 1}, "others");
        QVERIFY(!isKnown(sum.series(Column::Allocated, 0)[0]));
        QCOMPARE(sum.series(Column::Utilization, 0)[0], 40.0);
        QCOMPARE(sum.series(Column::Allocated, 0)[1], 8.0);
        QCOMPARE(sum.series(Column::Utilization, 0)[1], 60.0);
    }

    void allZeroHoursAreUnknownInASumToo()
    {
        const Columns measured{{Column::Allocated, {8}}, {Column::Utilization, {50}}, {Column::MaxUtilization, {90}},
            {Column::MinUtilization, {10}}};
        const Columns zero{{Column::Allocated, {8}}, {Column::Utilization, {0}}, {Column::MaxUtilization, {0}},
            {Column::MinUtilization, {0}}};
        const auto grid = makeGrid(Level::Namespace, 0, {{"a", measured}, {"b", zero}});
        UsageOptions options;
        QCOMPARE(sumSubjects(grid, {0, 1}, "others", options).series(Column::Utilization, 0)[0], 25.0);
        options.zeroHoursAreUnknown = true;
        const auto sum = sumSubjects(grid, {0, 1}, "others", options);
        QCOMPARE(sum.series(Column::Allocated, 0)[0], 16.0);
        QCOMPARE(sum.series(Column::Utilization, 0)[0], 50.0);
    }

    void aClustersWorkloadsAreItsNamespaces()
    {
        const auto cluster = makeGrid(Level::Cluster, 10, {{"c", {{Column::Allocated, {8, 8, _, 0, 8, 8}}}}});
        const auto namespaces = makeGrid(Level::Namespace, 9,
            {{"a", {{Column::Allocated, {1, 4, 4, 4, _, 1}}, {Column::ActiveWorkloads, {9, 2, 1, 1, _, _}}}},
                {"b", {{Column::Allocated, {1, 4, _, 4, _, 1}}, {Column::ActiveWorkloads, {9, 3, _, 1, _, 1}}}}});
        const auto grid = withActiveWorkloads(cluster, namespaces);
        const auto active = grid.series(Column::ActiveWorkloads, 0);
        QCOMPARE(active[0], 5.0);
        QCOMPARE(active[1], 1.0); // b is absent
        QVERIFY(!isKnown(active[2])); // the cluster has no row
        QCOMPARE(active[3], 0.0); // it holds nothing and nobody is there
        QVERIFY(!isKnown(active[4])); // a's is unknown
        QVERIFY(!isKnown(active[5])); // the namespaces of that hour are not known
        QCOMPARE(usageOf(grid, 0, 10, 14, HourPresence(cluster)).meanActiveWorkloads, 2.0);
    }

    void hoursOfTheWeekAreTheZones()
    {
        // Monday 2024-12-16 00:00Z is 08:00 in Shanghai; two weeks, so that each cell has two hours.
        const auto first = hourIndex(at("2024-12-16T00:00:00Z"));
        Values allocated, utilization, capacity;
        for (int i = 0; i < 14 * 24; ++i) {
            allocated.push_back(i < 168 ? 10 : 30);
            utilization.push_back(i < 168 ? 80 : 40);
            capacity.push_back(40);
        }
        utilization[0] = _;
        capacity[1] = 0; // unknown: GPUs are allocated
        const auto grid = makeGrid(Level::Cluster, first,
            {{"c",
                {{Column::Allocated, allocated}, {Column::Utilization, utilization}, {Column::Capacity, capacity}}}});
        const QTimeZone zone("Asia/Shanghai");
        const auto cells = [&](HourOfWeekFigure figure) {
            return hourOfWeek(grid, 0, first, first + 14 * 24, figure, zone);
        };
        const auto u = cells(HourOfWeekFigure::Utilization);
        QCOMPARE(u.size(), std::size_t(168));
        QCOMPARE(u[8], 40.0); // Monday 08:00: the first hour's is unknown
        QCOMPARE(u[10], 50.0); // (10·80 + 30·40) / 40: weighted
        const auto rate = cells(HourOfWeekFigure::AllocationRate);
        QCOMPARE(rate[9], 75.0);
        QCOMPARE(rate[10], 50.0);
        QCOMPARE(cells(HourOfWeekFigure::AverageAllocated)[8], 20.0);
        const auto idle = cells(HourOfWeekFigure::HeldIdle);
        QCOMPARE(idle[8], 18.0); // only the second week's is known
        QCOMPARE(idle[10], (10 * 0.2 + 30 * 0.6) / 2);
    }

    void aCellWithoutHoursIsUnknown()
    {
        const auto first = hourIndex(at("2024-12-17T05:00:00Z"));
        const auto grid = makeGrid(Level::Cluster, first, {{"c", {{Column::Allocated, {4}}}}});
        const auto cells = hourOfWeek(grid, 0, first, first + 1, HourOfWeekFigure::AverageAllocated, QTimeZone::utc());
        QCOMPARE(cells[24 + 5], 4.0);
        QCOMPARE(std::count_if(cells.begin(), cells.end(), isKnown), std::ptrdiff_t(1));
    }
};

ATLAS_TEST(tst_RollUp);
#include "tst_RollUp.moc"
