// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TableSortProxy.h"

#include "models/domain/Figure.h"
#include "models/tables/TableModel.h"
#include "tests/support/TestRegistry.h"
#include "tests/tables/TableBuilder.h"

#include <QAbstractItemModelTester>

using namespace atlas;
using namespace atlas::test;

class tst_TableSortProxy : public QObject
{
    Q_OBJECT

    static QStringList keysOf(const TableSortProxy& proxy)
    {
        QStringList keys;
        for (int i = 0; i < proxy.rowCount(); ++i)
            keys << proxy.keyAt(i);
        return keys;
    }

private slots:
    void sortsRawValuesWithTheRestLast()
    {
        TableModel model;
        TableSortProxy proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setTable(tableOf({row("Other", 5000, 0, true), row("nine", 9), row("gone", unknown), row("ten", 10),
            row("thousand", 1000), row("unknown", 1, 0, true)}));
        proxy.sort(1, Qt::AscendingOrder);
        QCOMPARE(keysOf(proxy), (QStringList{"nine", "ten", "thousand", "gone", "unknown", "Other"}));
        proxy.sort(1, Qt::DescendingOrder);
        QCOMPARE(keysOf(proxy), (QStringList{"thousand", "ten", "nine", "gone", "Other", "unknown"}));
    }

    void namesSortWithDigitsAsNumbersAndRefreshesKeepTheSorting()
    {
        TableModel model;
        TableSortProxy proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setTable(tableOf({row("b", 1), row("c", 3), row("a", 2)}));
        proxy.sort(1, Qt::DescendingOrder);
        model.setTable(tableOf({row("b", 4), row("c", 3), row("a", 2), row("d", 3.5)}));
        QCOMPARE(keysOf(proxy), (QStringList{"b", "d", "c", "a"}));
        proxy.sort(0, Qt::AscendingOrder);
        QCOMPARE(keysOf(proxy), (QStringList{"a", "b", "c", "d"}));
        QCOMPARE(proxy.rowOf("c"), 2);
        QCOMPARE(proxy.rowOf("none"), -1);
    }

    void equalRowsKeepTheTablesOrder()
    {
        TableModel model;
        TableSortProxy proxy;
        proxy.setSourceModel(&model);
        model.setTable(tableOf({row("z", 1), row("m", 1), row("a", 1)}));
        proxy.sort(1, Qt::DescendingOrder);
        QCOMPARE(keysOf(proxy), (QStringList{"z", "m", "a"}));
    }

    void wordsAmongNumbersComeAfterThem()
    {
        TableModel model;
        TableSortProxy proxy;
        proxy.setSourceModel(&model);
        auto table = tableOf({row("fresh", 1), row("up", 1, 5), row("down", 1, -5)});
        table.rows[0].cells[2] = QString("new");
        model.setTable(table);
        proxy.sort(2, Qt::AscendingOrder);
        QCOMPARE(keysOf(proxy), (QStringList{"down", "up", "fresh"}));
        proxy.sort(2, Qt::DescendingOrder);
        QCOMPARE(keysOf(proxy), (QStringList{"up", "down", "fresh"}));
    }

    void filterNarrowsByText()
    {
        TableModel model;
        TableSortProxy proxy;
        proxy.setSourceModel(&model);
        model.setTable(tableOf({row("Vision-train", 1), row("nlp", 1)}));
        proxy.setFilterFixedString("vision");
        QCOMPARE(keysOf(proxy), (QStringList{"Vision-train"}));
    }
};

ATLAS_TEST(tst_TableSortProxy);
#include "tst_TableSortProxy.moc"
