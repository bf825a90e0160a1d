// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SqliteStore.h"
#include "models/sync/ConnectionSettings.h"
#include "tests/cli/Program.h"
#include "tests/support/TestRegistry.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace atlas;
using namespace atlas::test;

/// What all commands read alike: times, how figures are read, names from outside.
class tst_CommandOptions : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void timesWithoutAnOffsetAreOfTheZone_data();
    void timesWithoutAnOffsetAreOfTheZone();
    void T1_theHourThatComesTwiceSaysWhich();
    void summariesAndAlertsReadAsTheConnectionSays();
    void P12_namesFromOutsideCannotSteerATerminal();
    void optionsOfOtherExportsAreRefused_data();
    void optionsOfOtherExportsAreRefused();
    void E4_tooFewFilesIsASentence();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QJsonObject summary(const QStringList& more) const
    {
        const auto ran = run(QStringList{"summary", "--store", path("s.db"), "--cluster", m_cluster} + more);
        return QJsonDocument::fromJson(ran.out).object();
    }

    QTemporaryDir m_folder;
    QString m_cluster;
};

void tst_CommandOptions::initTestCase()
{
    const auto made = run({"sample", "--out", path("s.db"), "--seed", "3", "--days", "8", "--gpus", "64",
        "--namespaces", "4", "--clusters", "1", "--end", "2024-12-16"});
    QVERIFY2(made.code == 0, made.err.constData());
    StoreOptions options;
    options.readOnly = true;
    const auto store = SqliteStore::open(path("s.db"), options);
    QVERIFY(store);
    m_cluster = QString::fromStdString((*store)->clusterNames()->front());
}

void tst_CommandOptions::timesWithoutAnOffsetAreOfTheZone_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("dates") << "2024-12-10"
                           << "2024-12-11";
    QTest::newRow("clock") << "2024-12-10T00:00:00"
                           << "2024-12-11T00:00";
    QTest::newRow("as the window copies them") << "2024-12-10T00:00+08:00"
                                               << "2024-12-11T00:00+08:00";
    QTest::newRow("UTC") << "2024-12-09T16:00:00Z"
                         << "2024-12-10T16:00:00Z";
}

void tst_CommandOptions::timesWithoutAnOffsetAreOfTheZone()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    const auto ran = run({"export", "cluster", "--store", path("s.db"), "--cluster", m_cluster, "--from", from, "--to",
        to, "--zone", "Asia/Shanghai", "--facts", "--output", "-", "--format", "csv"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY2(ran.out.contains("2024-12-10T00:00+08:00/2024-12-11T00:00+08:00"), ran.out.left(600).constData());
}

void tst_CommandOptions::T1_theHourThatComesTwiceSaysWhich()
{
    const QByteArray rows = R"({"data":[
{"id":1,"cluster_name":"b","stat_hour":"2024-10-27T00:00:00Z","total_gpu_capacity":64,"allocated_gpu_count":40,"avg_utilization":50},
{"id":2,"cluster_name":"b","stat_hour":"2024-10-27T01:00:00Z","total_gpu_capacity":64,"allocated_gpu_count":40,"avg_utilization":60},
{"id":3,"cluster_name":"b","stat_hour":"2024-10-27T02:00:00Z","total_gpu_capacity":64,"allocated_gpu_count":40,"avg_utilization":70}]})";
    QVERIFY(writeFile(path("autumn.json"), rows));
    QCOMPARE(run({"import", "--store", path("autumn.db"), path("autumn.json")}).code, 0);
    const auto ran = run({"query", "utilisation", "--level", "cluster", "--store", path("autumn.db"), "--bucket",
        "hour", "--zone", "Europe/Berlin", "--from", "2024-10-27T00:00:00Z", "--to", "2024-10-27T03:00:00Z"});
    QVERIFY2(ran.out.contains("02:00+02:00") && ran.out.contains("02:00+01:00"), ran.out.constData());
    QVERIFY2(ran.out.contains("03:00 "), ran.out.constData()); // that comes once
}

void tst_CommandOptions::summariesAndAlertsReadAsTheConnectionSays()
{
    ConnectionProfile profile;
    profile.id = QStringLiteral("c1");
    profile.name = QStringLiteral("Production");
    profile.url = QUrl(QStringLiteral("https://gpu.example.org"));
    profile.basis = UtilizationBasis::AllGpus;
    QVERIFY(connectCluster(path("s.db"), m_cluster, profile, path("connections.json")));
    const QStringList week{"--from", "2024-12-09", "--to", "2024-12-16"};
    const auto plain = summary(week), saved = summary(week + QStringList{"--config", path("connections.json")}),
               told = summary(week + QStringList{"--basis", "all"});
    QVERIFY(!plain.isEmpty());
    QVERIFY(plain != saved);
    QCOMPARE(saved, told);
    // A file of connections that is none is not passed over.
    QVERIFY(writeFile(path("broken.json"), "{"));
    const auto broken =
        run({"alerts", "--store", path("s.db"), "--at", "end", "--config", path("broken.json"), "--format", "json"});
    QVERIFY(broken.code != 0 && broken.code != 11);
    QVERIFY2(broken.err.contains("broken.json"), broken.err.constData());
}

void tst_CommandOptions::P12_namesFromOutsideCannotSteerATerminal()
{
    const QByteArray row = R"({"data":[{"id":1,"cluster_name":"c\u001b[31mred","stat_hour":"2025-01-01T00:00:00Z",
"total_gpu_capacity":64,"allocated_gpu_count":40,"avg_utilization":50}]})";
    QVERIFY(writeFile(path("\033[31m%3.json"), row));
    const auto imported = run({"import", "--store", path("red.db"), path("\033[31m%3.json")});
    QVERIFY2(imported.code == 0, imported.err.constData());
    const QStringList day{"--store", path("red.db"), "--from", "2025-01-01", "--to", "2025-01-02"};
    for (const auto& ran :
        {imported, run(QStringList{"summary", "--cluster", "other"} + day), run({"doctor", "--store", path("red.db")}),
            run({"import", "--store", path("red.db"), path("\033.json")})}) {
        const QByteArray said = ran.out + ran.err;
        QVERIFY(!said.isEmpty());
        QVERIFY2(!said.contains('\033'), said.constData());
    }
}

void tst_CommandOptions::optionsOfOtherExportsAreRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("a report of one team") << QStringList{"report", "--subject", "ml"};
    QTest::newRow("a narrowed report") << QStringList{"report", "--where", "x:>5"};
    QTest::newRow("a bundle in columns") << QStringList{"bundle", "--columns", "name"};
    QTest::newRow("a table with notes") << QStringList{"namespace", "--notes", "hello"};
    QTest::newRow("money of nothing") << QStringList{"namespace", "--currency", "EUR"};
}

void tst_CommandOptions::optionsOfOtherExportsAreRefused()
{
    QFETCH(QStringList, arguments);
    const auto ran = run(QStringList{"export"} + arguments
        + QStringList{
            "--store", path("s.db"), "--cluster", m_cluster, "--range", "last-week", "--output", path("never.xlsx")});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains(arguments[1].toUtf8()), ran.err.constData());
    QVERIFY(!QFileInfo::exists(path("never.xlsx")));
}

void tst_CommandOptions::E4_tooFewFilesIsASentence()
{
    // Each sheet has a temporary file of its own.
    QProcess shell;
    shell.start("/bin/sh",
        {"-c", "ulimit -n 24; exec \"$0\" \"$@\"", QStringLiteral(ATLAS_CTL), "export", "report", "--store",
            path("s.db"), "--cluster", m_cluster, "--from", "2024-12-09", "--to", "2024-12-16", "--output",
            path("few.xlsx")});
    QVERIFY(shell.waitForFinished(60'000));
    QCOMPARE(shell.exitStatus(), QProcess::NormalExit);
    const auto said = shell.readAllStandardError();
    QVERIFY2(shell.exitCode() == 10 || shell.exitCode() == 8, said.constData());
    QVERIFY2(said.startsWith("gpu-atlasctl: ") || said.contains("\ngpu-atlasctl: "), said.constData());
    QVERIFY(!QFileInfo::exists(path("few.xlsx")));
}

ATLAS_TEST(tst_CommandOptions);
#include "tst_CommandOptions.moc"
