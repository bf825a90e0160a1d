// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/ClusterStanding.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;
using namespace std::chrono_literals;

namespace {

const Instant now = hourStart(482136);

Error error(ErrorClass cls, int code = 0)
{
    return {cls, QStringLiteral("It failed."), {}, code, {}};
}

} // namespace

class tst_ClusterStanding : public QObject
{
    Q_OBJECT

private slots:
    void beforeAnyFetchItIsStaleSinceEver()
    {
        const auto status = ClusterStanding().status(0ms);
        QVERIFY(status.state == ClusterState::Stale);
        QVERIFY(!status.lastSuccess);
        QVERIFY(!status.error);
    }

    void dataOfAnEarlierRunAreStaleAndOfKnownAge()
    {
        ClusterStanding standing;
        standing.remember(now - 24h);
        QVERIFY(standing.status(0ms).state == ClusterState::Stale);
        QVERIFY(standing.status(0ms).lastSuccess == now - 24h);
    }

    void aSuccessIsFreshForTwoIntervals()
    {
        ClusterStanding standing;
        standing.ended(FetchKind::Snapshots, {}, 0, now, 0ms);
        QVERIFY(standing.status(10min).state == ClusterState::Fresh);
        QVERIFY(standing.status(10min + 1s).state == ClusterState::Stale);
        QVERIFY(standing.status(1h).lastSuccess == now);
    }

    void freshSnapshotsDoNotHideThatTheHoursFailed()
    {
        ClusterStanding standing;
        standing.ended(FetchKind::Recent, error(ErrorClass::Partial), 0, now, 0ms);
        standing.ended(FetchKind::Snapshots, {}, 0, now, 0ms);
        QVERIFY(standing.status(0ms).state == ClusterState::Partial);
        QVERIFY(!standing.status(0ms).lastSuccess);
        standing.ended(FetchKind::Recent, {}, 0, now, 0ms);
        QVERIFY(standing.status(0ms).state == ClusterState::Fresh);
    }

    void everyClassHasItsState_data()
    {
        QTest::addColumn<int>("cls");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("state");
        const auto row = [](const char* name, ErrorClass cls, int code, ClusterState state) {
            QTest::newRow(name) << int(cls) << code << int(state);
        };
        row("N1 no way there", ErrorClass::Net, 0, ClusterState::Stale);
        row("N2 silence", ErrorClass::Timeout, 0, ClusterState::Stale);
        row("N7 asked to wait", ErrorClass::Throttled, 429, ClusterState::Stale);
        row("N8 no token", ErrorClass::Auth, 401, ClusterState::LoginNeeded);
        row("N8 in the envelope", ErrorClass::Auth, 4003, ClusterState::LoginNeeded);
        row("N9 not allowed", ErrorClass::Auth, 403, ClusterState::Partial);
        row("N11 certificate", ErrorClass::Tls, 0, ClusterState::Blocked);
        row("P1 server says no", ErrorClass::Api, 4001, ClusterState::Stale);
        row("C3 store", ErrorClass::Cache, 0, ClusterState::ReadOnly);
        row("K4 plain http", ErrorClass::Usage, 0, ClusterState::Blocked);
    }
    void everyClassHasItsState()
    {
        QFETCH(int, cls);
        QFETCH(int, code);
        QFETCH(int, state);
        ClusterStanding standing;
        standing.ended(FetchKind::Snapshots, {}, 0, now, 0ms);
        standing.ended(FetchKind::Recent, error(ErrorClass(cls), code), 0, now, 0ms);
        const auto status = standing.status(0ms);
        QCOMPARE(int(status.state), state);
        QVERIFY(status.error);
        QVERIFY(status.lastSuccess == now); // what was good before is still known
    }

    void theWorstIsTold()
    {
        ClusterStanding standing;
        standing.ended(FetchKind::Snapshots, error(ErrorClass::Net), 0, now, 0ms);
        standing.ended(FetchKind::Recent, error(ErrorClass::Auth, 401), 0, now, 0ms);
        standing.ended(FetchKind::Visible, error(ErrorClass::Partial), 0, now, 0ms);
        QVERIFY(standing.status(0ms).state == ClusterState::LoginNeeded);
    }

    void failuresOfOneClassAreCounted()
    {
        ClusterStanding standing;
        for (int i = 0; i < 3; ++i)
            standing.ended(FetchKind::Snapshots, error(ErrorClass::Net), 0, now, 0ms);
        QCOMPARE(standing.status(0ms).failures, 3);
        standing.ended(FetchKind::Snapshots, error(ErrorClass::Timeout), 0, now, 0ms);
        QCOMPARE(standing.status(0ms).failures, 1);
        standing.ended(FetchKind::Snapshots, {}, 0, now, 0ms);
        QCOMPARE(standing.status(0ms).failures, 0);
    }

    void T5_gapsAlonePartial()
    {
        ClusterStanding standing;
        standing.ended(FetchKind::Recent, {}, 3, now, 0ms);
        QVERIFY(standing.status(0ms).state == ClusterState::Partial);
        QCOMPARE(standing.status(0ms).gaps, 3);
    }

    void T5_gapsSeenTwiceCountOnce()
    {
        ClusterStanding standing;
        standing.ended(FetchKind::Recent, {}, 3, now, 0ms);
        standing.ended(FetchKind::Visible, {}, 3, now, 0ms);
        standing.ended(FetchKind::RecentWorkloads, {}, 1, now, 0ms);
        QCOMPARE(standing.status(0ms).gaps, 4);
        standing.ended(FetchKind::Visible, {}, 0, now, 0ms);
        QCOMPARE(standing.status(0ms).gaps, 1);
    }

    void T4_aClockThatIsOffIsTold_data()
    {
        QTest::addColumn<int>("ahead");
        QTest::addColumn<bool>("told");
        QTest::newRow("right") << 0 << false;
        QTest::newRow("two minutes") << 120 << false;
        QTest::newRow("more behind") << 121 << true;
        QTest::newRow("an hour ahead") << -3600 << true;
    }
    void T4_aClockThatIsOffIsTold()
    {
        QFETCH(int, ahead);
        QFETCH(bool, told);
        ClusterStanding standing;
        standing.ended(FetchKind::Snapshots, {}, 0, now, 0ms);
        standing.clockSeen(std::chrono::seconds(ahead));
        const auto status = standing.status(0ms);
        QVERIFY(status.state == ClusterState::Fresh); // a warning: the data are right
        QCOMPARE(status.error.has_value(), told);
        if (told)
            QCOMPARE(status.error->cls, ErrorClass::Clock);
    }
};

ATLAS_TEST(tst_ClusterStanding);
#include "tst_ClusterStanding.moc"
