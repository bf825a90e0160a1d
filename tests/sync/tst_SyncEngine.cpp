// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "models/api/WireEncoder.h"
#include "models/domain/Async.h"
#include "models/store/SqliteStore.h"
#include "models/sync/SyncEngine.h"
#include "tests/support/TestRegistry.h"
#include "tests/sync/ScriptedServer.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QSignalSpy>

using namespace atlas;
using namespace atlas::test;

namespace {

constexpr HourIndex first = 482136; // 2025-01-01T00:00Z
const QByteArray refused = R"({"meta":{"code":4001,"message":"no"},"data":null})";

const QString hoursOf = QStringLiteral("cluster/hourly-stats");
const std::vector<Level> everyLevel{Level::Cluster, Level::Namespace, Level::Dimension, Level::Workload};

/// Time passes fifty times as fast; dates stand still.
class FastClock final : public Clock
{
public:
    explicit FastClock(Instant now)
        : m_now(now)
    {
        m_elapsed.start();
    }
    Instant now() const override { return m_now; }
    std::chrono::milliseconds steady() const override { return std::chrono::milliseconds(m_elapsed.elapsed() * speed); }
    std::chrono::milliseconds timerFor(std::chrono::milliseconds wait) const override { return wait / speed; }

private:
    static constexpr int speed = 50;
    Instant m_now;
    QElapsedTimer m_elapsed;
};

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
        environment.now = [this] { return clock.now(); };
        client = std::make_unique<ApiClient>(config, environment);
        engine = std::make_unique<SyncEngine>(*client, *store, clock);
    }

    Result<SyncReport> sync(int from, int to, std::vector<std::string> clusters = {})
    {
        auto request = requestFor(from, to);
        request.clusters = std::move(clusters);
        return wait(engine->sync(request));
    }
    static SyncRequest requestFor(int from, int to, std::vector<Level> levels = everyLevel, bool snapshots = true)
    {
        SyncRequest request;
        request.range = {hourStart(first + from), hourStart(first + to)};
        request.levels = std::move(levels);
        request.snapshots = snapshots;
        return request;
    }
    /// Only the hours of clusters.
    Result<SyncReport> syncHours(int from, int to)
    {
        return wait(engine->sync(requestFor(from, to, {Level::Cluster}, false)));
    }
    /// The entry of the cluster's hours that has this one.
    CoverageEntry entryAt(int hour, std::string_view endpoint = "cluster/hourly-stats")
    {
        const auto ledger = store->coverage("alpha");
        for (const auto& entry : *ledger) {
            if (entry.endpoint == endpoint && entry.range.contains(hourStart(first + hour)))
                return entry;
        }
        return {};
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
        std::set<std::string> complete;
        const auto coverage = bench.store->coverage("alpha");
        for (const auto& entry : *coverage) {
            QVERIFY(entry.state == CoverageState::Complete);
            if (entry.endpoint.ends_with("hourly-stats"))
                complete.insert(entry.endpoint);
        }
        QCOMPARE(complete.size(), std::size_t(4));
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
        bench.clock.advance(std::chrono::minutes(5));
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

    void N9_aForbiddenEndpointRestsForAnHour()
    {
        Bench bench(first + 10);
        const QString workloads = QStringLiteral("workloads/hourly-stats");
        bench.server.fail(workloads, 403, "{}");
        const auto report = bench.sync(0, 10);
        QVERIFY(report);
        QCOMPARE(report->problem()->cls, ErrorClass::Partial);
        QCOMPARE(bench.rows(0, 10), std::int64_t(10));
        bench.server.forget();
        const auto again = bench.sync(0, 10);
        QCOMPARE(bench.server.count(workloads), 0);
        QCOMPARE(again->problem()->cls, ErrorClass::Partial); // not that a login is needed
        const auto forbidden = std::count_if(again->endpoints.begin(), again->endpoints.end(),
            [](const EndpointOutcome& outcome) { return outcome.forbidden; });
        QCOMPARE(int(forbidden), 1);
        bench.clock.advance(std::chrono::hours(1));
        bench.sync(0, 10);
        QVERIFY(bench.server.count(workloads) > 0);
    }

    void N9_noOtherLabelIsTriedWhereLabelsAreForbidden()
    {
        Bench bench(first + 10);
        const QString labels = QStringLiteral("labels/hourly-stats");
        bench.server.fail(labels, 403, "{}");
        bench.server.answer(QStringLiteral("dimension-keys"), [](const QUrlQuery&) {
            std::vector<std::string> keys;
            for (int i = 0; i < 30; ++i)
                keys.push_back("key" + std::to_string(i));
            return Answer{200, QByteArray::fromStdString(encodeNames(keys))};
        });
        QVERIFY(bench.sync(0, 10));
        QVERIFY(bench.server.count(labels) < 10); // those under way at the time
        bench.server.forget();
        QVERIFY(bench.sync(0, 10));
        QCOMPARE(bench.server.count(labels), 0);
    }

    void N7_aServerThatAsksToWaitIsAskedNothingMore()
    {
        Bench bench(first + 24 * 100);
        QVERIFY(bench.sync(24 * 99, 24 * 100));
        bench.server.forget();
        bench.server.fail(hoursOf, 429, "{}");
        bench.server.namespaces = 100;
        const auto report = bench.sync(0, 24 * 100);
        QVERIFY(report);
        QVERIFY(report->problem().has_value());
        QVERIFY(bench.server.count(QStringLiteral("namespaces/hourly-stats")) < 100); // of 270
        QCOMPARE(report->stopped->cls, ErrorClass::Throttled);
        // No endpoint looks as if it had all it wanted.
        for (const auto& outcome : report->endpoints) {
            if (outcome.endpoint.ends_with("hourly-stats") && outcome.dimension == std::nullopt)
                QVERIFY2(outcome.failedWindows > 0, outcome.endpoint.c_str());
        }
    }

    void P4_eachAnswerStaysBelowAPage()
    {
        Bench bench(first + 24 * 40);
        bench.server.namespaces = 30;
        const auto request = Bench::requestFor(0, 24 * 35, {Level::Namespace}, false);
        const auto report = Bench::wait(bench.engine->sync(request));
        QVERIFY2(report && !report->problem(), "incomplete");
        QVERIFY(bench.server.mostRows < 1000);
        QCOMPARE(report->stored.inserted, std::int64_t(24 * 35 * 30));
        const int requests = bench.server.count(QStringLiteral("namespaces/hourly-stats"));
        QVERIFY(requests < 24 * 35 / 30 + 6); // 30 hours each, after the first that measured
        // Another engine knows it from the ledger.
        bench.server.forget();
        bench.server.mostRows = 0;
        SyncEngine other(*bench.client, *bench.store, bench.clock);
        QVERIFY(Bench::wait(other.sync(Bench::requestFor(-24 * 10, 0, {Level::Namespace}, false))));
        QVERIFY(bench.server.mostRows > 800 && bench.server.mostRows < 1000);
    }

    void P4_theNewestAndTheVisibleComeFirst()
    {
        Bench bench(first + 24 * 40);
        bench.server.namespaces = 100; // windows of 9 hours
        auto request = Bench::requestFor(0, 24 * 6, {Level::Namespace}, false);
        request.first = {hourStart(first + 24), hourStart(first + 36)};
        QVERIFY(Bench::wait(bench.engine->sync(request)));
        std::vector<TimeRange> inside, outside;
        std::size_t lastInside = 0, count = 0;
        for (const auto& query : bench.server.queries(QStringLiteral("namespaces/hourly-stats"))) {
            const auto window = ScriptedServer::rangeOf(query);
            const bool visible = request.first.from <= window.from && window.to <= request.first.to;
            (visible ? inside : outside).push_back(window);
            lastInside = visible ? count : lastInside;
            ++count;
        }
        // Four are under way at a time, and may overtake each other.
        constexpr std::size_t slack = 4;
        QVERIFY(inside.size() >= 2 && outside.size() > 10);
        QVERIFY(lastInside < inside.size() + slack);
        for (std::size_t i = slack; i < outside.size(); ++i)
            QVERIFY(outside[i].to <= outside[i - slack].from);
    }

    void P4_rowsThatNeverComeLeaveTheirHourUnverified()
    {
        Bench bench(first + 100);
        bench.server.answer(hoursOf, [&](const QUrlQuery& query) {
            const bool short1 = ScriptedServer::rangeOf(query).contains(hourStart(first + 1));
            auto body = bench.server.regular(hoursOf, query).body;
            const int hours = ScriptedServer::rangeOf(query).hours();
            const QByteArray stated = "\"total\":" + QByteArray::number(hours);
            const QByteArray more = "\"total\":" + QByteArray::number(hours + 1);
            if (short1)
                body.replace(stated, more);
            return Answer{200, body};
        });
        const auto report = bench.syncHours(0, 4);
        QCOMPARE(report->problem()->cls, ErrorClass::Partial);
        QCOMPARE(bench.rows(0, 4), std::int64_t(4));
        QCOMPARE(bench.entryAt(0).state, CoverageState::Complete);
        QCOMPARE(bench.entryAt(1).state, CoverageState::Unverified);
        QCOMPARE(bench.entryAt(1).range.hours(), 1);
        QCOMPARE(bench.entryAt(1).attempts, 1);
        QCOMPARE(bench.entryAt(2).state, CoverageState::Complete);
    }

    void P6_aFailedWindowFailsAlone()
    {
        Bench bench(first + 24 * 100);
        const auto bad = hourStart(first + 24 * 50);
        bench.server.answer(hoursOf, [&](const QUrlQuery& query) {
            return ScriptedServer::rangeOf(query).contains(bad) ? Answer{200, refused}
                                                                : bench.server.regular(hoursOf, query);
        });
        const auto report = bench.syncHours(0, 24 * 90);
        QCOMPARE(report->problem()->cls, ErrorClass::Partial);
        QCOMPARE(bench.rows(0, 24 * 90), std::int64_t(24 * 60)); // 29 good days are not enough to give up 61
        const auto gap = bench.entryAt(24 * 50);
        QCOMPARE(gap.state, CoverageState::Gap);
        QCOMPARE(gap.attempts, 1);
        QCOMPARE(gap.range.hours(), 24 * 30);
        QVERIFY(gap.openSince && gap.request.empty() == false);
        QCOMPARE(report->endpoints.front().gaps, 1);
        // It rests, longer each time; what came is not asked for again.
        bench.server.forget();
        QVERIFY(bench.syncHours(0, 24 * 90));
        QCOMPARE(bench.server.count(hoursOf), 0);
        bench.clock.advance(std::chrono::minutes(5));
        bench.syncHours(0, 24 * 90);
        QCOMPARE(bench.server.count(hoursOf), 1);
        QCOMPARE(bench.entryAt(24 * 50).attempts, 2);
    }

    void P7_manyUnusableRowsMakeAWindowDoubtful()
    {
        Bench bench(first + 100);
        const auto withBad = [&](int bad) {
            return [&bench, bad](const QUrlQuery& query) {
                auto body = bench.server.regular(hoursOf, query).body;
                for (int i = 0; i < bad; ++i)
                    body.replace(body.indexOf("\"stat_hour\""), 11, "\"when_hour\"");
                return Answer{200, body};
            };
        };
        bench.server.answer(hoursOf, withBad(2));
        const auto report = bench.syncHours(0, 90);
        QCOMPARE(report->problem()->cls, ErrorClass::Partial);
        QCOMPARE(bench.rows(0, 90), std::int64_t(88));
        QCOMPARE(bench.entryAt(50).state, CoverageState::Unverified);
        QCOMPARE(*bench.store->rejectedRows(), std::int64_t(2));
        const auto rejected = bench.store->rejectedLog(10).result();
        QCOMPARE(rejected->size(), std::size_t(2));
        QVERIFY(rejected->front().raw.find("when_hour") != std::string::npos);
        QCOMPARE(rejected->front().cluster, std::string("alpha"));
    }

    void P7_anotherSchemaIsNotStored()
    {
        Bench bench(first + 100);
        bench.server.answer(hoursOf, [&](const QUrlQuery& query) {
            return Answer{200, bench.server.regular(hoursOf, query).body.replace("\"stat_hour\"", "\"when_hour\"")};
        });
        const auto report = bench.syncHours(0, 90);
        QCOMPARE(report->problem()->cls, ErrorClass::Payload);
        QCOMPARE(bench.rows(0, 90), std::int64_t(0));
        QCOMPARE(bench.entryAt(50).state, CoverageState::Gap);
    }

    void P13_aLateOlderAnswerUndoesNothing()
    {
        Bench bench(first + 10);
        int asked = 0;
        bench.server.answer(hoursOf, [&](const QUrlQuery& query) {
            ClusterHour row;
            row.cluster = "alpha";
            row.at.time = ScriptedServer::rangeOf(query).from;
            const bool early = asked++ == 0;
            row.at.updatedAt = Stamp(hourStart(first + 9)) + std::chrono::minutes(early ? 1 : 2);
            row.allocated = early ? 1 : 2;
            return Answer{200, QByteArray::fromStdString(encodePage(std::span(&row, 1), {1, 1, 1000, 1})), early};
        });
        SyncEngine other(*bench.client, *bench.store, bench.clock);
        const auto request = Bench::requestFor(0, 1, {Level::Cluster}, false);
        const auto late = bench.engine->sync(request);
        QTRY_COMPARE(asked, 1);
        QVERIFY(Bench::wait(other.sync(request)));
        bench.server.release();
        const auto report = Bench::wait(late);
        QVERIFY(report);
        QCOMPARE(report->stored.older, std::int64_t(1));
        RowQuery query;
        query.cluster = "alpha";
        query.range = request.range;
        QCOMPARE(double(bench.store->clusterHours(query)->rows.front().allocated), 2.0);
    }

    void T5_aMissingHourIsAskedForAWeek()
    {
        Bench bench(first + 100);
        bench.server.missingHours = {first + 20};
        const auto report = bench.sync(0, 90);
        QVERIFY(report && !report->problem()); // the server did all it was asked for
        QCOMPARE(bench.entryAt(20).state, CoverageState::Gap);
        QCOMPARE(bench.entryAt(20).range.hours(), 1);
        QCOMPARE(bench.entryAt(21).state, CoverageState::Complete);
        const auto gaps = std::find_if(report->endpoints.begin(), report->endpoints.end(),
            [](const EndpointOutcome& outcome) { return outcome.endpoint == "cluster/hourly-stats"; });
        QCOMPARE(gaps->gaps, 1);
        // A namespace without rows is nothing unusual.
        QCOMPARE(bench.entryAt(20, "namespaces/hourly-stats").state, CoverageState::Complete);

        bench.clock.advance(std::chrono::hours(24 * 8));
        bench.server.forget();
        QVERIFY(bench.syncHours(0, 90));
        QVERIFY(bench.server.count(hoursOf) > 0);
        QCOMPARE(bench.entryAt(20).state, CoverageState::MissingOnServer);
        bench.clock.advance(std::chrono::hours(24 * 8));
        bench.server.forget();
        QVERIFY(bench.syncHours(0, 90));
        QCOMPARE(bench.server.count(hoursOf), 0);
    }

    void T5_aLateHourBringsTheOtherLevelsWithIt()
    {
        Bench bench(first + 100);
        bench.server.missingHours = {first + 20};
        QVERIFY(bench.sync(0, 90));
        bench.server.missingHours = {};
        bench.server.forget();
        bench.clock.advance(std::chrono::minutes(5));
        const auto report = bench.sync(0, 90);
        QVERIFY(report && !report->problem());
        QCOMPARE(bench.rows(20, 21), std::int64_t(1));
        QCOMPARE(report->stored.inserted, std::int64_t(4));
        const auto asked = bench.server.queries(QStringLiteral("namespaces/hourly-stats"));
        QCOMPARE(asked.size(), std::size_t(1));
        QCOMPARE(ScriptedServer::rangeOf(asked.front()).hours(), 1);
        QCOMPARE(bench.entryAt(20, "namespaces/hourly-stats").state, CoverageState::Complete);
    }

    void T5_whatWasNeverThereIsNoGapInTheReport()
    {
        Bench bench(first + 24 * 60);
        for (int hour = 0; hour < 24 * 20; ++hour)
            bench.server.missingHours.insert(first + hour);
        const auto report = bench.syncHours(0, 24 * 50);
        QCOMPARE(report->endpoints.front().gaps, 0);
        QCOMPARE(bench.entryAt(5).state, CoverageState::Gap); // it is asked for all the same
    }

    void T6_oddTimesAreStoredAndCounted()
    {
        Bench bench(first + 100);
        bench.server.answer(hoursOf, [&](const QUrlQuery& query) {
            auto body = bench.server.regular(hoursOf, query).body;
            body.replace("T05:00:00Z", "T05:17:00Z"); // off the hour
            body.replace("2025-01-01T07:00:00Z", "2025-01-09T07:00:00Z"); // days ahead
            return Answer{200, body};
        });
        const auto report = bench.syncHours(0, 10);
        QVERIFY(report && !report->problem());
        QCOMPARE(bench.entryAt(5).state, CoverageState::Complete);
        QCOMPARE(bench.rows(5, 6), std::int64_t(1));
        QCOMPARE(bench.entryAt(7).state, CoverageState::Gap);
        QCOMPARE(bench.rows(24 * 8, 24 * 9), std::int64_t(1));
        std::map<std::string, std::int64_t> counts;
        const auto faults = bench.store->fieldFaults().result();
        for (const auto& fault : *faults)
            counts[fault.problem] += fault.count;
        QCOMPARE(counts["off-boundary"], std::int64_t(1));
        QCOMPARE(counts["future"], std::int64_t(1));
    }

    void T4_theServersClockIsReported()
    {
        Bench bench(first + 10); // 10:05
        QVERIFY(!bench.sync(0, 10)->serverAhead);
        bench.server.date = "Wed, 01 Jan 2025 10:15:00 GMT";
        const auto report = bench.sync(0, 10);
        QCOMPARE(report->serverAhead, std::optional<std::chrono::seconds>(std::chrono::minutes(10)));
    }

    void L2_oldHoursAreAskedForSlowly()
    {
        Bench bench(first + 24 * 40);
        const FastClock fast(hourStart(first + 24 * 40));
        SyncEngine engine(*bench.client, *bench.store, fast);
        bench.server.namespaces = 100; // 9 hours a window
        auto request = Bench::requestFor(24 * 30, 24 * 40, {Level::Namespace}, false);
        request.backfillPerSecond = 2;
        const auto before = fast.steady();
        QVERIFY(Bench::wait(engine.sync(request)));
        const auto requests = bench.server.queries(QStringLiteral("namespaces/hourly-stats"));
        const auto old = std::count_if(requests.begin(), requests.end(), [&](const QUrlQuery& query) {
            return ScriptedServer::rangeOf(query).to <= fast.now() - std::chrono::hours(24);
        });
        QVERIFY(old > 20);
        QVERIFY(fast.steady() - before >= std::chrono::milliseconds(500) * (old - 1));
    }

    void L2_aDeadServerIsAskedOnceAnEndpoint()
    {
        Bench bench(first + 24 * 40);
        QVERIFY(bench.sync(24 * 39, 24 * 40));
        bench.server.die();
        std::map<std::string, int> tries;
        connect(bench.client.get(), &ApiClient::exchanged, this, [&](const RequestRecord& record) {
            if (record.attempt == 1)
                ++tries[record.request.substr(0, record.request.find('?'))];
        });
        const auto report = bench.sync(0, 24 * 40);
        QVERIFY(report);
        QCOMPARE(report->problem()->cls, ErrorClass::Net);
        QVERIFY(tries.size() >= 3);
        for (const auto& [endpoint, count] : tries)
            QVERIFY2(count <= (endpoint.ends_with("keys") ? 2 : 1), endpoint.c_str()); // labels and annotations
        // What was known stays known, and nothing waits for more than the next sync.
        QCOMPARE(bench.entryAt(24 * 39 + 5).state, CoverageState::Complete);
        QCOMPARE(bench.entryAt(24 * 39 - 5).attempts, 0);
    }

    void Q5_aClustersFailureIsItsOwn()
    {
        Bench bench(first + 10);
        bench.server.clusters = {"alpha", "beta"};
        bench.server.answer(hoursOf, [&](const QUrlQuery& query) {
            return query.queryItemValue(QStringLiteral("cluster")) == QLatin1StringView("beta")
                ? Answer{200, refused}
                : bench.server.regular(hoursOf, query);
        });
        const auto report = bench.sync(0, 10);
        QVERIFY(report && report->problem("beta"));
        QVERIFY(!report->problem("alpha"));
        QCOMPARE(bench.rows(0, 10), std::int64_t(10));
    }

    void N12_aLoginPageIsNoServerWithoutEndpoints()
    {
        Bench bench(first + 10);
        QVERIFY(bench.sync(0, 10));
        for (const char* endpoint : {"snapshots/latest", "snapshots", "workloads/hourly-stats"})
            bench.server.fail(QString::fromLatin1(endpoint), 200, "<html>Please log in</html>");
        const auto report = Bench::wait(bench.engine->sync(Bench::requestFor(0, 10, {})));
        QVERIFY(report);
        QVERIFY(report->problem().has_value());
        bench.server.forget();
        QVERIFY(Bench::wait(bench.engine->sync(Bench::requestFor(0, 10, {}))));
        QVERIFY(bench.server.count(QStringLiteral("snapshots/latest")) > 0); // nothing was learned from it
    }

    void aSyncThatFindsNothingNewAsksForTheLatestSnapshotOnly()
    {
        Bench bench(first + 10);
        QVERIFY(bench.sync(0, 10));
        bench.server.forget();
        const auto again = bench.sync(0, 10);
        QVERIFY(again && !again->problem());
        QCOMPARE(bench.server.asked(), QStringList{QStringLiteral("snapshots/latest")});
        QCOMPARE(again->stored, CommitStats());
    }

    void whatTheServerLacksIsNotAskedForEachTime()
    {
        Bench bench(first + 10);
        for (const char* missing : {"clusters", "dimension-keys", "workloads/hourly-stats"})
            bench.server.fail(QString::fromLatin1(missing), 404, "{}");
        bench.server.fail(
            QStringLiteral("snapshots/latest"), 200, R"({"meta":{"code":4004,"message":"none"},"data":null})");
        QVERIFY(bench.sync(0, 10));
        bench.server.forget();
        const auto again = bench.sync(0, 10);
        QVERIFY(again && !again->problem());
        QCOMPARE(bench.server.asked(), QStringList());
        bench.clock.advance(std::chrono::hours(25));
        QVERIFY(bench.sync(0, 10));
        QVERIFY(bench.server.count(QStringLiteral("snapshots/latest")) == 1);
        QVERIFY(bench.server.count(QStringLiteral("workloads/hourly-stats")) == 1);
    }

    void namesInTheStoreMayDiffer()
    {
        Bench bench(first + 10);
        auto request = Bench::requestFor(0, 10);
        request.connection = "c1";
        request.storedName = [](const std::string& name) { return name + "@second"; };
        const auto report = Bench::wait(bench.engine->sync(request));
        QVERIFY(report && !report->problem());
        QCOMPARE(report->clusters, std::vector<std::string>{"alpha@second"});
        QCOMPARE(*bench.store->clusterNames(), std::vector<std::string>{"alpha@second"});
        QCOMPARE(bench.store->inventory().result()->find("alpha@second")->hourRows, std::int64_t(40));
        QCOMPARE(bench.store->sources()->at("alpha@second"), std::string("c1"));
        QVERIFY(!bench.store->coverage("alpha@second")->empty());
        const auto log = bench.store->requestLog(100).result();
        QVERIFY(log->size() >= 8);
        for (const auto& record : *log)
            QCOMPARE(record.connection, std::string("c1"));
        bench.server.forget();
        QVERIFY(Bench::wait(bench.engine->sync(request)));
        QCOMPARE(bench.server.count(hoursOf), 0);
    }

    void anotherDimensionsSnapshotIsNotTheClusters()
    {
        Bench bench(first + 10);
        bench.server.answer(QStringLiteral("snapshots/latest"), [](const QUrlQuery&) {
            AllocationSnapshot other;
            other.head.cluster = "alpha";
            other.head.dimensionType = "namespace";
            other.head.dimensionValue = "ml";
            other.head.time = hourStart(first + 10);
            return Answer{200, QByteArray::fromStdString(encodeSnapshot(other))};
        });
        auto request = Bench::requestFor(0, 10, {});
        request.snapshotRange = TimeRange{hourStart(first), hourStart(first)};
        QVERIFY(Bench::wait(bench.engine->sync(request)));
        const auto newest = bench.store->snapshot("alpha", std::nullopt).result();
        QVERIFY(newest && *newest);
        QCOMPARE((*newest)->head.dimensionType, std::string("cluster"));
    }

    void daysThatTheServerSummarisesOtherwiseAreAskedForAgain()
    {
        Bench bench(first + 24 * 60);
        QVERIFY(bench.syncHours(0, 24 * 55));
        bench.server.answer(QStringLiteral("extensions"), [](const QUrlQuery&) {
            return Answer{200, QByteArray::fromStdString(encodeNames(std::vector<std::string>{"summary/daily"}))};
        });
        bench.server.answer(QStringLiteral("summary/daily"), [](const QUrlQuery& query) {
            std::vector<PeriodSummary> days;
            const auto range = ScriptedServer::rangeOf(query);
            for (Instant day = range.from; day < range.to; day += std::chrono::days(1)) {
                const bool rewritten = day == hourStart(first + 24 * 7);
                days.push_back({"alpha", day, 24, {}, rewritten ? 96.5 : 96.0, {}, {}});
            }
            return Answer{200, QByteArray::fromStdString(encodeSummaries(days))};
        });
        bench.server.forget();
        auto nightly = Bench::requestFor(0, 24 * 55, {Level::Cluster}, false);
        nightly.settle = std::chrono::hours(35 * 24);
        QVERIFY(Bench::wait(bench.engine->sync(nightly)));
        int days = 0;
        for (const auto& query : bench.server.queries(hoursOf)) {
            const auto range = ScriptedServer::rangeOf(query);
            if (range.to <= hourStart(first + 24 * 20)) {
                QCOMPARE(range.from, hourStart(first + 24 * 7));
                QCOMPARE(range.hours(), 24);
                ++days;
            }
        }
        QCOMPARE(days, 1);
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

    void Q1_cancellingKeepsWhatCameWhole()
    {
        Bench bench(first + 24 * 100);
        int asked = 0;
        bench.server.answer(hoursOf, [&](const QUrlQuery& query) {
            auto answer = bench.server.regular(hoursOf, query);
            answer.held = ++asked == 3;
            return answer;
        });
        QSignalSpy progress(bench.engine.get(), &SyncEngine::progress);
        const auto running = bench.engine->sync(Bench::requestFor(0, 24 * 90, {Level::Cluster}, false));
        QTRY_VERIFY(asked == 3 && bench.rows(0, 24 * 90) == 24 * 60);
        bench.engine->cancel();
        QVERIFY(!bench.engine->isBusy());
        const auto report = Bench::wait(running);
        QVERIFY(report && report->cancelled);
        const auto calls = progress.count();
        bench.server.release();
        // The next sync finds what is left; the answer to the first is not met again.
        asked = 3;
        QVERIFY(!bench.syncHours(0, 24 * 90)->problem());
        QVERIFY(progress.count() > calls);
        QCOMPARE(bench.rows(0, 24 * 90), std::int64_t(24 * 90));
        QCOMPARE(asked, 4);
        bench.engine->cancel(); // nothing to cancel
    }

    void Q1_anEngineMayDieWhileAnswersArrive()
    {
        for (int after = 1; after < 6; ++after) {
            Bench bench(first + 24 * 100);
            auto request = Bench::requestFor(0, 24 * 90);
            const auto running = bench.engine->sync(request);
            QTRY_VERIFY(bench.server.asked().size() >= after);
            bench.engine.reset();
            QVERIFY(running.isFinished() && running.resultCount() == 0);
            // Whole windows or nothing: rows and ledger agree.
            QCoreApplication::processEvents();
            bench.store->commit({}).waitForFinished();
            std::int64_t covered = 0;
            const auto ledger = bench.store->coverage("alpha");
            for (const auto& entry : *ledger)
                covered += entry.endpoint == "cluster/hourly-stats" ? entry.range.hours() : 0;
            QCOMPARE(bench.rows(0, 24 * 90), covered);
        }
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
