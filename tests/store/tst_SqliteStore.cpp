// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/StoreRows.h"
#include "tests/support/TestRegistry.h"

#include <QSignalSpy>

#include <thread>

using namespace atlas;
using namespace atlas::test;

namespace {

RowQuery everything(const DimensionKey& dimension = {})
{
    RowQuery query;
    query.cluster = "c1";
    query.range = testHours(-100, 10'000);
    query.dimension = dimension;
    query.limit = -1;
    return query;
}

const DimensionKey team{DimensionType::Label, "team"};

} // namespace

class tst_SqliteStore : public QObject
{
    Q_OBJECT

private slots:
    void rowsComeBackAsTheyWere_data()
    {
        QTest::addColumn<bool>("inMemory");
        QTest::newRow("file") << false;
        QTest::newRow("memory") << true;
    }
    void rowsComeBackAsTheyWere()
    {
        QFETCH(const bool, inMemory);
        RowBatch batch;
        batch.clusters = {clusterRow(0), clusterRow(1)};
        batch.namespaces = {namespaceRow(0, "a"), namespaceRow(0, "\xe5\x9b\xa2"), namespaceRow(1, "")};
        batch.dimensions = {dimensionRow(0, team, "unknown"), dimensionRow(1, team, std::string("nul\0in", 6))};
        batch.workloads = {workloadRow(0, "a", "w", ""), workloadRow(0, "a", "w", "Job"), workloadRow(2, "b", "w")};
        // Nothing known but the key, and times off the hour or missing.
        NamespaceHour bare;
        bare.cluster = "c1";
        bare.name = "bare";
        bare.at.time = hourStart(firstTestHour + 3) + std::chrono::seconds(1799);
        bare.at.updatedAt = stampAt(7);
        batch.namespaces.push_back(bare);
        WorkloadHour empty;
        empty.cluster = "c1";
        empty.at.time = hourStart(firstTestHour - 50);
        empty.at.createdAt = stampAt(-100'000'000);
        batch.workloads.insert(batch.workloads.begin(), empty);
        const auto sent = batch;

        TestStore store;
        if (inMemory) {
            store.close();
            store.open({false, false, 2, true});
        }
        QCOMPARE(store.commit(std::move(batch)), (CommitStats{12, 0, 0, 0, 0}));
        if (!inMemory) {
            store.close();
            store.open(); // from the file
        }
        QCOMPARE(store->clusterHours(everything())->rows, sent.clusters);
        const auto namespaces = store->namespaceHours(everything())->rows;
        QCOMPARE(namespaces, sent.namespaces);
        QVERIFY(!namespaces.back().allocated.known());
        QCOMPARE(store->dimensionHours(everything(team))->rows, sent.dimensions);
        QCOMPARE(store->workloadHoursPage(everything())->rows, sent.workloads);
    }

    void snapshotsComeBackAsTheyWere()
    {
        TestStore store;
        const auto first = snapshotAt(hourStart(firstTestHour));
        const auto label = snapshotAt(hourStart(firstTestHour + 1), "label");
        const auto second = snapshotAt(hourStart(firstTestHour + 1) - std::chrono::seconds(1));
        RowBatch batch;
        batch.snapshots = {label, second, first};
        QCOMPARE(store.commit(batch).snapshots, 3);
        QCOMPARE(store.commit(batch).snapshots, 0);
        QCOMPARE(
            store->snapshots("c1", testHours(0, 2)).value(), (std::vector<AllocationSnapshot>{first, second, label}));
        QCOMPARE(store->snapshots("c1", testHours(0, 2), 1)->size(), 1U);
        QCOMPARE(store->snapshotHeads("c1", testHours(0, 2)).result().value(),
            (std::vector<SnapshotHead>{first.head, second.head}));
        QVERIFY(*store->snapshot("c1", std::nullopt).result().value() == second);
        QVERIFY(*store->snapshot("c1", first.head.time).result().value() == first);
        QVERIFY(!store->snapshot("c1", label.head.time).result().value()); // not of dimension "cluster"
        QVERIFY(!store->snapshot("nobody", std::nullopt).result().value());

        batch.snapshots = {first};
        batch.snapshots.front().namespaces.front().gpus = 13;
        QCOMPARE(store.commit(batch).snapshots, 1);
        QVERIFY(*store->snapshot("c1", first.head.time).result().value() == batch.snapshots.front());
    }

    void aListWithoutWorkloadsTakesNoneAway()
    {
        TestStore store;
        const auto whole = snapshotAt(hourStart(firstTestHour));
        auto bare = whole;
        bare.head.allocated = 97;
        for (auto& group : bare.namespaces)
            group.workloads.clear();
        RowBatch batch;
        batch.snapshots = {bare};
        QCOMPARE(store.commit(batch).snapshots, 1);
        batch.snapshots = {whole};
        QCOMPARE(store.commit(batch).snapshots, 1); // more than before
        batch.snapshots = {bare};
        QCOMPARE(store.commit(batch).snapshots, 0);
        QVERIFY(*store->snapshot("c1", whole.head.time).result().value() == whole);
    }

    void anUpsertKeepsTheNewer()
    {
        TestStore store;
        const auto commitOne = [&](NamespaceHour row) {
            RowBatch batch;
            batch.namespaces = {std::move(row)};
            return store.commit(std::move(batch));
        };
        auto row = namespaceRow(0, "a");
        QCOMPARE(commitOne(row), (CommitStats{1, 0, 0, 0, 0}));
        QCOMPARE(commitOne(row), (CommitStats{0, 0, 1, 0, 0}));
        row.allocated = 8; // as old, but different
        QCOMPARE(commitOne(row), (CommitStats{0, 1, 0, 0, 0}));
        row.at.updatedAt = *row.at.updatedAt + std::chrono::microseconds(1);
        row.allocated = unknown;
        QCOMPARE(commitOne(row), (CommitStats{0, 1, 0, 0, 0}));
        const auto stored = store->namespaceHours(everything());
        QCOMPARE(stored->rows, std::vector{row});
        QCOMPARE(stored->total, 1);
    }

    void P13_olderReplyDoesNotUndo()
    {
        TestStore store;
        auto newer = workloadRow(0, "a", "w");
        newer.at.updatedAt = stampAt(500);
        auto older = workloadRow(0, "a", "w");
        older.allocated = 1;
        auto ageless = older;
        ageless.at.updatedAt.reset();
        RowBatch batch;
        batch.workloads = {newer};
        store.commit(batch);
        batch.workloads = {older, ageless};
        QCOMPARE(store.commit(batch), (CommitStats{0, 0, 0, 2, 0}));
        QCOMPARE(store->workloadHoursPage(everything())->rows, std::vector{newer});
        // Both versions in one batch, the newer one first.
        batch.workloads = {workloadRow(1, "a", "w"), workloadRow(1, "a", "w")};
        batch.workloads[1].at.updatedAt = stampAt(0);
        batch.workloads[1].status = "Failed";
        QCOMPARE(store.commit(batch), (CommitStats{1, 0, 0, 1, 0}));
        QCOMPARE(store->workloadHoursPage(everything())->rows[1].status, std::string("Running"));
    }

    void aLabelAloneMakesAWorkloadDifferent()
    {
        TestStore store;
        auto row = workloadRow(0, "a", "w");
        RowBatch batch;
        batch.workloads = {row};
        store.commit(batch);
        QCOMPARE(store.commit(batch), (CommitStats{0, 0, 1, 0, 0}));
        row.labels.pop_back();
        batch.workloads = {row};
        QCOMPARE(store.commit(batch), (CommitStats{0, 1, 0, 0, 0}));
        QCOMPARE(store->workloadHoursPage(everything())->rows, std::vector{row});
    }

    void aBigBatchTwice()
    {
        // Many rows an hour take the path of whole hours; again and mixed with new ones, that of single rows.
        std::mt19937_64 random(3);
        RowBatch batch;
        for (int hour = 0; hour < 5; ++hour) {
            for (int i = 0; i < 100; ++i) {
                auto row = namespaceRow(hour, "n" + std::to_string(i));
                row.allocated = someFigure(random);
                row.avgUtilization = someFigure(random);
                batch.namespaces.push_back(row);
            }
        }
        const auto inOrder = batch.namespaces;
        std::shuffle(batch.namespaces.begin(), batch.namespaces.end(), random);
        TestStore store;
        QCOMPARE(store.commit(batch).inserted, 500);
        batch.namespaces.push_back(namespaceRow(2, "one more"));
        QCOMPARE(store.commit(batch), (CommitStats{1, 0, 500, 0, 0}));
        auto stored = store->namespaceHours(everything())->rows;
        QCOMPARE(stored.size(), 501U);
        const auto byKey = [](const NamespaceHour& a, const NamespaceHour& b) {
            return std::tie(a.at.time, a.name) < std::tie(b.at.time, b.name);
        };
        auto sent = batch.namespaces;
        std::sort(sent.begin(), sent.end(), byKey);
        std::sort(stored.begin(), stored.end(), byKey);
        QCOMPARE(stored, sent);
    }

    void coverageSaysWhatWasLastFound()
    {
        TestStore store;
        RowBatch batch;
        batch.coverage = {coverageOf(0, 100, CoverageState::Complete)};
        store.commit(batch);
        QCOMPARE(store->coverage("c1").value(), batch.coverage);
        // In the middle, over the end, and of another dimension.
        auto labels = coverageOf(0, 100, CoverageState::Gap);
        labels.dimension = team;
        labels.statedTotal.reset();
        batch.coverage = {
            coverageOf(40, 60, CoverageState::Gap), coverageOf(90, 110, CoverageState::Unverified), labels};
        store.commit(batch);
        const auto entries = store->coverage("c1").value();
        std::vector<std::pair<TimeRange, CoverageState>> found;
        for (const auto& entry : entries) {
            if (!entry.dimension)
                found.emplace_back(entry.range, entry.state);
        }
        QCOMPARE(found,
            (std::vector<std::pair<TimeRange, CoverageState>>{{testHours(0, 40), CoverageState::Complete},
                {testHours(40, 60), CoverageState::Gap}, {testHours(60, 90), CoverageState::Complete},
                {testHours(90, 110), CoverageState::Unverified}}));
        QCOMPARE(std::count(entries.begin(), entries.end(), labels), 1);
        batch.coverage = {coverageOf(-10, 200, CoverageState::MissingOnServer)};
        store.commit(batch);
        QCOMPARE(store->coverage("c1")->size(), 2U);
        QVERIFY(store->coverage("nobody")->empty());
    }

    void rejectedRowsAddUp()
    {
        TestStore store;
        RowBatch batch;
        batch.rejectedRows = 3;
        store.commit(batch);
        store.commit(batch);
        QCOMPARE(store->rejectedRows().value(), 6);
    }

    void inventoryTellsWhatThereIs()
    {
        TestStore store;
        QVERIFY(store->inventory().result().value().clusters.empty());
        RowBatch batch;
        batch.clusters = {clusterRow(5), clusterRow(9), clusterRow(5, "b")};
        batch.namespaces = {namespaceRow(2, "a")};
        batch.dimensions = {dimensionRow(0, team, "x"), dimensionRow(0, {DimensionType::Annotation, "p"}, "x")};
        batch.workloads = {workloadRow(6, "a", "w"), workloadRow(7, "a", "w")};
        batch.snapshots = {
            snapshotAt(hourStart(firstTestHour + 9)), snapshotAt(hourStart(firstTestHour + 10), "label")};
        store.commit(batch);
        store.commit(batch);
        const auto inventory = store->inventory().result().value();
        QCOMPARE(inventory.clusters.size(), 2U);
        const ClusterInfo expected{"c1", testHours(5, 10), hourStart(firstTestHour + 9),
            {team, {DimensionType::Annotation, "p"}}, 7, testHours(6, 8)};
        QVERIFY(*inventory.find("c1") == expected);
        QCOMPARE(inventory.find("b")->hourRows, 1);
        QVERIFY(!inventory.find("b")->workloadHours);
        QCOMPARE(store->clusterNames().value(), (std::vector<std::string>{"b", "c1"}));
    }

    void changedNamesClusterAndHours()
    {
        TestStore store;
        qRegisterMetaType<TimeRange>("atlas::TimeRange");
        std::vector<std::tuple<QString, TimeRange, bool>> seen;
        std::mutex mutex;
        connect(
            store.store.get(), &StoreReader::changed, this,
            [&](const QString& cluster, TimeRange range, bool snapshots) {
                const std::lock_guard lock(mutex);
                seen.emplace_back(cluster, range, snapshots);
            },
            Qt::DirectConnection);
        RowBatch batch;
        batch.clusters = {clusterRow(3), clusterRow(7), clusterRow(1, "b")};
        batch.snapshots = {snapshotAt(hourStart(firstTestHour))};
        store.commit(batch);
        store.commit(batch); // changes nothing
        const std::lock_guard lock(mutex);
        using Seen = std::tuple<QString, TimeRange, bool>;
        QCOMPARE(seen.size(), 4U);
        QVERIFY(seen[0] == Seen("b", testHours(1, 2), false));
        QVERIFY(seen[1] == Seen("c1", testHours(3, 8), true));
        QVERIFY(std::get<1>(seen[2]).isEmpty() && std::get<1>(seen[3]).isEmpty() && !std::get<2>(seen[3]));
    }

    void aReaderSeesWholeCommitsOnly()
    {
        TestStore store;
        constexpr int commits = 60, rowsEach = 40;
        std::atomic<bool> done{false};
        std::atomic<int> odd{0}, reads{0};
        std::thread reader([&] {
            while (!done) {
                const auto page = store->namespaceHours(everything());
                if (!page || page->total % rowsEach != 0 || page->total != std::int64_t(page->rows.size()))
                    ++odd;
                ++reads;
            }
        });
        for (int hour = 0; hour < commits; ++hour) {
            RowBatch batch;
            for (int i = 0; i < rowsEach; ++i)
                batch.namespaces.push_back(namespaceRow(hour, "n" + std::to_string(i)));
            store.commit(std::move(batch));
        }
        done = true;
        reader.join();
        QVERIFY(reads > 0);
        QCOMPARE(odd.load(), 0);
    }

    void commitsUnderWayAreStoredAtTheEnd()
    {
        TestStore store;
        QFuture<Result<CommitStats>> last;
        for (int hour = 0; hour < 20; ++hour) {
            RowBatch batch;
            batch.clusters = {clusterRow(hour)};
            last = store->commit(std::move(batch));
        }
        store.close();
        QVERIFY(last.isFinished() && last.result());
        store.open();
        QCOMPARE(store->clusterHours(everything())->total, 20);
        QVERIFY(store->sizeBytes() > 0);
    }
};

ATLAS_TEST(tst_SqliteStore);
#include "tst_SqliteStore.moc"
