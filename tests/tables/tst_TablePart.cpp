// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TablePart.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace atlas;

namespace {

/// Columns "name", "used" and "held", with a total of used per held; a row is shorter than the others.
std::shared_ptr<const Table> someTable()
{
    auto table = std::make_shared<Table>();
    table->title = QStringLiteral("Namespaces");
    table->zone = "Asia/Shanghai";
    for (const char* id : {"name", "used", "held"}) {
        TableColumn column;
        column.id = QLatin1StringView(id);
        table->columns.push_back(column);
    }
    table->columns[1].total = ColumnTotal{50, QStringLiteral("used"), QStringLiteral("held"), true};
    table->rows = {{QStringLiteral("a"), false, {QStringLiteral("a"), 1.0, 2.0}},
        {QStringLiteral("b"), true, {QStringLiteral("b"), 3.0, 6.0}},
        {QStringLiteral("c"), false, {QStringLiteral("c")}}};
    return table;
}

} // namespace

class tst_TablePart : public QObject
{
    Q_OBJECT
private slots:
    void theWholeIsTheTable();
    void rowsAndColumnsAreInTheirOrder();
    void totalsAreOfTheRowsThatAreThere();
};

void tst_TablePart::theWholeIsTheTable()
{
    const auto table = someTable();
    auto made = TablePart::whole(table).made();
    QCOMPARE(made.rows[2].cells.size(), 3U); // what is missing at a row's end is an empty cell
    made.rows[2].cells.resize(1);
    QVERIFY(made == *table);
}

void tst_TablePart::rowsAndColumnsAreInTheirOrder()
{
    const TablePart part{someTable(), QStringLiteral("Shown"), {2, 1}, {2, 0}};
    const auto made = part.made();
    QCOMPARE(made.title, QStringLiteral("Shown"));
    QCOMPARE(made.zone, QByteArray("Asia/Shanghai"));
    QCOMPARE(made.columns[0].id, QStringLiteral("held"));
    QCOMPARE(made.rows[0].key, QStringLiteral("c"));
    QVERIFY(made.rows[1].setApart);
    QCOMPARE(std::get<double>(made.rows[1].cells[0]), 6.0);
    QCOMPARE(std::get<QString>(made.rows[1].cells[1]), QStringLiteral("b"));
}

void tst_TablePart::totalsAreOfTheRowsThatAreThere()
{
    const auto table = someTable();
    QVERIFY((TablePart{table, {}, {2, 0, 1}, {1, 2}}.made().columns[0].total));
    auto other = *table;
    other.rows[1].cells[1] = 6.0;
    other.columns[2].total = ColumnTotal{99};
    const auto part = TablePart{std::make_shared<const Table>(other), {}, {0, 1}, {1, 2}}.made(); // a row is missing
    QCOMPARE(part.columns[0].total->value, 100 * 7 / 8.0);
    QCOMPARE(part.columns[1].total->value, 8.0);
    QVERIFY(!(TablePart{table, {}, {0, 1, 2}, {1, 0}}.made().columns[0].total)); // what it is divided by
}

ATLAS_TEST(tst_TablePart);
#include "tst_TablePart.moc"
