// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SqliteStore.h"
#include "tests/cli/Program.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <csignal>
#include <cstring>

using namespace atlas;
using namespace atlas::test;

namespace {

const Instant start = std::chrono::sys_days(std::chrono::year(2025) / 1 / 1);
const QStringList day{"--from", "2025-01-01", "--to", "2025-01-02"};

/// 24 hours of two clusters but for one hour, with namespaces that are called as columns are.
RowBatch twoClusters()
{
    RowBatch batch;
    for (const char* name : {"alpha", "beta"}) {
        for (int hour = 0; hour < 23; ++hour) {
            ClusterHour cluster;
            cluster.cluster = name;
            cluster.at.time = start + std::chrono::hours(hour);
            cluster.capacity = 64;
            cluster.allocated = 40;
            cluster.avgUtilization = 50;
            batch.clusters.push_back(cluster);
            int gpus = 20;
            for (const char* space : {"time", "other", "ml", "web"}) {
                NamespaceHour row;
                row.cluster = name;
                row.name = space;
                row.at = cluster.at;
                row.allocated = gpus;
                row.avgUtilization = 50;
                batch.namespaces.push_back(row);
                gpus -= 6;
            }
        }
    }
    return batch;
}

/// A reply with rows of `hours` hours, of which the first few have no time that could be one.
QByteArray reply(int hours, int unusable)
{
    QByteArrayList rows;
    for (int hour = 0; hour < hours; ++hour) {
        const auto time = hour < unusable ? std::string("yesterday") : formatRfc3339(start + std::chrono::hours(hour));
        rows << R"({"cluster_name":"c","stat_hour":")" + QByteArray::fromStdString(time)
                + R"(","total_gpu_capacity":8,"allocated_gpu_count":4,"avg_utilization":50})";
    }
    return R"({"meta":{"code":2000,"message":"OK"},"data":[)" + rows.join(',') + R"(],"tracing":null})";
}

} // namespace

/// What scripts rely on: exit codes, that nothing is lost by a typing error, and names that can be read again.
class tst_Scripts : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString store() const { return path(QStringLiteral("s.db")); }
    static QByteArray bytesOf(const QString& file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

private slots:
    void initTestCase()
    {
        const auto made = SqliteStore::open(store());
        QVERIFY(made && (*made)->commit(twoClusters()).result());
    }

    void aStoreIsNotReplacedByAnExport_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("table") << QStringList{"export", "namespace", "--format", "csv"};
        QTest::newRow("bundle") << QStringList{"export", "bundle"};
        QTest::newRow("report") << QStringList{"export", "report", "--format", "xlsx"};
        QTest::newRow("query") << QStringList{"query", "gpu-hours", "--format", "csv"};
    }
    void aStoreIsNotReplacedByAnExport()
    {
        QFETCH(QStringList, command);
        QVERIFY(QFile::copy(store(), path("own.db")));
        QVERIFY(QFile::link(path("own.db"), path("link.db")));
        const auto before = bytesOf(path("own.db"));
        for (const auto& [from, to] : {std::pair("own.db", "own.db"), {"own.db", "link.db"}, {"s.db", "own.db"}}) {
            const auto ran = run(command + QStringList{"--store", path(from), "--output", path(to)} + day);
            QCOMPARE(ran.code, 2);
            QVERIFY2(ran.err.contains(to) && ran.err.contains("nothing was written"), ran.err.constData());
            QVERIFY(bytesOf(path("own.db")) == before);
        }
        QVERIFY(QFile::remove(path("link.db")) && QFile::remove(path("own.db")));
    }

    void aSampleDoesNotReplaceAStoreThatIsWritten()
    {
        const auto held = path("held.db");
        const QStringList command{
            "sample", "--out", held, "--force", "--days", "1", "--gpus", "8", "--namespaces", "1", "--clusters", "1"};
        {
            const auto collector = SqliteStore::open(held);
            QVERIFY(collector);
            const auto ran = run(command);
            QCOMPARE(ran.code, 8);
            QVERIFY2(ran.err.contains("in use by process"), ran.err.constData());
            QVERIFY((*collector)->commit(twoClusters()).result());
            QCOMPARE((*collector)->clusterNames().value(), (std::vector<std::string>{"alpha", "beta"}));
        }
        QCOMPARE(run(command).code, 0);
        QVERIFY(!QFileInfo::exists(held + "-wal"));
        QCOMPARE((*SqliteStore::open(held))->clusterNames()->size(), std::size_t(1));
    }

    void withoutAClusterAllAreMeant()
    {
        const auto ran =
            run(QStringList{"export", "cluster", "--store", store(), "--output", "-", "--columns", "name"} + day);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY(ran.out.contains("alpha") && ran.out.contains("beta"));
    }

    void anEmptyTableHasAReason()
    {
        auto batch = twoClusters();
        batch.clusters.clear();
        const auto made = SqliteStore::open(path("parts.db"));
        QVERIFY(made && (*made)->commit(batch).result());
        const auto ran = run(QStringList{"export", "namespace", "--store", path("parts.db"), "--output", "-"} + day);
        QVERIFY2(ran.err.contains("alpha has no hourly rows of its own"), ran.err.constData());
    }

    void whatDoesNotGoTogetherIsRefused_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("language") << QStringList{"--lang", "xx"} << QByteArray("xx");
        QTest::newRow("no zone") << QStringList{"--zone", ""} << QByteArray("time zone");
        QTest::newRow("no columns") << QStringList{"--columns", ""} << QByteArray("--columns");
        QTest::newRow("profile of json") << QStringList{"--profile", "excel", "--format", "json"}
                                         << QByteArray("--profile");
        QTest::newRow("label of namespaces") << QStringList{"--dimension", "label:team"} << QByteArray("--dimension");
        QTest::newRow("two formats") << QStringList{"--format", "json", "--output", path("x.csv")}
                                     << QByteArray("x.csv");
        QTest::newRow("currency") << QStringList{"--price", "2", "--currency", "=1+1"} << QByteArray("--currency");
        QTest::newRow("cost of nothing") << QStringList{"--rank-by", "cost"} << QByteArray("\"cost\" to rank by");
        QTest::newRow("years") << QStringList{"--from", "0001-01-01", "--to", "9999-12-31"} << QByteArray("20 years");
    }
    void whatDoesNotGoTogetherIsRefused()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, named);
        const auto ran = run(QStringList{"export", "namespace", "--store", store(), "--output", "-"} + day + options);
        QVERIFY2(ran.code == 2, ran.err.constData());
        QVERIFY2(ran.err.contains(named), ran.err.constData());
        QVERIFY(ran.out.isEmpty() && !QFileInfo::exists(path("x.csv")));
    }

    void aQuestionAboutNobodyIsRefused()
    {
        const QStringList query{"query", "gpu-hours", "--store", store(), "--cluster", "alpha", "--subject"};
        QCOMPARE(run(query + QStringList{"ml"} + day).code, 0);
        const auto ran = run(query + QStringList{"nobody"} + day);
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("nobody"), ran.err.constData());
    }

    void aTotalOfSomeHoursSaysSo()
    {
        const QStringList query{"query", "gpu-hours", "--store", store(), "--cluster", "alpha"};
        QVERIFY(run(query + day).err.contains("alpha has data of 23 of 24 hours; totals are of these."));
        QVERIFY(run(query + QStringList{"--from", "2025-01-01", "--to", "2025-01-01T23:00"}).err.isEmpty());
    }

    void columnsOfAnAnswerHaveANameOfTheirOwn()
    {
        const auto ran = run(QStringList{"query", "gpu-hours", "--store", store(), "--cluster", "alpha", "--top", "2",
                                 "--subject", "other", "--bucket", "day", "--format", "json"}
            + day);
        QVERIFY2(ran.code == 0, ran.err.constData());
        const auto answer = QJsonDocument::fromJson(ran.out).object();
        QStringList ids;
        for (const auto& column : answer["columns"].toArray())
            ids << column.toObject()["id"].toString();
        QCOMPARE(ids, (QStringList{"time", "time (2)", "other", "other (2)"}));
        const auto row = answer["rows"].toArray()[0].toObject();
        QCOMPARE(row["time"].toString(), QStringLiteral("2025-01-01T00:00:00Z"));
        QCOMPARE(row["time (2)"].toDouble(), 23 * 20.0);
        QVERIFY(!ran.out.contains("\\u001"));
        QVERIFY(ran.out.contains("page=explore"));
    }

    void aReaderThatGoesAwayIsTold_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("summary") << QStringList{"summary", "--store", store(), "--cluster", "alpha"} + day;
        QTest::newRow("help") << QStringList{"--help"};
        QTest::newRow("help of one") << QStringList{"export", "--help"};
        QTest::newRow("version") << QStringList{"--version"};
        QTest::newRow("alerts") << QStringList{"alerts", "--store", store(), "--at", "2025-01-03"};
    }
    void aReaderThatGoesAwayIsTold()
    {
        QFETCH(QStringList, command);
        // The pipe has had a reader, and has none any more.
        const QByteArray closed = "rm -f '" + path("pipe").toUtf8() + "'; mkfifo '" + path("pipe").toUtf8()
            + "'; exec 4<>'" + path("pipe").toUtf8() + "' 5>'" + path("pipe").toUtf8() + "' 4>&-; \"$@\" >&5; echo $?";
        for (const auto& shell : {closed, QByteArray("\"$@\" >/dev/full; echo $?")}) {
            QProcess process;
            process.start(QStringLiteral("/bin/bash"),
                QStringList{"-c", QString::fromUtf8(shell), "bash", QStringLiteral(ATLAS_CTL)} + command);
            QVERIFY(process.waitForFinished());
            const auto said = process.readAllStandardError();
            QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray("10"));
            QVERIFY2(said.contains("EXPORT: What was printed is not whole."), said.constData());
        }
    }

    void P7_whatAnImportLeavesOutIsInItsExitCode()
    {
        QDir(m_folder.path()).mkpath("folder");
        QVERIFY(writeFile(path("folder/good.json"), reply(200, 0)) && writeFile(path("folder/readme.txt"), "hello")
            && writeFile(path("folder/notes.json"), R"({"hours": 200})"));
        const QStringList import{"import", "--store", path("imported.db")};
        QCOMPARE(run(import + QStringList{path("folder")}).code, 0); // the others are no replies
        QVERIFY(writeFile(path("folder/cut.json"), reply(20, 0).chopped(30)));
        const auto cut = run(import + QStringList{path("folder")});
        QCOMPARE(cut.code, 7);
        QVERIFY2(cut.err.contains("PARTIAL: What could be read was stored, but 1 of the files"), cut.err.constData());
        QCOMPARE(run(import + QStringList{path("folder/good.json"), path("folder/readme.txt")}).code, 7);

        QVERIFY(writeFile(path("few.json"), reply(300, 3)) && writeFile(path("many.json"), reply(300, 4)));
        QCOMPARE(run(import + QStringList{path("few.json")}).code, 0);
        const auto many = run(import + QStringList{path("many.json")});
        QCOMPARE(many.code, 7);
        QVERIFY2(many.err.contains("4 of 300 rows were unusable"), many.err.constData());
    }

    void standardOutputUnderItsOtherNames()
    {
        const auto wish = QStringList{"export", "namespace", "--store", store()} + day;
        const auto whole = run(wish + QStringList{"--output", "-"}).out;
        struct Told
        {
            QByteArray out, err;
        };
        const auto shell = [&](const char* words) { // $0 is a file
            QProcess process;
            process.start(QStringLiteral("/bin/bash"),
                QStringList{"-c", QString::fromLatin1(words), path("other.txt"), QStringLiteral(ATLAS_CTL)} + wish);
            process.waitForFinished();
            return Told{process.readAllStandardOutput(), process.readAllStandardError()};
        };
        QCOMPARE(shell("\"$@\" --output /dev/stdout | cat").out, whole);
        QCOMPARE(shell("\"$@\" --output /dev/fd/5 5>&1 >/dev/null | cat").out, whole);
        // What a file held that the output is appended to is kept.
        QCOMPARE(shell("echo before >$0; \"$@\" --output /dev/stdout >>$0; cat $0").out, "before\n" + whole);
        const auto closed = shell("\"$@\" --output - >&-; echo $?");
        QCOMPARE(closed.out, QByteArray("10\n"));
        QVERIFY2(closed.err.startsWith("gpu-atlasctl: EXPORT: The standard output is closed"), closed.err.constData());
    }

    /// Workloads were recorded over four hours of a day that is known as a whole.
    void queryKnowsOfWhichHoursWorkloadsAreKnown()
    {
        const auto reply = [this](const QString& name, const QString& fields, int from, int to) {
            QStringList rows;
            for (int hour = from; hour < to; ++hour) {
                rows << QStringLiteral(R"({"id":%1,"cluster_name":"c",%2,"stat_hour":"2024-12-10T%3:00:00Z"})")
                            .arg(hour + 1)
                            .arg(fields)
                            .arg(hour, 2, 10, QLatin1Char('0'));
            }
            const QString head = R"({"meta":{"code":2000,"message":"OK"},"data":{"total":%1,"page":1,"page_size":100,)"
                                 R"("total_pages":1,"data":[%2]},"tracing":null})";
            QVERIFY(writeFile(path(name), head.arg(rows.size()).arg(rows.join(u',')).toUtf8()));
        };
        const QString use = R"("avg_utilization":50,"max_utilization":60,"min_utilization":40)";
        reply("known-cluster.json",
            R"("total_gpu_capacity":8,"allocated_gpu_count":4,"allocation_rate":50,"namespace_count":1,"workload_count":1,)"
                + use,
            0, 24);
        reply("known-workloads.json",
            R"("namespace":"n","workload_name":"w","workload_type":"Job","allocated_gpu_count":4,"requested_gpu_count":4,)"
                + use,
            12, 16);
        QCOMPARE(
            run({"import", "--store", path("known.db"), path("known-cluster.json"), path("known-workloads.json")}).code,
            0);
        const auto ran = run({"query", "average-allocation", "--store", path("known.db"), "--level", "workload",
            "--bucket", "day", "--from", "2024-12-10", "--to", "2024-12-11", "--format", "csv"});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(ran.out.contains("2024-12-10T00:00:00Z,4\r\n"), ran.out.constData());
        QVERIFY2(ran.err.contains("c has data of 4 of 24 hours"), ran.err.constData());
    }

    /// Whenever it comes: all of the replies are stored, or nothing, and no new store is left for nothing.
    void anImportThatIsCancelledStoresAllOrNothing()
    {
        QDir(m_folder.path()).mkpath("many");
        constexpr int files = 150, rows = 400;
        for (int file = 0; file < files; ++file)
            QVERIFY(writeFile(path(QStringLiteral("many/%1.json").arg(file)), reply(rows, 0)));
        QProcess process;
        process.start(QStringLiteral(ATLAS_CTL), {"import", "--store", path("cancelled.db"), path("many")});
        QVERIFY(process.waitForStarted());
        const auto isReady = [&process] { // it catches the signal by now
            QFile status(QStringLiteral("/proc/%1/status").arg(process.processId()));
            if (process.state() == QProcess::NotRunning || !status.open(QIODevice::ReadOnly))
                return true;
            const auto text = status.readAll();
            const auto caught = text.mid(text.indexOf("SigCgt:") + 7).trimmed();
            return (caught.left(caught.indexOf('\n')).toULongLong(nullptr, 16) & (1ull << (SIGINT - 1))) != 0;
        };
        QTRY_VERIFY(isReady());
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        const auto said = process.readAllStandardError();
        if (process.exitCode() == 0) // it was about to end
            return;
        QCOMPARE(process.exitCode(), 130);
        QVERIFY2(said.contains("EXPORT: The import was cancelled. Nothing was stored."), said.constData());
        QVERIFY(!QFile::exists(path("cancelled.db")) && !QFile::exists(path("cancelled.db.lock")));
    }

    void S12_aServerTakesAnotherTokenAndEnds()
    {
        const auto secret = path("token");
        const auto keep = [&secret](const QByteArray& token) {
            return writeFile(secret, token) && QFile::setPermissions(secret, QFile::ReadOwner | QFile::WriteOwner);
        };
        QVERIFY(writeFile(secret, "first\n"));
        QVERIFY(QFile::setPermissions(secret, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        const QStringList serve{"serve", "--store", store(), "--listen", "127.0.0.1:0", "--token-file", secret};
        QCOMPARE(run(serve).code, 2); // others can read it
        QVERIFY(keep("first\n"));

        QProcess server;
        server.start(QStringLiteral(ATLAS_CTL), serve);
        QVERIFY(server.waitForReadyRead());
        const auto url = QString::fromUtf8(server.readLine().trimmed().mid(int(std::strlen("listening on "))));
        const auto asked = [&](const QByteArray& token) {
            writeFile(path("shown"), token);
            QFile::setPermissions(path("shown"), QFile::ReadOwner | QFile::WriteOwner);
            return run(QStringList{"sync", "--url", url, "--store", path("synced.db"), "--cluster", "alpha",
                           "--token-file", path("shown")}
                + day)
                .code;
        };
        QCOMPARE(asked("first"), 0);
        QCOMPARE(asked("second"), 4);
        QVERIFY(keep("second"));
        ::kill(pid_t(server.processId()), SIGHUP);
        QTRY_COMPARE(asked("second"), 0);
        QCOMPARE(asked("first"), 4);
        ::kill(pid_t(server.processId()), SIGTERM);
        QVERIFY(server.waitForFinished());
        QCOMPARE(server.exitCode(), 0);
    }

    void oneRefusedBundleDoesNotStopTheOthers()
    {
        QVERIFY(run(QStringList{"export", "bundle", "--store", store(), "--output", path("good.gpuatlas")} + day).code
            == 0);
        QVERIFY(writeFile(path("bad.gpuatlas"), bytesOf(path("good.gpuatlas")).left(8192)));
        const QStringList import{"import", "--store", path("bundles.db")};
        const auto both = run(import + QStringList{path("bad.gpuatlas"), path("good.gpuatlas")});
        QCOMPARE(both.code, 7);
        QVERIFY2(both.err.contains("bad.gpuatlas"), both.err.constData());
        QCOMPARE((*SqliteStore::open(path("bundles.db")))->clusterNames()->size(), std::size_t(2));
        QCOMPARE(run(import + QStringList{path("bad.gpuatlas")}).code, 9);
    }
};

ATLAS_TEST(tst_Scripts);
#include "tst_Scripts.moc"
