// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/ChangeParts.h"
#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <random>

using namespace atlas;
using namespace atlas::test;

namespace {

constexpr ChangeCause causes[] = {ChangeCause::Hours, ChangeCause::Capacity, ChangeCause::Allocation,
    ChangeCause::UnknownUse, ChangeCause::Utilization, ChangeCause::Mix, ChangeCause::Unattributed};

/// A namespace that holds so many GPUs at so much all the time.
struct Held
{
    const char* name;
    double gpus, utilization;
};

/// A day of a cluster that is the sum of its namespaces.
UsedPeriod steady(double capacity, const std::vector<Held>& held, int hours = 24, int gaps = 0)
{
    double allocated = 0, known = 0, weighted = 0;
    std::map<std::string, Columns> names;
    const auto line = [&](double value) {
        Values values(std::size_t(hours), value);
        std::fill_n(values.begin(), gaps, _);
        return values;
    };
    for (const auto& part : held) {
        names[part.name] = {{Column::Allocated, line(part.gpus)}, {Column::Utilization, line(part.utilization)}};
        allocated += part.gpus;
        if (isKnown(part.utilization)) {
            known += part.gpus;
            weighted += part.gpus * part.utilization;
        }
    }
    const auto cluster = makeGrid(Level::Cluster, 0,
        {{"c",
            {{Column::Capacity, line(capacity)}, {Column::Allocated, line(allocated)},
                {Column::Utilization, line(allocated > 0 && known == allocated ? weighted / known : _)}}}});
    return usedPeriod(
        cluster, makeGrid(Level::Namespace, 0, names), {hourStart(0), hourStart(hours)}, HourPresence(cluster));
}

/// Anything: absent rows, unknown figures, all zero, namespaces that add up to another sum than the cluster.
UsedPeriod anything(std::mt19937& random)
{
    const auto chance = [&](double p) { return std::bernoulli_distribution(p)(random); };
    const auto number = [&](double high) { return std::uniform_real_distribution<double>(0, high)(random); };
    const int hours = 20 + int(number(20));
    const bool idle = chance(0.1), blind = chance(0.1), noCapacity = chance(0.15);
    std::map<std::string, Columns> names;
    Values a(std::size_t(hours), 0), used(std::size_t(hours), 0), c, u;
    for (const char* name : {"a", "b", "d", "e"}) {
        if (chance(0.2))
            continue;
        Values mine, percent;
        for (int i = 0; i < hours; ++i) {
            const double gpus = idle || chance(0.1) ? 0 : number(40), share = blind || chance(0.1) ? _ : number(100);
            mine.push_back(chance(0.1) ? _ : gpus);
            percent.push_back(share);
            a[std::size_t(i)] += isKnown(mine.back()) ? gpus : 0;
            used[std::size_t(i)] += isKnown(share) && isKnown(mine.back()) ? gpus * share : 0;
        }
        names[name] = {{Column::Allocated, mine}, {Column::Utilization, percent}};
    }
    for (int i = 0; i < hours; ++i) {
        c.push_back(noCapacity || chance(0.1) ? _ : 100 + number(50));
        u.push_back(blind || a[std::size_t(i)] == 0 ? _ : used[std::size_t(i)] / a[std::size_t(i)]);
        if (chance(0.2))
            a[std::size_t(i)] += 5; // of nobody
        if (chance(0.1))
            a[std::size_t(i)] = c.back() = u.back() = _;
    }
    const auto cluster =
        makeGrid(Level::Cluster, 0, {{"c", {{Column::Capacity, c}, {Column::Allocated, a}, {Column::Utilization, u}}}});
    return usedPeriod(
        cluster, makeGrid(Level::Namespace, 0, names), {hourStart(0), hourStart(hours)}, HourPresence(cluster));
}

} // namespace

class tst_ChangeParts : public QObject
{
    Q_OBJECT

private slots:
    void partsAddUpToTheChange();
    void swappedPeriodsHaveOppositeParts();
    void equalPeriodsHaveNoParts();
    void moreGpusAtTheSameRatesAreCapacity();
    void moreOfTheSameMixIsAllocation();
    void aBusierNamespaceIsUtilisation();
    void gpusThatMovedAreMix();
    void fewerHoursWithDataAreHoursOnly();
    void unknownUseIsAPartOfItsOwn();
    void nothingAllocatedIsNoUnknownUtilisation();
    void aNewNamespaceIsNoChangeOfUtilisation();
    void whatNobodyHoldsIsUnattributed();
    void withoutCapacityAllocationSaysItAll();
    void aUtilisationOverAllGpusAddsUpToo();
    void clustersAreComparedPerGpu();
    void capacityThatIsSometimesUnknownTakesItsHoursAlong();
    void hoursOfUnknownUseAreNotInTheMean();
    void withoutDataThereIsNothingToSplit();
    void contributorsComeBySize();

private:
    static bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)}); }
    static double sum(const ChangeSplit& split)
    {
        double all = 0;
        for (const auto& part : split.parts)
            all += part.value;
        return all;
    }
    /// All of the change has one cause.
    static void verifyOnly(const ChangeSplit& split, ChangeCause only)
    {
        for (const auto cause : causes)
            QVERIFY2(
                near(split.part(cause), cause == only ? split.change() : 0), qPrintable(QString::number(int(cause))));
    }
};

void tst_ChangeParts::capacityThatIsSometimesUnknownTakesItsHoursAlong()
{
    // 40 of 100 GPUs used all the time; of half of the hours the capacity is unknown.
    const auto cluster = makeGrid(Level::Cluster, 0,
        {{"c",
            {{Column::Capacity, {100, 0, _, 100}}, {Column::Allocated, {80, 80, 80, 80}},
                {Column::Utilization, {50, 50, 50, 50}}}}});
    const auto namespaces = makeGrid(
        Level::Namespace, 0, {{"a", {{Column::Allocated, {80, 80, 80, 80}}, {Column::Utilization, {50, 50, 50, 50}}}}});
    const auto period =
        usedPeriod(cluster, namespaces, {hourStart(0), hourStart(4)}, HourPresence::ofKnownCapacity(cluster));
    QCOMPARE(percentOfCapacity(period.cluster, Metric::UsedGpuHours), 40.0);
    QCOMPARE(percentOfCapacity(period.cluster, Metric::GpuHours), 80.0);
    QCOMPARE(percentOfCapacity(period.cluster, Metric::PeakAllocated), 80.0);
    const auto split = splitChange(period, period, ChangeScale::PercentOfCapacity);
    QCOMPARE(split.later, 40.0);
    QCOMPARE(split.contributors.front().later, 40.0); // the subjects' hours are the same
    QCOMPARE(split.unattributed.later, 0.0);
}

void tst_ChangeParts::hoursOfUnknownUseAreNotInTheMean()
{
    const auto grid =
        makeGrid(Level::Cluster, 0, {{"c", {{Column::Allocated, {40, 40, 40}}, {Column::Utilization, {50, _, _}}}}});
    QCOMPARE(meanUsedGpus(usageOf(grid, 0, 0, 3, HourPresence(grid))), 20.0);
    QVERIFY(!isKnown(meanUsedGpus(usageOf(grid, 0, 1, 3, HourPresence(grid)))));
    // Who is absent uses nothing.
    const auto space = makeGrid(Level::Namespace, 0, {{"a", {{Column::Allocated, {40}}, {Column::Utilization, {50}}}}});
    QCOMPARE(meanUsedGpus(usageOf(space, 0, 0, 2, HourPresence(grid))), 10.0);
}

void tst_ChangeParts::partsAddUpToTheChange()
{
    std::mt19937 random(1);
    for (int i = 0; i < 500; ++i) {
        const auto earlier = anything(random), later = anything(random);
        for (const auto scale : {ChangeScale::GpuHours, ChangeScale::PercentOfCapacity}) {
            const auto split = splitChange(earlier, later, scale);
            if (split.isEmpty())
                continue;
            for (const auto& part : split.parts)
                QVERIFY(std::isfinite(part.value));
            QVERIFY2(near(sum(split), split.change()), qPrintable(QString::number(i)));
            double contributed = split.unattributed.change();
            for (const auto& part : split.contributors) {
                contributed += part.change();
                QVERIFY(near(part.allocation + part.unknownUse + part.utilization, part.change()));
            }
            QVERIFY(near(contributed, split.change()));
            if (isKnown(split.ownPoints))
                QVERIFY(near(split.ownPoints + split.mixPoints + split.unattributedPoints,
                    split.utilizationAfter - split.utilizationBefore));
        }
        QVERIFY(near(splitChange(earlier, later).earlier, earlier.cluster.usedGpuHours));
    }
}

void tst_ChangeParts::swappedPeriodsHaveOppositeParts()
{
    std::mt19937 random(2);
    for (int i = 0; i < 200; ++i) {
        const auto earlier = anything(random), later = anything(random);
        const auto there = splitChange(earlier, later), back = splitChange(later, earlier);
        for (const auto cause : causes)
            QVERIFY2(near(there.part(cause), -back.part(cause)), qPrintable(QString::number(i)));
    }
}

void tst_ChangeParts::equalPeriodsHaveNoParts()
{
    std::mt19937 random(3);
    for (int i = 0; i < 50; ++i) {
        const auto period = anything(random);
        const auto split = splitChange(period, period);
        for (const auto& part : split.parts)
            QVERIFY(near(part.value, 0));
    }
}

void tst_ChangeParts::moreGpusAtTheSameRatesAreCapacity()
{
    const auto split =
        splitChange(steady(100, {{"a", 40, 50}, {"b", 20, 80}}), steady(150, {{"a", 60, 50}, {"b", 30, 80}}));
    QCOMPARE(split.change(), 24 * 18.0);
    verifyOnly(split, ChangeCause::Capacity);
}

void tst_ChangeParts::moreOfTheSameMixIsAllocation()
{
    verifyOnly(splitChange(steady(100, {{"a", 40, 50}, {"b", 20, 80}}), steady(100, {{"a", 20, 50}, {"b", 10, 80}})),
        ChangeCause::Allocation);
}

void tst_ChangeParts::aBusierNamespaceIsUtilisation()
{
    verifyOnly(splitChange(steady(100, {{"a", 40, 50}, {"b", 20, 80}}), steady(100, {{"a", 40, 75}, {"b", 20, 80}})),
        ChangeCause::Utilization);
}

void tst_ChangeParts::gpusThatMovedAreMix()
{
    const auto split =
        splitChange(steady(100, {{"a", 40, 50}, {"b", 20, 80}}), steady(100, {{"a", 20, 50}, {"b", 40, 80}}));
    QCOMPARE(split.change(), 24 * 6.0);
    verifyOnly(split, ChangeCause::Mix);
}

void tst_ChangeParts::fewerHoursWithDataAreHoursOnly()
{
    const auto split = splitChange(steady(100, {{"a", 40, 50}}), steady(100, {{"a", 40, 50}}, 24, 6));
    QCOMPARE(split.change(), -6 * 20.0);
    verifyOnly(split, ChangeCause::Hours);
}

void tst_ChangeParts::unknownUseIsAPartOfItsOwn()
{
    const auto split = splitChange(steady(100, {{"a", 40, 50}}), steady(100, {{"a", 40, _}}));
    QCOMPARE(split.change(), -24 * 20.0);
    verifyOnly(split, ChangeCause::UnknownUse);
    QVERIFY(near(split.contributors.front().unknownUse, split.change()));
}

void tst_ChangeParts::nothingAllocatedIsNoUnknownUtilisation()
{
    verifyOnly(splitChange(steady(100, {{"a", 40, 50}}), steady(100, {{"a", 0, _}})), ChangeCause::Allocation);
    verifyOnly(splitChange(steady(100, {}), steady(100, {{"a", 40, 50}})), ChangeCause::Allocation);
}

void tst_ChangeParts::aNewNamespaceIsNoChangeOfUtilisation()
{
    const auto split = splitChange(steady(100, {{"a", 40, 50}}), steady(100, {{"a", 40, 50}, {"new", 10, 100}}));
    QVERIFY(near(split.part(ChangeCause::Utilization), 0));
    QVERIFY(split.part(ChangeCause::Mix) > 0);
    QVERIFY(split.part(ChangeCause::Allocation) > 0);
    QCOMPARE(split.contributors.front().name, std::string("new"));
    QVERIFY(near(split.contributors.front().allocation, 240));
    // One of the same utilisation as the others changes the allocation alone.
    verifyOnly(splitChange(steady(100, {{"a", 40, 50}}), steady(100, {{"a", 40, 50}, {"new", 10, 50}})),
        ChangeCause::Allocation);
}

void tst_ChangeParts::whatNobodyHoldsIsUnattributed()
{
    auto earlier = steady(100, {{"a", 40, 50}, {"b", 20, 80}}), later = steady(100, {{"a", 40, 50}, {"b", 20, 20}});
    earlier.subjects.erase("b");
    later.subjects.erase("b");
    const auto split = splitChange(earlier, later);
    QVERIFY(near(split.unattributed.change(), split.change()));
    verifyOnly(split, ChangeCause::Unattributed);
}

void tst_ChangeParts::withoutCapacityAllocationSaysItAll()
{
    const auto split = splitChange(steady(_, {{"a", 40, 50}}), steady(100, {{"a", 80, 50}}));
    QVERIFY(!split.capacityKnown);
    verifyOnly(split, ChangeCause::Allocation);
    QVERIFY(splitChange(steady(_, {{"a", 40, 50}}), steady(100, {{"a", 80, 50}}), ChangeScale::PercentOfCapacity)
                .isEmpty());
}

void tst_ChangeParts::aUtilisationOverAllGpusAddsUpToo()
{
    UsageOptions options;
    options.basis = UtilizationBasis::AllGpus;
    const auto period = [&](Values allocated, Values utilization) {
        const auto cluster = makeGrid(Level::Cluster, 0,
            {{"c",
                {{Column::Capacity, Values(allocated.size(), 100)}, {Column::Allocated, allocated},
                    {Column::Utilization, utilization}}}});
        return usedPeriod(cluster, HourGrid(), cluster.range(), HourPresence(cluster), options);
    };
    // Used without anything allocated: over all GPUs that can be.
    const auto split = splitChange(period({0, 0, 0}, {20, 20, 20}), period({50, 60, 50}, {30, 30, 30}));
    QCOMPARE(split.earlier, 60.0);
    QCOMPARE(split.later, 90.0);
    QVERIFY(near(sum(split), 30));
}

void tst_ChangeParts::clustersAreComparedPerGpu()
{
    const auto small = steady(10, {{"a", 4, 50}}), large = steady(1000, {{"a", 400, 50}});
    const auto same = splitChange(small, large, ChangeScale::PercentOfCapacity);
    QVERIFY(near(same.earlier, 20) && near(same.later, 20));
    const auto split = splitChange(small, steady(1000, {{"a", 800, 50}}), ChangeScale::PercentOfCapacity);
    QVERIFY(near(split.later, 40));
    verifyOnly(split, ChangeCause::Allocation);
}

void tst_ChangeParts::withoutDataThereIsNothingToSplit()
{
    const auto some = steady(100, {{"a", 40, 50}});
    QVERIFY(splitChange(UsedPeriod(), some).isEmpty());
    QVERIFY(splitChange(some, UsedPeriod()).isEmpty());
    QVERIFY(!isKnown(splitChange(some, UsedPeriod()).change()));
}

void tst_ChangeParts::contributorsComeBySize()
{
    const auto split = splitChange(steady(100, {{"a", 10, 50}, {"b", 30, 50}, {"d", 20, 50}}),
        steady(100, {{"a", 12, 50}, {"b", 10, 50}, {"d", 20, 50}}));
    QCOMPARE(split.contributors[0].name, std::string("b"));
    QCOMPARE(split.contributors[0].change(), -240.0);
    QCOMPARE(split.contributors[1].name, std::string("a"));
    QCOMPARE(split.contributors[2].change(), 0.0);
}

ATLAS_TEST(tst_ChangeParts);
#include "tst_ChangeParts.moc"
