// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/AlertScan.h"
#include "tests/alerts/AlertFixtures.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;
using atlas::test::HandStore;
using atlas::test::idleRule;

namespace {

constexpr HourIndex now = 482'016;

std::vector<FiringAlert> scanned(HandStore& store, const AlertScan& scan)
{
    std::vector<GridPtr> grids;
    for (const auto& query : queriesOf(scan))
        grids.push_back(store.grid(query).result().value());
    return firingOf(scan, grids);
}

AlertScan scanOf(std::vector<AlertRule> rules)
{
    AlertScan scan;
    scan.rules = std::move(rules);
    scan.cluster = "c";
    scan.end = now;
    return scan;
}

} // namespace

class tst_AlertScan : public QObject
{
    Q_OBJECT
private slots:
    void whatFiresNow()
    {
        HandStore store;
        for (HourIndex hour = now - 5; hour < now; ++hour) {
            store.add(hour, "small", {2, 1});
            store.add(hour, "big", {8, hour == now - 5 ? 40.0 : 2.0});
            store.add(hour, "over", {8, hour == now - 1 ? 40.0 : 2.0});
        }
        const auto alerts = scanned(store, scanOf({idleRule()}));
        QCOMPARE(alerts.size(), std::size_t(2));
        QCOMPARE(alerts[0].subject, "big"); // who holds most
        QCOMPARE(alerts[0].since, hourStart(now - 4));
        QCOMPARE(alerts[0].lastHour, now - 1);
        QCOMPARE(alerts[0].value.value, 2.0);
        QCOMPARE(alerts[0].gpus.value, 8.0);
        QCOMPARE(alerts[0].gpuHours, 32.0);
        QCOMPARE(alerts[0].scope, (GridScope{"c", Level::Namespace, {}}));
        QCOMPARE(alerts[1].subject, "small");
    }

    void onlyRulesThatCanBeUsed()
    {
        HandStore store;
        for (HourIndex hour = now - 5; hour < now; ++hour)
            store.add(hour, "ns", {8, 1});
        auto off = idleRule(), bad = idleRule();
        off.enabled = false;
        bad.only = QStringLiteral("~(");
        QCOMPARE(scanned(store, scanOf({off, bad})).size(), std::size_t(0));
        QVERIFY(queriesOf(scanOf({off, bad})).empty());
    }

    void eachLevelIsReadOnceAndAsFarBackAsNeeded()
    {
        auto workloads = idleRule(), month = idleRule(), team = idleRule();
        workloads.level = Level::Workload;
        month.hours = 30 * 24;
        team.level = Level::Dimension;
        team.dimension = {DimensionType::Label, "team"};
        const auto queries = queriesOf(scanOf({idleRule(), workloads, month, team, workloads}));
        QCOMPARE(queries.size(), std::size_t(4));
        QCOMPARE(queries[0].scope.level, Level::Cluster);
        QCOMPARE(queries[0].range.hours(), 60 * 24);
        QCOMPARE(queries[1].range.hours(), 60 * 24);
        QCOMPARE(queries[2].range.hours(), 14 * 24);
        QCOMPARE(queries[3].scope.dimension.key, "team");
        QCOMPARE(queries[3].range.hours(), 35 * 24);
    }

    void whatCouldNotBeReadSaysNothing()
    {
        HandStore store;
        for (HourIndex hour = now - 5; hour < now; ++hour)
            store.add(hour, "ns", {8, 1});
        const auto scan = scanOf({idleRule()});
        QVERIFY(firingOf(scan, {store.grid(queriesOf(scan)[0]).result().value(), nullptr}).empty());
        QVERIFY(firingOf(scan, {nullptr, store.grid(queriesOf(scan)[1]).result().value()}).empty());
    }

    void dataThatTheSourceDoesNotHaveAreMissing()
    {
        HandStore store;
        store.add(now - 10, "ns", {8, 50});
        auto rule = idleRule();
        rule.level = Level::Cluster;
        rule.condition = AlertCondition::Missing;
        rule.hours = 4;
        auto scan = scanOf({rule});
        QCOMPARE(scanned(store, scan).size(), std::size_t(1));
        QCOMPARE(scanned(store, scan)[0].since, hourStart(now - 9));
        scan.askedTo = now - 6; // three hours of nothing are known
        QCOMPARE(scanned(store, scan).size(), std::size_t(0));
    }

    void whatIsMissingDoesNotComeBackByBeingMissingForLong()
    {
        HandStore store;
        store.add(now - 100 * 24, "ns", {8, 50});
        auto rule = idleRule();
        rule.level = Level::Cluster;
        rule.condition = AlertCondition::Missing;
        auto scan = scanOf({rule});
        scan.dataEnd = now - 100 * 24 + 1;
        const auto alerts = scanned(store, scan);
        QCOMPARE(alerts.size(), std::size_t(1));
        QCOMPARE(alerts[0].since, hourStart(now - 100 * 24 + 1));
    }

    void noAnswerFiresRulesOfMissingData()
    {
        HandStore store;
        for (HourIndex hour = now - 20; hour < now - 5; ++hour)
            store.add(hour, "ns", {8, 50});
        auto rule = idleRule();
        rule.level = Level::Cluster;
        rule.condition = AlertCondition::Missing;
        rule.hours = 4;
        auto scan = scanOf({rule});
        scan.askedTo = now - 5;
        QVERIFY(scanned(store, scan).empty());
        scan.unansweredSince = hourStart(now - 4) + std::chrono::minutes(5);
        QVERIFY(scanned(store, scan).empty()); // for 3 h 55 min
        scan.unansweredSince = hourStart(now - 5) + std::chrono::minutes(5);
        const auto alerts = scanned(store, scan);
        QCOMPARE(alerts.size(), std::size_t(1));
        QCOMPARE(alerts[0].subject, "c");
        QVERIFY(alerts[0].unansweredSince == scan.unansweredSince);
        QCOMPARE(alerts[0].since, *scan.unansweredSince);
        QCOMPARE(alerts[0].lastHour, now - 1);
        QVERIFY(!alerts[0].value.known());

        // Who is left out is; other rules mind nothing; long after all data are gone it still fires.
        scan.rules[0].except = QStringLiteral("c");
        QVERIFY(scanned(store, scan).empty());
        scan.rules = {idleRule()};
        QVERIFY(scanned(store, scan).empty());
        scan.rules = {rule};
        scan.end = now + 24 * 365;
        QCOMPARE(scanned(store, scan).size(), std::size_t(1));
    }

    void anEpisodeOfMissingHoursSaysThatNothingIsAnswered()
    {
        HandStore store;
        for (HourIndex hour = now - 20; hour < now - 8; ++hour)
            store.add(hour, "ns", {8, 50});
        auto rule = idleRule();
        rule.level = Level::Cluster;
        rule.condition = AlertCondition::Missing;
        auto scan = scanOf({rule});
        scan.askedTo = now - 3; // hours were missing before it fell silent
        scan.unansweredSince = hourStart(now - 3);
        const auto alerts = scanned(store, scan);
        QCOMPARE(alerts.size(), std::size_t(1));
        QCOMPARE(alerts[0].since, hourStart(now - 8));
        QVERIFY(alerts[0].unansweredSince.has_value());
    }

    void theLastAnswerIsThatOfTheLedger()
    {
        CoverageEntry came, gap, imported;
        came.state = CoverageState::MissingOnServer; // an answer as well
        came.request = "cluster/hourly-stats";
        came.fetchedAt = hourStart(now);
        gap = came;
        gap.state = CoverageState::Gap;
        gap.fetchedAt = hourStart(now + 5);
        imported = came;
        imported.request.clear();
        imported.fetchedAt = hourStart(now + 9);
        QVERIFY(lastAnswer({gap, came, imported}) == hourStart(now));
        QVERIFY(!lastAnswer({gap, imported}));
    }
};

ATLAS_TEST(tst_AlertScan);
#include "tst_AlertScan.moc"
