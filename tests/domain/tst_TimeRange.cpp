// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Time.h"

#include "tests/support/TestRegistry.h"

using namespace atlas;
using namespace std::chrono;

class tst_TimeRange : public QObject
{
    Q_OBJECT
private slots:
    void theEndDoesNotBelongToIt()
    {
        const TimeRange range{hourStart(10), hourStart(12)};
        QVERIFY(range.contains(hourStart(10)));
        QVERIFY(range.contains(hourStart(12) - 1s));
        QVERIFY(!range.contains(hourStart(12)));
        QCOMPARE(range.hours(), 2);
        QVERIFY(range.length() == 2h);
    }

    /// Neighbouring ranges share no hour and lose none, wherever the border lies.
    void aBorderHourCountsOnce()
    {
        for (const auto border : {0s, 1s, 1800s, 3599s}) {
            const auto middle = hourStart(20) + border;
            const TimeRange before{hourStart(10), middle}, after{middle, hourStart(30)};
            QCOMPARE(before.endHour(), after.firstHour());
            QCOMPARE(before.hours() + after.hours(), 20);
        }
    }

    void anHourCountsByItsStart()
    {
        const TimeRange range{hourStart(10) + 1min, hourStart(12) + 1min};
        QCOMPARE(range.firstHour(), 11);
        QCOMPARE(range.endHour(), 13);
        QCOMPARE((TimeRange{hourStart(10) + 1min, hourStart(10) + 50min}.hours()), 0);
    }

    void aReversedRangeIsEmpty()
    {
        const TimeRange range{hourStart(12), hourStart(10)};
        QVERIFY(range.isEmpty());
        QCOMPARE(range.hours(), 0);
        QVERIFY(TimeRange{}.isEmpty());
    }

    void hoursBefore1970AreWhole()
    {
        QCOMPARE(hourIndex(Instant(-1s)), -1);
        QVERIFY(hourStart(-1) == Instant(-3600s));
    }
};

ATLAS_TEST(tst_TimeRange);
#include "tst_TimeRange.moc"
