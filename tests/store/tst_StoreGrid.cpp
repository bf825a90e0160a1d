// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/GridCache.h"

#include "tests/store/StoreRows.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <thread>

using namespace atlas;
using namespace atlas::test;

namespace {

GridQuery namespaceGrid(int from, int to)
{
    return {{"c1", Level::Namespace, {}}, testHours(from, to)};
}

GridCache::Extent extent(HourIndex from, HourIndex to)
{
    return [=] { return std::pair(from, to); };
}

BlockPtr emptyBlock(HourIndex firstHour)
{
    auto block = std::make_shared<GridBlock>();
    block->firstHour = firstHour;
    block->hours = blockHours(Level::Namespace);
    return block;
}

} // namespace

class tst_StoreGrid : public QObject
{
    Q_OBJECT

private slots:
    void gridEqualsRows_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void gridEqualsRows()
    {
        QFETCH(const int, seed);
        std::mt19937_64 random{std::uint64_t(seed)};
        RowBatch batch;
        std::map<std::pair<std::string, int>, NamespaceHour> rows;
        for (int i = 0; i < 600; ++i) {
            const int hour = int(random() % 3000) - 700; // over several blocks
            auto row = namespaceRow(hour, "n" + std::to_string(random() % 20));
            row.at.time += std::chrono::seconds(random() % 2 * 77); // a row counts in its hour
            for (auto* figure : {&row.allocated, &row.capacity, &row.avgUtilization, &row.activeWorkloads})
                *figure = someFigure(random);
            if (rows.emplace(std::pair(row.name, hour), row).second)
                batch.namespaces.push_back(row);
        }
        std::shuffle(batch.namespaces.begin(), batch.namespaces.end(), random);
        TestStore store;
        store.commit(std::move(batch));
        const int from = int(random() % 1500) - 800, to = from + int(random() % 2000);
        for (int pass = 0; pass < 2; ++pass) { // from the file, from memory
            const auto grid = store->grid(namespaceGrid(from, to)).result().value();
            QCOMPARE(grid->firstHour(), firstTestHour + from);
            QCOMPARE(grid->hours(), to - from);
            std::set<std::string> names;
            for (const auto& [key, row] : rows) {
                if (key.second >= from && key.second < to)
                    names.insert(key.first);
            }
            QCOMPARE(grid->subjects(), std::vector<std::string>(names.begin(), names.end()));
            QVERIFY(names.empty() || !grid->has(Column::P50));
            for (int subject = 0; subject < grid->subjectCount(); ++subject) {
                for (int hour = from; hour < to; ++hour) {
                    const auto it = rows.find({grid->subjects()[std::size_t(subject)], hour});
                    const auto row = it == rows.end() ? NamespaceHour() : it->second;
                    const auto cell = [&](Column column) {
                        return Figure(grid->series(column, subject)[std::size_t(hour - from)]);
                    };
                    if (it == rows.end())
                        QVERIFY(!cell(Column::MaxUtilization).known());
                    else
                        QCOMPARE(cell(Column::MaxUtilization), row.maxUtilization);
                    QCOMPARE(cell(Column::Allocated), row.allocated);
                    QCOMPARE(cell(Column::Capacity), row.capacity);
                    QCOMPARE(cell(Column::Utilization), row.avgUtilization);
                    QCOMPARE(cell(Column::ActiveWorkloads), row.activeWorkloads);
                }
            }
        }
    }

    void everyLevelHasItsColumns()
    {
        const DimensionKey team{DimensionType::Label, "team"};
        TestStore store;
        RowBatch batch;
        batch.clusters = {clusterRow(0)};
        batch.dimensions = {dimensionRow(1, team, "b"), dimensionRow(1, team, "a")};
        batch.workloads = {workloadRow(2, "ns", "w")};
        store.commit(batch);
        const auto cluster = store->grid({{"c1", Level::Cluster, {}}, testHours(0, 3)}).result().value();
        QCOMPARE(cluster->subjects(), std::vector<std::string>{"c1"});
        QCOMPARE(cluster->series(Column::P95, 0)[0], batch.clusters[0].p95Utilization.value);
        QCOMPARE(cluster->series(Column::SampleCount, 0)[0], 12.0);
        const auto dimension = store->grid({{"c1", Level::Dimension, team}, testHours(0, 3)}).result().value();
        QCOMPARE(dimension->subjects(), (std::vector<std::string>{"a", "b"}));
        QVERIFY(!dimension->has(Column::Capacity));
        QCOMPARE(dimension->series(Column::Utilization, 1)[1], 12.75);
        const auto workload = store->grid({{"c1", Level::Workload, {}}, testHours(0, 3)}).result().value();
        QCOMPARE(workload->subjects(), std::vector<std::string>{"ns/w"});
        QCOMPARE(workload->series(Column::P50, 0)[2], batch.workloads[0].p50Utilization.value);
    }

    void workloadsOfOneNameAddUp()
    {
        auto job = workloadRow(0, "ns", "w", "Job"), deployment = workloadRow(0, "ns", "w", "Deployment");
        job.allocated = 6;
        job.avgUtilization = 90;
        job.maxUtilization = 95;
        deployment.allocated = 2;
        deployment.avgUtilization = 10;
        deployment.maxUtilization = 12;
        deployment.minUtilization = unknown;
        auto alone = workloadRow(1, "ns", "w", "Job");
        TestStore store;
        RowBatch batch;
        batch.workloads = {job, deployment, alone};
        store.commit(batch);
        const auto grid = store->grid({{"c1", Level::Workload, {}}, testHours(0, 2)}).result().value();
        QCOMPARE(grid->subjectCount(), 1);
        QCOMPARE(grid->series(Column::Allocated, 0)[0], 8.0);
        QCOMPARE(grid->series(Column::Utilization, 0)[0], 70.0);
        QCOMPARE(grid->series(Column::MaxUtilization, 0)[0], 95.0);
        QCOMPARE(grid->series(Column::MinUtilization, 0)[0], job.minUtilization.value);
        QVERIFY(!isKnown(grid->series(Column::P50, 0)[0]));
        QCOMPARE(grid->series(Column::P50, 0)[1], alone.p50Utilization.value);
    }

    void emptyRangesAndStrangers()
    {
        TestStore store;
        QCOMPARE(store->grid(namespaceGrid(0, 0)).result().value()->hours(), 0);
        const auto grid = store->grid({{"nobody", Level::Namespace, {}}, testHours(0, 5)}).result().value();
        QCOMPARE(grid->hours(), 5);
        QCOMPARE(grid->subjectCount(), 0);
    }

    void tooManyCellsAreRefused()
    {
        TestStore store;
        RowBatch batch;
        for (int i = 0; i < 600; ++i)
            batch.namespaces.push_back(namespaceRow(0, std::to_string(i)));
        store.commit(std::move(batch));
        const auto grid = store->grid(namespaceGrid(-100'000, 1)).result();
        QVERIFY(!grid);
        QCOMPARE(grid.error().cls, ErrorClass::Usage);
    }

    void aCommitReplacesWhatWasRemembered()
    {
        TestStore store;
        RowBatch batch;
        batch.namespaces = {namespaceRow(0, "a"), namespaceRow(2000, "a")};
        store.commit(batch);
        const auto before = store->grid(namespaceGrid(0, 2001)).result().value();
        QCOMPARE(store->grid(namespaceGrid(0, 2001)).result().value(), before); // the same grid, shared
        batch.namespaces = {namespaceRow(0, "a"), namespaceRow(3, "b")};
        batch.namespaces[0].allocated = 99;
        store.commit(batch);
        const auto after = store->grid(namespaceGrid(0, 2001)).result().value();
        QCOMPARE(after->subjects(), (std::vector<std::string>{"a", "b"}));
        QCOMPARE(after->series(Column::Allocated, 0)[0], 99.0);
        QCOMPARE(after->series(Column::Allocated, 0)[2000], 7.5);
        QCOMPARE(before->series(Column::Allocated, 0)[0], 7.5); // a grid in use stays as it was
    }

    void aReaderBesideTheWriterSeesItsCommits()
    {
        TestStore store;
        RowBatch batch;
        batch.namespaces = {namespaceRow(0, "a")};
        store.commit(batch);
        auto beside = SqliteStore::open(store.path(), {true, false, 1, false}).value();
        const auto before = beside->grid(namespaceGrid(0, 5)).result().value();
        batch.namespaces = {namespaceRow(1, "b")};
        store.commit(batch);
        QCOMPARE(beside->grid(namespaceGrid(0, 5)).result().value()->subjectCount(), 2);
        QCOMPARE(before->subjectCount(), 1);
        QVERIFY(!beside->commit(batch).result());
    }

    void manyWhoAskShareOneLoad()
    {
        GridCache cache(1'000'000);
        std::atomic<int> loads{0};
        std::promise<void> gate;
        auto opened = gate.get_future().share();
        const GridScope scope{"c1", Level::Namespace, {}};
        const auto ask = [&] {
            (void)cache.grid(scope, 0, 10, extent(0, 10), [&](HourIndex firstHour) {
                ++loads;
                opened.wait();
                return emptyBlock(firstHour);
            });
        };
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back(ask);
        gate.set_value();
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(loads.load(), 1);
    }

    void aLoadFromBeforeACommitIsNotKept()
    {
        GridCache cache(1'000'000);
        int loads = 0;
        const GridScope scope{"c1", Level::Namespace, {}};
        const auto load = [&](HourIndex firstHour) {
            if (++loads == 1)
                cache.drop("c1", {hourStart(0), hourStart(1)}); // a commit comes while the block is read
            return emptyBlock(firstHour);
        };
        QVERIFY(cache.grid(scope, 0, 10, extent(0, 10), load));
        QCOMPARE(loads, 2); // read again at once
        QVERIFY(cache.grid(scope, 0, 9, extent(0, 10), load));
        QCOMPARE(loads, 2);
    }

    void anEndOfTheDataFromBeforeACommitIsNotKept()
    {
        GridCache cache(1'000'000);
        int asked = 0, loads = 0;
        const GridScope scope{"c1", Level::Namespace, {}};
        const auto growing = [&] {
            if (++asked > 1)
                return std::pair(0, 10);
            cache.drop("c1", {hourStart(0), hourStart(10)}); // the first commit comes as it is looked for
            return std::pair(0, 0);
        };
        const auto load = [&](HourIndex firstHour) {
            ++loads;
            return emptyBlock(firstHour);
        };
        QVERIFY(cache.grid(scope, 0, 10, growing, load));
        QCOMPARE(loads, 1);
    }

    void theCacheKeepsToItsSize()
    {
        const auto one = emptyBlock(0)->bytes();
        GridCache cache(one * 3);
        std::atomic<int> loads{0};
        const auto load = [&](HourIndex firstHour) {
            ++loads;
            return emptyBlock(firstHour);
        };
        const GridScope scope{"c1", Level::Namespace, {}};
        QVERIFY(cache.grid(scope, 0, 7200, extent(0, 7200), load));
        QCOMPARE(loads.load(), 10);
        QVERIFY(cache.bytes() <= one * 3);
        QVERIFY(cache.grid(scope, 7200 - 720, 720, extent(0, 7200), load));
        QCOMPARE(loads.load(), 10); // the latest are kept
    }

    void aFailedLoadIsTriedAgain()
    {
        GridCache cache(1'000'000);
        const GridScope scope{"c1", Level::Namespace, {}};
        const auto broken = [](HourIndex) -> BlockPtr { throw std::runtime_error("disk"); };
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)cache.grid(scope, 0, 10, extent(0, 10), broken));
        QVERIFY(cache.grid(scope, 0, 10, extent(0, 10), emptyBlock));
    }
};

ATLAS_TEST(tst_StoreGrid);
#include "tst_StoreGrid.moc"
