// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/FilterExpression.h"

#include "models/domain/Figure.h"
#include "tests/support/TestRegistry.h"
#include "tests/tables/TableBuilder.h"

#include <QElapsedTimer>

using namespace atlas;
using namespace atlas::test;

class tst_FilterExpression : public QObject
{
    Q_OBJECT

    static Table jobs()
    {
        Table table;
        table.columns = {{QStringLiteral("name"), QStringLiteral("Workload"), CellKind::Text, Unit::None},
            {QStringLiteral("status"), QStringLiteral("Status"), CellKind::Text, Unit::None},
            {QStringLiteral("utilization"), QStringLiteral("Utilisation"), CellKind::Number, Unit::Percent},
            {QStringLiteral("gpu_hours"), QStringLiteral("GPU-hours"), CellKind::Number, Unit::GpuHours}};
        const auto add = [&table](const char* name, const char* status, double utilization, Cell gpuHours) {
            table.rows.push_back({QString::fromUtf8(name), false,
                {QString::fromUtf8(name), QString::fromUtf8(status), utilization, std::move(gpuHours)}});
        };
        add("Train-1", "Running", 85.04, 1500.0);
        add("train-2", "Failed", 40, 20.5);
        add("serve a", "Running", unknown, 7.0);
        add("müller:80", "Pending", 0, {});
        return table;
    }

private slots:
    void accepts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("rows"); ///< a digit a row
        const auto row = [](const char* text, const char* rows, const char* column = "") {
            QTest::addRow("%s%s%s", column, *column ? " in " : "", text)
                << QString::fromUtf8(text) << QString::fromUtf8(column) << QString::fromLatin1(rows);
        };
        row("", "0123");
        row("   ", "0123");
        row("train", "01");
        row("TRAIN", "01");
        row("MÜLLER", "3");
        row("train running", "0");
        row("\"serve a\"", "2");
        row("serve a", "2");
        row("!train", "23");
        row("!train !pending", "2");
        row("!!train", "01");
        row("~^t.*[2-9]$", "1");
        row("!~^t", "23");
        row("~\"e a$\"", "2");
        row(">80", "0");
        row("\uFF1E80", "0"); // as Chinese input methods write them
        row("util\uFF1A\uFF1E80", "0");
        row("\uFF01train", "23");
        row("\uFF5E^t.*[2-9]$", "1");
        row(">80", "", "status");
        row("util:>80", "0");
        row("utilisation:<50", "13");
        row("gpu-hours:>=20.5", "01");
        row("gpuhours:>20.5", "0");
        row("gpu_hours:<=7", "2");
        row("util:=85", "0");
        row("util:=85.0", "0");
        row("util:=85.1", "");
        row("util:=0", "3");
        row("util:!=85", "13"); // nor is unknown another figure
        row("-:train", ""); // signs are no column
        row("=running", "02");
        row("=run", "");
        row("10..50", "1");
        row("util:0..40", "13");
        row("util:40..0", "13");
        row("util:40..", "01");
        row("util:..40", "13");
        row("util:!40..", "3"); // unknown is neither
        row("util:!>80", "13");
        row("!util:>80", "13");
        row(">80%", "0", "utilization");
        row(">1.4k", "0", "gpu_hours");
        row(">1,400", "0", "gpu_hours"); // as the locale writes it
        row(">20GPU·h", "01");
        row("müller:80", "3"); // no column of that name: text
        row("status:failed", "1");
        row("s:failed", "1");
        row(">", "0123"); // still being typed
        row("util:", "0123");
        row("!", "0123");
        row("~", "0123");
        row(">=", "0123");
        row("..", "");
        row("running", "02", "status");
        row("train", "", "status");
        row("name:train", "01", "status");
    }
    void accepts()
    {
        QFETCH(QString, text);
        QFETCH(QString, column);
        QFETCH(QString, rows);
        const auto table = jobs();
        const auto filter = FilterExpression::parse(text, table.columns, column, QLocale(QLocale::English));
        QVERIFY2(filter.has_value(), filter ? "" : qPrintable(filter.error().message));
        QString accepted;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            if (filter->accepts(table.rows[i]))
                accepted += QString::number(i);
        }
        QCOMPARE(accepted, rows);
    }

    void numbersAsTheLocaleWritesThem()
    {
        const auto table = jobs();
        const auto german =
            FilterExpression::parse(QStringLiteral("gpu:20,4..1.600"), table.columns, {}, QLocale(QLocale::German));
        QVERIFY(german.has_value());
        QVERIFY(german->accepts(table.rows[0]) && german->accepts(table.rows[1]) && !german->accepts(table.rows[2]));
        const auto plain =
            FilterExpression::parse(QStringLiteral("gpu:<20.75"), table.columns, {}, QLocale(QLocale::German));
        QVERIFY(plain.has_value());
        QVERIFY(plain->accepts(table.rows[1]));
    }

    void aNumberIsFoundAmongNumbersWithoutAUnit()
    {
        auto table = jobs();
        table.columns.push_back({QStringLiteral("code"), QStringLiteral("Code"), CellKind::Number, Unit::None});
        table.rows[1].cells.push_back(502.0);
        table.rows[2].cells.push_back(40.0);
        const auto filter = FilterExpression::parse(QStringLiteral("502"), table.columns);
        QVERIFY(filter && filter->accepts(table.rows[1]) && !filter->accepts(table.rows[2]));
        const auto percent = FilterExpression::parse(QStringLiteral("40"), table.columns); // no figure with a unit
        QVERIFY(percent && !percent->accepts(table.rows[1]) && percent->accepts(table.rows[2]));
    }

    void whatCannotBeUnderstoodIsSaid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("bracket") << "~train["
                                 << "train[";
        QTest::newRow("among others") << "train ~(a"
                                      << "(a";
        QTest::newRow("column") << "utl:>80"
                                << "utl";
        QTest::newRow("column of a range") << "cpu:1..2"
                                           << "cpu";
    }
    void whatCannotBeUnderstoodIsSaid()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        const auto filter = FilterExpression::parse(text, jobs().columns);
        QVERIFY(!filter);
        QCOMPARE(filter.error().cls, ErrorClass::Usage);
        QVERIFY2(filter.error().message.contains(named), qPrintable(filter.error().message));
    }

    void anEndlessExpressionGivesUp()
    {
        Table table = jobs();
        table.rows[0].cells[0] = QString(200, u'a') + u'!';
        const auto filter = FilterExpression::parse(QStringLiteral("~(a+)+$"), table.columns);
        QVERIFY(filter.has_value());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!filter->accepts(table.rows[0]));
        QVERIFY2(timer.elapsed() < 1000, "it was tried to the end");
    }
};

ATLAS_TEST(tst_FilterExpression);
#include "tst_FilterExpression.moc"
