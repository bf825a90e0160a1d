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
        row("gpu_hours:>1.4e3", "0");
        row("gpu_hours:<1.4E+3", "12");
        row("gpu_hours:=2.05e1", "1");
        row("gpu_hours:>1e-3GPU·h", "012");
        row("1e3", ""); // a text
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
        row("status:a..b", ""); // a text with dots in it
        row("util:>", "0123");
        row("util:!", "0123");
        row("status:>=", "0123");
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
        for (const auto language : {QLocale::German, QLocale::Swedish}) { // Swedes write ×10^
            const auto power =
                FilterExpression::parse(QStringLiteral("gpu:>1,4e3"), table.columns, {}, QLocale(language));
            QVERIFY(power && power->accepts(table.rows[0]) && !power->accepts(table.rows[1]));
        }
    }

    void whatCanHoldForNothingIsSaid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* text, const char* named, const char* column = "") {
            QTest::addRow("%s%s%s", column, *column ? " in " : "", text)
                << QString::fromUtf8(text) << QString::fromUtf8(column) << QString::fromUtf8(named);
        };
        row("util:>abc", "“Utilisation” holds numbers, and “>abc” is no condition");
        row("util:abc", "“abc” is no condition");
        row("util:!=abc", "“=abc” is no condition");
        row("util:=>5", "“=>5” is no condition");
        row("util:~5", "“~5” is no condition");
        row("util:80", "“80” is no condition"); // =80
        row("util:>1e", "“>1e” is no condition");
        row("util:1..x", "“1..x” is no condition");
        row("train", "“train” is no condition", "utilization");
        row("train !util:>abc", "“>abc” is no condition");
        row("name:>a", "“Workload” holds text");
        row("name:!<=5", "“Workload” holds text");
        row("status:1..2", "“Status” holds text");
        row(">80", "“Status” holds text", "status");
        row("seen:>2026-11-17", "“Seen” holds times");
        row("seen:2026", "“Seen” holds times");
        row("trend:>1", "“Trend” is a picture");
    }
    void whatCanHoldForNothingIsSaid()
    {
        QFETCH(QString, text);
        QFETCH(QString, column);
        QFETCH(QString, named);
        auto columns = jobs().columns;
        columns.push_back({QStringLiteral("seen"), QStringLiteral("Seen"), CellKind::Time, Unit::None});
        columns.push_back({QStringLiteral("trend"), QStringLiteral("Trend"), CellKind::Sparkline, Unit::None});
        const auto filter = FilterExpression::parse(text, columns, column, QLocale(QLocale::English));
        QVERIFY(!filter);
        QCOMPARE(filter.error().cls, ErrorClass::Usage);
        QVERIFY2(filter.error().message.contains(named), qPrintable(filter.error().message));
        QVERIFY(filter.error().detail.isEmpty()); // it is no column that is missing
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
