// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/WireEncoder.h"
#include "tests/cli/Program.h"
#include "tests/support/FaultServer.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <sqlite3.h>
#include <unistd.h>

using namespace atlas;
using namespace atlas::test;

namespace {

const QByteArray oneRow = R"({"meta":{"code":2000,"message":"OK"},"data":{"total":1,"page":1,"page_size":1,
"total_pages":1,"data":[{"id":1,"cluster_name":"alpha","stat_hour":"2025-01-01T00:00:00Z","total_gpu_capacity":64,
"allocated_gpu_count":40,"allocation_rate":62.5,"avg_utilization":50,"max_utilization":60,"min_utilization":40,
"p50_utilization":50,"p95_utilization":60,"sample_count":12}]},"tracing":null})";

const QStringList january{"--from", "2025-01-01", "--to", "2025-01-02"};

} // namespace

class tst_CommandLine : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString store() const { return path(QStringLiteral("good.db")); }

    /// A sentence for people: class and text, no trace of the program's inside.
    static void verifyFailure(const Ran& ran, int code, const QByteArray& cls)
    {
        QVERIFY2(ran.code == code, qPrintable(QStringLiteral("%1 %2").arg(ran.code).arg(QString::fromUtf8(ran.err))));
        const QByteArray start = "gpu-atlasctl: " + cls + ": ";
        QVERIFY2(ran.err.contains(start), ran.err.constData());
        QVERIFY2(!ran.err.contains("terminate called") && !ran.err.contains("0x"), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

private slots:
    void initTestCase()
    {
        QVERIFY(writeFile(path("cluster.json"), oneRow));
        const auto ran = run({"import", "--store", store(), path("cluster.json")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY(ran.out.contains("1 of 1 files are replies"));
        QVERIFY(ran.out.contains("1 new rows"));
    }

    void E4_aFullStandardOutputIsTold_data()
    {
        QTest::addColumn<QStringList>("arguments");
        for (const char* format : {"csv", "json", "xlsx"}) {
            QTest::newRow(format) << QStringList{
                "export", "cluster", "--range", "last-year", "--format", format, "--output", "-"};
        }
        QTest::newRow("what is printed") << QStringList{"doctor"};
    }
    void E4_aFullStandardOutputIsTold()
    {
        QFETCH(QStringList, arguments);
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(QStringLiteral(ATLAS_CTL), arguments + QStringList{"--store", store()});
        QVERIFY(process.waitForFinished());
        const auto told = process.readAllStandardError();
        QCOMPARE(process.exitCode(), 10);
        QVERIFY2(told.contains("EXPORT") && !told.contains("Unknown error"), told.constData());
    }

    void helpAndVersion()
    {
        const auto help = run({"--help"});
        QCOMPARE(help.code, 0);
        for (const char* command : {"serve", "import", "sync", "summary", "sample"}) {
            QVERIFY(help.out.contains(command));
            const auto own = run({command, "--help"});
            QCOMPARE(own.code, 0);
            const QByteArray usage = QByteArray("Usage: gpu-atlasctl ") + command;
            QVERIFY(own.out.startsWith(usage));
            QVERIFY(own.out.contains("Options:"));
        }
        QCOMPARE(run({"--version"}).code, 0);
        QVERIFY(run({"--version"}).out.startsWith("gpu-atlasctl "));
        QCOMPARE(run({}).code, 2);
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word");
        const QStringList summary{"summary", "--store", store()};
        QTest::newRow("unknown command") << QStringList{"destroy"} << QByteArray("destroy");
        QTest::newRow("unknown option") << QStringList{"serve", "--frobnicate"} << QByteArray("frobnicate");
        QTest::newRow("no path") << QStringList{"import"} << QByteArray("missing");
        QTest::newRow("no such path") << QStringList{"import", path("nowhere")} << QByteArray("nowhere");
        QTest::newRow("operand") << summary + QStringList{"extra"} << QByteArray("extra");
        QTest::newRow("reversed range") << summary + QStringList{"--from", "2025-01-02", "--to", "2025-01-01"}
                                        << QByteArray("later");
        QTest::newRow("no time") << summary + QStringList{"--from", "soon", "--to", "2025-01-01"} << QByteArray("soon");
        QTest::newRow("from missing") << summary + QStringList{"--to", "2025-01-01"} << QByteArray("--from");
        QTest::newRow("wrong cluster names the right one")
            << summary + january + QStringList{"--cluster", "omega"} << QByteArray("alpha");
        QTest::newRow("zone") << summary + january + QStringList{"--zone", "Mars/Olympus"} << QByteArray("Mars");
        QTest::newRow("top") << summary + january + QStringList{"--top", "-1"} << QByteArray("--top");
        QTest::newRow("format") << summary + january + QStringList{"--format", "xml"} << QByteArray("xml");
        QTest::newRow("S1 all addresses")
            << QStringList{"serve", "--store", store(), "--listen", "0.0.0.0:0"} << QByteArray("this machine only");
        QTest::newRow("no url") << QStringList{"sync"} + january << QByteArray("--url");
        QTest::newRow("url of another kind")
            << QStringList{"sync", "--url", "file:///etc/passwd"} + january << QByteArray("http");
        QTest::newRow("K4 http to elsewhere")
            << QStringList{"sync", "--url", "http://server.example"} + january << QByteArray("https");
        QTest::newRow("K4 user information")
            << QStringList{"sync", "--url", "https://me:secret@server.example"} + january << QByteArray("--token-file");
        QTest::newRow("sample without out") << QStringList{"sample"} << QByteArray("--out");
    }
    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        const auto ran = run(arguments);
        verifyFailure(ran, 2, "USAGE");
        QVERIFY2(ran.err.contains(word), ran.err.constData());
        QVERIFY(!ran.err.contains("secret"));
    }

    void K1_aTokenInTheArgumentsIsRefused()
    {
        const QStringList sync = QStringList{"sync", "--url", "http://127.0.0.1:9"} + january;
        for (const auto& arguments : {sync + QStringList{"--token", "canary"}, sync + QStringList{"--token=canary"}}) {
            const auto ran = run(arguments);
            verifyFailure(ran, 2, "USAGE");
            QVERIFY(ran.err.contains("--token-file") && ran.err.contains("--token-stdin"));
            QVERIFY(!ran.err.contains("canary"));
        }
    }

    void K1_aTokenFileMustBePrivate()
    {
        QVERIFY(writeFile(path("token"), "canary\n"));
        const QStringList sync =
            QStringList{"sync", "--url", "http://127.0.0.1:9", "--store", path("t.db"), "--token-file"} + january;
        QFile::setPermissions(path("token"), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
        auto arguments = sync;
        arguments.insert(arguments.indexOf("--token-file") + 1, path("token"));
        auto ran = run(arguments);
        verifyFailure(ran, 2, "USAGE");
        QVERIFY(ran.err.contains("0600"));
        // A private one is read: then the server is what is missing.
        QFile::setPermissions(path("token"), QFile::ReadOwner | QFile::WriteOwner);
        ran = run(arguments);
        verifyFailure(ran, 3, "NET");
        QVERIFY(!ran.err.contains("canary"));
        QVERIFY(!QFileInfo::exists(path("t.db")));
    }

    void P1_whatIsNoReplyIsRejected_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("truncated JSON") << oneRow.chopped(30);
        QTest::newRow("foreign JSON") << QByteArray(R"({"name":"package","version":"1.0"})");
        QTest::newRow("HTML page") << QByteArray("<html><head><title>Login</title></head></html>");
        QTest::newRow("4001 envelope") << QByteArray(
            R"({"meta":{"code":4001,"message":"start_time is required"},"data":null,"tracing":null})");
    }
    void P1_whatIsNoReplyIsRejected()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(writeFile(path("bad.json"), bytes));
        const auto before = run(QStringList{"summary", "--store", store()} + january).out;
        const auto ran = run({"import", "--store", store(), path("bad.json")});
        verifyFailure(ran, 9, "FILE_REJECTED");
        QVERIFY2(ran.err.contains("bad.json: "), ran.err.constData());
        QCOMPARE(run(QStringList{"summary", "--store", store()} + january).out, before);
        // No store is made for nothing.
        QCOMPARE(run({"import", "--store", path("none.db"), path("bad.json")}).code, 9);
        QVERIFY(!QFileInfo::exists(path("none.db")));
    }

    void oneBadFileDoesNotStopTheOthers()
    {
        QDir(m_folder.path()).mkpath("mixed/sub");
        QVERIFY(writeFile(path("mixed/readme.txt"), "hello"));
        QVERIFY(writeFile(path("mixed/sub/cluster.json"), oneRow));
        const auto ran = run({"import", "--store", path("mixed.db"), path("mixed")});
        QCOMPARE(ran.code, 0);
        QVERIFY(ran.err.contains("skipped") && ran.err.contains("readme.txt"));
        QVERIFY(ran.out.contains("1 of 2 files are replies, 1 skipped"));
    }

    void summaryPrintsJson()
    {
        const auto ran = run(QStringList{"summary", "--store", store(), "--format", "json"} + january);
        QVERIFY2(ran.code == 0, ran.err.constData());
        const auto cluster = QJsonDocument::fromJson(ran.out).object().value("cluster").toObject();
        QCOMPARE(cluster.value("gpu_hours").toDouble(), 40.0);
        QCOMPARE(cluster.value("hours_missing").toInt(), 23);
    }

    void datesAreMidnightInTheZone()
    {
        const auto ran = run(
            {"summary", "--store", store(), "--from", "2025-01-01", "--to", "2025-01-02", "--zone", "Asia/Shanghai"});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const auto query = QJsonDocument::fromJson(ran.out).object().value("query").toObject();
        QCOMPARE(query.value("start").toString(), QStringLiteral("2024-12-31T16:00:00Z"));
    }

    void aMissingStoreIsNotMade()
    {
        const auto ran = run(QStringList{"summary", "--store", path("absent.db")} + january);
        verifyFailure(ran, 8, "CACHE");
        verifyFailure(run({"serve", "--store", path("absent.db"), "--listen", "127.0.0.1:0"}), 8, "CACHE");
        QVERIFY(!QFileInfo::exists(path("absent.db")));
    }

    void C7_aStoreOfANewerVersionIsNotTouched()
    {
        QVERIFY(QFile::copy(store(), path("newer.db")));
        sqlite3* db = nullptr;
        QCOMPARE(sqlite3_open(path("newer.db").toUtf8().constData(), &db), SQLITE_OK);
        QCOMPARE(
            sqlite3_exec(db, "PRAGMA user_version = 9999; PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr),
            SQLITE_OK);
        sqlite3_exec(db, "UPDATE schema_version SET version = 9999", nullptr, nullptr, nullptr);
        sqlite3_close(db);
        QFile file(path("newer.db"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto before = file.readAll();
        verifyFailure(run(QStringList{"summary", "--store", path("newer.db")} + january), 8, "CACHE");
        verifyFailure(run({"import", "--store", path("newer.db"), path("cluster.json")}), 8, "CACHE");
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }

    void C6_aForeignFileIsNoStore()
    {
        QVERIFY(writeFile(path("foreign.db"), "this is no database at all, but long enough to look at"));
        verifyFailure(run(QStringList{"summary", "--store", path("foreign.db")} + january), 8, "CACHE");
    }

    void C5_aReadOnlyFolderIsToldApart()
    {
        QDir(m_folder.path()).mkpath("locked");
        QFile::setPermissions(path("locked"), QFile::ReadOwner | QFile::ExeOwner);
        // The superuser may write everywhere but into a file system that has no files to make.
        const QString target = ::geteuid() == 0 ? QStringLiteral("/proc/a.db") : path("locked/a.db");
        verifyFailure(run({"import", "--store", target, path("cluster.json")}), 8, "CACHE");
        QFile::setPermissions(path("locked"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void S12_serveEndsCleanlyOnSigterm()
    {
        RunningServer server(store());
        QVERIFY(server.url().startsWith("http://127.0.0.1:"));
        QVERIFY(server.url().endsWith("/api/v1"));
        QCOMPARE(server.terminate(), 0);
    }

    void syncFetchesFromServe()
    {
        RunningServer server(store());
        const QStringList sync = QStringList{"sync", "--url", server.url(), "--store", path("copy.db")} + january;
        const auto ran = run(sync);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY(ran.out.contains("hours of alpha: 1 received"));
        QVERIFY(ran.out.contains("The server keeps no snapshots of alpha."));
        const auto again = run(sync);
        QCOMPARE(again.code, 0);
        QVERIFY2(again.out.contains("hours of alpha: complete before"), again.out.constData());
        // Without the suffix the base path is found all the same.
        QString bare = server.url();
        bare.chop(int(QStringLiteral("/api/v1").size()));
        QCOMPARE(run(QStringList{"sync", "--url", bare, "--store", path("copy2.db")} + january).code, 0);
        const auto wrong = run(sync + QStringList{"--cluster", "omega"});
        verifyFailure(wrong, 2, "USAGE");
        QVERIFY(wrong.err.contains("alpha"));
    }

    /// A server that lists no clusters cannot say that a name is wrong: it has no rows of it.
    void syncSaysWhereAServerHasNothing()
    {
        FaultServer server;
        server.on(QStringLiteral("/"),
            FaultServer::json(R"({"meta":{"code":4004,"message":"no data"},"data":null,"tracing":null})"));
        server.on(QStringLiteral("/api/v1/gpu-aggregation/clusters"), FaultServer::html("no such page", 404));
        server.on(
            QStringLiteral("/api/v1/gpu-aggregation/cluster/hourly-stats"), [](const FaultServer::Request& asked) {
                const auto rows = asked.parameter("cluster") == QLatin1StringView("alpha")
                    ? oneRow
                    : QByteArray(R"({"meta":{"code":2000,"message":"OK"},"data":[],"tracing":null})");
                return FaultServer::json(rows);
            });
        const QStringList sync = QStringList{"sync", "--url", server.url(QStringLiteral("/api/v1")).toString(),
                                     "--store", path("nothing.db")}
            + january;
        const auto nowhere = sync + QStringList{"--cluster", "nowhere"};
        for (int time = 0; time < 2; ++time) { // the second asks for less, and knows as little
            const auto ran = run(nowhere);
            QVERIFY2(ran.code == 7, ran.err.constData());
            QVERIFY2(ran.err.contains("PARTIAL: The server has no rows for cluster \"nowhere\" in this range"),
                ran.err.constData());
        }
        const auto both = run(nowhere + QStringList{"--cluster", "alpha"});
        QVERIFY2(both.code == 0, both.err.constData());
        QVERIFY(both.out.contains("note: The server has no rows for cluster \"nowhere\" in this range."));
        const auto again = run(sync + QStringList{"--cluster", "alpha"});
        QVERIFY2(again.code == 0, again.err.constData());
    }

    void N1_aServerThatIsNotThereLeavesNoStoreBehind()
    {
        const auto ran =
            run(QStringList{"sync", "--url", "http://127.0.0.1:9/api/v1", "--store", path("n1.db")} + january);
        verifyFailure(ran, 3, "NET");
        QVERIFY(!QFileInfo::exists(path("n1.db")));
    }
};

ATLAS_TEST(tst_CommandLine);
#include "tst_CommandLine.moc"
