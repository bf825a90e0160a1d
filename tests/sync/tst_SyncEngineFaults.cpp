// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "tests/sync/EngineBench.h"

using namespace atlas;
using namespace atlas::test;

/// What an engine does where servers fail, refuse, lie or are slow.
class tst_SyncEngineFaults : public QObject
{
    Q_OBJECT

private slots:
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

    void N12_aPageAmongGoodAnswersSilencesNothing()
    {
        Bench bench(first + 10);
        const auto workloads = QStringLiteral("workloads/hourly-stats");
        // Once before the endpoint ever answered, once after.
        for (const bool answeredBefore : {false, true}) {
            bench.server.fail(workloads, 200, "<html>Please log in</html>");
            const auto spoilt = Bench::wait(bench.engine->sync(Bench::requestFor(0, answeredBefore ? 10 : 5)));
            QVERIFY(spoilt);
            QCOMPARE(spoilt->problem().has_value(), answeredBefore);
            bench.server.answer(
                workloads, [&](const QUrlQuery& query) { return bench.server.regular(workloads, query); });
            bench.server.forget();
            bench.clock.advance(std::chrono::minutes(5));
            const auto next = Bench::wait(bench.engine->sync(Bench::requestFor(0, answeredBefore ? 10 : 5)));
            QVERIFY(next && !next->problem());
            QVERIFY(bench.server.count(workloads) > 0);
        }
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
};

ATLAS_TEST(tst_SyncEngineFaults);
#include "tst_SyncEngineFaults.moc"
