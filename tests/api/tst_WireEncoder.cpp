// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/WireDecoder.h"
#include "models/api/WireEncoder.h"
#include "tests/support/TestRegistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <random>

using namespace atlas;

namespace {

/// Figures of every kind that rows hold: unknown, whole, tiny, huge, and ones that need all 17 digits.
class Dice
{
public:
    Figure figure()
    {
        switch (m_random() % 6) {
        case 0:
            return {};
        case 1:
            return double(m_random() % 4096);
        case 2:
            return std::ldexp(double(m_random()), -80);
        case 3:
            return 9007199254740991.0;
        default:
            return double(m_random()) / 3.7e7;
        }
    }
    std::string text(const char* prefix) { return prefix + std::to_string(m_random() % 1000) + "-\u540d\"\\\n"; }
    RowTimes times()
    {
        RowTimes at;
        at.time = Instant(std::chrono::hours(480000 + int(m_random() % 9000)));
        if (m_random() % 2 == 0)
            at.createdAt = Stamp(at.time) + std::chrono::seconds(3);
        at.updatedAt = Stamp(at.time) + std::chrono::microseconds(1 + m_random() % 1000000);
        return at;
    }

private:
    std::mt19937 m_random{20241216};
};

ClusterHour clusterHour(Dice& dice)
{
    return {7, dice.text("c"), dice.times(), dice.figure(), dice.figure(), dice.figure(), dice.figure(), dice.figure(),
        dice.figure(), dice.figure(), dice.figure(), dice.figure()};
}

WorkloadHour workloadHour(Dice& dice)
{
    WorkloadHour row;
    row.id = 9;
    row.cluster = dice.text("c");
    row.namespaceName = dice.text("ns");
    row.name = dice.text("w");
    row.type = "Deployment";
    row.at = dice.times();
    for (Figure* figure : {&row.allocated, &row.requested, &row.avgUtilization, &row.maxUtilization,
             &row.minUtilization, &row.p50Utilization, &row.p95Utilization, &row.avgMemoryUsed, &row.maxMemoryUsed,
             &row.avgMemoryTotal, &row.avgReplicas, &row.maxReplicas, &row.minReplicas, &row.sampleCount})
        *figure = dice.figure();
    row.status = "Running";
    row.labels = {{"app", dice.text("v")}, {"a/b:c", ""}};
    row.annotations = {{"project", "x:y/z"}};
    return row;
}

QJsonObject json(const std::string& text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

} // namespace

class tst_WireEncoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsSurviveTheWayOutAndBack();
    void pagesAreCanonical();
    void unknownIsNullAndNeverZero();
    void snapshotsSurviveTheWayOutAndBack();
    void errorsCarryCodeMessageAndTrace();
};

void tst_WireEncoder::rowsSurviveTheWayOutAndBack()
{
    Dice dice;
    std::vector<ClusterHour> clusters;
    std::vector<WorkloadHour> workloads;
    for (int i = 0; i < 200; ++i) {
        clusters.push_back(clusterHour(dice));
        workloads.push_back(workloadHour(dice));
    }
    WireDecoder decoder{DecodeOptions()};
    const std::string clusterPage = encodePage(clusters, {200, 1, 200, 1});
    const auto clusterRows = decoder.decodeClusterHours({clusterPage.data(), qsizetype(clusterPage.size())});
    QVERIFY2(clusterRows, clusterRows ? "" : qPrintable(clusterRows.error().message));
    QVERIFY(clusterRows->rows == clusters);
    const std::string workloadPage = encodePage(workloads, {200, 1, 200, 1});
    const auto workloadRows = decoder.decodeWorkloadHours({workloadPage.data(), qsizetype(workloadPage.size())});
    QVERIFY2(workloadRows, workloadRows ? "" : qPrintable(workloadRows.error().message));
    QVERIFY(workloadRows->rows == workloads);
}

void tst_WireEncoder::pagesAreCanonical()
{
    Dice dice;
    const NamespaceHour row{3, "c", "ns", dice.times(), 8.0, 2.5, unknown, 50.0, 60.0, 40.0, 2.0};
    const auto page = json(encodePage(std::span(&row, 1), {11, 2, 5, 3}));
    QCOMPARE(page["meta"].toObject()["code"].toInt(), 2000);
    QVERIFY(page["tracing"].isNull());
    const auto data = page["data"].toObject();
    QCOMPARE(data["total"].toInt(), 11);
    QCOMPARE(data["page"].toInt(), 2);
    QCOMPARE(data["page_size"].toInt(), 5);
    QCOMPARE(data["total_pages"].toInt(), 3);
    const auto first = data["data"].toArray().at(0).toObject();
    QCOMPARE(first["namespace"].toString(), QStringLiteral("ns"));
    QCOMPARE(first["allocated_gpu_count"].toDouble(), 2.5);
    QVERIFY(first["stat_hour"].toString().endsWith(QStringLiteral(":00:00Z")));
}

void tst_WireEncoder::unknownIsNullAndNeverZero()
{
    ClusterHour row;
    row.cluster = "c";
    row.at.time = Instant(std::chrono::hours(480000));
    const auto first =
        json(encodePage(std::span(&row, 1), {1, 1, 1, 1}))["data"].toObject()["data"].toArray().at(0).toObject();
    for (const char* key : {"total_gpu_capacity", "allocated_gpu_count", "avg_utilization", "sample_count"})
        QVERIFY2(first.contains(QLatin1StringView(key)) && first[QLatin1StringView(key)].isNull(), key);
}

void tst_WireEncoder::snapshotsSurviveTheWayOutAndBack()
{
    AllocationSnapshot snapshot;
    snapshot.head = {5, "c", Instant(std::chrono::hours(480000)), "cluster", {}, {}, 64.0, 10.0};
    AllocatedWorkload workload{"u1", "train", "ml", "Job", 8.0, {}, 1.0};
    snapshot.namespaces = {{"ml", 8.0, 71.25, 1.0, {workload}}, {"\u63a8\u8350", 2.0, {}, 3.0, {}}};
    snapshot.annotations = {{"source", "github:a/b", 10.0, 50.0, 4.0}};
    const std::string text = encodeSnapshot(snapshot);
    WireDecoder decoder{DecodeOptions()};
    const auto back = decoder.decodeSnapshot({text.data(), qsizetype(text.size())});
    QVERIFY2(back, back ? "" : qPrintable(back.error().message));
    QVERIFY(back->has_value());
    QVERIFY(**back == snapshot);
}

void tst_WireEncoder::errorsCarryCodeMessageAndTrace()
{
    const auto error = json(encodeError(4001, "bad \"start_time\"", "t-1"));
    QCOMPARE(error["meta"].toObject()["code"].toInt(), 4001);
    QCOMPARE(error["meta"].toObject()["message"].toString(), QStringLiteral("bad \"start_time\""));
    QVERIFY(error["data"].isNull());
    QCOMPARE(error["tracing"].toObject()["trace_id"].toString(), QStringLiteral("t-1"));
}

ATLAS_TEST(tst_WireEncoder);
#include "tst_WireEncoder.moc"
