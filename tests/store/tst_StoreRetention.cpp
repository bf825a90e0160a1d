// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/BatchWriter.h"
#include "models/store/Integrity.h"
#include "models/store/Migration.h"
#include "models/store/Retention.h"
#include "models/store/Schema.h"

#include "tests/store/StoreRows.h"
#include "tests/support/TestRegistry.h"

#include <QFile>

#include <sqlite3.h>

using namespace atlas;
using namespace atlas::test;

namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr int dayHours = 24;

/// `days` after the first hour of the tests.
Instant afterDays(int count)
{
    return hourStart(firstTestHour + count * dayHours);
}

RowQuery everything()
{
    RowQuery query;
    query.cluster = "c1";
    query.range = testHours(-100, 10'000);
    query.limit = -1;
    return query;
}

/// `perHour` namespaces an hour.
RowBatch hoursOf(int first, int end, int perHour)
{
    RowBatch batch;
    for (int hour = first; hour < end; ++hour) {
        for (int i = 0; i < perHour; ++i)
            batch.namespaces.push_back(namespaceRow(hour, "n" + std::to_string(i)));
    }
    batch.coverage = {coverageOf(first, end, CoverageState::Complete)};
    batch.coverage.front().rowsReceived = (end - first) * perHour;
    batch.coverage.front().statedTotal = batch.coverage.front().rowsReceived;
    return batch;
}

void runSql(const QString& path, const char* sql)
{
    sqlite3* db = nullptr;
    sqlite3_open(QFile::encodeName(path).constData(), &db);
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

} // namespace

class tst_StoreRetention : public QObject
{
    Q_OBJECT

private slots:
    void L3_oldHoursGo()
    {
        TestStore store;
        store.commit(hoursOf(0, 10 * dayHours, 3));
        RowBatch more;
        more.workloads = {workloadRow(1, "a", "w"), workloadRow(200, "a", "w")};
        more.clusters = {clusterRow(1), clusterRow(200), clusterRow(1, "c2")};
        store.commit(more);
        const GridQuery grid{{"c1", Level::Namespace, {}}, testHours(0, 10 * dayHours)};
        QVERIFY(store->grid(grid).result().has_value()); // is remembered from now on
        std::vector<std::pair<QString, TimeRange>> changes;
        std::mutex mutex;
        connect(
            store.store.get(), &StoreReader::changed, this,
            [&](const QString& cluster, TimeRange range, bool) {
                const std::lock_guard lock(mutex);
                changes.emplace_back(cluster, range);
            },
            Qt::DirectConnection);

        // In the middle of an hour: that hour stays.
        const auto now = afterDays(8) + minutes(30);
        const auto report = store->applyRetention({days(7), days(0)}, now).result();
        QCOMPARE(report.value(), (RetentionReport{dayHours * 3 + 3, 0}));
        const auto kept = store->namespaceHours(everything());
        QCOMPARE(kept->total, 9 * dayHours * 3);
        QCOMPARE(kept->rows.front().at.hour(), firstTestHour + dayHours);
        QCOMPARE(store->workloadHoursPage(everything())->total, 1);
        QVERIFY(!store->inventory().result()->find("c2"));
        const auto coverage = store->coverage("c1").value();
        QCOMPARE(coverage.size(), 1U);
        QVERIFY(coverage[0].range == testHours(dayHours, 10 * dayHours));
        const auto after = store->grid(grid).result().value();
        QVERIFY(!isKnown(after->series(Column::Allocated, 0)[dayHours - 1]));
        QVERIFY(isKnown(after->series(Column::Allocated, 0)[dayHours]));
        QVERIFY(store->checkIntegrity(now).result().has_value());
        const std::lock_guard lock(mutex);
        QCOMPARE(changes.size(), 4U);
        QVERIFY(std::find(changes.begin(), changes.end(), std::pair(QStringLiteral("c2"), testHours(1, 2)))
            != changes.end());
    }

    void L3_inSmallTransactions()
    {
        sqlite::Database db(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        migrate(db, schemaVersion, {});
        BatchWriter writer(db);
        writer.write(hoursOf(0, 1, 12'000)); // an hour with more than fits
        writer.write(hoursOf(1, 30, 700));
        Retention round({days(1), days(0)}, afterDays(3), [](const std::string&, TimeRange, bool) {});
        std::int64_t before = 0;
        int steps = 0;
        for (bool goesOn = true; goesOn; ++steps) {
            goesOn = round.step(db);
            QVERIFY(round.report().hourRows - before <= 5000);
            before = round.report().hourRows;
        }
        QCOMPARE(before, 12'000 + 29 * 700);
        QVERIFY(steps >= 7);
        QCOMPARE(db.scalar("SELECT count(*) FROM namespace_hour"), 0);
        QCOMPARE(db.scalar("SELECT count(*) FROM hours"), 0);
        QCOMPARE(db.scalar("SELECT total(rows) FROM scope"), 0);
    }

    void L3_commitsGoFirst()
    {
        TestStore store;
        store.commit(hoursOf(0, 20, 1000));
        std::vector<TimeRange> order;
        QFuture<Result<CommitStats>> commit;
        connect(
            store.store.get(), &StoreReader::changed, this,
            [&](const QString&, TimeRange range, bool) {
                order.push_back(range);
                if (order.size() == 1)
                    commit = store->commit(hoursOf(2000, 2001, 1));
            },
            Qt::DirectConnection);
        const auto report = store->applyRetention({days(1), days(0)}, afterDays(10)).result();
        QCOMPARE(report->hourRows, 20'000);
        QVERIFY(commit.result().has_value());
        QVERIFY(order.size() >= 5);
        QVERIFY(order[1] == testHours(2000, 2001));
        QCOMPARE(store->namespaceHours(everything())->total, 1);
    }

    void L3_spaceIsUsedAgain()
    {
        TestStore store;
        store.commit(hoursOf(0, 200, 50));
        store.close();
        store.open();
        const auto before = store->facts().result().value();
        QVERIFY(store->applyRetention({days(1), days(0)}, afterDays(100)).result().has_value());
        const auto emptied = store->facts().result().value();
        QCOMPARE(emptied.hourRows, 0);
        QVERIFY2(emptied.freeBytes > before.bytes / 2, qPrintable(QString::number(emptied.freeBytes)));
        store.commit(hoursOf(5000, 5200, 50));
        store.close();
        QVERIFY(QFileInfo(store.path()).size() <= before.bytes + before.bytes / 10);
    }

    void L3_hiddenRowsGoToo()
    {
        TestStore store;
        store.commit(hoursOf(0, 3, 5));
        store.commit(hoursOf(0, 3, 4));
        QCOMPARE(store.commit(hoursOf(0, 3, 4)).hidden, 3);
        store.commit(hoursOf(0, 3, 3)); // missed once
        QCOMPARE(store->applyRetention({days(1), days(0)}, afterDays(10)).result()->hourRows, 15);
        QCOMPARE(store->facts().result()->hiddenRows, 0);
        QVERIFY(store->inventory().result()->clusters.empty());
        store.commit(hoursOf(0, 3, 5));
        QCOMPARE(store->namespaceHours(everything())->total, 15);
    }

    void snapshotsAreThinned()
    {
        TestStore store;
        RowBatch batch;
        batch.clusters = {clusterRow(0)};
        for (int i = 0; i < 3 * dayHours * 12; ++i) {
            const auto time = hourStart(firstTestHour) + minutes(5 * i + 2);
            batch.snapshots.push_back(snapshotAt(time));
            if (i % 6 == 0)
                batch.snapshots.push_back(snapshotAt(time, "label"));
        }
        store.commit(batch);
        const auto now = afterDays(3);
        const auto report = store->applyRetention({days(0), days(1)}, now).result();
        QCOMPARE(report.value(), (RetentionReport{0, 2 * dayHours * (11 + 1)}));
        const auto old = store->snapshotHeads("c1", testHours(0, 2 * dayHours)).result().value();
        QCOMPARE(old.size(), std::size_t(2 * dayHours));
        for (std::size_t i = 0; i < old.size(); ++i)
            QVERIFY(old[i].time == hourStart(firstTestHour + HourIndex(i)) + minutes(2));
        QCOMPARE(store->snapshots("c1", testHours(0, 2 * dayHours))->size(), std::size_t(4 * dayHours));
        QCOMPARE(store->snapshotHeads("c1", testHours(2 * dayHours, 3 * dayHours)).result()->size(),
            std::size_t(dayHours * 12));
        QCOMPARE(store->clusterHours(everything())->total, 1);
        QCOMPARE(store->applyRetention({days(0), days(1)}, now).result().value(), RetentionReport());
        // Behind the border of the hours they go altogether.
        QCOMPARE(store->applyRetention({days(2), days(1)}, now).result().value(), (RetentionReport{1, 2 * dayHours}));
    }

    void nothingGoesUnasked()
    {
        TestStore store;
        auto batch = hoursOf(0, 10, 2);
        for (int i = 0; i < 12; ++i)
            batch.snapshots.push_back(snapshotAt(hourStart(firstTestHour) + minutes(i)));
        store.commit(batch);
        QCOMPARE(store->applyRetention({days(0), days(-1)}, afterDays(9000)).result().value(), RetentionReport());
        QCOMPARE(store->applyRetention({}, afterDays(13)).result().value(), RetentionReport());
        QCOMPARE(store->facts().result()->snapshots, 12);
        store.close();
        StoreOptions options;
        options.readOnly = true;
        store.open(options);
        QVERIFY(!store->applyRetention({}, afterDays(9000)).result());
        QCOMPARE(store->namespaceHours(everything())->total, 20);
    }

    void aRoundThatTheEndCutsOffIsAnswered()
    {
        TestStore store;
        store.commit(hoursOf(0, 20, 1000));
        const auto answer = store->applyRetention({days(1), days(0)}, afterDays(10));
        store.close();
        QVERIFY(answer.isFinished());
        QCOMPARE(answer.resultCount(), 1);
        store.open();
        QVERIFY(store->checkIntegrity(Instant()).result().has_value());
    }

    void L3_aPassedCheckIsRemembered_data()
    {
        QTest::addColumn<bool>("inMemory");
        QTest::newRow("file") << false;
        QTest::newRow("memory") << true;
    }
    void L3_aPassedCheckIsRemembered()
    {
        QFETCH(const bool, inMemory);
        TestStore store;
        store.close();
        StoreOptions options;
        options.inMemory = inMemory;
        store.open(options);
        store.commit(hoursOf(0, 10, 5));
        store->cancelIntegrityCheck(); // none is under way: the next one is not meant
        QVERIFY(store->checkIntegrity(afterDays(1)).result().has_value());
        QVERIFY(store->facts().result()->integrityCheckedAt == afterDays(1));
    }

    void L3_wrongCountsAreFound_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("an hour") << QByteArray("UPDATE hours SET rows=rows+1 WHERE hour=490003");
        QTest::newRow("a scope") << QByteArray("UPDATE scope SET rows=rows-1");
        QTest::newRow("rows lost") << QByteArray("DELETE FROM namespace_hour WHERE hour=490003");
    }
    void L3_wrongCountsAreFound()
    {
        QFETCH(const QByteArray, sql);
        TestStore store;
        store.commit(hoursOf(0, 10, 5));
        runSql(store.path(), sql.constData());
        const auto found = store->checkIntegrity(afterDays(1)).result();
        QVERIFY(!found);
        QCOMPARE(found.error().cls, ErrorClass::Cache);
        QVERIFY2(found.error().message.contains(QStringLiteral("damaged")), qPrintable(found.error().message));
        QVERIFY(!found.error().detail.isEmpty());
        QVERIFY(!store->facts().result()->integrityCheckedAt);
    }

    void L3_aCheckCanBeCancelled()
    {
        sqlite::Database db(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        migrate(db, schemaVersion, {});
        BatchWriter(db).write(hoursOf(0, 100, 100));
        const auto endOf = [&](bool cancelled, const QString& log) {
            try {
                checkStore(db, std::atomic<bool>(cancelled), log);
            } catch (const sqlite::Failure& failed) {
                return failed.error().detail;
            }
            return QStringLiteral("passed");
        };
        QCOMPARE(endOf(true, {}), QStringLiteral("cancelled"));
        QCOMPARE(endOf(false, {}), QStringLiteral("passed"));
        // Q4: a log that grows meanwhile, because it cannot be reset as long as somebody reads.
        const QTemporaryDir folder;
        QFile log(folder.filePath(QStringLiteral("log")));
        QVERIFY(log.open(QIODevice::WriteOnly));
        QVERIFY(log.resize(1 << 20));
        QCOMPARE(endOf(false, log.fileName()), QStringLiteral("passed"));
        QVERIFY(log.resize(33 << 20));
        QCOMPARE(endOf(false, log.fileName()), QStringLiteral("stopped"));
    }
};

ATLAS_TEST(tst_StoreRetention);
#include "tst_StoreRetention.moc"
