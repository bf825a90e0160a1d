// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/layout/Ticks.h"
#include "models/domain/Figure.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <cmath>

using namespace atlas;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text)
{
    return std::chrono::floor<std::chrono::seconds>(parseRfc3339(text)->time);
}

QStringList labels(const std::vector<TimeTick>& ticks)
{
    QStringList all;
    for (const TimeTick& tick : ticks)
        all << tick.label;
    return all;
}

} // namespace

class tst_Ticks : public QObject
{
    Q_OBJECT

private slots:
    void valueAxesHaveFourToSixRoundTicks_data()
    {
        QTest::addColumn<double>("high");
        for (const double high :
            {0.007, 0.9, 1.0, 3.3, 7.0, 12.0, 99.0, 100.0, 101.0, 960.0, 1088.0, 41234.0, 2.7e6, 8.1e11})
            QTest::addRow("0..%g", high) << high;
    }
    void valueAxesHaveFourToSixRoundTicks()
    {
        QFETCH(double, high);
        const auto axis = niceTicks(0, high);
        QVERIFY2(axis.ticks.size() >= 3 && axis.ticks.size() <= 6, qPrintable(QString::number(axis.ticks.size())));
        QCOMPARE(axis.low, 0.0);
        QVERIFY(axis.high >= high * (1 - 1e-9));
        QVERIFY(axis.high < high * 1.7);
        const double digits = axis.step / std::pow(10, std::floor(std::log10(axis.step) + 1e-9));
        QVERIFY2(std::abs(digits - 1) < 1e-6 || std::abs(digits - 2) < 1e-6 || std::abs(digits - 2.5) < 1e-6
                || std::abs(digits - 5) < 1e-6,
            qPrintable(QString::number(digits)));
    }

    void valueAxesSurviveOddInput()
    {
        QCOMPARE(niceTicks(unknown, unknown).ticks.front(), 0.0);
        QCOMPARE(niceTicks(0, 0).high, 1.0);
        QVERIFY(niceTicks(5, 5).high >= 5);
        QVERIFY(niceTicks(-5, -5).low <= -5);
        const auto across = niceTicks(-30, 70);
        QVERIFY(across.low <= -30 && across.high >= 70);
        for (const double tick : niceTicks(0, 3, 5, true).ticks)
            QCOMPARE(tick, std::round(tick));
    }

    void percentEndsAtAHundredUnlessExceeded()
    {
        QCOMPARE(percentTicks(37).high, 100.0);
        QCOMPARE(percentTicks(unknown).high, 100.0);
        QCOMPARE(percentTicks(100).ticks.size(), std::size_t(5));
        QVERIFY(percentTicks(104.2).high > 104);
    }

    void ticksAreWrittenWithTheDecimalsTheyNeed()
    {
        const QLocale c(QLocale::English, QLocale::UnitedStates);
        QCOMPARE(tickLabel(20, 20, c), QStringLiteral("20"));
        QCOMPARE(tickLabel(7.5, 2.5, c), QStringLiteral("7.5"));
        QCOMPARE(tickLabel(12000, 2000, c), QStringLiteral("12,000"));
        QCOMPARE(tickLabel(2500000, 500000, c), QStringLiteral("2.5M"));
        QCOMPARE(tickLabel(-1e-17, 0.2, c), QStringLiteral("0.0"));
    }

    void aDayHasHoursBelongingToDays()
    {
        const auto axis = timeTicks({at("2025-01-06T00:00:00Z"), at("2025-01-07T00:00:00Z")},
            QTimeZone("Asia/Shanghai"), 12, QLocale(QLocale::English));
        QCOMPARE(axis.step, TimeStep::Hours);
        QCOMPARE(axis.count, 3);
        // 08:00 local at the left end: round local hours, not round distances from the left
        QCOMPARE(labels(axis.minor).first(), QStringLiteral("09:00"));
        QCOMPARE(labels(axis.major), QStringList({"Mon 6 Jan", "Tue 7 Jan"}));
        QCOMPARE(axis.major[1].t, at("2025-01-06T16:00:00Z"));
    }

    void weeksAndMonthsAndYears()
    {
        const QTimeZone utc = QTimeZone::utc();
        const QLocale english(QLocale::English);
        auto axis = timeTicks({at("2025-01-28T00:00:00Z"), at("2025-02-04T00:00:00Z")}, utc, 10, english);
        QCOMPARE(axis.step, TimeStep::Days);
        QCOMPARE(labels(axis.minor), QStringList({"28", "29", "30", "31", "1", "2", "3", "4"}));
        QCOMPARE(labels(axis.major), QStringList({"Jan 2025", "Feb 2025"}));

        axis = timeTicks({at("2025-01-01T00:00:00Z"), at("2025-03-01T00:00:00Z")}, utc, 10, english);
        QCOMPARE(axis.step, TimeStep::Weeks);
        for (const TimeTick& tick : axis.minor)
            QCOMPARE(QDateTime::fromSecsSinceEpoch(tick.t.time_since_epoch().count(), utc).date().dayOfWeek(), 1);

        axis = timeTicks({at("2024-06-01T00:00:00Z"), at("2025-06-01T00:00:00Z")}, utc, 14, english);
        QCOMPARE(axis.step, TimeStep::Months);
        QCOMPARE(labels(axis.minor).first(), QStringLiteral("Jun"));
        QCOMPARE(labels(axis.major), QStringList({"2024", "2025"}));

        axis = timeTicks({at("2016-01-01T00:00:00Z"), at("2025-06-01T00:00:00Z")}, utc, 12, english);
        QCOMPARE(axis.step, TimeStep::Years);
        QVERIFY(axis.major.empty());
    }

    void clockChangesKeepRoundLocalHours()
    {
        const QTimeZone berlin("Europe/Berlin");
        // 2025-03-30: 02:00 does not exist; a day of 23 hours
        auto axis =
            timeTicks({at("2025-03-29T23:00:00Z"), at("2025-03-30T22:00:00Z")}, berlin, 30, QLocale(QLocale::English));
        QCOMPARE(axis.step, TimeStep::Hours);
        QCOMPARE(axis.count, 1);
        QVERIFY(!labels(axis.minor).contains(QStringLiteral("02:00")));
        QCOMPARE(labels(axis.minor).filter(QStringLiteral("03:00")).size(), 1);
        QCOMPARE(axis.minor[2].t, at("2025-03-30T01:00:00Z")); // 03:00 summer time
        // 2025-10-26 has 25 hours: the days still begin at midnight
        axis =
            timeTicks({at("2025-10-24T22:00:00Z"), at("2025-10-28T23:00:00Z")}, berlin, 8, QLocale(QLocale::English));
        QCOMPARE(axis.step, TimeStep::Days);
        for (const TimeTick& tick : axis.minor)
            QCOMPARE(QDateTime::fromSecsSinceEpoch(tick.t.time_since_epoch().count(), berlin).time(), QTime(0, 0));
    }

    void T1_anHourThatComesTwiceHasTwoTicksWithTheirOffsets()
    {
        const auto axis = timeTicks({at("2025-10-25T22:00:00Z"), at("2025-10-26T04:00:00Z")},
            QTimeZone("Europe/Berlin"), 30, QLocale(QLocale::English));
        QCOMPARE(axis.step, TimeStep::Minutes);
        QStringList hours;
        for (const TimeTick& tick : axis.minor) {
            if ((tick.t - at("2025-10-25T22:00:00Z")) % 1h == 0s)
                hours << tick.label;
        }
        QCOMPARE(hours, QStringList({"00:00", "01:00", "02:00 +02", "02:00 +01", "03:00", "04:00", "05:00"}));
        QVERIFY(std::ranges::is_sorted(axis.minor, {}, &TimeTick::t));
        const auto halves = timeTicks({at("2025-04-05T13:00:00Z"), at("2025-04-05T18:00:00Z")},
            QTimeZone("Australia/Lord_Howe"), 30, QLocale(QLocale::English));
        QVERIFY2(labels(halves.minor).contains(QStringLiteral("01:30 +10:30")),
            qPrintable(labels(halves.minor).join(QLatin1Char(' '))));
    }

    void ticksNeverExceedWhatFitsAndStayInTheRange()
    {
        for (const auto length : {2h, 7h, 24h, 72h, 168h, 720h, 2160h, 8760h, 50000h, 200000h}) {
            for (const int most : {3, 6, 12}) {
                const TimeRange range{at("2024-02-27T05:17:00Z"), at("2024-02-27T05:17:00Z") + length};
                const auto axis = timeTicks(range, QTimeZone("America/New_York"), most);
                QVERIFY2(int(axis.minor.size()) <= most + 1, qPrintable(QString::number(length.count())));
                for (const TimeTick& tick : axis.minor)
                    QVERIFY(tick.t >= range.from && tick.t <= range.to);
            }
        }
        QVERIFY(timeTicks({}, QTimeZone::utc(), 5).minor.empty());
    }

    void chineseWritesTheYearFirst()
    {
        const auto axis = timeTicks({at("2025-01-01T00:00:00Z"), at("2025-01-08T00:00:00Z")}, QTimeZone::utc(), 10,
            QLocale(QLocale::Chinese, QLocale::China));
        QCOMPARE(axis.major.front().label, QStringLiteral("2025年1月"));
    }
};

ATLAS_TEST(tst_Ticks);
#include "tst_Ticks.moc"
