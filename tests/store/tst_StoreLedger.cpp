// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/LedgerMerge.h"

#include "tests/store/StoreRows.h"
#include "tests/support/TestRegistry.h"

#include <QFile>

#include <sqlite3.h>

#include <mutex>

using namespace atlas;
using namespace atlas::test;

namespace {

using std::chrono::hours;
using std::chrono::minutes;

const DimensionKey team{DimensionType::Label, "team"};

RowQuery everything()
{
    RowQuery query;
    query.cluster = "c1";
    query.range = testHours(-100, 10'000);
    query.dimension = team;
    query.limit = -1;
    return query;
}

/// What a fetch of [from, to) that brought `rows` rows says of itself.
CoverageEntry complete(const char* endpoint, int from, int to, int rows)
{
    auto entry = coverageOf(from, to, CoverageState::Complete);
    entry.endpoint = endpoint;
    entry.rowsReceived = rows;
    entry.statedTotal = rows;
    return entry;
}

/// A complete fetch of the test's first two hours: of each hour the namespaces named.
RowBatch fetchOf(const std::vector<std::string>& names)
{
    RowBatch batch;
    for (const int hour : {0, 1}) {
        for (const auto& name : names)
            batch.namespaces.push_back(namespaceRow(hour, name));
    }
    batch.coverage = {complete("namespaces/hourly-stats", 0, 2, int(batch.namespaces.size()))};
    return batch;
}

std::vector<std::string> subjectsOfGrid(TestStore& store)
{
    return store->grid({{"c1", Level::Namespace, {}}, testHours(0, 10)}).result().value()->subjects();
}

RequestRecord requestAt(int number)
{
    RequestRecord record;
    record.at = stampAt(number);
    record.connection = "id-1";
    record.cluster = "c1";
    record.request = "namespaces/hourly-stats?page=" + std::to_string(number);
    record.attempt = 2;
    record.httpStatus = 200;
    record.rows = number;
    record.bytes = 1 << 20;
    record.duration = std::chrono::milliseconds(45);
    record.traceId = "trace";
    return record;
}

} // namespace

class tst_StoreLedger : public QObject
{
    Q_OBJECT

private slots:
    void whatWasSaidComesBack()
    {
        RowBatch batch;
        batch.requests = {requestAt(1), requestAt(2)};
        batch.requests[1].failure = ErrorClass::Throttled;
        batch.requests[1].httpStatus = 429;
        batch.requests[1].rows = -1;
        batch.requests[1].message = "asked to wait";
        batch.rejected = {{stampAt(1), "c1", "workloads/hourly-stats", "no hour", std::string("{\"a\":\"\0\"}", 9)}};
        batch.rejectedRows = 5;
        batch.fieldFaults = {{"c1", "cluster/hourly-stats", "avg_utilization", "null", 3}};
        batch.sources = {{"c1", "id-1"}, {"fed by none", ""}};
        TestStore store;
        store.commit(batch);
        store.commit(batch);
        RowBatch later;
        later.sources = {{"c1", "id-2"}};
        store.commit(later);
        store.close();
        store.open();

        const auto requests = store->requestLog(3).result().value();
        QCOMPARE(requests, (std::vector{batch.requests[1], batch.requests[0], batch.requests[1]}));
        QCOMPARE(store->rejectedLog(1).result().value(), batch.rejected);
        auto faults = batch.fieldFaults;
        faults.front().count = 6;
        QCOMPARE(store->fieldFaults().result().value(), faults);
        QCOMPARE(store->sources().value(), (std::map<std::string, std::string>{{"c1", "id-2"}}));
        QVERIFY(store->clusterNames()->empty()); // known, but without data
        QCOMPARE(store->facts().result()->rejectedRows, 10);
    }

    void logsKeepTheNewest()
    {
        TestStore store;
        RowBatch batch;
        for (int i = 0; i < 10'020; ++i)
            batch.requests.push_back(requestAt(i));
        const std::string character = "\xe5\x9b\xa2"; // three bytes: 4096 is in the middle of one
        std::string raw;
        while (raw.size() < 5000)
            raw += character;
        for (int i = 0; i < 1010; ++i)
            batch.rejected.push_back({stampAt(i), "c1", "e", "r", raw});
        store.commit(batch);
        batch.requests.resize(30);
        batch.rejected.resize(30);
        store.commit(batch);

        const auto requests = store->requestLog(20'000).result().value();
        QCOMPARE(requests.size(), 10'000U);
        QCOMPARE(requests[0].at, stampAt(29));
        QCOMPARE(requests[30].at, stampAt(10'019));
        QCOMPARE(requests.back().at, stampAt(50));
        const auto rejected = store->rejectedLog(5000).result().value();
        QCOMPARE(rejected.size(), 1000U);
        QCOMPARE(rejected.back().at, stampAt(40));
        QCOMPARE(rejected[0].raw, raw.substr(0, 4095));
    }

    void factsTellWhatThereIs()
    {
        TestStore store;
        auto batch = fetchOf({"a", "b"});
        batch.snapshots = {snapshotAt(hourStart(firstTestHour))};
        store.commit(batch);
        const auto facts = store->facts().result().value();
        QCOMPARE(facts.path, store.path());
        QCOMPARE(facts.bytes, store->sizeBytes());
        QVERIFY(facts.bytes > 0);
        QCOMPARE(facts.hourRows, 4);
        QCOMPARE(facts.snapshots, 1);
        QCOMPARE(facts.hiddenRows, 0);
        QCOMPARE(facts.schemaVersion, 2);
        QVERIFY(!facts.integrityCheckedAt);
    }

    void aGapKeepsItsTries()
    {
        TestStore store;
        auto gap = coverageOf(0, 10, CoverageState::Gap);
        gap.attempts = 3;
        gap.openSince = stampAt(-500);
        RowBatch batch;
        batch.coverage = {gap};
        store.commit(batch);
        QCOMPARE(store->coverage("c1").value(), batch.coverage);
        // What is left of it on both sides of a later fetch keeps them too.
        batch.coverage = {coverageOf(4, 6, CoverageState::Complete)};
        store.commit(batch);
        const auto entries = store->coverage("c1").value();
        QCOMPARE(entries.size(), 3U);
        for (const std::size_t side : {0U, 2U}) {
            QCOMPARE(entries[side].attempts, 3);
            QVERIFY(entries[side].openSince == gap.openSince);
        }
        QCOMPARE(entries[1].attempts, 0);
    }

    void P13_rowsMissedTwiceAreHidden()
    {
        TestStore store;
        std::vector<TimeRange> changes;
        std::mutex mutex;
        connect(
            store.store.get(), &StoreReader::changed, this,
            [&](const QString&, TimeRange range, bool) {
                const std::lock_guard lock(mutex);
                changes.push_back(range);
            },
            Qt::DirectConnection);
        const auto both = fetchOf({"a", "b"}), one = fetchOf({"a"});
        store.commit(both);
        QCOMPARE(subjectsOfGrid(store).size(), 2U);

        QCOMPARE(store.commit(one).hidden, 0); // once proves nothing
        QCOMPARE(store->namespaceHours(everything())->total, 4);
        QCOMPARE(store->facts().result()->hiddenRows, 0);

        QCOMPARE(store.commit(one).hidden, 2);
        const auto page = store->namespaceHours(everything());
        QCOMPARE(page->rows, one.namespaces);
        QCOMPARE(page->total, 2);
        QCOMPARE(subjectsOfGrid(store), std::vector<std::string>{"a"});
        QCOMPARE(store->namespaceNames("c1", testHours(0, 10)).value(), std::vector<std::string>{"a"});
        QCOMPARE(store->inventory().result()->find("c1")->hourRows, 2);
        QCOMPARE(store->facts().result()->hiddenRows, 2);
        QVERIFY(store->checkIntegrity(Instant()).result().has_value());
        {
            const std::lock_guard lock(mutex);
            QVERIFY(changes[1].isEmpty());
            QVERIFY(changes.back() == testHours(0, 2));
        }
        QCOMPARE(store.commit(one).hidden, 0);

        // It is back, as it was.
        QCOMPARE(store.commit(both), (CommitStats{0, 0, 4, 0, 0}));
        QCOMPARE(store->namespaceHours(everything())->rows.size(), 4U);
        QCOMPARE(subjectsOfGrid(store).size(), 2U);
        QCOMPARE(store->facts().result()->hiddenRows, 0);
        QVERIFY(store->checkIntegrity(Instant()).result().has_value());
        const std::lock_guard lock(mutex);
        QVERIFY(changes.back() == testHours(0, 2));
    }

    void P13_everyLevelHides()
    {
        TestStore store;
        RowBatch batch;
        batch.clusters = {clusterRow(0), clusterRow(1)};
        batch.dimensions = {dimensionRow(0, team, "x"), dimensionRow(0, team, "y")};
        batch.workloads = {workloadRow(0, "a", "w"), workloadRow(0, "a", "w", "Job"), workloadRow(1, "a", "w")};
        store.commit(batch);
        batch.clusters.pop_back();
        batch.dimensions.erase(batch.dimensions.begin());
        batch.workloads.erase(batch.workloads.begin());
        auto labels = complete("labels/hourly-stats", 0, 2, 1);
        labels.dimension = team;
        batch.coverage = {
            complete("cluster/hourly-stats", 0, 2, 1), labels, complete("workloads/hourly-stats", 0, 2, 2)};
        store.commit(batch);
        QCOMPARE(store.commit(batch).hidden, 3);
        QCOMPARE(store->clusterHours(everything())->rows, batch.clusters);
        QCOMPARE(store->dimensionHours(everything())->rows, batch.dimensions);
        QCOMPARE(store->workloadHoursPage(everything())->rows, batch.workloads);
        QVERIFY(store->inventory().result()->find("c1")->hours == testHours(0, 1));
    }

    void P13_aServerWithoutRowsAnyMore()
    {
        TestStore store;
        store.commit(fetchOf({"a"}));
        const auto nothing = fetchOf({});
        store.commit(nothing);
        QCOMPARE(store.commit(nothing).hidden, 2);
        QVERIFY(store->inventory().result()->clusters.empty());
        QVERIFY(subjectsOfGrid(store).empty());
        QVERIFY(!store->facts().result()->integrityCheckedAt);
    }

    void P13_aRowSeenBetweenIsNotMissedInARow()
    {
        TestStore store;
        const auto both = fetchOf({"a", "b"}), one = fetchOf({"a"});
        store.commit(both);
        for (int round = 0; round < 3; ++round) {
            QCOMPARE(store.commit(one).hidden, 0);
            auto seen = both;
            if (round == 1)
                seen.coverage.clear(); // also in a fetch that proves nothing else
            QCOMPARE(store.commit(seen).hidden, 0);
        }
        QCOMPARE(store->namespaceHours(everything())->total, 4);
    }

    void P13_onlyFetchesThatAddUpMissRows_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("fewer rows in the batch than were received") << 0;
        QTest::newRow("fewer rows than the server states") << 1;
        QTest::newRow("unverified") << 2;
        QTest::newRow("doubtful afterwards") << 3;
        QTest::newRow("another endpoint") << 4;
        QTest::newRow("twice in one batch") << 5;
        QTest::newRow("half of the hour") << 6;
    }
    void P13_onlyFetchesThatAddUpMissRows()
    {
        QFETCH(const int, kind);
        TestStore store;
        store.commit(fetchOf({"a", "b"}));
        auto batch = fetchOf({"a"});
        auto& entry = batch.coverage.front();
        int commits = 3;
        switch (kind) {
        case 0:
            entry.rowsReceived = 4;
            entry.statedTotal = 4;
            break;
        case 1:
            entry.statedTotal = 3;
            break;
        case 2:
            entry.state = CoverageState::Unverified;
            break;
        case 3:
            batch.coverage.push_back(entry);
            batch.coverage.back().state = CoverageState::Unverified;
            break;
        case 4:
            entry.endpoint = "workloads/hourly-stats";
            break;
        case 5:
            batch.coverage.push_back(entry);
            commits = 1;
            break;
        default:
            batch.namespaces.pop_back();
            entry.range = {hourStart(firstTestHour), hourStart(firstTestHour) + minutes(30)};
            entry.rowsReceived = 1;
            entry.statedTotal = 1;
        }
        for (int i = 0; i < commits; ++i)
            QCOMPARE(store.commit(batch).hidden, 0);
        QCOMPARE(store->namespaceHours(everything())->total, 4);
    }

    void P13_anOlderVersionBringsBackTheNewer()
    {
        TestStore store;
        auto both = fetchOf({"a", "b"});
        auto& newer = both.namespaces[1];
        newer.at.updatedAt = stampAt(9000);
        newer.allocated = 99;
        store.commit(both);
        store.commit(fetchOf({"a"}));
        QCOMPARE(store.commit(fetchOf({"a"})).hidden, 2);
        RowBatch late;
        late.namespaces = {namespaceRow(0, "b")};
        QCOMPARE(store.commit(late), (CommitStats{0, 0, 0, 1, 0}));
        const auto rows = store->namespaceHours(everything())->rows;
        QCOMPARE(rows.size(), 3U);
        QCOMPARE(rows[1], newer);
    }

    void P13_hiddenRowsOutliveTheProcess()
    {
        TestStore store;
        store.commit(fetchOf({"a", "b"}));
        store.commit(fetchOf({"a"}));
        store.close();
        store.open();
        QCOMPARE(store.commit(fetchOf({"a"})).hidden, 2);
        store.close();
        store.open();
        QCOMPARE(store->namespaceHours(everything())->total, 2);
        RowBatch again;
        again.namespaces = {namespaceRow(0, "b")};
        store.commit(again);
        QCOMPARE(store->namespaceHours(everything())->total, 3);
    }

    /// Each hour the last 48 hours are fetched again. What is known of every hour afterwards is what it was without
    /// joining: complete, and settled or not.
    void aYearOfRefreshesLeavesASmallLedger()
    {
        TestStore store;
        store.close();
        StoreOptions options;
        options.inMemory = true;
        store.open(options);
        constexpr int year = 8760, settle = 48;
        std::vector<Stamp> fetched(year);
        std::size_t most = 0;
        for (int now = 1; now <= year;) {
            RowBatch batch;
            for (int i = 0; i < 24 && now <= year; ++i, ++now) {
                auto entry = coverageOf(std::max(0, now - settle - 1), now, CoverageState::Complete);
                entry.fetchedAt = stampAt(now * 60 + 2);
                entry.request += std::to_string(now);
                for (int hour = std::max(0, now - settle - 1); hour < now; ++hour)
                    fetched[std::size_t(hour)] = entry.fetchedAt;
                batch.coverage.push_back(entry);
            }
            store.commit(std::move(batch));
            most = std::max(most, store->coverage("c1")->size());
        }
        QVERIFY2(most < 250, qPrintable(QString::number(most)));
        Instant end = hourStart(firstTestHour);
        const auto entries = store->coverage("c1").value();
        for (const auto& entry : entries) {
            QVERIFY(entry.range.from == end); // no hole, no overlap
            end = entry.range.to;
            QVERIFY(entry.state == CoverageState::Complete);
            for (auto hour = entry.range.firstHour(); hour < entry.range.endHour(); ++hour) {
                const auto last = fetched[std::size_t(hour - firstTestHour)];
                const auto settled = Stamp(hourStart(hour + 1)) + hours(settle);
                QCOMPARE(entry.fetchedAt >= settled, last >= settled);
                if (Stamp(hourStart(hour + 1)) > stampAt(year * 60) - hours(36 * 24))
                    QVERIFY(entry.fetchedAt - last < hours(6));
            }
        }
        QVERIFY(end == hourStart(firstTestHour + year));
    }

    void onlyWhatIsEquallyKnownIsJoined()
    {
        const auto settledAt = [](CoverageEntry entry, int hour) {
            entry.fetchedAt = stampAt(hour * 60);
            return entry;
        };
        const auto joined = [](std::vector<CoverageEntry> entries, int now) {
            mergeCoverage(entries, stampAt(now * 60));
            return entries.size() == 1;
        };
        const auto a = coverageOf(0, 10, CoverageState::Complete), b = coverageOf(10, 20, CoverageState::Complete);
        QVERIFY(!joined({a, b}, 5000)); // not settled, of two fetches
        QVERIFY(joined({settledAt(a, 15), settledAt(b, 15)}, 20)); // of one fetch
        QVERIFY(joined({settledAt(a, 2000), settledAt(b, 2900)}, 3000));
        QVERIFY(!joined({settledAt(a, 100), settledAt(b, 300)}, 400)); // young: when each was fetched matters
        QVERIFY(!joined({settledAt(a, 100), settledAt(coverageOf(11, 20, CoverageState::Complete), 100)}, 3000));
        QVERIFY(!joined({settledAt(a, 100), settledAt(coverageOf(10, 20, CoverageState::Gap), 100)}, 3000));
        auto gap = coverageOf(0, 10, CoverageState::Gap), later = coverageOf(10, 20, CoverageState::Gap);
        later.fetchedAt = gap.fetchedAt;
        QVERIFY(joined({gap, later}, 3000));
        later.attempts = 1;
        QVERIFY(!joined({gap, later}, 3000));

        std::vector both{settledAt(a, 2000), settledAt(b, 2900)};
        mergeCoverage(both, stampAt(3000 * 60));
        QCOMPARE(both[0].rowsReceived, 20);
        QCOMPARE(both[0].statedTotal.value(), 20);
        QVERIFY(both[0].fetchedAt == stampAt(2900 * 60));
    }

    void headsOfSnapshotsDoNotNeedTheirBodies()
    {
        TestStore store;
        RowBatch batch;
        for (int i = 0; i < 100; ++i)
            batch.snapshots.push_back(snapshotAt(hourStart(firstTestHour) + minutes(5 * i)));
        store.commit(batch);
        store.close();
        sqlite3* db = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(store.path()).constData(), &db), SQLITE_OK);
        QCOMPARE(sqlite3_exec(db, "UPDATE snapshot SET body=x'00'", nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(db);
        store.open();
        QCOMPARE(store->snapshotHeads("c1", testHours(0, 24)).result()->size(), 100U);
        QVERIFY(!store->snapshot("c1", std::nullopt).result());
    }
};

ATLAS_TEST(tst_StoreLedger);
#include "tst_StoreLedger.moc"
