// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Reconciliation.h"

#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;
using atlas::test::_;
using atlas::test::makeGrid;

namespace {

HourGrid clusterOf(const test::Values& allocated, HourIndex first = 0)
{
    return makeGrid(Level::Cluster, first, {{"c", {{Column::Allocated, allocated}}}});
}

HourGrid namespacesOf(const test::Values& a, const test::Values& b, HourIndex first = 0)
{
    return makeGrid(Level::Namespace, first, {{"a", {{Column::Allocated, a}}}, {"b", {{Column::Allocated, b}}}});
}

} // namespace

class tst_Reconciliation : public QObject
{
    Q_OBJECT
private slots:
    void hoursThatAgreeAreNotOff()
    {
        const auto found = reconcile(clusterOf({10, 100, 0}), namespacesOf({4, 60, 0}, {6, 39.5, 0}));
        QCOMPARE(found.compared, 3);
        QCOMPARE(found.off, 0);
        QVERIFY(found.worst() == nullptr);
        QCOMPARE(found.clusterGpuHours, 110.0);
        QCOMPARE(found.namespaceGpuHours, 109.5);
        QCOMPARE(found.hours[1].percent(), 0.5);
        QCOMPARE(found.hours[2].percent(), 0.0);
    }

    void differencesOfEitherSignAreOff()
    {
        const auto found = reconcile(clusterOf({10, 100, 0, 50}), namespacesOf({4, 60, 2, 25}, {5, 60, _, 25}));
        QCOMPARE(found.off, 3);
        QCOMPARE(found.offGpuHours, 1.0 + 20.0 + 2.0);
        QVERIFY(found.hours[0].off && found.hours[1].off && found.hours[2].off && !found.hours[3].off);
        QCOMPARE(found.worst()->hour, 1);
        QCOMPARE(found.worst()->difference(), -20.0);
        QCOMPARE(found.hours[2].percent(), 100.0);
    }

    void theToleranceIsTheCallers()
    {
        const auto cluster = clusterOf({100}), parts = namespacesOf({50}, {45});
        QCOMPARE(reconcile(cluster, parts, 5).off, 0);
        QCOMPARE(reconcile(cluster, parts, 4.9).off, 1);
    }

    void hoursOfOneSideAreCountedApart()
    {
        // Hour 1 has no cluster row, hour 2 no namespace row, hour 3 neither.
        const auto found = reconcile(clusterOf({8, _, 8, _}), namespacesOf({8, 3, _, _}, {_, 1, _, _}));
        QCOMPARE(found.compared, 1);
        QCOMPARE(found.namespacesOnly, 1);
        QCOMPARE(found.clusterOnly, 1);
        QCOMPARE(int(found.hours.size()), 3);
        QVERIFY(!isKnown(found.hours[1].percent()));
        QCOMPARE(found.off, 0);
    }

    void anEmptyClusterNeedsNoNamespaceRows()
    {
        const auto found = reconcile(clusterOf({0, 0}), namespacesOf({_, _}, {_, _}));
        QCOMPARE(found.compared, 2);
        QCOMPARE(found.clusterOnly, 0);
    }

    void aNamespaceThatDoesNotSayMakesTheHourIncomparable()
    {
        auto parts = namespacesOf({4, 4}, {_, 4});
        const auto index = parts.indexOf("b");
        parts.mutableSeries(Column::Utilization, index)[0] = 50; // a row, without an allocation
        auto found = reconcile(clusterOf({10, 8}), parts);
        QCOMPARE(found.compared, 1);
        QCOMPARE(found.clusterOnly, 1);
        // A negative number of GPUs is no number of GPUs.
        parts.mutableSeries(Column::Allocated, index)[1] = -4;
        found = reconcile(clusterOf({10, 8}), parts);
        QCOMPARE(found.compared, 0);
    }

    void gridsOfDifferentRangesAndEmptyOnes()
    {
        const auto found = reconcile(clusterOf({5, 6}, 100), namespacesOf({6, 7}, {0, 0}, 101));
        QCOMPARE(int(found.hours.size()), 3);
        QCOMPARE(found.hours[0].hour, 100);
        QCOMPARE(found.compared, 1);
        QCOMPARE(found.hours[1].difference(), 0.0);
        QCOMPARE(found.clusterOnly, 1);
        QCOMPARE(found.namespacesOnly, 1);
        QVERIFY(reconcile(HourGrid(), HourGrid()).hours.empty());
        QCOMPARE(int(reconcile(clusterOf({5, 6}, 100), HourGrid()).hours.size()), 2);
    }
};

ATLAS_TEST(tst_Reconciliation);
#include "tst_Reconciliation.moc"
