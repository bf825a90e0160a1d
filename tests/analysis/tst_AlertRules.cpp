// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/AlertRules.h"

#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

#include <random>

using namespace atlas;
using atlas::test::_;
using atlas::test::Columns;
using atlas::test::makeGrid;
using atlas::test::Values;

namespace {

AlertRule lowUtilization(int hours)
{
    AlertRule rule;
    rule.id = rule.name = QStringLiteral("rule");
    rule.threshold = 10;
    rule.hours = hours;
    return rule;
}

AlertRule manyGpus(double threshold)
{
    auto rule = lowUtilization(1);
    rule.condition = AlertCondition::Above;
    rule.metric = Metric::AverageAllocated;
    rule.threshold = threshold;
    return rule;
}

HourPresence presentFor(int hours)
{
    return HourPresence(makeGrid(Level::Cluster, 0, {{"c", {{Column::Allocated, Values(std::size_t(hours), 1)}}}}));
}

std::vector<AlertEpisode> found(const AlertRule& rule, const HourGrid& grid, int to = -1)
{
    const auto presence = presentFor(grid.hours());
    return episodesOf(rule, {&grid, &presence, 0, to < 0 ? grid.hours() : to, {}, {}});
}

/// Utilisations of one namespace that holds 4 GPUs.
std::vector<AlertEpisode> foundIn(const AlertRule& rule, const Values& utilization)
{
    const Values held(utilization.size(), 4);
    return found(
        rule, makeGrid(rule.level, 0, {{"ns", {{Column::Allocated, held}, {Column::Utilization, utilization}}}}));
}

/// Hours of some namespaces that wander, pause, vanish and are unknown.
HourGrid wandering(unsigned seed, int hours = 300)
{
    std::mt19937 random(seed);
    const auto below = [&random](int limit) { return int(random() % unsigned(limit)); };
    std::map<std::string, Columns> subjects;
    for (const char* name : {"a", "b", "c", "d"}) {
        Values held, used;
        double gpus = 8, utilization = 20;
        for (int hour = 0; hour < hours; ++hour) {
            gpus = std::clamp(gpus + below(5) - 2.0, 0.0, 24.0);
            utilization = std::clamp(utilization + below(21) - 10.0, 0.0, 100.0);
            const int fate = below(20);
            held.push_back(fate == 0 ? _ : gpus);
            used.push_back(fate <= 1 ? _ : utilization);
        }
        subjects[name] = {{Column::Allocated, held}, {Column::Utilization, used}};
    }
    return makeGrid(Level::Namespace, 0, subjects);
}

std::vector<AlertRule> someRules()
{
    std::vector<AlertRule> rules;
    for (const int hours : {1, 2, 3, 6}) {
        auto rule = lowUtilization(hours);
        rules.push_back(rule);
        rule.leastGpus = 6;
        rule.clearThreshold = 25;
        rule.clearHours = 3;
        rules.push_back(rule);
        auto above = manyGpus(12);
        above.hours = hours;
        above.clearThreshold = 9;
        rules.push_back(above);
        above.condition = AlertCondition::Below;
        above.threshold = 4;
        above.clearThreshold = {};
        rules.push_back(above);
    }
    return rules;
}

bool isPartOf(const AlertEpisode& part, const std::vector<AlertEpisode>& whole)
{
    return std::any_of(whole.begin(), whole.end(), [&part](const AlertEpisode& episode) {
        return episode.subject == part.subject && episode.first <= part.first && part.last <= episode.last;
    });
}

} // namespace

class tst_AlertRules : public QObject
{
    Q_OBJECT
private slots:
    void itFiresWhenItHeldForLongEnough()
    {
        const auto episodes = foundIn(lowUtilization(3), {50, 5, 50, 9, 1, 3, 8, 10, 4});
        QCOMPARE(episodes.size(), std::size_t(1));
        const auto& episode = episodes.front();
        QCOMPARE(episode.subject, "ns");
        QCOMPARE(episode.first, 3);
        QCOMPARE(episode.firedAt, 5);
        QCOMPARE(episode.last, 6);
        QCOMPARE(episode.clearedAt, std::optional<HourIndex>(7)); // 10 is not below 10
        QCOMPARE(episode.hours, 4);
        QCOMPARE(episode.gpuHours, 16.0);
        QCOMPARE(episode.worst.value, 1.0);
        QCOMPARE(episode.value.value, 8.0);
        QCOMPARE(episode.gpus.value, 4.0);
    }

    void whatLastsIsOpen()
    {
        const auto episodes = foundIn(lowUtilization(2), {5, 5, 5});
        QCOMPARE(episodes.size(), std::size_t(1));
        QVERIFY(episodes.front().isOpen());
        QCOMPARE(episodes.front().first, 0);
    }

    void T5_unknownHoursNeitherFireNorClear()
    {
        // Two known hours are not three; the third comes after a gap and makes the run whole.
        QCOMPARE(foundIn(lowUtilization(3), {5, 5, _, _, _}).size(), std::size_t(0));
        auto episodes = foundIn(lowUtilization(3), {5, 5, _, 5, _, _, 50});
        QCOMPARE(episodes.size(), std::size_t(1));
        QCOMPARE(episodes.front().firedAt, 3);
        QCOMPARE(episodes.front().hours, 3);
        QCOMPARE(episodes.front().gpuHours, 16.0); // what is not known is how they were used
        QCOMPARE(episodes.front().last, 3);
        QCOMPARE(episodes.front().clearedAt, std::optional<HourIndex>(6));
        episodes = foundIn(lowUtilization(1), {5, _, _, _});
        QVERIFY(episodes.front().isOpen());
        // The same where the cluster has no row.
        const auto grid = makeGrid(
            Level::Namespace, 0, {{"ns", {{Column::Allocated, {4, 4, 4}}, {Column::Utilization, {5, 50, 50}}}}});
        const HourPresence presence(makeGrid(Level::Cluster, 0, {{"c", {{Column::Allocated, {4, _, _}}}}}));
        QVERIFY(episodesOf(lowUtilization(1), {&grid, &presence, 0, 3, {}, {}}).front().isOpen());
    }

    void onlyThoseWhoHoldEnough()
    {
        auto rule = lowUtilization(2);
        rule.leastGpus = 8;
        const auto grid = makeGrid(Level::Namespace, 0,
            {{"big", {{Column::Allocated, {8, 8, 7, 8}}, {Column::Utilization, {0, 0, 0, 0}}}},
                {"gone", {{Column::Allocated, {8, _, _, 8}}, {Column::Utilization, {0, _, _, 0}}}},
                {"nobody", {{Column::Allocated, {0, 0, 0, 0}}, {Column::Utilization, {0, 0, 0, 0}}}},
                {"uncounted", {{Column::Allocated, {_, _, _, _}}, {Column::Utilization, {0, 0, 0, 0}}}}});
        const auto episodes = found(rule, grid);
        QCOMPARE(episodes.size(), std::size_t(1));
        QCOMPARE(episodes.front().subject, "big");
        QCOMPARE(episodes.front().last, 1); // 7 GPUs clear it
    }

    void whoIsAbsentHoldsNothing()
    {
        auto rule = manyGpus(2);
        rule.condition = AlertCondition::Below;
        const Columns left{{Column::Allocated, {5, _, _}}, {Column::Utilization, {50, _, _}}};
        const auto episodes = found(rule, makeGrid(Level::Namespace, 0, {{"ns", left}}));
        QCOMPARE(episodes.size(), std::size_t(1));
        QCOMPARE(episodes.front().value.value, 0.0);
        // A workload that is over is not a workload with too few.
        rule.level = Level::Workload;
        QCOMPARE(found(rule, makeGrid(Level::Workload, 0, {{"ns/job", left}})).size(), std::size_t(0));
    }

    void hysteresisKeepsItUpInBetween()
    {
        const Values values{5, 12, 30, 5, 18, 30, 30, 5};
        auto rule = lowUtilization(1);
        QCOMPARE(foundIn(rule, values).size(), std::size_t(3));
        rule.clearThreshold = 20;
        auto episodes = foundIn(rule, values);
        QCOMPARE(episodes.size(), std::size_t(3));
        QCOMPARE(episodes[0].last, 1); // 12 is in between
        QCOMPARE(episodes[1].last, 4);
        rule.clearHours = 2;
        episodes = foundIn(rule, values);
        QCOMPARE(episodes.size(), std::size_t(2)); // one hour at 30 does not end it
        QCOMPARE(episodes[0].last, 4);
        QCOMPARE(episodes[0].clearedAt, std::optional<HourIndex>(6));
        QCOMPARE(episodes[0].hours, 5);
        QCOMPARE(episodes[0].gpuHours, 20.0);
    }

    void clearHoursAtTheEndDoNotCountYet()
    {
        auto rule = lowUtilization(1);
        rule.clearHours = 3;
        const auto episodes = foundIn(rule, {5, 50, 50});
        QVERIFY(episodes.front().isOpen());
        QCOMPARE(episodes.front().last, 0);
        QCOMPARE(episodes.front().value.value, 5.0);
    }

    void allocationRatesOfClustersAndQuotas()
    {
        auto rule = manyGpus(90);
        rule.metric = Metric::AllocationRate;
        rule.level = Level::Cluster;
        const auto grid = makeGrid(
            Level::Cluster, 0, {{"c", {{Column::Allocated, {80, 95, 95, 12}}, {Column::Capacity, {100, 100, _, 10}}}}});
        const auto episodes = found(rule, grid);
        QCOMPARE(episodes.size(), std::size_t(1));
        QCOMPARE(episodes.front().first, 1);
        QCOMPARE(episodes.front().hours, 2); // the capacity of one is not known
        QCOMPARE(episodes.front().worst.value, 120.0); // nodes fail
    }

    void missingData()
    {
        AlertRule rule = manyGpus(0);
        rule.level = Level::Cluster;
        rule.condition = AlertCondition::Missing;
        rule.hours = 2;
        const auto grid =
            makeGrid(Level::Cluster, 0, {{"c", {{Column::Allocated, {_, _, 5, _, 5, _, _, _, 5, _, _}}}}});
        const HourPresence presence(grid);
        AlertSpan span{&grid, &presence, 0, grid.hours(), {}, {}};
        auto episodes = episodesOf(rule, span);
        QCOMPARE(episodes.size(), std::size_t(2)); // not what was before the first hour
        QCOMPARE(episodes[0].first, 5);
        QCOMPARE(episodes[0].last, 7);
        QCOMPARE(episodes[1].first, 9);
        QVERIFY(episodes[1].isOpen());
        // The last hours were not asked for yet.
        span.knownTo = 10;
        episodes = episodesOf(rule, span);
        QCOMPARE(episodes.size(), std::size_t(1));
    }

    void missingUtilizationOfWhoIsThere()
    {
        auto rule = lowUtilization(2);
        rule.condition = AlertCondition::Missing;
        const auto grid = makeGrid(Level::Namespace, 0,
            {{"silent", {{Column::Allocated, {4, 4, 4}}, {Column::Utilization, {1, _, _}}}},
                {"idle", {{Column::Allocated, {0, 0, 0}}, {Column::Utilization, {_, _, _}}}},
                {"gone", {{Column::Allocated, {4, _, _}}, {Column::Utilization, {1, _, _}}}}});
        const auto episodes = found(rule, grid);
        QCOMPARE(episodes.size(), std::size_t(1));
        QCOMPARE(episodes.front().subject, "silent");
    }

    void allZeroHoursWhereTheyAreUnknown()
    {
        const Columns zero{{Column::Allocated, {4, 4}}, {Column::Utilization, {0, 0}}, {Column::MaxUtilization, {0, 0}},
            {Column::MinUtilization, {0, 0}}};
        const auto grid = makeGrid(Level::Namespace, 0, {{"ns", zero}});
        const auto presence = presentFor(2);
        AlertSpan span{&grid, &presence, 0, 2, {}, {}};
        QCOMPARE(episodesOf(lowUtilization(2), span).size(), std::size_t(1));
        span.options.zeroHoursAreUnknown = true;
        QCOMPARE(episodesOf(lowUtilization(2), span).size(), std::size_t(0));
    }

    void filtersAndExclusions()
    {
        const Columns low{{Column::Allocated, {4}}, {Column::Utilization, {1}}};
        const auto grid = makeGrid(Level::Namespace, 0, {{"ml-a", low}, {"ml-b", low}, {"ml-test", low}, {"web", low}});
        auto rule = lowUtilization(1);
        rule.only = QStringLiteral("ml-");
        rule.except = QStringLiteral("~test$");
        const auto episodes = found(rule, grid);
        QCOMPARE(episodes.size(), std::size_t(2));
        QCOMPARE(episodes[1].subject, "ml-b");
        rule.except = QStringLiteral("~(");
        QCOMPARE(found(rule, grid).size(), std::size_t(0)); // never more than was meant
    }

    void trialsAddUp()
    {
        const auto trial = trialOf(foundIn(lowUtilization(1), {5, 50, 5, 5}));
        QCOMPARE(trial, (AlertTrial{2, 1, 3, 12.0, 1}));
    }

    void propertyCuttingShortGivesWhatWasKnownThen()
    {
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const auto grid = wandering(seed, 120);
            for (const auto& rule : someRules()) {
                const auto whole = found(rule, grid);
                for (int to = 0; to <= grid.hours(); ++to) {
                    std::size_t expected = 0, closed = 0;
                    for (const auto& episode : whole) {
                        expected += episode.firedAt < to;
                        closed += episode.clearedAt && *episode.clearedAt < to;
                    }
                    const auto then = found(rule, grid, to);
                    QCOMPARE(then.size(), expected);
                    for (const auto& episode : then) {
                        QVERIFY(isPartOf(episode, whole));
                        if (!episode.isOpen()) {
                            --closed;
                            QVERIFY(std::find(whole.begin(), whole.end(), episode) != whole.end());
                        }
                    }
                    QCOMPARE(closed, std::size_t(0));
                }
            }
        }
    }

    void propertyLongerAndStricterNeverFindMore()
    {
        std::size_t seen = 0;
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const auto grid = wandering(seed);
            for (const auto& rule : someRules()) {
                const auto usual = found(rule, grid);
                seen += usual.size();
                auto longer = rule;
                longer.hours += 2;
                auto stricter = rule;
                stricter.threshold += rule.condition == AlertCondition::Below ? -2 : 2;
                auto bigger = rule;
                bigger.leastGpus += 2;
                for (const auto& narrow : {longer, stricter, bigger}) {
                    if (rule.metric == Metric::AverageAllocated && narrow == bigger)
                        continue; // then it is another question
                    for (const auto& episode : found(narrow, grid))
                        QVERIFY(isPartOf(episode, usual));
                    QVERIFY(trialOf(found(narrow, grid)).hours <= trialOf(usual).hours);
                }
            }
        }
        QVERIFY(seen > 500);
    }

    void propertyHysteresisNeverSplits()
    {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const auto grid = wandering(seed);
            for (const auto& rule : someRules()) {
                const auto usual = found(rule, grid);
                auto slower = rule;
                slower.clearHours += 2;
                auto wider = rule;
                const double step = rule.condition == AlertCondition::Below ? 5 : -5;
                wider.clearThreshold =
                    (rule.clearThreshold.known() ? rule.clearThreshold.value : rule.threshold) + step;
                for (const auto& kept : {slower, wider}) {
                    const auto merged = found(kept, grid);
                    QVERIFY(merged.size() <= usual.size());
                    for (const auto& episode : usual)
                        QVERIFY(isPartOf(episode, merged));
                }
            }
        }
    }

    void faults_data()
    {
        QTest::addColumn<AlertRule>("rule");
        QTest::addColumn<QString>("says");
        const auto with = [](auto change) {
            auto rule = lowUtilization(3);
            change(rule);
            return rule;
        };
        QTest::newRow("fine") << lowUtilization(3) << QString();
        QTest::newRow("no name") << with([](auto& r) { r.name = QStringLiteral(" "); }) << "name";
        QTest::newRow("expression") << with([](auto& r) { r.only = QStringLiteral("~["); }) << "\"[\" is not valid";
        QTest::newRow("exclusion") << with([](auto& r) { r.except = QStringLiteral("~)"); }) << "\")\" is not valid";
        QTest::newRow("below 0") << with([](auto& r) { r.threshold = 0; }) << "never fire: nothing is below 0";
        QTest::newRow("below 120 %") << with([](auto& r) { r.threshold = 120; }) << "always fire";
        QTest::newRow("no threshold") << with([](auto& r) { r.threshold = unknown; }) << "threshold";
        QTest::newRow("above 100 %") << with([](auto& r) {
            r.condition = AlertCondition::Above;
            r.threshold = 100;
        }) << "never fire: no utilisation is above 100 %";
        QTest::newRow("above 100 % allocation") << with([](auto& r) {
            r.condition = AlertCondition::Above;
            r.metric = Metric::AllocationRate;
            r.threshold = 105;
        }) << QString();
        QTest::newRow("above −1") << with([](auto& r) {
            r.condition = AlertCondition::Above;
            r.threshold = -1;
        }) << "always fire";
        QTest::newRow("clears below") << with([](auto& r) { r.clearThreshold = 5; }) << "wrong side";
        QTest::newRow("clears above") << with([](auto& r) {
            r.condition = AlertCondition::Above;
            r.clearThreshold = 50;
        }) << "wrong side";
        QTest::newRow("never clears") << with([](auto& r) { r.clearThreshold = 101; }) << "never clear";
        QTest::newRow("fewer than it asks for") << with([](auto& r) {
            r.metric = Metric::AverageAllocated;
            r.leastGpus = 12;
        }) << "at least 12 GPUs and fewer than 10";
        QTest::newRow("rate of workloads") << with([](auto& r) {
            r.metric = Metric::AllocationRate;
            r.level = Level::Workload;
        }) << "no capacity";
        QTest::newRow("no key") << with([](auto& r) { r.level = Level::Dimension; }) << "Choose the label";
        QTest::newRow("no hours") << with([](auto& r) { r.hours = 0; }) << "from 1 on";
        QTest::newRow("no hours to clear") << with([](auto& r) { r.clearHours = 0; }) << "from 1 on";
        QTest::newRow("more hours than are read")
            << with([](auto& r) { r.clearHours = 1'500'000'000; }) << "up to 10,000";
        QTest::newRow("longer than the history") << with([](auto& r) { r.hours = 200; }) << "8 d 8 h, and the history";
        QTest::newRow("negative GPUs") << with([](auto& r) { r.leastGpus = -1; }) << "0 or more";
        QTest::newRow("missing needs no threshold") << with([](auto& r) {
            r.condition = AlertCondition::Missing;
            r.threshold = unknown;
        }) << QString();
    }
    void faults()
    {
        QFETCH(AlertRule, rule);
        QFETCH(QString, says);
        const auto faults = faultsOf(rule, 168);
        if (says.isEmpty())
            QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
        else
            QVERIFY2(faults.size() == 1 && faults.front().contains(says), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void theDefaultRulesAreFine()
    {
        QStringList ids;
        for (const auto& rule : defaultAlertRules()) {
            QVERIFY2(faultsOf(rule).isEmpty(), qPrintable(faultsOf(rule).join(QLatin1Char('\n'))));
            QVERIFY(rule.enabled && !ids.contains(rule.id));
            QVERIFY(rule.name.isEmpty() && !ruleName(rule).isEmpty()); // named in the language of the moment
            ids << rule.id;
        }
    }
};

ATLAS_TEST(tst_AlertRules);
#include "tst_AlertRules.moc"
