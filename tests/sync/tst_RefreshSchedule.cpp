// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/RefreshSchedule.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;
using namespace std::chrono_literals;

class tst_RefreshSchedule : public QObject
{
    Q_OBJECT

private:
    const Instant m_hour = hourStart(482136);
    const RefreshSchedule m_schedule;

private slots:
    void hourlyRowsAreDueNinetySecondsPastTheHour()
    {
        QVERIFY(m_schedule.nextHourly(m_hour) == m_hour + 90s);
        QVERIFY(m_schedule.nextHourly(m_hour + 89s) == m_hour + 90s);
        QVERIFY(m_schedule.nextHourly(m_hour + 90s) == m_hour + 1h + 90s);
        QVERIFY(m_schedule.nextHourly(m_hour + 59min) == m_hour + 1h + 90s);
    }

    void snapshotsAreDueFiveMinutesAfterTheLast()
    {
        QVERIFY(m_schedule.nextSnapshots(std::nullopt, m_hour) == m_hour);
        QVERIFY(m_schedule.nextSnapshots(m_hour, m_hour + 10s) == m_hour + 5min);
    }

    void T4_afterASleepThereIsOneCatchUp()
    {
        const auto woken = m_hour + 8h;
        QVERIFY(m_schedule.nextSnapshots(m_hour, woken) == woken);
        QVERIFY(m_schedule.nextSnapshots(woken, woken) == woken + 5min);
        QVERIFY(m_schedule.nextHourly(woken + 90s) == woken + 1h + 90s);
    }

    void T4_aClockSetBackDoesNotStopTheSnapshots()
    {
        QVERIFY(m_schedule.nextSnapshots(m_hour + 24h, m_hour) == m_hour);
    }

    void dataAreFreshForTwoIntervals()
    {
        QVERIFY(m_schedule.isFresh(0s));
        QVERIFY(m_schedule.isFresh(10min));
        QVERIFY(!m_schedule.isFresh(10min + 1s));
    }
};

ATLAS_TEST(tst_RefreshSchedule);
#include "tst_RefreshSchedule.moc"
