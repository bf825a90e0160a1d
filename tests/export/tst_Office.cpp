// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/Csv.h"
#include "models/export/ExportFile.h"
#include "models/export/Workbook.h"
#include "tests/export/ReadBack.h"
#include "tests/support/TestRegistry.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace atlas;

/// What LibreOffice makes of our files. It starts slowly, so all goes through it at once.
class tst_Office : public QObject
{
    Q_OBJECT

    /// Converts files to workbooks in the folder `out`; false where that failed.
    bool convert(const QStringList& files, const QStringList& options, const QString& out)
    {
        QProcess office;
        office.setProcessChannelMode(QProcess::MergedChannels);
        office.start(m_office,
            QStringList{QStringLiteral("-env:UserInstallation=file://") + m_folder.filePath(QStringLiteral("profile")),
                QStringLiteral("--headless")}
                + options
                + QStringList{QStringLiteral("--convert-to"), QStringLiteral("xlsx"), QStringLiteral("--outdir"), out}
                + files);
        const bool done = office.waitForFinished(100'000) && office.exitCode() == 0;
        if (!done)
            qWarning("%s", office.readAll().constData());
        return done;
    }
    /// The values of all cells of the first sheet.
    static QJsonArray valuesOf(const QString& path)
    {
        QString error;
        const auto rows = test::python(
            QStringLiteral("import json, sys, openpyxl\n"
                           "def value(c): return c.value.isoformat() if hasattr(c.value, 'isoformat') else c.value\n"
                           "print(json.dumps([[value(c) for c in r] for r in\n"
                           "    openpyxl.load_workbook(sys.argv[1], data_only=True).worksheets[0].iter_rows()]))"),
            {path}, error);
        if (!error.isEmpty())
            qWarning("%s", qPrintable(error));
        return rows.array();
    }

    QString m_office;
    QTemporaryDir m_folder;

private slots:
    void initTestCase()
    {
        m_office = QStandardPaths::findExecutable(QStringLiteral("soffice"));
        if (m_office.isEmpty())
            QSKIP("there is no LibreOffice (soffice) to read with");
    }

    void totalsAreComputedAgainToTheFigure()
    {
        const auto path = m_folder.filePath(QStringLiteral("totals.xlsx"));
        QVERIFY(!writeWorkbook({{}, {{QStringLiteral("Teams"), test::totalsTable()}}}, path));
        // Without the values that we wrote beside the formulas, so that they must be computed.
        QString error;
        test::python(QStringLiteral("import sys, openpyxl\n"
                                    "openpyxl.load_workbook(sys.argv[1]).save(sys.argv[1])\nprint('[]')"),
            {path}, error);
        QCOMPARE(error, QString());
        QVERIFY(convert({path}, {}, m_folder.filePath(QStringLiteral("out"))));
        const auto rows = valuesOf(m_folder.filePath(QStringLiteral("out/totals.xlsx")));
        const auto totals = rows[5].toArray();
        QCOMPARE(totals[0].toString(), QStringLiteral("Total"));
        const auto table = test::totalsTable();
        for (int i = 1; i < 5; ++i) {
            const auto& column = table.columns[std::size_t(i)];
            const double figure = column.total->value / (column.unit == Unit::Percent ? 100 : 1);
            constexpr double lastDigit = 1e-15;
            QVERIFY(std::abs(totals[i].toDouble() - figure) <= lastDigit * figure);
        }
    }

    void E2_bothKindsOfFileAreReadWithEqualValues()
    {
        auto table = test::hardTable();
        const auto add = [&](const QString& name) {
            table.rows.push_back({name, false, {table.rows[0].cells[0], name, std::vector<double>{}, 63.1}});
        };
        add(QStringLiteral("_x0041_ is no A"));
        add(QStringLiteral(" blanks "));
        add(QStringLiteral("http://example.org/ is text"));
        add(QStringLiteral("007"));
        add(QStringLiteral("#1"));
        const auto book = m_folder.filePath(QStringLiteral("book.xlsx")),
                   csv = m_folder.filePath(QStringLiteral("t.csv"));
        QVERIFY(!writeWorkbook({{}, {{QStringLiteral("t"), table}}}, book));
        QVERIFY(!writeExportFile(csv, [&](QIODevice& out) { return writeCsv(table, {}, out); }));
        const auto out = m_folder.filePath(QStringLiteral("out"));
        QVERIFY(convert({book}, {}, out));
        // Commas, quotes, UTF-8, from the first line, English; columns 1 and 2 are text.
        QVERIFY(convert({csv}, {QStringLiteral("--infilter=CSV:44,34,76,1,1/2/2/2,1033,false,false")}, out));
        const auto ofBook = valuesOf(m_folder.filePath(QStringLiteral("out/book.xlsx")));
        const auto ofCsv = valuesOf(m_folder.filePath(
            QStringLiteral("out/t.csv").replace(QLatin1StringView(".csv"), QLatin1StringView(".xlsx"))));
        QCOMPARE(ofBook.size(), qsizetype(table.rows.size()) + 1);
        QCOMPARE(ofCsv.size(), qsizetype(table.rows.size()) + 1);
        for (qsizetype i = 0; i < qsizetype(table.rows.size()); ++i) {
            const auto& cells = table.rows[std::size_t(i)].cells;
            const auto bookRow = ofBook[i + 1].toArray(), csvRow = ofCsv[i + 1].toArray();
            QString text = std::get<QString>(cells[1]);
            text.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
            text.replace(QChar(0), QChar(0xFFFD)).replace(QChar(0xD800), QChar(0xFFFD));
            QCOMPARE(bookRow[3].toString(), text);
            const bool formula = text.startsWith(u'=') || text.startsWith(QChar(0xFF1D));
            QCOMPARE(csvRow[1].toString().replace(QLatin1StringView("\r\n"), QLatin1StringView("\n")),
                formula ? QString(u'\'' + text) : text);
            const auto* number = std::get_if<double>(&cells[3]);
            const bool known = number && isKnown(*number);
            QCOMPARE(bookRow[4].isNull(), !known);
            QCOMPARE(csvRow[2].isNull(), !known);
            if (known) {
                constexpr double lastDigit = 1e-15;
                QVERIFY(std::abs(bookRow[4].toDouble() - *number) <= lastDigit * std::abs(*number));
                QVERIFY(std::abs(csvRow[2].toString().toDouble() - *number) <= lastDigit * std::abs(*number)
                    || std::abs(csvRow[2].toDouble() - *number) <= lastDigit * std::abs(*number));
            }
        }
    }
};

ATLAS_TEST(tst_Office);
#include "tst_Office.moc"
