// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/SnapshotHours.h"

#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <random>

using namespace atlas;
using namespace std::chrono_literals;

namespace {

constexpr HourIndex hour = 482'000;
const Stamp written = hourStart(hour + 1) + 3s;

PodInfo pod(std::string name, std::string space, std::string owner, LabelList labels = {}, LabelList annotations = {})
{
    return {"uid-" + name, name, std::move(space), "Pod", std::move(owner), "Deployment", std::move(labels),
        std::move(annotations)};
}

/// Two deployments in one namespace, a bare pod in another.
std::shared_ptr<PodTable> table()
{
    auto pods = std::make_shared<PodTable>();
    pods->add(pod("web-1", "shop", "web", {{"team", "red"}}, {{"project", "p:1"}}));
    pods->add(pod("web-2", "shop", "web", {{"team", "red"}}, {{"project", "p:1"}}));
    pods->add(pod("train-1", "shop", "train", {{"team", "blue"}}));
    auto bare = pod("notebook", "lab", "");
    bare.ownerType.clear();
    pods->add(bare);
    return pods;
}

ClusterSample sampleAt(int minute, double capacity, std::vector<PodSample> pods)
{
    return {hourStart(hour) + std::chrono::minutes(minute), capacity, std::move(pods)};
}

const DimensionPolicy byTeam{{{DimensionType::Label, "team"}}, "unknown"};

template <typename Row>
const Row* named(const std::vector<Row>& rows, const std::string& name)
{
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.name == name; });
    return it == rows.end() ? nullptr : &*it;
}

const DimensionHour* valued(const std::vector<DimensionHour>& rows, const std::string& value)
{
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.value == value; });
    return it == rows.end() ? nullptr : &*it;
}

/// Two samples: web holds 4 then 2 GPUs, train is there in the second only, the notebook in the first only.
HourRows twoSamples()
{
    HourAggregator hours("c", table(), byTeam);
    hours.add(sampleAt(0, 16.5, {{0, 2, 80}, {1, 2, 40}, {3, 1, 0}}));
    hours.add(sampleAt(5, 16, {{0, 2, 20}, {2, 8, 50, 30, 80, 9}}));
    return hours.finish(hour, written);
}

} // namespace

class tst_SnapshotHours : public QObject
{
    Q_OBJECT
private slots:
    void theClustersHourIsTheMeanOfItsSamples()
    {
        const auto rows = twoSamples();
        QCOMPARE(rows.clusters.size(), std::size_t(1));
        const auto& row = rows.clusters[0];
        QCOMPARE(row.at.time, hourStart(hour));
        QVERIFY(row.at.createdAt == written && row.at.updatedAt == written);
        QCOMPARE(row.capacity.value, 16.0); // floor of 16.25
        QCOMPARE(row.allocated.value, 7.5);
        QCOMPARE(row.allocationRate.value, 100 * 7.5 / 16);
        // 240 / 5 = 48 and 440 / 10 = 44: weighted by GPUs
        QCOMPARE(row.avgUtilization.value, 46.0);
        QCOMPARE(row.maxUtilization.value, 48.0);
        QCOMPARE(row.minUtilization.value, 44.0);
        QCOMPARE(row.p50Utilization.value, 44.0);
        QCOMPARE(row.p95Utilization.value, 44.0); // floor(1 · 0.95) = 0
        QCOMPARE(row.sampleCount.value, 2.0);
    }

    void anAbsentGroupCountsZeroGpusAndNoUtilisation()
    {
        const auto rows = twoSamples();
        const auto* lab = named(rows.namespaces, "lab");
        QVERIFY(lab);
        QCOMPARE(lab->allocated.value, 0.5);
        QCOMPARE(lab->avgUtilization.value, 0.0); // of its one sample
        QCOMPARE(lab->activeWorkloads.value, 0.0); // floor(1 / 2)
        const auto* shop = named(rows.namespaces, "shop");
        QCOMPARE(shop->allocated.value, 7.0);
        QCOMPARE(shop->avgUtilization.value, (60.0 + 44.0) / 2);
        QCOMPARE(shop->activeWorkloads.value, 2.0);
    }

    void aPodWithoutTheLabelCountsUnderTheDefault()
    {
        const auto rows = twoSamples();
        QCOMPARE(rows.dimensions.size(), std::size_t(3));
        QCOMPARE(valued(rows.dimensions, "unknown")->allocated.value, 0.5);
        QCOMPARE(valued(rows.dimensions, "red")->allocated.value, 3.0);
        QCOMPARE(valued(rows.dimensions, "blue")->allocated.value, 4.0);
        QVERIFY(valued(rows.dimensions, "red")->dimension == byTeam.keys[0]);
    }

    void workloadsAreTheOwners()
    {
        const auto rows = twoSamples();
        QCOMPARE(rows.workloads.size(), std::size_t(3));
        const auto* web = named(rows.workloads, "web");
        QVERIFY(web);
        QCOMPARE(web->namespaceName, std::string("shop"));
        QCOMPARE(web->type, std::string("Deployment"));
        QCOMPARE(web->allocated.value, 3.0);
        QCOMPARE(web->requested.value, 3.0);
        QCOMPARE(web->avgUtilization.value, 40.0); // 60 and 20
        QCOMPARE(web->avgReplicas.value, 1.5);
        QCOMPARE(web->maxReplicas.value, 2.0);
        QCOMPARE(web->minReplicas.value, 1.0);
        QCOMPARE(web->sampleCount.value, 2.0);
        QCOMPARE(web->status, std::string("Running"));
        QVERIFY(!web->avgMemoryUsed.known()); // nobody said
        QVERIFY((web->labels == LabelList{{"team", "red"}}));

        const auto* train = named(rows.workloads, "train");
        QCOMPARE(train->sampleCount.value, 1.0);
        QCOMPARE(train->allocated.value, 4.0);
        QCOMPARE(train->requested.value, 4.5);
        QCOMPARE(train->avgUtilization.value, 50.0);
        QCOMPARE(train->avgMemoryUsed.value, 30.0);
        QCOMPARE(train->avgMemoryTotal.value, 80.0);
        QCOMPARE(train->minReplicas.value, 1.0);

        const auto* notebook = named(rows.workloads, "notebook"); // owned by nobody: itself
        QCOMPARE(notebook->type, std::string("Pod"));
        QVERIFY(notebook->ownerName.empty());
    }

    void percentilesOfTwelveSamples()
    {
        HourAggregator hours("c", table(), {}, false);
        for (int i = 0; i < 12; ++i)
            hours.add(sampleAt(5 * i, 8, {{0, 1, double((i * 5) % 12)}})); // 0..11, shuffled
        const auto rows = hours.finish(hour, written);
        QCOMPARE(rows.clusters[0].p50Utilization.value, 5.0); // floor(11 · 0.5)
        QCOMPARE(rows.clusters[0].p95Utilization.value, 10.0); // floor(11 · 0.95)
        QVERIFY(rows.workloads.empty() && rows.dimensions.empty());
    }

    void finishStartsAnew()
    {
        HourAggregator hours("c", table(), byTeam);
        hours.add(sampleAt(0, 16, {{0, 2, 80}, {2, 1, 1}}));
        hours.finish(hour, written);
        QVERIFY(hours.finish(hour, written) == HourRows{}); // nothing is left of it
        hours.add(sampleAt(60, 16, {{0, 4, 10}}));
        const auto rows = hours.finish(hour + 1, written);
        QCOMPARE(rows.clusters[0].allocated.value, 4.0);
        QCOMPARE(rows.namespaces.size(), std::size_t(1));
        QCOMPARE(rows.workloads.size(), std::size_t(1)); // train is gone
        QCOMPARE(rows.workloads[0].maxUtilization.value, 10.0);
    }

    void anHourWithoutSamplesHasNoRows()
    {
        HourAggregator hours("c", table(), byTeam);
        QVERIFY(hours.finish(hour, written) == HourRows{});
    }

    void anIdleClusterIsMeasuredAndHasNoUtilisation()
    {
        HourAggregator hours("c", table(), byTeam);
        hours.add(sampleAt(0, 16, {}));
        const auto rows = hours.finish(hour, written);
        QCOMPARE(rows.clusters[0].allocated.value, 0.0);
        QCOMPARE(rows.clusters[0].allocationRate.value, 0.0);
        QVERIFY(!rows.clusters[0].avgUtilization.known());
        QVERIFY(rows.namespaces.empty());
    }

    void thePodTableMayGrow()
    {
        auto pods = table();
        HourAggregator hours("c", pods, byTeam);
        hours.add(sampleAt(0, 16, {{0, 2, 80}}));
        const auto later = pods->add(pod("late-1", "new-space", "late", {{"team", "green"}}));
        hours.add(sampleAt(5, 16, {{later, 4, 10}}));
        const auto rows = hours.finish(hour, written);
        QCOMPARE(named(rows.namespaces, "new-space")->allocated.value, 2.0);
        QVERIFY(valued(rows.dimensions, "green"));
    }

    /// Σ over namespaces = Σ over the values of a key = Σ over workloads = the cluster, in allocated and used.
    void levelsAddUp()
    {
        std::mt19937_64 random(4); // NOLINT(cert-msc51-cpp): the same pods in every run
        std::uniform_real_distribution<double> part(0, 1);
        auto pods = std::make_shared<PodTable>();
        for (int i = 0; i < 60; ++i)
            pods->add(pod("p" + std::to_string(i), "ns" + std::to_string(i % 7), "w" + std::to_string(i % 13),
                i % 3 == 0 ? LabelList{} : LabelList{{"team", "t" + std::to_string(i % 5)}}));
        HourAggregator hours("c", pods, byTeam);
        for (int s = 0; s < 12; ++s) {
            ClusterSample sample = sampleAt(5 * s, 100, {});
            for (std::uint32_t i = 0; i < pods->size(); ++i) {
                if (part(random) < 0.7)
                    sample.pods.push_back({i, std::floor(8 * part(random)), 100 * part(random)});
            }
            hours.add(sample);
        }
        const auto rows = hours.finish(hour, written);
        const auto total = [](const auto& list) {
            double sum = 0;
            for (const auto& row : list)
                sum += row.allocated;
            return sum;
        };
        const double cluster = rows.clusters[0].allocated;
        QVERIFY(std::abs(total(rows.namespaces) - cluster) < 1e-9);
        QVERIFY(std::abs(total(rows.dimensions) - cluster) < 1e-9);
        QVERIFY(std::abs(total(rows.workloads) - cluster) < 1e-9);
    }

    void aSnapshotGroupsItsPods()
    {
        const auto pods = table();
        const auto snapshot =
            snapshotOf("c", *pods, sampleAt(10, 16, {{2, 8, 50}, {0, 2, 20}, {1, 2, unknown}, {3, 1, 0}}));
        QCOMPARE(snapshot.head.dimensionType, std::string("cluster"));
        QCOMPARE(snapshot.head.allocated.value, 13.0);
        QCOMPARE(snapshot.head.capacity.value, 16.0);
        QCOMPARE(snapshot.namespaces.size(), std::size_t(2));
        QCOMPARE(snapshot.namespaces[0].name, std::string("lab"));
        const auto& shop = snapshot.namespaces[1];
        QCOMPARE(shop.gpus.value, 12.0);
        QCOMPARE(shop.utilization.value, 44.0); // of the pods with one
        QCOMPARE(shop.workloadCount.value, 3.0);
        QCOMPARE(shop.workloads[0].name, std::string("train-1")); // in the order of the sample
        QVERIFY(!shop.workloads[2].utilization.known());
        QCOMPARE(snapshot.annotations.size(), std::size_t(1));
        QCOMPARE(snapshot.annotations[0].value, std::string("p:1"));
        QCOMPARE(snapshot.annotations[0].gpus.value, 4.0);
        QVERIFY(snapshotOf("c", *pods, sampleAt(10, 16, {{0, 1, 1}}), false).namespaces[0].workloads.empty());
    }

    /// The provisional hour from snapshots has the rows that the samples themselves give.
    void theHourOfSnapshotsIsTheHourOfTheirSamples()
    {
        const auto pods = table();
        HourAggregator hours("c", pods, {{{DimensionType::Annotation, "project"}}, "unknown"}, false);
        SnapshotList snapshots;
        for (int s = 0; s < 5; ++s) {
            std::vector<PodSample> held{{0, 2, 10.0 * s}, {1, 2, 40}};
            if (s % 2 == 0)
                held.push_back({3, 1, 5.0 * s});
            const auto sample = sampleAt(5 * s, 16, held);
            hours.add(sample);
            snapshots.push_back(std::make_shared<AllocationSnapshot>(snapshotOf("c", *pods, sample)));
        }
        auto expected = hours.finish(hour, written);
        std::erase_if(expected.dimensions, [](const auto& row) { return row.value == "unknown"; });

        auto foreign = std::make_shared<AllocationSnapshot>(*snapshots[0]);
        foreign->head.cluster = "other";
        snapshots.push_back(foreign);
        auto early = std::make_shared<AllocationSnapshot>(*snapshots[0]);
        early->head.time = hourStart(hour) - 1s;
        snapshots.push_back(early);
        auto label = std::make_shared<AllocationSnapshot>(*snapshots[0]);
        label->head.dimensionType = "label";
        snapshots.push_back(label);
        const auto rows = hourOfSnapshots("c", snapshots, hour, written);
        QVERIFY(rows.clusters == expected.clusters);
        QVERIFY(rows.namespaces == expected.namespaces);
        QVERIFY(rows.dimensions == expected.dimensions);
        QVERIFY(hourOfSnapshots("c", snapshots, hour + 9, written) == HourRows{});
    }

    void unknownPartsOfASnapshotStayUnknown()
    {
        auto snapshot = std::make_shared<AllocationSnapshot>();
        snapshot->head = {0, "c", hourStart(hour), "cluster", {}, {}, {}, {}};
        snapshot->namespaces.push_back({"n", {}, {}, {}, {}});
        const auto rows = hourOfSnapshots("c", {snapshot}, hour, written);
        QVERIFY(!rows.clusters[0].capacity.known() && !rows.clusters[0].allocated.known());
        QVERIFY(!rows.clusters[0].avgUtilization.known() && !rows.clusters[0].allocationRate.known());
        QVERIFY(!rows.namespaces[0].allocated.known() && !rows.namespaces[0].activeWorkloads.known());
    }
};

ATLAS_TEST(tst_SnapshotHours);
#include "tst_SnapshotHours.moc"
