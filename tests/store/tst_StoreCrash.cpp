// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Migration.h"
#include "models/store/Schema.h"

#include "tests/store/StoreRows.h"
#include "tests/support/FaultVfs.h"
#include "tests/support/TestRegistry.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <chrono>
#include <thread>

#include <signal.h>

using namespace atlas;
using namespace atlas::test;

namespace {

constexpr std::int64_t oldTexts = 500; ///< in the store of an older version

std::string nameOf(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

QByteArray checkOf(sqlite::Database& db, const char* pragma)
{
    sqlite::Statement check(db.handle(), pragma);
    return check.step() ? QByteArray(std::string(check.text(0)).c_str()) : QByteArray();
}

/// A store of the first version, with something in it that has to survive.
void makeOldStore(const QString& path)
{
    sqlite::Database db(nameOf(path), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    migrate(db, 1, {});
    db.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<" + std::to_string(oldTexts)
        + ") INSERT INTO text(value) SELECT 'text ' || i || hex(zeroblob(300)) FROM n");
    db.run("PRAGMA journal_mode=WAL");
}

void removeStore(const QTemporaryDir& folder)
{
    for (const auto& name : QDir(folder.path()).entryList(QDir::Files))
        QFile::remove(folder.filePath(name));
}

/// What is in a store of the committer that was killed; "" if it is as it has to be.
QByteArray faultOf(const QString& path, int confirmed, bool old, bool thorough, int& hours)
{
    auto opened = SqliteStore::open(path);
    if (!opened)
        return opened.error().message.toUtf8() + opened.error().detail.toUtf8();
    const auto coverage = (*opened)->coverage("c1").value();
    for (const auto& entry : coverage) {
        if (entry.state != CoverageState::Complete)
            return "a gap in the coverage";
    }
    opened->reset();
    sqlite::Database db(nameOf(path), SQLITE_OPEN_READWRITE);
    if (const auto found = checkOf(db, thorough ? "PRAGMA integrity_check" : "PRAGMA quick_check"); found != "ok")
        return found;
    hours = int(db.scalar("SELECT count(*) FROM cluster_hour"));
    if (hours < confirmed)
        return "a reported commit is lost";
    const auto covered = db.scalar("SELECT sum(to_time-from_time) FROM coverage");
    if (covered != 3 * 3600 * std::int64_t(hours))
        return "rows and coverage do not agree";
    if (db.scalar("SELECT count(*) FROM namespace_hour") != 20 * std::int64_t(hours)
        || db.scalar("SELECT count(*) FROM workload_hour") != 5 * std::int64_t(hours)
        || db.scalar("SELECT count(*) FROM snapshot") != hours
        || db.scalar("SELECT max(hour)+1 FROM cluster_hour") != hours)
        return "half a commit";
    if (old && db.scalar("SELECT count(*) FROM text WHERE value LIKE 'text %'") != oldTexts)
        return "the migration lost something";
    return {};
}

/// What a loss of power left of a store of hours 0, 1, 2 ...: "" if that is whole and a beginning of the commits.
QByteArray stateFault(const FaultVfs::Files& files, const QString& folder, int begun)
{
    const QString path = folder + QStringLiteral("/cache.atlas");
    for (const auto& suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(path + QLatin1StringView(suffix));
    for (const auto& [name, bytes] : files) {
        QFile file(folder + '/' + QFileInfo(QString::fromStdString(name)).fileName());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return "cannot write the state";
    }
    try {
        sqlite::Database db(nameOf(path), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        if (const auto found = checkOf(db, "PRAGMA quick_check"); found != "ok")
            return found;
        if (db.scalar("PRAGMA user_version") == 0)
            return db.scalar("SELECT count(*) FROM sqlite_master") == 0 ? QByteArray() : "half a layout";
        const auto hours = db.scalar("SELECT count(*) FROM cluster_hour");
        if (hours > begun)
            return "a commit that nobody made";
        if (hours < begun - 1)
            return "a commit that was answered is lost";
        if (hours > 0 && db.scalar("SELECT max(hour)-min(hour)+1 FROM cluster_hour") != hours)
            return "a commit is missing in the middle";
        if (hours > 0 && db.scalar("SELECT min(hour) FROM cluster_hour") != firstTestHour)
            return "the beginning is missing";
        if (db.scalar("SELECT count(*) FROM namespace_hour") != 3 * hours
            || db.scalar("SELECT ifnull(sum(to_time-from_time), 0) FROM coverage") != 3600 * hours)
            return "half a commit";
    } catch (const sqlite::Failure& failed) {
        return failed.error().detail.toUtf8();
    }
    return {};
}

} // namespace

class tst_StoreCrash : public QObject
{
    Q_OBJECT

private slots:
    /// ATLAS_KILL_CYCLES sets their number.
    void C1_killedAtAnyInstant()
    {
        const int cycles =
            qEnvironmentVariableIsSet("ATLAS_KILL_CYCLES") ? qEnvironmentVariableIntValue("ATLAS_KILL_CYCLES") : 200;
        const QTemporaryDir folder, oldFolder;
        const auto path = folder.filePath(QStringLiteral("cache.atlas"));
        const auto oldPath = oldFolder.filePath(QStringLiteral("old.atlas"));
        makeOldStore(oldPath);
        std::mt19937_64 random(20260101);
        int confirmed = 0, hours = 0, kills = 0, whileMigrating = 0;
        bool old = false;
        for (int cycle = 0; cycle < cycles; ++cycle) {
            // Now and then from the beginning: with nothing, or with a store of an older version.
            if (cycle % 10 == 0 || (old && cycle % 2 == 0)) {
                removeStore(folder);
                old = cycle % 20 == 10 || old;
                if (cycle % 20 == 0)
                    old = false;
                if (old)
                    QVERIFY(QFile::copy(oldPath, path));
                confirmed = hours = 0;
            }
            const bool atStart = old ? cycle % 4 != 3 : random() % 5 == 0;
            QProcess committer;
            committer.start(QCoreApplication::applicationDirPath() + QStringLiteral("/store_committer"), {path});
            QVERIFY(committer.waitForStarted());
            const int aim = confirmed + int(random() % 12);
            const auto read = [&] {
                while (committer.canReadLine())
                    confirmed = committer.readLine().trimmed().toInt();
            };
            while (!atStart && confirmed <= aim) {
                QVERIFY2(committer.canReadLine() || committer.waitForReadyRead(20'000),
                    committer.readAllStandardError().constData());
                read();
            }
            std::this_thread::sleep_for(std::chrono::microseconds(random() % (atStart ? 40'000 : 4'000)));
            ::kill(pid_t(committer.processId()), SIGKILL);
            QVERIFY(committer.waitForFinished());
            QCOMPARE(committer.exitStatus(), QProcess::CrashExit);
            read();
            ++kills;
            if (old) {
                sqlite::Database db(nameOf(path), SQLITE_OPEN_READWRITE);
                const auto version = db.scalar("PRAGMA user_version");
                QVERIFY(version == 1 || version == schemaVersion);
                whileMigrating += version == 1;
            }
            const auto fault = faultOf(path, confirmed, old, cycle % 100 == 99, hours);
            const QByteArray where = "cycle " + QByteArray::number(cycle) + ": " + fault;
            QVERIFY2(fault.isEmpty(), where.constData());
            confirmed = hours;
        }
        qInfo("%d kills, %d of them before a migration was done", kills, whileMigrating);
    }

    void C2_powerLossLeavesABeginningOfTheCommits()
    {
        const QTemporaryDir folder, states;
        FaultVfs vfs;
        std::mt19937_64 random(7);
        int tried = 0, begun = 0;
        QByteArray fault;
        vfs.record([&] {
            if (!fault.isEmpty() || random() % 100 >= 80)
                return;
            fault = stateFault(vfs.afterPowerLoss(random), states.path(), begun);
            ++tried;
        });
        StoreOptions options;
        options.vfs = FaultVfs::name();
        options.limits.checkpointLog = 300 << 10;
        options.limits.truncateLog = 500 << 10;
        auto opened = SqliteStore::open(folder.filePath(QStringLiteral("cache.atlas")), options);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message + opened.error().detail));
        auto store = std::move(*opened);
        while (tried < 600 && fault.isEmpty()) {
            RowBatch batch;
            batch.clusters = {clusterRow(begun)};
            for (const char* name : {"a", "b", "c"})
                batch.namespaces.push_back(namespaceRow(begun, name));
            batch.coverage = {coverageOf(begun, begun + 1, CoverageState::Unverified)};
            ++begun;
            QVERIFY(store->commit(std::move(batch)).result());
        }
        store.reset();
        const QByteArray where = "state " + QByteArray::number(tried) + ": " + fault;
        QVERIFY2(fault.isEmpty(), where.constData());
        QVERIFY2(begun > 10, "too few commits to see a checkpoint");
        QVERIFY(vfs.calls(FaultVfs::Call::Sync) > 6);
    }

    /// ATLAS_BIG asks for it: a store of 1 GB takes a while to make.
    void C1_bigStoreStartsSoonAfterAKill()
    {
        if (!qEnvironmentVariableIsSet("ATLAS_BIG"))
            QSKIP("ATLAS_BIG is not set");
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("cache.atlas"));
        QProcess committer;
        committer.start(QCoreApplication::applicationDirPath() + QStringLiteral("/store_committer"),
            {QStringLiteral("--big"), path, QString::number(1 << 30)});
        QVERIFY(committer.waitForReadyRead(600'000));
        ::kill(pid_t(committer.processId()), SIGKILL);
        QVERIFY(committer.waitForFinished());
        const auto size = QFile(path).size(), log = QFile(path + QStringLiteral("-wal")).size();
        QVERIFY(size >= 1 << 30);

        QElapsedTimer timer;
        timer.start();
        auto store = SqliteStore::open(path).value();
        const auto opened = timer.elapsed();
        const GridQuery query{{"c1", Level::Namespace, {}}, {Instant{}, hourStart(35 * 24)}};
        const auto grid = store->grid(query).result();
        const auto shown = timer.elapsed();
        QVERIFY(grid);
        QCOMPARE((*grid)->subjects().size(), 200U);
        qInfo("%lld MB with %lld MB of log: open after %lld ms, first grid after %lld ms", size >> 20, log >> 20,
            opened, shown);
        QVERIFY(shown < 2000);
    }
};

ATLAS_TEST(tst_StoreCrash);
#include "tst_StoreCrash.moc"
