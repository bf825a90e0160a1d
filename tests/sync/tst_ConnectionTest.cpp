// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/ConnectionTest.h"

#include "models/domain/Async.h"
#include "tests/support/FaultServer.h"
#include "tests/support/TestRegistry.h"

#include <QFutureWatcher>
#include <QTcpServer>

using namespace atlas;
using namespace atlas::test;

namespace {

const auto noon = std::chrono::sys_days(std::chrono::year(2025) / 3 / 10) + std::chrono::hours(12);

QByteArray canonical(const QByteArray& data)
{
    return R"({"meta":{"code":2000,"message":"OK"},"data":)" + data + R"(,"tracing":null})";
}

/// 24 hours of a cluster up to `end`, with a rate of `rate`.
QByteArray clusterRows(Instant end, double rate)
{
    QByteArrayList rows;
    for (int i = 24; i > 0; --i) {
        const auto hour = QByteArray::fromStdString(formatRfc3339(end - std::chrono::hours(i)));
        const auto number = QByteArray::number(rate);
        rows << R"({"cluster_name":"prod","stat_hour":")" + hour
                + R"(","total_gpu_capacity":64,"allocated_gpu_count":40,)" + R"("allocation_rate":)" + number
                + R"(,"avg_utilization":)" + number + "}";
    }
    return canonical(R"({"total":24,"page":1,"page_size":1000,"total_pages":1,"data":[)" + rows.join(',') + "]}");
}

QByteArray snapshot(Instant at)
{
    return canonical(R"({"id":1,"cluster_name":"prod","snapshot_time":")" + QByteArray::fromStdString(formatRfc3339(at))
        + R"(","dimension_type":"cluster","total_gpu_capacity":64,"allocated_gpu_count":40,"allocation_details":{}})");
}

} // namespace

class tst_ConnectionTest : public QObject
{
    Q_OBJECT

    FixedClock m_clock{noon};

    /// A healthy server below /api/v1 with everything.
    static void serveAll(FaultServer& server, double rate = 60)
    {
        const QString base = QStringLiteral("/api/v1/gpu-aggregation");
        const auto names = canonical(R"(["prod"])");
        for (const char* path : {"/clusters", "/namespaces", "/dimension-keys", "/dimension-values"})
            server.on(base + QLatin1StringView(path), FaultServer::json(names));
        server.on(base + QStringLiteral("/cluster/hourly-stats"), FaultServer::json(clusterRows(noon, rate)));
        server.on(base + QStringLiteral("/workloads/hourly-stats"),
            FaultServer::json(canonical(R"({"total":0,"page":1,"page_size":1,"total_pages":0,"data":[]})")));
        server.on(
            base + QStringLiteral("/snapshots/latest"), FaultServer::json(snapshot(noon - std::chrono::minutes(4))));
    }

    static ConnectionProfile profileOf(const QUrl& url)
    {
        ConnectionProfile profile;
        profile.id = QStringLiteral("p");
        profile.url = url;
        return profile;
    }

    ConnectionReport test(const ConnectionProfile& profile, const QByteArray& secret = {})
    {
        ConnectionTest tester(m_clock);
        std::optional<ConnectionReport> report;
        whenDone(tester.run(profile, secret), this, [&](const ConnectionReport& done) { report = done; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(report.has_value(), 15000); }();
        return report.value_or(ConnectionReport{});
    }

    static const ConnectionFinding* find(const ConnectionReport& report, const char* words)
    {
        for (const auto& finding : report.findings) {
            if (finding.sentence.contains(QString::fromLatin1(words)))
                return &finding;
        }
        return nullptr;
    }
    static QByteArray all(const ConnectionReport& report)
    {
        QByteArray text;
        for (const auto& finding : report.findings)
            text += QByteArray::number(int(finding.level)) + " " + finding.sentence.toUtf8() + " | "
                + finding.detail.toUtf8() + "\n";
        return text;
    }

private slots:
    void aHealthyServerIsExplained()
    {
        FaultServer server;
        serveAll(server);
        const auto report = test(profileOf(server.url()));
        QVERIFY2(!report.error, all(report).constData());
        QCOMPARE(report.url, server.url(QStringLiteral("/api/v1")));
        QCOMPARE(report.clusters, QStringList{QStringLiteral("prod")});
        for (const char* words : {"is the one to save", "without a token", "usual form", "and workloads",
                 "newest hour is complete", "newest snapshot was taken"})
            QVERIFY2(find(report, words), QByteArray(words + all(report)).constData());
        for (const auto& finding : report.findings)
            QVERIFY2(finding.level != ConnectionFinding::Level::Problem, all(report).constData());
        QVERIFY(!find(report, "fractions"));
    }

    void theTokenIsSentAndNotRepeated()
    {
        FaultServer server;
        serveAll(server);
        auto profile = profileOf(server.url(QStringLiteral("/api/v1")));
        profile.auth = AuthKind::Bearer;
        const auto report = test(profile, "s3cret");
        QCOMPARE(server.requests().front().headers.value("authorization"), QByteArray("Bearer s3cret"));
        QVERIFY2(find(report, "accepts the token"), all(report).constData());
        QVERIFY(!all(report).contains("s3cret"));
    }

    void aRefusedTokenEndsTheTest()
    {
        FaultServer server;
        server.on(QStringLiteral("/"), FaultServer::json(R"({"code":401,"message":"authentication required"})", 401));
        const auto report = test(profileOf(server.url()));
        QVERIFY(report.error);
        QCOMPARE(report.error->cls, ErrorClass::Auth);
        QVERIFY(report.url.isEmpty());
        QCOMPARE(report.findings.back().level, ConnectionFinding::Level::Problem);
    }

    void N9_aForbiddenEndpointIsNamed()
    {
        FaultServer server;
        server.on(QStringLiteral("/api/v1/gpu-aggregation/workloads/hourly-stats"),
            FaultServer::json(R"({"code":403,"message":"no"})", 403));
        serveAll(server); // of two answers the first one holds
        const auto report = test(profileOf(server.url(QStringLiteral("/api/v1"))));
        QVERIFY2(!report.error, all(report).constData());
        const auto* finding = find(report, "not allowed for workloads/hourly-stats");
        QVERIFY2(finding, all(report).constData());
        QCOMPARE(finding->level, ConnectionFinding::Level::Problem);
    }

    void whatAnOlderServerLacksIsANote()
    {
        FaultServer server;
        server.on(QStringLiteral("/api/v1/gpu-aggregation/cluster/hourly-stats"),
            FaultServer::json(clusterRows(noon - std::chrono::hours(80), 60)));
        const auto report = test(profileOf(server.url(QStringLiteral("/api/v1"))));
        QVERIFY2(!report.error, all(report).constData());
        const auto* older = find(report, "older server");
        QVERIFY2(older && older->level == ConnectionFinding::Level::Note, all(report).constData());
        QVERIFY(older->detail.contains(QStringLiteral("/clusters")));
        QVERIFY2(find(report, "no snapshot"), all(report).constData());
        const auto* behind = find(report, "does not keep up");
        QVERIFY2(behind && behind->sentence.contains(QStringLiteral("3 day")), all(report).constData());
    }

    void ratesBelowOneAreSaidToLookLikeFractions()
    {
        FaultServer server;
        serveAll(server, 0.6);
        auto profile = profileOf(server.url(QStringLiteral("/api/v1")));
        const auto report = test(profile);
        QVERIFY2(find(report, "they are fractions"), all(report).constData());
        profile.ratesAreFractions = true;
        QVERIFY(!find(test(profile), "fractions"));

        FaultServer percent;
        serveAll(percent, 60);
        profile.url = percent.url(QStringLiteral("/api/v1"));
        QVERIFY(find(test(profile), "they are percent"));
    }

    void T4_aServersClockThatIsOffIsSaid()
    {
        FaultServer server;
        server.on(QStringLiteral("/api/v1/gpu-aggregation/clusters"),
            FaultServer::json(canonical(R"(["prod"])"), 200, "Date: Mon, 10 Mar 2025 13:00:00 GMT\r\n"));
        serveAll(server); // of two answers the first one holds
        const auto report = test(profileOf(server.url(QStringLiteral("/api/v1"))));
        QVERIFY2(find(report, "ahead of the one of this machine"), all(report).constData());
    }

    void aClusterThatTheServerDoesNotHave()
    {
        FaultServer server;
        serveAll(server);
        auto profile = profileOf(server.url(QStringLiteral("/api/v1")));
        profile.clusters = QStringList{QStringLiteral("prod"), QStringLiteral("prud")};
        QVERIFY(find(test(profile), "no cluster \"prud\""));
    }

    void K4_whatIsRefusedIsNotAsked()
    {
        auto profile = profileOf(QUrl(QStringLiteral("http://192.0.2.1/api/v1")));
        const auto report = test(profile);
        QVERIFY(report.error);
        QCOMPARE(report.error->cls, ErrorClass::Usage);
    }

    void theCallersThreadHasNothingToDoForIt()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        ConnectionTest tester(m_clock);
        const auto report =
            tester.run(profileOf(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()))), {});
        QVERIFY(server.waitForNewConnection(10'000)); // without an event loop here
    }

    void aNewRunCancelsTheOneBefore()
    {
        FaultServer silent, server;
        silent.on(QStringLiteral("/"), FaultServer::silence());
        serveAll(server);
        ConnectionTest tester(m_clock);
        const auto first = tester.run(profileOf(silent.url()), {});
        QTRY_VERIFY(silent.connections() > 0);
        const auto second = tester.run(profileOf(server.url()), {});
        QTRY_VERIFY(first.isFinished());
        QVERIFY(first.isCanceled());
        QTRY_VERIFY(second.isFinished());
        QVERIFY(!second.result().error);
    }
};

ATLAS_TEST(tst_ConnectionTest);
#include "tst_ConnectionTest.moc"
