// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "models/domain/Async.h"
#include "models/store/SqliteStore.h"
#include "models/sync/SyncEngine.h"
#include "tests/support/TestRegistry.h"
#include "tests/sync/ScriptedServer.h"

#include <QEventLoop>
#include <QSignalSpy>

using namespace atlas;
using namespace atlas::test;

namespace {

constexpr HourIndex first = 482136; // 2025-01-01T00:00Z
const QByteArray refused = R"({"meta":{"code":4001,"message":"no"},"data":null})";

std::unique_ptr<SqliteStore> emptyStore()
{
    StoreOptions options;
    options.inMemory = true;
    return std::move(*SqliteStore::open(QStringLiteral("sync"), options));
}

/// Server, client, store and engine of one test.
struct Bench
{
    explicit Bench(HourIndex nowHour)
        : clock(hourStart(nowHour) + std::chrono::minutes(5))
    {
        ApiConfig config;
        config.baseUrl = server.url();
        auto environment = ApiEnvironment::system();
        environment.waitScale = 0.001;
        client = std::make_unique<ApiClient>(config, environment);
        engine = std::make_unique<SyncEngine>(*client, *store, clock);
    }

    Result<SyncReport> sync(int from, int to, std::vector<std::string> clusters = {})
    {
        SyncRequest request;
        request.clusters = std::move(clusters);
        request.range = {hourStart(first + from), hourStart(first + to)};
        return wait(engine->sync(request));
    }
    static Result<SyncReport> wait(const QFuture<Result<SyncReport>>& future)
    {
        Result<SyncReport> result = failure(ErrorClass::Internal, QStringLiteral("never done"));
        QEventLoop loop;
        whenDone(future, &loop, [&](const Result<SyncReport>& done) {
            result = done;
            loop.quit();
        });
        loop.exec();
        return result;
    }
    std::int64_t rows(int from, int to)
    {
        RowQuery query;
        query.cluster = "alpha";
        query.range = {hourStart(first + from), hourStart(first + to)};
        return store->clusterHours(query)->total;
    }

    ScriptedServer server;
    FixedClock clock;
    std::unique_ptr<SqliteStore> store = emptyStore();
    std::unique_ptr<ApiClient> client;
    std::unique_ptr<SyncEngine> engine;
};

} // namespace

class tst_SyncEngine : public QObject
{
    Q_OBJECT

private slots:
    void everythingOfARangeIsStoredWithItsCoverage()
    {
        Bench bench(first + 10);
        const auto report = bench.sync(0, 10);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
        QVERIFY2(!report->problem(), qPrintable(report->problem() ? report->problem()->message : QString()));
        QCOMPARE(report->clusters, std::vector<std::string>{"alpha"});
        QCOMPARE(report->stored.inserted, std::int64_t(40)); // cluster, namespace, label team, workload
        QVERIFY(report->stored.snapshots >= 2);
        const auto inventory = bench.store->inventory().result();
        QCOMPARE(inventory->find("alpha")->hourRows, std::int64_t(40));
        int complete = 0;
        const auto coverage = bench.store->coverage("alpha");
        for (const auto& entry : *coverage) {
            QVERIFY(entry.state == CoverageState::Complete);
            complete += entry.endpoint.ends_with("hourly-stats") ? 1 : 0;
        }
        QCOMPARE(complete, 4);
        QVERIFY(bench.server.mostAtOnce() <= 4);
    }

    void P13_whatSettledIsNotAskedAgain()
    {
        Bench bench(first + 24 * 30);
        QVERIFY(bench.sync(0, 24));
        bench.server.forget();
        const auto again = bench.sync(0, 24);
        QVERIFY(again && !again->problem());
        QCOMPARE(bench.server.count(QStringLiteral("cluster/hourly-stats")), 0);
        QCOMPARE(bench.server.count(QStringLiteral("snapshots")), 0);
        QCOMPARE(again->stored.inserted, std::int64_t(0));
        // Further back only the new part is asked for.
        QVERIFY(bench.sync(-24, 24));
        QCOMPARE(bench.rows(-24, 24), std::int64_t(48));
    }

    void P13_youngHoursAreAskedAgainInTheNextHour()
    {
        Bench bench(first + 10);
        QVERIFY(bench.sync(0, 10));
        bench.server.forget();
        QVERIFY(bench.sync(0, 11));
        QCOMPARE(bench.server.count(QStringLiteral("cluster/hourly-stats")), 0);
        bench.clock.set(hourStart(first + 11) + std::chrono::minutes(5));
        QVERIFY(bench.sync(0, 11));
        QCOMPARE(bench.server.count(QStringLiteral("cluster/hourly-stats")), 1);
        QCOMPARE(bench.rows(0, 11), std::int64_t(11));
    }

    void aFailingEndpointDoesNotStopTheOthers()
    {
        Bench bench(first + 10);
        bench.server.fail(QStringLiteral("namespaces/hourly-stats"), 200, refused);
        const auto report = bench.sync(0, 10);
        QVERIFY(report);
        QCOMPARE(report->problem()->cls, ErrorClass::Partial);
        QCOMPARE(report->problem()->code, 4001);
        QCOMPARE(report->stored.inserted, std::int64_t(30));
        // It is asked again, though all else was there.
        bench.server.answer(QStringLiteral("namespaces/hourly-stats"), [](const QUrlQuery&) {
            return Answer{200, R"({"meta":{"code":2000},"data":[]})"};
        });
        bench.server.forget();
        QVERIFY(!bench.sync(0, 10)->problem());
        QVERIFY(bench.server.count(QStringLiteral("namespaces/hourly-stats")) > 0);
        QCOMPARE(bench.server.count(QStringLiteral("cluster/hourly-stats")), 0);
    }

    void N8_aWantedTokenEndsTheSync()
    {
        Bench bench(first + 10);
        bench.server.fail(
            QStringLiteral("cluster/hourly-stats"), 401, R"({"code":401,"message":"authentication required"})");
        const auto report = bench.sync(0, 10);
        QVERIFY(!report);
        QCOMPARE(report.error().cls, ErrorClass::Auth);
        QVERIFY(!bench.engine->isBusy());
    }

    void N9_aForbiddenEndpointDoesNot()
    {
        Bench bench(first + 10);
        bench.server.fail(QStringLiteral("workloads/hourly-stats"), 403, "{}");
        const auto report = bench.sync(0, 10);
        QVERIFY(report);
        QCOMPARE(report->problem()->cls, ErrorClass::Partial);
        QCOMPARE(bench.rows(0, 10), std::int64_t(10));
    }

    void olderServersAreMadeUpFor()
    {
        Bench bench(first + 10);
        for (const char* missing : {"clusters", "dimension-keys", "workloads/hourly-stats"})
            bench.server.fail(QString::fromLatin1(missing), 404, "<html>not found</html>");
        const auto report = bench.sync(0, 10);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
        QVERIFY2(!report->problem(), qPrintable(report->problem() ? report->problem()->message : QString()));
        QCOMPARE(report->clusters, std::vector<std::string>{"alpha"});
        QVERIFY(report->notes.size() >= 3);
        // The usual labels, and the annotation that the latest snapshot has.
        const auto keys = bench.store->dimensionKeys("alpha", {hourStart(first), hourStart(first + 10)});
        const std::vector<DimensionKey> expected{
            {DimensionType::Label, "app"}, {DimensionType::Label, "team"}, {DimensionType::Annotation, "project"}};
        QVERIFY(*keys == expected);
    }

    void anUnknownClusterIsRefusedWithTheKnownOnes()
    {
        Bench bench(first + 10);
        const auto report = bench.sync(0, 10, {"omega"});
        QVERIFY(!report);
        QCOMPARE(report.error().cls, ErrorClass::Usage);
        QVERIFY(report.error().message.contains(QStringLiteral("alpha")));
    }

    void rowsOfAnotherClusterAreNotStored()
    {
        Bench bench(first + 10);
        bench.server.fail(QStringLiteral("clusters"), 404, "{}");
        const auto report = bench.sync(0, 10, {"beta"}); // the server ignores the parameter
        QVERIFY(report);
        QVERIFY(report->problem());
        QCOMPARE(bench.rows(0, 10), std::int64_t(0));
    }

    void Q2_oneSyncAtATime()
    {
        Bench bench(first + 10);
        SyncRequest request;
        request.range = {hourStart(first), hourStart(first + 10)};
        const auto running = bench.engine->sync(request);
        QCOMPARE(Bench::wait(bench.engine->sync(request)).error().cls, ErrorClass::Usage);
        QVERIFY(Bench::wait(running));
    }

    void Q1_anEngineMayDieWhileItAsks()
    {
        Bench bench(first + 10);
        SyncRequest request;
        request.range = {hourStart(first), hourStart(first + 10)};
        const auto running = bench.engine->sync(request);
        bench.engine.reset();
        QVERIFY(running.isCanceled() || running.resultCount() == 0);
    }

    void progressEndsWhenAllIsDone()
    {
        Bench bench(first + 24 * 60);
        QSignalSpy progress(bench.engine.get(), &SyncEngine::progress);
        QVERIFY(bench.sync(0, 24 * 45));
        QVERIFY(progress.count() > 8);
        const auto last = progress.last().front().value<SyncProgress>();
        QCOMPARE(last.done, last.total);
        QCOMPARE(bench.rows(0, 24 * 45), std::int64_t(24 * 45));
    }

    void aReversedRangeIsRefused()
    {
        Bench bench(first + 10);
        SyncRequest reversed;
        reversed.range = {hourStart(first + 1), hourStart(first)};
        QCOMPARE(Bench::wait(bench.engine->sync(reversed)).error().cls, ErrorClass::Usage);
    }
};

ATLAS_TEST(tst_SyncEngine);
#include "tst_SyncEngine.moc"
