// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SqliteStore.h"
#include "models/sync/ConnectionSettings.h"
#include "tests/cli/Program.h"
#include "tests/export/ReadBack.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace atlas;
using namespace atlas::test;

namespace {

/// The week of the sample that all is asked of.
const QStringList week{"--from", "2024-12-09", "--to", "2024-12-16"};

const auto readCsv = QStringLiteral("import csv,json,sys\n"
                                    "rows=list(csv.reader(open(sys.argv[1],newline='',encoding='utf-8')))\n"
                                    "print(json.dumps(rows))");
const auto readBook = QStringLiteral(
    "import openpyxl,json,sys\n"
    "b=openpyxl.load_workbook(sys.argv[1],data_only=True)\n"
    "print(json.dumps({s.title:[[None if c is None else c if isinstance(c,(int,float,str)) else str(c) for c in r] "
    "for r in s.iter_rows(values_only=True)] for s in b}))");

} // namespace

class tst_ExportCommand : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void csvSaysWhatTheSummarySays();
    void jsonSaysWhatTheSummarySays();
    void workbooksSayWhatTheSummarySays();
    void buckets();
    void hoursAreAllRows();
    void severalClustersAndZones();
    void factsStandBefore();
    void otherLanguagesAndSpreadsheets();
    void formulasAreTextUnlessAskedFor();
    void theSamePlaceTheSameBytes();
    void cronNeedsNoEnvironment();
    void standardOutput();
    void aClosedPipeIsASentence();
    void aFullDiskIsASentence();
    void cancelLeavesNothing_data();
    void cancelLeavesNothing();
    void killLeavesTheOldFile();
    void connectionsSayHowClustersAreRead();
    void wrongUsage_data();
    void wrongUsage();
    void bundlesGoOutAndComeIn();
    void whatIsNoBundleIsRefused();
    void reportsAreWorkbooks();
    void reportsAreDrawn();
    void withoutTheWindowNoneIsDrawn();
    void queryIsATable();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QStringList asked(const QStringList& more) const
    {
        return QStringList{"export"} + more + QStringList{"--store", path("s.db")} + week;
    }
    QJsonObject summary() const
    {
        const auto ran =
            run(QStringList{"summary", "--store", path("s.db"), "--cluster", m_cluster, "--top", "100"} + week);
        return QJsonDocument::fromJson(ran.out).object();
    }
    void exportTo(const QString& name, const QStringList& more)
    {
        const auto ran = run(asked(more) + QStringList{"--output", path(name)});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY(ran.out.isEmpty() && ran.err.isEmpty()); // progress is for terminals
    }
    /// Rows of a CSV file as Python reads them, the header first.
    QJsonArray csv(const QString& name)
    {
        QString error;
        const auto rows = python(readCsv, {path(name)}, error);
        if (rows.isNull())
            qWarning("%s", qPrintable(error));
        return rows.array();
    }
    void compareNamespaces(const QMap<QString, QJsonObject>& rows);

    QTemporaryDir m_folder;
    QString m_cluster;
};

void tst_ExportCommand::initTestCase()
{
    const auto made = run({"sample", "--out", path("s.db"), "--seed", "3", "--days", "16", "--gpus", "64",
        "--namespaces", "6", "--clusters", "2", "--end", "2024-12-17T00:00:00Z"});
    QVERIFY2(made.code == 0, made.err.constData());
    const auto asked = run(QStringList{"export", "cluster", "--store", path("s.db"), "--cluster", "all", "--columns",
                               "name", "--output", "-"}
        + week);
    const auto names = QString::fromUtf8(asked.out).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
    QCOMPARE(names.size(), 3);
    m_cluster = names[1];
}

/// To the last digit.
void tst_ExportCommand::compareNamespaces(const QMap<QString, QJsonObject>& rows)
{
    const std::pair<const char*, const char*> names[] = {{"gpu_hours", "gpu_hours"}, {"used", "used_gpu_hours"},
        {"idle", "idle_gpu_hours"}, {"utilization", "weighted_mean_utilization"}, {"average", "avg_allocated"},
        {"peak", "peak_allocated"}, {"workloads", "mean_active_workloads"}};
    int compared = 0;
    for (const auto& each : summary()["namespaces"].toArray()) {
        const auto expected = each.toObject();
        const auto name = expected["name"].toString();
        if (expected["hours_present"].toInt() == 0)
            continue;
        QVERIFY2(rows.contains(name), qPrintable(name));
        for (const auto& [ours, theirs] : names) {
            const auto value = rows[name][QLatin1StringView(ours)];
            const double number = value.isString() ? value.toString().toDouble() : value.toDouble();
            QCOMPARE(number, expected[QLatin1StringView(theirs)].toDouble());
            ++compared;
        }
    }
    QVERIFY(compared >= 6 * 7);
}

void tst_ExportCommand::csvSaysWhatTheSummarySays()
{
    exportTo("n.csv", {"namespace", "--cluster", m_cluster});
    const auto rows = csv("n.csv");
    const auto head = rows[0].toArray();
    QMap<QString, QJsonObject> byName;
    for (int i = 1; i < rows.size(); ++i) {
        QJsonObject row;
        for (int c = 0; c < head.size(); ++c)
            row[head[c].toString()] = rows[i].toArray()[c];
        byName[row["name"].toString()] = row;
    }
    compareNamespaces(byName);
}

void tst_ExportCommand::jsonSaysWhatTheSummarySays()
{
    exportTo("n.json", {"namespace", "--cluster", m_cluster});
    QString error;
    const auto all = python(
        QStringLiteral("import json,sys\nprint(json.dumps(json.load(open(sys.argv[1]))))"), {path("n.json")}, error);
    QVERIFY2(!all.isNull(), qPrintable(error));
    QMap<QString, QJsonObject> byName;
    for (const auto& row : all["rows"].toArray())
        byName[row.toObject()["name"].toString()] = row.toObject();
    compareNamespaces(byName);
    QVERIFY(byName.first()["quota"].isNull() || byName.first()["quota"].isDouble());
    QVERIFY(all["facts"].toArray().size() >= 8);
    QCOMPARE(all["columns"].toArray()[3].toObject()["unit"].toString(), QStringLiteral("GPU·h"));
}

void tst_ExportCommand::workbooksSayWhatTheSummarySays()
{
    exportTo("n.xlsx", {"namespace", "--cluster", m_cluster});
    QString error;
    const auto book = python(readBook, {path("n.xlsx")}, error).object();
    QVERIFY2(!book.isEmpty(), qPrintable(error));
    QVERIFY(book.contains(QStringLiteral("About")));
    const auto rows = book["All namespaces"].toArray(); // as the page calls it
    QVERIFY(rows.size() > 6);
    int header = -1, name = -1, gpuHours = -1;
    QMap<QString, double> byName;
    for (int i = 0; i < rows.size(); ++i) {
        const auto row = rows[i].toArray();
        for (int c = 0; header < 0 && c < row.size(); ++c) {
            if (row[c].toString() == u"Namespace")
                name = c;
            if (row[c].toString().startsWith(u"Allocated"))
                gpuHours = c;
        }
        if (header < 0 && name >= 0 && gpuHours >= 0)
            header = i;
        else if (header >= 0)
            byName[row[name].toString()] = row[gpuHours].toDouble();
    }
    int compared = 0;
    for (const auto& each : summary()["namespaces"].toArray()) {
        const auto expected = each.toObject();
        if (expected["hours_present"].toInt() == 0)
            continue;
        QCOMPARE(byName.value(expected["name"].toString()), expected["gpu_hours"].toDouble());
        ++compared;
    }
    QVERIFY(compared >= 6);
}

void tst_ExportCommand::buckets()
{
    exportTo("d.csv",
        {"cluster", "--cluster", m_cluster, "--bucket", "day", "--columns", "bucket,gpu_hours,utilization,coverage"});
    const auto rows = csv("d.csv");
    const auto days = summary()["daily"].toArray();
    QCOMPARE(rows.size(), days.size() + 1);
    for (int i = 0; i < days.size(); ++i) {
        const auto row = rows[i + 1].toArray();
        const auto day = days[i].toObject();
        QCOMPARE(row[0].toString(), day["bucket"].toString());
        if (day["hours_present"].toInt() == 0) {
            QCOMPARE(row[1].toString(), QString()); // unknown is not 0
            continue;
        }
        QCOMPARE(row[1].toString().toDouble(), day["gpu_hours"].toDouble());
        QCOMPARE(row[2].toString().toDouble(), day["weighted_mean_utilization"].toDouble());
        QCOMPARE(row[3].toString().toDouble(), day["coverage_pct"].toDouble());
    }
}

void tst_ExportCommand::hoursAreAllRows()
{
    exportTo("h.csv", {"namespace", "--cluster", m_cluster, "--bucket", "hour"});
    const auto rows = csv("h.csv");
    const auto head = rows[0].toArray();
    QCOMPARE(head[0].toString(), QStringLiteral("stat_hour"));
    QMap<QString, int> hours;
    for (int i = 1; i < rows.size(); ++i)
        ++hours[rows[i].toArray()[2].toString()];
    int compared = 0;
    for (const auto& each : summary()["namespaces"].toArray()) {
        const auto expected = each.toObject();
        QVERIFY(hours.value(expected["name"].toString()) >= expected["hours_present"].toInt());
        compared += expected["hours_present"].toInt();
    }
    QVERIFY(compared > 6 * 100);
    QCOMPARE(rows[1].toArray()[0].toString(), QStringLiteral("2024-12-09T00:00:00Z"));
}

void tst_ExportCommand::severalClustersAndZones()
{
    exportTo("z.csv",
        {"cluster", "--cluster", "all", "--bucket", "hour", "--zone", "Asia/Kolkata", "--columns",
            "stat_hour,cluster_name"});
    const auto rows = csv("z.csv");
    QVERIFY(rows.size() > 2 * 160);
    QCOMPARE(rows[1].toArray()[0].toString(), QStringLiteral("2024-12-09T00:30:00+05:30")); // its midnight is no hour
    QSet<QString> clusters;
    for (int i = 1; i < rows.size(); ++i)
        clusters << rows[i].toArray()[1].toString();
    QCOMPARE(clusters.size(), 2);
}

void tst_ExportCommand::factsStandBefore()
{
    exportTo("f.csv",
        {"namespace", "--cluster", m_cluster, "--facts", "--where", "gpu_hours:>10", "--zone", "Asia/Shanghai"});
    QFile file(path("f.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto text = QString::fromUtf8(file.readAll());
    for (const char* fact : {"# Source: File s.db", "# Time range: 2024-12-09T00:00+08:00/2024-12-16T00:00+08:00",
             "# Time zone: Asia/Shanghai", "# Filter: gpu_hours:>10", "# Coverage: ", " of 168 h", "# Created: "})
        QVERIFY2(text.contains(QString::fromUtf8(fact)), fact);
}

void tst_ExportCommand::otherLanguagesAndSpreadsheets()
{
    exportTo("zh.csv", {"namespace", "--cluster", m_cluster, "--profile", "excel", "--lang", "zh_CN"});
    QFile chinese(path("zh.csv"));
    QVERIFY(chinese.open(QIODevice::ReadOnly));
    const auto line = chinese.readLine();
    QVERIFY(line.startsWith("\xEF\xBB\xBF"));
    QVERIFY(QString::fromUtf8(line).contains(QStringLiteral("已分配")));
    exportTo("de.csv", {"namespace", "--cluster", m_cluster, "--profile", "excel", "--lang", "de_DE"});
    QFile german(path("de.csv"));
    QVERIFY(german.open(QIODevice::ReadOnly));
    QVERIFY(german.readLine().contains(';'));
}

void tst_ExportCommand::formulasAreTextUnlessAskedFor()
{
    const QByteArray reply = R"({"meta":{"code":2000,"message":"OK"},"data":{"total":1,"page":1,"page_size":1,
"total_pages":1,"data":[{"id":1,"cluster_name":"@evil","namespace":"=1+1","stat_hour":"2024-12-10T00:00:00Z",
"total_gpu_capacity":8,"allocated_gpu_count":4,"allocation_rate":50,"avg_utilization":50,"max_utilization":60,
"min_utilization":40,"active_workload_count":1}]},"tracing":null})";
    QVERIFY(writeFile(path("evil.json"), reply));
    QCOMPARE(run({"import", "--store", path("evil.db"), path("evil.json")}).code, 0);
    const QStringList hours = QStringList{"export", "namespace", "--store", path("evil.db"), "--bucket", "hour",
                                  "--output", "-", "--columns", "namespace"}
        + week;
    const auto safe = run(hours);
    QVERIFY2(safe.out.contains("\"'=1+1\""), safe.out.constData());
    const auto raw = run(hours + QStringList{"--raw-text"});
    QVERIFY(raw.out.contains("\n\"=1+1\"\r\n"));
    QVERIFY(raw.err.contains("spreadsheet"));
}

void tst_ExportCommand::theSamePlaceTheSameBytes()
{
    const QStringList wish{"workload", "--cluster", m_cluster, "--sort", "-idle", "--where", "gpu_hours:>1"};
    exportTo("a.csv", wish);
    exportTo("b.csv", wish);
    QFile a(path("a.csv")), b(path("b.csv"));
    QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
    QCOMPARE(a.readAll(), b.readAll());
    const auto rows = csv("a.csv");
    const auto idle = std::find(rows[0].toArray().begin(), rows[0].toArray().end(), QStringLiteral("idle"))
        - rows[0].toArray().begin();
    for (int i = 2; i < rows.size(); ++i)
        QVERIFY(rows[i - 1].toArray()[idle].toString().toDouble() >= rows[i].toArray()[idle].toString().toDouble());
}

void tst_ExportCommand::cronNeedsNoEnvironment()
{
    QProcess process;
    process.start(QStringLiteral("/usr/bin/env"),
        QStringList{"-i", QStringLiteral(ATLAS_CTL)}
            + asked({"label:team", "--cluster", m_cluster, "--output", path("cron.csv")}));
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QVERIFY(csv("cron.csv").size() > 2);
}

void tst_ExportCommand::standardOutput()
{
    exportTo("n.csv", {"namespace", "--cluster", m_cluster});
    QFile file(path("n.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(run(asked({"namespace", "--cluster", m_cluster, "--output", "-"})).out, file.readAll());
    const auto later = run({"export", "namespace", "--store", path("s.db"), "--cluster", m_cluster, "--from",
        "2030-01-01", "--to", "2030-01-02", "--output", "-"});
    QCOMPARE(later.code, 0);
    QVERIFY2(later.err.contains("to 2024-12-17T00:00:00Z"), later.err.constData()); // why there is nothing
    const auto book = run(asked({"namespace", "--cluster", m_cluster, "--output", "-", "--format", "xlsx"}));
    QVERIFY(book.out.startsWith("PK"));
}

void tst_ExportCommand::aClosedPipeIsASentence()
{
    QProcess piped;
    piped.start(QStringLiteral("/bin/bash"),
        QStringList{"-c", "\"$@\" | head -c 10 >/dev/null; echo ${PIPESTATUS[0]}", "bash", QStringLiteral(ATLAS_CTL)}
            + asked({"workload", "--cluster", m_cluster, "--bucket", "hour", "--output", "-"}));
    QVERIFY(piped.waitForFinished());
    QCOMPARE(piped.readAllStandardOutput().trimmed(), QByteArray("10"));
    QVERIFY(piped.readAllStandardError().startsWith("gpu-atlasctl: EXPORT: "));
}

void tst_ExportCommand::aFullDiskIsASentence()
{
    const auto ran = run(
        asked({"workload", "--cluster", m_cluster, "--bucket", "hour", "--output", "/dev/full", "--format", "csv"}));
    QCOMPARE(ran.code, 10);
    QVERIFY2(ran.err.startsWith("gpu-atlasctl: EXPORT: "), ran.err.constData());
    const auto nowhere = run(asked({"namespace", "--cluster", m_cluster, "--output", path("no/such/folder/x.csv")}));
    QCOMPARE(nowhere.code, 10);
}

void tst_ExportCommand::cancelLeavesNothing_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("code");
    QTest::newRow("Ctrl-C") << SIGINT << 130;
    QTest::newRow("SIGTERM") << SIGTERM << 143;
}

/// A pipe that nobody reads holds the program up, so that the signal finds it at work.
void tst_ExportCommand::cancelLeavesNothing()
{
    QFETCH(int, number);
    QFETCH(int, code);
    const QDir folder(path("empty"));
    QVERIFY(QDir().mkpath(folder.path()));
    const auto fifo = folder.filePath("pipe.csv");
    QVERIFY(::mkfifo(fifo.toLocal8Bit().constData(), 0600) == 0);
    const int reader = ::open(fifo.toLocal8Bit().constData(), O_RDONLY | O_NONBLOCK);
    QProcess process;
    process.start(
        QStringLiteral(ATLAS_CTL), asked({"workload", "--cluster", "all", "--bucket", "hour", "--output", fifo}));
    QVERIFY(process.waitForStarted());
    char byte = 0;
    QTRY_VERIFY_WITH_TIMEOUT(::read(reader, &byte, 1) == 1, 20'000); // it writes
    ::kill(pid_t(process.processId()), number);
    QByteArray rest(1 << 16, 0);
    while (process.state() != QProcess::NotRunning) {
        [[maybe_unused]] const auto got = ::read(reader, rest.data(), std::size_t(rest.size()));
        process.waitForFinished(5);
    }
    ::close(reader);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), code);
    QVERIFY(process.readAllStandardError().contains("ancelled"));
    QVERIFY(QFile::remove(fifo));
    QCOMPARE(folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
}

void tst_ExportCommand::killLeavesTheOldFile()
{
    QVERIFY(QDir().mkpath(path("kept")));
    const QDir folder(path("kept"));
    QVERIFY(writeFile(folder.filePath("h.csv"), "old"));
    for (int moment = 0; moment < 12; ++moment) {
        QProcess process;
        process.start(QStringLiteral(ATLAS_CTL),
            asked({"workload", "--cluster", "all", "--bucket", "hour", "--output", folder.filePath("h.csv")}));
        QVERIFY(process.waitForStarted());
        const bool ended = process.waitForFinished(10 + 9 * moment);
        process.kill();
        process.waitForFinished();
        QCOMPARE(folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{"h.csv"});
        QFile file(folder.filePath("h.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        QVERIFY(bytes == "old" || bytes.endsWith("\r\n"));
        if (ended)
            break;
    }
}

void tst_ExportCommand::connectionsSayHowClustersAreRead()
{
    ConnectionProfile profile;
    profile.id = QStringLiteral("c1");
    profile.name = QStringLiteral("Production");
    profile.url = QUrl(QStringLiteral("https://gpu.example.org"));
    profile.basis = UtilizationBasis::AllGpus;
    profile.pricePerGpuHour = 2.5;
    profile.currency = QStringLiteral("EUR");
    QVERIFY(connectCluster(path("s.db"), m_cluster, profile, path("connections.json")));
    const auto figures = [this](const QStringList& more) {
        const auto ran = run(asked({"cluster", "--cluster", m_cluster, "--format", "json", "--output", "-"}) + more);
        return QJsonDocument::fromJson(ran.out)["rows"][0].toObject();
    };
    const auto plain = figures({}), read = figures({"--config", path("connections.json")}),
               told = figures({"--basis", "all", "--price", "2.5", "--currency", "EUR"});
    QVERIFY(!plain.contains("cost"));
    QCOMPARE(read["cost"].toDouble(), 2.5 * read["gpu_hours"].toDouble());
    QVERIFY(read["used_gpu_hours"].toDouble() > plain["used_gpu_hours"].toDouble()); // over all GPUs
    QCOMPARE(read, told);
}

void tst_ExportCommand::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const QStringList base{"export", "namespace", "--store", path("s.db"), "--output", "-"};
    const auto one = base + QStringList{"--cluster", m_cluster};
    QTest::newRow("nothing") << QStringList{"export"} << QByteArray("is missing");
    QTest::newRow("what") << QStringList{"export", "pods", "--store", path("s.db"), "--output", "-"} + week
                          << QByteArray("namespace");
    QTest::newRow("no output") << QStringList{"export", "namespace", "--store", path("s.db")} + week
                               << QByteArray("--output");
    QTest::newRow("wrong cluster") << base + week + QStringList{"--cluster", "x"} << m_cluster.toUtf8();
    QTest::newRow("no range") << one << QByteArray("last-week");
    QTest::newRow("wrong range") << one + QStringList{"--range", "yesterdays"} << QByteArray("last-week");
    QTest::newRow("two ranges") << one + week + QStringList{"--range", "last-week"} << QByteArray("either");
    QTest::newRow("bucket") << one + week + QStringList{"--bucket", "fortnight"} << QByteArray("week");
    QTest::newRow("column") << one + week + QStringList{"--columns", "name,gpuhours"} << QByteArray("gpu_hours");
    QTest::newRow("filter") << one + week + QStringList{"--where", "beauty:>3"} << QByteArray("gpu_hours");
    QTest::newRow("sort") << one + week + QStringList{"--sort", "-gpuhours"} << QByteArray("gpu_hours");
    QTest::newRow("subject") << one + week + QStringList{"--subject", "nobody"} << QByteArray("nobody");
    QTest::newRow("figure") << one + week + QStringList{"--rank-by", "beauty"} << QByteArray("gpu-hours");
    QTest::newRow("profile") << one + week + QStringList{"--profile", "lotus"} << QByteArray("excel");
    QTest::newRow("format") << one + week + QStringList{"--format", "doc"} << QByteArray("csv");
    QTest::newRow("price") << one + week + QStringList{"--price", "2"} << QByteArray("--currency");
    QTest::newRow("dimension") << QStringList{"export", "dimension", "--store", path("s.db"), "--cluster", m_cluster,
                                      "--output", "-"}
            + week << QByteArray("label:team");
    QTest::newRow("query") << QStringList{"query", "beauty", "--store", path("s.db"), "--cluster", m_cluster} + week
                           << QByteArray("held-idle-gpu-hours");
}

void tst_ExportCommand::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    const auto ran = run(arguments);
    QVERIFY2(ran.code == 2, ran.err.constData());
    QVERIFY2(ran.err.startsWith("gpu-atlasctl: USAGE: ") && ran.err.contains(named), ran.err.constData());
    QVERIFY(ran.out.isEmpty());
}

void tst_ExportCommand::bundlesGoOutAndComeIn()
{
    const auto bundle = path("week.gpuatlas");
    const auto out = run(asked({"bundle", "--cluster", "all", "--notes", "for Ada", "--output", bundle}));
    QVERIFY2(out.code == 0, out.err.constData());
    const auto opened = run({"open", bundle});
    QVERIFY2(opened.code == 0, opened.err.constData());
    QVERIFY(opened.out.contains(m_cluster.toUtf8()) && opened.out.contains("for Ada"));
    QVERIFY(opened.out.contains("2024-12-09T00:00:00Z"));
    const auto in = run({"import", "--store", path("again.db"), bundle});
    QVERIFY2(in.code == 0, in.err.constData());
    const QStringList rest = QStringList{"--cluster", m_cluster, "--bucket", "hour", "--output", "-"} + week;
    const auto before = run(QStringList{"export", "namespace", "--store", path("s.db")} + rest),
               after = run(QStringList{"export", "namespace", "--store", path("again.db")} + rest);
    QVERIFY(before.out.size() > 10'000);
    QCOMPARE(before.out, after.out);
    const auto twice = run({"import", "--store", path("again.db"), bundle});
    QVERIFY(twice.out.contains(": 0 new rows, 0 changed"));
}

void tst_ExportCommand::whatIsNoBundleIsRefused()
{
    QVERIFY(writeFile(path("no.gpuatlas"), "SQLite format 3\0and then nothing of the kind"));
    for (const char* command : {"open", "import"}) {
        const auto ran = run({QString::fromLatin1(command), path("no.gpuatlas")});
        QCOMPARE(ran.code, 9);
        QVERIFY2(ran.err.startsWith("gpu-atlasctl: FILE_REJECTED: "), ran.err.constData());
    }
}

void tst_ExportCommand::reportsAreWorkbooks()
{
    exportTo("r.xlsx", {"report", "--cluster", m_cluster, "--dimension", "label:team"});
    QString error;
    const auto book = python(readBook, {path("r.xlsx")}, error).object();
    QVERIFY2(book.size() >= 5, qPrintable(error));
    const auto noDimension =
        run(asked({"report", "--cluster", m_cluster, "--dimension", "team", "--output", "x.xlsx"}));
    QCOMPARE(noDimension.code, 2);
}

void tst_ExportCommand::reportsAreDrawn()
{
    if (!QFile::exists(QFileInfo(QStringLiteral(ATLAS_CTL)).path() + QStringLiteral("/gpu-atlas")))
        QSKIP("the window is not built");
    const auto ran = run(asked({"report", "--cluster", m_cluster, "--lang", "zh_CN", "--output", path("r.pdf")}));
    QVERIFY2(ran.code == 0, ran.err.constData());
    QProcess text;
    text.start(QStringLiteral("pdftotext"), {path("r.pdf"), "-"});
    QVERIFY(text.waitForFinished());
    const auto words = QString::fromUtf8(text.readAllStandardOutput());
    QVERIFY(words.contains(m_cluster) && words.contains(QStringLiteral("报告")));
    const auto refused =
        run(asked({"report", "--cluster", m_cluster, "--dimension", "team", "--output", path("x.pdf")}));
    QCOMPARE(refused.code, 2); // as the drawing program says
    const auto unwritten = run(asked({"report", "--cluster", m_cluster, "--output", path("no folder/x.pdf")}));
    QCOMPARE(unwritten.code, 10);
    QVERIFY2(unwritten.err.startsWith("gpu-atlasctl: EXPORT: ") && unwritten.err.count('\n') == 1,
        unwritten.err.constData());
    QVERIFY(!QFile::exists(path("x.pdf")));
}

/// The program alone, in a folder and on a path without the window.
void tst_ExportCommand::withoutTheWindowNoneIsDrawn()
{
    QVERIFY(QDir().mkpath(path("alone")));
    const auto program = path("alone/gpu-atlasctl");
    QVERIFY(QFile::copy(QStringLiteral(ATLAS_CTL), program));
    QProcess process;
    process.start(QStringLiteral("/usr/bin/env"),
        QStringList{"-i", "PATH=" + path("alone"), program}
            + asked({"report", "--cluster", m_cluster, "--output", path("none.pdf")}));
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 10);
    const auto words = process.readAllStandardError();
    QVERIFY2(words.contains("not installed") && words.contains("xlsx"), words.constData());
    QVERIFY(!QFile::exists(path("none.pdf")));
}

void tst_ExportCommand::queryIsATable()
{
    const QStringList question = QStringList{"query", "gpu-hours", "--store", path("s.db"), "--cluster", m_cluster,
                                     "--level", "cluster", "--bucket", "day"}
        + week;
    const auto text = run(question);
    QVERIFY2(text.code == 0, text.err.constData());
    QVERIFY(text.out.startsWith("Time (UTC)"));
    const auto table = QString::fromUtf8(text.out).split(u'\n', Qt::SkipEmptyParts);
    for (const auto& line : table)
        QCOMPARE(line.size(), table[0].size()); // figures end below each other
    const auto rows = run(question + QStringList{"--format", "csv"});
    const auto lines = rows.out.split('\n');
    QCOMPARE(lines[0].trimmed(), QByteArray("time," + m_cluster.toUtf8()));
    const auto days = summary()["daily"].toArray();
    for (int i = 0; i < days.size(); ++i) {
        const auto cells = lines[i + 1].trimmed().split(',');
        if (days[i].toObject()["hours_present"].toInt() > 0)
            QCOMPARE(cells[1].toDouble(), days[i].toObject()["gpu_hours"].toDouble());
    }
    const auto json = run(question + QStringList{"--format", "json"});
    QCOMPARE(QJsonDocument::fromJson(json.out)["rows"].toArray().size(), days.size());
}

ATLAS_TEST(tst_ExportCommand);
#include "tst_ExportCommand.moc"
