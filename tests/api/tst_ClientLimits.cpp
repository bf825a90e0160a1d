// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "models/api/WireEncoder.h"
#include "tests/api/ClientTesting.h"
#include "tests/support/FaultServer.h"
#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;
constexpr int usualLevel = 6; // of gzip

/// "VmRSS" (now) or "VmHWM" (the most since it was forgotten) of this process in bytes; -1 where the system does not
/// say.
qint64 memory(const char* which)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const auto& line : status.readAll().split('\n')) {
        if (line.startsWith(which))
            return line.simplified().split(' ').value(1).toLongLong() * 1024;
    }
    return -1;
}

/// How much more memory the process needs at most than when this was made.
class MemoryRise
{
public:
    MemoryRise()
    {
        QFile forget(QStringLiteral("/proc/self/clear_refs"));
        if (forget.open(QIODevice::WriteOnly))
            forget.write("5");
        m_before = memory("VmRSS");
    }
    bool isKnown() const { return m_before > 0; }
    qint64 bytes() const { return memory("VmHWM") - m_before; }

private:
    qint64 m_before = 0;
};

QByteArray gzipHeaders(const QByteArray& encoding)
{
    return "Content-Encoding: " + encoding + "\r\n";
}

} // namespace

/// Replies that are larger than any reply should be: they are refused before they cost memory.
class tst_ClientLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void P10_endlessText();
    void P10_largeReplies_data();
    void P10_largeReplies();
    void P11_bombs_data();
    void P11_bombs();
    void P11_otherEncodings_data();
    void P11_otherEncodings();
    void N2_silenceInTheBody();
    void Q1_clientsComeAndGo();
    void aWalkHoldsEachRowOnce();
};

void tst_ClientLimits::P10_endlessText()
{
    // As much as the client takes, in a chunked body that never ends.
    QTcpServer server;
    qint64 sent = 0;
    const QByteArray piece = "10000\r\n" + QByteArray(0x10000, 'x') + "\r\n";
    connect(&server, &QTcpServer::newConnection, this, [&] {
        auto* const socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "b\r\n{\"code\":0,\"\r\n");
        const auto more = [&sent, piece, socket] {
            if (socket->bytesToWrite() == 0) {
                socket->write(piece);
                sent += piece.size();
            }
        };
        connect(socket, &QTcpSocket::bytesWritten, socket, more);
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    ApiConfig config;
    config.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:%1/v1").arg(server.serverPort()));
    ApiClient client(config, testEnvironment());
    const MemoryRise rise;
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Payload);
    QVERIFY(names.error().message.contains(QStringLiteral("too large")));
    qInfo("%lld MiB", sent / mebibyte);
    QVERIFY2(sent < 100 * mebibyte, qPrintable(QString::number(sent)));
    if (rise.isKnown())
        QVERIFY2(rise.bytes() < 128 * mebibyte, qPrintable(QString::number(rise.bytes())));
}

void tst_ClientLimits::P10_largeReplies_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"a hundred megabytes", "one long string", "a million keys", "as large as allowed",
             "compressed, as large as allowed"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void tst_ClientLimits::P10_largeReplies()
{
    QFETCH(QString, kind);
    const bool compressed = kind.startsWith(u"compressed"), allowed = kind.endsWith(u"as large as allowed");
    QByteArray body = R"({"code":0,"data":[)";
    if (kind == u"a hundred megabytes") {
        body += QByteArray(100 * mebibyte, ' ') + "]}";
    } else if (kind == u"one long string") {
        body += '"' + QByteArray(50 * mebibyte, 'x') + "\"]}";
    } else if (compressed) {
        quint32 seed = 1;
        body += '"';
        for (qint64 i = 0; i < 15 * mebibyte; ++i) {
            seed = seed * 1664525U + 1013904223U;
            body += char('a' + (seed >> 24U) % 16);
        }
        body = gzip(body + "\"]}", usualLevel);
        if (body.isEmpty())
            QSKIP("no gzip program");
    } else if (allowed) {
        body += '"' + QByteArray(8 * mebibyte - 100, 'x') + "\"]}";
    } else {
        body += "{";
        for (int i = 0; i < 1'000'000; ++i)
            body += "\"key-" + QByteArray::number(i) + "\":1,";
        body += "\"last\":1}]}";
    }
    FaultServer server;
    server.on(clustersPath, FaultServer::json(body, 200, compressed ? gzipHeaders("gzip") : QByteArray()));
    ApiClient client(testConfig(server), testEnvironment());
    const MemoryRise rise;
    const auto names = wait(client.clusters());
    QVERIFY2(bool(names) == allowed, names ? "" : qPrintable(names.error().message));
    if (!names)
        QCOMPARE(names.error().cls, ErrorClass::Payload);
    QCOMPARE(server.count(clustersPath), 1);
    if (rise.isKnown()) // the server's copy of what it sends counts, too
        QVERIFY2(rise.bytes() < 256 * mebibyte, qPrintable(QString::number(rise.bytes())));
}

void tst_ClientLimits::P11_bombs_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"a thousand to one", "just under forty to one", "nested"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void tst_ClientLimits::P11_bombs()
{
    QFETCH(QString, kind);
    QByteArray packed;
    if (kind == u"a thousand to one") {
        packed = gzip(R"({"code":0,"data":[)" + QByteArray(64 * mebibyte, ' ') + "]}", usualLevel);
    } else if (kind == u"nested") {
        packed = gzip(gzip(QByteArray(64 * mebibyte, ' '), usualLevel), usualLevel);
    } else {
        // Spaces with digits strewn in: compresses well, but not suspiciously so.
        QByteArray text(60 * mebibyte, ' ');
        quint32 seed = 1;
        for (qsizetype i = 0; i < text.size(); i += 38) {
            seed = seed * 1664525U + 1013904223U;
            text[i] = char('0' + (seed >> 24U) % 10);
        }
        packed = gzip(text, usualLevel);
        QVERIFY2(packed.isEmpty() || text.size() / packed.size() < 40,
            qPrintable(QString::number(double(text.size()) / double(packed.size()))));
        QVERIFY(packed.isEmpty() || text.size() / packed.size() > 15);
        QVERIFY(packed.size() < 8 * mebibyte); // within the cap on the wire
    }
    if (packed.isEmpty())
        QSKIP("no gzip program");
    FaultServer server;
    server.on(clustersPath, FaultServer::json(packed, 200, gzipHeaders("gzip")));
    ApiClient client(testConfig(server), testEnvironment());
    const MemoryRise rise;
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Payload);
    QCOMPARE(server.count(clustersPath), 1); // not repeated
    if (rise.isKnown())
        QVERIFY2(rise.bytes() < 128 * mebibyte, qPrintable(QString::number(rise.bytes())));
}

void tst_ClientLimits::P11_otherEncodings_data()
{
    QTest::addColumn<QByteArray>("encoding");
    for (const char* encoding : {"x-unheard-of", "gzip, gzip", "br", "zstd", "gzip;q=1", "deflate"})
        QTest::newRow(encoding) << QByteArray(encoding);
}

void tst_ClientLimits::P11_otherEncodings()
{
    QFETCH(QByteArray, encoding);
    FaultServer server;
    server.on(clustersPath, FaultServer::json("\x1f\x8b\x08not what it says", 200, gzipHeaders(encoding)));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QVERIFY2(names.error().cls == ErrorClass::Payload, qPrintable(names.error().message));
    QCOMPARE(server.count(clustersPath), 1);
}

void tst_ClientLimits::N2_silenceInTheBody()
{
    FaultServer server;
    auto half = FaultServer::json(goodNames);
    half.bytes.chop(20);
    half.end = FaultServer::Answer::End::KeepSilent;
    server.on(clustersPath, half);
    auto config = testConfig(server);
    config.deadlines.idle = 50ms;
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Timeout);
    QCOMPARE(server.count(clustersPath), 3);
}

void tst_ClientLimits::Q1_clientsComeAndGo()
{
    FaultServer server;
    auto slow = FaultServer::json(goodNames);
    slow.pieceSize = 30;
    slow.pause = 1ms;
    server.on(QStringLiteral("/"), slow);
    const auto from = instant("2025-11-05T10:00:00Z");
    // Each goes at another point of its requests, and one of them stays to the end.
    for (int round = 0; round < 40; ++round) {
        auto client = std::make_unique<ApiClient>(testConfig(server), testEnvironment());
        const auto names = client->clusters();
        const auto rows = client->clusterHours("c", {from, from + 1h});
        client->setAuth({ApiAuth::Kind::Bearer, "another-token", {}});
        for (int turn = 0; turn < round; ++turn)
            QCoreApplication::processEvents(QEventLoop::AllEvents);
        client.reset();
        QVERIFY(names.isFinished() && rows.isFinished());
    }
    ApiClient last(testConfig(server), testEnvironment());
    QVERIFY(wait(last.clusters()));
}

void tst_ClientLimits::aWalkHoldsEachRowOnce()
{
    // 30 days of 200 namespaces, which a planner may well ask for at once: 144 000 rows.
    const auto from = instant("2025-10-01T00:00:00Z");
    constexpr int total = 30 * 24 * 200, rowsOfAPage = 1000;
    FaultServer server;
    server.on(QStringLiteral("/"), [&](const FaultServer::Request& request) {
        const int page = request.parameter("page").toInt();
        std::vector<NamespaceHour> rows(rowsOfAPage);
        for (int i = 0; i < rowsOfAPage; ++i) {
            const int n = (page - 1) * rowsOfAPage + i;
            rows[std::size_t(i)].cluster = "gpu-cluster-east";
            rows[std::size_t(i)].name = "team-" + std::to_string(n % 200) + "-training";
            rows[std::size_t(i)].at.time = from + std::chrono::hours(n / 200);
            rows[std::size_t(i)].allocated = n;
        }
        return FaultServer::json(QByteArray::fromStdString(
            encodePage(std::span<const NamespaceHour>(rows), {total, page, rowsOfAPage, total / rowsOfAPage})));
    });
    ApiClient client(testConfig(server), testEnvironment());
    const MemoryRise rise;
    const auto walk = wait(client.namespaceHours("c", {from, from + std::chrono::hours(24 * 30)}));
    QVERIFY2(walk, walk ? "" : qPrintable(walk.error().message));
    QCOMPARE(int(walk->rows.size()), total);
    QVERIFY(walk->verified);
#ifdef __SANITIZE_ADDRESS__
    QSKIP("the sanitizer's own memory is not what is measured");
#endif
    if (rise.isKnown()) { // the rows alone are 24 MB
        qInfo("%lld MiB", rise.bytes() / mebibyte);
        QVERIFY2(rise.bytes() < 80 * mebibyte, qPrintable(QString::number(rise.bytes())));
    }
}

ATLAS_TEST(tst_ClientLimits);
#include "tst_ClientLimits.moc"
