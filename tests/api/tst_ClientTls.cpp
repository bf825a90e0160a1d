// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "tests/api/ClientTesting.h"
#include "tests/support/FaultServer.h"
#include "tests/support/FaultServerTls.h"
#include "tests/support/TestRegistry.h"

#include <QProcess>
#include <QSslCertificate>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

/// What is trusted by default, for as long as it lives: the certificates of a file and nothing else.
class SystemRoots
{
public:
    explicit SystemRoots(const QString& file)
        : m_before(QSslConfiguration::defaultConfiguration())
    {
        auto tls = m_before;
        tls.setCaCertificates(QSslCertificate::fromPath(file));
        QSslConfiguration::setDefaultConfiguration(tls);
    }
    ~SystemRoots() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    QSslConfiguration m_before;
};

/// The openssl program as a server, for what Qt's own does not do: serve keys that are too weak, and tell a client why
/// it is refused.
class OpensslServer
{
public:
    explicit OpensslServer(const TestCertificates::Identity& identity, const QStringList& arguments)
    {
        m_program.setProcessChannelMode(QProcess::MergedChannels);
        m_program.start(QStringLiteral("openssl"),
            QStringList{QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"),
                QStringLiteral("-cert"), identity.certificate, QStringLiteral("-key"), identity.key}
                + arguments);
        QByteArray said;
        while (m_port == 0 && m_program.waitForReadyRead(10'000)) {
            said += m_program.readAll();
            const auto at = said.indexOf("ACCEPT 127.0.0.1:");
            const auto end = said.indexOf('\n', at);
            if (at >= 0 && end > at)
                m_port = said.mid(at, end - at).split(':').last().trimmed().toInt();
        }
    }
    ~OpensslServer()
    {
        m_program.kill();
        m_program.waitForFinished();
    }
    int port() const { return m_port; } ///< 0: it does not run

private:
    QProcess m_program;
    int m_port = 0;
};

} // namespace

/// TLS with certificates of every kind, over real sockets.
class tst_ClientTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void N11_goodChains_data();
    void N11_goodChains();
    void N11_badCertificates_data();
    void N11_badCertificates();
    void N11_weakCertificate();
    void N11_systemRootBesideACustomOne();
    void N11_oldProtocols_data();
    void N11_oldProtocols();
    void N11_connectionEndsInTheHandshake();
    void N11_clientGoesInTheHandshake();
    void N11_clientCertificate();
    void N11_unreadableFiles();
    void N2_silenceInTheHandshake();
    void N12_captivePortalWithAnotherName();

private:
    using Wish = TestCertificates::Wish;

    Result<std::vector<std::string>> ask(FaultServer& server, const QString& caFile);

    QTemporaryDir m_folder;
    std::unique_ptr<TestCertificates> m_certificates;
    TestCertificates::Identity m_root, m_otherRoot;
};

void tst_ClientTls::initTestCase()
{
    m_certificates = std::make_unique<TestCertificates>(m_folder.path());
    if (!m_certificates->isUsable())
        QSKIP("no openssl program");
    m_root = m_certificates->selfSigned({.name = "Root of the test", .alternative = "", .authority = true});
    m_otherRoot = m_certificates->selfSigned({.name = "Another root", .alternative = "", .authority = true});
}

Result<std::vector<std::string>> tst_ClientTls::ask(FaultServer& server, const QString& caFile)
{
    server.on(QStringLiteral("/"), FaultServer::json(goodNames));
    auto config = testConfig(server);
    config.customCaFile = caFile;
    config.auth = {ApiAuth::Kind::Bearer, "s3cret-token", {}};
    ApiClient client(config, testEnvironment());
    return wait(client.clusters());
}

void tst_ClientTls::N11_goodChains_data()
{
    QTest::addColumn<bool>("custom"); // the root is the connection's own; else the system's
    QTest::addColumn<bool>("intermediate");
    QTest::addColumn<QByteArray>("alternative");
    const QByteArray address = "IP:127.0.0.1", both = "DNS:gpu.example,IP:127.0.0.1";
    QTest::newRow("system root") << false << false << address;
    QTest::newRow("custom root") << true << false << address;
    QTest::newRow("intermediate sent along") << true << true << address;
    QTest::newRow("address among names") << true << false << both;
}

void tst_ClientTls::N11_goodChains()
{
    QFETCH(bool, custom);
    QFETCH(bool, intermediate);
    QFETCH(QByteArray, alternative);
    const SystemRoots system(custom ? m_otherRoot.certificate : m_root.certificate);
    auto issuer = m_root;
    QStringList chain;
    if (intermediate) {
        issuer = m_certificates->issue(m_root, {.name = "Intermediate", .alternative = "", .authority = true});
        chain << issuer.certificate;
    }
    const auto identity = m_certificates->issue(issuer, {.name = "gpu", .alternative = alternative});
    FaultServer server(TestCertificates::serverTls(identity, chain));
    const auto names = ask(server, custom ? m_root.certificate : QString());
    QVERIFY2(names, names ? "" : qPrintable(names.error().message));
}

void tst_ClientTls::N11_badCertificates_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("word"); // in the message
    const auto add = [](const char* kind, const char* word) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << QString::fromLatin1(word);
    };
    add("expired", "2020-02-01");
    add("not yet valid", "2099-01-01");
    add("wrong name", "subject elsewhere.example, issuer Root of the test");
    add("wrong address", "subject gpu, issuer Root of the test");
    add("self-signed", "subject lonely, issuer lonely");
    add("unknown root", "issuer Root of the test");
    add("missing intermediate", "issuer Intermediate");
}

void tst_ClientTls::N11_badCertificates()
{
    QFETCH(QString, kind);
    QFETCH(QString, word);
    Wish wish;
    auto issuer = m_root;
    QString trusted = m_root.certificate;
    if (kind == u"expired") {
        wish.from = "20200101000000Z";
        wish.to = "20200201000000Z";
    } else if (kind == u"not yet valid") {
        wish.from = "20990101000000Z";
        wish.to = "20990201000000Z";
    } else if (kind == u"wrong name") {
        wish.name = "elsewhere.example";
        wish.alternative = "DNS:elsewhere.example";
    } else if (kind == u"wrong address") {
        wish.name = "gpu";
        wish.alternative = "IP:127.0.0.9";
    } else if (kind == u"self-signed") {
        issuer = {};
        wish.name = "lonely";
    } else if (kind == u"unknown root") {
        trusted = m_otherRoot.certificate;
    } else if (kind == u"missing intermediate") {
        issuer = m_certificates->issue(m_root, {.name = "Intermediate", .alternative = "", .authority = true});
    }
    const auto identity = m_certificates->issue(issuer, wish);
    FaultServer server(TestCertificates::serverTls(identity));
    const auto names = ask(server, trusted);
    QVERIFY(!names);
    const auto& error = names.error();
    QVERIFY2(error.cls == ErrorClass::Tls, qPrintable(error.message));
    QVERIFY2(error.message.contains(word), qPrintable(error.message));
    QVERIFY2(error.message.contains(QStringLiteral("valid 20")), qPrintable(error.message));
    QVERIFY(server.requests().empty()); // the token went nowhere
    QCOMPARE(server.connections(), 0);
}

void tst_ClientTls::N11_weakCertificate()
{
    const auto weak = m_certificates->issue(m_root, {.name = "weak", .weak = true});
    const OpensslServer server(weak, {QStringLiteral("-cipher"), QStringLiteral("DEFAULT@SECLEVEL=0")});
    if (server.port() == 0)
        QSKIP("this openssl serves no key of 1024 bits");
    ApiConfig config;
    config.baseUrl = QUrl(QStringLiteral("https://127.0.0.1:%1/v1").arg(server.port()));
    config.customCaFile = m_root.certificate;
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QVERIFY2(names.error().cls == ErrorClass::Tls, qPrintable(names.error().message));
}

void tst_ClientTls::N11_systemRootBesideACustomOne()
{
    const SystemRoots system(m_root.certificate);
    const auto identity = m_certificates->issue(m_root, {});
    FaultServer server(TestCertificates::serverTls(identity));
    const auto refused = ask(server, m_otherRoot.certificate);
    QVERIFY(!refused);
    QCOMPARE(refused.error().cls, ErrorClass::Tls);
    QVERIFY(server.requests().empty());
    QVERIFY(ask(server, {})); // it is the custom root that made the difference
}

void tst_ClientTls::N11_oldProtocols_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::newRow("TLS 1.0") << QByteArray("TLSv1");
    QTest::newRow("TLS 1.1") << QByteArray("TLSv1.1");
    QTest::newRow("TLS 1.2") << QByteArray("TLSv1.2"); // the same server, new enough
}

void tst_ClientTls::N11_oldProtocols()
{
    QFETCH(QByteArray, protocol);
    const auto identity = m_certificates->issue(m_root, {});
    auto tls = TestCertificates::serverTls(identity);
    tls.setBackendConfigurationOption("MinProtocol", protocol);
    tls.setBackendConfigurationOption("MaxProtocol", protocol);
    FaultServer server(tls);
    const auto names = ask(server, m_root.certificate);
    QCOMPARE(bool(names), protocol == "TLSv1.2");
    if (names)
        return;
    QVERIFY2(names.error().cls == ErrorClass::Tls, qPrintable(names.error().message));
    QVERIFY(server.requests().empty());
}

void tst_ClientTls::N11_connectionEndsInTheHandshake()
{
    QTcpServer server;
    int connections = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        auto* const socket = server.nextPendingConnection();
        ++connections;
        connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->abort(); }); // the client's hello came
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    ApiConfig config;
    config.baseUrl = QUrl(QStringLiteral("https://127.0.0.1:%1/v1").arg(server.serverPort()));
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QVERIFY2(names.error().cls == ErrorClass::Net, qPrintable(names.error().message));
    QCOMPARE(connections, 3); // it may have been an accident
}

void tst_ClientTls::N11_clientGoesInTheHandshake()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    ApiConfig config;
    config.baseUrl = QUrl(QStringLiteral("https://127.0.0.1:%1/v1").arg(server.serverPort()));
    auto client = std::make_unique<ApiClient>(config, testEnvironment());
    const auto names = client->clusters();
    QTRY_VERIFY(server.hasPendingConnections());
    auto* const socket = server.nextPendingConnection();
    QTRY_VERIFY(socket->bytesAvailable() > 0);
    client.reset();
    QVERIFY(names.isFinished() && names.isCanceled());
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

void tst_ClientTls::N11_clientCertificate()
{
    const auto identity = m_certificates->issue(m_root, {});
    const auto user = m_certificates->issue(m_root, {.name = "user", .alternative = ""});
    auto tls = TestCertificates::serverTls(identity);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setCaCertificates(QSslCertificate::fromPath(m_root.certificate));
    FaultServer server(tls);
    server.on(QStringLiteral("/"), FaultServer::json(goodNames));
    auto config = testConfig(server);
    config.customCaFile = m_root.certificate;
    ApiClient stranger(config, testEnvironment());
    QVERIFY(!wait(stranger.clusters()));
    QVERIFY(server.requests().empty());
    {
        const OpensslServer strict(identity,
            {QStringLiteral("-Verify"), QStringLiteral("1"), QStringLiteral("-verify_return_error"),
                QStringLiteral("-CAfile"), m_root.certificate});
        QVERIFY(strict.port() != 0);
        auto there = config;
        there.baseUrl.setPort(strict.port());
        ApiClient refused(there, testEnvironment());
        const auto names = wait(refused.clusters());
        QVERIFY(!names);
        QVERIFY2(names.error().cls == ErrorClass::Tls, qPrintable(names.error().message + names.error().detail));
    }
    config.clientCertFile = user.certificate;
    config.clientKeyFile = user.key;
    ApiClient known(config, testEnvironment());
    const auto names = wait(known.clusters());
    QVERIFY2(names, names ? "" : qPrintable(names.error().message));
}

void tst_ClientTls::N11_unreadableFiles()
{
    FaultServer server;
    auto config = testConfig(server);
    config.customCaFile = QStringLiteral("/nonexistent/ca.pem");
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Tls);
    config.customCaFile.clear();
    config.clientCertFile = m_root.certificate;
    config.clientKeyFile = m_root.certificate; // no key
    ApiClient other(config, testEnvironment());
    QCOMPARE(wait(other.clusters()).error().cls, ErrorClass::Tls);
    QCOMPARE(server.connections(), 0);
}

void tst_ClientTls::N2_silenceInTheHandshake()
{
    QTcpServer server; // accepts, and says nothing
    QVERIFY(server.listen(QHostAddress::LocalHost));
    ApiConfig config;
    config.baseUrl = QUrl(QStringLiteral("https://127.0.0.1:%1/v1").arg(server.serverPort()));
    config.deadlines.connect = 60ms;
    ApiClient client(config, testEnvironment());
    const auto names = wait(client.clusters());
    QVERIFY(!names);
    QCOMPARE(names.error().cls, ErrorClass::Timeout);
}

void tst_ClientTls::N12_captivePortalWithAnotherName()
{
    // The login page of a network in the place of the server.
    const auto identity = m_certificates->issue(m_root, {.name = "hotel.example", .alternative = "DNS:hotel.example"});
    FaultServer server(TestCertificates::serverTls(identity));
    server.on(QStringLiteral("/"), FaultServer::html("<title>Welcome to the hotel</title>"));
    auto config = testConfig(server);
    config.customCaFile = m_root.certificate;
    ApiClient client(config, testEnvironment());
    const auto from = instant("2025-11-05T10:00:00Z");
    const auto rows = wait(client.clusterHours("c", {from, from + 1h}));
    QVERIFY(!rows);
    QCOMPARE(rows.error().cls, ErrorClass::Tls);
    QVERIFY2(rows.error().message.contains(QStringLiteral("hotel.example")), qPrintable(rows.error().message));
}

ATLAS_TEST(tst_ClientTls);
#include "tst_ClientTls.moc"
