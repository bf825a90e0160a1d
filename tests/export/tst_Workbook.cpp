// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/Workbook.h"

#include "tests/export/ReadBack.h"
#include "tests/support/TestRegistry.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace atlas;

namespace {

/// Sheet by sheet: name, rows of values, the types of their cells, and what is frozen and filtered.
QJsonArray readBack(const Workbook& workbook)
{
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("book.xlsx"));
    if (const auto error = writeWorkbook(workbook, path)) {
        qWarning("%s", qPrintable(error->message));
        return {};
    }
    QString error;
    const auto sheets = test::python(
        QStringLiteral("import json, sys, openpyxl\n"
                       "book = openpyxl.load_workbook(sys.argv[1])\n"
                       "def value(c): return c.value.isoformat() if hasattr(c.value, 'isoformat') else c.value\n"
                       "print(json.dumps([{'name': s.title, 'freeze': s.freeze_panes, 'filter': s.auto_filter.ref,\n"
                       "    'rows': [[value(c) for c in r] for r in s.iter_rows()],\n"
                       "    'types': [[c.data_type for c in r] for r in s.iter_rows()]} for s in book.worksheets]))"),
        {path}, error);
    if (!error.isEmpty())
        qWarning("%s", qPrintable(error));
    return sheets.array();
}

} // namespace

class tst_Workbook : public QObject
{
    Q_OBJECT
private slots:
    void E2_aProgramOfOthersReadsTheSame()
    {
        const auto sheets = readBack({{{QStringLiteral("Cluster"), QStringLiteral("prod")}},
            {{QStringLiteral("Hard: [all]"), test::hardTable()}}});
        QCOMPARE(sheets.size(), 2);
        QCOMPARE(sheets[0].toObject()["rows"].toArray()[0].toArray(), (QJsonArray{"Cluster", "prod"}));
        const auto sheet = sheets[1].toObject();
        QCOMPARE(sheet["name"].toString(), QStringLiteral("Hard all"));
        QCOMPARE(sheet["freeze"].toString(), QStringLiteral("A2"));
        QCOMPARE(sheet["filter"].toString(), QStringLiteral("A1:E7"));
        const auto rows = sheet["rows"].toArray();
        QCOMPARE(rows[0].toArray(),
            (QJsonArray{QStringLiteral("Hour (Europe/Berlin)"), QStringLiteral("Hour (UTC)"),
                QStringLiteral("Hour (offset)"), QStringLiteral("Name"), QStringLiteral("Allocated (GPU\u00B7h)")}));
        QCOMPARE(rows[1].toArray()[0].toString(), QStringLiteral("2024-10-27T02:00:00"));
        QCOMPARE(rows[1].toArray()[1].toString(), QStringLiteral("2024-10-27T01:00:00"));
        QCOMPARE(rows[1].toArray()[2].toString(), QStringLiteral("+01:00"));
        QVERIFY(std::abs(rows[1].toArray()[4].toDouble() - (0.1 + 0.2)) < 1e-15);
        QCOMPARE(rows[2].toArray()[3].toString(), QStringLiteral("a,b;\"c\"\nd"));
        QCOMPARE(rows[2].toArray()[4].toDouble(), -1234567.125);
        QVERIFY(rows[3].toArray()[4].isNull()); // unknown is not 0
        QCOMPARE(rows[5].toArray()[3].toString(), QStringLiteral("\u56E2\u961F \U0001F600 \u202Ertl"));
        QCOMPARE(rows[6].toArray()[3].toString(), QStringLiteral("nul\uFFFD\uFFFD!"));
    }

    void E1_textIsNeverAFormula()
    {
        const auto sheets = readBack({{}, {{QStringLiteral("t"), test::hardTable()}}});
        QCOMPARE(sheets.size(), 1);
        const auto sheet = sheets[0].toObject();
        QCOMPARE(sheet["rows"].toArray()[3].toArray()[3].toString(), QStringLiteral("=SUM(A1)"));
        QCOMPARE(sheet["types"].toArray()[3].toArray()[3].toString(), QStringLiteral("s"));
    }

    void sheetsOfOneNameAreToldApart()
    {
        const QString longName = QString(40, u'x');
        const auto sheets = readBack({{}, {{longName, {}}, {longName, {}}, {QStringLiteral("''/"), {}}}});
        QCOMPARE(sheets.size(), 3);
        QCOMPARE(sheets[0].toObject()["name"].toString(), QString(31, u'x'));
        QCOMPARE(sheets[1].toObject()["name"].toString(), QString(QString(27, u'x') + u" (2)"));
    }

    void E3_whatIsTooLongForACellIsMarked()
    {
        Table table;
        table.columns = {{QStringLiteral("a"), QStringLiteral("A"), CellKind::Text, Unit::None}};
        table.rows = {{QStringLiteral("1"), false, {QString(40'000, u'y')}}};
        const auto sheets = readBack({{}, {{QStringLiteral("t"), table}}});
        QCOMPARE(sheets.size(), 2);
        const auto cell = sheets[0].toObject()["rows"].toArray()[1].toArray()[0].toString();
        QCOMPARE(cell.size(), 32'767);
        QVERIFY(cell.endsWith(QStringLiteral("(cut)")));
        const auto about = sheets[1].toObject()["rows"].toArray()[0].toArray(); // and counted
        QCOMPARE(about[0].toString(), QStringLiteral("Cut texts"));
        QVERIFY(about[1].toString().startsWith(QStringLiteral("1 text(s)")));
    }
};

ATLAS_TEST(tst_Workbook);
#include "tst_Workbook.moc"
