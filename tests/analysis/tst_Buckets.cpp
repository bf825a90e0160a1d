// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Buckets.h"
#include "models/analysis/Format.h"

#include "tests/support/TestRegistry.h"

#include <ctime>

using namespace atlas;

namespace {

Instant at(const char* text)
{
    return std::chrono::floor<std::chrono::seconds>(parseRfc3339(text).value().time);
}

std::vector<BucketSpan> cut(const char* from, const char* to, Bucket bucket, const char* zone)
{
    return cutBuckets({at(from), at(to)}, bucket, QTimeZone(zone));
}

QStringList labels(const std::vector<BucketSpan>& spans)
{
    QStringList all;
    for (const auto& span : spans)
        all << span.label;
    return all;
}

QList<int> lengths(const std::vector<BucketSpan>& spans)
{
    QList<int> all;
    for (const auto& span : spans)
        all << span.hours();
    return all;
}

} // namespace

class tst_Buckets : public QObject
{
    Q_OBJECT
private slots:
    void offsetsAreOfTwoDigitsEach()
    {
        QCOMPARE(offsetText(std::chrono::hours(8)), std::string("+08:00"));
        QCOMPARE(offsetText(-std::chrono::minutes(210)), std::string("-03:30"));
        QCOMPARE(offsetText(std::chrono::minutes(765)), std::string("+12:45"));
        QCOMPARE(offsetText(std::chrono::seconds(0)), std::string("+00:00"));
    }

    void T1_aDayOfAClockChangeHas23Or25Hours()
    {
        // Berlin: 2024-03-31 and 2024-10-27.
        QCOMPARE(lengths(cut("2024-03-29T23:00:00Z", "2024-04-01T22:00:00Z", Bucket::Day, "Europe/Berlin")),
            (QList<int>{24, 23, 24}));
        QCOMPARE(lengths(cut("2024-10-25T22:00:00Z", "2024-10-28T23:00:00Z", Bucket::Day, "Europe/Berlin")),
            (QList<int>{24, 25, 24}));
        QCOMPARE(lengths(cut("2024-03-09T05:00:00Z", "2024-03-12T04:00:00Z", Bucket::Day, "America/New_York")),
            (QList<int>{24, 23, 24}));
    }

    void T2_theSameTimeLastWeekAcrossAClockChange()
    {
        const QTimeZone berlin("Europe/Berlin");
        // Clocks went back on 2024-10-27: 10:00 was 08:00Z the week before, and is 09:00Z now.
        const TimeRange day{at("2024-10-28T09:00:00Z"), at("2024-10-29T09:00:00Z")};
        QVERIFY((shiftedByDays(day, -7, DayShift::Duration, berlin)
            == TimeRange{at("2024-10-21T09:00:00Z"), at("2024-10-22T09:00:00Z")}));
        QVERIFY((shiftedByDays(day, -7, DayShift::WallClock, berlin)
            == TimeRange{at("2024-10-21T08:00:00Z"), at("2024-10-22T08:00:00Z")}));
        // A day with the change in it has an hour more than the one it is compared with.
        const TimeRange change{at("2024-10-26T22:00:00Z"), at("2024-10-27T23:00:00Z")};
        QCOMPARE(shiftedByDays(change, -7, DayShift::WallClock, berlin).hours(), 24);
        QCOMPARE(shiftedByDays(change, -7, DayShift::Duration, berlin).hours(), 25);
    }

    void T7_anotherZoneOfTheMachineChangesNoFigure()
    {
        const auto days = [] { return cut("2024-06-01T00:00:00Z", "2024-06-04T00:00:00Z", Bucket::Day, "Asia/Tokyo"); };
        const auto before = days();
        const auto hour = hourIndex(at("2024-06-01T00:00:00Z"));
        const QByteArray zone = qgetenv("TZ");
        qputenv("TZ", "America/New_York");
        ::tzset();
        QCOMPARE(days(), before);
        QCOMPARE(hourIndex(at("2024-06-01T00:00:00Z")), hour);
        QCOMPARE(QTimeZone::systemTimeZoneId(), QByteArray("America/New_York")); // seen at the next look
        qputenv("TZ", zone);
        ::tzset();
    }

    void T1_lordHoweChangesByHalfAnHour()
    {
        // 2024-04-07 02:00 +11 becomes 01:30 +10:30: a local day of 24.5 h, in which 25 hours start; the day after
        // begins at 13:30Z, within an hour that belongs to the day before.
        const auto autumn = cut("2024-04-05T13:00:00Z", "2024-04-08T14:00:00Z", Bucket::Day, "Australia/Lord_Howe");
        QCOMPARE(labels(autumn),
            (QStringList{QStringLiteral("2024-04-06"), QStringLiteral("2024-04-07"), QStringLiteral("2024-04-08")}));
        QCOMPARE(lengths(autumn), (QList<int>{24, 25, 24}));
        // 2024-10-06 02:00 +10:30 becomes 02:30 +11: 23.5 h.
        QCOMPARE(lengths(cut("2024-10-04T14:00:00Z", "2024-10-07T13:00:00Z", Bucket::Day, "Australia/Lord_Howe")),
            (QList<int>{24, 23, 24}));
    }

    void T1_kathmandusHoursBelongToTheDayInWhichTheyStart()
    {
        // Local midnight is 18:15Z: the hour from 18:00Z starts at 23:45 of the day before.
        const auto days = cut("2024-06-01T00:00:00Z", "2024-06-02T00:00:00Z", Bucket::Day, "Asia/Kathmandu");
        QCOMPARE(labels(days), (QStringList{QStringLiteral("2024-06-01"), QStringLiteral("2024-06-02")}));
        QCOMPARE(days[0].to, hourIndex(at("2024-06-01T19:00:00Z")));
    }

    void T1_anHourThatIsShownTwiceNamesItsOffset()
    {
        const auto hours = cut("2024-10-26T23:00:00Z", "2024-10-27T03:00:00Z", Bucket::Hour, "Europe/Berlin");
        QCOMPARE(labels(hours),
            (QStringList{QStringLiteral("2024-10-27T01:00"), QStringLiteral("2024-10-27T02:00+02:00"),
                QStringLiteral("2024-10-27T02:00+01:00"), QStringLiteral("2024-10-27T03:00")}));
        const auto spring = cut("2024-03-31T00:00:00Z", "2024-03-31T02:00:00Z", Bucket::Hour, "Europe/Berlin");
        QCOMPARE(labels(spring), (QStringList{QStringLiteral("2024-03-31T01:00"), QStringLiteral("2024-03-31T03:00")}));
    }

    void T1_aClockSetBackOverMidnightOpensNoSecondDay()
    {
        // Sao Paulo, 2019-02-17 00:00 became 2019-02-16 23:00; spring forward made 2018-11-04 begin at 01:00.
        QCOMPARE(lengths(cut("2019-02-15T02:00:00Z", "2019-02-18T03:00:00Z", Bucket::Day, "America/Sao_Paulo")),
            (QList<int>{24, 25, 24}));
        QCOMPARE(lengths(cut("2018-11-03T03:00:00Z", "2018-11-06T02:00:00Z", Bucket::Day, "America/Sao_Paulo")),
            (QList<int>{24, 23, 24}));
    }

    void weeksAreIso()
    {
        // 2024-12-30 is the Monday of 2025-W01; 2021-01-03 the Sunday of 2020-W53.
        const auto weeks = cut("2024-12-23T00:00:00Z", "2025-01-13T00:00:00Z", Bucket::Week, "UTC");
        QCOMPARE(labels(weeks),
            (QStringList{QStringLiteral("2024-W52"), QStringLiteral("2025-W01"), QStringLiteral("2025-W02")}));
        QCOMPARE(lengths(weeks), (QList<int>{168, 168, 168}));
        QCOMPARE(labels(cut("2021-01-03T23:00:00Z", "2021-01-04T01:00:00Z", Bucket::Week, "UTC")),
            (QStringList{QStringLiteral("2020-W53"), QStringLiteral("2021-W01")}));
    }

    void monthsAreTheZones()
    {
        const auto months = cut("2024-01-31T15:00:00Z", "2024-03-31T15:00:00Z", Bucket::Month, "Asia/Shanghai");
        QCOMPARE(labels(months),
            (QStringList{QStringLiteral("2024-01"), QStringLiteral("2024-02"), QStringLiteral("2024-03")}));
        QCOMPARE(lengths(months), (QList<int>{1, 29 * 24, 31 * 24 - 1}));
    }

    void quartersAreTheZones()
    {
        // Berlin's first quarter loses an hour to its clock change, the last one gets it back.
        const auto quarters = cut("2023-12-31T23:00:00Z", "2024-12-31T23:00:00Z", Bucket::Quarter, "Europe/Berlin");
        QCOMPARE(labels(quarters),
            (QStringList{QStringLiteral("2024-Q1"), QStringLiteral("2024-Q2"), QStringLiteral("2024-Q3"),
                QStringLiteral("2024-Q4")}));
        QCOMPARE(lengths(quarters), (QList<int>{91 * 24 - 1, 91 * 24, 92 * 24, 92 * 24 + 1}));
    }

    void bordersHoldOnlyWhatLiesInTheRange()
    {
        const auto days = cut("2024-12-16T22:30:00Z", "2024-12-18T01:30:00Z", Bucket::Day, "UTC");
        QCOMPARE(lengths(days), (QList<int>{1, 24, 2})); // 23:00; the whole 17th; 00:00 and 01:00
    }

    /// In every zone buckets follow each other without gap or overlap and cover the range.
    void bucketsCoverTheRangeInEveryZone()
    {
        const TimeRange range{at("2023-12-25T05:00:00Z"), at("2025-01-09T17:00:00Z")};
        for (const char* zone : {"UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
                 "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Tehran", "Africa/Casablanca", "Pacific/Apia",
                 "Pacific/Chatham", "Africa/Cairo", "America/Havana", "America/Asuncion"}) {
            for (const auto bucket : {Bucket::Hour, Bucket::Day, Bucket::Week, Bucket::Month, Bucket::Quarter}) {
                const auto spans = cutBuckets(range, bucket, QTimeZone(zone));
                QCOMPARE(spans.front().from, range.firstHour());
                QCOMPARE(spans.back().to, range.endHour());
                for (std::size_t i = 1; i < spans.size(); ++i) {
                    QCOMPARE(spans[i].from, spans[i - 1].to);
                    QVERIFY2(spans[i].label != spans[i - 1].label, zone);
                }
            }
        }
    }

    void offsetsAreTheZonesOwn()
    {
        for (const char* id : {"Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns"}) {
            const QTimeZone zone(id);
            ZoneOffsets offsets(zone);
            const auto from = hourIndex(at("2024-01-01T00:00:00Z"));
            for (HourIndex hour = from; hour < from + 366 * 24; ++hour) {
                const auto expected = zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(hour * 3600LL, Qt::UTC));
                QCOMPARE(int(offsets.at(hour).count()), expected);
            }
        }
    }

    void anEmptyRangeHasNoBuckets()
    {
        QVERIFY(cut("2024-01-02T00:00:00Z", "2024-01-01T00:00:00Z", Bucket::Day, "UTC").empty());
        QVERIFY(cut("2024-01-02T00:10:00Z", "2024-01-02T00:50:00Z", Bucket::Day, "UTC").empty());
    }

    void anUnknownZoneIsUtc()
    {
        const TimeRange range{at("2024-01-01T00:00:00Z"), at("2024-01-02T00:00:00Z")};
        QCOMPARE(cutBuckets(range, Bucket::Day, QTimeZone()).size(), std::size_t(1));
    }

    void autoFollowsTheLength()
    {
        using namespace std::chrono;
        const auto resolved = [](int days) {
            return resolveBucket(Bucket::Auto, {hourStart(0), hourStart(0) + std::chrono::days(days)});
        };
        QVERIFY(resolved(1) == Bucket::Hour && resolved(14) == Bucket::Hour);
        QVERIFY(resolved(15) == Bucket::Day && resolved(180) == Bucket::Day);
        QVERIFY(resolved(181) == Bucket::Week && resolved(731) == Bucket::Week);
        QVERIFY(resolved(732) == Bucket::Month);
        QVERIFY(resolveBucket(Bucket::Week, {hourStart(0), hourStart(1)}) == Bucket::Week);
    }
};

ATLAS_TEST(tst_Buckets);
#include "tst_Buckets.moc"
