// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"

#include "tests/support/TestRegistry.h"

using namespace atlas;
using namespace std::chrono_literals;

namespace {

const QLocale english(QLocale::English, QLocale::UnitedStates);
const QLocale german(QLocale::German, QLocale::Germany);
const QLocale chinese(QLocale::Chinese, QLocale::China);
const QString dash = QStringLiteral(u"—");

Instant at(const char* text)
{
    return std::chrono::floor<std::chrono::seconds>(parseRfc3339(text).value().time);
}

} // namespace

class tst_Format : public QObject
{
    Q_OBJECT
private slots:
    void figures_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QString>("text");
        const auto row = [](double value, Unit unit, const char16_t* text) {
            const auto expected = QString::fromUtf16(text);
            QTest::addRow("%s (%d)", qPrintable(expected), int(unit)) << value << int(unit) << expected;
        };
        row(71.23, Unit::Percent, u"71.2 %");
        row(100, Unit::Percent, u"100.0 %");
        row(112.54, Unit::Percent, u"112.5 %");
        row(0.42, Unit::Percent, u"0.42 %");
        row(0.999, Unit::Percent, u"1.0 %");
        row(0, Unit::Percent, u"0.0 %");
        row(48, Unit::Gpus, u"48 GPU");
        row(12.54, Unit::Gpus, u"12.5 GPU");
        row(12.96, Unit::Gpus, u"13 GPU");
        row(0.04, Unit::Gpus, u"0.04 GPU");
        row(3416, Unit::Gpus, u"3,416 GPU");
        row(3.25, Unit::GpuHours, u"3.3 GPU·h");
        row(1234.4, Unit::GpuHours, u"1,234 GPU·h");
        row(999'999, Unit::GpuHours, u"999,999 GPU·h");
        row(999'999.7, Unit::GpuHours, u"1.00 M GPU·h");
        row(1'234'567, Unit::GpuHours, u"1.23 M GPU·h");
        row(12'345'678, Unit::GpuHours, u"12.3 M GPU·h");
        row(999.6e6, Unit::GpuHours, u"1.00 G GPU·h");
        row(-1'234'567, Unit::GpuHours, u"−1.23 M GPU·h");
        row(1234.4, Unit::Count, u"1,234");
        row(79.5, Unit::Gigabytes, u"79.5 GB");
        row(6, Unit::Hours, u"6 h");
        row(0.25, Unit::None, u"0.25");
        row(unknown, Unit::Percent, u"—");
        row(unknown, Unit::GpuHours, u"—");
        row(std::numeric_limits<double>::infinity(), Unit::Gpus, u"—");
    }

    void figures()
    {
        QFETCH(double, value);
        QFETCH(int, unit);
        QFETCH(QString, text);
        QCOMPARE(formatWithUnit(value, Unit(unit), english), text);
    }

    void theLocaleDecidesSeparators()
    {
        QCOMPARE(formatFigure(1234.4, Unit::GpuHours, german), QStringLiteral("1.234"));
        QCOMPARE(formatFigure(71.23, Unit::Percent, german), QStringLiteral("71,2"));
        QCOMPARE(formatFigure(71.23, Unit::Percent, chinese), QStringLiteral("71.2"));
        QCOMPARE(formatFigure(unknown, Unit::Count, chinese), dash);
    }

    void changesHaveASignAndARealMinus()
    {
        QCOMPARE(formatChange(3.42, Unit::Percent, english), QStringLiteral("+3.4 %"));
        QCOMPARE(formatChange(-12, Unit::GpuHours, english), QStringLiteral(u"−12 GPU·h"));
        QCOMPARE(formatChange(0, Unit::Gpus, english), QStringLiteral("0 GPU"));
        QCOMPARE(formatChange(0.001, Unit::Percent, english), QStringLiteral("0.0 %"));
        QCOMPARE(formatChange(-0.001, Unit::Percent, english), QStringLiteral("0.0 %"));
        QCOMPARE(formatChange(0.42, Unit::Percent, english), QStringLiteral("+0.4 %"));
        QCOMPARE(formatChange(unknown, Unit::Percent, english), dash);
    }

    void durations()
    {
        QCOMPARE(formatDuration(76h), QStringLiteral("3 d 4 h"));
        QCOMPARE(formatDuration(48h), QStringLiteral("2 d"));
        QCOMPARE(formatDuration(90min), QStringLiteral("1 h 30 min"));
        QCOMPARE(formatDuration(25min), QStringLiteral("25 min"));
        QCOMPARE(formatDuration(12s), QStringLiteral("12 s"));
        QCOMPARE(formatDuration(-25min), QStringLiteral(u"−25 min"));
    }

    void ages()
    {
        QCOMPARE(formatAge(20s), QStringLiteral("just now"));
        QCOMPARE(formatAge(-5s), QStringLiteral("just now"));
        QCOMPARE(formatAge(150s), QStringLiteral("2 min ago"));
        QCOMPARE(formatAge(26h), QStringLiteral("26 h ago"));
        QCOMPARE(formatAge(72h), QStringLiteral("3 d ago"));
    }

    void instantsNameTheirOffset()
    {
        const auto t = at("2024-12-17T06:00:00Z");
        QCOMPARE(formatInstant(t, QTimeZone("Asia/Shanghai"), english), QStringLiteral("2024-12-17 14:00 +08:00"));
        QCOMPARE(formatInstant(t, QTimeZone("America/St_Johns"), english), QStringLiteral(u"2024-12-17 02:30 −03:30"));
        QCOMPARE(formatInstant(t, QTimeZone::utc(), english), QStringLiteral("2024-12-17 06:00 UTC"));
        QCOMPARE(formatInstant(t, QTimeZone(), english), QStringLiteral("2024-12-17 06:00 UTC"));
        QCOMPARE(formatInstant(t + 5s, QTimeZone::utc(), english), QStringLiteral("2024-12-17 06:00:05 UTC"));
        QCOMPARE(formatInstant(t, QTimeZone("Asia/Shanghai"), chinese), QStringLiteral(u"2024年12月17日 14:00 +08:00"));
    }

    void T1_theTwoHoursOfAClockChangeDiffer()
    {
        const QTimeZone berlin("Europe/Berlin");
        QCOMPARE(formatInstant(at("2024-10-27T00:30:00Z"), berlin, english), QStringLiteral("2024-10-27 02:30 +02:00"));
        QCOMPARE(formatInstant(at("2024-10-27T01:30:00Z"), berlin, english), QStringLiteral("2024-10-27 02:30 +01:00"));
    }

    void rangesNameTheirZoneOnceAndTheirLastDay()
    {
        const QTimeZone shanghai("Asia/Shanghai"), utc("UTC");
        const auto range = [](const char* from, const char* to) { return TimeRange{at(from), at(to)}; };
        const auto week = range("2024-12-15T16:00:00Z", "2024-12-23T16:00:00Z");
        QCOMPARE(formatRange(week, shanghai, english), QStringLiteral(u"16 – 23 Dec 2024, Asia/Shanghai"));
        QCOMPARE(formatRange(week, shanghai, chinese), QStringLiteral(u"2024年12月16日 – 23日，Asia/Shanghai"));
        QCOMPARE(formatRange(range("2024-11-28T00:00:00Z", "2024-12-02T00:00:00Z"), utc, english),
            QStringLiteral(u"28 Nov – 1 Dec 2024, UTC"));
        QCOMPARE(formatRange(range("2024-12-28T00:00:00Z", "2025-01-02T00:00:00Z"), utc, english),
            QStringLiteral(u"28 Dec 2024 – 1 Jan 2025, UTC"));
        QCOMPARE(formatRange(range("2024-12-28T00:00:00Z", "2024-12-29T00:00:00Z"), utc, english),
            QStringLiteral("28 Dec 2024, UTC"));
        QCOMPARE(formatRange(range("2024-12-28T06:00:00Z", "2024-12-28T09:00:00Z"), utc, english),
            QStringLiteral(u"28 Dec 2024 06:00 – 09:00, UTC"));
        QCOMPARE(formatRange(range("2024-12-28T06:00:00Z", "2024-12-29T09:00:00Z"), utc, english),
            QStringLiteral(u"28 Dec 2024 06:00 – 29 Dec 09:00, UTC"));
        QCOMPARE(formatRange({}, utc, english), dash);
    }

    void titlesNameTheirUnitOnce()
    {
        QCOMPARE(titleWithUnit(QStringLiteral("Used"), Unit::GpuHours), QStringLiteral("Used (GPU·h)"));
        QCOMPARE(titleWithUnit(QStringLiteral("Used, GPU·h"), Unit::GpuHours), QStringLiteral("Used, GPU·h"));
        QCOMPARE(titleWithUnit(QStringLiteral("Time in h"), Unit::Hours), QStringLiteral("Time in h"));
        // The letter of a word is no unit.
        QCOMPARE(titleWithUnit(QStringLiteral("With data"), Unit::Hours), QStringLiteral("With data (h)"));
        QCOMPARE(titleWithUnit(QStringLiteral("Rank"), Unit::Count), QStringLiteral("Rank"));
    }

    void everyNameOfUtcIsUtc()
    {
        for (const char* id : {"UTC", "Etc/UTC", "Etc/Universal", "Zulu"})
            QCOMPARE(zoneName(QTimeZone(id)), QStringLiteral("UTC"));
        QCOMPARE(zoneName(QTimeZone::utc()), QStringLiteral("UTC"));
        QCOMPARE(zoneName(QTimeZone()), QStringLiteral("UTC"));
        QCOMPARE(zoneName(QTimeZone("Asia/Shanghai")), QStringLiteral("Asia/Shanghai"));
        // As far from Greenwich, yet another zone: it has a summer.
        QCOMPARE(zoneName(QTimeZone("Europe/London")), QStringLiteral("Europe/London"));
        QCOMPARE(formatRange({at("2024-12-28T00:00:00Z"), at("2024-12-29T00:00:00Z")}, QTimeZone("Etc/UTC"), english),
            QStringLiteral("28 Dec 2024, UTC"));
    }

    void P12_namesFromOutsideAreMadeVisible()
    {
        QCOMPARE(displayName("团队-研究"), QStringLiteral(u"团队-研究"));
        QCOMPARE(displayName("a\tb"), QStringLiteral(u"a␉b"));
        QCOMPARE(displayName(std::string_view("a\0b", 3)), QStringLiteral(u"a␀b"));
        QCOMPARE(displayName("\x1b[31m"), QStringLiteral(u"␛[31m"));
        QCOMPARE(displayName("safe\u202Egpj.exe"), QStringLiteral("safe<U+202E>gpj.exe"));
        QCOMPARE(displayName("a\u2066b\u200F"), QStringLiteral("a<U+2066>b<U+200F>"));
        QCOMPARE(displayName("a\x7f"), QStringLiteral("a<U+007F>"));
        QCOMPARE(displayName("<b>bold</b>"), QStringLiteral("<b>bold</b>")); // shown as plain text
        QCOMPARE(displayName("bad \xff byte"), QStringLiteral(u"bad \uFFFD byte"));
        QCOMPARE(displayName(""), QString());
    }

    void P12_textsToBeReadWholeAreMadeVisibleAndKept()
    {
        QCOMPARE(displayText("a\n\tb\r\u202Ec"), QStringLiteral(u"a\n\tb␍<U+202E>c"));
        const std::string many(5000, 'x');
        QCOMPARE(displayText(many).size(), 5000);
    }

    void P12_longNamesAreElidedInTheMiddle()
    {
        const std::string exact(256, 'x');
        QCOMPARE(displayName(exact), QString(256, QLatin1Char('x')));
        const auto shown = displayName("begin" + std::string(64 * 1024, 'x') + "end");
        QCOMPARE(shown.size(), 256);
        QVERIFY(shown.startsWith(QStringLiteral("begin")) && shown.endsWith(QStringLiteral("end")));
        QCOMPARE(shown.count(QChar(0x2026)), 1);

        std::string emoji;
        for (int i = 0; i < 300; ++i)
            emoji += "\U0001F680";
        const auto rockets = displayName(emoji);
        QVERIFY(rockets.size() <= 256);
        QVERIFY(rockets.isValidUtf16());
    }
};

ATLAS_TEST(tst_Format);
#include "tst_Format.moc"
