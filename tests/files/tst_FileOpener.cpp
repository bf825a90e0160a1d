// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/FileReading.h"
#include "tests/files/FilesTesting.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileInfo>

#include <atomic>
#include <thread>

#include <sys/file.h>
#include <sys/stat.h>
#include <utime.h>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

QString textOf(const Result<OpenedFiles>& opened)
{
    return opened ? QString() : opened.error().message + u' ' + opened.error().detail;
}

std::unique_ptr<SqliteStore> storeAt(const QString& path)
{
    StoreOptions options;
    options.readOnly = true;
    return SqliteStore::open(path, options).value();
}

} // namespace

class tst_FileOpener : public QObject
{
    Q_OBJECT

private slots:
    void aBundle()
    {
        GoodBundle good;
        Progress progress;
        const auto opened = openFiles({good.path()}, good.opened(), progress);
        QVERIFY2(opened, qPrintable(textOf(opened)));
        QCOMPARE(opened->store, good.opened());
        QCOMPARE(opened->files.size(), std::size_t(1));
        const auto& file = opened->files.front();
        QCOMPARE(file.path, good.path());
        QCOMPARE(file.kind, OpenedKind::Bundle);
        QCOMPARE(file.clusters, (std::vector<std::string>{"c1", "c2"}));
        QCOMPARE(file.range, testHours(0, 30));
        QCOMPARE(file.rows, good.manifest.hourRows);
        QCOMPARE(file.snapshots, good.manifest.snapshots);
        QCOMPARE(file.digest, good.manifest.digest);
        QCOMPARE(file.notes, good.manifest.notes); // F8: as it is, to be shown as plain text
        QCOMPARE(file.alertRules, good.manifest.alertRules);
        QCOMPARE(file.displaySettings, good.manifest.displaySettings);
        QCOMPARE(file.version, good.manifest.version);
        QCOMPARE(file.created, good.manifest.created);
        QCOMPARE(progress.fraction(), 1.0);
        QCOMPARE(differenceOf(*good.store.store, *storeAt(good.opened()), testHours(0, 30)), QByteArray());
        QCOMPARE(good.leftOvers(), QStringList{QStringLiteral("store.db")});
    }

    void F4_whatLiesBesideIt()
    {
        GoodBundle good;
        const auto bytes = contentsOf(good.path());
        const auto written = QFileInfo(good.path()).lastModified();
        for (const char* suffix : {"-journal", "-wal", "-shm"})
            writeFile(good.path() + QLatin1StringView(suffix), QByteArray(8192, '\xd9'));
        // The log of another state of the same database, ready to be rolled forward.
        {
            const auto other = good.files.filePath(QStringLiteral("other"));
            sqlite::Database db(QFile::encodeName(other).toStdString(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
            db.run("PRAGMA page_size=8192; PRAGMA journal_mode=WAL; CREATE TABLE evil(x)");
            QVERIFY(QFile::remove(good.path() + QStringLiteral("-wal")));
            QVERIFY(
                QFile::copy(good.files.filePath(QStringLiteral("other-wal")), good.path() + QStringLiteral("-wal")));
        }
        QVERIFY(open({good.path()}, good.opened()));
        QCOMPARE(differenceOf(*good.store.store, *storeAt(good.opened()), testHours(0, 30)), QByteArray());
        QVERIFY(contentsOf(good.path()) == bytes);
        QCOMPARE(QFileInfo(good.path()).lastModified(), written);
        QVERIFY(QFileInfo::exists(good.path() + QStringLiteral("-journal")));
    }

    void severalOfOneCluster()
    {
        GoodBundle good;
        Progress progress;
        const auto second = good.files.filePath(QStringLiteral("next week.gpuatlas"));
        auto wish = wishOf(10, 20);
        wish.clusters = {"c1"};
        QVERIFY(writeBundle(good.store.path(), wish, second, progress));
        const auto opened = open({good.path(), second}, good.opened());
        QVERIFY2(opened, qPrintable(textOf(opened)));
        QCOMPARE(opened->files[0].clusters, (std::vector<std::string>{"c1 (week)", "c2"}));
        QCOMPARE(opened->files[1].clusters, (std::vector<std::string>{"c1 (next week)"}));
        const auto store = storeAt(good.opened());
        QCOMPARE(store->clusterNames().value(), (std::vector<std::string>{"c1 (next week)", "c1 (week)", "c2"}));
        const auto all = testHours(0, 40);
        QCOMPARE(store->workloadHoursPage(everything("c1 (week)", all)).value().total, 60);
        QCOMPARE(store->workloadHoursPage(everything("c1 (next week)", all)).value().total, 20);
        auto expected = good.store->workloadHoursPage(everything("c1", testHours(10, 20))).value().rows;
        auto rows = store->workloadHoursPage(everything("c1 (next week)", all)).value().rows;
        for (auto& row : rows)
            row.cluster = "c1";
        std::ranges::sort(rows, {}, [](const WorkloadHour& row) { return std::pair(row.at.time, row.name); });
        std::ranges::sort(expected, {}, [](const WorkloadHour& row) { return std::pair(row.at.time, row.name); });
        QVERIFY(rows == expected);
        QVERIFY(store->checkIntegrity({}).result());
    }

    void names()
    {
        const auto names =
            distinctNames({{QStringLiteral("a.gpuatlas"), {"x", "y"}}, {QStringLiteral("b.gpuatlas"), {"x"}},
                {QStringLiteral("b.json"), {"x", "z"}}, {QStringLiteral("c"), {"x (a)"}}});
        QCOMPARE(names[0].at("x"), std::string("x (a 2)")); // there is an "x (a)" already
        QCOMPARE(names[0].at("y"), std::string("y"));
        QCOMPARE(names[1].at("x"), std::string("x (b)"));
        QCOMPARE(names[2].at("x"), std::string("x (b 2)"));
        QCOMPARE(names[2].at("z"), std::string("z"));
        QCOMPARE(names[3].at("x (a)"), std::string("x (a)"));
    }

    void replies_data()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char* kind : {"file", "folder", "zip", "tar.gz", "tar.zst"})
            QTest::newRow(kind) << QByteArray(kind);
    }
    void replies()
    {
        QFETCH(QByteArray, kind);
        QTemporaryDir folder;
        auto path = folder.filePath(QStringLiteral("recorded"));
        const auto body = reply("c1", 0, 30);
        if (kind == "file") {
            writeFile(path, body);
        } else if (kind == "folder") {
            QDir().mkpath(path + QStringLiteral("/deep"));
            writeFile(path + QStringLiteral("/deep/a.json"), body);
            writeFile(path + QStringLiteral("/README"), "hello");
            QFile::link(QStringLiteral("/etc"), path + QStringLiteral("/link"));
            ::mkfifo(QFile::encodeName(path + QStringLiteral("/pipe")).constData(), 0600);
        } else {
            writeArchive(path, kind, {{"deep/a.json", body}, {"README", "hello"}});
        }
        const auto opened = open({path}, folder.filePath(QStringLiteral("store.db")));
        QVERIFY2(opened, qPrintable(textOf(opened)));
        const auto& file = opened->files.front();
        QCOMPARE(file.kind, OpenedKind::Replies);
        QCOMPARE(file.rows, 30);
        QCOMPARE(file.clusters, std::vector<std::string>{"c1"});
        QCOMPARE(file.range, testHours(0, 30));
        if (kind == "file") {
            QVERIFY(file.skipped.empty());
        } else {
            QCOMPARE(file.skipped.size(), std::size_t(1));
            QCOMPARE(file.skipped.front().first, QStringLiteral("README"));
        }
        const auto store = storeAt(folder.filePath(QStringLiteral("store.db")));
        QCOMPARE(store->namespaceHours(everything("c1", testHours(0, 30))).value().total, 30);
        const auto coverage = store->coverage("c1").value();
        QCOMPARE(coverage.size(), std::size_t(1));
        QCOMPARE(coverage.front().state, CoverageState::Complete);
        if (kind.startsWith("tar") || kind == "zip")
            QCOMPARE(coverage.front().fetchedAt, Stamp(std::chrono::seconds(1'700'000'000)));
    }

    /// What servers really sent, as a folder and as an archive of it: the same store.
    void recordedData()
    {
        const auto given = qEnvironmentVariable("ATLAS_SHARED_DATA");
        const QDir data((given.isEmpty() ? QStringLiteral(ATLAS_SOURCE_DIR "/../shared/data") : given)
            + QStringLiteral("/alibaba-dlrm-2025"));
        if (!data.exists())
            QSKIP("there are no recorded data here");
        QTemporaryDir folder;
        Entries entries;
        QDirIterator files(data.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const auto file = files.next();
            entries.emplace_back(data.relativeFilePath(file).toUtf8(), contentsOf(file));
        }
        std::ranges::sort(entries);
        const auto archive = folder.filePath(QStringLiteral("week.tar.zst"));
        writeArchive(archive, "tar.zst", entries);
        const auto fromFolder = open({data.path()}, folder.filePath(QStringLiteral("a.db")));
        const auto fromArchive = open({archive}, folder.filePath(QStringLiteral("b.db")));
        QVERIFY2(fromFolder && fromArchive, qPrintable(textOf(fromFolder) + textOf(fromArchive)));
        const auto& file = fromFolder->files.front();
        QVERIFY(file.rows > 30'000 && file.snapshots > 200);
        QCOMPARE(fromArchive->files.front().rows, file.rows);
        QCOMPARE(fromArchive->files.front().skipped, file.skipped);
        const auto a = storeAt(fromFolder->store), b = storeAt(fromArchive->store);
        QCOMPARE(a->inventory().result().value(), b->inventory().result().value());
        const auto cluster = file.clusters.front();
        QVERIFY(a->clusterHours(everything(cluster, file.range)).value().rows
            == b->clusterHours(everything(cluster, file.range)).value().rows);
        QVERIFY(a->snapshots(cluster, file.range).value() == b->snapshots(cluster, file.range).value());
    }

    void repliesBesideABundle()
    {
        GoodBundle good;
        const auto path = good.files.filePath(QStringLiteral("monday.json"));
        const auto more = good.files.filePath(QStringLiteral("tuesday.json"));
        writeFile(path, reply("c2", 100, 5));
        writeFile(more, reply("c2", 105, 5));
        const auto opened = open({path, good.path(), more}, good.opened());
        QVERIFY2(opened, qPrintable(textOf(opened)));
        QCOMPARE(opened->files[0].clusters, std::vector<std::string>{"c2 (monday)"});
        QCOMPARE(opened->files[1].clusters, (std::vector<std::string>{"c1", "c2 (week)"}));
        QCOMPARE(opened->files[2].clusters, std::vector<std::string>{"c2 (monday)"});
        const auto store = storeAt(good.opened());
        QCOMPARE(store->namespaceHours(everything("c2 (monday)", testHours(0, 200))).value().total, 10);
    }

    void oneBadFileIsNamed()
    {
        GoodBundle good;
        const auto bad = good.files.filePath(QStringLiteral("bad.gpuatlas"));
        writeFile(bad, "nothing");
        writeFile(good.opened(), "what was there");
        const auto opened = open({good.path(), bad}, good.opened());
        QVERIFY(!opened);
        QCOMPARE(opened.error().cls, ErrorClass::FileRejected);
        QVERIFY2(opened.error().message.startsWith(QStringLiteral("bad.gpuatlas was not opened. ")),
            qPrintable(opened.error().message));
        QCOMPARE(contentsOf(good.opened()), QByteArray("what was there"));
        QCOMPARE(good.leftOvers(), QStringList{QStringLiteral("store.db")});
        QVERIFY(!open({}, good.opened()));
    }

    void anOldStoreGivesWay()
    {
        GoodBundle good;
        writeFile(good.opened(), "old");
        writeFile(good.opened() + QStringLiteral("-wal"), "old log");
        QVERIFY(open({good.path()}, good.opened()));
        QCOMPARE(differenceOf(*good.store.store, *storeAt(good.opened()), testHours(0, 30)), QByteArray());
    }

    void cancelled()
    {
        GoodBundle good;
        Progress progress;
        progress.cancel();
        const auto opened = openFiles({good.path()}, good.opened(), progress);
        QVERIFY(!opened);
        QCOMPARE(opened.error().cls, ErrorClass::Export);
        QCOMPARE(good.leftOvers(), QStringList());
    }

    void F6_aFileThatGrows()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("growing"));
        writeFile(path, QByteArray(1 << 20, ' '));
        std::atomic<bool> end{false};
        std::thread writer([&] {
            QFile file(path);
            if (!file.open(QIODevice::Append | QIODevice::Unbuffered))
                return;
            while (!end)
                file.write("  ");
        });
        // Whenever it is looked at: it has grown by the end, or was refused for what it holds.
        for (int i = 0; i < 5; ++i) {
            const auto opened = open({path}, folder.filePath(QStringLiteral("store.db")));
            QVERIFY(!opened);
            QCOMPARE(opened.error().cls, ErrorClass::FileRejected);
        }
        end = true;
        writer.join();
    }

    void F6_limits()
    {
        GoodBundle good;
        OpenLimits limits;
        limits.fileBytes = QFileInfo(good.path()).size() - 1;
        const auto large = open({good.path()}, good.opened(), limits);
        QVERIFY(!large && large.error().message.contains(QStringLiteral("larger")));
        limits.fileBytes += 1;
        QVERIFY(open({good.path()}, good.opened(), limits));
    }

    void timeIsLimited()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("long.json"));
        auto body = reply("c1", 0, 4000);
        QDir().mkpath(path);
        for (int i = 0; i < 40; ++i)
            writeFile(path + QStringLiteral("/%1").arg(i), body);
        OpenLimits limits;
        limits.wall = 0s;
        QElapsedTimer timer;
        timer.start();
        const auto opened = open({path}, folder.filePath(QStringLiteral("store.db")), limits);
        QVERIFY(!opened);
        QCOMPARE(opened.error().cls, ErrorClass::FileRejected);
        QVERIFY2(opened.error().message.contains(QStringLiteral("too long")), qPrintable(opened.error().message));
        QVERIFY(timer.elapsed() < 10'000);
    }

    void F1_processorIsLimited()
    {
        // Each stretch of a ledger gives way to the next: so many take for ever.
        GoodBundle good;
        {
            Forger forger(good.path());
            forger.db.run(
                "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i+1 FROM n WHERE i<200000)"
                " INSERT INTO coverage SELECT i, 1, 'snapshots', NULL, '', 1000000+i*7%900000, 2000000, 1, i, NULL,"
                " i, '', 0, NULL FROM n");
            forger.signAgain();
        }
        OpenLimits limits;
        limits.processor = 1s;
        QElapsedTimer timer;
        timer.start();
        const auto opened = open({good.path()}, good.opened(), limits);
        QVERIFY(!opened);
        QCOMPARE(opened.error().cls, ErrorClass::FileRejected);
        QVERIFY2(opened.error().message.contains(QStringLiteral("too long")), qPrintable(textOf(opened)));
        QVERIFY(timer.elapsed() < 60'000);
        QCOMPARE(good.leftOvers(), QStringList());
    }

    void F1_memoryIsLimited()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizer needs more addresses than any limit");
#endif
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("large.json"));
        writeFile(path, "[\"" + QByteArray(200 << 20, 'x') + "\"]");
        OpenLimits limits;
        limits.memoryBytes = 300 << 20;
        const auto opened = open({path}, folder.filePath(QStringLiteral("store.db")), limits);
        QVERIFY(!opened);
        QVERIFY2(opened.error().cls == ErrorClass::FileRejected, qPrintable(textOf(opened)));
    }

    void leftOversOfACrashAreRemoved()
    {
        GoodBundle good;
        const QDir where(good.files.filePath(QStringLiteral("opened")));
        // The lock of a dead owner, of a living one; none yet; none, and something that nobody of us put there; none
        // since long ago.
        for (const auto& [name, file] : {std::pair(".gpu-atlas-open-aaaaaa", "lock"),
                 {".gpu-atlas-open-bbbbbb", "lock"}, {".gpu-atlas-open-cccccc", nullptr},
                 {".gpu-atlas-open-dddddd", "notes.txt"}, {".gpu-atlas-open-eeeeee", nullptr}}) {
            const auto made = where.filePath(QLatin1StringView(name));
            QDir().mkdir(made);
            if (file)
                writeFile(made + u'/' + QLatin1StringView(file), "1\n");
            const utimbuf old{1'000'000'000, 1'000'000'000};
            if (made.endsWith(u'd') || made.endsWith(u'e'))
                ::utime(QFile::encodeName(made).constData(), &old);
        }
        QFile used(where.filePath(QStringLiteral(".gpu-atlas-open-bbbbbb/lock")));
        QVERIFY(used.open(QIODevice::ReadWrite));
        QCOMPARE(::flock(used.handle(), LOCK_EX | LOCK_NB), 0); // its owner lives
        QVERIFY(open({good.path()}, good.opened()));
        QCOMPARE(good.leftOvers(),
            (QStringList{QStringLiteral(".gpu-atlas-open-bbbbbb"), QStringLiteral(".gpu-atlas-open-cccccc"),
                QStringLiteral(".gpu-atlas-open-dddddd"), QStringLiteral("store.db")}));
    }
};

ATLAS_TEST(tst_FileOpener);
#include "tst_FileOpener.moc"
