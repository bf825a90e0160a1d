// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/Csv.h"

#include "tests/export/ReadBack.h"
#include "tests/support/TestRegistry.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace atlas;

namespace {

QByteArray csvOf(const Table& table, const CsvOptions& options = {})
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (writeCsv(table, options, buffer))
        return {};
    return buffer.data();
}

/// Rows of cells, as Python's csv reads them.
QJsonArray readBack(const QByteArray& csv, const char* encoding = "utf-8", const char* separator = ",")
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("table.csv")));
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
        return {};
    file.close();
    QString error;
    const auto rows = test::python(QStringLiteral("import csv, json, sys\n"
                                                  "with open(sys.argv[1], encoding=sys.argv[2], newline='') as f:\n"
                                                  "    print(json.dumps(list(csv.reader(f, delimiter=sys.argv[3]))))"),
        {file.fileName(), QLatin1StringView(encoding), QLatin1StringView(separator)}, error);
    if (!error.isEmpty())
        qWarning("%s", qPrintable(error));
    return rows.array();
}

} // namespace

class tst_Csv : public QObject
{
    Q_OBJECT
private slots:
    void E2_aProgramOfOthersReadsTheSame()
    {
        const auto rows = readBack(csvOf(test::hardTable()));
        QCOMPARE(rows.size(), 7);
        QCOMPARE(rows[0].toArray(), (QJsonArray{"hour", "name", "gpu_hours"})); // a trend is no value
        const auto cell = [&](int row, int column) { return rows[row].toArray()[column].toString(); };
        QCOMPARE(cell(1, 0), QStringLiteral("2024-10-27T02:00:00+01:00")); // the second time that the clock shows it
        QCOMPARE(cell(1, 2).toDouble(), 0.1 + 0.2); // every digit
        QCOMPARE(cell(2, 1), QStringLiteral("a,b;\"c\"\r\nd"));
        QCOMPARE(cell(2, 2).toDouble(), -1234567.125);
        QCOMPARE(cell(3, 2), QString()); // unknown is not 0
        QCOMPARE(cell(4, 2), QString());
        QCOMPARE(cell(5, 1), QStringLiteral("\u56E2\u961F \U0001F600 \u202Ertl"));
        QCOMPARE(cell(5, 2).toDouble(), 1e-300);
        QCOMPARE(cell(6, 1), QStringLiteral("nul\uFFFD\uFFFD!"));
    }

    void E1_textIsNeverAFormula()
    {
        const auto rows = readBack(csvOf(test::hardTable()));
        QCOMPARE(rows[3].toArray()[1].toString(), QStringLiteral("'=SUM(A1)"));
        QCOMPARE(rows[4].toArray()[1].toString(), QStringLiteral("'\uFF1DSUM(A1)"));
        QVERIFY(csvOf(test::hardTable()).contains(",-1234567.125\r\n")); // a number is left alone
        CsvOptions raw;
        raw.neutralise = false;
        QCOMPARE(readBack(csvOf(test::hardTable(), raw))[3].toArray()[1].toString(), QStringLiteral("=SUM(A1)"));
    }

    void spreadsheetsGetTheirLocale()
    {
        CsvOptions options;
        options.profile = CsvProfile::Excel;
        options.locale = QLocale(QLocale::German);
        const auto csv = csvOf(test::hardTable(), options);
        QVERIFY(csv.startsWith("\xEF\xBB\xBF"));
        const auto rows = readBack(csv, "utf-8-sig", ";");
        QCOMPARE(rows[0].toArray(),
            (QJsonArray{QStringLiteral("Hour (Europe/Berlin)"), QStringLiteral("Hour (UTC)"), QStringLiteral("Name"),
                QStringLiteral("Allocated (GPU\u00B7h)")}));
        QCOMPARE(rows[2].toArray()[3].toString(), QStringLiteral("-1234567,125"));
        QCOMPARE(rows[1].toArray()[0].toString(), QStringLiteral("2024-10-27 02:00:00")); // shown twice that night
        QCOMPARE(rows[1].toArray()[1].toString(), QStringLiteral("2024-10-27 01:00:00")); // and told apart
    }

    void factsStandBeforeTheTable()
    {
        CsvOptions options;
        options.facts = {{QStringLiteral("cluster"), QStringLiteral("prod, a")}};
        QVERIFY(csvOf(test::hardTable(), options).startsWith("# cluster: prod, a\r\nhour,name,gpu_hours\r\n"));
    }

    void E4_aDeviceThatFailsIsSaid()
    {
        QBuffer closed;
        QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
        const auto error = writeCsv(test::hardTable(), {}, closed);
        QVERIFY(error);
        QCOMPARE(error->cls, ErrorClass::Export);
    }
};

ATLAS_TEST(tst_Csv);
#include "tst_Csv.moc"
