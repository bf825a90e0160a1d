// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sample/SampleCluster.h"

#include "tests/support/TestRegistry.h"

#include <cmath>
#include <map>
#include <set>

using namespace atlas;

class tst_SampleCluster : public QObject
{
    Q_OBJECT

    static constexpr HourIndex endHour = 490000;

    static SampleClusterPlan plan(int index, int days = 35)
    {
        SampleClusterPlan plan;
        plan.index = index;
        plan.days = days;
        plan.end = hourStart(endHour);
        return plan;
    }
    static std::vector<SampleHour> hoursOf(SampleCluster& cluster)
    {
        std::vector<SampleHour> hours;
        while (auto hour = cluster.next())
            hours.push_back(std::move(*hour));
        return hours;
    }
    const SampleHour& at(int cluster, Instant time) const
    {
        return m_hours[std::size_t(cluster)][std::size_t(hourIndex(time) - m_hours[std::size_t(cluster)][0].hour)];
    }
    /// GPU-weighted utilisation of a namespace over the hours that `wanted` picks.
    template <typename Wanted>
    double utilization(int cluster, const std::string& name, Wanted wanted) const
    {
        double weighted = 0, gpus = 0;
        for (const auto& hour : m_hours[std::size_t(cluster)]) {
            for (const auto& row : hour.rows.namespaces) {
                if (row.name == name && row.avgUtilization.known() && wanted(hourStart(hour.hour))) {
                    weighted += row.allocated * row.avgUtilization;
                    gpus += row.allocated;
                }
            }
        }
        return weighted / gpus;
    }
    static bool isLocalWeekend(Instant time, int offset)
    {
        const std::chrono::weekday day{std::chrono::floor<std::chrono::days>(time + std::chrono::hours(offset))};
        return day == std::chrono::Saturday || day == std::chrono::Sunday;
    }
    static int localHour(Instant time, int offset) { return int((hourIndex(time) + offset) % 24); }

    std::vector<SampleCluster> m_clusters;
    std::vector<std::vector<SampleHour>> m_hours;

private slots:
    void initTestCase()
    {
        for (int index = 0; index < 2; ++index) {
            m_clusters.emplace_back(plan(index));
            m_hours.push_back(hoursOf(m_clusters.back()));
        }
    }

    void theSamePlanGivesTheSameRows()
    {
        SampleCluster again(plan(1)), third(plan(1));
        const auto rows = hoursOf(again);
        QCOMPARE(rows.size(), m_hours[1].size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QVERIFY(rows[i].rows == m_hours[1][i].rows);
            QVERIFY(rows[i].snapshots == m_hours[1][i].snapshots);
        }
        auto other = plan(1);
        other.seed = 2;
        SampleCluster otherSeed(other);
        QVERIFY(otherSeed.next()->rows != m_hours[1][0].rows);
    }

    void partsAddUpToTheirCluster()
    {
        for (const auto& hours : m_hours) {
            for (const auto& hour : hours) {
                if (hour.rows.clusters.empty())
                    continue;
                QCOMPARE(hour.rows.clusters.size(), std::size_t(1));
                const double total = hour.rows.clusters[0].allocated;
                double namespaces = 0, workloads = 0;
                for (const auto& row : hour.rows.namespaces)
                    namespaces += row.allocated;
                for (const auto& row : hour.rows.workloads)
                    workloads += row.allocated;
                std::map<DimensionKey, double> dimensions;
                for (const auto& row : hour.rows.dimensions)
                    dimensions[row.dimension] += row.allocated;
                QVERIFY(std::abs(namespaces - total) < 1e-9);
                QVERIFY(std::abs(workloads - total) < 1e-9);
                for (const auto& [key, sum] : dimensions)
                    QVERIFY(std::abs(sum - total) < 1e-9);
            }
        }
    }

    void snapshotsOfTheLastDayAddUp()
    {
        for (const auto& hours : m_hours) {
            int count = 0;
            for (const auto& hour : hours) {
                for (const auto& snapshot : hour.snapshots) {
                    ++count;
                    double total = 0;
                    for (const auto& ns : snapshot.namespaces) {
                        double gpus = 0;
                        for (const auto& workload : ns.workloads)
                            gpus += workload.gpus;
                        QCOMPARE(gpus, ns.gpus.value);
                        QCOMPARE(double(ns.workloads.size()), ns.workloadCount.value);
                        total += gpus;
                    }
                    QCOMPARE(total, snapshot.head.allocated.value);
                    QVERIFY(total > 0 && total <= snapshot.head.capacity);
                    QVERIFY(hourStart(endHour) - snapshot.head.time <= std::chrono::hours(24));
                }
            }
            QCOMPARE(count, 288);
        }
    }

    void anOutageHasNoRows()
    {
        const auto outage = m_clusters[0].outage();
        QCOMPARE(outage.hours(), 5);
        int missing = 0;
        for (const auto& hour : m_hours[0]) {
            if (hour.rows.clusters.empty()) {
                QVERIFY(outage.contains(hourStart(hour.hour)));
                QVERIFY(hour.rows.namespaces.empty() && hour.rows.dimensions.empty() && hour.rows.workloads.empty());
                ++missing;
            }
        }
        QCOMPARE(missing, 5);
    }

    void thingsGoWrongWhenTheCalendarSaysSo()
    {
        const auto& cluster = m_clusters[0];
        QCOMPARE(at(0, cluster.lostSamples().from).rows.clusters[0].sampleCount.value, 7.0);

        const auto& lost = at(0, cluster.lostMetrics().from).rows.clusters[0];
        QVERIFY(lost.allocated > 0);
        QCOMPARE(lost.avgUtilization.value, 0.0);
        QCOMPARE(lost.maxUtilization.value, 0.0);

        const auto& nodes = at(0, cluster.lostNodes().from).rows.clusters[0];
        QVERIFY(nodes.allocationRate > 100);

        QVERIFY(cluster.maintenance().isEmpty());
        for (Instant t = m_clusters[1].maintenance().from; t < m_clusters[1].maintenance().to;
             t += std::chrono::hours(1)) {
            const auto& drained = at(1, t).rows.clusters[0];
            QCOMPARE(drained.allocated.value, 0.0);
            QVERIFY(!drained.avgUtilization.known());
            QVERIFY(drained.capacity > 0);
        }
    }

    void aNamespaceAppearsMidway()
    {
        const std::string name = "多模态预研";
        for (const auto& hour : m_hours[0]) {
            const bool there = std::ranges::any_of(hour.rows.namespaces, [&](const auto& r) { return r.name == name; });
            if (hourStart(hour.hour) < m_clusters[0].midway())
                QVERIFY(!there);
            else
                QVERIFY(there || hour.rows.clusters.empty());
        }
    }

    void notebooksHoldGpusIdleAtNightAndAtWeekends()
    {
        constexpr int shanghai = 8;
        const double day = utilization(
            0, "notebooks", [](Instant t) { return !isLocalWeekend(t, shanghai) && localHour(t, shanghai) / 2 == 5; });
        const double night = utilization(0, "notebooks", [](Instant t) { return localHour(t, shanghai) / 4 == 0; });
        const double weekend = utilization(0, "notebooks", [](Instant t) { return isLocalWeekend(t, shanghai); });
        QVERIFY2(day > 15, qPrintable(QString::number(day)));
        QVERIFY2(night < 5, qPrintable(QString::number(night)));
        QVERIFY2(weekend < 5, qPrintable(QString::number(weekend)));
    }

    void batchRunsAtNightAndServicesFollowTheDay()
    {
        constexpr int shanghai = 8;
        double night = 0, noon = 0;
        for (const auto& hour : m_hours[0]) {
            for (const auto& row : hour.rows.namespaces) {
                if (row.name == "nightly-batch" && localHour(hourStart(hour.hour), shanghai) == 23)
                    night += row.allocated;
                if (row.name == "nightly-batch" && localHour(hourStart(hour.hour), shanghai) == 12)
                    noon += row.allocated;
            }
        }
        QVERIFY(night > 3 * noon);
        const auto serving = [&](int hour) {
            return utilization(0, "llm-serving", [hour](Instant t) { return localHour(t, shanghai) == hour; });
        };
        QVERIFY(serving(15) > 2 * serving(4));
    }

    void figuresAreCredible()
    {
        for (const auto& hours : m_hours) {
            double allocated = 0, capacity = 0, used = 0;
            int outside = 0;
            for (const auto& hour : hours) {
                for (const auto& row : hour.rows.clusters) {
                    allocated += row.allocated;
                    capacity += row.capacity;
                    used += row.avgUtilization.known() ? row.allocated * row.avgUtilization / 100 : 0;
                    outside += row.allocationRate < 60 || row.allocationRate > 100 || row.avgUtilization < 20
                            || row.avgUtilization > 85
                        ? 1
                        : 0;
                }
            }
            QVERIFY(allocated / capacity > 0.8 && allocated / capacity < 0.95);
            QVERIFY(used / allocated > 0.4 && used / allocated < 0.7);
            QVERIFY2(outside < 12, qPrintable(QString::number(outside)));
        }
    }

    void namesLabelsAndQuotas()
    {
        std::set<std::string> first, second;
        std::map<DimensionKey, std::set<std::string>> values;
        std::size_t longest = 0;
        bool quota = false, without = false;
        for (const auto& hour : m_hours[0]) {
            for (const auto& row : hour.rows.namespaces) {
                first.insert(row.name);
                longest = std::max(longest, row.name.size());
                quota = quota || row.capacity > 0;
                without = without || row.capacity == Figure(0.0);
                if (row.capacity > 0)
                    QVERIFY(std::abs(row.allocationRate - 100 * row.allocated / row.capacity) < 1e-9);
            }
            for (const auto& row : hour.rows.dimensions)
                values[row.dimension].insert(row.value);
        }
        for (const auto& hour : m_hours[1]) {
            for (const auto& row : hour.rows.namespaces)
                second.insert(row.name);
        }
        QCOMPARE(first.size(), std::size_t(24));
        QVERIFY(first.contains("推荐算法") && first.contains("大模型训练"));
        QVERIFY(longest > 80);
        QVERIFY(quota && without);
        std::vector<std::string> shared;
        std::ranges::set_intersection(first, second, std::back_inserter(shared));
        QVERIFY(!shared.empty() && shared.size() <= second.size());
        QCOMPARE(values.size(), SampleCluster::dimensions().size());
        for (const auto& [key, names] : values)
            QVERIFY2(names.contains("unknown"), key.key.c_str());
        QVERIFY((values[{DimensionType::Label, "team"}].contains("大模型训练")));
    }

    void somebodyWaitsForGpus()
    {
        int waiting = 0;
        for (const auto& hour : m_hours[0]) {
            for (const auto& row : hour.rows.workloads)
                waiting += row.requested > row.allocated && row.status == "Pending" ? 1 : 0;
        }
        QVERIFY(waiting > 50);
    }

    void theHourInProgressHasSnapshotsOnly()
    {
        auto started = plan(1, 2);
        started.end += std::chrono::minutes(23);
        SampleCluster cluster(started);
        const auto hours = hoursOf(cluster);
        QCOMPARE(hours.size(), std::size_t(49));
        QCOMPARE(cluster.range().to, hourStart(endHour));
        QVERIFY(hours.back().rows.clusters.empty());
        QCOMPARE(hours.back().snapshots.size(), std::size_t(5));
        QCOMPARE(hours.back().snapshots.back().head.time, hourStart(endHour) + std::chrono::minutes(20));
    }

    void workloadRowsEndWithTheirDays()
    {
        auto shorter = plan(1, 6);
        shorter.workloadDays = 2;
        SampleCluster cluster(shorter);
        for (const auto& hour : hoursOf(cluster)) {
            if (!hour.rows.clusters.empty() && hour.rows.clusters[0].allocated > 0)
                QCOMPARE(!hour.rows.workloads.empty(), hourStart(hour.hour) >= cluster.workloadsFrom());
        }
    }

    void anySizeWorks_data()
    {
        QTest::addColumn<int>("gpus");
        QTest::addColumn<int>("namespaces");
        QTest::addColumn<int>("index");
        QTest::newRow("smallest") << 8 << 1 << 0;
        QTest::newRow("crowded") << 8 << 60 << 0;
        QTest::newRow("small and late") << 8 << 1 << 7;
        QTest::newRow("many namespaces") << 512 << 300 << 3;
        QTest::newRow("large") << 8000 << 24 << 4;
    }
    void anySizeWorks()
    {
        QFETCH(int, gpus);
        QFETCH(int, namespaces);
        QFETCH(int, index);
        auto small = plan(index, 1);
        small.gpus = gpus;
        small.namespaces = namespaces;
        SampleCluster cluster(small);
        for (const auto& hour : hoursOf(cluster)) {
            for (const auto& row : hour.rows.clusters) {
                QVERIFY(row.capacity > 0);
                QVERIFY(row.allocated <= row.capacity || cluster.lostNodes().contains(row.at.time));
            }
        }
    }
};

ATLAS_TEST(tst_SampleCluster);
#include "tst_SampleCluster.moc"
