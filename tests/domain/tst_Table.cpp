// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Table.h"

#include "tests/support/TestRegistry.h"

using namespace atlas;

class tst_Table : public QObject
{
    Q_OBJECT
private slots:
    void aCellOfASubjectsRowIsThatSubjectsFigure()
    {
        Table table;
        table.scope = GridScope{"prod", Level::Namespace, {}};
        table.range = {hourStart(10), hourStart(20)};
        table.columns = {{QStringLiteral("name"), {}, CellKind::Text},
            {QStringLiteral("used"), {}, CellKind::Number, Unit::GpuHours, Metric::UsedGpuHours}};
        table.rows = {{QStringLiteral("ml"), false, {QStringLiteral("ml"), 5.0}, "ml"}};
        const FigureRef expected{Metric::UsedGpuHours, *table.scope, "ml", table.range};
        QCOMPARE(figureAt(table, 0, 1), std::optional(expected));
        QVERIFY(!figureAt(table, 0, 0)); // a name is no figure
        QVERIFY(!figureAt(table, 1, 1));
        table.scope.reset();
        QVERIFY(!figureAt(table, 0, 1));
    }

    void aCellOfABucketsRowIsOverThatBucket()
    {
        Table table;
        table.scope = GridScope{"prod", Level::Namespace, {}};
        table.range = {hourStart(0), hourStart(48)};
        table.columns = {{QStringLiteral("ml"), {}, CellKind::Number, Unit::Percent, Metric::Utilization, "ml"}};
        table.rows = {{QStringLiteral("1"), false, {5.0}, {}, TimeRange{hourStart(24), hourStart(48)}}};
        const auto figure = figureAt(table, 0, 0);
        QVERIFY(figure);
        QCOMPARE(figure->subject, std::string("ml"));
        QCOMPARE(figure->range.from, hourStart(24));
        table.rows[0].range = TimeRange{}; // a change: of no hours
        QVERIFY(!figureAt(table, 0, 0));
    }
};

ATLAS_TEST(tst_Table);
#include "tst_Table.moc"
