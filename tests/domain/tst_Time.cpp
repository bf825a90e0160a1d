// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Time.h"

#include "tests/support/TestRegistry.h"

#include <random>

using namespace atlas;
using namespace std::chrono;

namespace {

std::string canonical(const char* text)
{
    const auto parsed = parseRfc3339(text);
    return parsed ? formatRfc3339(parsed->time) + (parsed->zoneMissing ? " zone missing" : "") : "refused";
}

} // namespace

class tst_Time : public QObject
{
    Q_OBJECT
private slots:
    void T3_rfc3339Variants_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* text, const char* expected) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
        };
        row("Z", "2025-11-05T14:00:00Z", "2025-11-05T14:00:00Z");
        row("small z and t", "2025-11-05t14:00:00z", "2025-11-05T14:00:00Z");
        row("space", "2025-11-05 14:00:00Z", "2025-11-05T14:00:00Z");
        row("east", "2025-11-05T14:00:00+08:00", "2025-11-05T06:00:00Z");
        row("west over midnight", "2025-12-31T22:30:00-03:30", "2026-01-01T02:00:00Z");
        row("unknown local offset", "2025-11-05T14:00:00-00:00", "2025-11-05T14:00:00Z");
        row("nanoseconds are cut", "2025-11-05T14:00:00.123456789Z", "2025-11-05T14:00:00.123456Z");
        row("one digit", "2025-11-05T14:00:00.5Z", "2025-11-05T14:00:00.500000Z");
        row("zero fraction", "2025-11-05T14:00:00.000Z", "2025-11-05T14:00:00Z");
        row("no zone is UTC and marked", "2025-11-05T14:00:00", "2025-11-05T14:00:00Z zone missing");
        row("leap second", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z");
        row("leap day", "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z");
        row("before 1970", "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z");

        row("24:00", "2025-11-05T24:00:00Z", "refused");
        row("comma fraction", "2025-11-05T14:00:00,5Z", "refused");
        row("ten digits", "2025-11-05T14:00:00.1234567890Z", "refused");
        row("empty fraction", "2025-11-05T14:00:00.Z", "refused");
        row("year 0001 is missing", "0001-01-01T00:00:00Z", "refused");
        row("second 61", "2025-11-05T14:00:61Z", "refused");
        row("minute 60", "2025-11-05T14:60:00Z", "refused");
        row("no such day", "2025-02-29T00:00:00Z", "refused");
        row("month 13", "2025-13-01T00:00:00Z", "refused");
        row("offset without colon", "2025-11-05T14:00:00+0800", "refused");
        row("offset cut", "2025-11-05T14:00:00+08", "refused");
        row("offset of 24 hours", "2025-11-05T14:00:00+24:00", "refused");
        row("rest behind it", "2025-11-05T14:00:00Z ", "refused");
        row("date alone", "2025-11-05", "refused");
        row("negative year", "-025-11-05T14:00:00Z", "refused");
        row("other digits", "２０２５-11-05T14:00:00Z", "refused");
        row("empty", "", "refused");
        row("word", "yesterday at two o'clock", "refused");
    }

    void T3_rfc3339Variants()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(canonical(text.constData())), expected);
    }

    /// Every prefix of a good text is refused or marked, and none is read past its end.
    void T3_cutTextIsNeverReadPastItsEnd()
    {
        const std::string whole = "2025-11-05T14:00:00.123+08:00";
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const std::vector<char> exact(whole.begin(), whole.begin() + std::ptrdiff_t(length));
            const auto parsed = parseRfc3339({exact.data(), exact.size()});
            QVERIFY2(!parsed || parsed->zoneMissing, qPrintable(QString::number(length)));
        }
    }

    void whatIsWrittenIsReadBack()
    {
        std::mt19937_64 random(20251105); // NOLINT(cert-msc51-cpp): the same times in every run
        std::uniform_int_distribution<std::int64_t> seconds(-60'000'000'000, 200'000'000'000);
        for (int i = 0; i < 2000; ++i) {
            const Instant t{std::chrono::seconds(seconds(random))};
            const auto parsed = parseRfc3339(formatRfc3339(t));
            QVERIFY(parsed && !parsed->zoneMissing);
            QVERIFY(parsed->time == t);
            const Stamp stamp = t + microseconds(i);
            QVERIFY(parseRfc3339(formatRfc3339(stamp))->time == stamp);
        }
    }

    void aFixedClockStandsStill()
    {
        FixedClock clock(hourStart(5));
        QVERIFY(clock.now() == hourStart(5));
        clock.set(hourStart(6));
        QVERIFY(clock.now() == hourStart(6));
        QVERIFY(SystemClock().now() > Instant(sys_days(2025y / 1 / 1)));
    }
};

ATLAS_TEST(tst_Time);
#include "tst_Time.moc"
