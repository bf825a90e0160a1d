// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "tests/sync/EngineBench.h"

using namespace atlas;
using namespace atlas::test;

/// What an engine asks for, and what it stores.
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
        // The window keeps the last 35 days in step: what is compared is older.
        auto nightly = Bench::requestFor(24 * 25, 24 * 60, {Level::Cluster}, false);
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

    void aDayThatCouldNotBeFetchedAgainStaysInDoubt()
    {
        Bench bench(first + 24 * 60);
        QVERIFY(bench.syncHours(0, 24 * 60));
        bench.server.answer(QStringLiteral("extensions"), [](const QUrlQuery&) {
            return Answer{200, QByteArray::fromStdString(encodeNames(std::vector<std::string>{"summary/daily"}))};
        });
        bench.server.answer(QStringLiteral("summary/daily"), [](const QUrlQuery&) {
            const std::vector<PeriodSummary> days{{"alpha", hourStart(first + 24 * 7), 24, {}, 96.5, {}, {}}};
            return Answer{200, QByteArray::fromStdString(encodeSummaries(days))};
        });
        const auto night = [&] {
            bench.server.forget();
            auto nightly = Bench::requestFor(24 * 25, 24 * 60, {Level::Cluster}, false);
            nightly.settle = std::chrono::hours(35 * 24);
            Bench::wait(bench.engine->sync(nightly));
            const auto queries = bench.server.queries(hoursOf);
            return std::ranges::count_if(queries, [](const QUrlQuery& query) {
                return ScriptedServer::rangeOf(query).from == hourStart(first + 24 * 7);
            });
        };
        bench.server.fail(hoursOf, 400, R"({"code":400,"message":"not now"})");
        night();
        bench.server.mend(hoursOf);
        bench.clock.advance(std::chrono::hours(24));
        QCOMPARE(int(night()), 1); // once more, as it failed
        bench.clock.advance(std::chrono::hours(24));
        QCOMPARE(int(night()), 0); // it came, and is as it was
    }

    void P7_whatSnapshotsLackIsRecorded()
    {
        Bench bench(first + 10);
        bench.server.answer(QStringLiteral("snapshots"), [](const QUrlQuery& query) {
            AllocationSnapshot snapshot;
            snapshot.head.cluster = "alpha";
            snapshot.head.dimensionType = "cluster";
            snapshot.head.time = ScriptedServer::rangeOf(query).from;
            snapshot.head.capacity = 64;
            auto body = QByteArray::fromStdString(encodeSnapshots(std::vector{snapshot}));
            return Answer{200, body.replace(":64", ":\"abc\"")};
        });
        QVERIFY(Bench::wait(bench.engine->sync(Bench::requestFor(0, 10, {}))));
        const auto faults = bench.store->fieldFaults().result();
        QVERIFY(faults);
        QVERIFY(std::ranges::any_of(*faults,
            [](const FieldFault& fault) { return fault.cluster == "alpha" && fault.endpoint == "snapshots"; }));
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
