// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SqliteStore.h"
#include "models/sync/SyncHub.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRegistry.h"
#include "tests/sync/ScriptedServer.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

constexpr HourIndex first = 482136; // 2025-01-01T00:00Z
constexpr int patience = 30'000; // ms; ends tests that hang

const auto latest = QStringLiteral("snapshots/latest");
const auto clusterHours = QStringLiteral("cluster/hourly-stats");

Answer noToken(const QUrlQuery&)
{
    return {401, R"({"code":401,"message":"authentication required"})"};
}

} // namespace

/// All against real sockets. Time passes when a test says so.
class tst_SyncHub : public QObject
{
    Q_OBJECT

private:
    TestClock m_clock{hourStart(first + 10) + 5min};
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<SyncHub> m_hub;

    static TimeRange hours(int from, int to) { return {hourStart(first + from), hourStart(first + to)}; }
    static ConnectionProfile profileOf(const QString& id, const QUrl& url)
    {
        ConnectionProfile profile;
        profile.id = id;
        profile.name = id;
        profile.url = url;
        return profile;
    }
    void makeHub(std::chrono::hours history = 10h, double backfillPerSecond = 0)
    {
        SyncHubOptions options;
        options.history = history;
        options.workloadHistory = 10h;
        options.backfillPerSecond = backfillPerSecond;
        m_hub = std::make_unique<SyncHub>(*m_store, m_clock, options);
    }
    void connectTo(const QString& id, const ScriptedServer& server)
    {
        m_hub->setConnection(profileOf(id, server.url()), {});
    }
    ClusterStatus status(const QString& cluster) const
    {
        for (const auto& status : m_hub->statuses()) {
            if (status.cluster == cluster)
                return status;
        }
        return {};
    }
    bool isFresh(const QString& cluster) const
    {
        return status(cluster).cluster == cluster && status(cluster).state == ClusterState::Fresh;
    }
    std::int64_t rows(const std::string& cluster, TimeRange range) const
    {
        RowQuery query;
        query.cluster = cluster;
        query.range = range;
        return m_store->clusterHours(query)->total;
    }
    /// The hub has done all that was due and told so.
    bool isQuiet() const { return !m_hub->statuses().empty() && !m_hub->activity().busy; }
    void settle()
    {
        // A look at the clock that starts nothing is over before the next one.
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(), patience);
        QTest::qWait(60);
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(), patience);
    }

private slots:
    void init()
    {
        StoreOptions options;
        options.inMemory = true;
        m_clock.set(hourStart(first + 10) + 5min);
        m_store = std::move(*SqliteStore::open(QStringLiteral("hub"), options));
        m_server = std::make_unique<ScriptedServer>();
        makeHub();
    }
    void cleanup()
    {
        m_hub.reset();
        m_store.reset();
    }

    void aConnectionIsFetchedAndIsFresh()
    {
        QVERIFY(m_hub->statuses().empty());
        m_hub->setVisible({}, hours(0, 10));
        connectTo(QStringLiteral("one"), *m_server);
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha")) && isQuiet(), patience);
        QVERIFY(status(QStringLiteral("alpha")).lastSuccess == m_clock.now());
        QCOMPARE(status(QStringLiteral("alpha")).connection, QStringLiteral("one"));
        QCOMPARE(rows("alpha", hours(0, 10)), std::int64_t(10));
        QVERIFY(*m_store->snapshot("alpha", std::nullopt).result());
        QCOMPARE(m_store->sources()->at("alpha"), std::string("one"));
    }

    void whatIsLookedAtComesOnDemand()
    {
        connectTo(QStringLiteral("one"), *m_server);
        settle();
        QCOMPARE(rows("alpha", hours(-100, -50)), std::int64_t(0));
        m_hub->setVisible({QStringLiteral("alpha")}, hours(-100, -50));
        QTRY_COMPARE_WITH_TIMEOUT(rows("alpha", hours(-100, -50)), std::int64_t(50), patience);
    }

    void P4_whatIsLookedAtDoesNotWaitForTheBackground()
    {
        m_hub.reset();
        makeHub(24h * 300, 0.001); // a background that hardly moves
        connectTo(QStringLiteral("one"), *m_server);
        QTRY_VERIFY_WITH_TIMEOUT(m_hub->activity().inBackground, patience);
        m_hub->setVisible({QStringLiteral("alpha")}, hours(-24 * 290, -24 * 290 + 20));
        QTRY_COMPARE_WITH_TIMEOUT(rows("alpha", hours(-24 * 290, -24 * 290 + 20)), std::int64_t(20), patience);
    }

    void theScheduleGoesOnByItself()
    {
        connectTo(QStringLiteral("one"), *m_server);
        settle();
        const int before = m_server->count(latest);
        m_clock.advance(5min);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->count(latest), before + 1, patience);
        settle();
        m_clock.advance(1h);
        QTRY_COMPARE_WITH_TIMEOUT(rows("alpha", hours(10, 11)), std::int64_t(1), patience);
    }

    void T4_aSleepOfEightHoursIsCaughtUpOnce()
    {
        connectTo(QStringLiteral("one"), *m_server);
        settle();
        const int before = m_server->count(latest);
        m_clock.advance(8h);
        settle();
        QCOMPARE(m_server->count(latest), before + 1);
        QCOMPARE(rows("alpha", hours(8, 18)), std::int64_t(10));
    }

    void Q2_aHundredRefreshesMerge()
    {
        m_hub->setVisible({}, hours(0, 10));
        connectTo(QStringLiteral("one"), *m_server);
        for (int i = 0; i < 100; ++i)
            m_hub->refresh();
        settle();
        QVERIFY2(m_server->count(latest) <= 6, qPrintable(QString::number(m_server->count(latest))));
        QVERIFY(isFresh(QStringLiteral("alpha")));
    }

    void N8_aWantedTokenPausesThisConnectionAlone()
    {
        ScriptedServer closed;
        closed.answer(QStringLiteral("clusters"), noToken);
        closed.answer(clusterHours, noToken);
        closed.answer(latest, noToken);
        connectTo(QStringLiteral("closed"), closed);
        connectTo(QStringLiteral("open"), *m_server);
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha")), patience);
        settle();
        QVERIFY(status(QString()).state == ClusterState::LoginNeeded);
        QCOMPARE(status(QString()).connection, QStringLiteral("closed"));
        QVERIFY(!status(QString()).nextTry);
        const auto asked = closed.asked().size();
        m_clock.advance(5min);
        settle();
        QCOMPARE(closed.asked().size(), asked); // nobody logged in
        QVERIFY(isFresh(QStringLiteral("alpha")));

        ScriptedServer letIn;
        m_hub->setConnection(profileOf(QStringLiteral("closed"), letIn.url()), "token");
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha@closed")), patience);
    }

    void oneNameTwiceIsToldApart()
    {
        ScriptedServer other;
        connectTo(QStringLiteral("one"), *m_server);
        settle();
        connectTo(QStringLiteral("two"), other);
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha@two")), patience);
        QCOMPARE(rows("alpha", hours(1, 10)), std::int64_t(9));
        QCOMPARE(rows("alpha@two", hours(1, 10)), std::int64_t(9));
        // The server still knows it under its own name.
        m_hub->setVisible({QStringLiteral("alpha@two")}, hours(-30, -20));
        QTRY_COMPARE_WITH_TIMEOUT(rows("alpha@two", hours(-30, -20)), std::int64_t(10), patience);
        QCOMPARE(rows("alpha", hours(-30, -20)), std::int64_t(0));
    }

    void aClusterKeepsItsNameHoweverItsConnectionIsCalled()
    {
        connectTo(QStringLiteral("one"), *m_server);
        settle();
        m_hub->removeConnection(QStringLiteral("one"));
        connectTo(QStringLiteral("two"), *m_server); // the same server, made anew
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha")), patience);
        settle();
        QCOMPARE(m_store->sources()->at("alpha"), std::string("two"));
        ScriptedServer other;
        connectTo(QStringLiteral("three"), other);
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha@three")), patience);
        auto renamed = profileOf(QStringLiteral("three"), other.url());
        renamed.name = QStringLiteral("called otherwise");
        m_hub->setConnection(renamed, {});
        settle();
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha@three")), patience);
        QCOMPARE(m_store->sources()->size(), std::size_t(2));
        // A removed connection's cluster is not mixed with that of another server.
        m_hub->removeConnection(QStringLiteral("two"));
        ScriptedServer stranger;
        connectTo(QStringLiteral("four"), stranger);
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha@four")), patience);
    }

    void whatFailedOutOfSightIsNoState()
    {
        connectTo(QStringLiteral("one"), *m_server);
        settle();
        m_server->fail(clusterHours, 502, "<html>bad gateway</html>");
        m_hub->setVisible({QStringLiteral("alpha")}, hours(-100, -50));
        QTRY_VERIFY_WITH_TIMEOUT(status(QStringLiteral("alpha")).error.has_value(), patience);
        settle();
        m_server->mend(clusterHours);
        m_hub->setVisible({QStringLiteral("somebody else's")}, hours(0, 10));
        QTRY_VERIFY_WITH_TIMEOUT(!status(QStringLiteral("alpha")).error, patience);
        m_clock.advance(5min);
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha")), patience);
    }

    void N7_aServerThatAsksToWaitIsNotAskedMeanwhile()
    {
        connectTo(QStringLiteral("one"), *m_server);
        settle();
        for (const auto& endpoint : {QStringLiteral("clusters"), clusterHours, latest})
            m_server->fail(endpoint, 429, R"({"code":429,"message":"slow down"})");
        m_hub->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(status(QStringLiteral("alpha")).error.has_value(), patience);
        settle();
        QVERIFY(status(QStringLiteral("alpha")).state == ClusterState::Stale
            || status(QStringLiteral("alpha")).state == ClusterState::Partial);
        QVERIFY(status(QStringLiteral("alpha")).nextTry);
    }

    void N7_theCountdownIsShownAndARefreshByHandIsTriedAtOnce()
    {
        m_hub.reset();
        TestClock clock(m_clock.now());
        clock.makeTimersReal(); // the wait does not end by itself
        m_hub = std::make_unique<SyncHub>(*m_store, clock);
        m_server->answer(QStringLiteral("clusters"), [](const QUrlQuery&) {
            return Answer{429, R"({"code":429,"message":"slow down"})", false, "Retry-After: 800\r\n"};
        });
        connectTo(QStringLiteral("one"), *m_server);
        QTRY_VERIFY_WITH_TIMEOUT(status(QString()).throttled, patience);
        QVERIFY(status(QString()).nextTry == clock.now() + 800s);
        m_server->mend(QStringLiteral("clusters"));
        m_hub->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha")), patience);
        QVERIFY(!status(QStringLiteral("alpha")).throttled);
        m_hub.reset();
    }

    void L2_aServerThatWasAwayIsCaughtUp()
    {
        connectTo(QStringLiteral("one"), *m_server);
        settle();
        // Away: the same port says nothing that can be used.
        for (const auto& endpoint :
            {QStringLiteral("clusters"), clusterHours, QStringLiteral("namespaces/hourly-stats"),
                QStringLiteral("labels/hourly-stats"), QStringLiteral("workloads/hourly-stats"), latest,
                QStringLiteral("snapshots"), QStringLiteral("dimension-keys")})
            m_server->fail(endpoint, 502, "<html>bad gateway</html>");
        for (int i = 0; i < 6; ++i) {
            m_server->forget();
            m_clock.advance(1h);
            settle();
            QVERIFY(!isFresh(QStringLiteral("alpha")));
            // One try of an endpoint an interval, three attempts each.
            QVERIFY2(m_server->count(latest) <= 3, qPrintable(QString::number(m_server->count(latest))));
        }
        for (const auto& endpoint :
            {QStringLiteral("clusters"), clusterHours, QStringLiteral("namespaces/hourly-stats"),
                QStringLiteral("labels/hourly-stats"), QStringLiteral("workloads/hourly-stats"), latest,
                QStringLiteral("snapshots"), QStringLiteral("dimension-keys")})
            m_server->mend(endpoint);
        m_clock.advance(5min);
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha")), patience);
        QTRY_COMPARE_WITH_TIMEOUT(rows("alpha", hours(6, 16)), std::int64_t(10), patience);
    }

    void Q5_eighteenDeadServersDoNotSlowTheOthers()
    {
        QTcpServer silent, gone;
        silent.listen(QHostAddress::LocalHost); // accepts, and never says a word
        gone.listen(QHostAddress::LocalHost);
        const auto urlOf = [](const QTcpServer& server) {
            return QUrl(QStringLiteral("http://127.0.0.1:%1/api/v1").arg(server.serverPort()));
        };
        const QUrl silentUrl = urlOf(silent), refused = urlOf(gone);
        gone.close();
        for (int i = 0; i < 18; ++i)
            m_hub->setConnection(profileOf(QStringLiteral("dead%1").arg(i), i < 2 ? silentUrl : refused), {});
        ScriptedServer other;
        connectTo(QStringLiteral("one"), *m_server);
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha")), patience); // the plain name is the first one's
        connectTo(QStringLiteral("two"), other);
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha@two")), patience);
        for (int cycle = 0; cycle < 5; ++cycle) {
            const int before = m_server->count(latest), beforeOther = other.count(latest);
            m_clock.advance(5min);
            // A tenth of the interval would be 30 s.
            QTRY_VERIFY_WITH_TIMEOUT(m_server->count(latest) > before && other.count(latest) > beforeOther, 5000);
        }
        QVERIFY(isFresh(QStringLiteral("alpha")));
    }

    void C5_nothingIsAskedWhereNothingCanBeKept()
    {
        m_hub.reset();
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("store.db"));
        QVERIFY(SqliteStore::open(path));
        StoreOptions options;
        options.readOnly = true;
        m_store = std::move(*SqliteStore::open(path, options));
        makeHub();
        connectTo(QStringLiteral("one"), *m_server);
        QTRY_VERIFY_WITH_TIMEOUT(!m_hub->statuses().empty(), patience);
        settle();
        QVERIFY(m_hub->statuses().front().state == ClusterState::ReadOnly);
        QVERIFY(m_server->asked().isEmpty());
        m_hub.reset();
    }

    void C7_whatIsKeptInMemoryAloneIsReadOnly()
    {
        m_hub.reset();
        StoreOptions options;
        options.inMemory = true;
        options.reason = Error{ErrorClass::Cache, QStringLiteral("The store was made by a newer version."), {}, 0, {}};
        m_store = std::move(*SqliteStore::open(QStringLiteral("hub"), options));
        makeHub();
        connectTo(QStringLiteral("one"), *m_server);
        QTRY_COMPARE_WITH_TIMEOUT(rows("alpha", hours(1, 10)), std::int64_t(9), patience); // the live view works
        settle();
        QVERIFY(status(QStringLiteral("alpha")).state == ClusterState::ReadOnly);
        QCOMPARE(status(QStringLiteral("alpha")).error, options.reason);
        m_hub.reset();
    }

    void K4_plainHttpToAnotherMachineIsBlocked()
    {
        m_hub->setConnection(profileOf(QStringLiteral("far"), QUrl(QStringLiteral("http://gpu.example.org/v1"))), {});
        settle();
        QVERIFY(status(QString()).state == ClusterState::Blocked);
        QCOMPARE(status(QString()).error->cls, ErrorClass::Usage);
    }

    void aCancelledCycleKeepsWhatCameAndTheScheduleGoesOn()
    {
        m_hub->setVisible({}, hours(0, 10));
        connectTo(QStringLiteral("one"), *m_server);
        m_hub->cancel();
        settle();
        m_clock.advance(5min);
        QTRY_VERIFY_WITH_TIMEOUT(isFresh(QStringLiteral("alpha")), patience);
        QCOMPARE(rows("alpha", hours(0, 10)), std::int64_t(10));
    }

    void Q1_aRemovedConnectionIsNoLongerHeardOf()
    {
        connectTo(QStringLiteral("one"), *m_server);
        m_hub->removeConnection(QStringLiteral("one"));
        QTest::qWait(100);
        QVERIFY(m_hub->statuses().empty());
        m_server->forget();
        m_clock.advance(1h);
        QTest::qWait(100);
        QVERIFY(m_server->asked().isEmpty());
    }

    void Q1_theHubMayDieDuringACycle()
    {
        m_hub->setVisible({}, hours(0, 10));
        connectTo(QStringLiteral("one"), *m_server);
        QTRY_VERIFY_WITH_TIMEOUT(!m_server->asked().isEmpty(), patience);
        m_hub.reset();
        QVERIFY(m_store->clusterNames());
    }
};

ATLAS_TEST(tst_SyncHub);
#include "tst_SyncHub.moc"
