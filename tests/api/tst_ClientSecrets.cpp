// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "models/api/SecretFilter.h"
#include "models/api/WireEncoder.h"
#include "tests/api/ClientTesting.h"
#include "tests/support/FaultServer.h"
#include "tests/support/TestRegistry.h"

#include <QLoggingCategory>
#include <QMutex>
#include <QTest>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

/// Everything that Qt and we log while it lives, all categories at their loudest.
class LogCapture
{
public:
    LogCapture()
    {
        text().clear();
        QLoggingCategory::setFilterRules(QStringLiteral("*=true"));
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext& context, const QString& message) {
            static QMutex mutex;
            const QMutexLocker lock(&mutex);
            text() += QByteArray(context.category) + ": " + message.toUtf8() + '\n';
        });
    }
    ~LogCapture()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules({});
    }
    static QByteArray& text()
    {
        static QByteArray captured;
        return captured;
    }

private:
    QtMessageHandler m_before;
};

const QByteArray canary = "canary/T0ken+4242=needle";

QByteArrayList formsOf(const QByteArray& secret)
{
    return {secret, secret.toBase64(QByteArray::OmitTrailingEquals),
        secret.toBase64(QByteArray::OmitTrailingEquals | QByteArray::Base64UrlEncoding), secret.toPercentEncoding(),
        secret.left(15)};
}

} // namespace

/// A token, a cookie and a header's value in use: they are found nowhere but in the requests.
class tst_ClientSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K3_canary_data();
    void K3_canary();
    void K3_filterKnowsTheParts();
    void dataAreNotFiltered();
};

void tst_ClientSecrets::K3_canary_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("bearer") << int(ApiAuth::Kind::Bearer);
    QTest::newRow("cookie") << int(ApiAuth::Kind::Cookie);
    QTest::newRow("header") << int(ApiAuth::Kind::Header);
}

void tst_ClientSecrets::K3_canary()
{
    QFETCH(int, kind);
    const LogCapture capture;
    FaultServer server;
    const QByteArray spoken = "you sent " + canary + " or " + canary.toBase64() + " or " + canary.toPercentEncoding();
    int turn = 0;
    const std::vector<FaultServer::Answer> answers{
        FaultServer::json(goodNames),
        FaultServer::html("<title>" + QByteArray(110, 'x') + canary + "</title>", 500), // at the place where it is cut
        FaultServer::html("<title>" + spoken + "</title>"),
        FaultServer::json(R"({"code":401,"message":")" + spoken + R"("})", 401),
        FaultServer::json(R"({"code":403,"message":")" + spoken + R"("})", 403),
        FaultServer::json(R"({"code":429,"message":")" + spoken + R"("})", 429),
        FaultServer::json(R"({"meta":{"code":4001,"message":")" + spoken + R"("},"data":null,"tracing":{"trace_id":")"
            + canary + R"("}})"),
        FaultServer::json(
            R"({"code":400,"message":"m","traceId":")" + canary + R"("})", 400, "X-Request-Id: " + canary + "\r\n"),
        FaultServer::json(R"({"data":[17,18,")" + canary + R"("]})"),
        FaultServer::reply(200, "application/json", canary),
        FaultServer::redirect("http://" + canary.toPercentEncoding().toLower() + ".example/x"),
        FaultServer::redirect("http://other.example/x?token=" + canary),
        FaultServer::reply(418, "text/plain", spoken),
        FaultServer::silence(),
    };
    server.on(QStringLiteral("/"), [&](const FaultServer::Request&) { return answers[std::size_t(turn)]; });
    auto config = testConfig(server);
    config.auth = {
        ApiAuth::Kind(kind), kind == int(ApiAuth::Kind::Cookie) ? "session=" + canary + "; a=b" : canary, "X-Token"};
    config.deadlines.firstByte = 50ms;
    QByteArray said;
    const auto from = instant("2025-11-05T10:00:00Z");
    for (; turn < int(answers.size()); ++turn) {
        ApiClient client(config, testEnvironment());
        connect(&client, &ApiClient::exchanged, this, [&](const RequestRecord& record) {
            said += QByteArray::fromStdString(record.request + '\n' + record.message + '\n' + record.traceId + '\n');
        });
        const auto note = [&](const Error& error) {
            said += (error.message + u'\n' + error.detail + u'\n' + error.traceId + u'\n').toUtf8();
        };
        if (const auto names = wait(client.clusters()); !names)
            note(names.error());
        if (const auto rows = wait(client.clusterHoursPage("c", {from, from + 1h}, 1)); !rows) {
            note(rows.error());
        } else {
            for (const auto& rejected : rows->stats.rejected)
                said += QByteArray::fromStdString(rejected.raw) + '\n';
        }
    }
    QVERIFY(server.requests().size() > answers.size());
    QVERIFY(said.contains("clusters"));
    for (const auto& form : formsOf(canary)) {
        const auto at = said.toLower().indexOf(form.toLower());
        QVERIFY2(at < 0, said.mid(std::max<qsizetype>(0, at - 80), 160).constData());
        QVERIFY2(!LogCapture::text().contains(form), LogCapture::text().constData());
    }
}

void tst_ClientSecrets::K3_filterKnowsTheParts()
{
    SecretFilter filter;
    filter.add(ApiAuth{ApiAuth::Kind::Cookie, "a=firstsecret; b=second/secret", {}});
    QCOMPARE(filter.cleaned(QStringLiteral("x FirstSecret y second/secret z second\\/secret")),
        QStringLiteral("x *** y *** z ***"));
    QByteArray body = "{\"m\":\"second\\/secret " + QByteArray("firstsecret").toBase64() + "\"}";
    filter.clean(body);
    QCOMPARE(body, QByteArray("{\"m\":\"*** ***=\"}"));
    SecretFilter none;
    none.add(ApiAuth{ApiAuth::Kind::Bearer, "short", {}}); // would occur by chance
    QCOMPARE(none.cleaned(QStringLiteral("a short text")), QStringLiteral("a short text"));
}

void tst_ClientSecrets::dataAreNotFiltered()
{
    FaultServer server;
    ClusterHour row;
    row.cluster = "gpu-prod-a";
    row.at.time = instant("2025-11-05T10:00:00Z");
    row.capacity = 12345678;
    server.on(QStringLiteral("/"),
        FaultServer::json(QByteArray::fromStdString(encodePage(std::vector{row}, PageInfo{1, 1, 100, 1}))));
    auto config = testConfig(server);
    config.auth = {ApiAuth::Kind::Cookie, "theme=dark; selectedCluster=gpu-prod-a; id=12345678", {}};
    ApiClient client(config, testEnvironment());
    const auto page = wait(client.clusterHoursPage("gpu-prod-a", {row.at.time, row.at.time + 1h}, 1));
    QVERIFY(page);
    QCOMPARE(page->rows.size(), std::size_t(1));
    QCOMPARE(page->rows.front().cluster, std::string("gpu-prod-a"));
    QCOMPARE(page->rows.front().capacity.value, 12345678.0);
}

ATLAS_TEST(tst_ClientSecrets);
#include "tst_ClientSecrets.moc"
