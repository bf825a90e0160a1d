// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TableText.h"

#include "models/domain/Figure.h"
#include "models/tables/TableModel.h"
#include "tests/support/TestRegistry.h"
#include "tests/tables/TableBuilder.h"

using namespace atlas;
using namespace atlas::test;

class tst_TableText : public QObject
{
    Q_OBJECT
private slots:
    void numbersAreWholeAndUnknownIsEmpty()
    {
        TableModel model;
        model.setTable(tableOf({row("a", 1234567.125, -2.5), row("b", unknown, unknown)}));
        QCOMPARE(toTabSeparated(model, {1, 0}, {0, 1, 2, 3, 4}),
            QString::fromUtf8("Namespace\tGPU-hours (GPU·h)\tChange\tPeak at\n"
                              "b\t\t\t2025-11-24T16:00:00Z\n"
                              "a\t1234567.125\t-2.5\t2025-11-24T16:00:00Z\n"));
    }

    void theWholeTableKeepsItsOrder()
    {
        const Table table = tableOf({row("b", 2), row("a", 1)});
        TableModel model;
        model.setTable(table);
        QCOMPARE(toTabSeparated(table), toTabSeparated(model, {0, 1}, {0, 1, 2, 3, 4}));
    }

    void htmlHasWhatIsShownAndTheWholeNumber()
    {
        const QString html = toHtml(tableOf({row("<a> & b", 1234567.125, 2.5), row("=1+1", unknown)}));
        QVERIFY(html.contains(QString::fromUtf8("<th>GPU-hours (GPU·h)</th>")));
        QVERIFY(html.contains("<td>&lt;a&gt; &amp; b</td>"));
        QVERIFY(html.contains("sdval=\"1234567.125\" sdnum=\"1033;\" x:num=\"1234567.125\">1.23 M</td>"));
        QVERIFY(html.contains("x:num=\"2.5\">+2.5")); // a number is no formula
        QVERIFY(html.contains("<td>'=1+1</td>"));
        QVERIFY(html.contains(QString::fromUtf8("<td>—</td>")));
        QCOMPARE(html.count("<tr>"), 3);
        QCOMPARE(html.count("<td"), 2 * 4); // no sparkline
    }

    void E1_textIsNeverAFormula_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("written");
        QTest::newRow("equals") << "=1+1"
                                << "'=1+1";
        QTest::newRow("plus") << "+a"
                              << "'+a";
        QTest::newRow("minus") << "-a"
                               << "'-a";
        QTest::newRow("at") << "@a"
                            << "'@a";
        QTest::newRow("full width") << QString::fromUtf8("＝1") << QString::fromUtf8("'＝1");
        QTest::newRow("tab and line break") << "a\tb\nc"
                                            << "a b c";
        QTest::newRow("tab first") << "\t=1"
                                   << "'=1";
    }
    void E1_textIsNeverAFormula()
    {
        QFETCH(QString, name);
        QFETCH(QString, written);
        TableModel model;
        model.setTable(tableOf({row(name, 1)}));
        QCOMPARE(toTabSeparated(model, {0}, {0}), "Namespace\n" + written + "\n");
    }
};

ATLAS_TEST(tst_TableText);
#include "tst_TableText.moc"
