// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/FaultyStore.h"
#include "tests/support/TestRegistry.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSignalSpy>

#include <atomic>
#include <cerrno>
#include <cstdio>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;
using State = StoreHealth::State;
using Call = FaultVfs::Call;

class tst_StoreSharing : public QObject
{
    Q_OBJECT

private slots:
    void C8_aWriteWaitsAndThenTellsThatItIsBusy()
    {
        TestStore store;
        store.close();
        StoreOptions options;
        options.limits.writeWait = 30ms;
        options.limits.readWait = 0ms; // a read that had to wait would fail
        store.open(options);
        store.commit(hourBatch(0));
        sqlite::Database other(QFile::encodeName(store.path()).toStdString(), SQLITE_OPEN_READWRITE);
        other.run("BEGIN IMMEDIATE");
        const auto failed = store->commit(hourBatch(1)).result();
        QVERIFY(!failed);
        QVERIFY2(failed.error().message.contains(QStringLiteral("busy")), qPrintable(failed.error().message));
        QCOMPARE(store->health(), StoreHealth{}); // it concerns this commit alone
        QCOMPARE(hoursIn(*store.store), (std::set{0}));
        other.run("ROLLBACK");
        QVERIFY(store->commit(hourBatch(1)).result());
    }

    void C8_staleLockIsTakenOver()
    {
        TestStore store;
        store.close();
        QFile lock(store.path() + QStringLiteral(".lock"));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write("1\n"); // a process that lives, and does not hold the lock
        lock.close();
        store.open();
        QCOMPARE(store->health().state, State::Writable);
    }

    /// A piece of work that takes long sees one state, whatever is committed meanwhile.
    void E5_aFrozenStoreStaysAsItWasOpened()
    {
        TestStore store;
        store.commit(hourBatch(0));
        StoreOptions options;
        options.frozen = true;
        const auto frozen = SqliteStore::open(store.path(), options).value();
        QVERIFY(frozen->isReadOnly());
        store.commit(hourBatch(1)); // before the first question
        QCOMPARE(hoursIn(*frozen), (std::set{0}));
        const GridQuery query{{"c1", Level::Cluster, {}}, testHours(0, 10)};
        QVERIFY(!isKnown(frozen->grid(query).result().value()->series(Column::Allocated, 0)[1]));
        store.commit(hourBatch(2));
        QCOMPARE(hoursIn(*frozen), (std::set{0}));
        QCOMPARE(frozen->inventory().result().value().clusters.front().hours, std::optional(testHours(0, 1)));
        QVERIFY(!frozen->commit(hourBatch(3)).result());
        QCOMPARE(hoursIn(*store.store), (std::set{0, 1, 2}));
        QCOMPARE(hoursIn(*SqliteStore::open(store.path(), options).value()), (std::set{0, 1, 2}));
    }

    void C9_replacedByABackup()
    {
        TestStore backup, store;
        backup.commit(hourBatch(7));
        backup.close();
        store.commit(hourBatch(0));
        const GridQuery query{{"c1", Level::Cluster, {}}, testHours(0, 10)};
        const auto allocated = [&](int hour) {
            const Figure figure = store->grid(query).result().value()->series(Column::Allocated, 0)[std::size_t(hour)];
            return figure;
        };
        QCOMPARE(allocated(0), clusterRow(0).allocated);
        auto reading = SqliteStore::open(store.path(), {true, false, 1, false}).value();
        QCOMPARE(hoursIn(*reading), (std::set{0}));
        const auto former = store.folder.filePath(QStringLiteral("former"));
        QVERIFY(QFile::rename(store.path(), former));
        QVERIFY(QFile::copy(backup.path(), store.path()));
        QSignalSpy changed(store.store.get(), &StoreReader::changed);

        store.commit(hourBatch(8));
        QCOMPARE(hoursIn(*store.store), (std::set{7, 8}));
        QVERIFY(!changed.isEmpty());
        QVERIFY(!allocated(0).known());
        QCOMPARE(allocated(7), clusterRow(7).allocated);
        QCOMPARE(store->health().state, State::Writable);
        QVERIFY(store->health().error->message.contains(QStringLiteral("replaced")));
        QCOMPARE(hoursIn(*reading), (std::set{7, 8}));
        reading.reset();
        store.close();
        QCOMPARE(quickCheckOf(store.path()), QByteArray("ok"));
        // What was committed before is in the former file, although its log lay under the other name.
        QVERIFY(!QFile::exists(former + QStringLiteral("-wal")));
        auto old = SqliteStore::open(former).value();
        QCOMPARE(hoursIn(*old), (std::set{0}));
    }

    void C9_aReadIsEnoughToNotice()
    {
        TestStore backup, store;
        backup.commit(hourBatch(7));
        backup.close();
        store.commit(hourBatch(0));
        QVERIFY(QFile::copy(backup.path(), store.path() + QStringLiteral(".new")));
        QCOMPARE(std::rename(qPrintable(store.path() + QStringLiteral(".new")), qPrintable(store.path())), 0);
        QTRY_COMPARE(hoursIn(*store.store), (std::set{7}));
    }

    void C9_goneWhileTheLogHadNoRoom()
    {
        FaultyStore faulty;
        QVERIFY(faulty.open());
        QVERIFY(faulty.commit(hourBatch(0)));
        faulty.store.reset();
        faulty.vfs.failAt(FaultVfs::Call::ShmMap, 1, SQLITE_IOERR_SHMSIZE, true, ENOSPC);
        QVERIFY(faulty.open());
        QCOMPARE(faulty.store->health().state, State::Full);
        QVERIFY(QFile::remove(faulty.path()));
        faulty.vfs.heal();
        QTRY_COMPARE(faulty.store->health().state, State::Writable);
        QVERIFY(faulty.commit(hourBatch(1)));
        QCOMPARE(hoursIn(*faulty.store), (std::set{1}));
    }

    void C8_lookingAtAFileLeavesItsLocks()
    {
        TestStore store;
        store.commit(hourBatch(0));
        QCOMPARE(hoursIn(*store.store), (std::set{0}));
        const auto locks = [&] {
            QFile file(QStringLiteral("/proc/locks"));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("no list of locks");
            const QByteArray inode = ':' + QByteArray::number(qulonglong(identityOf(store.path()).inode)) + ' ';
            return file.readAll().count(inode);
        };
        const auto before = locks();
        if (before == 0)
            QSKIP("this system does not list the locks of this process");
        StoreOptions frozen;
        frozen.frozen = true;
        for (int i = 0; i < 3; ++i)
            QVERIFY(SqliteStore::open(store.path(), frozen));
        QCOMPARE(locks(), before);
        store.commit(hourBatch(1));
        QCOMPARE(hoursIn(*store.store), (std::set{0, 1}));
    }

    void C8_anUnchangingFileThatChangesIsReadAnew()
    {
        TestStore store;
        store.commit(hourBatch(0));
        store.close();
        StoreOptions options;
        options.readOnly = true;
        options.fileSystemType = [](const QString&) { return 0x6969U; }; // no log can be opened there
        const auto reader = SqliteStore::open(store.path(), options).value();
        QCOMPARE(hoursIn(*reader), (std::set{0}));
        store.open();
        store.commit(hourBatch(1));
        store.close(); // into the file
        QCOMPARE(hoursIn(*reader), (std::set{0, 1}));
    }

    void C8_whoReadsBesideAWriterIsTold()
    {
        TestStore store;
        store.commit(hourBatch(0));
        StoreOptions options;
        options.readOnly = true;
        {
            auto reader = SqliteStore::open(store.path(), options).value();
            QSignalSpy changed(reader.get(), &StoreReader::changed);
            reader->lookForCommits();
            reader.reset(); // it has looked then
            QCOMPARE(changed.count(), 0);
        }
        const auto reader = SqliteStore::open(store.path(), options).value();
        QSignalSpy changed(reader.get(), &StoreReader::changed);
        store.commit(hourBatch(1));
        reader->lookForCommits();
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(changed.front().front().toString(), QStringLiteral("c1"));
    }

    void F3_aStoreWithTablesOfItsOwnIsRefused_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("a view for a table")
            << QByteArray("DROP TABLE cluster_hour; CREATE VIEW cluster_hour AS SELECT * FROM namespace_hour");
        QTest::newRow("a trigger") << QByteArray(
            "CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM cluster; END");
        QTest::newRow("another table") << QByteArray("CREATE TABLE more(x)");
        QTest::newRow("a column more") << QByteArray("ALTER TABLE hours ADD COLUMN x");
    }
    void F3_aStoreWithTablesOfItsOwnIsRefused()
    {
        QFETCH(QByteArray, sql);
        TestStore store;
        store.commit(hourBatch(0));
        store.close();
        {
            sqlite::Database db(QFile::encodeName(store.path()).toStdString(), SQLITE_OPEN_READWRITE);
            db.run(sql.toStdString());
        }
        StoreOptions options;
        options.readOnly = true;
        const auto opened = SqliteStore::open(store.path(), options);
        QVERIFY(!opened);
        QVERIFY2(
            opened.error().message.contains(QStringLiteral("another program")), qPrintable(opened.error().message));
    }

    void F3_aHugeNumberOfASubjectTakesNoMemory()
    {
        TestStore store;
        store.commit(hourBatch(0));
        store.close();
        constexpr std::int64_t huge = 2'147'483'647;
        {
            sqlite::Database db(QFile::encodeName(store.path()).toStdString(), SQLITE_OPEN_READWRITE);
            for (const char* change : {"subject SET id=?1 WHERE id", "namespace_hour SET subject=?1 WHERE subject"}) {
                sqlite::Statement update(
                    db.handle(), "UPDATE " + std::string(change) + "=(SELECT max(subject) FROM namespace_hour)");
                update.bind(1, huge);
                update.run();
            }
        }
        StoreOptions options;
        options.readOnly = true;
        const auto opened = SqliteStore::open(store.path(), options).value();
        const auto grid = opened->grid({{"c1", Level::Namespace, {}}, testHours(0, 24)}).result();
        QVERIFY(grid);
        QVERIFY((*grid)->subjectCount() >= 2);
    }

    void F3_aStatementEndsWhenNobodyWantsItAnyMore()
    {
        TestStore store;
        store.commit(hourBatch(0, 3000));
        std::atomic<bool> wanted{true};
        StoreOptions options;
        options.frozen = true;
        options.stop = [&] { return !wanted; };
        const auto frozen = SqliteStore::open(store.path(), options).value();
        auto query = allRows();
        QCOMPARE(frozen->namespaceHours(query)->total, 3000);
        wanted = false;
        const auto ended = frozen->namespaceHours(query);
        QVERIFY(!ended);
        QVERIFY(tookTooLong(ended.error()));
    }

    void C9_removedWhileOpen()
    {
        TestStore store;
        store.close();
        StoreOptions options;
        options.limits = shortLimits();
        store.open(options);
        store.commit(hourBatch(0));
        QVERIFY(QFile::remove(store.path()));
        const auto failed = store->commit(hourBatch(1)).result();
        QVERIFY(!failed);
        QVERIFY(failed.error().message.contains(QStringLiteral("removed")));
        QTRY_COMPARE(store->health().state, State::Writable);
        QVERIFY(store->health().error->message.contains(QStringLiteral("a new one was begun")));
        store.commit(hourBatch(1));
        QCOMPARE(hoursIn(*store.store), (std::set{1}));
        store.close();
        QCOMPARE(quickCheckOf(store.path()), QByteArray("ok"));
    }

    void C9_replacedBySomethingElse()
    {
        TestStore store;
        store.close();
        StoreOptions options;
        options.limits = shortLimits();
        store.open(options);
        store.commit(hourBatch(0));
        const auto former = store.folder.filePath(QStringLiteral("former"));
        QVERIFY(QFile::rename(store.path(), former));
        QFile text(store.path());
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("my notes");
        text.close();
        QVERIFY(!store->commit(hourBatch(1)).result());
        QCOMPARE(store->health().state, State::Broken);
        QCOMPARE(QFile(store.path()).size(), 8);
        QVERIFY(QFile::remove(store.path()) && QFile::rename(former, store.path()));
        QTRY_COMPARE(store->health().state, State::Writable);
        store.commit(hourBatch(1));
        QCOMPARE(hoursIn(*store.store), (std::set{0, 1}));
    }

    void C10_networkDrive()
    {
        TestStore store;
        store.commit(hourBatch(0)); // on a local disk, with a log
        store.close();
        StoreOptions options;
        options.fileSystemType = [](const QString&) { return 0x6969; };
        options.limits.readWait = 20ms;
        store.open(options);
        QCOMPARE(store->health().state, State::Writable);
        QVERIFY(store->health().error->message.contains(QStringLiteral("network drive")));
        store.commit(hourBatch(1));
        QCOMPARE(hoursIn(*store.store), (std::set{0, 1}));
        QVERIFY(store->grid({{"c1", Level::Namespace, {}}, testHours(0, 10)}).result());
        QVERIFY(!QFile::exists(store.path() + QStringLiteral("-wal")));
        QVERIFY(!QFile::exists(store.path() + QStringLiteral("-shm")));
        QFile file(store.path());
        store.close();
        QVERIFY(file.open(QIODevice::ReadOnly) && file.seek(18));
        QCOMPARE(file.read(2), QByteArray("\1\1", 2)); // written and read without a log
        options.readOnly = true;
        auto reading = SqliteStore::open(store.path(), options).value();
        QCOMPARE(hoursIn(*reading), (std::set{0, 1}));
    }

    void C10_anExclusiveStoreCanBeCopied()
    {
        TestStore store;
        store.close();
        StoreOptions options;
        options.fileSystemType = [](const QString&) { return 0x6969U; };
        store.open(options);
        store.commit(hourBatch(0));
        QVERIFY(store->isExclusive());
        const auto path = store.folder.filePath(QStringLiteral("copy.db"));
        QVERIFY(store->copyTo(path).result());
        store.commit(hourBatch(1));
        StoreOptions frozen;
        frozen.frozen = true;
        const auto copy = SqliteStore::open(path, frozen);
        QVERIFY2(copy, qPrintable(copy ? QString() : copy.error().message));
        QCOMPARE(hoursIn(**copy), (std::set{0}));
        QCOMPARE(hoursIn(*store.store), (std::set{0, 1}));
    }

    void C10_oneProgramAtATime()
    {
        TestStore store;
        store.close();
        StoreOptions options;
        options.fileSystemType = [](const QString&) { return 0xff534d42; };
        options.limits.readWait = 20ms;
        store.open(options);
        store.commit(hourBatch(0));
        QProcess other;
        other.start(QCoreApplication::applicationDirPath() + QStringLiteral("/store_committer"),
            {QStringLiteral("--read"), store.path()});
        QVERIFY(other.waitForFinished());
        QCOMPARE(other.exitCode(), 8);
        const auto said = other.readAllStandardError();
        QVERIFY2(said.contains("busy"), said.constData());
    }

    void C10_failedWriteOnANetworkDrive()
    {
        FaultyStore faulty;
        faulty.options.fileSystemType = [](const QString&) { return 0x65735546; };
        faulty.options.limits.probe = 1h;
        QVERIFY(faulty.open());
        QVERIFY(faulty.commit(hourBatch(0)));
        for (const auto& [call, code] :
            {std::pair(Call::Write, SQLITE_IOERR_WRITE), {Call::Sync, SQLITE_IOERR_FSYNC}}) {
            for (int n = 1; n <= 4; ++n) {
                faulty.vfs.failAt(call, n, code, true, EIO);
                if (faulty.commit(hourBatch(1)))
                    QVERIFY(!faulty.vfs.hasFailed());
                else
                    QCOMPARE(faulty.store->health().state, State::Broken);
                faulty.vfs.heal();
                QVERIFY(faulty.commit(hourBatch(0)));
                QCOMPARE(faulty.store->health().state, State::Writable);
                QCOMPARE(
                    faulty.store->namespaceHours(allRows())->total, 3 * std::int64_t(hoursIn(*faulty.store).size()));
            }
        }
        faulty.store.reset();
        QCOMPARE(quickCheckOf(faulty.path()), QByteArray("ok"));
    }

    void Q4_aReaderDoesNotLetTheLogGrow()
    {
        TestStore store;
        store.close();
        StoreOptions options;
        options.limits.checkpointLog = 64 << 10;
        options.limits.truncateLog = 1 << 20;
        options.limits.mostLog = 3 << 20;
        options.limits.writeWait = 20ms;
        store.open(options);
        store.commit(hourBatch(0));
        sqlite::Database reader(QFile::encodeName(store.path()).toStdString(), SQLITE_OPEN_READONLY);
        reader.run("BEGIN");
        QCOMPARE(reader.scalar("SELECT count(*) FROM cluster_hour"), 1);
        const auto logSize = [&] { return QFile(store.path() + QStringLiteral("-wal")).size(); };
        int hour = 1;
        for (; hour < 200; ++hour) {
            const auto result = store->commit(hourBatch(hour, 500)).result();
            QVERIFY(logSize() <= options.limits.mostLog);
            if (!result) {
                QVERIFY2(result.error().message.contains(QStringLiteral("busy")), qPrintable(result.error().message));
                break;
            }
        }
        QVERIFY2(hour > 5 && hour < 200, QByteArray::number(hour).constData());
        QCOMPARE(reader.scalar("SELECT count(*) FROM cluster_hour"), 1); // undisturbed
        reader.run("COMMIT");
        QVERIFY(store->commit(hourBatch(hour, 500)).result());
        QVERIFY(logSize() < options.limits.truncateLog);
    }

    void Q4_readsEnd()
    {
        TestStore store;
        store.commit(hourBatch(0, 2000));
        store.close();
        StoreOptions options;
        options.limits.read = 0ms;
        store.open(options);
        const auto rows = store->namespaceHours(allRows());
        QVERIFY(!rows);
        QVERIFY2(rows.error().message.contains(QStringLiteral("too long")), qPrintable(rows.error().message));
        QVERIFY(store->commit(hourBatch(1)).result()); // writing is not meant
    }
};

ATLAS_TEST(tst_StoreSharing);
#include "tst_StoreSharing.moc"
