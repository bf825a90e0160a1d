// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/Csv.h"
#include "models/export/ExportFile.h"
#include "models/export/LocalClock.h"
#include "models/export/Workbook.h"
#include "tests/export/ReadBack.h"
#include "tests/support/TestRegistry.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <cmath>
#include <cstring>
#include <random>

using namespace atlas;

namespace {

constexpr int tables = 12;

QString randomText(std::mt19937_64& random)
{
    // Among ordinary characters all those that have a meaning to somebody on the way.
    static const QString characters = QStringLiteral("abcXYZ019 .-_,;:'\"\n\t=+@#&<>[]\\/|%\u00E9\u4E2D\u202E\u05D0")
        + QStringLiteral("\U0001F600") + QChar(0xD800) + QChar(0) + QChar(0x1F) + QChar(0xFFFF);
    QString text;
    const auto size = random() % 12;
    for (std::size_t i = 0; i < size; ++i)
        text += characters[qsizetype(random() % std::uint64_t(characters.size()))];
    return text;
}

/// Any double there is, and those that people have.
double randomNumber(std::mt19937_64& random)
{
    switch (random() % 4) {
    case 0: {
        const std::uint64_t bits = random();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return std::isfinite(value) ? value : unknown;
    }
    case 1:
        return double(random() % 1000);
    case 2:
        return unknown;
    default:
        return double(random() % 1'000'000) / 997.0;
    }
}

Table randomTable(std::mt19937_64& random)
{
    static const std::vector<QByteArray> zones{"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"};
    Table table;
    table.zone = zones[random() % zones.size()];
    table.columns = {{QStringLiteral("t"), QStringLiteral("T"), CellKind::Time, Unit::None},
        {QStringLiteral("a"), QStringLiteral("A"), CellKind::Text, Unit::None},
        {QStringLiteral("n"), QStringLiteral("N"), CellKind::Number, Unit::Gpus},
        {QStringLiteral("p"), QStringLiteral("P"), CellKind::Number, Unit::Percent}};
    const auto rows = random() % 40;
    constexpr std::uint64_t someYears = 90'000;
    for (std::size_t i = 0; i < rows; ++i) {
        const Instant time(std::chrono::hours(430'000 + std::int64_t(random() % someYears)));
        table.rows.push_back({QString::number(i), false,
            {time, randomText(random), randomNumber(random), std::fmod(randomNumber(random), 1000)}});
    }
    return table;
}

/// As Python prints an instant that it has read.
QString isoUtc(Instant time)
{
    return QString::fromStdString(formatRfc3339(time));
}

bool isFormula(const QString& text)
{
    return !text.isEmpty() && QStringLiteral("=+-@\t\n\r").contains(text.front());
}

/// What XML and CSV cannot hold replaced, as cells have it.
QString cellOf(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (pair)
            ++i;
        else if (c.isSurrogate() || (c < u' ' && c != u'\n' && c != u'\t') || c == QChar(0xFFFF))
            text[i] = QChar(0xFFFD);
    }
    return text;
}

} // namespace

class tst_RoundTrip : public QObject
{
    Q_OBJECT
private slots:
    void E2_randomTablesThroughCsv()
    {
        const QTemporaryDir folder;
        std::mt19937_64 random(1);
        std::vector<Table> all;
        for (int i = 0; i < tables; ++i) {
            all.push_back(randomTable(random));
            QVERIFY(!writeExportFile(folder.filePath(QStringLiteral("%1.csv").arg(i)),
                [&](QIODevice& out) { return writeCsv(all.back(), {}, out); }));
        }
        QString error;
        const auto read =
            test::python(QStringLiteral("import csv, json, sys, datetime\n"
                                        "def utc(t): return datetime.datetime.fromisoformat(t.replace('Z', '+00:00'))"
                                        ".astimezone(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')\n"
                                        "def number(n): return float(n) if n else None\n"
                                        "print(json.dumps([[[utc(r[0]), r[1], number(r[2]), number(r[3])] for r in\n"
                                        "    list(csv.reader(open(sys.argv[1] + '/%d.csv' % i, encoding='utf-8', "
                                        "newline=''), strict=True))[1:]]\n"
                                        "    for i in range(int(sys.argv[2]))]))"),
                {folder.path(), QString::number(tables)}, error);
        QCOMPARE(error, QString());
        for (int i = 0; i < tables; ++i) {
            const auto rows = read.array()[i].toArray();
            QCOMPARE(rows.size(), qsizetype(all[std::size_t(i)].rows.size()));
            for (qsizetype r = 0; r < rows.size(); ++r) {
                const auto& cells = all[std::size_t(i)].rows[std::size_t(r)].cells;
                const auto row = rows[r].toArray();
                QCOMPARE(row[0].toString(), isoUtc(std::get<Instant>(cells[0])));
                const QString text = std::get<QString>(cells[1]);
                QCOMPARE(row[1].toString(), isFormula(text) ? QString(u'\'' + cellOf(text)) : cellOf(text));
                for (int n = 2; n < 4; ++n) { // exactly, or unknown
                    const double number = std::get<double>(cells[std::size_t(n)]);
                    QCOMPARE(row[n].isNull(), std::isnan(number));
                    QVERIFY(row[n].isNull() || row[n].toDouble() == number);
                }
            }
        }
    }

    void E2_randomTablesThroughAWorkbook()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("book.xlsx"));
        std::mt19937_64 random(2);
        Workbook workbook;
        for (int i = 0; i < tables; ++i)
            workbook.sheets.push_back({QString::number(i), randomTable(random)});
        QVERIFY(!writeWorkbook(workbook, path));
        QString error;
        const auto read = test::python(
            QStringLiteral("import json, sys, openpyxl, datetime\n"
                           "def value(c): return c.value.isoformat() if hasattr(c.value, 'isoformat') else c.value\n"
                           "print(json.dumps([[[value(c) for c in r] for r in list(s.iter_rows())[1:]]\n"
                           "    for s in openpyxl.load_workbook(sys.argv[1]).worksheets]))"),
            {path}, error);
        QCOMPARE(error, QString());
        for (int i = 0; i < tables; ++i) {
            const auto& table = workbook.sheets[std::size_t(i)].table;
            const auto rows = read.array()[i].toArray();
            QCOMPARE(rows.size(), qsizetype(table.rows.size()));
            for (qsizetype r = 0; r < rows.size(); ++r) {
                const auto& cells = table.rows[std::size_t(r)].cells;
                const auto row = rows[r].toArray();
                const bool isUtc = table.zone == "UTC";
                QCOMPARE(QString(row[isUtc ? 0 : 1].toString() + u'Z'), isoUtc(std::get<Instant>(cells[0])));
                if (!isUtc) { // the local time and its offset say the same
                    const QString local = row[0].toString() + row[2].toString();
                    QCOMPARE(QDateTime::fromString(local, Qt::ISODate).toUTC().toSecsSinceEpoch(),
                        qint64(std::get<Instant>(cells[0]).time_since_epoch().count()));
                }
                const int first = isUtc ? 1 : 3;
                QCOMPARE(row[first].toString(), cellOf(std::get<QString>(cells[1])));
                for (int n = 0; n < 2; ++n) { // to the last digit that the format holds, or unknown
                    const double number = std::get<double>(cells[std::size_t(2 + n)]) / (n == 1 ? 100 : 1);
                    const auto readNumber = row[first + 1 + n];
                    constexpr double lastDigit = 1e-15;
                    QCOMPARE(readNumber.isNull(), std::isnan(number));
                    QVERIFY(readNumber.isNull()
                        || std::abs(readNumber.toDouble() - number) <= lastDigit * std::abs(number));
                }
            }
        }
    }

    void clocksAreThoseOfTheZone()
    {
        std::mt19937_64 random(3);
        for (const char* zone : {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC",
                 "Asia/Shanghai", "no/where", "UTC+03:00"}) {
            LocalClock clock(zone);
            const QTimeZone expected = QTimeZone(zone).isValid() ? QTimeZone(zone) : QTimeZone::utc();
            std::int64_t second = 1'700'000'000;
            for (int i = 0; i < 2000; ++i) {
                second = i % 3 == 0 ? std::int64_t(random() % 4'000'000'000) : second + 1800;
                QCOMPARE(int(clock.offsetAt(Instant(std::chrono::seconds(second))).count()),
                    expected.offsetFromUtc(QDateTime::fromSecsSinceEpoch(second, Qt::UTC)));
            }
        }
    }
};

ATLAS_TEST(tst_RoundTrip);
#include "tst_RoundTrip.moc"
