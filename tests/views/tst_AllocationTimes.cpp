// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationTimes.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_AllocationTimes : public QObject
{
    Q_OBJECT

    const Instant m_now = at("2024-12-16T00:00:00Z");

    static SnapshotHead head(Instant time, double allocated)
    {
        SnapshotHead head;
        head.time = time;
        head.allocated = allocated;
        return head;
    }

private slots:
    void choicesAreReadFromTheQueryAndNonsenseIsTheDefault()
    {
        DashboardQuery query;
        QCOMPARE(allocationChoice(query), AllocationChoice{});
        query.view = {{QStringLiteral("allocation.as"), QStringLiteral("heatmap")},
            {QStringLiteral("allocation.heat"), QStringLiteral("utilization")},
            {QStringLiteral("allocation.by"), QStringLiteral("annotation:cost:center")},
            {QStringLiteral("allocation.pods"), QStringLiteral("gathered")},
            {QStringLiteral("allocation.at"), QStringLiteral("2024-12-15T23:55:00Z")},
            {QStringLiteral("allocation.with"), QStringLiteral("1w")},
            {QStringLiteral("allocation.speed"), QStringLiteral("20")}};
        const auto choice = allocationChoice(query);
        QVERIFY(choice.heatmap && choice.heatOfUtilization && choice.grouping.pods);
        QCOMPARE(choice.grouping.by, AllocationGrouping::Annotation);
        QCOMPARE(choice.grouping.annotation, std::string("cost:center"));
        QCOMPARE(groupingText(choice.grouping), QStringLiteral("annotation:cost:center"));
        QCOMPARE(choice.at, std::optional(m_now - 5min));
        QCOMPARE(choice.with, QStringLiteral("1w"));
        QCOMPARE(choice.speed, 20);
        query.view = {{QStringLiteral("allocation.as"), QStringLiteral("pie")},
            {QStringLiteral("allocation.by"), QStringLiteral("colour")},
            {QStringLiteral("allocation.at"), QStringLiteral("yesterday")},
            {QStringLiteral("allocation.speed"), QStringLiteral("-3")}};
        QCOMPARE(allocationChoice(query), AllocationChoice{});
    }

    void theOtherInstantIsADayAWeekOrAFixedOne()
    {
        QCOMPARE(comparedInstant(QStringLiteral("1d"), m_now), std::optional(m_now - 24h));
        QCOMPARE(comparedInstant(QStringLiteral("1w"), m_now), std::optional(m_now - 168h));
        QCOMPARE(
            comparedInstant(QStringLiteral("2024-12-01T00:00:00Z"), m_now), std::optional(at("2024-12-01T00:00:00Z")));
        QVERIFY(!comparedInstant(QStringLiteral("soon"), m_now));
    }

    void theWindowIsTheShownHoursUpToTheNewestSnapshot()
    {
        const TimeRange week{m_now - 168h, m_now};
        const auto newest = m_now + 25min;
        QCOMPARE(snapshotWindow(week, m_now, newest, {}, true), (TimeRange{week.from, newest + 1s}));
        // a range of the past ends where it ends
        const TimeRange past{m_now - 400h, m_now - 300h};
        QCOMPARE(snapshotWindow(past, m_now, newest, {}, true), past);
        // without a snapshot in it: the day before the newest
        QCOMPARE(snapshotWindow(past, m_now, newest, {}, false), (TimeRange{newest - 24h, newest + 1s}));
        // the chosen instant lies in it, whatever is shown
        QVERIFY(snapshotWindow(week, m_now, newest, m_now - 900h, true).contains(m_now - 900h));
        QCOMPARE(snapshotWindow({m_now - 9000h, m_now}, m_now, newest, {}, true).length(), 31 * 24h);
        QCOMPARE(snapshotWindow(week, m_now, {}, {}, true), week);
    }

    void hoursThatGoOnLongAfterTheSnapshotsAreTheNewest()
    {
        ClusterInfo info;
        QVERIFY(!newestAllocation(info));
        info.latestSnapshot = m_now;
        QCOMPARE(newestAllocation(info)->time, m_now);
        info.workloadHours = TimeRange{m_now - 48h, m_now + 2h};
        QVERIFY(!newestAllocation(info)->isHour);
        info.workloadHours->to += 1h;
        QVERIFY(newestAllocation(info)->isHour);
        QCOMPARE(newestAllocation(info)->time, m_now + 2h);
        info.latestSnapshot.reset();
        QVERIFY(newestAllocation(info)->isHour);
    }

    void instantsOfClustersAreOneListAndTheirGpusAddUp()
    {
        const auto times =
            allocationTimes({{head(m_now, 3), head(m_now + 5min, 4)}, {head(m_now + 1min, 10), head(m_now + 5min, 20)}},
                {m_now - 1h, m_now + 1h});
        QCOMPARE(times.instants, (std::vector<Instant>{m_now, m_now + 1min, m_now + 5min}));
        QCOMPARE(times.allocated, (std::vector<double>{3, 10, 24}));
        QCOMPARE(times.axis.from, m_now);
        QCOMPARE(times.positionOf(m_now - 1s), -1);
        QCOMPARE(times.positionOf(m_now), 0);
        QCOMPARE(times.positionOf(m_now + 4min), 1);
        QCOMPARE(times.positionOf(m_now + 9h), 2);
        QCOMPARE(allocationTimes({{}}, {m_now, m_now + 1h}).positionOf(m_now), -1);
    }
};

ATLAS_TEST(tst_AllocationTimes);
#include "tst_AllocationTimes.moc"
