// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/BestStore.h"
#include "models/store/LockFile.h"
#include "models/store/Quarantine.h"

#include "tests/store/FaultyStore.h"
#include "tests/support/TestRegistry.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QSignalSpy>

#include <cerrno>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;
using State = StoreHealth::State;
using Call = FaultVfs::Call;

class tst_StoreDisk : public QObject
{
    Q_OBJECT

private slots:
    void C3_fullDiskLosesNothingAndResumes()
    {
        FaultyStore faulty;
        QVERIFY(faulty.open());
        QVERIFY(faulty.commit(hourBatch(0)));
        QSignalSpy told(faulty.store.get(), &SqliteStore::healthChanged);
        faulty.vfs.limitDisk(faulty.vfs.usedBytes() + 50'000);
        const auto failed = faulty.commit(hourBatch(1, 2000));
        QVERIFY(!failed);
        QCOMPARE(failed.error().cls, ErrorClass::Cache);
        QVERIFY2(failed.error().message.contains(QStringLiteral("MB are needed")), qPrintable(failed.error().message));
        QCOMPARE(faulty.store->health().state, State::Full);
        QCOMPARE(faulty.store->health().error, failed.error());
        QVERIFY(!told.isEmpty());
        QCOMPARE(hoursIn(*faulty.store), (std::set{0}));
        QVERIFY(!faulty.commit(hourBatch(1, 2000)));
        // Space returns: nobody has to do anything.
        faulty.vfs.limitDisk(-1);
        QTRY_COMPARE(faulty.store->health(), StoreHealth{});
        QVERIFY(faulty.commit(hourBatch(1, 2000)));
        QCOMPARE(hoursIn(*faulty.store), (std::set{0, 1}));
        faulty.store.reset();
        QCOMPARE(quickCheckOf(faulty.path()), QByteArray("ok"));
    }

    void C3_quotaCountsAsFull()
    {
        FaultyStore faulty;
        QVERIFY(faulty.open());
        faulty.vfs.failAt(Call::Write, 1, SQLITE_IOERR_WRITE, true, EDQUOT);
        const auto failed = faulty.commit(hourBatch(0));
        QVERIFY(!failed);
        QVERIFY(failed.error().message.contains(QStringLiteral("MB are needed")));
        QCOMPARE(faulty.store->health().state, State::Full);
        faulty.vfs.heal();
        QTRY_COMPARE(faulty.store->health().state, State::Writable);
        QVERIFY(faulty.commit(hourBatch(0)));
    }

    void C3_checkpointWithoutSpace()
    {
        FaultyStore faulty;
        faulty.options.limits.checkpointLog = 1;
        QVERIFY(faulty.open());
        QVERIFY(faulty.commit(hourBatch(0, 1000)));
        // The second commit finds its place in the log that is there; the file would have to grow for it.
        QTRY_VERIFY(faulty.vfs.calls(Call::Sync) >= 2);
        QVERIFY(faulty.commit(hourBatch(1, 1)));
        faulty.vfs.limitDisk(faulty.vfs.usedBytes());
        QVERIFY(faulty.commit(hourBatch(2, 900)));
        QTRY_COMPARE(faulty.store->health().state, State::Full);
        QCOMPARE(hoursIn(*faulty.store), (std::set{0, 1, 2}));
        faulty.vfs.limitDisk(-1);
        QTRY_COMPARE(faulty.store->health().state, State::Writable);
        faulty.store.reset();
        QCOMPARE(quickCheckOf(faulty.path()), QByteArray("ok"));
    }

    void C3_noRoomForTheIndexOfTheLog()
    {
        FaultyStore faulty;
        QVERIFY(faulty.open());
        QVERIFY(faulty.commit(hourBatch(0)));
        faulty.store.reset();
        faulty.vfs.failAt(Call::ShmMap, 1, SQLITE_IOERR_SHMSIZE, true, ENOSPC);
        QVERIFY(faulty.open());
        QCOMPARE(faulty.store->health().state, State::Full);
        QCOMPARE(hoursIn(*faulty.store), (std::set{0}));
        QVERIFY(!faulty.commit(hourBatch(1)));
        QCOMPARE(faulty.store->health().state, State::Full);
        faulty.vfs.heal();
        QTRY_COMPARE(faulty.store->health().state, State::Writable);
        QVERIFY(faulty.commit(hourBatch(1)));
        QCOMPARE(hoursIn(*faulty.store), (std::set{0, 1})); // the readers see the log now
    }

    void C3_smallFileSystem()
    {
        const QTemporaryDir folder;
        QProcess filler;
        filler.setProcessChannelMode(QProcess::MergedChannels);
        filler.start(QStringLiteral("unshare"),
            {QStringLiteral("-rm"), QStringLiteral("sh"), QStringLiteral("-c"),
                QStringLiteral("mount -t tmpfs -o size=8m none \"$1\" || exit 77; exec \"$0\" \"$1\""),
                QCoreApplication::applicationDirPath() + QStringLiteral("/store_filler"), folder.path()});
        if (!filler.waitForStarted())
            QSKIP("there is no unshare(1) to mount a small file system with");
        QVERIFY(filler.waitForFinished());
        const auto output = filler.readAll();
        if (output.contains("unshare failed") || filler.exitCode() == 77)
            QSKIP("this account may not mount a small file system");
        QVERIFY2(filler.exitStatus() == QProcess::NormalExit && filler.exitCode() == 0, output.constData());
    }

    void C4_failedWriteIsNotWrittenOver()
    {
        FaultyStore faulty;
        QVERIFY(faulty.open());
        QVERIFY(faulty.commit(hourBatch(0)));
        faulty.options.limits.probe = 1h;
        faulty.store.reset();
        QVERIFY(faulty.open());
        QCOMPARE(hoursIn(*faulty.store), (std::set{0}));
        faulty.vfs.failAt(Call::Write, 3, SQLITE_IOERR_WRITE, false, EIO);
        const auto failed = faulty.commit(hourBatch(1));
        QVERIFY(!failed);
        QCOMPARE(failed.error().cls, ErrorClass::Cache);
        QCOMPARE(faulty.store->health().state, State::Broken);
        QCOMPARE(faulty.store->health().error, failed.error());
        QCOMPARE(faulty.vfs.calls(Call::Open), 0);
        QVERIFY(faulty.commit(hourBatch(2)));
        QVERIFY(faulty.vfs.calls(Call::Open) > 0); // through a new handle
        QCOMPARE(faulty.store->health(), StoreHealth{});
        QCOMPARE(hoursIn(*faulty.store), (std::set{0, 2}));
    }

    void C4_failedSync()
    {
        FaultyStore faulty;
        faulty.options.limits.checkpointLog = 1;
        QVERIFY(faulty.open());
        // The first is for the head of the new log, the second for the commit; the third is before pages are moved into
        // the file.
        faulty.vfs.failAt(Call::Sync, 3, SQLITE_IOERR_FSYNC, true, EIO);
        QVERIFY(faulty.commit(hourBatch(0)));
        QTRY_COMPARE(faulty.store->health().state, State::Broken);
        QCOMPARE(hoursIn(*faulty.store), (std::set{0}));
        faulty.vfs.heal();
        QTRY_COMPARE(faulty.store->health().state, State::Writable);
        QVERIFY(faulty.commit(hourBatch(1)));
        faulty.store.reset();
        QCOMPARE(quickCheckOf(faulty.path()), QByteArray("ok"));
    }

    void C4_damageFoundAtReopening()
    {
        FaultyStore faulty;
        QVERIFY(faulty.open());
        QVERIFY(faulty.commit(hourBatch(0, 2000)));
        faulty.store.reset();
        faulty.options.limits.probe = 1h;
        QVERIFY(faulty.open());
        faulty.vfs.failAt(Call::Write, 1, SQLITE_IOERR_WRITE, false, EIO);
        QVERIFY(!faulty.commit(hourBatch(1)));
        QFile file(faulty.path());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2 / 8192 * 8192));
        QCOMPARE(file.write(QByteArray(8192, '\x5a')), 8192);
        file.close();
        const auto bytes = file.size();
        const auto failed = faulty.commit(hourBatch(1));
        QVERIFY(!failed);
        QVERIFY2(failed.error().message.contains(QStringLiteral("damaged")), qPrintable(failed.error().message));
        QCOMPARE(faulty.store->health().state, State::Broken);
        faulty.store.reset();
        QCOMPARE(QFile(faulty.path()).size(), bytes); // left as it was
    }

    void C3_C4_everyFailingCall_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("code");
        QTest::newRow("write: full") << int(Call::Write) << SQLITE_FULL;
        QTest::newRow("write: error") << int(Call::Write) << SQLITE_IOERR_WRITE;
        QTest::newRow("sync") << int(Call::Sync) << SQLITE_IOERR_FSYNC;
        QTest::newRow("open") << int(Call::Open) << SQLITE_CANTOPEN;
        QTest::newRow("truncate") << int(Call::Truncate) << SQLITE_IOERR_TRUNCATE;
        QTest::newRow("index") << int(Call::ShmMap) << SQLITE_IOERR_SHMMAP;
    }
    /// The n-th call fails, for every n from opening over commits and checkpoints to closing.
    void C3_C4_everyFailingCall()
    {
        QFETCH(const int, call);
        QFETCH(const int, code);
        TestStore begun;
        begun.commit(hourBatch(0));
        begun.close();
        FaultyStore faulty;
        faulty.options.limits.checkpointLog = 1;
        int n = 1;
        for (; n <= 200; ++n) {
            for (const auto& name : QDir(faulty.folder.path()).entryList(QDir::Files))
                QFile::remove(faulty.folder.filePath(name));
            QVERIFY(QFile::copy(begun.path(), faulty.path()));
            std::set<int> stored{0};
            faulty.vfs.failAt(Call(call), n, code);
            if (!faulty.open())
                QVERIFY2(faulty.open(), "a second attempt");
            for (int hour = 1; hour <= 2; ++hour) {
                if (!faulty.commit(hourBatch(hour))) {
                    QCOMPARE(hoursIn(*faulty.store), stored);
                    if (hour == 1)
                        continue; // the next one has to work
                    QVERIFY(faulty.commit(hourBatch(hour)));
                }
                stored.insert(hour);
            }
            faulty.store.reset();
            const bool reached = faulty.vfs.hasFailed();
            faulty.vfs.heal();
            QCOMPARE(quickCheckOf(faulty.path()), QByteArray("ok"));
            auto after = SqliteStore::open(faulty.path());
            QVERIFY(after);
            QCOMPARE(hoursIn(**after), stored);
            QCOMPARE((*after)->namespaceHours(allRows())->total, 3 * std::int64_t(stored.size()));
            QCOMPARE((*after)->commit(hourBatch(3)).result().map([](auto&&) { return 1; }).value_or(0), 1);
            if (!reached)
                break;
        }
        QVERIFY2(n > 2, "nothing was made to fail");
    }

    void C5_bestThatCanBeHad_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("state");
        QTest::newRow("fine") << "fine" << int(State::Writable);
        QTest::newRow("held by another") << "held" << int(State::ReadOnly);
        QTest::newRow("asked to read only") << "read" << int(State::ReadOnly);
        QTest::newRow("newer version") << "newer" << int(State::InMemory);
        QTest::newRow("no folder") << "folder" << int(State::InMemory);
        QTest::newRow("no store") << "text" << int(State::InMemory);
    }
    void C5_bestThatCanBeHad()
    {
        QFETCH(const QString, what);
        QFETCH(const int, state);
        TestStore begun;
        begun.commit(hourBatch(0));
        begun.close();
        auto path = begun.path();
        StoreOptions options;
        std::unique_ptr<LockFile> lock;
        if (what == QLatin1StringView("held"))
            lock = LockFile::take(path + QStringLiteral(".lock")).value();
        options.readOnly = what == QLatin1StringView("read");
        if (what == QLatin1StringView("newer"))
            sqlite::Database(QFile::encodeName(path).toStdString(), SQLITE_OPEN_READWRITE)
                .run("PRAGMA user_version=99");
        if (what == QLatin1StringView("folder"))
            path = begun.folder.filePath(QStringLiteral("none/cache.atlas"));
        if (what == QLatin1StringView("text")) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(QByteArray(9000, 'x'));
        }
        QFile before(path);
        const auto bytes = before.open(QIODevice::ReadOnly) ? before.readAll() : QByteArray();
        before.close();

        auto store = openBest(path, options).value();
        const auto health = store->health();
        QCOMPARE(int(health.state), state);
        // Why it is not writable, unless it was not to be.
        QCOMPARE(health.error.has_value(), what != QLatin1StringView("fine") && what != QLatin1StringView("read"));
        const bool memory = health.state == State::InMemory;
        QCOMPARE(hoursIn(*store), memory ? std::set<int>() : (std::set{0}));
        QCOMPARE(bool(store->commit(hourBatch(1)).result()), health.state != State::ReadOnly);
        store.reset();
        if (what != QLatin1StringView("fine")) {
            QFile after(path);
            QCOMPARE(after.open(QIODevice::ReadOnly) ? after.readAll() : QByteArray(), bytes);
        }
    }

    void C6_damagedWhileOpen()
    {
        TestStore begun;
        for (int hour = 0; hour < 100; ++hour)
            begun.commit(hourBatch(hour, 50));
        begun.close();
        begun.open();
        QFile file(begun.path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qint64 at = 8192; at + 8192 <= file.size(); at += 8192) {
            QVERIFY(file.seek(at));
            file.write(QByteArray(64, '\xa5'));
        }
        file.close();
        const auto rows = begun->namespaceHours(allRows());
        QVERIFY(!rows);
        QCOMPARE(rows.error().cls, ErrorClass::Cache);
        const auto grid = begun->grid({{"c1", Level::Namespace, {}}, testHours(0, 100)}).result();
        QVERIFY(!grid);
        QCOMPARE(grid.error().cls, ErrorClass::Cache);
        const auto failed = begun->commit(hourBatch(200)).result();
        QVERIFY(!failed);
        QCOMPARE(begun->health().state, State::Broken);
    }

    void C6_quarantinesAreCountedAndRemovedOnlyOnRequest()
    {
        TestStore store;
        const auto path = store.path();
        QVERIFY(quarantinedStores(path).isEmpty());
        QStringList aside;
        for (int i = 0; i < quarantinesWorthKeeping + 1; ++i) {
            store.close();
            aside << SqliteStore::quarantine(path, Instant(std::chrono::seconds(1'700'000'000 + i))).value();
            store.open();
        }
        QCOMPARE(quarantinedStores(path), aside);
        QCOMPARE(removeQuarantined(path, path).error().cls, ErrorClass::Usage);
        QVERIFY(QFile::exists(path));
        QVERIFY(removeQuarantined(path, aside.first()));
        QCOMPARE(quarantinedStores(path), aside.mid(1));
    }
};

ATLAS_TEST(tst_StoreDisk);
#include "tst_StoreDisk.moc"
