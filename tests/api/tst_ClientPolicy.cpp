// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "models/api/WireEncoder.h"
#include "models/domain/Async.h"
#include "tests/api/ClientTesting.h"
#include "tests/support/FaultServer.h"
#include "tests/support/TestRegistry.h"

#include <QSignalSpy>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

/// What the client asks, how often and how much at a time, and what it never tells.
class tst_ClientPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAsTheContractSays();
    void sendsCredentials_data();
    void sendsCredentials();
    void missingEndpointIsTold_data();
    void missingEndpointIsTold();
    void atMostFourAtATime();
    void retriesStopWithTheBudget();
    void Q1_lateReplyAfterDestruction();
    void noSecretInErrors();
    void latestSnapshot();
    void snapshotsAreAskedInHalvesWhenTooLarge();
};

void tst_ClientPolicy::asksAsTheContractSays()
{
    FaultServer server;
    server.on(QStringLiteral("/"), FaultServer::json(R"({"code":0,"data":[]})"));
    ApiClient client(testConfig(server), testEnvironment());
    const auto from = instant("2025-11-05T10:00:00Z");
    const auto page =
        wait(client.dimensionHoursPage("c +&%", {DimensionType::Annotation, "a/b"}, {from, from + 2h}, 3));
    QVERIFY2(page, page ? "" : qPrintable(page.error().message));
    const auto& request = server.requests().front();
    QCOMPARE(request.path, QStringLiteral("/v1/gpu-aggregation/labels/hourly-stats"));
    QCOMPARE(request.parameter("cluster"), QStringLiteral("c +&%"));
    QVERIFY(request.target.contains("cluster=c%20%2B%26%25&"));
    QCOMPARE(request.parameter("dimension_type"), QStringLiteral("annotation"));
    QCOMPARE(request.parameter("dimension_key"), QStringLiteral("a/b"));
    QCOMPARE(request.parameter("start_time"), QStringLiteral("2025-11-05T10:00:00Z"));
    QCOMPARE(request.parameter("end_time"), QStringLiteral("2025-11-05T11:59:59Z")); // inclusive on the wire
    QCOMPARE(request.parameter("page"), QStringLiteral("3"));
    QCOMPARE(request.parameter("page_size"), QStringLiteral("1000"));
    QVERIFY(!request.query.hasQueryItem(QStringLiteral("dimension_value")));
}

void tst_ClientPolicy::sendsCredentials_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("none") << int(ApiAuth::Kind::None) << QByteArray("authorization") << QByteArray();
    QTest::newRow("bearer") << int(ApiAuth::Kind::Bearer) << QByteArray("authorization") << QByteArray("Bearer s3cret");
    QTest::newRow("cookie") << int(ApiAuth::Kind::Cookie) << QByteArray("cookie") << QByteArray("s3cret");
    QTest::newRow("header") << int(ApiAuth::Kind::Header) << QByteArray("x-token") << QByteArray("s3cret");
}

void tst_ClientPolicy::sendsCredentials()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    FaultServer server;
    server.on(clustersPath, FaultServer::json(goodNames, 200, "Set-Cookie: leak=1\r\n"));
    auto config = testConfig(server);
    config.auth = {ApiAuth::Kind(kind), "s3cret", "X-Token"};
    ApiClient client(config, testEnvironment());
    QVERIFY(wait(client.clusters()));
    QVERIFY(wait(client.clusters()));
    QCOMPARE(server.requests().front().headers.value(header), value);
    // A cookie that the server sets is not kept.
    QVERIFY(!server.requests().back().headers.value("cookie").contains("leak"));
}

void tst_ClientPolicy::missingEndpointIsTold_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("404 page") << 404 << QByteArray("text/html") << QByteArray("<title>404</title>");
    QTest::newRow("404 text") << 404 << QByteArray("text/plain") << QByteArray("404 page not found");
    QTest::newRow("404 json") << 404 << QByteArray("application/json")
                              << QByteArray(R"({"code":404,"message":"no route"})");
    QTest::newRow("404 bare json") << 404 << QByteArray("application/json") << QByteArray(R"({"detail":"no"})");
    QTest::newRow("proxy page") << 200 << QByteArray("text/html") << QByteArray("<title>App</title>");
}

void tst_ClientPolicy::missingEndpointIsTold()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    FaultServer server;
    server.on(QStringLiteral("/"), FaultServer::reply(status, type, body));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Net);
    QCOMPARE(names.error().code, status);
    QVERIFY(endpointMissing(names.error()));
}

void tst_ClientPolicy::atMostFourAtATime()
{
    FaultServer server;
    server.on(clustersPath, FaultServer::silence());
    auto config = testConfig(server);
    ApiClient client(config, testEnvironment());
    QList<QFuture<Result<std::vector<std::string>>>> futures;
    for (int i = 0; i < 12; ++i)
        futures << client.clusters();
    QTRY_COMPARE(server.count(clustersPath), 4);
    // Whatever else is due has had its turn when a fresh connection of ours was served.
    FaultServer second;
    second.on(QStringLiteral("/"), FaultServer::json(goodNames));
    ApiClient other(testConfig(second), testEnvironment());
    QVERIFY(wait(other.clusters()));
    QCOMPARE(server.count(clustersPath), 4);
}

void tst_ClientPolicy::retriesStopWithTheBudget()
{
    FaultServer server;
    server.on(clustersPath, FaultServer::html("down", 500));
    ApiClient client(testConfig(server), testEnvironment());
    for (int i = 0; i < 20; ++i)
        QVERIFY(!wait(client.clusters()));
    // 50 tokens are ten retries; then each question is asked once.
    QCOMPARE(server.count(clustersPath), 20 + 10);
}

void tst_ClientPolicy::Q1_lateReplyAfterDestruction()
{
    FaultServer server;
    QSignalSpy asked(&server, &FaultServer::requested);
    auto slow = FaultServer::json(goodNames);
    slow.pieceSize = 40;
    slow.pause = 5ms;
    server.on(QStringLiteral("/"), slow);
    auto client = std::make_unique<ApiClient>(testConfig(server), testEnvironment());
    const auto from = instant("2025-11-05T10:00:00Z");
    auto names = client->clusters();
    auto rows = client->clusterHours("c", {from, from + 1h});
    auto snapshots = client->snapshots("c", {from, from + 1h});
    auto probe = client->probeBasePath(server.url());
    bool called = false;
    whenDone(names, this, [&](const auto&) { called = true; });
    whenDone(rows, this, [&](const auto&) { called = true; });
    whenDone(probe, this, [&](const auto&) { called = true; });
    QVERIFY(asked.wait());
    client.reset();
    QVERIFY(names.isFinished() && names.isCanceled());
    QVERIFY(rows.isFinished() && rows.isCanceled());
    QVERIFY(snapshots.isFinished() && snapshots.isCanceled());
    QVERIFY(probe.isFinished() && probe.isCanceled());
    FaultServer second;
    second.on(QStringLiteral("/"), FaultServer::json(goodNames));
    ApiClient other(testConfig(second), testEnvironment());
    QVERIFY(wait(other.clusters()));
    QVERIFY(!called);
}

void tst_ClientPolicy::noSecretInErrors()
{
    FaultServer server;
    server.on(QStringLiteral("/"), [](const FaultServer::Request& request) {
        if (request.path.endsWith(QStringLiteral("clusters")))
            return FaultServer::html("<title>gone</title>", 500);
        return FaultServer::json(R"({"meta":{"code":4001,"message":"bad"},"data":null})");
    });
    auto config = testConfig(server);
    config.baseUrl.setUserName(QStringLiteral("alice"));
    config.baseUrl.setPassword(QStringLiteral("s3cret"));
    config.auth = {ApiAuth::Kind::Bearer, "s3cret", {}};
    ApiClient client(config, testEnvironment());
    const auto from = instant("2025-11-05T10:00:00Z");
    const auto names = wait(client.clusters());
    const auto rows = wait(client.clusterHours("hidden-cluster", {from, from + 1h}));
    for (const auto& error : {names.error(), rows.error()}) {
        const QString all = error.message + error.detail + error.traceId;
        QVERIFY2(!all.contains(QStringLiteral("s3cret")), qPrintable(all));
        QVERIFY2(!all.contains(QStringLiteral("hidden-cluster")), qPrintable(all));
        QVERIFY2(!all.contains(QStringLiteral("start_time")), qPrintable(all));
    }
    QCOMPARE(server.requests().front().headers.value("authorization"), QByteArray("Bearer s3cret"));
}

void tst_ClientPolicy::latestSnapshot()
{
    FaultServer server;
    AllocationSnapshot sent;
    sent.head = {7, "c", instant("2025-11-05T10:05:00Z"), "cluster", {}, {}, 64, 48};
    const auto text = encodeSnapshot(sent);
    server.on(QStringLiteral("/"), FaultServer::json(QByteArray::fromStdString(text)));
    ApiClient client(testConfig(server), testEnvironment());
    const auto got = wait(client.latestSnapshot("c"));
    QVERIFY(got && got->snapshot);
    QVERIFY(*got->snapshot == sent);
}

void tst_ClientPolicy::snapshotsAreAskedInHalvesWhenTooLarge()
{
    const auto from = instant("2025-11-05T10:00:00Z");
    std::vector<AllocationSnapshot> all;
    for (int i = 0; i < 60; ++i) {
        AllocationSnapshot snapshot;
        snapshot.head = {i, "c", from + i * 5min, "cluster", {}, {}, 64, 48};
        snapshot.namespaces.push_back({std::string(1000, 'n'), 1, 2, 3, {}});
        all.push_back(snapshot);
    }
    FaultServer server;
    server.on(QStringLiteral("/"), [&](const FaultServer::Request& request) {
        const auto start = instant(request.parameter("start_time").toStdString());
        const auto end = instant(request.parameter("end_time").toStdString());
        std::vector<AllocationSnapshot> some;
        for (const auto& snapshot : all) {
            if (snapshot.head.time >= start && snapshot.head.time <= end)
                some.push_back(snapshot);
        }
        return FaultServer::json(QByteArray::fromStdString(encodeSnapshots(some)));
    });
    auto config = testConfig(server);
    config.caps.wire = 30'000;
    ApiClient client(config, testEnvironment());
    const auto got = wait(client.snapshots("c", {from, from + 5h}));
    QVERIFY2(got, got ? "" : qPrintable(got.error().message));
    QVERIFY(got->rows == all);
    QVERIFY(server.requests().size() > 2);
}

ATLAS_TEST(tst_ClientPolicy);
#include "tst_ClientPolicy.moc"
