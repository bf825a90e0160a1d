// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Doctor.h"
#include "tests/cli/Program.h"
#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace atlas;
using namespace atlas::test;

namespace {

const Instant start = std::chrono::sys_days(std::chrono::year(2025) / 1 / 1);

/// Ten hours of a cluster of which one namespace holds all GPUs; in the last `off` hours it says half as much.
RowBatch tenHours(int off = 0)
{
    RowBatch batch;
    const TimeRange range{start, start + std::chrono::hours(10)};
    for (int hour = 0; hour < 10; ++hour) {
        ClusterHour cluster;
        cluster.cluster = "alpha";
        cluster.at.time = start + std::chrono::hours(hour);
        cluster.capacity = 64;
        cluster.allocated = 40;
        cluster.avgUtilization = cluster.maxUtilization = cluster.minUtilization = hour == 3 ? 0 : 50;
        batch.clusters.push_back(cluster);
        NamespaceHour row;
        row.cluster = "alpha";
        row.name = "ml";
        row.at = cluster.at;
        row.allocated = hour >= 10 - off ? 20 : 40;
        batch.namespaces.push_back(row);
    }
    for (const char* endpoint : {"cluster/hourly-stats", "namespaces/hourly-stats"}) {
        CoverageEntry entry;
        entry.cluster = "alpha";
        entry.endpoint = endpoint;
        entry.range = range;
        entry.state = CoverageState::Complete;
        entry.rowsReceived = 10;
        entry.statedTotal = 10;
        entry.fetchedAt = range.to;
        batch.coverage.push_back(entry);
    }
    return batch;
}

} // namespace

class tst_Doctor : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_stores = 0;

    QString storeOf(RowBatch batch)
    {
        const QString path = m_folder.filePath(QStringLiteral("%1.db").arg(++m_stores));
        const auto store = SqliteStore::open(path);
        if (!store || !(*store)->commit(std::move(batch)).result())
            qFatal("no store");
        return path;
    }

private slots:
    void aCompleteStoreIsFine()
    {
        const auto path = storeOf(tenHours());
        const auto ran = run({"doctor", "--store", path});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY(ran.err.isEmpty());
        for (const char* words :
            {"integrity: sound", "cluster alpha", "rows of 10 of 10 hours", "cluster/hourly-stats: 10 h complete",
                "namespaces: 0 of 10 hours differ", "findings: none", "in 1 hour every utilisation is 0"})
            QVERIFY2(ran.out.contains(words), QByteArray(words + (": " + ran.out)).constData());
        const auto json = QJsonDocument::fromJson(run({"doctor", "--store", path, "--format", "json"}).out).object();
        QCOMPARE(json["verdict"].toString(), QStringLiteral("OK"));
        const auto cluster = json["clusters"].toArray().at(0).toObject();
        QCOMPARE(cluster["all_zero_hours"].toInt(), 1);
        const auto levels = cluster["reconciliation"].toArray();
        QCOMPARE(levels.size(), 1);
        QCOMPARE(levels[0].toObject()["level"].toString(), QStringLiteral("namespaces"));
        QCOMPARE(levels[0].toObject()["compared_hours"].toInt(), 10);
        QVERIFY(json["findings"].toArray().isEmpty());
    }

    void gapsAndUnverifiedHoursAreProblems()
    {
        auto batch = tenHours();
        auto& coverage = batch.coverage;
        coverage.push_back(coverage[0]);
        coverage[2].endpoint = "workloads/hourly-stats";
        coverage[2].state = CoverageState::Unverified;
        coverage.push_back(coverage[0]);
        coverage[3].endpoint = "labels/hourly-stats";
        coverage[3].dimension = DimensionKey{DimensionType::Label, "team"};
        coverage[3].state = CoverageState::Gap;
        coverage[3].openSince = coverage[3].fetchedAt;
        coverage[3].range.to = start + std::chrono::hours(4);
        batch.rejectedRows = 1;
        batch.rejected.push_back({start, "alpha", "labels/hourly-stats", "no time", "{}"});
        batch.fieldFaults.push_back({"alpha", "labels/hourly-stats", "avg_utilization", "wrong-type", 3});
        const auto ran = run({"doctor", "--store", storeOf(std::move(batch))});
        QCOMPARE(ran.code, 7);
        QVERIFY2(ran.err.contains("PARTIAL: The file is sound, its data are not whole. alpha, "), ran.err.constData());
        QVERIFY(ran.err.contains("There is more: 2 findings in all."));
        const auto findings = ran.out.mid(ran.out.indexOf("findings:"));
        QVERIFY(findings.contains("alpha, labels/hourly-stats label:team: 4 hours are still to be fetched."));
        QVERIFY(findings.contains("alpha, workloads/hourly-stats: 10 hours are unverified."));
        QVERIFY(ran.out.contains("labels/hourly-stats label:team: 0 h complete, 4 h still to be fetched"));
        QVERIFY(ran.out.contains("1 rows arrived that could not be used") && ran.out.contains("no time"));
        QVERIFY(ran.out.contains("field avg_utilization wrong-type, 3 times"));
    }

    void missingHoursAreProblems()
    {
        auto batch = tenHours();
        batch.coverage.push_back(batch.coverage[0]);
        batch.coverage[2].endpoint = "workloads/hourly-stats";
        batch.coverage[2].state = CoverageState::MissingOnServer;
        batch.clusters.erase(batch.clusters.begin() + 4); // and nobody says why
        batch.namespaces.erase(batch.namespaces.begin() + 4);
        const auto ran = run({"doctor", "--store", storeOf(std::move(batch))});
        QCOMPARE(ran.code, 7);
        QVERIFY2(ran.out.contains("alpha, workloads/hourly-stats: 10 hours are missing on the server."),
            ran.out.constData());
        QVERIFY2(ran.out.contains("alpha, cluster/hourly-stats: 1 hour without a row, though the server was asked."),
            ran.out.constData());
    }

    void contradictionsAreProblems()
    {
        const auto path = storeOf(tenHours(2));
        const auto ran = run({"doctor", "--store", path});
        QCOMPARE(ran.code, 7);
        QVERIFY2(ran.err.contains("alpha, namespaces: 2 hours of 10 differ from the cluster by more than 1 %, by 40.00 "
                                  "GPU-hours in all."),
            ran.err.constData());
        QVERIFY2(ran.out.contains("40.00 GPU-hours in all; furthest off 20.00 in"), ran.out.constData());
    }

    void everyLevelIsCompared()
    {
        auto batch = tenHours();
        for (int hour = 2; hour < 10; ++hour) { // the label was not asked for before
            DimensionHour row;
            row.cluster = "alpha";
            row.dimension = {DimensionType::Label, "team"};
            row.value = "red";
            row.at.time = start + std::chrono::hours(hour);
            row.allocated = hour < 5 ? 30 : 40;
            batch.dimensions.push_back(row);
        }
        const auto snapshots = [&batch](int hour, int count, double allocated) {
            for (int i = 0; i < count; ++i) {
                AllocationSnapshot snapshot;
                snapshot.head.cluster = "alpha";
                snapshot.head.dimensionType = "cluster";
                snapshot.head.time = start + std::chrono::hours(hour) + std::chrono::minutes(5 * i);
                snapshot.head.allocated = allocated + (i % 2 == 0 ? 4 : -4);
                batch.snapshots.push_back(snapshot);
            }
        };
        snapshots(7, 12, 40); // on the average
        snapshots(8, 12, 50);
        snapshots(9, 5, 99); // an hour that is not over
        const auto path = storeOf(std::move(batch));
        const auto ran = run({"doctor", "--store", path});
        QCOMPARE(ran.code, 7);
        for (const char* words : {"  namespaces: 0 of 10 hours differ", "  label:team: 3 of 8 hours differ",
                 "  snapshots: 1 of 2 hours differ",
                 "alpha, label:team: 3 hours of 8 differ from the cluster by more than 1 %, by 30.00 GPU-hours in all.",
                 "alpha, snapshots: 1 hour of 2 differs from the cluster by more than 1 %, by 10.00 GPU-hours in all."})
            QVERIFY2(ran.out.contains(words), QByteArray(words + (": " + ran.out)).constData());
        const auto json = QJsonDocument::fromJson(run({"doctor", "--store", path, "--format", "json"}).out).object();
        QCOMPARE(json["findings"].toArray().size(), 2);
        QCOMPARE(json["findings"].toArray()[0].toObject()["about"].toString(), QStringLiteral("label:team"));
    }

    void C6_aDamagedStoreIsToldAndLeftAlone()
    {
        const auto path = storeOf(tenHours());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const auto size = file.size();
        QVERIFY(size > 8192);
        for (qint64 page = 4096; page < size; page += 4096) { // the head of each page but the first
            file.seek(page);
            file.write(QByteArray(64, '\xa5'));
        }
        file.close();
        const auto ran = run({"doctor", "--store", path});
        QCOMPARE(ran.code, 8);
        QVERIFY2(ran.err.contains("CACHE"), ran.err.constData());
        QCOMPARE(QFileInfo(path).size(), size);
        QCOMPARE(run({"doctor", "--store", m_folder.filePath(QStringLiteral("nowhere.db"))}).code, 8);
        QCOMPARE(run({"doctor", "--store", path, "--format", "xml"}).code, 2);
    }
};

ATLAS_TEST(tst_Doctor);
#include "tst_Doctor.moc"
