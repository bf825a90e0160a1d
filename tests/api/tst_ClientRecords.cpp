// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "models/api/HttpGet.h"
#include "models/api/RequestGate.h"
#include "models/api/WireEncoder.h"
#include "tests/api/ClientTesting.h"
#include "tests/support/FaultServer.h"
#include "tests/support/TestRegistry.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

/// All that a client tells of its exchanges.
class Records
{
public:
    explicit Records(ApiClient& client)
    {
        QObject::connect(&client, &ApiClient::exchanged, &m_context,
            [this](const RequestRecord& record) { m_records.push_back(record); });
    }
    const std::vector<RequestRecord>& all() const { return m_records; }
    const RequestRecord& at(std::size_t i) const { return m_records.at(i); }

private:
    QObject m_context;
    std::vector<RequestRecord> m_records;
};

const Instant from = instant("2025-11-05T10:00:00Z");

FaultServer::Answer oneRow()
{
    NamespaceHour row;
    row.cluster = "c";
    row.name = "ns";
    row.at.time = from;
    return FaultServer::json(
        QByteArray::fromStdString(encodePage(std::span<const NamespaceHour>(&row, 1), {1, 1, 1000, 1})), 200,
        "Date: Wed, 05 Nov 2025 12:05:00 GMT\r\nX-Request-Id: req-7\r\n");
}

} // namespace

/// What the client tells beside its answers: the log of exchanges, the server's clock, waits; and that waits and
/// common limits hold.
class tst_ClientRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAttemptIsRecorded();
    void aRecordHoldsWhatWasAskedAndWhatCame();
    void traceIds_data();
    void traceIds();
    void P2_dialectIsToldOnce();
    void P7_rejectedRowsAreTold();
    void T4_clockOfTheServer();
    void N7_retryAfterForms_data();
    void N7_retryAfterForms();
    void N7_theServerIsLeftAloneMeanwhile();
    void N7_throttleWithoutEnd();
    void N7_aWaitIsOverriddenOnce();
    void N9_forbiddenNamesTheEndpoint();
    void Q5_gateLimitsAllClients();
    void Q5_deadServersLeaveRoom();
    void Q1_clientDiesInItsOwnSignal();
    void extensions_data();
    void extensions();
    void dailySummaries();
};

void tst_ClientRecords::everyAttemptIsRecorded()
{
    FaultServer server;
    server.on(clustersPath, [&](const FaultServer::Request&) {
        return server.requests().size() < 3 ? FaultServer::html("<title>Bad gateway</title>", 502)
                                            : FaultServer::json(goodNames);
    });
    ApiClient client(testConfig(server), testEnvironment());
    const Records records(client);
    QVERIFY(wait(client.clusters()));
    QCOMPARE(records.all().size(), std::size_t(3));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(records.at(std::size_t(i)).attempt, i + 1);
    QVERIFY(records.at(0).failure == ErrorClass::Net);
    QCOMPARE(records.at(0).httpStatus, 502);
    QVERIFY(records.at(0).message.find("Bad gateway") != std::string::npos);
    QVERIFY(!records.at(2).failure);
    QCOMPARE(records.at(2).httpStatus, 200);
    QCOMPARE(records.at(2).rows, -1); // names are no rows
}

void tst_ClientRecords::aRecordHoldsWhatWasAskedAndWhatCame()
{
    FaultServer server;
    server.on(QStringLiteral("/"), oneRow());
    ApiClient client(testConfig(server), testEnvironment());
    const Records records(client);
    QVERIFY(wait(client.namespaceHours("c d", {from, from + 1h})));
    const auto& record = records.at(0);
    QVERIFY(record.at == instant("2025-11-05T12:00:00Z"));
    QCOMPARE(record.connection, std::string());
    QCOMPARE(record.cluster, std::string("c d"));
    QCOMPARE(record.request,
        std::string("namespaces/hourly-stats?cluster=c%20d&start_time=2025-11-05T10%3A00%3A00Z&"
                    "end_time=2025-11-05T10%3A59%3A59Z&page=1&page_size=1000"));
    QCOMPARE(record.rows, 1);
    QVERIFY(record.bytes > 300);
    QVERIFY(record.duration >= 0ms && record.duration < 20s);
    QCOMPARE(record.traceId, std::string("req-7"));
}

void tst_ClientRecords::traceIds_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray plain = R"({"code":0,"data":[]})";
    QTest::newRow("none") << QByteArray() << plain << QByteArray();
    QTest::newRow("header") << QByteArray("X-Request-Id: r-1\r\n") << plain << QByteArray("r-1");
    QTest::newRow("traceparent") << QByteArray(
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n")
                                 << plain << QByteArray("4bf92f3577b34da6a3ce929d0e0e4736");
    QTest::newRow("body first") << QByteArray("X-Request-Id: r-1\r\n")
                                << QByteArray(R"({"code":0,"data":[],"traceId":"b-1"})") << QByteArray("b-1");
    QTest::newRow("failure") << QByteArray("X-Request-Id: r-1\r\n") << QByteArray(R"({"code":400,"message":"m"})")
                             << QByteArray("r-1");
    QTest::newRow("failure, body") << QByteArray()
                                   << QByteArray(R"({"meta":{"code":4001},"data":null,"tracing":{"trace_id":"b-2"}})")
                                   << QByteArray("b-2");
}

void tst_ClientRecords::traceIds()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    FaultServer server;
    server.on(clustersPath, FaultServer::json(body, 200, headers));
    ApiClient client(testConfig(server), testEnvironment());
    const Records records(client);
    const auto names = wait(client.clusters());
    QCOMPARE(QByteArray::fromStdString(records.at(0).traceId), expected);
    if (!names)
        QCOMPARE(names.error().traceId.toUtf8(), expected);
}

void tst_ClientRecords::P2_dialectIsToldOnce()
{
    FaultServer server;
    server.on(clustersPath, FaultServer::json(R"({"code":"0","data":["a"]})"));
    ApiClient client(testConfig(server), testEnvironment());
    const Records records(client);
    for (int i = 0; i < 3; ++i)
        QVERIFY(wait(client.clusters()));
    QCOMPARE(records.at(0).message, std::string("The server answers in the flat form, code 0"));
    QCOMPARE(records.at(1).message, std::string());
    QCOMPARE(records.at(2).message, std::string());
}

void tst_ClientRecords::P7_rejectedRowsAreTold()
{
    FaultServer server;
    auto answer = oneRow();
    answer.bytes.replace("[{", "[17,{");
    answer.bytes.replace("Content-Length", "X-Old-Length");
    server.on(QStringLiteral("/"), answer);
    ApiClient client(testConfig(server), testEnvironment());
    const Records records(client);
    QVERIFY(wait(client.namespaceHoursPage("c", {from, from + 1h}, 1)));
    QCOMPARE(records.at(0).rows, 2);
    QCOMPARE(records.at(0).message, std::string("1 of 2 rows were unusable and left out"));
}

void tst_ClientRecords::T4_clockOfTheServer()
{
    FaultServer server;
    server.on(QStringLiteral("/"), oneRow()); // its clock is five minutes ahead
    server.on(clustersPath, FaultServer::json(goodNames)); // tells no time
    ApiClient client(testConfig(server), testEnvironment());
    std::vector<std::chrono::seconds> seen;
    connect(&client, &ApiClient::clockSeen, this, [&](std::chrono::seconds ahead) { seen.push_back(ahead); });
    QVERIFY(wait(client.clusters()));
    QVERIFY(seen.empty());
    QVERIFY(wait(client.namespaceHours("c", {from, from + 1h})));
    QVERIFY((seen == std::vector{std::chrono::seconds(300)}));
}

void tst_ClientRecords::N7_retryAfterForms_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("seconds"); // -1: none
    QTest::newRow("nothing") << QByteArray() << -1;
    QTest::newRow("zero") << QByteArray("0") << 0;
    QTest::newRow("seconds") << QByteArray(" 120 ") << 120;
    QTest::newRow("ten years") << QByteArray("315360000") << 900;
    QTest::newRow("beyond all integers") << QByteArray("99999999999999999999999") << 900;
    QTest::newRow("negative") << QByteArray("-1") << -1;
    QTest::newRow("with a sign") << QByteArray("+5") << -1;
    QTest::newRow("a fraction") << QByteArray("1.5") << -1;
    QTest::newRow("garbage") << QByteArray("soon") << -1;
    QTest::newRow("a date") << QByteArray("Wed, 05 Nov 2025 12:01:00 GMT") << 60;
    QTest::newRow("another weekday") << QByteArray("Mon, 05 Nov 2025 12:01:00 GMT") << 60;
    QTest::newRow("the old form") << QByteArray("Wednesday, 05-Nov-25 12:01:00 GMT") << 60;
    QTest::newRow("asctime") << QByteArray("Wed Nov  5 12:01:00 2025") << 60;
    QTest::newRow("a date long ago") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << -1;
    QTest::newRow("a date in ten years") << QByteArray("Wed, 05 Nov 2035 12:00:00 GMT") << 900;
    QTest::newRow("no such day") << QByteArray("Wed, 31 Feb 2026 12:00:00 GMT") << -1;
    QTest::newRow("no such hour") << QByteArray("Wed, 05 Nov 2025 25:00:00 GMT") << -1;
    QTest::newRow("another zone") << QByteArray("Wed, 05 Nov 2025 12:01:00 CET") << -1;
    QTest::newRow("cut") << QByteArray("Wed, 05 Nov") << -1;
}

void tst_ClientRecords::N7_retryAfterForms()
{
    QFETCH(QByteArray, header);
    QFETCH(int, seconds);
    const auto wait = parseRetryAfter(header, instant("2025-11-05T12:00:00Z"));
    QCOMPARE(wait.has_value(), seconds >= 0);
    if (wait)
        QCOMPARE(qint64(wait->count()), qint64(seconds) * 1000);
}

void tst_ClientRecords::N7_theServerIsLeftAloneMeanwhile()
{
    FaultServer server;
    server.on(clustersPath, [&](const FaultServer::Request&) {
        return server.count(clustersPath) < 2
            ? FaultServer::json(R"({"code":429,"message":"slow"})", 429, "Retry-After: 10\r\n")
            : FaultServer::json(goodNames);
    });
    server.on(QStringLiteral("/v1/gpu-aggregation/namespaces"), FaultServer::json(goodNames));
    auto config = testConfig(server);
    config.maxConcurrent = 1;
    ApiClient client(config, testEnvironment()); // ten seconds are a tenth of one
    const Records records(client);
    const auto clusters = client.clusters();
    const auto others = client.namespaces("c", {from, from + 1h});
    QVERIFY(wait(clusters));
    QVERIFY(wait(others));
    QCOMPARE(records.all().size(), std::size_t(3));
    QCOMPARE(records.at(0).request, std::string("clusters"));
    QCOMPARE(records.at(1).request, std::string("clusters")); // nothing was asked in between
}

void tst_ClientRecords::N7_throttleWithoutEnd()
{
    FaultServer server;
    server.on(clustersPath,
        FaultServer::json(R"({"code":429,"message":"slow"})", 429,
            "Date: Wed, 05 Nov 2025 11:00:00 GMT\r\nRetry-After: Wed, 05 Nov 2025 11:00:20 GMT\r\n"));
    auto environment = testEnvironment();
    environment.waitScale = 0;
    ApiClient client(testConfig(server), environment);
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Throttled);
    QVERIFY(names.error().retryAfter == 20s); // by the server's own clock, which is an hour behind
    QCOMPARE(server.count(clustersPath), 3);
}

void tst_ClientRecords::N7_aWaitIsOverriddenOnce()
{
    FaultServer server;
    server.on(clustersPath, FaultServer::json(R"({"code":429,"message":"slow"})", 429, "Retry-After: 900\r\n"));
    auto environment = testEnvironment();
    environment.waitScale = 1; // nobody waits for it
    ApiClient client(testConfig(server), environment);
    QSignalSpy throttled(&client, &ApiClient::throttled);
    QVERIFY(!client.overrideThrottle()); // nothing to override
    auto names = client.clusters();
    QVERIFY(throttled.wait());
    QCOMPARE(server.count(clustersPath), 1);
    QVERIFY(client.overrideThrottle());
    QVERIFY(throttled.wait());
    QCOMPARE(server.count(clustersPath), 2);
    QVERIFY(!client.overrideThrottle()); // once
    QVERIFY(!names.isFinished());
}

void tst_ClientRecords::N9_forbiddenNamesTheEndpoint()
{
    FaultServer server;
    server.on(QStringLiteral("/"), FaultServer::json(R"({"code":403,"message":"no"})", 403));
    server.on(clustersPath, FaultServer::json(goodNames));
    ApiClient client(testConfig(server), testEnvironment());
    const auto rows = wait(client.workloadHours("c", {from, from + 1h}));
    QVERIFY(!rows);
    QCOMPARE(rows.error().cls, ErrorClass::Auth);
    QCOMPARE(rows.error().code, 403);
    QVERIFY2(rows.error().message.startsWith(
                 QStringLiteral("The token is valid but not allowed for workloads/hourly-stats")),
        qPrintable(rows.error().message));
    QCOMPARE(server.requests().size(), std::size_t(1));
    QVERIFY(wait(client.clusters())); // other endpoints go on
}

void tst_ClientRecords::Q5_gateLimitsAllClients()
{
    FaultServer server;
    int open = 0, most = 0;
    auto environment = testEnvironment();
    environment.gate = std::make_shared<RequestGate>(3);
    std::vector<std::unique_ptr<ApiClient>> clients;
    for (int i = 0; i < 6; ++i) {
        clients.push_back(std::make_unique<ApiClient>(testConfig(server), environment));
        connect(clients.back().get(), &ApiClient::exchanged, this, [&] { --open; });
    }
    auto slow = FaultServer::json(goodNames);
    slow.pieceSize = 100;
    slow.pause = 1ms;
    server.on(clustersPath, [&](const FaultServer::Request&) {
        most = std::max(most, ++open);
        return slow;
    });
    std::vector<QFuture<Result<std::vector<std::string>>>> futures;
    for (int round = 0; round < 4; ++round) {
        for (const auto& client : clients)
            futures.push_back(client->clusters());
    }
    clients.back().reset(); // what it held or waited for goes to the others
    for (std::size_t i = 0; i < futures.size(); ++i) {
        if (i % 6 != 5)
            QVERIFY(wait(futures[i]));
    }
    QCOMPARE(most, 3);
}

void tst_ClientRecords::Q5_deadServersLeaveRoom()
{
    FaultServer dead, healthy;
    dead.on(QStringLiteral("/"), FaultServer::silence());
    healthy.on(QStringLiteral("/"), FaultServer::json(goodNames));
    auto environment = testEnvironment();
    environment.gate = std::make_shared<RequestGate>(2);
    auto config = testConfig(dead);
    config.deadlines.firstByte = 30ms;
    std::vector<std::unique_ptr<ApiClient>> clients;
    std::vector<QFuture<Result<std::vector<std::string>>>> futures;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<ApiClient>(config, environment));
        futures.push_back(clients.back()->clusters());
    }
    for (const auto& future : futures)
        QVERIFY(!wait(future)); // now all of them are known to be dead
    config.deadlines.firstByte = 20s;
    for (const auto& client : clients)
        futures.push_back(client->clusters()); // each of these takes its place for 30 ms, three times over
    ApiClient good(testConfig(healthy), environment);
    QVERIFY(wait(good.clusters()));
    QVERIFY(!futures.back().isFinished()); // it did not have to wait for the dead ones
}

void tst_ClientRecords::Q1_clientDiesInItsOwnSignal()
{
    FaultServer server;
    server.on(QStringLiteral("/"), oneRow());
    for (const bool byClock : {true, false}) {
        auto client = std::make_unique<ApiClient>(testConfig(server), testEnvironment());
        auto rows = client->namespaceHours("c", {from, from + 1h});
        const auto end = [&] { client.release()->deleteLater(); };
        const auto endNow = [&] { client.reset(); };
        if (byClock)
            connect(client.get(), &ApiClient::clockSeen, this, end);
        else
            connect(client.get(), &ApiClient::exchanged, this, endNow, Qt::QueuedConnection);
        QTRY_VERIFY(rows.isFinished());
    }
}

void tst_ClientRecords::extensions_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("found"); // -1: a failure
    const QByteArray json = "application/json";
    QTest::newRow("offered") << 200 << json << QByteArray(R"({"meta":{"code":2000},"data":["summary/daily","x"]})")
                             << 2;
    QTest::newRow("none") << 200 << json << QByteArray(R"({"meta":{"code":2000},"data":[]})") << 0;
    QTest::newRow("404 page") << 404 << QByteArray("text/html") << QByteArray("<title>404</title>") << 0;
    QTest::newRow("404 envelope") << 404 << json << QByteArray(R"({"code":404,"message":"no route"})") << 0;
    QTest::newRow("404 in 200") << 200 << json << QByteArray(R"({"code":404,"message":"no route"})") << 0;
    QTest::newRow("4004") << 200 << json << QByteArray(R"({"meta":{"code":4004},"data":null})") << 0;
    QTest::newRow("a page") << 200 << QByteArray("text/html") << QByteArray("<title>App</title>") << 0;
    QTest::newRow("server fails") << 500 << json << QByteArray(R"({"code":500,"message":"m"})") << -1;
    QTest::newRow("login") << 401 << json << QByteArray(R"({"code":401,"message":"m"})") << -1;
}

void tst_ClientRecords::extensions()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, found);
    FaultServer server;
    server.on(QStringLiteral("/v1/gpu-aggregation/extensions"), FaultServer::reply(status, type, body));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.extensions());
    QCOMPARE(names ? int(names->size()) : -1, found);
}

void tst_ClientRecords::dailySummaries()
{
    PeriodSummary known{"c", instant("2025-11-04T00:00:00Z"), 24, 1536, 1000.5, 700.25, 70.1};
    PeriodSummary empty{"c", instant("2025-11-05T00:00:00Z"), 0, unknown, unknown, unknown, unknown};
    FaultServer server;
    server.on(QStringLiteral("/v1/gpu-aggregation/summary/daily"),
        FaultServer::json(QByteArray::fromStdString(encodeSummaries(std::vector{known, empty}))));
    ApiClient client(testConfig(server), testEnvironment());
    const auto day = instant("2025-11-04T00:00:00Z");
    const auto days = wait(client.dailySummaries("c", {day, day + 48h}, "Europe/Berlin"));
    QVERIFY2(days, days ? "" : qPrintable(days.error().message));
    QCOMPARE(days->size(), std::size_t(2));
    QVERIFY(days->front() == known);
    QVERIFY(days->back().start == empty.start && days->back().hours == 0);
    QVERIFY(std::isnan(days->back().usedGpuHours) && std::isnan(days->back().capacityGpuHours));
    const auto& request = server.requests().front();
    QCOMPARE(request.parameter("cluster"), QStringLiteral("c"));
    QCOMPARE(request.parameter("end_time"), QStringLiteral("2025-11-05T23:59:59Z"));
    QCOMPARE(request.parameter("level"), QStringLiteral("cluster"));
    QCOMPARE(request.parameter("zone"), QStringLiteral("Europe/Berlin"));
}

ATLAS_TEST(tst_ClientRecords);
#include "tst_ClientRecords.moc"
