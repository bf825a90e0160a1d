// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Attribution.h"
#include "tests/support/TestRegistry.h"

#include <random>

using namespace atlas;

namespace {

AllocatedWorkload workload(std::string name, double gpus, double utilization)
{
    AllocatedWorkload result;
    result.name = std::move(name);
    result.gpus = gpus;
    result.utilization = utilization;
    return result;
}

AllocationSnapshot snapshot(double capacity, double allocated, std::vector<AllocatedNamespace> namespaces)
{
    AllocationSnapshot result;
    result.head.capacity = capacity;
    result.head.allocated = allocated;
    result.namespaces = std::move(namespaces);
    return result;
}

} // namespace

class tst_Attribution : public QObject
{
    Q_OBJECT
private slots:
    void partsAddUpToCapacity();
    void listedLessThanStatedLeavesRemainder();
    void remainderUtilisationCompletesTheNamespace();
    void partsOverTheTotalAreShownAsExcess();
    void whatRoundingLeavesIsNothing();
    void missingFiguresComeFromTheParts();
    void unknownUtilisationIsNotZero();
    void newestHourStandsInForASnapshot();
    void ownerLikeNames_data();
    void ownerLikeNames();
};

void tst_Attribution::partsAddUpToCapacity()
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> gpus(0, 100);
    for (int round = 0; round < 200; ++round) {
        std::vector<AllocatedNamespace> namespaces;
        for (int i = 0; i < round % 7; ++i)
            namespaces.push_back({"ns" + std::to_string(i), gpus(random), gpus(random), 1.0, {}});
        const auto sum = attributionOf(snapshot(gpus(random) * 5, gpus(random) * 5, namespaces));
        const double whole = sum.attributed + sum.unattributed + sum.unallocated;
        QVERIFY(std::abs(sum.capacity + sum.overallocated + sum.excess - whole) < 1e-9 * std::max(1.0, whole));
    }
}

void tst_Attribution::whatRoundingLeavesIsNothing()
{
    // 0.1 + 0.2 is a little more than 0.3, and 0.3 − 0.1 a little less than 0.2.
    const auto more = attributionOf(snapshot(
        0.3, 0.3, {{"a", 0.1, {}, {}, {}}, {"b", 0.2, {}, {}, {workload("x", 0.1, 5), workload("y", 0.1, 5)}}}));
    QVERIFY(more.attributed != 0.3);
    QCOMPARE(more.excess, 0.0);
    QCOMPARE(more.unallocated, 0.0);
    const auto less =
        attributionOf(snapshot(0.1 + 0.2, 0.1 + 0.2, {{"a", 0.3, {}, {}, {workload("x", 0.3 - 1e-16, 5)}}}));
    QVERIFY(less.attributed != 0.1 + 0.2);
    QCOMPARE(less.unattributed, 0.0);
    QCOMPARE(less.namespaces[0].remainderGpus, 0.0);
    // A thousandth of a GPU is no rounding.
    QVERIFY(attributionOf(snapshot(400, 400, {{"a", 399.999, {}, {}, {}}})).unattributed > 0);
}

void tst_Attribution::listedLessThanStatedLeavesRemainder()
{
    const auto sum = attributionOf(snapshot(
        64, 24, {{"a", 24.0, 50.0, 5.0, {workload("x", 8, 50), workload("y", 4, 50)}}, {"b", 0.0, {}, 0.0, {}}}));
    QCOMPARE(sum.namespaces[0].listedGpus, 12.0);
    QCOMPARE(sum.namespaces[0].remainderGpus, 12.0);
    QCOMPARE(sum.namespaces[0].remainderWorkloads, 3.0);
    QCOMPARE(sum.unallocated, 40.0);
    QCOMPARE(sum.unattributed, 0.0);
}

void tst_Attribution::remainderUtilisationCompletesTheNamespace()
{
    // 8 GPUs at 25 % of 16 at 50 %: the other 8 must be at 75 %.
    const auto sum = attributionOf(snapshot(16, 16, {{"a", 16.0, 50.0, 2.0, {workload("x", 8, 25)}}}));
    QCOMPARE(sum.namespaces[0].remainderUtilization, 75.0);
    // A listed workload without a utilisation leaves the rest unknown.
    const auto open = attributionOf(snapshot(16, 16, {{"a", 16.0, 50.0, 2.0, {workload("x", 8, unknown)}}}));
    QVERIFY(!isKnown(open.namespaces[0].remainderUtilization));
}

void tst_Attribution::partsOverTheTotalAreShownAsExcess()
{
    const auto sum = attributionOf(snapshot(64, 10, {{"a", 8.0, {}, 1.0, {}}, {"b", 8.0, {}, 1.0, {}}}));
    QCOMPARE(sum.attributed, 16.0);
    QCOMPARE(sum.excess, 6.0);
    QCOMPARE(sum.unattributed, 0.0);
}

void tst_Attribution::missingFiguresComeFromTheParts()
{
    const auto sum =
        attributionOf(snapshot(unknown, unknown, {{"a", {}, {}, {}, {workload("x", 2, 10), workload("y", 6, 50)}}}));
    QCOMPARE(sum.allocated, 8.0);
    QCOMPARE(sum.namespaces[0].utilization, 40.0);
    QCOMPARE(sum.namespaces[0].workloads, 2.0);
    QVERIFY(!isKnown(sum.capacity));
    QCOMPARE(sum.unallocated, 0.0);
}

void tst_Attribution::unknownUtilisationIsNotZero()
{
    const auto sum = attributionOf(snapshot(16, 16, {{"a", 8.0, unknown, 1.0, {}}, {"b", 8.0, 60.0, 1.0, {}}}));
    QCOMPARE(sum.utilization, 60.0);
    QVERIFY(!isKnown(attributionOf(snapshot(16, 8, {{"a", 8.0, unknown, 1.0, {}}})).utilization));
}

void tst_Attribution::newestHourStandsInForASnapshot()
{
    HourGrid workloads({"c", Level::Workload, {}}, 100, 3, {"a/x", "a/y", "b/z"});
    workloads.mutableSeries(Column::Allocated, 0)[1] = 4;
    workloads.mutableSeries(Column::Allocated, 1)[1] = 0; // holds nothing in that hour
    workloads.mutableSeries(Column::Allocated, 2)[1] = 2;
    workloads.mutableSeries(Column::Utilization, 2)[1] = 30;
    workloads.mutableSeries(Column::Allocated, 0)[0] = 9;
    HourGrid cluster({"c", Level::Cluster, {}}, 100, 3, {"c"});
    cluster.mutableSeries(Column::Capacity, 0)[1] = 8;
    cluster.mutableSeries(Column::Allocated, 0)[1] = 6;
    const auto result = allocationOfNewestHour(workloads, cluster);
    QVERIFY(result);
    QVERIFY(result->head.time == hourStart(101));
    QCOMPARE(double(result->head.capacity), 8.0);
    QCOMPARE(int(result->namespaces.size()), 2);
    QCOMPARE(int(result->namespaces[0].workloads.size()), 1);
    QCOMPARE(result->namespaces[1].workloads[0].name, std::string("z"));
    QCOMPARE(attributionOf(*result).unallocated, 2.0);
    QVERIFY(!allocationOfNewestHour(HourGrid(), cluster));
}

void tst_Attribution::ownerLikeNames_data()
{
    QTest::addColumn<QString>("pod");
    QTest::addColumn<QString>("owner");
    QTest::newRow("deployment") << "train-llm-7f9c4d5b6-x2k9q"
                                << "train-llm";
    QTest::newRow("stateful set") << "worker-12"
                                  << "worker";
    QTest::newRow("underscore") << "instance_0"
                                << "instance";
    QTest::newRow("plain") << "jupyter-anna"
                           << "jupyter-anna";
    QTest::newRow("only a number") << "2024"
                                   << "2024";
    QTest::newRow("hex digits") << "00800b6d2cabe5b9ce855ec9eab6e9ff"
                                << "00800b6d2cabe5b9ce855ec9eab6e9ff";
    QTest::newRow("leading dash") << "-x2k9q"
                                  << "-x2k9q";
    QTest::newRow("word with vowels") << "train-model"
                                      << "train-model";
}

void tst_Attribution::ownerLikeNames()
{
    QFETCH(QString, pod);
    QFETCH(QString, owner);
    QCOMPARE(QString::fromStdString(ownerLikeName(pod.toStdString())), owner);
}

ATLAS_TEST(tst_Attribution);
#include "tst_Attribution.moc"
