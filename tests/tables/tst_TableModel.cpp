// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TableModel.h"

#include "models/domain/Figure.h"
#include "tests/support/TestRegistry.h"
#include "tests/tables/TableBuilder.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>

#include <random>

using namespace atlas;
using namespace atlas::test;

class tst_TableModel : public QObject
{
    Q_OBJECT

    static QStringList keysOf(const TableModel& model)
    {
        QStringList keys;
        for (int i = 0; i < model.rowCount(); ++i)
            keys << model.index(i, 0).data(TableModel::KeyRole).toString();
        return keys;
    }

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void showsWhatTheTableSays()
    {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setTable(tableOf({row("a", 1234.0, 3.4), row("b", unknown, unknown)}));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.columnCount(), 5);
        QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QString::fromUtf8("GPU-hours (GPU·h)"));
        QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), QString("Namespace"));
        QCOMPARE(model.headerData(1, Qt::Horizontal, TableModel::KeyRole).toString(), QString("gpuHours"));
        QCOMPARE(model.index(0, 1).data(TableModel::SortRole).toDouble(), 1234.0);
        QVERIFY(!model.index(1, 1).data(TableModel::SortRole).isValid());
        QCOMPARE(model.index(1, 1).data().toString(), QString::fromUtf8("—"));
        QCOMPARE(model.index(1, 2).data().toString(), QString::fromUtf8("—"));
        QVERIFY(model.index(0, 2).data().toString().startsWith('+'));
        QVERIFY(model.index(0, 1).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
        QVERIFY(model.index(0, 0).data(Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
        QCOMPARE(model.index(0, 4).data(TableModel::SeriesRole).value<std::vector<double>>().size(), std::size_t(3));
        QVERIFY(model.index(1, 1).data(Qt::AccessibleTextRole).toString().contains("unknown"));
        QVERIFY(model.index(0, 1).data(Qt::AccessibleTextRole).toString().startsWith("GPU-hours: "));
        QCOMPARE(model.rowOf("b"), 1);
        QCOMPARE(model.rowOf("none"), -1);
    }

    void P12_namesAreShownPlainAndShortened()
    {
        Table table;
        table.columns = {{QStringLiteral("name"), QStringLiteral("Name")}};
        const QString name = QString(300, u'x') + QStringLiteral("\t\u202E");
        table.rows = {{QStringLiteral("a"), false, {name}}};
        TableModel model;
        model.setTable(table);
        const auto shown = model.index(0, 0).data().toString();
        QVERIFY(shown.size() <= 256);
        QVERIFY(!shown.contains(u'\t') && !shown.contains(QChar(0x202E)));
        QCOMPARE(model.index(0, 0).data(TableModel::SortRole).toString(), name); // what is copied and sorted is whole
    }

    void refreshKeepsPersistentIndexesByKey()
    {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setTable(tableOf({row("a", 1), row("b", 2), row("c", 3), row("d", 4)}));
        const QPersistentModelIndex b(model.index(1, 0)), c(model.index(2, 1)), d(model.index(3, 0));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setTable(tableOf({row("new", 9), row("d", 5), row("x", 7), row("b", 2), row("a", 1)}));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(keysOf(model), (QStringList{"new", "d", "x", "b", "a"}));
        QCOMPARE(b.row(), 3);
        QCOMPARE(d.row(), 1);
        QVERIFY(!c.isValid());
        QCOMPARE(d.sibling(1, 1).data(TableModel::SortRole).toDouble(), 5.0);
    }

    void unchangedTableIsSilent()
    {
        TableModel model;
        const Table table = tableOf({row("a", 1), row("b", unknown)});
        model.setTable(table);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.setTable(table);
        QCOMPARE(changed.count() + layout.count() + inserted.count(), 0);
    }

    void changesAreAnnouncedInMergedRanges()
    {
        TableModel model;
        model.setTable(tableOf({row("a", 1, 1), row("b", 2, 1), row("c", 3, 1), row("d", 4, 1), row("e", 5, 1)}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        auto next = tableOf({row("a", 1, 1), row("b", 2, 7), row("c", 3, 8), row("d", 4, 1), row("e", 5, 9)});
        model.setTable(next);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(changed[0][0].toModelIndex(), model.index(1, 2));
        QCOMPARE(changed[0][1].toModelIndex(), model.index(2, 2));
        QCOMPARE(changed[1][0].toModelIndex(), model.index(4, 2));
    }

    void insertsAndRemovesComeInOneRunEach()
    {
        TableModel model;
        model.setTable(tableOf({row("a", 1), row("b", 2), row("c", 3), row("d", 4)}));
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.setTable(tableOf({row("a", 1), row("x", 2), row("y", 3), row("d", 4), row("z", 4)}));
        QCOMPARE(removed.count(), 1);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted[0][2].toInt() - inserted[0][1].toInt(), 2);
        QCOMPARE(keysOf(model), (QStringList{"a", "x", "y", "d", "z"}));
    }

    void otherColumnsReset()
    {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setTable(tableOf({row("a", 1)}));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        auto next = tableOf({row("a", 1)});
        next.columns.pop_back();
        model.setTable(next);
        QCOMPARE(resets.count(), 1);
        QCOMPARE(model.columnCount(), 4);
    }

    void otherTitlesOfTheSameColumnsKeepTheRows()
    {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Table table = tableOf({row("a", 1), row("b", 2)});
        model.setTable(table);
        const QPersistentModelIndex b(model.index(1, 0));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy headers(&model, &QAbstractItemModel::headerDataChanged);
        table.columns[1].title = "Other hours";
        table.columns[1].total = ColumnTotal{3};
        model.setTable(table);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(headers.count(), 1);
        QCOMPARE(headers[0][1].toInt(), 1);
        QVERIFY(model.headerData(1, Qt::Horizontal).toString().startsWith("Other hours"));
        QCOMPARE(model.table().columns[1].total->value, 3.0);
        QCOMPARE(b.row(), 1);
    }

    void aSharedTableIsNotCopied()
    {
        TableModel model;
        const auto first = std::make_shared<const Table>(tableOf({row("a", 1), row("b", 2)}));
        const auto second = std::make_shared<const Table>(tableOf({row("c", 4), row("b", 3), row("a", 1)}));
        for (const auto& table : {first, second}) {
            model.setTable(table);
            QCOMPARE(&model.table(), table.get());
            for (int i = 0; i < model.rowCount(); ++i)
                QCOMPARE(&model.rowAt(i), &table->rows[std::size_t(i)]);
        }
        QCOMPARE(first.use_count(), 1L);
    }

    void anotherZoneRewritesTheTimes()
    {
        TableModel model;
        auto table = tableOf({row("a", 1)});
        model.setTable(table);
        const QString utc = model.index(0, 3).data().toString();
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        table.zone = "Asia/Shanghai";
        model.setTable(table);
        QCOMPARE(changed.count(), 1);
        QVERIFY(model.index(0, 3).data().toString() != utc);
    }

    void repeatedKeysKeepTheFirst()
    {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setTable(tableOf({row("a", 1), row("a", 2), row("b", 3)}));
        QCOMPARE(keysOf(model), (QStringList{"a", "b"}));
        QCOMPARE(model.index(0, 1).data(TableModel::SortRole).toDouble(), 1.0);
    }

    void shortRowsAreEmptyAtTheEnd()
    {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setTable(tableOf({TableRow{"a", false, {QString("a")}}}));
        QCOMPARE(model.index(0, 1).data().toString(), QString::fromUtf8("—"));
        QVERIFY(!model.index(0, 4).data(TableModel::SeriesRole).isValid());
    }

    void anyRefreshEndsAtTheNewTable()
    {
        TableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        std::mt19937_64 random(7);
        QHash<QString, QPersistentModelIndex> held;
        for (int round = 0; round < 60; ++round) {
            std::vector<TableRow> rows;
            for (int i = 0; i < 30; ++i) {
                if (random() % 3 != 0)
                    rows.push_back(row(QString::number(i), double(random() % 4)));
            }
            for (std::size_t i = rows.size(); i > 1; --i) {
                if (round % 2 == 0)
                    std::swap(rows[i - 1], rows[random() % i]);
            }
            const auto before = held;
            const Table next = tableOf(rows);
            model.setTable(next);
            held.clear();
            for (int i = 0; i < int(next.rows.size()); ++i) {
                const QString key = next.rows[std::size_t(i)].key;
                QCOMPARE(model.keyAt(i), key);
                QCOMPARE(model.rowOf(key), i);
                QVERIFY(sameCell(model.table().rows[std::size_t(i)].cells[1], next.rows[std::size_t(i)].cells[1]));
                if (before.contains(key))
                    QCOMPARE(before.value(key).row(), i);
                held.insert(key, model.index(i, 0));
            }
            for (auto it = before.begin(); it != before.end(); ++it)
                QCOMPARE(it.value().isValid(), held.contains(it.key()));
        }
    }
};

ATLAS_TEST(tst_TableModel);
#include "tst_TableModel.moc"
