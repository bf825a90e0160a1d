// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "tests/api/ClientTesting.h"
#include "tests/support/FaultServer.h"
#include "tests/support/TestRegistry.h"

#include <QSignalSpy>
#include <QTcpServer>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

/// One request at a time against real sockets: what the client makes of a misbehaving server.
class tst_ClientFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void N1_refusedConnection();
    void N1_unknownName();
    void N2_silentServer();
    void N3_dripDeadline();
    void N4_cutBody_data();
    void N4_cutBody();
    void N5_cutGzip();
    void N5_cutTextWithoutLength();
    void N6_errorPages_data();
    void N6_errorPages();
    void N6_aReasonInJsonStandsInTheSentence();
    void N6_jsonOfAnotherTypeIsNotParsed();
    void N7_retryAfter_data();
    void N7_retryAfter();
    void N7_throttledThenGood();
    void N8_loginNeeded_data();
    void N8_loginNeeded();
    void N9_forbidden();
    void N12_captivePortal();
    void P1_envelopeErrors_data();
    void P1_envelopeErrors();
    void P1_noDataWithAnyStatus();
    void P10_wireCap();
    void P11_gzipBomb();
};

void tst_ClientFaults::N1_unknownName()
{
    ApiConfig config;
    config.baseUrl = QUrl(QStringLiteral("https://no-such-host.invalid/v1")); // reserved: it never exists
    config.deadlines.connect = std::chrono::seconds(2);
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    // A machine without a name server may only find out by waiting.
    QVERIFY(names.error().cls == ErrorClass::Net || names.error().cls == ErrorClass::Timeout);
    QVERIFY(names.error().message.contains(QStringLiteral("no-such-host.invalid")));
}

void tst_ClientFaults::N1_refusedConnection()
{
    quint16 port = 0;
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        port = gone.serverPort();
    }
    ApiConfig config;
    config.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:%1/v1").arg(port));
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Net);
    QVERIFY(!endpointMissing(names.error()));
}

void tst_ClientFaults::N2_silentServer()
{
    FaultServer server;
    server.on(clustersPath, FaultServer::silence());
    auto config = testConfig(server);
    config.deadlines.firstByte = 60ms;
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Timeout);
    QCOMPARE(server.count(clustersPath), 3); // tried three times
}

void tst_ClientFaults::N3_dripDeadline()
{
    FaultServer server;
    auto drip = FaultServer::json(goodNames);
    drip.pieceSize = 1;
    drip.pause = 10ms;
    server.on(clustersPath, drip);
    auto config = testConfig(server);
    config.deadlines.total = 200ms; // each byte comes in time, the whole does not
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Timeout);
    QCOMPARE(server.count(clustersPath), 2); // repeated once
}

void tst_ClientFaults::N4_cutBody_data()
{
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<bool>("reset");
    QTest::newRow("length, closed") << false << false;
    QTest::newRow("length, reset") << false << true;
    QTest::newRow("chunked, closed") << true << false;
}

void tst_ClientFaults::N4_cutBody()
{
    QFETCH(bool, chunked);
    QFETCH(bool, reset);
    FaultServer server;
    auto answer = FaultServer::json(goodNames);
    if (chunked)
        answer.bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n"
            + goodNames.left(20);
    else
        answer.bytes.chop(10);
    answer.end = reset ? FaultServer::Answer::End::Reset : FaultServer::Answer::End::Close;
    server.on(clustersPath, answer);
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    // Of a chunked body that ends too early Qt does not always tell; then the text itself does.
    QVERIFY2(names.error().cls == ErrorClass::Net || (chunked && isTruncated(names.error())),
        qPrintable(names.error().message));
    QVERIFY(server.count(clustersPath) >= 2); // the transport may add one of its own
}

void tst_ClientFaults::N5_cutGzip()
{
    QByteArray big = R"({"code":0,"data":[)";
    for (int i = 0; i < 5000; ++i)
        big += "\"name-" + QByteArray::number(i * 7919) + "\",";
    const auto packed = gzip(big + "\"end\"]}", 9);
    if (packed.isEmpty())
        QSKIP("no gzip program");
    FaultServer server;
    server.on(QStringLiteral("/v1/gpu-aggregation/namespaces"),
        FaultServer::json(packed, 200, "Content-Encoding: gzip\r\n")); // whole: must arrive
    server.on(clustersPath, FaultServer::json(packed.left(packed.size() / 2), 200, "Content-Encoding: gzip\r\n"));
    ApiClient client(testConfig(server), testEnvironment());
    const auto from = instant("2025-11-05T10:00:00Z");
    const auto whole = wait(client.namespaces("c", {from, from + 1h}));
    QVERIFY2(whole, whole ? "" : qPrintable(whole.error().message));
    QCOMPARE(whole->size(), std::size_t(5001));
    const auto cut = wait(client.clusters());
    QVERIFY(!cut);
    QCOMPARE(cut.error().cls, ErrorClass::Payload);
    QVERIFY2(cut.error().detail.contains(QStringLiteral("at byte")), qPrintable(cut.error().detail));
    QCOMPARE(server.count(clustersPath), 2); // repeated once
}

void tst_ClientFaults::N5_cutTextWithoutLength()
{
    FaultServer server;
    FaultServer::Answer answer;
    answer.bytes =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + goodNames.left(60);
    server.on(clustersPath, answer);
    ApiClient client(testConfig(server), testEnvironment());
    const QSignalSpy exchanges(&client, &ApiClient::exchanged);
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QVERIFY2(names.error().cls == ErrorClass::Payload, qPrintable(names.error().message + names.error().detail));
    QVERIFY(isTruncated(names.error()));
    QCOMPARE(names.error().detail, QStringLiteral("cut off at byte 60"));
    QCOMPARE(exchanges.size(), 2); // repeated once
}

void tst_ClientFaults::N6_errorPages_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("500") << 500;
    QTest::newRow("502") << 502;
    QTest::newRow("504") << 504;
}

void tst_ClientFaults::N6_errorPages()
{
    QFETCH(int, status);
    FaultServer server;
    const QByteArray title(300, 'x');
    server.on(clustersPath,
        FaultServer::html("<html><head><title>Bad\x1b gateway " + title + "</title></head></html>", status));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Net);
    QCOMPARE(names.error().code, status);
    QVERIFY(names.error().message.contains(QStringLiteral("Bad gateway xxx")));
    QVERIFY(!names.error().message.contains(QString(120, u'x')));
    QCOMPARE(server.count(clustersPath), 3);
}

void tst_ClientFaults::N6_aReasonInJsonStandsInTheSentence()
{
    FaultServer server;
    server.on(clustersPath, FaultServer::json(R"({"code":404,"message":"no such route"})", 404));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().message, QStringLiteral("The server answers HTTP 404: no such route. Cached data stay."));
}

void tst_ClientFaults::N6_jsonOfAnotherTypeIsNotParsed()
{
    FaultServer server;
    server.on(clustersPath, FaultServer::reply(200, "text/html", goodNames));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Net);
}

void tst_ClientFaults::N7_retryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("seconds"); // of the wait; -1: about a second of jitter
    QTest::newRow("none") << QByteArray() << qint64(-1);
    QTest::newRow("seconds") << QByteArray("Retry-After: 7\r\n") << qint64(7);
    QTest::newRow("date") << QByteArray("Retry-After: Wed, 05 Nov 2025 12:00:30 GMT\r\n") << qint64(30);
    QTest::newRow("past date") << QByteArray("Retry-After: Wed, 05 Nov 2025 11:00:30 GMT\r\n") << qint64(-1);
    QTest::newRow("negative") << QByteArray("Retry-After: -5\r\n") << qint64(-1);
    QTest::newRow("ten years") << QByteArray("Retry-After: 315360000\r\n") << qint64(900);
    QTest::newRow("garbage") << QByteArray("Retry-After: soon\r\n") << qint64(-1);
}

void tst_ClientFaults::N7_retryAfter()
{
    QFETCH(QByteArray, header);
    QFETCH(qint64, seconds);
    FaultServer server;
    server.on(clustersPath, FaultServer::json(R"({"code":429,"message":"slow"})", 429, header));
    auto environment = testEnvironment(); // now is 2025-11-05T12:00:00Z
    environment.waitScale = 0;
    ApiClient client(testConfig(server), environment);
    std::vector<std::chrono::milliseconds> waits;
    connect(&client, &ApiClient::throttled, this, [&](std::chrono::milliseconds wait) { waits.push_back(wait); });
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Throttled);
    QCOMPARE(waits.size(), std::size_t(2));
    if (seconds >= 0)
        QCOMPARE(qint64(waits.front().count()), seconds * 1000);
    else
        QVERIFY(waits.front() >= 500ms && waits.front() <= 1000ms); // equal jitter: at least half
}

void tst_ClientFaults::N7_throttledThenGood()
{
    FaultServer server;
    server.on(clustersPath, [&](const FaultServer::Request&) {
        return server.requests().size() < 2 ? FaultServer::html("busy", 503) : FaultServer::json(goodNames);
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(names);
    QCOMPARE(names->size(), std::size_t(2));
}

void tst_ClientFaults::N8_loginNeeded_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("401") << 401 << QByteArray(R"({"code":401,"message":"authentication required"})");
    QTest::newRow("401 in 200") << 200 << QByteArray(R"({"code":401,"message":"authentication required"})");
    QTest::newRow("4003") << 200 << QByteArray(R"({"meta":{"code":4003,"message":"who"},"data":null,"tracing":null})");
}

void tst_ClientFaults::N8_loginNeeded()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    FaultServer server;
    server.on(clustersPath, FaultServer::json(body, status, "WWW-Authenticate: Bearer\r\n"));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Auth);
    QCOMPARE(server.count(clustersPath), 1); // never repeated
    server.on(clustersPath + u"x", FaultServer::json(goodNames));
}

void tst_ClientFaults::N9_forbidden()
{
    FaultServer server;
    server.on(clustersPath, FaultServer::html("<title>Forbidden</title>", 403));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Auth);
    QCOMPARE(names.error().code, 403);
    QVERIFY(names.error().message.contains(QStringLiteral("not allowed")));
    QCOMPARE(server.count(clustersPath), 1);
}

void tst_ClientFaults::N12_captivePortal()
{
    FaultServer server;
    server.on(QStringLiteral("/"), FaultServer::html("<html><title>Welcome to the hotel</title></html>"));
    ApiClient client(testConfig(server), testEnvironment());
    const auto from = instant("2025-11-05T10:00:00Z");
    const auto rows = wait(client.clusterHours("c", {from, from + 1h}));
    QVERIFY(!rows); // never "0 rows"
    QCOMPARE(rows.error().cls, ErrorClass::Net);
    QVERIFY(rows.error().message.contains(QStringLiteral("Welcome to the hotel")));
}

void tst_ClientFaults::P1_envelopeErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("requests");
    QTest::newRow("4001") << 200
                          << QByteArray(R"({"meta":{"code":4001,"message":"bad <b>time</b>"},"data":null,)"
                                        R"("tracing":{"trace_id":"t-1","span_id":"s"}})")
                          << 4001 << 1;
    QTest::newRow("5002") << 200 << QByteArray(R"({"meta":{"code":5002,"message":"db"},"data":null,"tracing":null})")
                          << 5002 << 3;
    QTest::newRow("flat 400") << 400 << QByteArray(R"({"code":400,"message":"m","error":"e","data":null})") << 400 << 1;
    QTest::newRow("flat 500") << 500 << QByteArray(R"({"code":500,"message":"m","error":"e","data":null})") << 500 << 3;
}

void tst_ClientFaults::P1_envelopeErrors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    QFETCH(int, requests);
    FaultServer server;
    server.on(clustersPath, FaultServer::json(body, status));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Api);
    QCOMPARE(names.error().code, code);
    QCOMPARE(server.count(clustersPath), requests);
    if (code == 4001)
        QCOMPARE(names.error().traceId, QStringLiteral("t-1"));
}

void tst_ClientFaults::P1_noDataWithAnyStatus()
{
    for (const int status : {200, 404}) {
        FaultServer server;
        server.on(QStringLiteral("/"),
            FaultServer::json(R"({"meta":{"code":4004,"message":"none"},"data":null,"tracing":null})", status));
        ApiClient client(testConfig(server), testEnvironment());
        const auto from = instant("2025-11-05T10:00:00Z");
        const auto rows = wait(client.clusterHours("c", {from, from + 1h}));
        QVERIFY(rows);
        QVERIFY(rows->rows.empty() && rows->noData && rows->verified);
        const auto snapshot = wait(client.latestSnapshot("c"));
        QVERIFY(snapshot && !snapshot->snapshot);
    }
}

void tst_ClientFaults::P10_wireCap()
{
    FaultServer server;
    const QByteArray big = R"({"code":0,"data":[")" + QByteArray(300'000, 'x') + R"("]})";
    server.on(clustersPath, FaultServer::json(big)); // states its length
    FaultServer::Answer endless;
    endless.bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + big; // does not
    endless.end = FaultServer::Answer::End::KeepSilent;
    server.on(QStringLiteral("/v1/gpu-aggregation/snapshots"), endless);
    auto config = testConfig(server);
    config.caps.wire = 100'000;
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Payload);
    QVERIFY(names.error().message.contains(QStringLiteral("too large")));
    const auto snapshot = wait(client.latestSnapshot("c"));
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().cls, ErrorClass::Payload);
    QCOMPARE(server.requests().size(), std::size_t(2)); // not repeated
}

void tst_ClientFaults::P11_gzipBomb()
{
    const auto bomb = gzip(QByteArray(64 * 1024 * 1024, ' '), 9);
    if (bomb.isEmpty())
        QSKIP("no gzip program");
    QVERIFY(bomb.size() < 100'000);
    FaultServer server;
    server.on(clustersPath, FaultServer::json(bomb, 200, "Content-Encoding: gzip\r\n"));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Payload);
    QVERIFY2(names.error().message.contains(QStringLiteral("too large")), qPrintable(names.error().message));
    QCOMPARE(server.count(clustersPath), 1);

    // Below Qt's own ratio check, but above the cap.
    QByteArray quiet;
    for (int i = 0; i < 100'000; ++i)
        quiet += QByteArray::number(quint32(i) * 2654435761U);
    FaultServer second;
    second.on(clustersPath, FaultServer::json(gzip(quiet, 9), 200, "Content-Encoding: gzip\r\n"));
    auto config = testConfig(second);
    config.caps.decoded = 200'000;
    ApiClient capped(config, testEnvironment());
    const auto refused = wait(capped.clusters());
    QVERIFY(!refused);
    QCOMPARE(refused.error().cls, ErrorClass::Payload);
    QVERIFY(refused.error().message.contains(QStringLiteral("too large")));
}

ATLAS_TEST(tst_ClientFaults);
#include "tst_ClientFaults.moc"
