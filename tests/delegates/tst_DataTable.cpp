// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/DataTable.h"

#include "models/domain/Figure.h"
#include "models/tables/TableModel.h"
#include "tests/support/TestRegistry.h"
#include "tests/tables/TableBuilder.h"
#include "ui/delegates/SparklineDelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>

using namespace atlas;
using namespace atlas::test;

class tst_DataTable : public QObject
{
    Q_OBJECT

    static Table many(int count)
    {
        std::vector<TableRow> rows;
        for (int i = 0; i < count; ++i)
            rows.push_back(row(QStringLiteral("ns-%1").arg(i, 3, 10, QChar(u'0')), i));
        return tableOf(std::move(rows));
    }
    static void show(DataTable& view)
    {
        view.resize(800, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
    }
    static QString keyAt(const DataTable& view, int row)
    {
        return view.model()->index(row, 0).data(TableModel::KeyRole).toString();
    }

private slots:
    void aClickOnANumbersHeaderShowsTheLargestFirst()
    {
        DataTable view;
        view.setTable(tableOf({row("Other", 99, 0, true), row("a", 1), row("b", 3), row("c", 2)}));
        show(view);
        QCOMPARE(keyAt(view, 0), QString("Other")); // unsorted: the table's own order
        auto* header = view.horizontalHeader();
        const QPoint at(header->sectionViewportPosition(1) + header->sectionSize(1) / 2, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(keyAt(view, 0), QString("b"));
        QCOMPARE(keyAt(view, 3), QString("Other"));
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(keyAt(view, 0), QString("a"));
        QCOMPARE(keyAt(view, 3), QString("Other"));
    }

    void aRefreshKeepsSelectionSortingAndScroll()
    {
        DataTable view;
        view.setTable(many(100));
        view.sortBy("gpuHours", Qt::DescendingOrder);
        show(view);
        view.selectKey("ns-040");
        const int scroll = view.verticalScrollBar()->value();
        QVERIFY(scroll > 0);
        QSignalSpy changed(&view, &DataTable::selectionKeysChanged);
        auto next = many(100);
        next.rows[3].cells[1] = 12.5;
        std::swap(next.rows[10], next.rows[20]);
        view.setTable(next);
        QCOMPARE(view.selectedKeys(), QStringList{"ns-040"});
        QCOMPARE(view.verticalScrollBar()->value(), scroll);
        QCOMPARE(keyAt(view, 0), QString("ns-099"));
        QCOMPARE(changed.count(), 0);
    }

    void theUsersSelectionIsToldAndOursIsNot()
    {
        DataTable view;
        view.setTable(many(5));
        show(view);
        QSignalSpy changed(&view, &DataTable::selectionKeysChanged);
        view.selectKeys({"ns-001", "ns-003", "gone"});
        QCOMPARE(view.selectedKeys(), (QStringList{"ns-001", "ns-003"}));
        QCOMPARE(changed.count(), 0);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.model()->index(2, 1)).center());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toStringList(), QStringList{"ns-002"});
        view.selectKey({});
        QVERIFY(view.selectedKeys().isEmpty());
        QCOMPARE(changed.count(), 1);
    }

    void whatIsSelectedAlreadyIsNotScrolledTo()
    {
        DataTable view;
        view.setTable(many(300));
        show(view);
        view.selectKeys({"ns-001", "ns-002"});
        view.scrollToBottom();
        const int place = view.verticalScrollBar()->value();
        QVERIFY(place > 0);
        view.selectKeys({"ns-002", "nobody", "ns-001"}); // as pages do whenever data come
        QCOMPARE(view.verticalScrollBar()->value(), place);
        view.selectKeys({"ns-003"});
        QVERIFY(view.verticalScrollBar()->value() < place);
    }

    void keysWalkAndLeave()
    {
        DataTable view;
        view.setTable(many(5));
        show(view);
        view.selectKey("ns-001");
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.selectedKeys(), QStringList{"ns-002"});
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(view.selectedKeys().isEmpty());
    }

    void copyTakesTheSelectedRowsAsShown()
    {
        DataTable view;
        view.setTable(tableOf({row("a", 1.5, 2), row("b", unknown, 3), row("c", 7, 4)}));
        view.sortBy("name", Qt::DescendingOrder);
        view.setColumnShown("peak", false);
        show(view);
        view.selectKeys({"a", "b"});
        QTest::keySequence(&view, QKeySequence::Copy);
        const QString header = QString::fromUtf8("Namespace\tGPU-hours (GPU·h)\tChange\n");
        QCOMPARE(QApplication::clipboard()->text(), header + "b\t\t3\na\t1.5\t2\n");
        view.selectKey({});
        QCOMPARE(view.copyText(), header + "c\t7\t4\nb\t\t3\na\t1.5\t2\n");
    }

    void columnsFitAndSparklinesHaveTheirWidth()
    {
        DataTable view;
        view.setTable(many(3));
        show(view);
        QVERIFY(view.columnWidth(4) >= SparklineDelegate::columnWidth);
        int total = 0;
        for (int column = 0; column < 5; ++column)
            total += view.columnWidth(column);
        QCOMPARE(total, view.viewport()->width());
        QCOMPARE(view.rowHeight(0), std::max(28, view.fontMetrics().height() + 8));
    }

    void roomIsSharedOutAlsoAfterAColumnWent()
    {
        DataTable view;
        view.setTable(many(3));
        show(view);
        view.resize(1600, 300);
        const auto total = [&view] {
            int sum = 0;
            for (int column = 0; column < view.model()->columnCount(); ++column)
                sum += view.columnWidth(column);
            return sum;
        };
        QCOMPARE(total(), view.viewport()->width());
        QVERIFY(view.columnWidth(0) < view.viewport()->width() / 2); // figures stay near the names
        view.setColumnShown(view.table().columns[1].id, false);
        QCOMPARE(view.columnWidth(1), 0);
        QCOMPARE(total(), view.viewport()->width());
        view.resize(1200, 300); // hiding was no width that the user gave
        QCOMPARE(total(), view.viewport()->width());
    }

    void namesStayReadableBesideManyColumns()
    {
        auto table = many(3);
        const QString name = QStringLiteral("a-namespace-of-a-long-name-as-they-are");
        table.rows[0].cells[0] = name;
        const auto figure = table.columns[1];
        for (int extra = 0; extra < 12; ++extra) {
            table.columns.push_back(figure);
            table.columns.back().id = QStringLiteral("more-%1").arg(extra);
            for (auto& row : table.rows)
                row.cells.emplace_back(1.0);
        }
        DataTable view;
        view.setTable(table);
        show(view);
        QVERIFY(view.columnWidth(0) >= view.viewport()->width() / 4);
        QVERIFY(view.horizontalScrollBar()->maximum() > 0); // the figures are scrolled instead
    }

    void columnsGiveWayInTheirOrder()
    {
        auto table = many(3);
        const auto figure = table.columns[1];
        QStringList further;
        for (int extra = 0; extra < 8; ++extra) {
            table.columns.push_back(figure);
            further << QStringLiteral("more-%1").arg(extra);
            table.columns.back().id = further.last();
            for (auto& row : table.rows)
                row.cells.emplace_back(1.0);
        }
        DataTable view;
        view.setColumnsGivingWay(further);
        view.setTable(table);
        show(view);
        const auto isLeftOut = [&](const QString& id) {
            const auto at = std::ranges::find(table.columns, id, &TableColumn::id);
            return view.isColumnHidden(int(at - table.columns.begin()));
        };
        QVERIFY(isLeftOut(further.first()));
        QVERIFY(!isLeftOut(further.last()));
        QCOMPARE(view.horizontalScrollBar()->maximum(), 0);
        view.sortBy(further.first(), Qt::DescendingOrder);
        view.resize(801, 300);
        QVERIFY(!isLeftOut(further.first())); // what it is sorted by is seen
        view.resize(2400, 300);
        for (const auto& id : further)
            QVERIFY(!isLeftOut(id));
        view.setColumnShown(further.last(), false);
        view.resize(2500, 300);
        QVERIFY(isLeftOut(further.last())); // hidden on purpose
    }

    void longTextsGiveWayBeforeFiguresAreScrolled()
    {
        auto table = many(3);
        const auto text = table.columns[0];
        table.columns.push_back(text);
        table.columns.back().id = QStringLiteral("owner");
        for (auto& row : table.rows)
            row.cells.emplace_back(QString(80, u'x'));
        DataTable view;
        view.setTable(table);
        show(view);
        const int owner = int(table.columns.size()) - 1;
        const int narrow = view.columnWidth(owner);
        QVERIFY(narrow <= 240);
        view.resize(2000, 300);
        QVERIFY(view.columnWidth(owner) > narrow); // there is room again
        QCOMPARE(view.horizontalScrollBar()->maximum(), 0);
    }

    void oneLongTextDoesNotTakeTheRoomOfFigures()
    {
        auto table = many(40);
        table.columns.push_back(table.columns[0]);
        table.columns.back().id = QStringLiteral("owner");
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            table.rows[row].cells.emplace_back(row == 7 ? QString(80, u'x') : QStringLiteral("short"));
        DataTable view;
        view.setTable(table);
        show(view);
        const int owner = int(table.columns.size()) - 1;
        view.resize(300, 300);
        QVERIFY2(view.columnWidth(owner) < 120, qPrintable(QString::number(view.columnWidth(owner))));
        view.resize(2000, 300);
        QVERIFY(view.columnWidth(owner) > 360); // where there is room it is shown, too
    }

    void filterAndSortingSurviveOtherColumns()
    {
        DataTable view;
        view.setTable(many(20));
        view.sortBy("gpuHours", Qt::DescendingOrder);
        view.setFilter("ns-01");
        auto next = many(20);
        next.columns.erase(next.columns.begin() + 2);
        for (auto& r : next.rows)
            r.cells.erase(r.cells.begin() + 2);
        view.setTable(next);
        QCOMPARE(view.model()->rowCount(), 10);
        QCOMPARE(keyAt(view, 0), QString("ns-019"));
    }

    void aFilterHidesTheSelectionAndBringsItBack()
    {
        DataTable view;
        view.setTable(many(20));
        show(view);
        view.selectKey("ns-003");
        QSignalSpy changed(&view, &DataTable::selectionKeysChanged);
        QCOMPARE(view.setFilter("gpu:>=10"), QString());
        QVERIFY(view.selectedKeys().isEmpty());
        QCOMPARE(view.shownRows().size(), std::size_t(10));
        QVERIFY(view.setFilter("~(").contains("("));
        QCOMPARE(view.shownRows().size(), std::size_t(10)); // stay as they were
        QCOMPARE(view.setFilter({}), QString());
        QCOMPARE(view.selectedKeys(), QStringList{"ns-003"});
        QCOMPARE(changed.count(), 0);
    }

    void paintsSelectionSparklineAndText()
    {
        DataTable view;
        view.setTheme(Theme::Dark);
        view.setTable(many(3));
        show(view);
        const QImage plain = view.grab().toImage();
        view.selectKey("ns-001");
        QVERIFY(view.grab().toImage() != plain);
        const QImage cell = view.viewport()->grab(view.visualRect(view.model()->index(2, 4))).toImage();
        QSet<QRgb> colours;
        for (int x = 0; x < cell.width(); ++x) {
            for (int y = 0; y < cell.height() - 2; ++y)
                colours.insert(cell.pixel(x, y));
        }
        QVERIFY2(colours.size() > 3, "a sparkline is drawn");
    }
};

ATLAS_TEST(tst_DataTable);
#include "tst_DataTable.moc"
