// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TableSortProxy.h"

#include "models/domain/Figure.h"
#include "models/tables/TableModel.h"
#include "tests/support/TestRegistry.h"
#include "tests/tables/TableBuilder.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>
#include <random>

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
        QVERIFY(proxy.setFilter("vision"));
        QCOMPARE(keysOf(proxy), (QStringList{"Vision-train"}));
    }

    void rowsThatPassTheFilterKeepTheirIndexes()
    {
        TableModel model;
        TableSortProxy proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
        std::vector<TableRow> rows;
        for (int i = 0; i < 200; ++i)
            rows.push_back(row(QString::number(i), i % 7));
        model.setTable(tableOf(rows));
        proxy.sort(1, Qt::DescendingOrder);
        const QPersistentModelIndex stays(proxy.index(proxy.rowOf("13"), 0)), goes(proxy.index(proxy.rowOf("14"), 0));
        QSignalSpy removed(&proxy, &QAbstractItemModel::rowsRemoved),
            inserted(&proxy, &QAbstractItemModel::rowsInserted);
        QVERIFY(proxy.setFilter("gpu:>=3"));
        QCOMPARE(removed.count(), 1);
        QCOMPARE(stays.data(TableModel::KeyRole).toString(), QString("13"));
        QVERIFY(!goes.isValid());
        QVERIFY(proxy.setFilter(QString()));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(proxy.rowCount(), 200);
        QCOMPARE(stays.row(), proxy.rowOf("13"));
    }

    void aFilterThatCannotBeUnderstoodChangesNothing()
    {
        TableModel model;
        TableSortProxy proxy;
        proxy.setSourceModel(&model);
        model.setTable(tableOf({row("a1", 1), row("b2", 2)}));
        QVERIFY(proxy.setFilter("a"));
        const auto refused = proxy.setFilter("~[");
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains("["));
        QCOMPARE(keysOf(proxy), (QStringList{"a1"}));
    }

    void aRefreshIsFilteredAndSortedAnew()
    {
        TableModel model;
        TableSortProxy proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
        std::mt19937_64 random(3);
        QVERIFY(proxy.setFilter("gpuHours:>=2")); // before there are columns
        for (int round = 0; round < 60; ++round) {
            if (round % 10 == 5)
                proxy.sort(int(random() % 2), random() % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
            std::vector<TableRow> rows;
            for (int i = 0; i < 40; ++i) {
                if (random() % 3 != 0)
                    rows.push_back(row(QString::number(i), double(random() % 5), 0, i == 7));
            }
            std::shuffle(rows.begin(), rows.end(), random);
            QHash<QString, QPersistentModelIndex> held;
            for (int i = 0; i < proxy.rowCount(); ++i)
                held.insert(proxy.keyAt(i), proxy.index(i, 1));
            model.setTable(tableOf(rows));
            TableModel fresh;
            TableSortProxy plain;
            plain.setSourceModel(&fresh);
            fresh.setTable(tableOf(rows));
            QVERIFY(plain.setFilter("gpuHours:>=2"));
            plain.sort(proxy.sortColumn(), proxy.sortOrder());
            QCOMPARE(keysOf(proxy), keysOf(plain));
            for (int i = 0; i < proxy.rowCount(); ++i)
                QVERIFY(!held.contains(proxy.keyAt(i)) || !held[proxy.keyAt(i)].isValid()
                    || held[proxy.keyAt(i)].row() == i);
        }
    }
};

ATLAS_TEST(tst_TableSortProxy);
#include "tst_TableSortProxy.moc"
