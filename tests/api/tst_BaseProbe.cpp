// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "models/api/WireEncoder.h"
#include "tests/api/ClientTesting.h"
#include "tests/support/FaultServer.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;
using namespace atlas::test;

namespace {

FaultServer::Answer ok(const std::string& text)
{
    return FaultServer::json(QByteArray::fromStdString(text));
}

} // namespace

class tst_BaseProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheBasePath_data();
    void findsTheBasePath();
    void oldServer();
    void nobodyThere();
    void noSuchDataIsNoBasePath();
    void emptyServerIsFoundAllTheSame();
    void loginNeededIsTold();
};

void tst_BaseProbe::findsTheBasePath_data()
{
    QTest::addColumn<QString>("served");
    QTest::addColumn<QString>("given");
    QTest::newRow("as given") << QStringLiteral("/lens/v1") << QStringLiteral("/lens/v1");
    QTest::newRow("/api/v1") << QStringLiteral("/api/v1") << QString();
    QTest::newRow("/v1") << QStringLiteral("/v1") << QStringLiteral("/");
    QTest::newRow("/api") << QStringLiteral("/api") << QString();
    QTest::newRow("prefix and /v1") << QStringLiteral("/lens/v1") << QStringLiteral("/lens/");
    QTest::newRow("a whole endpoint") << QStringLiteral("/v1") << QStringLiteral("/v1/gpu-aggregation/clusters");
}

void tst_BaseProbe::findsTheBasePath()
{
    QFETCH(QString, served);
    QFETCH(QString, given);
    FaultServer server;
    const std::vector<std::string> names{"gpu-a", "gpu-b"};
    const QString root = served + QStringLiteral("/gpu-aggregation");
    server.on(root + QStringLiteral("/clusters"), ok(encodeNames(names)));
    server.on(root + QStringLiteral("/namespaces"), ok(encodeNames(names)));
    server.on(root + QStringLiteral("/dimension-keys"), ok(encodeNames(names)));
    server.on(root + QStringLiteral("/dimension-values"), ok(encodeError(4001, "bad")));
    server.on(root + QStringLiteral("/workloads/hourly-stats"), ok(encodePage(std::span<const WorkloadHour>(), {})));
    server.on(root + QStringLiteral("/snapshots/latest"), ok(encodeError(4004, "none")));
    ApiClient client(ApiConfig(), testEnvironment());
    const auto found = wait(client.probeBasePath(server.url(given)));
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->baseUrl, server.url(served));
    QCOMPARE(found->clusters, names);
    QVERIFY((found->endpoints == EndpointSet{true, true, true, true, true, false}));
    QCOMPARE(found->envelope, Envelope::Canonical);
    QCOMPARE(server.requests().back().parameter("cluster"), QStringLiteral("gpu-a"));
}

void tst_BaseProbe::oldServer()
{
    FaultServer server;
    const QString root = QStringLiteral("/v1/gpu-aggregation");
    ClusterHour row;
    row.cluster = "default";
    row.at.time = instant("2025-11-05T10:00:00Z");
    server.on(root + QStringLiteral("/cluster/hourly-stats"), ok(encodePage(std::span(&row, 1), {1, 1, 1, 1})));
    AllocationSnapshot snapshot;
    snapshot.head = {1, "default", row.at.time, "cluster", {}, {}, 8, 4};
    server.on(root + QStringLiteral("/snapshots/latest"), ok(encodeSnapshot(snapshot)));
    ApiClient client(ApiConfig(), testEnvironment());
    const auto found = wait(client.probeBasePath(server.url()));
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->baseUrl, server.url(QStringLiteral("/v1")));
    QCOMPARE(found->clusters, std::vector<std::string>{"default"});
    QVERIFY((found->endpoints == EndpointSet{false, false, false, false, false, true}));
}

void tst_BaseProbe::nobodyThere()
{
    FaultServer server;
    ApiClient client(ApiConfig(), testEnvironment());
    const auto found = wait(client.probeBasePath(server.url()));
    QVERIFY(!found);
    QCOMPARE(found.error().cls, ErrorClass::Net);
    QVERIFY(found.error().message.contains(QStringLiteral("check the URL")));
    for (const char* path :
        {"/gpu-aggregation", "/api/v1/gpu-aggregation", "/v1/gpu-aggregation", "/api/gpu-aggregation"})
        QVERIFY2(server.count(QString::fromLatin1(path)) > 0, path);
}

void tst_BaseProbe::noSuchDataIsNoBasePath()
{
    // "No such data" at a path that the server does not have: the base path is further down.
    FaultServer server;
    server.on(
        QStringLiteral("/"), FaultServer::json(QByteArray::fromStdString(encodeError(4004, "no such path")), 404));
    const std::vector<std::string> names{"gpu-a"};
    server.on(QStringLiteral("/api/v1/gpu-aggregation/clusters"), ok(encodeNames(names)));
    ApiClient client(ApiConfig(), testEnvironment());
    const auto found = wait(client.probeBasePath(server.url()));
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->baseUrl, server.url(QStringLiteral("/api/v1")));
    QCOMPARE(found->clusters, names);
}

void tst_BaseProbe::emptyServerIsFoundAllTheSame()
{
    FaultServer server;
    server.on(QStringLiteral("/v1/gpu-aggregation"), ok(encodeError(4004, "no such data")));
    ApiClient client(ApiConfig(), testEnvironment());
    const auto found = wait(client.probeBasePath(server.url()));
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->baseUrl, server.url(QStringLiteral("/v1")));
    QVERIFY(found->clusters.empty());
}

void tst_BaseProbe::loginNeededIsTold()
{
    FaultServer server;
    server.on(QStringLiteral("/"), FaultServer::json(R"({"code":401,"message":"authentication required"})", 401));
    ApiClient client(ApiConfig(), testEnvironment());
    const auto found = wait(client.probeBasePath(server.url()));
    QVERIFY(!found);
    QCOMPARE(found.error().cls, ErrorClass::Auth);
    QCOMPARE(server.requests().size(), std::size_t(1));
}

ATLAS_TEST(tst_BaseProbe);
#include "tst_BaseProbe.moc"
