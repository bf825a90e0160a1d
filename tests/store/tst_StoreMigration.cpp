// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Migration.h"
#include "models/store/Schema.h"

#include "tests/store/StoreRows.h"
#include "tests/support/TestRegistry.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>

using namespace atlas;
using namespace atlas::test;

namespace {

constexpr int storedHours = 300, storedNamespaces = 100;

std::string uriOf(const QString& path)
{
    return "file:" + QFile::encodeName(path).toStdString();
}

/// A store as the first version made it: of its own layout, filled by plain SQL.
void makeVersionOne(const QString& path)
{
    sqlite::Database db(uriOf(path), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    db.run("PRAGMA page_size=8192");
    migrate(db, 1, {});
    db.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; BEGIN");
    db.run("INSERT INTO cluster(id, name) VALUES(1, 'c1');"
           "INSERT INTO scope VALUES(1, 1, 1, 0, '', "
        + std::to_string(storedHours * storedNamespaces) + ");");
    for (int name = 0; name < storedNamespaces; ++name)
        db.run(
            "INSERT INTO subject VALUES(" + std::to_string(name + 1) + ", 1, '', 'n" + std::to_string(name) + "', '')");
    for (int hour = 0; hour < storedHours; ++hour) {
        const auto index = std::to_string(firstTestHour + hour);
        db.run("INSERT INTO hours VALUES(1, " + index + ", " + std::to_string(storedNamespaces) + ");"
            + "INSERT INTO namespace_hour(scope, hour, subject, allocated, server_id) SELECT 1, " + index
            + ", id, id*0.5, id FROM subject");
    }
    db.run("INSERT INTO snapshot VALUES(1, 1764000000, 'cluster', '', '', 7, 128, 96, x'00');"
           "INSERT INTO coverage VALUES(1, 1, 'namespaces/hourly-stats', NULL, '', 1764000000, 1765080000, 0, 30000,"
           " 30000, 1765090000000000, 'namespaces/hourly-stats?page=1');"
           "UPDATE meta SET value=12 WHERE key='rejected_rows'; COMMIT");
}

/// The names of the files beside a store that begin with its name and `suffix`.
QStringList filesBeside(const QString& path, const QString& suffix)
{
    QStringList found;
    const QFileInfo info(path);
    for (const auto& name : info.dir().entryList(QDir::Files)) {
        if (name.startsWith(info.fileName() + suffix))
            found << info.dir().filePath(name);
    }
    return found;
}

std::int64_t numberIn(const QString& path, const std::string& sql)
{
    sqlite::Database db(uriOf(path), SQLITE_OPEN_READWRITE);
    return db.scalar(sql);
}

bool isSound(const QString& path)
{
    sqlite::Database db(uriOf(path), SQLITE_OPEN_READWRITE);
    sqlite::Statement check(db.handle(), "PRAGMA integrity_check");
    return check.step() && check.text(0) == "ok";
}

RowQuery namespaceRows()
{
    RowQuery query;
    query.cluster = "c1";
    query.range = testHours(0, storedHours);
    return query;
}

} // namespace

class tst_StoreMigration : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { makeVersionOne(m_old.filePath(QStringLiteral("old"))); }

    void C7_anOlderStoreIsBroughtUp()
    {
        TestStore store;
        placeOldStore(store);
        store.open();
        const auto page = store->namespaceHours(namespaceRows());
        QCOMPARE(page->total, storedHours * storedNamespaces);
        QVERIFY(page->rows[3].allocated == Figure(2));
        QCOMPARE(page->rows[3].name, std::string("n3"));
        const auto coverage = store->coverage("c1").value();
        QCOMPARE(coverage.size(), 1U);
        QCOMPARE(coverage[0].rowsReceived, 30'000);
        QCOMPARE(coverage[0].attempts, 0);
        QVERIFY(!coverage[0].openSince);
        QCOMPARE(store->snapshotHeads("c1", {Instant(), hourStart(1'000'000)}).result()->size(), 1U);
        QCOMPARE(store->rejectedRows().value(), 12);
        QCOMPARE(store->facts().result()->schemaVersion, schemaVersion);
        QVERIFY(store->checkIntegrity(Instant()).result().has_value());

        // What is new works, and is there the next time, which makes no other copy.
        RowBatch batch;
        batch.sources = {{"c1", "id"}};
        batch.namespaces = {namespaceRow(1000, "new")};
        store.commit(batch);
        store.close();
        store.open();
        QCOMPARE(store->sources()->size(), 1U);
        QCOMPARE(filesBeside(store.path(), QStringLiteral(".v1-")).size(), 1);
    }

    void C7_aCheckedCopyStays()
    {
        TestStore store;
        placeOldStore(store);
        QFile::setPermissions(store.path(), QFile::ReadOwner | QFile::WriteOwner);
        // Of an attempt that was interrupted.
        const QString earlier = store.path() + QStringLiteral(".v1-20200101T000000Z");
        QVERIFY(QFile::copy(store.path(), earlier));
        store.open();
        store.close();
        const auto copies = filesBeside(store.path(), QStringLiteral(".v1"));
        QCOMPARE(copies.size(), 1);
        QVERIFY(copies.front() != earlier);
        QVERIFY(isSound(copies.front()));
        QCOMPARE(numberIn(copies.front(), "PRAGMA user_version"), 1);
        QCOMPARE(numberIn(copies.front(), "SELECT count(*) FROM namespace_hour"), storedHours * storedNamespaces);
        QCOMPARE(QFile::permissions(copies.front()) & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    }

    void C7_withoutACopyNothingIsChanged()
    {
        TestStore store;
        placeOldStore(store);
        // A folder where the copy would be.
        const QString inTheWay = store.path() + QStringLiteral(".v1.unfinished");
        QVERIFY(QDir().mkdir(inTheWay));
        const auto refused = SqliteStore::open(store.path());
        QVERIFY(!refused);
        QCOMPARE(refused.error().cls, ErrorClass::Cache);
        QVERIFY2(refused.error().message.contains(QStringLiteral("Nothing was changed")),
            qPrintable(refused.error().message));
        QCOMPARE(numberIn(store.path(), "PRAGMA user_version"), 1);
        QVERIFY(filesBeside(store.path(), QStringLiteral(".v1-")).isEmpty());
        QVERIFY(QDir().rmdir(inTheWay));
        store.open();
        QCOMPARE(store->namespaceHours(namespaceRows())->total, storedHours * storedNamespaces);
    }

    void C7_aStepThatFailsLeavesTheOldStore()
    {
        TestStore store;
        placeOldStore(store);
        // In the way of the step's later statements, not of its first ones.
        sqlite::Database(uriOf(store.path()), SQLITE_OPEN_READWRITE).run("CREATE TABLE rejected(x)");
        QVERIFY(!SqliteStore::open(store.path()));
        QCOMPARE(numberIn(store.path(), "PRAGMA user_version"), 1);
        QCOMPARE(numberIn(store.path(), "SELECT count(*) FROM pragma_table_info('cluster') WHERE name='source'"), 0);
        QCOMPARE(numberIn(store.path(), "SELECT count(*) FROM sqlite_master WHERE name='request_log'"), 0);
        sqlite::Database(uriOf(store.path()), SQLITE_OPEN_READWRITE).run("DROP TABLE rejected");
        store.open();
        QCOMPARE(store->namespaceHours(namespaceRows())->total, storedHours * storedNamespaces);
    }

    void C7_readingChangesNoVersion()
    {
        TestStore store;
        placeOldStore(store);
        StoreOptions options;
        options.readOnly = true;
        const auto refused = SqliteStore::open(store.path(), options);
        QVERIFY(!refused);
        QCOMPARE(refused.error().cls, ErrorClass::Cache);
        QCOMPARE(numberIn(store.path(), "PRAGMA user_version"), 1);
        QVERIFY(filesBeside(store.path(), QStringLiteral(".v1")).isEmpty());
    }

    /// Killed at several stages of the copy and of what follows: the old store or the new one, with all rows.
    void C7_killedWhileMigrating()
    {
        const auto wholeSize = QFileInfo(m_old.filePath(QStringLiteral("old"))).size();
        constexpr int copyStages = 4, logStages = 6;
        int stillOld = 0;
        for (int stage = 0; stage < copyStages + logStages; ++stage) {
            TestStore store;
            placeOldStore(store);
            QProcess child;
            child.start(QCoreApplication::applicationDirPath() + QStringLiteral("/store_committer"), {store.path()});
            QVERIFY(child.waitForStarted());
            const QFileInfo unfinished(store.path() + QStringLiteral(".v1.unfinished"));
            const QString log = store.path() + QStringLiteral("-wal");
            const auto reached = [&] {
                const bool copied = !filesBeside(store.path(), QStringLiteral(".v1-")).isEmpty();
                if (stage < copyStages)
                    return copied || QFileInfo(unfinished.filePath()).size() > wholeSize * stage / copyStages;
                return (copied && QFileInfo(log).size() > 8192 * (stage - copyStages)) || child.bytesAvailable() > 0;
            };
            while (!reached() && child.state() == QProcess::Running)
                child.waitForReadyRead(0);
            child.kill();
            QVERIFY(child.waitForFinished());

            QVERIFY(isSound(store.path()));
            const auto version = numberIn(store.path(), "PRAGMA user_version");
            QVERIFY(version == 1 || version == schemaVersion);
            // One or the other, not a mix.
            QCOMPARE(
                numberIn(store.path(), "SELECT count(*) FROM sqlite_master WHERE name='request_log'"), version - 1);
            stillOld += version == 1 ? 1 : 0;
            for (const auto& copy : filesBeside(store.path(), QStringLiteral(".v1-"))) {
                QVERIFY(isSound(copy));
                QCOMPARE(numberIn(copy, "SELECT count(*) FROM namespace_hour"), storedHours * storedNamespaces);
            }
            store.open();
            QCOMPARE(store->namespaceHours(namespaceRows())->total, storedHours * storedNamespaces);
            QCOMPARE(filesBeside(store.path(), QStringLiteral(".v1")).size(), 1);
            QVERIFY(store->checkIntegrity(Instant()).result().has_value());
        }
        QVERIFY(stillOld > 0); // else nothing was interrupted
    }

private:
    void placeOldStore(TestStore& store)
    {
        store.close();
        QFile::remove(store.path());
        QVERIFY(QFile::copy(m_old.filePath(QStringLiteral("old")), store.path()));
    }

    QTemporaryDir m_old;
};

ATLAS_TEST(tst_StoreMigration);
#include "tst_StoreMigration.moc"
