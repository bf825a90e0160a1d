// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/StoreAlerts.h"
#include "tests/alerts/AlertFixtures.h"
#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace atlas;
using atlas::test::HandStore;
using atlas::test::idleRule;

namespace {

constexpr HourIndex start = 482'016;

/// A live store with one namespace, the clock, and the alerts over it.
struct Bench
{
    QTemporaryDir folder;
    AlertPlaces places{folder.filePath(QStringLiteral("rules.json")), folder.filePath(QStringLiteral("memory.json"))};
    HandStore store;
    FixedClock clock{hourStart(start) + std::chrono::minutes(5)};
    std::unique_ptr<StoreAlerts> alerts;
    std::vector<FiringAlert> fired, over;

    explicit Bench(std::vector<AlertRule> rules = {idleRule()})
    {
        if (!writeAlertRules(places.rules, rules))
            qFatal("no rules");
    }
    ~Bench() { alerts.reset(); }

    /// As when the program starts.
    void open(bool live = true)
    {
        alerts.reset();
        alerts = std::make_unique<StoreAlerts>(AlertSource{store, live}, places, clock);
        alerts->setDelay(std::chrono::milliseconds(0));
        QObject::connect(alerts.get(), &AlertCenter::fired, alerts.get(),
            [this](const auto& list) { fired.insert(fired.end(), list.begin(), list.end()); });
        QObject::connect(alerts.get(), &AlertCenter::cleared, alerts.get(),
            [this](const auto& list) { over.insert(over.end(), list.begin(), list.end()); });
        QVERIFY(settled());
    }
    bool settled() const
    {
        return !alerts || QTest::qWaitFor([this] { return alerts->isSettled(); });
    }
    /// An hour passes, and its row arrives.
    void pass(double utilization, double gpus = 8)
    {
        const auto hour = hourIndex(clock.now());
        store.add(hour, "ns", {gpus, utilization});
        clock.advance(std::chrono::hours(1));
        store.announce(hour);
        QVERIFY(settled());
    }
};

} // namespace

class tst_StoreAlerts : public QObject
{
    Q_OBJECT
private slots:
    void firesOnceAndIsOver()
    {
        Bench bench;
        bench.pass(1);
        bench.open();
        QCOMPARE(bench.fired.size(), std::size_t(0));
        bench.pass(2);
        QCOMPARE(bench.fired.size(), std::size_t(1));
        QCOMPARE(bench.fired[0].subject, "ns");
        QCOMPARE(bench.fired[0].since, hourStart(start));
        bench.pass(3);
        QCOMPARE(bench.fired.size(), std::size_t(1));
        QCOMPARE(bench.alerts->firing().size(), std::size_t(1));
        QCOMPARE(bench.alerts->firing()[0].value.value, 3.0);
        QCOMPARE(bench.alerts->waiting({QStringLiteral("c")}), 1);
        bench.pass(50);
        QCOMPARE(bench.over.size(), std::size_t(1));
        QVERIFY(bench.alerts->firing().empty());
        bench.pass(1);
        bench.pass(1);
        QCOMPARE(bench.fired.size(), std::size_t(2));
    }

    void aRestartSaysNothingTwice()
    {
        Bench bench;
        bench.pass(1);
        bench.pass(1);
        bench.open();
        QCOMPARE(bench.fired.size(), std::size_t(1));
        bench.alerts->acknowledge(bench.alerts->firing()[0]);
        bench.open();
        QCOMPARE(bench.fired.size(), std::size_t(1));
        QCOMPARE(bench.alerts->firing().size(), std::size_t(1));
        QVERIFY(bench.alerts->firing()[0].acknowledged);
        QCOMPARE(bench.alerts->waiting({QStringLiteral("c")}), 0);
        QCOMPARE(bench.alerts->firing()[0].ruleName, QStringLiteral("Idle"));
    }

    void whatEndedAndBeganAgainWhileNobodyLookedIsNew()
    {
        Bench bench;
        bench.pass(1);
        bench.pass(1);
        bench.open();
        bench.alerts->acknowledge(bench.alerts->firing()[0]);
        bench.alerts.reset();
        for (const double utilization : {50, 1, 1}) {
            bench.store.add(hourIndex(bench.clock.now()), "ns", {8, utilization});
            bench.clock.advance(std::chrono::hours(1));
        }
        bench.open();
        QCOMPARE(bench.fired.size(), std::size_t(2));
        QVERIFY(!bench.alerts->firing()[0].acknowledged);
        QCOMPARE(bench.alerts->firing()[0].since, hourStart(start + 3));
    }

    void mutedOnesAreSilentUntilTheirTime()
    {
        Bench bench;
        bench.pass(1);
        bench.pass(1);
        bench.open();
        const auto until = bench.clock.now() + std::chrono::hours(5);
        bench.alerts->mute(bench.alerts->firing()[0], until);
        QCOMPARE(bench.alerts->waiting({QStringLiteral("c")}), 0);
        QCOMPARE(bench.alerts->firing()[0].mutedUntil, std::optional(until));
        bench.pass(50);
        QVERIFY(bench.alerts->firing().empty());
        bench.open(); // the mute outlives episode and program
        bench.pass(1);
        bench.pass(1);
        QCOMPARE(bench.fired.size(), std::size_t(1));
        QVERIFY(bench.alerts->firing()[0].mutedUntil);
        bench.pass(1);
        bench.pass(1);
        QCOMPARE(bench.fired.size(), std::size_t(2)); // the time is over, and it still fires
        QVERIFY(!bench.alerts->firing()[0].mutedUntil);
    }

    void forGoodIsForGoodUntilUnmuted()
    {
        Bench bench;
        bench.pass(1);
        bench.pass(1);
        bench.open();
        bench.alerts->mute(bench.alerts->firing()[0], mutedForGood);
        bench.pass(50);
        bench.clock.advance(std::chrono::hours(24 * 30));
        bench.open();
        bench.pass(1);
        bench.pass(1);
        QCOMPARE(bench.fired.size(), std::size_t(1));
        bench.alerts->mute(bench.alerts->firing()[0], std::nullopt);
        QCOMPARE(bench.alerts->waiting({QStringLiteral("c")}), 1);
        QCOMPARE(bench.fired.size(), std::size_t(1)); // who unmutes it is looking at it
    }

    void changedRulesAreEvaluatedAndKept()
    {
        Bench bench;
        bench.pass(4);
        bench.pass(4);
        bench.open();
        QCOMPARE(bench.alerts->firing().size(), std::size_t(1));
        auto stricter = idleRule();
        stricter.threshold = 3;
        bench.alerts->setRules({stricter});
        QVERIFY(bench.settled());
        QVERIFY(bench.alerts->firing().empty());
        QCOMPARE(bench.over.size(), std::size_t(1));
        bench.open();
        QCOMPARE(bench.alerts->rules(), std::vector{stricter});
        bench.alerts->setRules({});
        bench.open();
        QVERIFY(bench.alerts->rules().empty()); // no rules are not the default rules
    }

    void withoutAFileTheDefaultRulesAreInUse()
    {
        Bench bench;
        QVERIFY(QFile::remove(bench.places.rules));
        bench.open();
        QCOMPARE(bench.alerts->rules(), defaultAlertRules());
        QVERIFY(bench.alerts->problems().isEmpty());
        QVERIFY(!QFile::exists(bench.places.rules));
    }

    void brokenFilesAreSetAsideAndSaid()
    {
        Bench bench;
        for (const auto& path : {bench.places.rules, bench.places.memory}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("{");
        }
        bench.open();
        QCOMPARE(bench.alerts->rules(), defaultAlertRules());
        QCOMPARE(bench.alerts->problems().size(), 2);
        QVERIFY(bench.alerts->problems()[0].contains(QStringLiteral("rules.json.broken-")));
        QVERIFY(QDir(bench.folder.path()).entryList({QStringLiteral("*.broken-*")}).size() == 2);
    }

    void whatCannotBeKeptIsSaid()
    {
        Bench bench;
        bench.pass(1);
        bench.places.rules = bench.places.memory = QString();
        bench.open();
        bench.alerts->setRules({idleRule()});
        QVERIFY(bench.settled());
        QVERIFY(bench.alerts->problems().isEmpty()); // nobody asked for more than this run
        bench.places.memory = bench.folder.filePath(QStringLiteral("rules.json/memory.json"));
        bench.places.rules = bench.folder.filePath(QStringLiteral("rules.json/other.json"));
        bench.open();
        bench.alerts->setRules({idleRule()});
        QTRY_COMPARE(bench.alerts->problems().size(), 1);
        QCOMPARE(bench.alerts->rules(), std::vector{idleRule()});
    }

    void onlyClustersThatChangedAreReadAgain()
    {
        Bench bench;
        bench.store.hours[{"other", Level::Cluster, {}}]["other"][start] = {10, 10};
        bench.pass(1);
        bench.open();
        bench.store.asked.clear();
        bench.pass(1);
        QCOMPARE(bench.store.asked.size(), std::size_t(2));
        for (const auto& query : bench.store.asked)
            QCOMPARE(query.scope.cluster, "c");
        bench.store.asked.clear();
        bench.store.announce(start - 24 * 365); // long past
        QVERIFY(bench.settled());
        QVERIFY(bench.store.asked.empty());
    }

    void whatCannotBeReadChangesNothing()
    {
        Bench bench;
        bench.pass(1);
        bench.pass(1);
        bench.open();
        bench.store.broken.insert({"c", Level::Namespace, {}});
        bench.pass(50);
        QCOMPARE(bench.alerts->firing().size(), std::size_t(1));
        QCOMPARE(bench.alerts->problems(), QStringList{QStringLiteral("That cannot be read.")});
        bench.store.broken.insert({"c", Level::Cluster, {}});
        bench.pass(50);
        QCOMPARE(bench.alerts->firing().size(), std::size_t(1));
        bench.store.broken.clear();
        bench.pass(50);
        QVERIFY(bench.alerts->firing().empty());
        QVERIFY(bench.alerts->problems().isEmpty());
    }

    void whatCouldNotBeReadIsTriedAgain()
    {
        Bench bench;
        bench.pass(1);
        bench.pass(1);
        bench.store.broken.insert({"c", Level::Namespace, {}});
        bench.open(false); // a file: nothing changes, and no hour passes
        QVERIFY(bench.alerts->firing().empty());
        bench.store.broken.clear();
        QTRY_COMPARE(bench.alerts->firing().size(), std::size_t(1));
        QVERIFY(bench.alerts->problems().isEmpty());
        bench.store.noInventory = true;
        bench.open(false);
        QCOMPARE(bench.alerts->problems().size(), 1);
        bench.store.noInventory = false;
        QTRY_VERIFY(bench.alerts->problems().isEmpty());
        QTRY_COMPARE(bench.alerts->firing().size(), std::size_t(1)); // the hours are read after the inventory
    }

    void missingDataAreThoseThatTheSourceWasAskedFor()
    {
        auto rule = idleRule();
        rule.level = Level::Cluster;
        rule.condition = AlertCondition::Missing;
        Bench bench({rule});
        bench.pass(50);
        bench.clock.advance(std::chrono::hours(8));
        bench.open();
        QVERIFY(bench.alerts->firing().empty()); // as after the machine slept
        bench.alerts->setHeard({{"c", {bench.clock.now()}}});
        QVERIFY(bench.settled());
        QCOMPARE(bench.alerts->firing().size(), std::size_t(1));
        QCOMPARE(bench.alerts->firing()[0].since, hourStart(start + 1));
        QVERIFY(!bench.alerts->firing()[0].value.known());
    }

    void aSourceThatDoesNotAnswerIsMissingData()
    {
        auto rule = idleRule();
        rule.name.clear();
        rule.id = QStringLiteral("data-missing");
        rule.level = Level::Cluster;
        rule.condition = AlertCondition::Missing;
        rule.hours = 3;
        Bench bench({rule});
        bench.pass(50);
        const auto last = bench.clock.now();
        bench.open();
        bench.alerts->setHeard({{"c", {last}}, {"d", {last, true}}});
        bench.clock.advance(std::chrono::hours(4));
        bench.alerts->evaluateAll();
        QVERIFY(bench.settled());
        QVERIFY(bench.alerts->firing().empty()); // nobody asked: the machine slept
        bench.alerts->setHeard({{"c", {last, true}}});
        QVERIFY(bench.settled());
        QCOMPARE(bench.fired.size(), std::size_t(1));
        QCOMPARE(bench.fired[0].subject, "c");
        QCOMPARE(bench.fired[0].since, last);
        QVERIFY(bench.fired[0].unansweredSince == last);
        QCOMPARE(bench.fired[0].ruleName, QStringLiteral("Data missing")); // as the program calls it

        // It lasts, and is told once; an answer ends it.
        bench.clock.advance(std::chrono::hours(5));
        bench.alerts->evaluateAll();
        QVERIFY(bench.settled());
        QCOMPARE(bench.alerts->firing().size(), std::size_t(1));
        QCOMPARE(bench.fired.size(), std::size_t(1));
        for (HourIndex hour = start; hour < hourIndex(bench.clock.now()); ++hour)
            bench.store.add(hour, "ns", {8, 50});
        bench.alerts->setHeard({{"c", {bench.clock.now()}}});
        QVERIFY(bench.settled());
        QVERIFY(bench.alerts->firing().empty());
        QCOMPARE(bench.over.size(), std::size_t(1));
    }

    void aFileEndsWhereItsDataEnd()
    {
        Bench bench;
        bench.pass(1);
        bench.pass(1);
        bench.clock.advance(std::chrono::hours(24 * 400));
        bench.open(false);
        QCOMPARE(bench.alerts->firing().size(), std::size_t(1));
    }

    void mutedOnesComeLast()
    {
        Bench bench;
        for (int hour = 0; hour < 2; ++hour) {
            bench.store.add(start + hour, "a", {8, 1});
            bench.store.add(start + hour, "b", {8, 1});
        }
        bench.store.add(start - 1, "b", {8, 1});
        bench.clock.advance(std::chrono::hours(2));
        bench.open();
        QCOMPARE(bench.alerts->firing()[0].subject, "b"); // for longer
        bench.alerts->mute(bench.alerts->firing()[0], mutedForGood);
        QCOMPARE(bench.alerts->firing()[0].subject, "a");
    }
};

ATLAS_TEST(tst_StoreAlerts);
#include "tst_StoreAlerts.moc"
