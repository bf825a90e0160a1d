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
        for (const char* words : {"integrity: sound", "cluster alpha", "rows of 10 of 10 hours",
                 "cluster/hourly-stats: 10 h complete", "0 of 10 hours differ", "in 1 hour every utilisation is 0"})
            QVERIFY2(ran.out.contains(words), QByteArray(words + (": " + ran.out)).constData());
        const auto json = QJsonDocument::fromJson(run({"doctor", "--store", path, "--format", "json"}).out).object();
        QCOMPARE(json["verdict"].toString(), QStringLiteral("OK"));
        const auto cluster = json["clusters"].toArray().at(0).toObject();
        QCOMPARE(cluster["all_zero_hours"].toInt(), 1);
        QCOMPARE(cluster["reconciliation"].toObject()["compared_hours"].toInt(), 10);
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
        QVERIFY2(ran.err.contains("PARTIAL: The store is sound, but 4 hours are still to be fetched, 10 hours are "
                                  "unverified."),
            ran.err.constData());
        QVERIFY(ran.out.contains("labels/hourly-stats label:team: 0 h complete, 4 h still to be fetched"));
        QVERIFY(ran.out.contains("1 rows arrived that could not be used") && ran.out.contains("no time"));
        QVERIFY(ran.out.contains("field avg_utilization wrong-type, 3 times"));
    }

    void hoursMissingOnTheServerAreNone()
    {
        auto batch = tenHours();
        batch.coverage.push_back(batch.coverage[0]);
        batch.coverage[2].endpoint = "workloads/hourly-stats";
        batch.coverage[2].state = CoverageState::MissingOnServer;
        const auto ran = run({"doctor", "--store", storeOf(std::move(batch))});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY(ran.out.contains("10 h missing on the server"));
    }

    void contradictionsAreProblems()
    {
        const auto path = storeOf(tenHours(2));
        const auto ran = run({"doctor", "--store", path});
        QCOMPARE(ran.code, 7);
        QVERIFY2(ran.err.contains("2 hours of clusters disagree with their namespaces"), ran.err.constData());
        QVERIFY2(ran.out.contains("40.00 GPU-hours in all; furthest off 20.00 in"), ran.out.constData());
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
