// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Clusters.h"

#include "models/analysis/Ranking.h"
#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

#include <random>

using namespace atlas;
using atlas::test::_;
using atlas::test::Columns;
using atlas::test::makeGrid;
using atlas::test::Values;

namespace {

GridPtr cluster(HourIndex first, Columns columns)
{
    return std::make_shared<const HourGrid>(makeGrid(Level::Cluster, first, {{"c", std::move(columns)}}));
}

Usage usageOf(const GridPtr& grid, const UsageOptions& options)
{
    return atlas::usageOf(*grid, 0, grid->firstHour(), grid->firstHour() + grid->hours(), HourPresence(*grid), options);
}

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

} // namespace

class tst_Clusters : public QObject
{
    Q_OBJECT
private slots:
    void totalsAreThoseOfTheClustersTogether()
    {
        // Random hours of three clusters, two of which measure over the allocated GPUs and one over all.
        std::mt19937 engine(11);
        std::uniform_real_distribution<> part(0, 1);
        std::vector<ClusterPart> parts;
        for (int i = 0; i < 3; ++i) {
            Values a, c, u;
            for (int hour = 0; hour < 50; ++hour) {
                c.push_back(100 + i);
                a.push_back(std::floor(c.back() * part(engine)));
                u.push_back(part(engine) < 0.05 ? _ : 100 * part(engine));
            }
            UsageOptions options;
            options.basis = i == 2 ? UtilizationBasis::AllGpus : UtilizationBasis::Allocated;
            parts.push_back({"c" + std::to_string(i),
                cluster(0, {{Column::Allocated, a}, {Column::Capacity, c}, {Column::Utilization, u}}), options});
        }
        const auto together = combineClusters(parts);
        QCOMPARE(together->subjectCount(), 1);
        const auto options = combinedOptions(parts);
        QCOMPARE(options.basis, UtilizationBasis::AllGpus);

        double used = 0, gpuHours = 0, capacity = 0;
        for (HourIndex hour = 0; hour < 50; ++hour) {
            double usedHere = 0;
            bool known = true;
            for (const auto& one : parts) {
                const auto own = atlas::usageOf(*one.grid, 0, hour, hour + 1, HourPresence(*one.grid), one.options);
                gpuHours += own.gpuHours;
                capacity += own.capacityGpuHours;
                usedHere += own.usedGpuHours;
                known = known && isKnown(one.grid->series(Column::Utilization, 0)[std::size_t(hour)]);
            }
            used += known ? usedHere : 0; // an hour of which a part is unknown is unknown
        }
        const auto usage = usageOf(together, options);
        QVERIFY(near(usage.gpuHours, gpuHours));
        QVERIFY(near(usage.capacityGpuHours, capacity));
        QVERIFY(near(usage.usedGpuHours, used));
        QVERIFY(near(usage.capacityGpuHours + usage.overallocatedGpuHours,
            usage.usedGpuHours + usage.idleGpuHours + usage.unallocatedGpuHours + usage.unknownGpuHours));
    }

    void anHourThatOneClusterLacksIsAGap()
    {
        const std::vector<ClusterPart> parts{{"a", cluster(0, {{Column::Allocated, {1, 2, _, 4}}}), {}},
            {"b", cluster(1, {{Column::Allocated, {10, 20, 30, 40}}}), {}}};
        const auto together = combineClusters(parts);
        QCOMPARE(together->firstHour(), 0);
        QCOMPARE(together->hours(), 5);
        const auto usage = usageOf(together, combinedOptions(parts));
        QCOMPARE(usage.hoursPresent, 2); // hours 1 and 3
        QCOMPARE(usage.gpuHours, 2 + 10 + 4 + 30.0);
    }

    void aClusterWithoutRowsLeavesNothingToAddUp()
    {
        const auto empty = std::make_shared<const HourGrid>(makeGrid(Level::Cluster, 0, {}));
        const auto together = combineClusters({{"a", cluster(0, {{Column::Allocated, {1}}}), {}}, {"b", empty, {}}});
        QCOMPARE(together->subjectCount(), 0);
        QCOMPARE(combineClusters({})->subjectCount(), 0);
    }

    void nobodyHoldsAnythingIsNotUnknown()
    {
        // A cluster that holds nothing has no utilisation; the other one's still counts.
        const std::vector<ClusterPart> parts{
            {"a", cluster(0, {{Column::Allocated, {0}}, {Column::Utilization, {_}}}), {}},
            {"b", cluster(0, {{Column::Allocated, {10}}, {Column::Utilization, {40}}}), {}}};
        QCOMPARE(usageOf(combineClusters(parts), combinedOptions(parts)).utilization, 40.0);
    }

    void subjectsKeepTheirFiguresUnderQualifiedNames()
    {
        const auto one = std::make_shared<const HourGrid>(makeGrid(Level::Namespace, 0,
            {{"ml", {{Column::Allocated, {1, 2}}, {Column::Utilization, {50, 60}}}},
                {"web", {{Column::Allocated, {3, 4}}}}}));
        const auto other = std::make_shared<const HourGrid>(
            makeGrid(Level::Namespace, 1, {{"ml", {{Column::Allocated, {5, 6}}, {Column::ActiveWorkloads, {1, 1}}}}}));
        const auto all = combineSubjects({{"a", one, {}}, {"b", other, {}}});
        QCOMPARE(all->subjects(), (std::vector<std::string>{"a/ml", "a/web", "b/ml"}));
        QCOMPARE(all->hours(), 3);
        QCOMPARE(all->series(Column::Allocated, 2)[1], 5.0);
        QVERIFY(!isKnown(all->series(Column::Allocated, 2)[0]));
        QCOMPARE(all->series(Column::Utilization, 0)[1], 60.0);
        QVERIFY(!isKnown(all->series(Column::ActiveWorkloads, 0)[0]));
    }

    void allZeroHoursAreUnknownWhereTheirClusterSaysSo()
    {
        const Columns zero{{Column::Allocated, {4}}, {Column::Utilization, {0}}, {Column::MaxUtilization, {0}},
            {Column::MinUtilization, {0}}};
        UsageOptions doubting;
        doubting.zeroHoursAreUnknown = true;
        const auto grid = std::make_shared<const HourGrid>(makeGrid(Level::Namespace, 0, {{"ml", zero}}));
        const std::vector<ClusterPart> parts{{"a", grid, doubting}, {"b", grid, {}}};
        const auto all = combineSubjects(parts);
        QVERIFY(!isKnown(all->series(Column::Utilization, 0)[0]));
        QCOMPARE(all->series(Column::Utilization, 1)[0], 0.0);
        QVERIFY(!combinedOptions(parts).zeroHoursAreUnknown);
        QVERIFY(combinedOptions({parts.front()}).zeroHoursAreUnknown); // of one, the grid is as the store has it
    }

    void onlyAPriceOfAllHasASum()
    {
        UsageOptions cheap, dear;
        cheap.pricePerGpuHour = 1;
        dear.pricePerGpuHour = 2;
        QCOMPARE(double(combinedOptions({{"a", {}, cheap}, {"b", {}, cheap}}).pricePerGpuHour), 1.0);
        QVERIFY(!combinedOptions({{"a", {}, cheap}, {"b", {}, dear}}).pricePerGpuHour.known());
        QVERIFY(!combinedOptions({{"a", {}, cheap}, {"b", {}, {}}}).pricePerGpuHour.known());
    }

    void costsFollowFromThePrice()
    {
        UsageOptions options;
        options.pricePerGpuHour = 2.5;
        const auto grid = cluster(0, {{Column::Allocated, {4, 4}}, {Column::Utilization, {25, 75}}});
        const auto usage = usageOf(grid, options);
        QCOMPARE(metricValue(usage, Metric::Cost), 20.0);
        QCOMPARE(metricValue(usage, Metric::IdleCost), 10.0);
        QVERIFY(!isKnown(metricValue(usageOf(grid, {}), Metric::Cost)));
    }
};

ATLAS_TEST(tst_Clusters);
#include "tst_Clusters.moc"
