// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/RefreshSchedule.h"
#include "tests/support/TestRegistry.h"

#include <random>

using namespace atlas;
using namespace std::chrono_literals;

namespace {

const Instant hour = hourStart(482136); // 2025-01-01T00:00Z

/// A schedule in use: what came due while the clocks ran as the test says.
struct Run
{
    RefreshSchedule schedule{0.5};
    Instant now = hour + 10min;
    std::chrono::milliseconds steady{1000};
    int snapshots = 0, hours = 0, nights = 0;

    void look()
    {
        const auto due = schedule.due(now, steady);
        snapshots += due.snapshots;
        hours += due.hours;
        nights += due.night;
        schedule.began(due, now, steady);
    }
    void pass(std::chrono::seconds time, std::chrono::seconds step = 10s)
    {
        for (auto passed = 0s; passed < time; passed += step) {
            now += step;
            steady += step;
            look();
        }
    }
};

} // namespace

class tst_RefreshSchedule : public QObject
{
    Q_OBJECT

private slots:
    void everythingIsDueAtFirst()
    {
        const RefreshSchedule schedule;
        const auto due = schedule.due(hour, 0ms);
        QVERIFY(due.snapshots);
        QVERIFY(due.hours);
        QVERIFY(!due.night);
        QVERIFY(schedule.untilNext(hour, 0ms) == 0ms);
    }

    void aDayHasItsSnapshotsItsHoursAndOneNight()
    {
        Run run;
        run.look();
        run.pass(24h);
        QCOMPARE(run.snapshots, 1 + 24 * 12);
        QCOMPARE(run.hours, 1 + 24);
        QCOMPARE(run.nights, 0); // the first night is that of the start
        run.pass(24h);
        QCOMPARE(run.nights, 1);
    }

    void hourlyRowsAreDueOneToTwoMinutesPastTheHour()
    {
        std::mt19937 engine(7);
        for (int i = 0; i < 100; ++i) {
            RefreshSchedule schedule(std::uniform_real_distribution<>(0, 1)(engine));
            Instant now = hour + 30min;
            auto steady = 0ms;
            schedule.began(schedule.due(now, steady), now, steady);
            while (!schedule.due(now, steady).hours) {
                now += 1s;
                steady += 1s;
            }
            QVERIFY(now >= hour + 1h + 60s);
            QVERIFY(now <= hour + 1h + 120s);
        }
    }

    void whatIsDueIsAskedFor()
    {
        for (double jitter = 0; jitter < 1; jitter += 0.01) {
            RefreshSchedule schedule(jitter);
            Instant now = hour + 30min;
            auto steady = 0ms;
            schedule.began(schedule.due(now, steady), now, steady);
            while (!schedule.due(now, steady).hours) {
                now += 1s;
                steady += 1s;
            }
            const TimeRange newest{hour, hour + 1h};
            QVERIFY(dueStretches({hour - 2h, now}, {}, now).front().to == newest.to);
        }
    }

    void aNightThatWasMissedIsMadeUpFor_data()
    {
        QTest::addColumn<int>("age");
        QTest::addColumn<bool>("due");
        QTest::newRow("yesterday's window") << 24 << true;
        QTest::newRow("this morning's") << 3 << false;
        QTest::newRow("of a clock that was ahead") << -3 << false;
    }
    void aNightThatWasMissedIsMadeUpFor()
    {
        QFETCH(int, age);
        QFETCH(bool, due);
        Run run;
        run.now = hour + 9h; // no night
        run.schedule.rememberNight(std::chrono::hours(age), run.steady);
        run.look();
        QCOMPARE(run.nights, due ? 1 : 0);
        run.pass(8h);
        QCOMPARE(run.nights, due ? 1 : 0); // once
    }

    void aMachineThatSleepsAtNightHasOneByDay()
    {
        Run run;
        run.now = hour + 9h;
        run.look();
        for (int day = 1; day <= 6; ++day) {
            run.pass(9h);
            run.now += 15h;
            run.steady += 15h;
        }
        QCOMPARE(run.nights, 2);
    }

    void theWaitEndsWhenSomethingIsDue()
    {
        Run run;
        run.look();
        for (int i = 0; i < 50; ++i) {
            const auto wait = run.schedule.untilNext(run.now, run.steady);
            QVERIFY(wait > 0ms);
            QVERIFY(wait <= 5min);
            const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
            QVERIFY(!run.schedule.due(run.now + seconds - 1s, run.steady + seconds - 1s).any());
            run.now += seconds;
            run.steady += seconds;
            QVERIFY(run.schedule.due(run.now, run.steady).any());
            run.look();
        }
    }

    void T4_afterASleepThereIsOneCatchUp()
    {
        Run run;
        run.look();
        run.now += 8h;
        run.steady += 8h;
        run.look();
        QCOMPARE(run.snapshots, 2);
        QCOMPARE(run.hours, 2);
        run.look();
        QCOMPARE(run.snapshots, 2);
        QCOMPARE(run.hours, 2);
    }

    void T4_aClockThatIsSetNeitherStopsNorHurriesTheSchedule_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::newRow("an hour forth") << 3600;
        QTest::newRow("an hour back") << -3600;
        QTest::newRow("a year forth") << 365 * 86400;
        QTest::newRow("a year back") << -365 * 86400;
    }
    void T4_aClockThatIsSetNeitherStopsNorHurriesTheSchedule()
    {
        QFETCH(int, seconds);
        Run run;
        run.look();
        run.pass(1h);
        run.now += std::chrono::seconds(seconds);
        const int snapshots = run.snapshots, hours = run.hours;
        run.pass(6h);
        QCOMPARE(run.snapshots - snapshots, 6 * 12);
        QVERIFY(run.hours - hours >= 6);
        QVERIFY(run.hours - hours <= 8);
    }

    void dataAreFreshForTwoIntervals()
    {
        QVERIFY(RefreshSchedule::isFresh(0s));
        QVERIFY(RefreshSchedule::isFresh(10min));
        QVERIFY(!RefreshSchedule::isFresh(10min + 1s));
    }
};

ATLAS_TEST(tst_RefreshSchedule);
#include "tst_RefreshSchedule.moc"
