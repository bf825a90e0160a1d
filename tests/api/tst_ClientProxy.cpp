// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
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

/// An environment in which every other machine is reached through the proxy at this port.
ApiEnvironment behindProxy(quint16 port)
{
    auto environment = testEnvironment();
    environment.proxies = [port](const QNetworkProxyQuery&) {
        return QList{QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), port)};
    };
    return environment;
}

ApiConfig elsewhere(const QString& scheme)
{
    ApiConfig config;
    config.baseUrl = QUrl(scheme + QStringLiteral("://gpu.example.test/v1"));
    config.insecureHttp = true;
    return config;
}

QString named(quint16 port)
{
    return QStringLiteral("proxy 127.0.0.1:%1 ").arg(port);
}

} // namespace

/// Proxies, and which addresses are asked at all.
class tst_ClientProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void N13_throughTheProxy();
    void N13_proxyIsGone_data();
    void N13_proxyIsGone();
    void N13_proxyDiesInTheMiddle();
    void N13_proxyWantsLogin_data();
    void N13_proxyWantsLogin();
    void N13_noProxyToThisMachineOrUnwanted();
    void K4_plainHttpToAnotherMachine_data();
    void K4_plainHttpToAnotherMachine();
    void K4_userInfoIsNeverSent();
    void secretsThatFitInNoHeader();
};

void tst_ClientProxy::N13_throughTheProxy()
{
    FaultServer proxy;
    proxy.on(clustersPath, FaultServer::json(goodNames));
    ApiClient client(elsewhere(QStringLiteral("http")), behindProxy(proxy.port()));
    QVERIFY(wait(client.clusters()));
    QCOMPARE(proxy.requests().front().target, QByteArray("http://gpu.example.test/v1/gpu-aggregation/clusters"));
}

void tst_ClientProxy::N13_proxyIsGone_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::newRow("http") << QStringLiteral("http");
    QTest::newRow("https") << QStringLiteral("https");
}

void tst_ClientProxy::N13_proxyIsGone()
{
    QFETCH(QString, scheme);
    quint16 port = 0;
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        port = gone.serverPort();
    }
    ApiClient client(elsewhere(scheme), behindProxy(port));
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QVERIFY2(names.error().cls == ErrorClass::Net, qPrintable(names.error().message));
    QVERIFY2(names.error().message.contains(named(port)), qPrintable(names.error().message));
    QVERIFY2(!names.error().message.contains(QStringLiteral("gpu.example")), qPrintable(names.error().message));
}

void tst_ClientProxy::N13_proxyDiesInTheMiddle()
{
    for (const char* scheme : {"http", "https"}) {
        FaultServer proxy;
        proxy.on(QString(), FaultServer::Answer{{}, FaultServer::Answer::End::Reset, 0, {}});
        auto config = elsewhere(QString::fromLatin1(scheme));
        config.deadlines.connect = 100ms; // of a tunnel that breaks off, Qt says nothing
        ApiClient client(config, behindProxy(proxy.port()));
        const auto names = wait(client.clusters());
        QVERIFY(!names);
        QVERIFY2(names.error().cls == ErrorClass::Net, qPrintable(names.error().message));
        QVERIFY2(names.error().message.contains(named(proxy.port())), qPrintable(names.error().message));
        QVERIFY(proxy.requests().size() >= 3); // it may come back
    }
}

void tst_ClientProxy::N13_proxyWantsLogin_data()
{
    N13_proxyIsGone_data();
}

void tst_ClientProxy::N13_proxyWantsLogin()
{
    QFETCH(QString, scheme);
    FaultServer proxy;
    proxy.on(QString(),
        FaultServer::reply(407, "text/html", "<title>login</title>", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n"));
    ApiClient client(elsewhere(scheme), behindProxy(proxy.port()));
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QVERIFY2(names.error().cls == ErrorClass::Auth, qPrintable(names.error().message));
    QVERIFY2(names.error().message.contains(named(proxy.port())), qPrintable(names.error().message));
    QCOMPARE(proxy.requests().size(), std::size_t(1)); // never repeated
}

void tst_ClientProxy::N13_noProxyToThisMachineOrUnwanted()
{
    FaultServer server, proxy;
    server.on(clustersPath, FaultServer::json(goodNames));
    ApiClient near(testConfig(server), behindProxy(proxy.port()));
    QVERIFY(wait(near.clusters()));
    auto config = elsewhere(QStringLiteral("http"));
    config.systemProxy = false;
    config.deadlines.connect = 1s; // nobody knows how long the names of this machine take
    ApiClient far(config, behindProxy(proxy.port()));
    const auto names = wait(far.clusters());
    QVERIFY(!names);
    QVERIFY(!names.error().message.contains(QStringLiteral("proxy")));
    QCOMPARE(proxy.connections(), 0);
}

void tst_ClientProxy::K4_plainHttpToAnotherMachine_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("refused");
    QTest::newRow("name") << QStringLiteral("gpu.example.test") << true;
    QTest::newRow("address") << QStringLiteral("10.0.0.7") << true;
    QTest::newRow("IPv6") << QStringLiteral("[2001:db8::1]") << true;
    QTest::newRow("looks like this machine") << QStringLiteral("localhost.example.test") << true;
    QTest::newRow("begins like its address") << QStringLiteral("127.0.0.1.example.test") << true;
    QTest::newRow("this machine") << QStringLiteral("localhost") << false;
    QTest::newRow("a name of it") << QStringLiteral("gpu.localhost") << false;
    QTest::newRow("its address") << QStringLiteral("127.0.0.1") << false;
    QTest::newRow("another address of it") << QStringLiteral("127.3.2.1") << false;
    QTest::newRow("its IPv6") << QStringLiteral("[::1]") << false;
}

void tst_ClientProxy::K4_plainHttpToAnotherMachine()
{
    QFETCH(QString, host);
    QFETCH(bool, refused);
    FaultServer proxy;
    proxy.on(QString(), FaultServer::json(goodNames));
    ApiConfig config;
    config.baseUrl = QUrl(QStringLiteral("http://") + host + QStringLiteral(":9/v1"));
    config.auth = {ApiAuth::Kind::Bearer, "s3cret-token", {}};
    config.deadlines.connect = 1s;
    ApiClient client(config, behindProxy(proxy.port()));
    QSignalSpy exchanges(&client, &ApiClient::exchanged);
    const auto names = wait(client.clusters());
    QVERIFY(!names); // nothing listens at port 9
    QCOMPARE(names.error().cls == ErrorClass::Usage, refused);
    QCOMPARE(exchanges.isEmpty(), refused); // no socket was opened
    QCOMPARE(proxy.connections(), 0);
    if (!refused)
        return;
    config.insecureHttp = true; // the user allows it
    ApiClient allowed(config, behindProxy(proxy.port()));
    QVERIFY(wait(allowed.clusters()));
}

void tst_ClientProxy::K4_userInfoIsNeverSent()
{
    FaultServer server;
    server.on(clustersPath, FaultServer::json(goodNames));
    auto config = testConfig(server);
    config.baseUrl.setUserName(QStringLiteral("alice"));
    config.baseUrl.setPassword(QStringLiteral("s3cret-word"));
    ApiClient client(config, testEnvironment());
    QVERIFY(wait(client.clusters()));
    QVERIFY(!server.requests().front().headers.contains("authorization"));
    QVERIFY(!server.requests().front().target.contains("alice"));
}

void tst_ClientProxy::secretsThatFitInNoHeader()
{
    FaultServer server;
    auto config = testConfig(server);
    for (const auto& auth :
        {ApiAuth{ApiAuth::Kind::Bearer, "token\r\nX-Evil: 1", {}}, ApiAuth{ApiAuth::Kind::Header, "token", "X: y"},
            ApiAuth{ApiAuth::Kind::Header, "token", {}}, ApiAuth{ApiAuth::Kind::Cookie, "a=1\n", {}}}) {
        config.auth = auth;
        ApiClient client(config, testEnvironment());
        QCOMPARE(wait(client.clusters()).error().cls, ErrorClass::Usage);
    }
    QCOMPARE(server.connections(), 0);
}

ATLAS_TEST(tst_ClientProxy);
#include "tst_ClientProxy.moc"
