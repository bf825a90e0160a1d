// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "tests/api/ClientTesting.h"
#include "tests/support/FaultServer.h"
#include "tests/support/FaultServerTls.h"
#include "tests/support/TestRegistry.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

/// Where a server sends the client, and where the client does not go.
class tst_ClientRedirects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void N10_sameOriginIsFollowed_data();
    void N10_sameOriginIsFollowed();
    void N10_foreignRedirect_data();
    void N10_foreignRedirect();
    void N10_otherHost();
    void N10_httpsToHttp();
    void N10_loop();
    void N10_threeHopsAndNoFourth();
};

void tst_ClientRedirects::N10_sameOriginIsFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void tst_ClientRedirects::N10_sameOriginIsFollowed()
{
    QFETCH(int, status);
    FaultServer server;
    server.on(clustersPath, FaultServer::redirect("/moved", status));
    server.on(QStringLiteral("/moved"), FaultServer::json(goodNames));
    auto config = testConfig(server);
    config.auth = {ApiAuth::Kind::Bearer, "s3cret-token", {}};
    ApiClient client(config, testEnvironment());
    QVERIFY(wait(client.clusters()));
    QCOMPARE(server.requests().back().headers.value("authorization"), QByteArray("Bearer s3cret-token"));
}

void tst_ClientRedirects::N10_foreignRedirect_data()
{
    QTest::addColumn<QString>("target"); // PORT is the other server's, SELF the first one's
    QTest::newRow("other port") << QStringLiteral("http://127.0.0.1:PORT/x");
    QTest::newRow("other name") << QStringLiteral("http://localhost:SELF/x");
    QTest::newRow("other name and port") << QStringLiteral("http://localhost:PORT/x");
    QTest::newRow("sub-domain") << QStringLiteral("http://sub.localhost:PORT/x");
    QTest::newRow("without scheme") << QStringLiteral("//127.0.0.1:PORT/x");
    QTest::newRow("http to https") << QStringLiteral("https://127.0.0.1:SELF/x");
    QTest::newRow("http to https elsewhere") << QStringLiteral("https://127.0.0.1:PORT/x");
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd");
    QTest::newRow("javascript") << QStringLiteral("javascript:alert(1)");
    QTest::newRow("data") << QStringLiteral("data:application/json,[]");
    QTest::newRow("user info") << QStringLiteral("http://user:pw@127.0.0.1:SELF/x");
    QTest::newRow("nothing") << QString();
}

void tst_ClientRedirects::N10_foreignRedirect()
{
    QFETCH(QString, target);
    FaultServer server, other;
    target.replace(QStringLiteral("PORT"), QString::number(other.port()));
    target.replace(QStringLiteral("SELF"), QString::number(server.port()));
    server.on(clustersPath, FaultServer::redirect(target.toLatin1()));
    server.on(QStringLiteral("/x"), FaultServer::json(goodNames));
    other.on(QStringLiteral("/"), FaultServer::json(goodNames));
    auto config = testConfig(server);
    config.auth = {ApiAuth::Kind::Bearer, "s3cret-token", {}};
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Net);
    QVERIFY2(names.error().message.contains(QStringLiteral("redirects to")), qPrintable(names.error().message));
    QVERIFY2(!names.error().message.contains(QStringLiteral("pw@")), qPrintable(names.error().message));
    QCOMPARE(other.connections(), 0);
    QCOMPARE(server.count(QStringLiteral("/x")), 0);
    QCOMPARE(server.count(clustersPath), 1);
}

void tst_ClientRedirects::N10_otherHost()
{
    FaultServer server;
    QTcpServer other; // the same port of another address
    if (!other.listen(QHostAddress(QStringLiteral("127.0.0.2")), server.port()))
        QSKIP("this machine has no second loopback address");
    server.on(clustersPath, FaultServer::redirect("http://127.0.0.2:" + QByteArray::number(server.port()) + "/x"));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Net);
    QVERIFY2(names.error().message.contains(QStringLiteral("127.0.0.2")), qPrintable(names.error().message));
    QVERIFY(!other.waitForNewConnection(0));
}

void tst_ClientRedirects::N10_httpsToHttp()
{
    QTemporaryDir folder;
    TestCertificates certificates(folder.path());
    if (!certificates.isUsable())
        QSKIP("no openssl program");
    const auto identity = certificates.selfSigned({});
    FaultServer server(TestCertificates::serverTls(identity)), plain;
    plain.on(QStringLiteral("/"), FaultServer::json(goodNames));
    server.on(clustersPath, FaultServer::redirect(plain.url(QStringLiteral("/x")).toEncoded()));
    auto config = testConfig(server);
    config.customCaFile = identity.certificate;
    config.auth = {ApiAuth::Kind::Bearer, "s3cret-token", {}};
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QVERIFY2(names.error().cls == ErrorClass::Net, qPrintable(names.error().message));
    QVERIFY2(names.error().message.contains(QStringLiteral("redirects to")), qPrintable(names.error().message));
    QCOMPARE(plain.connections(), 0);
    QCOMPARE(server.count(clustersPath), 1);
}

void tst_ClientRedirects::N10_loop()
{
    FaultServer server;
    server.on(QStringLiteral("/"), FaultServer::redirect("/again"));
    ApiClient client(testConfig(server), testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Net);
    // The first and three hops; some of them twice, where a connection was closed just when it was to be used again.
    QVERIFY(server.requests().size() <= 8);
}

void tst_ClientRedirects::N10_threeHopsAndNoFourth()
{
    for (const int hops : {3, 4}) {
        FaultServer server;
        server.on(clustersPath, FaultServer::redirect("/hop1"));
        for (int i = 1; i < hops; ++i)
            server.on(u"/hop" + QString::number(i), FaultServer::redirect("/hop" + QByteArray::number(i + 1)));
        server.on(u"/hop" + QString::number(hops), FaultServer::json(goodNames));
        ApiClient client(testConfig(server), testEnvironment());
        const auto names = wait(client.clusters());
        QCOMPARE(bool(names), hops == 3);
        if (!names)
            QCOMPARE(names.error().cls, ErrorClass::Net);
        QVERIFY(server.count(QStringLiteral("/hop3")) > 0);
        QCOMPARE(server.count(QStringLiteral("/hop4")), 0);
    }
}

ATLAS_TEST(tst_ClientRedirects);
#include "tst_ClientRedirects.moc"
