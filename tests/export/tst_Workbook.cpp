// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/Workbook.h"

#include "tests/export/GeneratedRows.h"
#include "tests/export/ReadBack.h"
#include "tests/support/TestRegistry.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <clocale>

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
                       "figures = openpyxl.load_workbook(sys.argv[1], data_only=True)\n"
                       "def ranges(c): return [type(c).__name__] + [(s.cat.strRef or s.cat.numRef).f + ' ' + "
                       "s.val.numRef.f for s in c.series]\n"
                       "def colors(c): return [(s.spPr.ln if type(c).__name__ == 'LineChart' else s.spPr)"
                       ".solidFill.srgbClr for s in c.series]\n"
                       "def axes(c): return [a.title.tx.rich.p[0].r[0].t if a.title else '' for a in (c.x_axis, "
                       "c.y_axis)] + [c.y_axis.numFmt.formatCode, c.legend is not None]\n"
                       "def value(c): return c.value.isoformat() if hasattr(c.value, 'isoformat') else c.value\n"
                       "print(json.dumps([{'name': s.title, 'freeze': s.freeze_panes, 'filter': s.auto_filter.ref,\n"
                       "    'figures': [[value(c) for c in r] for r in figures[s.title].iter_rows()],\n"
                       "    'formats': [[c.number_format for c in r] for r in s.iter_rows()],\n"
                       "    'bold': [[bool(c.font.b) for c in r] for r in s.iter_rows()],\n"
                       "    'hidden': [k for k, d in s.column_dimensions.items() if d.hidden],\n"
                       "    'heights': [s.row_dimensions[i].height for i in range(1, s.max_row + 1)],\n"
                       "    'charts': [ranges(c) for c in s._charts],\n"
                       "    'colors': [colors(c) for c in s._charts],\n"
                       "    'axes': [axes(c) for c in s._charts],\n"
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
        const auto sheets = readBack({{},
            {{longName, {}}, {longName, {}}, {QStringLiteral("''/"), {}}, {QStringLiteral("History"), {}},
                {QString(QString(30, u'y') + QStringLiteral("\U0001F600")), {}}, {QStringLiteral("it's'"), {}}}});
        QCOMPARE(sheets.size(), 6);
        QCOMPARE(sheets[3].toObject()["name"].toString(), QStringLiteral("History_")); // Excel keeps that one
        QCOMPARE(sheets[4].toObject()["name"].toString(), QString(30, u'y')); // no half of a pair
        QCOMPARE(sheets[5].toObject()["name"].toString(), QStringLiteral("it's"));
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

    void totalsAreFormulasWithTheFigure()
    {
        const auto sheets = readBack({{}, {{QStringLiteral("Teams"), test::totalsTable()}}});
        QCOMPARE(sheets.size(), 1);
        const auto sheet = sheets[0].toObject();
        const auto rows = sheet["rows"].toArray();
        QCOMPARE(sheet["filter"].toString(), QStringLiteral("A1:F4")); // three rows: no sorting moves the total
        QVERIFY(rows[4].toArray()[0].isNull()); // apart from them
        QCOMPARE(rows[5].toArray(),
            (QJsonArray{"Total", "=SUM(B2:B4)", "=SUM(C2:C4)", "=SUM(C2:C4)/SUM(B2:B4)", "=SUM(C2:C4)/SUM(B2:B4)",
                QStringLiteral("\u2014")})); // unknown is no 0
        const auto figures = sheet["figures"].toArray()[5].toArray();
        QCOMPARE(figures[1].toDouble(), 70.5);
        QCOMPARE(figures[2].toDouble(), 31.25);
        QCOMPARE(figures[3].toDouble(), 31.25 / 70.5); // 44.3 %, a percentage of the spreadsheet's own
        QCOMPARE(figures[4].toDouble(), 31.25 / 70.5);
        QCOMPARE(rows[1].toArray()[3].toDouble(), 0.5);
        const auto formats = sheet["formats"].toArray();
        QCOMPARE(formats[1].toArray()[3].toString(), QStringLiteral("0.00%"));
        QCOMPARE(formats[1].toArray()[1].toString(), QStringLiteral("#,##0.00"));
        QVERIFY(rows[0].toArray()[3].toString() == QStringLiteral("Utilisation")); // its cells have the sign
        QVERIFY(sheet["bold"].toArray()[0].toArray()[0].toBool());
    }

    void totalsWithoutTheirColumnsAreNumbers()
    {
        auto table = test::totalsTable();
        table.columns.erase(table.columns.begin() + 2); // "used", of which the ratio is
        for (auto& row : table.rows)
            row.cells.erase(row.cells.begin() + 2);
        const auto sheets = readBack({{}, {{QStringLiteral("Teams"), table}}});
        QCOMPARE(sheets.size(), 1);
        QCOMPARE(sheets[0].toObject()["rows"].toArray()[5].toArray()[2].toDouble(), 31.25 / 70.5);
    }

    void aSheetWithoutRowsSaysSo()
    {
        auto table = test::totalsTable();
        table.rows.clear();
        WorkbookSheet empty{QStringLiteral("Teams"), table};
        empty.whenEmpty = QStringLiteral("Nobody held a GPU.");
        const auto sheets = readBack({{}, {empty, {QStringLiteral("Others"), table}}});
        QCOMPARE(sheets.size(), 2);
        const auto rows = [&sheets](int sheet) { return sheets[sheet].toObject()["rows"].toArray(); };
        QCOMPARE(rows(0).size(), 2); // and no total of nothing
        QCOMPARE(rows(0)[1].toArray()[0].toString(), QStringLiteral("Nobody held a GPU."));
        QCOMPARE(rows(1)[1].toArray()[0].toString(), QStringLiteral("There are no rows."));
    }

    void aSumThatNobodyKnewBeforeIsThatOfTheRows()
    {
        auto table = test::totalsTable();
        table.columns[1].total = ColumnTotal{unknown, QStringLiteral("held")};
        const auto sheets = readBack({{}, {{QStringLiteral("Teams"), table}}});
        QCOMPARE(sheets.size(), 1);
        const auto sheet = sheets[0].toObject();
        QCOMPARE(sheet["rows"].toArray()[5].toArray()[1].toString(), QStringLiteral("=SUM(B2:B4)"));
        QCOMPARE(sheet["figures"].toArray()[5].toArray()[1].toDouble(), 70.5);
    }

    void wordsInThePlaceOfATimeAreKept()
    {
        Table table;
        table.zone = "Asia/Shanghai";
        table.columns = {{QStringLiteral("until"), QStringLiteral("Until"), CellKind::Time, Unit::None}};
        table.rows = {{QStringLiteral("a"), false, {QStringLiteral("lasts")}}};
        const auto sheets = readBack({{}, {{QStringLiteral("Alerts"), table}}});
        QCOMPARE(sheets[0].toObject()["rows"].toArray()[1].toArray(), (QJsonArray{"lasts", {}, {}}));
    }

    void chartsDrawTheCellsBesideThem()
    {
        auto hours = test::hardTable();
        Workbook workbook{{}, {{QStringLiteral("Teams"), test::totalsTable()}, {QStringLiteral("It's"), hours}}};
        workbook.sheets[0].charts = {
            {WorkbookChartKind::Bars, QStringLiteral("=Top"), QStringLiteral("name"),
                {{QStringLiteral("used"), Role::Used}, {QStringLiteral("held"), Role::HeldIdle}}, 2},
            {WorkbookChartKind::Line, QStringLiteral("left out"), QStringLiteral("nobody"),
                {{QStringLiteral("used"), Role::Used}}}};
        workbook.sheets[1].charts = {{WorkbookChartKind::Line, QStringLiteral("Hours"), QStringLiteral("hour"),
            {{QStringLiteral("gpu_hours"), Role::Allocated}}}};
        const auto sheets = readBack(workbook);
        QCOMPARE(sheets.size(), 2);
        const auto bars = sheets[0].toObject()["charts"].toArray();
        QCOMPARE(bars.size(), 1); // no column, no chart
        QCOMPARE(bars[0].toArray(),
            (QJsonArray{"BarChart", "Teams!$A$2:$A$3 Teams!$C$2:$C$3", "Teams!$A$2:$A$3 Teams!$B$2:$B$3"}));
        const auto lines = sheets[1].toObject()["charts"].toArray();
        QCOMPARE(lines[0].toArray(), (QJsonArray{"LineChart", "'It''s'!$F$2:$F$7 'It''s'!$E$2:$E$7"}));
        // In the colours of what they are; the axes say their units; a series alone needs no legend.
        QCOMPARE(sheets[0].toObject()["colors"].toArray(), (QJsonArray{QJsonArray{"0072B2", "E69F00"}}));
        QCOMPARE(sheets[0].toObject()["axes"].toArray(), (QJsonArray{QJsonArray{"", "GPU·h", "#,##0", true}}));
        QCOMPARE(sheets[1].toObject()["colors"].toArray(), (QJsonArray{QJsonArray{"0072B2"}}));
        QCOMPARE(sheets[1].toObject()["axes"].toArray()[0].toArray(),
            (QJsonArray{"Hour (Europe/Berlin)", "GPU·h", "0.0", false}));
        // Times along an axis are text, in a column that is not shown: a calendar axis has no hours.
        QCOMPARE(sheets[1].toObject()["rows"].toArray()[1].toArray()[5].toString(), QStringLiteral("10-27 02:00"));
        QCOMPARE(sheets[1].toObject()["hidden"].toArray(), QJsonArray{"F"});
    }

    void intoWhatIsOpen()
    {
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QVERIFY(!writeWorkbook({{}, {{QStringLiteral("t"), test::hardTable()}}}, buffer));
        QVERIFY(buffer.data().startsWith("PK"));
        QBuffer closed;
        QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
        const auto error = writeWorkbook({{}, {{QStringLiteral("t"), test::hardTable()}}}, closed);
        QVERIFY(error);
        QCOMPARE(error->cls, ErrorClass::Export);
    }

    void rowsAreAsTallAsTheirTexts()
    {
        auto table = test::totalsTable();
        table.rows[1].cells[0] = QStringLiteral("word ").repeated(30); // 150 characters
        table.rows[2].cells[0] = QStringLiteral("two\nlines");
        const auto sheets = readBack(
            {{{QStringLiteral("Note"), QStringLiteral("long ").repeated(60)}}, {{QStringLiteral("Teams"), table}}});
        QCOMPARE(sheets.size(), 2);
        const auto heights = sheets[1].toObject()["heights"].toArray();
        QVERIFY(heights[1].isNull()); // as all are
        QCOMPARE(heights[2].toDouble(), 4 * 15.0);
        QCOMPARE(heights[3].toDouble(), 2 * 15.0);
        QCOMPARE(sheets[0].toObject()["heights"].toArray()[0].toDouble(), 4 * 15.0);
    }

    void numbersWithoutAUnitHaveDecimalsWhereTheyNeedThem()
    {
        const auto sheets = readBack({{}, {{QStringLiteral("Teams"), test::totalsTable()}}});
        const auto formats = sheets[0].toObject()["formats"].toArray();
        QCOMPARE(formats[1].toArray()[4].toString(), QStringLiteral("#,##0.00"));
        Table ranks;
        ranks.columns = {{QStringLiteral("rank"), QStringLiteral("#"), CellKind::Number, Unit::None}};
        ranks.rows = {{QStringLiteral("1"), false, {1.0}}};
        const auto whole = readBack({{}, {{QStringLiteral("Ranks"), ranks}}});
        QCOMPARE(whole[0].toObject()["formats"].toArray()[1].toArray()[0].toString(), QStringLiteral("#,##0"));
    }

    void numbersAreNumbersInAnyLanguage()
    {
        QTemporaryDir folder;
        QProcess localedef;
        localedef.start(QStringLiteral("localedef"),
            {QStringLiteral("-i"), QStringLiteral("de_DE"), QStringLiteral("-f"), QStringLiteral("UTF-8"),
                folder.filePath(QStringLiteral("de_DE.UTF-8"))});
        if (!localedef.waitForStarted() || !localedef.waitForFinished())
            QSKIP("there is no localedef(1) to make a language that writes commas");
        const QByteArray path = qgetenv("LOCPATH");
        qputenv("LOCPATH", QFile::encodeName(folder.path()));
        const bool german = std::setlocale(LC_NUMERIC, "de_DE.UTF-8") != nullptr;
        const auto sheets = readBack({{}, {{QStringLiteral("Teams"), test::totalsTable()}}});
        std::setlocale(LC_NUMERIC, "C");
        path.isNull() ? qunsetenv("LOCPATH") : qputenv("LOCPATH", path);
        if (!german)
            QSKIP("a language that writes commas could not be made");
        QCOMPARE(sheets.size(), 1);
        QCOMPARE(sheets[0].toObject()["rows"].toArray()[1].toArray()[1].toDouble(), 40.5);
        QCOMPARE(sheets[0].toObject()["types"].toArray()[1].toArray()[1].toString(), QStringLiteral("n"));
    }

    void columnsBeyondASheetAreRefused()
    {
        Table table;
        constexpr int tooMany = 16'385;
        for (int i = 0; i < tooMany; ++i)
            table.columns.push_back({QString::number(i), QString::number(i), CellKind::Number, Unit::None});
        const QTemporaryDir folder;
        const auto error =
            writeWorkbook({{}, {{QStringLiteral("t"), table}}}, folder.filePath(QStringLiteral("b.xlsx")));
        QVERIFY(error);
        QCOMPARE(error->cls, ErrorClass::Usage);
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("b.xlsx"))));
    }

    void theSameBytesAtTheSameTime()
    {
        const QTemporaryDir folder;
        const auto bytes = [&](const char* name) {
            Workbook workbook{{{QStringLiteral("a"), QStringLiteral("b")}}, {{QStringLiteral("t"), test::hardTable()}}};
            workbook.created = Instant(std::chrono::hours(490'000));
            QFile file(folder.filePath(QString::fromLatin1(name)));
            return !writeWorkbook(workbook, file.fileName()) && file.open(QIODevice::ReadOnly) ? file.readAll()
                                                                                               : QByteArray();
        };
        QVERIFY(!bytes("1.xlsx").isEmpty());
        QCOMPARE(bytes("2.xlsx"), bytes("3.xlsx"));
    }

    /// Packing is one call of the library's, and takes long.
    void E5_cancelEndsPackingAtOnce()
    {
        constexpr std::int64_t rows = 300'000;
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("book.xlsx"));
        const auto packed = [&](bool cancel) {
            Progress progress;
            QElapsedTimer packing;
            const auto beforeRow = [&](std::int64_t row) {
                if (row < rows)
                    return;
                packing.start(); // all rows are written
                if (cancel)
                    progress.cancel();
            };
            const Workbook workbook{
                {}, {{QStringLiteral("s"), {}, std::make_shared<test::GeneratedRows>(1, rows, beforeRow)}}};
            const auto error = writeWorkbook(workbook, path, &progress);
            const auto took = packing.nsecsElapsed();
            return std::pair(error, took);
        };
        const auto [cancelled, soon] = packed(true);
        QVERIFY(cancelled);
        QCOMPARE(cancelled->cls, ErrorClass::Export);
        QVERIFY(QDir(folder.path()).isEmpty(QDir::Files | QDir::Hidden));
        const auto [none, whole] = packed(false);
        QVERIFY2(!none, qPrintable(none ? none->message : QString()));
        QVERIFY2(soon * 5 < whole, qPrintable(QStringLiteral("%1 ns of %2 ns").arg(soon).arg(whole)));
        QVERIFY(QFile::exists(path));
    }

    /// A million rows and more: a next sheet with a heading, a total over both, and no more memory for it.
    void E3_moreRowsThanASheetHolds()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("book.xlsx"));
        QProcess writer;
        writer.start(QCoreApplication::applicationDirPath() + QStringLiteral("/export_writer"),
            {QStringLiteral("million"), path});
        QVERIFY(writer.waitForFinished(120'000));
        const auto output = writer.readAllStandardOutput();
        QVERIFY2(writer.exitCode() == 0, output.constData());
        QVERIFY2(output.trimmed().toLong() > 0, output.constData());
#ifndef __SANITIZE_ADDRESS__ // which keeps what is freed
        constexpr long mostKib = 50 * 1024;
        QVERIFY2(output.trimmed().toLong() < mostKib, output.constData());
#endif
        QString error;
        const auto read = test::python(
            QStringLiteral("import json, re, sys, zipfile\n"
                           "book = zipfile.ZipFile(sys.argv[1])\n"
                           "def rows(name):\n"
                           "    n, rest, end = 0, b'', b''\n"
                           "    with book.open(name) as f:\n"
                           "        while True:\n"
                           "            piece = f.read(1 << 20)\n"
                           "            if not piece: break\n"
                           "            n += (rest + piece).count(b'<row ') - rest.count(b'<row ')\n"
                           "            rest = piece[-4:]; end = (end + piece)[-4000:]\n"
                           "    return [n, re.findall('<f>(.*?)</f><v>(.*?)</v>', end.decode())]\n"
                           "print(json.dumps([rows('xl/worksheets/sheet%d.xml' % i) for i in (1, 2)] +\n"
                           "    [re.findall('<sheet name=\"(.*?)\"', book.read('xl/workbook.xml').decode()),\n"
                           "     'goes on' in book.read('xl/worksheets/sheet3.xml').decode() or\n"
                           "     'go on' in book.read('xl/worksheets/sheet3.xml').decode()]))"),
            {path}, error);
        QCOMPARE(error, QString());
        const auto found = read.array();
        constexpr int all = 1'100'000, inFirst = 1'048'576 - 3; // heading, empty row, total
        QCOMPARE(found[0].toArray()[0].toInt(), inFirst + 1);
        QCOMPARE(found[1].toArray()[0].toInt(), all - inFirst + 1 + 1);
        QCOMPARE(found[1].toArray()[1].toArray()[0].toArray(),
            (QJsonArray{"SUM('Rows'!B2:B1048574,'Rows (2)'!B2:B51428)", "604999450000"}));
        QCOMPARE(found[2].toArray(), (QJsonArray{"Rows", "Rows (2)", "About"}));
        QVERIFY(found[3].toBool()); // and it says so
    }
};

ATLAS_TEST(tst_Workbook);
#include "tst_Workbook.moc"
