// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Alignment.h"
#include "tests/support/TestRegistry.h"

#include <QDateTime>
#include <QTest>

#include <set>

using namespace atlas;

class tst_Alignment : public QObject
{
    Q_OBJECT

private slots:
    void byOffsetHoursFollowEachOther();
    void anUnfinishedPeriodIsComparedWithAsMuchOfTheOther();
    void byWeekdayTheClockIsTheSame();
    void anHourThatAClockChangeLeftOutHasNoCounterpart();
    void anHourThatAClockChangeRepeatsCountsOnce();
    void periodsWithoutACommonWeekdayHaveNoHours();
    void everyHourIsPairedOnceOrCounted();
    void thePeriodBefore();
    void aWeekAndAMonthBefore();
    void theLastDaysOfALongerMonth_data();
    void theLastDaysOfALongerMonth();
    void spansOfBucketsFollowTheHours();

private:
    static HourIndex hour(const char* text)
    {
        return hourIndex(std::chrono::floor<std::chrono::seconds>(parseRfc3339(text)->time));
    }
    static TimeRange range(const char* from, const char* to) { return {hourStart(hour(from)), hourStart(hour(to))}; }
    static QDateTime local(HourIndex hour, const QTimeZone& zone)
    {
        return QDateTime::fromSecsSinceEpoch(std::int64_t(hour) * 3600, zone);
    }

    const QTimeZone m_utc{"UTC"}, m_berlin{"Europe/Berlin"};
};

void tst_Alignment::byOffsetHoursFollowEachOther()
{
    const auto aligned = alignPeriods(range("2024-12-09T00:00:00Z", "2024-12-16T00:00:00Z"),
        range("2024-12-02T00:00:00Z", "2024-12-09T00:00:00Z"), AlignBy::Offset, m_berlin);
    QCOMPARE(aligned.earlierOf.size(), 168U);
    QCOMPARE(aligned.earlierOf.front(), std::optional(hour("2024-12-02T00:00:00Z")));
    QCOMPARE(aligned.earlierOf[100], std::optional(hour("2024-12-02T00:00:00Z") + 100));
    QCOMPARE(aligned.cutLater + aligned.cutEarlier + aligned.onlyLater + aligned.onlyEarlier, 0);
}

void tst_Alignment::anUnfinishedPeriodIsComparedWithAsMuchOfTheOther()
{
    const auto aligned = alignPeriods(range("2024-12-09T00:00:00Z", "2024-12-10T05:00:00Z"),
        range("2024-12-02T00:00:00Z", "2024-12-09T00:00:00Z"), AlignBy::Offset, m_utc);
    QCOMPARE(aligned.later.hours(), 29);
    QCOMPARE(aligned.earlier, range("2024-12-02T00:00:00Z", "2024-12-03T05:00:00Z"));
    QCOMPARE(aligned.cutLater, 0);
    QCOMPARE(aligned.cutEarlier, 168 - 29);
}

void tst_Alignment::byWeekdayTheClockIsTheSame()
{
    // November has 30 days and begins on a Friday, October on a Tuesday: the weeks of November against those of
    // October.
    const auto aligned = alignPeriods(range("2024-10-31T23:00:00Z", "2024-11-30T23:00:00Z"),
        range("2024-09-30T22:00:00Z", "2024-10-31T23:00:00Z"), AlignBy::Weekday, m_berlin);
    int paired = 0;
    for (int i = 0; i < aligned.later.hours(); ++i) {
        if (!aligned.earlierOf[std::size_t(i)])
            continue;
        ++paired;
        const auto now = local(aligned.later.firstHour() + i, m_berlin);
        const auto before = local(*aligned.earlierOf[std::size_t(i)], m_berlin);
        QCOMPARE(now.date().dayOfWeek(), before.date().dayOfWeek());
        QCOMPARE(now.time(), before.time());
        QCOMPARE(before.date().daysTo(now.date()), 28);
    }
    // 28 days earlier October reaches back to the 4th, and ends with the 28th of November.
    QCOMPARE(paired, 28 * 24);
    QCOMPARE(aligned.earlier.from, range("2024-10-03T22:00:00Z", "2024-10-04T00:00:00Z").from);
    QCOMPARE(aligned.later.to, range("2024-11-28T00:00:00Z", "2024-11-28T23:00:00Z").to);
    QCOMPARE(aligned.cutLater, 48);
    QCOMPARE(aligned.cutEarlier, 72);
    QCOMPARE(aligned.onlyLater, 0);
    QCOMPARE(aligned.onlyEarlier, 1); // 27 October: two o'clock came twice
}

void tst_Alignment::anHourThatAClockChangeLeftOutHasNoCounterpart()
{
    // The week after 31 March 2024 against the one with it: nobody had two o'clock on that Sunday.
    const auto aligned = alignPeriods(range("2024-03-31T22:00:00Z", "2024-04-07T22:00:00Z"),
        range("2024-03-24T23:00:00Z", "2024-03-31T22:00:00Z"), AlignBy::Weekday, m_berlin);
    QCOMPARE(aligned.later.hours(), 168);
    QCOMPARE(aligned.earlier.hours(), 167);
    QCOMPARE(aligned.onlyLater, 1);
    QCOMPARE(aligned.onlyEarlier, 0);
    const auto missing = std::size_t(hour("2024-04-07T00:00:00Z") - aligned.later.firstHour()); // 02:00 on Sunday
    QVERIFY(!aligned.earlierOf[missing]);
    QCOMPARE(aligned.earlierOf[missing + 1], std::optional(hour("2024-03-31T01:00:00Z"))); // 03:00
}

void tst_Alignment::anHourThatAClockChangeRepeatsCountsOnce()
{
    const auto aligned = alignPeriods(range("2024-10-20T22:00:00Z", "2024-10-27T23:00:00Z"),
        range("2024-10-13T22:00:00Z", "2024-10-20T22:00:00Z"), AlignBy::Weekday, m_berlin);
    QCOMPARE(aligned.later.hours(), 169);
    QCOMPARE(aligned.earlier.hours(), 168);
    QCOMPARE(aligned.onlyLater, 1);
    QVERIFY(!aligned.earlierOf[std::size_t(hour("2024-10-27T01:00:00Z") - aligned.later.firstHour())]);
}

void tst_Alignment::periodsWithoutACommonWeekdayHaveNoHours()
{
    const auto aligned = alignPeriods(range("2024-12-10T00:00:00Z", "2024-12-11T00:00:00Z"),
        range("2024-12-09T00:00:00Z", "2024-12-10T00:00:00Z"), AlignBy::Weekday, m_utc);
    QVERIFY(aligned.later.isEmpty());
    QVERIFY(aligned.earlier.isEmpty());
    QCOMPARE(aligned.cutLater, 24);
}

void tst_Alignment::everyHourIsPairedOnceOrCounted()
{
    for (const auto how : {AlignBy::Offset, AlignBy::Weekday}) {
        for (const auto* zone : {"UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"}) {
            for (int i = 0; i < 40; ++i) {
                const HourIndex to = hour("2024-01-05T00:00:00Z") + i * 211;
                const TimeRange later{hourStart(to - 100 - 13 * i), hourStart(to)};
                const TimeRange earlier{hourStart(to - 1500 - 17 * i), hourStart(to - 1100)};
                const auto aligned = alignPeriods(later, earlier, how, QTimeZone(zone));
                QCOMPARE(int(aligned.earlierOf.size()), aligned.later.hours());
                std::set<HourIndex> used;
                for (const auto& pair : aligned.earlierOf) {
                    if (pair)
                        QVERIFY(used.insert(*pair).second && aligned.earlier.contains(hourStart(*pair)));
                }
                QCOMPARE(int(used.size()) + aligned.onlyLater + aligned.cutLater, later.hours());
                QCOMPARE(int(used.size()) + aligned.onlyEarlier + aligned.cutEarlier, earlier.hours());
                if (how == AlignBy::Offset)
                    QCOMPARE(aligned.later.hours(), aligned.earlier.hours());
            }
        }
    }
}

void tst_Alignment::thePeriodBefore()
{
    const auto now = range("2024-12-09T00:00:00Z", "2024-12-19T00:00:00Z");
    const auto before = range("2024-11-29T00:00:00Z", "2024-12-09T00:00:00Z");
    QCOMPARE(comparedPeriod(now, before, ComparedPeriod::Before, AlignBy::Offset, m_utc), before);
    // Ten days by weekday: two weeks earlier, so that the periods stay apart.
    QCOMPARE(comparedPeriod(now, before, ComparedPeriod::Before, AlignBy::Weekday, m_utc),
        range("2024-11-25T00:00:00Z", "2024-12-05T00:00:00Z"));
    // A week of 169 hours is one.
    QCOMPARE(comparedPeriod(range("2024-10-20T22:00:00Z", "2024-10-27T23:00:00Z"), before, ComparedPeriod::Before,
                 AlignBy::Weekday, m_berlin),
        range("2024-10-13T22:00:00Z", "2024-10-20T22:00:00Z"));
}

void tst_Alignment::aWeekAndAMonthBefore()
{
    const auto march = range("2024-03-28T23:00:00Z", "2024-03-31T22:00:00Z"); // 29 to 31 March in Berlin
    QCOMPARE(comparedPeriod(march, {}, ComparedPeriod::WeekBefore, AlignBy::Offset, m_berlin),
        range("2024-03-21T23:00:00Z", "2024-03-24T23:00:00Z"));
    QCOMPARE(comparedPeriod(march, {}, ComparedPeriod::MonthBefore, AlignBy::Offset, m_berlin),
        range("2024-02-28T23:00:00Z", "2024-02-29T23:00:00Z")); // up to 1 March: two days that February does not have
    QCOMPARE(comparedPeriod(march, {}, ComparedPeriod::MonthBefore, AlignBy::Weekday, m_berlin),
        range("2024-02-29T23:00:00Z", "2024-03-03T23:00:00Z"));
    QVERIFY(comparedPeriod(march, {}, ComparedPeriod::Free, AlignBy::Offset, m_berlin).isEmpty());
}

void tst_Alignment::theLastDaysOfALongerMonth_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("earlierFrom");
    QTest::addColumn<QByteArray>("earlierTo");
    const auto row = [](const char* name, const char* from, const char* to, const char* before, const char* end) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(before) << QByteArray(end);
    };
    row("30 Oct", "2024-10-30T00:00:00Z", "2024-10-31T00:00:00Z", "2024-09-30T00:00:00Z", "2024-10-01T00:00:00Z");
    row("31 Oct", "2024-10-31T00:00:00Z", "2024-11-01T00:00:00Z", "2024-09-30T00:00:00Z", "2024-10-01T00:00:00Z");
    row("24 to 30 Mar", "2025-03-24T00:00:00Z", "2025-03-31T00:00:00Z", "2025-02-24T00:00:00Z", "2025-03-01T00:00:00Z");
    row("hours of 31 Mar", "2025-03-31T05:00:00Z", "2025-03-31T10:00:00Z", "2025-02-28T05:00:00Z",
        "2025-02-28T10:00:00Z");
    row("29 and 30 Mar", "2025-03-29T00:00:00Z", "2025-03-31T00:00:00Z", "2025-02-28T00:00:00Z",
        "2025-03-01T00:00:00Z");
    row("March", "2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z", "2025-02-01T00:00:00Z", "2025-03-01T00:00:00Z");
}

void tst_Alignment::theLastDaysOfALongerMonth()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, earlierFrom);
    QFETCH(QByteArray, earlierTo);
    QCOMPARE(comparedPeriod(
                 range(from.constData(), to.constData()), {}, ComparedPeriod::MonthBefore, AlignBy::Offset, m_utc),
        range(earlierFrom.constData(), earlierTo.constData()));
}

void tst_Alignment::spansOfBucketsFollowTheHours()
{
    const auto later = range("2024-12-09T00:00:00Z", "2024-12-16T00:00:00Z");
    const auto aligned =
        alignPeriods(later, range("2024-12-02T00:00:00Z", "2024-12-06T12:00:00Z"), AlignBy::Offset, m_utc);
    const auto days = cutBuckets(later, Bucket::Day, m_utc);
    QCOMPARE(aligned.earlierSpan(days[1]).from, hour("2024-12-03T00:00:00Z"));
    QCOMPARE(aligned.earlierSpan(days[1]).to, hour("2024-12-04T00:00:00Z"));
    QCOMPARE(aligned.earlierSpan(days[4]).hours(), 12);
    QCOMPARE(aligned.earlierSpan(days[6]).hours(), 0);
}

ATLAS_TEST(tst_Alignment);
#include "tst_Alignment.moc"
