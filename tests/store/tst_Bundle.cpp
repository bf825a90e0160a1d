// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/BundleFixtures.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <atomic>
#include <csignal>
#include <random>
#include <thread>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace atlas;
using namespace atlas::test;

class tst_Bundle : public QObject
{
    Q_OBJECT

private slots:
    void whatWasWrittenIsRead()
    {
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        const auto written = writeBundle(store.path(), wishOf(2, 20), files.bundle(), progress);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().message + written.error().detail));
        QCOMPARE(written->clusters, (std::vector<std::string>{"c1", "c2"}));
        QCOMPARE(progress.fraction(), 1.0);
        const auto read = readBack(files.bundle(), files.store());
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message + read.error().detail));
        QCOMPARE(read->manifest, *written);
        QCOMPARE(read->rows, written->hourRows);
        QCOMPARE(read->rejectedRows, 0);
        StoreOptions options;
        options.readOnly = true;
        const auto opened = SqliteStore::open(files.store(), options).value();
        QCOMPARE(differenceOf(*store.store, *opened, testHours(2, 20)), QByteArray());
        QVERIFY(opened->checkIntegrity({}).result());
        const auto all = testHours(0, 40);
        QCOMPARE(opened->clusterHours(everything("c1", all)).value().total, 18);
        QCOMPARE(opened->snapshots("c1", all).value().size(), std::size_t(18));
        const auto coverage = opened->coverage("c1").value();
        QCOMPARE(coverage.size(), std::size_t(1));
        QCOMPARE(coverage.front().range, testHours(2, 20));
        QCOMPARE(coverage.front().rowsReceived, 20);
        QCOMPARE(opened->rejectedLog(10).result().value().size(), std::size_t(1));
        QCOMPARE(opened->fieldFaults().result().value(), store->fieldFaults().result().value());
        const auto requests = opened->requestLog(10).result().value();
        QCOMPARE(requests.size(), std::size_t(1));
        QCOMPARE(requests.front().failure, std::optional(ErrorClass::Net));
        QCOMPARE(requests.front().message, std::string()); // it names the host
        QCOMPARE(requests.front().request, std::string("/v1/namespaces?cluster=c1"));
    }

    void largePartsCanBeLeftOut()
    {
        TestStore store;
        fill(store);
        Files files;
        auto wish = wishOf(0, 30);
        wish.workloads = wish.snapshots = false;
        wish.clusters = {"c1"};
        Progress progress;
        QVERIFY(writeBundle(store.path(), wish, files.bundle(), progress));
        QVERIFY(readBack(files.bundle(), files.store()));
        const auto opened = SqliteStore::open(files.store()).value();
        QCOMPARE(opened->clusterNames().value(), std::vector<std::string>{"c1"});
        QCOMPARE(opened->workloadHoursPage(everything("c1", testHours(0, 30))).value().total, 0);
        QCOMPARE(opened->namespaceHours(everything("c1", testHours(0, 30))).value().total, 90);
        QVERIFY(opened->snapshots("c1", testHours(0, 30)).value().empty());
    }

    void theSameContentIsTheSameFile()
    {
        TestStore store, other;
        fill(store);
        other.commit(hourOf(50, "zzz")); // numbers differ
        fill(other);
        Files files;
        const auto second = files.filePath(QStringLiteral("b"));
        Progress progress;
        QVERIFY(writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress));
        QVERIFY(writeBundle(other.path(), wishOf(0, 30), second, progress));
        QVERIFY(contentsOf(files.bundle()) == contentsOf(second));
    }

    void K3_noSecretsAreInIt()
    {
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        QVERIFY(writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress));
        const auto bytes = contentsOf(files.bundle());
        const auto secret = QByteArray::fromStdString(canary);
        QVERIFY(!bytes.contains(secret));
        QVERIFY(!bytes.contains(secret.toBase64()));
        QVERIFY(!bytes.contains("office"));
        QVERIFY(!bytes.contains("gpu.example"));
        QVERIFY(bytes.contains("namespaces/hourly-stats?cluster=c1&page=1"));
    }

    void othersCanReadIt()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("sqlite3")).isEmpty())
            QSKIP("there is no sqlite3 here");
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        const auto written = writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress).value();
        QProcess shell;
        shell.start(QStringLiteral("sqlite3"),
            {QStringLiteral("-readonly"), files.bundle(),
                QStringLiteral("SELECT (SELECT count(*) FROM cluster_hour)+(SELECT count(*) FROM namespace_hour)"
                               "+(SELECT count(*) FROM dimension_hour)+(SELECT count(*) FROM workload_hour),"
                               " (SELECT count(*) FROM snapshot), (SELECT value FROM manifest WHERE name='digest');"
                               " PRAGMA application_id; PRAGMA user_version; PRAGMA integrity_check;")});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()),
            QStringLiteral("%1|%2|%3\n1195463746\n1\nok\n")
                .arg(written.hourRows)
                .arg(written.snapshots)
                .arg(QString::fromLatin1(written.digest)));
    }

    void theFormatIsTheDescribedOne()
    {
        const auto text = contentsOf(QStringLiteral(ATLAS_SOURCE_DIR "/docs/bundle.md"));
        for (const auto& table : bundle::tables()) {
            const QByteArray sql = QByteArray::fromStdString(table.sql) + ";\n";
            QVERIFY2(text.contains(sql), sql.constData());
        }
        QCOMPARE(text.count("\nCREATE "), qsizetype(bundle::tables().size()));
        QVERIFY(text.contains("0x47415442"));
    }

    void whatCannotBeWrittenLeavesTheOldFile_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("E5 cancelled") << 0;
        QTest::newRow("no such cluster") << 1;
        QTest::newRow("empty time") << 2;
        QTest::newRow("no store") << 3;
        QTest::newRow("E4 no such folder") << 4;
    }
    void whatCannotBeWrittenLeavesTheOldFile()
    {
        QFETCH(int, what);
        TestStore store;
        fill(store);
        Files files;
        writeFile(files.bundle(), "what was there");
        auto wish = wishOf(0, 30);
        Progress progress;
        auto from = store.path(), to = files.bundle();
        auto expected = ErrorClass::Export;
        switch (what) {
        case 0:
            progress.cancel();
            break;
        case 1:
            wish.clusters = {"c1", "nowhere"};
            expected = ErrorClass::Usage;
            break;
        case 2:
            wish.range.to = wish.range.from;
            expected = ErrorClass::Usage;
            break;
        case 3:
            from = files.filePath(QStringLiteral("none.db"));
            expected = ErrorClass::Cache;
            break;
        default:
            to = files.filePath(QStringLiteral("none/week.gpuatlas"));
        }
        const auto written = writeBundle(from, wish, to, progress);
        QVERIFY(!written);
        QCOMPARE(written.error().cls, expected);
        QVERIFY(!written.error().message.isEmpty());
        QCOMPARE(contentsOf(files.bundle()), QByteArray("what was there"));
        QCOMPARE(QDir(files.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).size(), 1);
    }

    void E4_noBundleTakesThePlaceOfAStore()
    {
        TestStore store;
        fill(store);
        Progress progress;
        const auto before = contentsOf(store.path());
        const auto written = writeBundle(store.path(), wishOf(0, 30), store.path(), progress);
        QVERIFY(!written);
        QCOMPARE(written.error().cls, ErrorClass::Export);
        QCOMPARE(contentsOf(store.path()), before);
    }

    void E4_killedAtAnyInstant()
    {
        TestStore store;
        fill(store);
        store.close();
        Files files;
        writeFile(files.bundle(), "what was there");
        std::mt19937 random(9);
        for (int i = 0; i < 15; ++i) {
            const auto child = ::fork();
            if (child == 0) {
                Progress progress;
                const auto written = writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress);
                ::_exit(written ? 0 : 1);
            }
            ::usleep(useconds_t(random() % 60'000)); // NOLINT: the instant does not matter, that is the point
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            QCOMPARE(QDir(files.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
                QStringList{QStringLiteral("week.gpuatlas")});
            if (contentsOf(files.bundle()) == "what was there")
                continue;
            QVERIFY(readBack(files.bundle(), files.store()));
            QVERIFY(QFile::remove(files.store()));
            writeFile(files.bundle(), "what was there");
        }
    }

    void E4_noRoom()
    {
        TestStore store;
        fill(store);
        store.close();
        Files files;
        writeFile(files.bundle(), "what was there");
        const auto child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit small{50'000, 50'000}; // enough for the index of the store's log
            ::setrlimit(RLIMIT_FSIZE, &small);
            Progress progress;
            const auto written = writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress);
            ::_exit(!written && written.error().cls == ErrorClass::Export ? 0 : 1);
        }
        int status = 1;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
        QCOMPARE(contentsOf(files.bundle()), QByteArray("what was there"));
        QCOMPARE(QDir(files.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).size(), 1);
    }

    void E5_oneStateIsWritten()
    {
        // Rows that are committed meanwhile are in it as a whole or not at all: here, never.
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        const auto before = writeBundle(store.path(), wishOf(0, 60), files.bundle(), progress).value();
        std::atomic<bool> done{false};
        std::thread writer([&] {
            for (int hour = 40; hour < 60 && !done; ++hour)
                store.commit(hourOf(hour, "ml"));
        });
        const auto written = writeBundle(store.path(), wishOf(0, 60), files.bundle(), progress);
        done = true;
        writer.join();
        QVERIFY(written);
        QCOMPARE((written->hourRows - before.hourRows) % 2, 0);
        QVERIFY(readBack(files.bundle(), files.store()));
    }

    void F3_cellsOfAnotherType_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("rejected");
        QTest::addColumn<int>("faults");
        const auto add = [](const char* name, const char* sql, int rejected, int faults) {
            QTest::newRow(name) << QByteArray(sql) << rejected << faults;
        };
        add("text for a figure", "UPDATE cluster_hour SET capacity='many' WHERE hour=490003", 0, 2);
        add("blob for a figure", "UPDATE workload_hour SET requested=x'00ff' WHERE hour=490003", 0, 2);
        add("infinity", "UPDATE namespace_hour SET allocated=9e999 WHERE hour=490003", 0, 6);
        add("text for an id", "UPDATE cluster_hour SET server_id='x' WHERE hour=490003", 0, 2);
        add("stamp of another age", "UPDATE cluster_hour SET created_after=1<<62 WHERE hour=490003", 0, 2);
        add("no such subject", "UPDATE namespace_hour SET subject=9999 WHERE hour=490003 AND subject=1", 1, 0);
        add("subject of another scope", "UPDATE cluster_hour SET subject=1 WHERE hour=490003", 2, 0);
        add("hour as text", "UPDATE cluster_hour SET hour='soon' WHERE hour=490003", 2, 0);
        add("no such text", "UPDATE workload_hour SET status=777777 WHERE hour=490003", 0, 2);
        add("labels that are none", "UPDATE workload_hour SET labels=status WHERE hour=490004", 0, 2);
        add("a snapshot that is none", "UPDATE snapshot SET body=x'0102' WHERE id=3", 1, 0);
        add("a snapshot twice",
            "UPDATE snapshot SET time=(SELECT time FROM snapshot WHERE id=4), dimension_type="
            "(SELECT dimension_type FROM snapshot WHERE id=4), dimension_key='', dimension_value='' WHERE id=3",
            1, 0);
    }
    void F3_cellsOfAnotherType()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, rejected);
        QFETCH(int, faults);
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        QVERIFY(writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress));
        {
            Forger forger(files.bundle());
            forger.db.run(sql.toStdString());
            forger.signAgain();
        }
        const auto read = readBack(files.bundle(), files.store());
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message + read.error().detail));
        QCOMPARE(read->rejectedRows, rejected);
        const auto opened = SqliteStore::open(files.store()).value();
        std::int64_t counted = -4; // of the export itself
        const auto counts = opened->fieldFaults().result().value();
        for (const auto& fault : counts)
            counted += fault.count;
        QCOMPARE(counted, faults);
        QCOMPARE(opened->rejectedRows().value(), rejected + 1);
        QVERIFY(opened->checkIntegrity({}).result());
    }

    void F3_textsThatAreNone()
    {
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        QVERIFY(writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress));
        {
            Forger forger(files.bundle());
            forger.db.run("UPDATE subject SET name=CAST(x'61ff62' AS TEXT) WHERE name='nlp'");
            forger.signAgain();
        }
        QVERIFY(readBack(files.bundle(), files.store()));
        const auto opened = SqliteStore::open(files.store()).value();
        QCOMPARE(opened->namespaceNames("c1", testHours(0, 30)).value().front(),
            std::string("a\xef\xbf\xbd"
                        "b"));
    }

    void F7_whatItSaysOfItself_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<bool>("signedAgain");
        const auto add = [](const char* name, const char* sql, bool again) {
            QTest::newRow(name) << QByteArray(sql) << again;
        };
        add("a value changed", "UPDATE cluster_hour SET capacity=capacity+1 WHERE hour=490003", false);
        add("a row left out", "DELETE FROM cluster_hour WHERE hour=490003", false);
        add("a row left out, digest right", "DELETE FROM cluster_hour WHERE hour=490003", true);
        add("2^63 rows", "UPDATE manifest SET value='9223372036854775808' WHERE name='hour_rows'", true);
        add("2^62 rows", "UPDATE manifest SET value='4611686018427387904' WHERE name='hour_rows'", true);
        add("fewer snapshots", "UPDATE manifest SET value='1' WHERE name='snapshots'", true);
        add("more requests", "UPDATE manifest SET value='2' WHERE name='requests'", true);
        add("another cluster", "UPDATE manifest SET value='[\"c1\",\"c3\"]' WHERE name='clusters'", true);
        add("clusters that are no list", "UPDATE manifest SET value='c1' WHERE name='clusters'", true);
        add("another time",
            "UPDATE manifest SET value='2030-01-01T00:00:00Z' WHERE name='to';"
            "UPDATE manifest SET value='2029-01-01T00:00:00Z' WHERE name='from'",
            true);
        add("no time", "UPDATE manifest SET value='soon' WHERE name='created'", true);
        add("something more", "INSERT INTO manifest VALUES('more', '')", true);
        add("something less", "DELETE FROM manifest WHERE name='notes'", true);
        add("no digest", "UPDATE manifest SET value='' WHERE name='digest'", false);
        add("a later version", "PRAGMA user_version=2", true);
        add("no version", "PRAGMA user_version=0", true);
        add("another program", "PRAGMA application_id=1", true);
        add("a store", "PRAGMA application_id=0x47415453", true);
        add("mostly rejected",
            "UPDATE namespace_hour SET subject=9999+subject; UPDATE cluster_hour SET subject=1;"
            "UPDATE dimension_hour SET subject=9999+subject; UPDATE workload_hour SET subject=9999+subject",
            true);
    }
    void F7_whatItSaysOfItself()
    {
        QFETCH(QByteArray, sql);
        QFETCH(bool, signedAgain);
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        QVERIFY(writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress));
        {
            Forger forger(files.bundle());
            forger.db.run(sql.toStdString());
            if (signedAgain)
                forger.signAgain();
        }
        const auto bytes = contentsOf(files.bundle());
        const auto read = readBack(files.bundle(), files.store());
        QVERIFY(!read);
        QCOMPARE(read.error().cls, ErrorClass::FileRejected);
        QVERIFY(!read.error().message.contains(u'%'));
        QVERIFY(contentsOf(files.bundle()) == bytes);
    }
};

ATLAS_TEST(tst_Bundle);
#include "tst_Bundle.moc"
