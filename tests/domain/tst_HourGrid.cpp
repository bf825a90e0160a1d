// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/HourGrid.h"

#include "tests/support/TestRegistry.h"

#include <algorithm>

using namespace atlas;

class tst_HourGrid : public QObject
{
    Q_OBJECT
private slots:
    void aNewColumnIsUnknownThroughout()
    {
        HourGrid grid({"c", Level::Namespace, {}}, 100, 3, {"a", "b"});
        QVERIFY(!grid.has(Column::Allocated));
        QVERIFY(grid.series(Column::Allocated, 1).empty());
        const auto column = grid.mutableColumn(Column::Allocated);
        QCOMPARE(column.size(), std::size_t(6));
        QVERIFY(std::none_of(column.begin(), column.end(), isKnown));
        QVERIFY(grid.has(Column::Allocated));
    }

    void seriesAreTheSubjectsPartOfTheColumn()
    {
        HourGrid grid({"c", Level::Namespace, {}}, 100, 3, {"a", "b"});
        grid.mutableSeries(Column::Allocated, 1)[2] = 8;
        QCOMPARE(grid.column(Column::Allocated)[5], 8.0);
        QCOMPARE(grid.series(Column::Allocated, 1)[2], 8.0);
        QVERIFY(!isKnown(grid.series(Column::Allocated, 0)[2]));
    }

    void fillingTwiceKeepsWhatIsThere()
    {
        HourGrid grid({"c", Level::Cluster, {}}, 0, 2, {"c"});
        grid.mutableSeries(Column::Capacity, 0)[0] = 64;
        grid.mutableSeries(Column::Capacity, 0)[1] = 72;
        QCOMPARE(grid.series(Column::Capacity, 0)[0], 64.0);
    }

    void subjectsAreFoundByName()
    {
        const HourGrid grid({}, 0, 1, {"Zoo", "a", "a b", "研究"});
        QCOMPARE(grid.indexOf("Zoo"), 0);
        QCOMPARE(grid.indexOf("a b"), 2);
        QCOMPARE(grid.indexOf("研究"), 3);
        QCOMPARE(grid.indexOf("b"), -1);
        QCOMPARE(grid.indexOf(""), -1);
    }

    void rangeCoversTheHours()
    {
        const HourGrid grid({}, 10, 5, {});
        QCOMPARE(grid.range(), (TimeRange{hourStart(10), hourStart(15)}));
        QCOMPARE(HourGrid({}, 10, -5, {}).hours(), 0);
    }

    void unknownCellsCompareEqual()
    {
        HourGrid a({}, 0, 2, {"s"}), b({}, 0, 2, {"s"});
        a.mutableSeries(Column::P50, 0)[0] = 1;
        b.mutableSeries(Column::P50, 0)[0] = 1;
        QVERIFY(a == b);
        b.mutableSeries(Column::P50, 0)[1] = 0;
        QVERIFY(!(a == b));
        QVERIFY(!(a == HourGrid({}, 0, 2, {"s"}))); // a column that is not there
    }
};

ATLAS_TEST(tst_HourGrid);
#include "tst_HourGrid.moc"
