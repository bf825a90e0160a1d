// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/StoreRows.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <map>
#include <set>

using namespace atlas;
using namespace atlas::test;

class tst_StorePages : public QObject
{
    Q_OBJECT

    TestStore m_store;
    std::vector<WorkloadHour> m_workloads;
    std::vector<NamespaceHour> m_namespaces;

    static RowQuery query(int from, int to)
    {
        RowQuery query;
        query.cluster = "c1";
        query.range = testHours(from, to);
        return query;
    }

private slots:
    void initTestCase()
    {
        std::mt19937_64 random(11);
        RowBatch batch;
        for (int hour = 0; hour < 40; ++hour) {
            for (int i = 0; i < 12; ++i) {
                if (random() % 4 == 0)
                    continue;
                auto row = namespaceRow(hour, "n" + std::to_string(i));
                row.avgUtilization = someFigure(random);
                row.allocated = double(random() % 4);
                m_namespaces.push_back(row);
                auto workload = workloadRow(
                    hour, "n" + std::to_string(i % 3), "w" + std::to_string(i / 2), i % 2 ? "Job" : "Deployment");
                workload.avgUtilization = row.avgUtilization;
                m_workloads.push_back(workload);
            }
        }
        batch.namespaces = m_namespaces;
        batch.workloads = m_workloads;
        batch.dimensions = {dimensionRow(3, {DimensionType::Label, "team"}, "a"),
            dimensionRow(4, {DimensionType::Label, "team"}, "b"), dimensionRow(5, {DimensionType::Label, "app"}, "a")};
        m_store.commit(std::move(batch));
    }

    void pagesNeitherRepeatNorLoseRows_data()
    {
        QTest::addColumn<int>("order");
        QTest::addColumn<bool>("descending");
        for (const auto order : {RowOrder::Time, RowOrder::Utilization, RowOrder::Allocated}) {
            QTest::addRow("order %d up", int(order)) << int(order) << false;
            QTest::addRow("order %d down", int(order)) << int(order) << true;
        }
    }
    void pagesNeitherRepeatNorLoseRows()
    {
        QFETCH(const int, order);
        QFETCH(const bool, descending);
        auto asked = query(5, 30);
        asked.order = RowOrder(order);
        asked.descending = descending;
        asked.limit = 7;
        const auto sent = std::count_if(m_namespaces.begin(), m_namespaces.end(),
            [&](const auto& row) { return asked.range.contains(row.at.time); });
        std::vector<NamespaceHour> all;
        for (;; asked.offset += asked.limit) {
            const auto page = m_store->namespaceHours(asked);
            QVERIFY(page);
            QCOMPARE(page->total, std::int64_t(sent));
            if (page->rows.empty())
                break;
            all.insert(all.end(), page->rows.begin(), page->rows.end());
        }
        asked.offset = 0;
        asked.limit = -1;
        QCOMPARE(m_store->namespaceHours(asked)->rows, all);
        std::set<std::pair<std::string, Instant>> keys;
        for (const auto& row : all)
            keys.emplace(row.name, row.at.time);
        QCOMPARE(std::int64_t(keys.size()), std::int64_t(sent));
        // In order, unknown figures last.
        QVERIFY(std::is_sorted(all.begin(), all.end(), [&](const auto& a, const auto& b) {
            if (asked.order == RowOrder::Time)
                return descending ? a.at.time > b.at.time : a.at.time < b.at.time;
            const auto x = order == int(RowOrder::Utilization) ? a.avgUtilization : a.allocated;
            const auto y = order == int(RowOrder::Utilization) ? b.avgUtilization : b.allocated;
            if (!x.known() || !y.known())
                return x.known() && !y.known();
            return descending ? x > y : x < y;
        }));
    }

    void filtersPickRows()
    {
        auto asked = query(0, 40);
        asked.limit = -1;
        asked.namespaceName = "n5";
        std::vector<NamespaceHour> expected;
        std::copy_if(m_namespaces.begin(), m_namespaces.end(), std::back_inserter(expected),
            [](const auto& row) { return row.name == "n5"; });
        QCOMPARE(m_store->namespaceHours(asked)->rows, expected);
        QCOMPARE(m_store->namespaceHours(asked)->total, std::int64_t(expected.size()));
        asked.namespaceName = "' OR 1=1 --";
        QCOMPARE(m_store->namespaceHours(asked)->total, 0);

        asked.namespaceName = "n1";
        asked.workloadType = "Job";
        const auto page = m_store->workloadHoursPage(asked).value();
        const auto fits = [](const WorkloadHour& row) { return row.namespaceName == "n1" && row.type == "Job"; };
        QVERIFY(page.total > 0);
        QCOMPARE(page.total, std::int64_t(std::count_if(m_workloads.begin(), m_workloads.end(), fits)));
        QVERIFY(std::all_of(page.rows.begin(), page.rows.end(), fits));
    }

    void oneWorkloadsHours()
    {
        const auto rows = m_store->workloadHours("c1", "n0", "w0", testHours(10, 30)).result().value();
        std::vector<WorkloadHour> expected;
        std::copy_if(m_workloads.begin(), m_workloads.end(), std::back_inserter(expected), [](const auto& row) {
            return row.namespaceName == "n0" && row.name == "w0" && testHours(10, 30).contains(row.at.time);
        });
        QVERIFY(!expected.empty());
        QCOMPARE(rows, expected);
    }

    void newestRowOfEachWorkload()
    {
        const auto range = testHours(5, 27);
        const auto rows = m_store->newestWorkloadRows("c1", range).result().value();
        std::map<std::tuple<std::string, std::string, std::string>, WorkloadHour> expected;
        for (const auto& row : m_workloads) {
            if (!range.contains(row.at.time))
                continue;
            const auto [at, isNew] = expected.emplace(std::tuple(row.namespaceName, row.name, row.type), row);
            if (at->second.at.hour() < row.at.hour())
                at->second = row;
        }
        QVERIFY(expected.size() > 3);
        QCOMPARE(rows.size(), expected.size());
        for (const auto& row : rows)
            QCOMPARE(row, expected.at({row.namespaceName, row.name, row.type}));
        QVERIFY(std::is_sorted(
            rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.at.hour() > b.at.hour(); }));
        QVERIFY(m_store->newestWorkloadRows("c1", testHours(50, 90)).result()->empty());
        QVERIFY(m_store->newestWorkloadRows("nobody", range).result()->empty());
    }

    void theNewestRowOfARangeIsInIt()
    {
        TestStore store;
        RowBatch batch;
        for (int hour = 0; hour < 3; ++hour) {
            auto row = workloadRow(hour, "ml", "idle");
            if (hour > 0) // nothing is known of it in the range
                row.allocated = row.requested = row.avgUtilization = row.maxUtilization = row.minUtilization =
                    row.p50Utilization = row.p95Utilization = row.avgMemoryUsed = row.maxMemoryUsed =
                        row.avgMemoryTotal = row.avgReplicas = row.maxReplicas = row.minReplicas = row.sampleCount =
                            Figure();
            batch.workloads.push_back(row);
        }
        store.commit(std::move(batch));
        const auto rows = store->newestWorkloadRows("c1", testHours(1, 3)).result().value();
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows.front().at.hour(), firstTestHour + 2);
    }

    void namesWithRowsInARange()
    {
        QCOMPARE(m_store->namespaceNames("c1", testHours(0, 40))->size(), 12U);
        QVERIFY(m_store->namespaceNames("c1", testHours(50, 90))->empty());
        QVERIFY(m_store->namespaceNames("nobody", testHours(0, 40))->empty());
        const DimensionKey team{DimensionType::Label, "team"};
        QCOMPARE(m_store->dimensionValues("c1", team, testHours(0, 40)).value(), (std::vector<std::string>{"a", "b"}));
        QCOMPARE(m_store->dimensionValues("c1", team, testHours(4, 40)).value(), (std::vector<std::string>{"b"}));
        QCOMPARE(m_store->dimensionKeys("c1", testHours(0, 40)).value(),
            (std::vector<DimensionKey>{{DimensionType::Label, "app"}, team}));
        QCOMPARE(m_store->dimensionKeys("c1", testHours(3, 5)).value(), std::vector<DimensionKey>{team});
    }

    void nothingThereIsNoError()
    {
        QCOMPARE(m_store->clusterHours(query(0, 40))->total, 0);
        QCOMPARE(m_store->namespaceHours(query(40, 0))->total, 0);
        auto far = query(0, 40);
        far.offset = 1'000'000;
        const auto page = m_store->namespaceHours(far).value();
        QVERIFY(page.rows.empty());
        QCOMPARE(page.total, std::int64_t(m_namespaces.size()));
    }
};

ATLAS_TEST(tst_StorePages);
#include "tst_StorePages.moc"
