// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/BestStore.h"
#include "tests/store/StoreRows.h"
#include "tests/support/TestRegistry.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>

#include <sqlite3.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace atlas;
using namespace atlas::test;

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// Runs SQL on a file as another program would.
void runSql(const QString& path, const char* sql)
{
    sqlite3* db = nullptr;
    sqlite3_open(QFile::encodeName(path).constData(), &db);
    char* message = nullptr;
    if (sqlite3_exec(db, sql, nullptr, nullptr, &message) != SQLITE_OK)
        qFatal("%s", message);
    sqlite3_close(db);
}

Error errorOf(const QString& path, const StoreOptions& options = {})
{
    const auto store = SqliteStore::open(path, options);
    return store ? Error{ErrorClass::Internal, QStringLiteral("opened"), {}, 0, {}} : store.error();
}

RowQuery clusterRows()
{
    RowQuery query;
    query.cluster = "c1";
    query.range = {Instant{}, hourStart(2'000'000)};
    query.limit = -1;
    return query;
}

RowBatch mixedBatch(int hour)
{
    RowBatch batch;
    batch.clusters = {clusterRow(hour)};
    batch.namespaces = {namespaceRow(hour, "new name " + std::to_string(hour))};
    batch.workloads = {workloadRow(hour, "a", "w")};
    batch.coverage = {coverageOf(hour, hour + 1, CoverageState::Complete)};
    return batch;
}

/// Becomes nobody for a while, because root may write everywhere.
class WithoutRoot
{
public:
    WithoutRoot()
    {
        if (::geteuid() == 0)
            m_done = ::setegid(65534) == 0 && ::seteuid(65534) == 0;
    }
    ~WithoutRoot()
    {
        if (m_done && (::seteuid(0) != 0 || ::setegid(0) != 0))
            qFatal("cannot become root again");
    }

private:
    bool m_done = false;
};

} // namespace

class tst_StoreFaults : public QObject
{
    Q_OBJECT

private slots:
    void aFailedCommitLeavesNothing()
    {
        TestStore store;
        store.commit(mixedBatch(0));
        // The last table of the batch refuses: what was written before it must go, names and all.
        runSql(
            store.path(), "CREATE TRIGGER refuse BEFORE INSERT ON coverage BEGIN SELECT RAISE(ABORT, 'refused'); END");
        const auto failed = store->commit(mixedBatch(1)).result();
        QVERIFY(!failed);
        QCOMPARE(failed.error().cls, ErrorClass::Cache);
        QCOMPARE(store->clusterHours(clusterRows())->rows, std::vector{clusterRow(0)});
        QCOMPARE(store->namespaceHours(clusterRows())->total, 1);
        QCOMPARE(store->workloadHoursPage(clusterRows())->total, 1);
        QCOMPARE(store->coverage("c1")->size(), 1U);
        QCOMPARE(store->inventory().result()->find("c1")->hourRows, 3);
        // The same batch again, when the hindrance is gone: the numbers of its names are not those of the failed try.
        runSql(store.path(), "DROP TRIGGER refuse");
        store.commit(mixedBatch(2));
        store.commit(mixedBatch(1));
        const auto rows = store->namespaceHours(clusterRows())->rows;
        QCOMPARE(rows,
            (std::vector{namespaceRow(0, "new name 0"), namespaceRow(1, "new name 1"), namespaceRow(2, "new name 2")}));
    }

    void C5_readOnlyFolder()
    {
        TestStore store;
        store.commit(mixedBatch(0));
        store.close();
        const auto folder = QFile::encodeName(store.folder.path());
        const auto file = QFile::encodeName(store.path());
        QFile::remove(store.path() + QStringLiteral(".lock"));
        QCOMPARE(::chmod(file.constData(), 0444), 0);
        QCOMPARE(::chmod(folder.constData(), 0555), 0);
        const auto before = bytesOf(store.path());
        {
            const WithoutRoot nobody;
            if (::faccessat(AT_FDCWD, folder.constData(), W_OK, AT_EACCESS) == 0)
                QSKIP("this account may write everywhere and cannot become another one");
            const auto error = errorOf(store.path());
            QCOMPARE(error.cls, ErrorClass::Cache);
            QVERIFY2(error.message.contains(QStringLiteral("not writable")), qPrintable(error.message));
            const auto missing = errorOf(store.folder.filePath(QStringLiteral("other")));
            QCOMPARE(missing.cls, ErrorClass::Cache);
            auto reading = SqliteStore::open(store.path(), {true, false, 1, false});
            QVERIFY2(reading, reading ? "" : qPrintable(reading.error().detail));
            QCOMPARE((*reading)->clusterHours(clusterRows())->total, 1);
            QVERIFY(!(*reading)->commit(mixedBatch(1)).result());
            QVERIFY((*reading)->isReadOnly());
        }
        QCOMPARE(bytesOf(store.path()), before);
        QCOMPARE(QDir(store.folder.path()).entryList(QDir::Files).size(), 1);
        ::chmod(folder.constData(), 0755);
    }

    void C6_notAStore_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("<html>this is no database at all, and longer than a header would be");
        QTest::newRow("long text") << QByteArray(10'000, 'x');
        QTest::newRow("short") << QByteArray("SQLite format 3\0", 16);
        QTest::newRow("zeros") << QByteArray(8192, '\0');
    }
    void C6_notAStore()
    {
        QFETCH(const QByteArray, bytes);
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("cache.atlas"));
        write(path, bytes);
        for (const bool readOnly : {false, true}) {
            const auto error = errorOf(path, {readOnly, false, 1, false});
            QCOMPARE(error.cls, ErrorClass::Cache);
            QVERIFY2(error.message.contains(QStringLiteral("no store")), qPrintable(error.message));
        }
        QCOMPARE(bytesOf(path), bytes);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void C6_aDamagedCacheIsSetAsideAndBegunAnew()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("cache.atlas"));
        write(path, QByteArray(10'000, 'x'));
        auto store = openCache(path, hourStart(482136));
        QVERIFY(store);
        QVERIFY((*store)->health().state == StoreHealth::State::Writable);
        QVERIFY((*store)->health().error); // says where the old one is
        QVERIFY((*store)->health().error->message.contains(QStringLiteral("cache.atlas.corrupt-20250101T000000Z")));
        QVERIFY((*store)->commit(mixedBatch(0)).result());
        QCOMPARE(bytesOf(path + QStringLiteral(".corrupt-20250101T000000Z")), QByteArray(10'000, 'x'));
    }

    void C7_aCacheOfANewerVersionIsLeftAlone()
    {
        TestStore store;
        store.commit(mixedBatch(0));
        store.close();
        auto newer = bytesOf(store.path());
        newer[63] = 99; // user_version
        write(store.path(), newer);
        auto opened = openCache(store.path(), hourStart(482136));
        QVERIFY(opened);
        QVERIFY((*opened)->health().state == StoreHealth::State::InMemory);
        QCOMPARE(bytesOf(store.path()), newer);
    }

    void C6_truncated()
    {
        TestStore store;
        for (int hour = 0; hour < 200; ++hour)
            store.commit(mixedBatch(hour));
        store.close();
        const auto whole = bytesOf(store.path());
        const auto kept = QByteArray(whole.constData(), whole.size() / 8192 * 4096);
        write(store.path(), kept);
        const auto error = errorOf(store.path());
        QCOMPARE(error.cls, ErrorClass::Cache);
        QVERIFY2(error.message.contains(QStringLiteral("damaged")), qPrintable(error.message));
        QCOMPARE(bytesOf(store.path()), kept);
    }

    void C6_damagedInside()
    {
        TestStore store;
        for (int hour = 0; hour < 200; ++hour)
            store.commit(mixedBatch(hour));
        store.close();
        const auto whole = bytesOf(store.path());
        // Every page damaged in turn: an error or an answer, never a crash.
        for (qsizetype at = 4096; at < whole.size(); at += 4096) {
            auto damaged = whole;
            for (int i = 0; i < 64; ++i)
                damaged[at + i] = char(0xa5);
            write(store.path(), damaged);
            const auto opened = SqliteStore::open(store.path(), {true, false, 1, false});
            if (!opened)
                continue;
            for (const auto& result : {(*opened)->namespaceHours(clusterRows()).map([](auto&&) {}),
                     (*opened)->workloadHoursPage(clusterRows()).map([](auto&&) {}),
                     (*opened)->grid({{"c1", Level::Namespace, {}}, testHours(0, 300)}).result().map([](auto&&) {})})
                QVERIFY(result || result.error().cls == ErrorClass::Cache);
        }
    }

    void C6_quarantine()
    {
        TestStore store;
        store.commit(mixedBatch(0));
        const auto now = Instant(std::chrono::seconds(1'700'000'000));
        QVERIFY(!SqliteStore::quarantine(store.path(), now)); // in use
        store.close();
        const auto bytes = bytesOf(store.path());
        write(store.path() + QStringLiteral("-wal"), "left over");
        const auto aside = SqliteStore::quarantine(store.path(), now);
        QVERIFY(aside);
        QCOMPARE(*aside, store.path() + QStringLiteral(".corrupt-20231114T221320Z"));
        QCOMPARE(bytesOf(*aside), bytes);
        QCOMPARE(bytesOf(*aside + QStringLiteral("-wal")), QByteArray("left over"));
        store.open();
        QCOMPARE(store->clusterHours(clusterRows())->total, 0);
    }

    void C7_newerVersion()
    {
        TestStore store;
        store.commit(mixedBatch(0));
        store.close();
        runSql(store.path(), "PRAGMA user_version=99");
        const auto bytes = bytesOf(store.path());
        for (const bool readOnly : {false, true}) {
            const auto error = errorOf(store.path(), {readOnly, false, 1, false});
            QCOMPARE(error.cls, ErrorClass::Cache);
            QVERIFY2(error.message.contains(QStringLiteral("version 99")), qPrintable(error.message));
        }
        QCOMPARE(bytesOf(store.path()), bytes);
    }

    void C7_otherProgram()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("other.db"));
        runSql(path, "CREATE TABLE theirs(x); INSERT INTO theirs VALUES(1)");
        const auto bytes = bytesOf(path);
        QVERIFY(errorOf(path).message.contains(QStringLiteral("another program")));
        QCOMPARE(bytesOf(path), bytes);
    }

    void C8_secondWriter()
    {
        TestStore store;
        store.commit(mixedBatch(0));
        const auto error = errorOf(store.path());
        QCOMPARE(error.cls, ErrorClass::Cache);
        const auto owner = QStringLiteral("process %1").arg(QCoreApplication::applicationPid());
        QVERIFY2(error.message.contains(owner), qPrintable(error.message));
        QProcess other;
        other.start(QCoreApplication::applicationDirPath() + QStringLiteral("/store_committer"), {store.path()});
        QVERIFY(other.waitForFinished());
        QCOMPARE(other.exitCode(), 8);
        QVERIFY(other.readAllStandardError().contains(owner.toUtf8()));

        auto beside = SqliteStore::open(store.path(), {true, false, 1, false}).value();
        store.commit(mixedBatch(1));
        QCOMPARE(beside->clusterHours(clusterRows())->total, 2);
        beside.reset();
        store.close();
        QCOMPARE(errorOf(store.path()).message, QStringLiteral("opened"));
    }

    void C9_replacedWhileOpen()
    {
        TestStore store;
        store.commit(mixedBatch(0));
        QVERIFY(QFile::rename(store.path(), store.path() + QStringLiteral(".moved")));
        const auto failed = store->commit(mixedBatch(1)).result();
        QVERIFY(!failed);
        QVERIFY(failed.error().message.contains(QStringLiteral("moved")));
        QVERIFY(!QFile::exists(store.path()));
        QVERIFY(QFile::rename(store.path() + QStringLiteral(".moved"), store.path()));
        QVERIFY(store->commit(mixedBatch(1)).result());
    }

    void aStoreThatMustBeThere()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("none"));
        QCOMPARE(errorOf(path, {false, true, 1, false}).cls, ErrorClass::Cache);
        QCOMPARE(errorOf(path, {true, false, 1, false}).cls, ErrorClass::Cache);
        QCOMPARE(errorOf(folder.path()).cls, ErrorClass::Cache);
        QVERIFY(QDir(folder.path()).isEmpty());
        write(path, {});
        QCOMPARE(errorOf(path).message, QStringLiteral("opened")); // empty: made into one
    }
};

ATLAS_TEST(tst_StoreFaults);
#include "tst_StoreFaults.moc"
