// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ClusterStates.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace atlas;
using namespace std::chrono_literals;

namespace {

ClusterStatus status(const char* cluster, ClusterState state)
{
    ClusterStatus made;
    made.cluster = QString::fromLatin1(cluster);
    made.connection = QStringLiteral("id");
    made.connectionName = QStringLiteral("Prod");
    made.state = state;
    return made;
}

ClusterStatus failed(const char* cluster, ClusterState state, ErrorClass cls, int failures = 1)
{
    auto made = status(cluster, state);
    made.error = Error{cls, QStringLiteral("It failed. Nothing was lost."), QStringLiteral("errno 1"), 4001,
        QStringLiteral("trace-7")};
    made.failures = failures;
    return made;
}

const Instant now{1'700'000'000s};
const QTimeZone utc("UTC");

} // namespace

class tst_ClusterStates : public QObject
{
    Q_OBJECT

private slots:
    void eachStateSaysWhatBelongsToIt();
    void N7_aPauseIsCountedDownToItsEnd();
    void thePrimaryClusterLeadsElseTheWorst();
    void oneBannerAClusterAndClass();
    void whatTheStoreLacksIsSaidOnce();
    void T4_aWrongClockIsAWarningWithoutRetry();
    void N8_loginIsOfferedInsteadOfRetry();
    void detailsHaveAllThatIsKnownAsText();
};

void tst_ClusterStates::eachStateSaysWhatBelongsToIt()
{
    QCOMPARE(stateText(status("c", ClusterState::Fresh), now, utc), QStringLiteral("Fresh"));
    auto stale = status("c", ClusterState::Stale);
    QVERIFY(stateText(stale, now, utc).startsWith(QStringLiteral("Stale: nothing")));
    stale.lastSuccess = now - 10min; // 22:03:20
    QCOMPARE(stateText(stale, now, utc), QStringLiteral("Stale since 22:03"));
    stale.lastSuccess = now - 48h;
    QVERIFY2(stateText(stale, now, utc).contains(QStringLiteral("2023")), qPrintable(stateText(stale, now, utc)));
    auto partial = status("c", ClusterState::Partial);
    partial.gaps = 3;
    QCOMPARE(stateText(partial, now, utc), QStringLiteral("Partial (3 gap(s))"));
    QCOMPARE(stateText(failed("c", ClusterState::Blocked, ErrorClass::Tls), now, utc),
        QStringLiteral("Blocked: It failed. Nothing was lost."));
    QCOMPARE(
        stateText(failed("c", ClusterState::LoginNeeded, ErrorClass::Auth), now, utc), QStringLiteral("Login needed"));
    QCOMPARE(stateText(status("c", ClusterState::ReadOnly), now, utc), QStringLiteral("Read-only"));
}

void tst_ClusterStates::N7_aPauseIsCountedDownToItsEnd()
{
    auto waiting = failed("c", ClusterState::Stale, ErrorClass::Throttled);
    waiting.nextTry = now + 125s;
    QCOMPARE(countdownText(waiting, now), QString()); // a schedule is no pause
    waiting.throttled = true;
    QCOMPARE(countdownText(waiting, now), QStringLiteral("asks again in 2:05"));
    QCOMPARE(countdownText(waiting, now + 125s), QString());
    waiting.nextTry.reset();
    QCOMPARE(countdownText(waiting, now), QString());
}

void tst_ClusterStates::thePrimaryClusterLeadsElseTheWorst()
{
    const std::vector<ClusterStatus> all{status("a", ClusterState::Fresh), status("b", ClusterState::Partial),
        failed("c", ClusterState::LoginNeeded, ErrorClass::Auth), failed("d", ClusterState::Stale, ErrorClass::Net)};
    QCOMPARE(leadingStatus(all, QStringLiteral("b"))->cluster, QStringLiteral("b"));
    QCOMPARE(leadingStatus(all, QStringLiteral("unknown"))->cluster, QStringLiteral("c"));
    QVERIFY(!leadingStatus({}, QStringLiteral("b")));
    QStringList order;
    for (const auto& one : worstFirst(all))
        order << one.cluster;
    QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("c d b a"));
}

void tst_ClusterStates::oneBannerAClusterAndClass()
{
    const auto banners = bannersOf({failed("a", ClusterState::Stale, ErrorClass::Net, 3),
        failed("b", ClusterState::Stale, ErrorClass::Net), status("c", ClusterState::Fresh)});
    QCOMPARE(banners.size(), 2U);
    QCOMPARE(banners[0].title, QStringLiteral("a"));
    QCOMPARE(banners[0].count, 3);
    QVERIFY(banners[0].key != banners[1].key);
    const auto later = bannersOf({failed("a", ClusterState::Stale, ErrorClass::Net, 4)});
    QCOMPARE(later[0].key, banners[0].key); // the same thing, once more
    QVERIFY(bannersOf({failed("a", ClusterState::Stale, ErrorClass::Timeout)})[0].key != banners[0].key);
}

void tst_ClusterStates::whatTheStoreLacksIsSaidOnce()
{
    const auto banners = bannersOf({failed("a", ClusterState::ReadOnly, ErrorClass::Cache),
        failed("b", ClusterState::ReadOnly, ErrorClass::Cache), failed("b", ClusterState::Stale, ErrorClass::Net)});
    QCOMPARE(banners.size(), 2U);
    QCOMPARE(banners[0].title, QStringLiteral("Cache"));
    QCOMPARE(banners[0].connection, QString()); // Retry asks all
}

void tst_ClusterStates::T4_aWrongClockIsAWarningWithoutRetry()
{
    const auto banners = bannersOf({failed("a", ClusterState::Fresh, ErrorClass::Clock)});
    QCOMPARE(banners.size(), 1U);
    QVERIFY(banners[0].warning);
    QVERIFY(!banners[0].canRetry);
}

void tst_ClusterStates::N8_loginIsOfferedInsteadOfRetry()
{
    const auto banners = bannersOf({failed("a", ClusterState::LoginNeeded, ErrorClass::Auth)});
    QVERIFY(banners[0].login);
    QVERIFY(!bannersOf({failed("a", ClusterState::Partial, ErrorClass::Auth)})[0].login); // a part is not allowed
}

void tst_ClusterStates::detailsHaveAllThatIsKnownAsText()
{
    const auto text = detailsOf(bannersOf({failed("<b>a</b>", ClusterState::Stale, ErrorClass::Net)})[0]);
    for (const auto* part : {"<b>a</b>", "It failed. Nothing was lost.", "errno 1", "NET", "4001", "trace-7"})
        QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(text));
}

ATLAS_TEST(tst_ClusterStates);
#include "tst_ClusterStates.moc"
