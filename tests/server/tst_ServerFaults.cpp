// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/ServedStore.h"
#include "tests/support/TestRegistry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

using namespace atlas;
using namespace atlas::test;

namespace {

/// One connection that is kept, with requests in turn.
class Client
{
public:
    Client(const QUrl& url, const QString& host = QStringLiteral("127.0.0.1"))
        : m_hostLine("Host: 127.0.0.1:" + QByteArray::number(url.port()) + "\r\n")
    {
        m_socket.connectToHost(host, quint16(url.port()));
        m_socket.waitForConnected();
    }

    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    QTcpSocket& socket() { return m_socket; }

    void send(const QByteArray& target, const QByteArray& headers = {})
    {
        m_socket.write("GET " + target + " HTTP/1.1\r\n" + m_hostLine + headers + "\r\n");
        m_socket.flush();
    }

    /// The reply to what was sent; status 0: none came.
    RawReply reply()
    {
        QByteArray all;
        qsizetype end = -1;
        while ((end = all.indexOf("\r\n\r\n")) < 0) {
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(10'000))
                return {};
            all += m_socket.readAll();
        }
        const auto head = all.left(end);
        const auto named = head.indexOf("Content-Length: ");
        const auto wanted = named < 0 ? 0 : head.mid(named + 16, head.indexOf("\r\n", named) - named - 16).toLongLong();
        while (all.size() < end + 4 + wanted && m_socket.waitForReadyRead(10'000))
            all += m_socket.readAll();
        return {all.mid(9, 3).toInt(), head, all.mid(end + 4)};
    }

    RawReply get(const QByteArray& target)
    {
        send(target);
        return reply();
    }

private:
    QByteArray m_hostLine;
    QTcpSocket m_socket;
};

QJsonObject metaOf(const QJsonObject& envelope)
{
    return envelope.value(QLatin1StringView("meta")).toObject();
}

QString asOf(const QJsonObject& envelope)
{
    return metaOf(envelope).value(QLatin1StringView("as_of")).toString();
}

bool isStale(const QJsonObject& envelope)
{
    return metaOf(envelope).value(QLatin1StringView("stale")).toBool(true);
}

} // namespace

/// Group S of the list of faults: what the server does with clients that mean no good, and with a store that fails.
class tst_ServerFaults : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ServedStore> m_served;
    FixedClock m_clock{hourStart(ServedStore::firstHour + ServedStore::hours)};

    static bool hasIpv6()
    {
        QTcpServer probe;
        return probe.listen(QHostAddress::LocalHostIPv6);
    }

private slots:
    void init() { m_served = std::make_unique<ServedStore>(); }
    void cleanup() { m_served.reset(); }

    void S1_bothFamiliesOfLoopbackAreListenedOn()
    {
        ApiServer server;
        const auto url = server.start(m_served->store(), m_clock, {QStringLiteral("localhost"), 0});
        QVERIFY(url);
        QCOMPARE(url->host(), QStringLiteral("localhost"));
        QCOMPARE(Client(*url).get("/healthz").status, 200);
        if (!hasIpv6())
            QSKIP("this machine has no IPv6");
        QCOMPARE(Client(*url, QStringLiteral("::1")).get("/healthz").status, 200);
        QVERIFY(!Client(m_served->url(), QStringLiteral("::1")).isConnected()); // which was started on 127.0.0.1
    }

    void S1_aPortThatSomebodyHasInOneFamilyIsAnError()
    {
        if (!hasIpv6())
            QSKIP("this machine has no IPv6");
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHostIPv6));
        ApiServer server;
        const auto url = server.start(m_served->store(), m_clock, {QStringLiteral("localhost"), other.serverPort()});
        QVERIFY(!url); // who asks for "localhost" could get the other's answers
        QCOMPARE(url.error().cls, ErrorClass::Net);
        QVERIFY(!Client(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(other.serverPort()))).isConnected());
    }

    void S3_aTokenInTheAddressIsRefusedAndNotRepeated()
    {
        for (const char* name : {"token", "access_token", "api_key"}) {
            const auto reply =
                m_served->request("GET", "/api/v1/gpu-aggregation/clusters?" + QByteArray(name) + "=canary-1d9f");
            QCOMPARE(reply.status, 400);
            QVERIFY(!reply.body.contains("canary") && !reply.head.contains("canary"));
        }
    }

    void S3_whoShowsNoTokenIsToldNothing()
    {
        ApiServer server;
        const auto url = server.start(m_served->store(), m_clock, {QStringLiteral("127.0.0.1"), 0}, "secret");
        QVERIFY(url);
        const auto get = [&url](const QByteArray& target, const QByteArray& headers) {
            Client client(*url);
            client.send(target, headers);
            return client.reply();
        };
        const QByteArray clusters = "/api/v1/gpu-aggregation/clusters";
        QCOMPARE(get(clusters, "Authorization: Bearer secret\r\n").status, 200);
        const auto missing = get(clusters, {}), wrong = get(clusters, "Authorization: Bearer guess\r\n");
        QCOMPARE(missing.status, 401);
        QCOMPARE(wrong.status, 401);
        QVERIFY(missing.head.contains("WWW-Authenticate: Bearer"));
        QCOMPARE(missing.body, wrong.body);
        QCOMPARE(get("/no/such/path", {}).body, missing.body);
        QCOMPARE(get("/readyz", {}).status, 401); // it names clusters
        QCOMPARE(get("/healthz", {}).status, 200);
        for (int i = 0; i < 9; ++i)
            QCOMPARE(get(clusters, "Authorization: Bearer guess\r\n").status, 401);
        const auto closed = get(clusters, "Authorization: Bearer secret\r\n");
        QCOMPARE(closed.status, 429);
        QVERIFY(closed.head.contains("Retry-After: "));
    }

    void S5_tooManyHeadersAreRefused()
    {
        QByteArray many, little;
        for (int i = 0; i < 70; ++i)
            (i < 40 ? little : many) += "X" + QByteArray::number(i) + ": 1\r\n";
        QCOMPARE(m_served->request("GET", "/healthz", little).status, 200);
        QCOMPARE(m_served->request("GET", "/healthz", little + many).status, 431);
        QCOMPARE(m_served->request("GET", "/healthz", "X: " + QByteArray(15'000, 'x') + "\r\n").status, 200);
        QCOMPARE(m_served->request("GET", "/healthz", "X: " + QByteArray(17'000, 'x') + "\r\n").status, 431);
    }

    void S6_aConnectionIsKeptForTheNextRequest()
    {
        Client client(m_served->url());
        for (int i = 0; i < 5; ++i)
            QVERIFY(client.get("/healthz").body.contains("alive"));
        QVERIFY(client.isConnected());
        QCOMPARE(client.get("/nothing").status, 404);
        QCOMPARE(client.get("/healthz%00").status, 400); // refused: and that is the end
        QVERIFY(client.socket().waitForDisconnected() || !client.isConnected());
    }

    void S7_whoIsOneTooManyHearsIt()
    {
        std::vector<std::unique_ptr<Client>> many;
        for (int i = 0; i < 40; ++i)
            many.push_back(std::make_unique<Client>(m_served->url()));
        std::vector<RawReply> replies;
        for (auto& client : many)
            replies.push_back(client->get("/healthz"));
        const auto with = [&](int status) {
            return std::ranges::count_if(replies, [status](const RawReply& reply) { return reply.status == status; });
        };
        QCOMPARE(with(200), 32);
        QCOMPARE(with(503), 8);
        for (const auto& reply : replies)
            QCOMPARE(reply.head.contains("Retry-After: 1"), reply.status == 503);
        QCOMPARE(many.front()->get("/healthz").status, 200); // those that are answered stay so
        many.clear();
        QTRY_COMPARE(Client(m_served->url()).get("/healthz").status, 200);
    }

    void S8_smuggledRequestsGetNoSecondReply_data()
    {
        QTest::addColumn<QByteArray>("request");
        const QByteArray line = "GET /clusters HTTP/1.1\r\n", host = "HOST\r\n";
        const auto header = [&](const char* name, const QByteArray& text) {
            QTest::newRow(name) << line + host + text + "\r\n";
        };
        header("length and encoding", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n");
        header("two lengths", "Content-Length: 0\r\nContent-Length: 60\r\n");
        header("negative length", "Content-Length: -5\r\n");
        header("length with a sign", "Content-Length: +5\r\n");
        header("list of lengths", "Content-Length: 0, 60\r\n");
        header("length of 2^64-1", "Content-Length: 18446744073709551615\r\n");
        header("length of 2^64", "Content-Length: 18446744073709551616\r\n");
        header("chunked", "Transfer-Encoding: chunked\r\n");
        header("unknown encoding", "Transfer-Encoding: xchunked\r\n");
        header("space before the colon", "Transfer-Encoding : chunked\r\n");
        header("space in a name", "X Y: chunked\r\n");
        header("no colon", "Transfer-Encoding\r\n");
        header("bare line feed", "X: a\nTransfer-Encoding: chunked\r\n");
        header("bare carriage return", "X: a\rTransfer-Encoding: chunked\r\n");
        header("folded", "X: a\r\n Transfer-Encoding: chunked\r\n");
        header("folded by a tab", "X: a\r\n\tb\r\n");
        header("zero byte in a header", QByteArray("X: a\0b\r\n", 8));
        QTest::newRow("bare line feeds") << QByteArray("GET /clusters HTTP/1.1\nHOST\n\n");
        QTest::newRow("zero byte in the path") << QByteArray("GET /clus\0ters HTTP/1.1\r\nHOST\r\n\r\n", 33);
        QTest::newRow("version 9.9") << QByteArray("GET /clusters HTTP/9.9\r\nHOST\r\n\r\n");
        QTest::newRow("version 1.1x") << QByteArray("GET /clusters HTTP/1.1x\r\nHOST\r\n\r\n");
        QTest::newRow("no version") << QByteArray("GET /clusters\r\n\r\n");
    }
    void S8_smuggledRequestsGetNoSecondReply()
    {
        QFETCH(QByteArray, request);
        const QByteArray host = "Host: 127.0.0.1:" + QByteArray::number(m_served->url().port());
        const auto reply = m_served->raw(request.replace("HOST", host) + "0\r\n\r\nGET /healthz HTTP/1.1\r\n" + host
            + "\r\n\r\n"); // raw() returns when the server closed
        QVERIFY2(reply.status == 400 || reply.status == 413 || reply.status == 505, reply.head.constData());
        QVERIFY(!reply.head.contains("alive") && !reply.body.contains("alive")); // what the second request asks for
    }

    void S9_aQuestionThatTakesTooLongIsToldInTheEnvelope()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("slow.db"));
        {
            auto store = SqliteStore::open(path);
            QVERIFY(store);
            RowBatch batch;
            for (int hour = 0; hour < 3000; ++hour) {
                ClusterHour row;
                row.cluster = "alpha";
                row.at.time = hourStart(ServedStore::firstHour + hour);
                row.capacity = 64;
                batch.clusters.push_back(row);
            }
            QVERIFY((*store)->commit(batch).result());
        }
        StoreOptions options;
        options.readOnly = true;
        options.limits.read = std::chrono::milliseconds(0);
        auto store = SqliteStore::open(path, options);
        QVERIFY(store);
        ApiServer server;
        const auto url = server.start(**store, m_clock, {QStringLiteral("127.0.0.1"), 0});
        QVERIFY(url);
        const auto reply = Client(*url).get("/api/v1/gpu-aggregation/cluster/hourly-stats?"
                                            "start_time=2025-01-01T00:00:00Z&end_time=2026-01-01T00:00:00Z");
        QCOMPARE(reply.status, 504);
        QCOMPARE(metaOf(QJsonDocument::fromJson(reply.body).object()).value(QLatin1StringView("code")).toInt(), 5002);
    }

    void S10_aStoreThatIsLostIsToldAndTheServerLives()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("cache.db"));
        {
            auto writing = SqliteStore::open(path);
            QVERIFY(writing);
            RowBatch batch;
            ClusterHour row;
            row.cluster = "alpha";
            row.at.time = hourStart(ServedStore::firstHour);
            batch.clusters.push_back(row);
            QVERIFY((*writing)->commit(batch).result());
        }
        StoreOptions options;
        options.readOnly = true;
        auto store = SqliteStore::open(path, options);
        QVERIFY(store);
        ApiServer server;
        const auto url = server.start(**store, m_clock, {QStringLiteral("127.0.0.1"), 0});
        QVERIFY(url);
        Client client(*url);
        QCOMPARE(client.get("/readyz").status, 200);

        const auto aside = path + QStringLiteral(".aside");
        QVERIFY(QFile::rename(path, aside));
        QFile garbage(path);
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write(QByteArray(100'000, 'x'));
        garbage.close();
        for (const char* target : {"/readyz", "/api/v1/gpu-aggregation/clusters"}) {
            const auto reply = client.get(target);
            QCOMPARE(reply.status, 503);
            QVERIFY(reply.head.contains("Retry-After: "));
            QCOMPARE(
                metaOf(QJsonDocument::fromJson(reply.body).object()).value(QLatin1StringView("code")).toInt(), 5002);
        }
        QCOMPARE(client.get("/healthz").status, 200);

        QVERIFY(QFile::remove(path));
        QVERIFY(QFile::rename(aside, path));
        QTRY_COMPARE(client.get("/readyz").status, 200);
    }

    void S10_everyReplySaysHowOldItsDataAre()
    {
        const auto end = QString::fromStdString(formatRfc3339(hourStart(ServedStore::firstHour + ServedStore::hours)));
        const QString range = QStringLiteral("start_time=2025-01-01T00:00:00Z&end_time=2025-01-01T01:00:00Z");
        for (const char* endpoint : {"cluster/hourly-stats", "namespaces/hourly-stats", "workloads/hourly-stats",
                 "namespaces", "summary/daily"}) {
            const auto reply = m_served->get(QLatin1StringView(endpoint) + u'?' + range);
            QCOMPARE(asOf(reply), end);
            QVERIFY(!isStale(reply));
        }
        QCOMPARE(asOf(m_served->get(QStringLiteral("clusters"))), end);
        QCOMPARE(asOf(m_served->get(QStringLiteral("extensions"))), end);
        // A cluster whose newest hour ended a day ago, and snapshots that are ten hours old, where they come every
        // five minutes.
        const auto beta = m_served->get(QStringLiteral("cluster/hourly-stats?cluster=beta&") + range);
        QCOMPARE(asOf(beta), QStringLiteral("2025-01-01T01:00:00Z"));
        QVERIFY(isStale(beta));
        for (const char* endpoint : {"snapshots/latest", "snapshots"}) {
            const auto reply = m_served->get(QLatin1StringView(endpoint));
            QCOMPARE(asOf(reply), QStringLiteral("2025-01-01T20:00:00Z"));
            QVERIFY(isStale(reply));
        }
        const auto none = m_served->get(QStringLiteral("workloads/hourly-stats?cluster=beta&") + range);
        QVERIFY(metaOf(none).value(QLatin1StringView("as_of")).isNull() && isStale(none));
    }

    void S12_repliesUnderWayAreFinishedAtTheEnd()
    {
        RowBatch batch;
        for (int i = 0; i < 24; ++i) {
            AllocationSnapshot snapshot;
            snapshot.head.cluster = "gamma";
            snapshot.head.dimensionType = "cluster";
            snapshot.head.time = hourStart(ServedStore::firstHour + i);
            AllocatedNamespace all{"ml", 1, 1, 1, {}};
            for (int pod = 0; pod < 5000; ++pod) {
                const auto name = "pod-" + std::to_string(pod);
                all.workloads.push_back({name, name, "ml", "Job", 1, 50, 1});
            }
            snapshot.namespaces.push_back(all);
            batch.snapshots.push_back(snapshot);
        }
        QVERIFY(m_served->store().commit(batch).result());
        ApiServer server;
        const auto url = server.start(m_served->store(), m_clock, {QStringLiteral("127.0.0.1"), 0});
        QVERIFY(url);
        Client client(*url);
        client.send("/api/v1/gpu-aggregation/snapshots?cluster=gamma&start_time=2025-01-01T00:00:00Z"
                    "&end_time=2025-01-02T00:00:00Z",
            "Connection: close\r\n");
        QVERIFY(client.socket().waitForReadyRead());
        std::thread end([&] { server.stop(); });
        QByteArray all = client.socket().readAll();
        while (client.socket().waitForReadyRead(10'000))
            all += client.socket().readAll();
        end.join();
        QVERIFY(all.size() > 10'000'000); // more than the sockets hold
        QVERIFY(all.endsWith("\r\n0\r\n\r\n")); // the last chunk
        QVERIFY(!Client(*url).isConnected());
    }
};

ATLAS_TEST(tst_ServerFaults);
#include "tst_ServerFaults.moc"
