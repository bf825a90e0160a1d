// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/WireTesting.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

/// The shapes in which servers write allocation snapshots.
class tst_WireSnapshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void snapshotShapes_data();
    void snapshotShapes();
    void snapshotUtilizationAsFraction();
    void snapshotWithoutData();
    void bareSnapshot();
};

void tst_WireSnapshots::snapshotShapes_data()
{
    QTest::addColumn<QByteArray>("details");
    QTest::addColumn<int>("shape");
    const QByteArray camel =
        R"({"namespaces":{"b":{"allocatedGpu":8,"utilization":71.2,"workloadCount":2,"workloads":[{"uid":"u1","name":"w",)"
        R"("namespace":"b","kind":"Deployment","allocatedGpu":6,"utilization":80,"replicaCount":3}]},"a":{"allocatedGpu":1}},)"
        R"("annotations":{"cost:x:1/2":{"allocatedGpu":4,"utilization":10,"workloadCount":1}},)"
        R"("workloads":{"u1":{"name":"w","namespace":"b","allocatedGpu":6},"u2":{"name":"v","namespace":"a","allocatedGpu":1}}})";
    QByteArray snake = camel;
    snake.replace("allocatedGpu", "allocated_gpu")
        .replace("workloadCount", "workload_count")
        .replace("replicaCount", "replica_count");
    QByteArray text = camel;
    text.replace('"', "\\\"");
    QTest::newRow("camel case") << camel << 1;
    QTest::newRow("snake case") << snake << 1;
    QTest::newRow("text") << '"' + text + '"' << 1;
    QTest::newRow("by namespace") << QByteArray(
        R"({"workloads":[{"namespace":"b","name":"w","kind":"Job","gpu_count":3},)"
        R"({"namespace":"a","name":"v","kind":"","gpu_count":1}],"by_namespace":{"b":64}})")
                                  << 3;
    QTest::newRow("empty") << QByteArray("{}") << 4;
    QTest::newRow("null") << QByteArray("null") << 4;
    QTest::newRow("empty text") << QByteArray("\"\"") << 4;
    QTest::newRow("broken text") << QByteArray(R"("{\"namespaces\":{\"a\":")") << 4;
}

void tst_WireSnapshots::snapshotShapes()
{
    QFETCH(QByteArray, details);
    QFETCH(int, shape);
    WireDecoder decoder;
    const auto got = decoder.decodeSnapshot(envelope(
        R"({"id":3,"cluster_name":"c","snapshot_time":"2025-11-05T14:05:00Z","dimension_type":"cluster","dimension_key":"",)"
        R"("dimension_value":"","total_gpu_capacity":64,"allocated_gpu_count":48,"allocation_details":)"
        + details + R"(,"created_at":"2025-11-05T14:05:01Z"})"));
    QVERIFY2(got && *got, got ? "" : qPrintable(got.error().message + got.error().detail));
    const auto& snapshot = **got;
    QVERIFY((snapshot.head == SnapshotHead{3, "c", instant("2025-11-05T14:05:00Z"), "cluster", {}, {}, 64, 48}));
    if (shape == 4) {
        QVERIFY(snapshot.namespaces.empty());
        return;
    }
    QCOMPARE(snapshot.namespaces.size(), std::size_t(2));
    const auto &a = snapshot.namespaces[0], &b = snapshot.namespaces[1];
    QCOMPARE(a.name, std::string("a"));
    QCOMPARE(b.name, std::string("b"));
    if (shape == 1) {
        QVERIFY((b.workloads == std::vector<AllocatedWorkload>{{"u1", "w", "b", "Deployment", 6, 80, 3}}));
        QCOMPARE(b.gpus.value, 8.0);
        QCOMPARE(b.utilization.value, 71.2);
        QCOMPARE(b.workloadCount.value, 2.0);
        QCOMPARE(a.workloads.size(), std::size_t(1)); // listed beside, not in the namespace
        QVERIFY(!a.utilization.known());
        QVERIFY((snapshot.annotations == std::vector<AllocatedDimension>{{"cost", "x:1/2", 4, 10, 1}}));
    } else {
        QCOMPARE(b.gpus.value, 64.0);
        QVERIFY((b.workloads == std::vector<AllocatedWorkload>{{"", "w", "b", "Job", 3, {}, {}}}));
        QCOMPARE(a.gpus.value, 1.0); // the sum of its workloads
    }
}

void tst_WireSnapshots::snapshotUtilizationAsFraction()
{
    WireDecoder decoder({true});
    const auto got = decoder.decodeSnapshot(envelope(
        R"({"cluster_name":"c","snapshot_time":"2025-11-05T14:05:00Z","allocation_details":{"namespaces":{"a":{"utilization":0.25}}}})"));
    QVERIFY(got && *got);
    QCOMPARE((*got)->namespaces[0].utilization.value, 25.0);
    QCOMPARE((*got)->head.dimensionType, std::string("cluster"));
    QVERIFY(!(*got)->head.allocated.known());
}

void tst_WireSnapshots::snapshotWithoutData()
{
    WireDecoder decoder;
    const auto none = decoder.decodeSnapshot(R"({"meta":{"code":4004,"message":"none"},"data":null})");
    QVERIFY(none && !*none);
    const auto null = decoder.decodeSnapshot(envelope("null"));
    QVERIFY(!null);
    QCOMPARE(null.error().cls, ErrorClass::Payload);
    QVERIFY(!decoder.decodeSnapshot(envelope(R"({"cluster_name":"c"})"))); // no time
    const auto list =
        decoder.decodeSnapshots(envelope(R"([{"cluster_name":"c","snapshotTime":"2025-11-05T14:05:00Z"}])"));
    QVERIFY(list);
    QCOMPARE(list->rows.size(), std::size_t(1));
}

void tst_WireSnapshots::bareSnapshot()
{
    WireDecoder decoder;
    const auto got = decoder.decodeSnapshot(
        R"({"cluster_name":"c","snapshot_time":"2025-11-05T14:05:00Z","total_gpu_capacity":"64","id":1})");
    QVERIFY2(got && *got, got ? "" : qPrintable(got.error().message + got.error().detail));
    QCOMPARE((*got)->head.capacity.value, 64.0);
}

ATLAS_TEST(tst_WireSnapshots);
#include "tst_WireSnapshots.moc"
