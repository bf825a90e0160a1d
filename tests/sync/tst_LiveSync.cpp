// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiConfig.h"
#include "models/store/SqliteStore.h"
#include "models/sync/LiveSync.h"
#include "tests/support/TestRegistry.h"
#include "tests/sync/ScriptedServer.h"

using namespace atlas;
using namespace atlas::test;

namespace {

constexpr HourIndex first = 482136; // 2025-01-01T00:00Z
constexpr int patience = 20'000; // ms; ends tests that hang

} // namespace

class tst_LiveSync : public QObject
{
    Q_OBJECT

private:
    const FixedClock m_clock{hourStart(first + 10) + std::chrono::minutes(5)};
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<ScriptedServer> m_server;

    std::unique_ptr<LiveSync> live() const
    {
        ApiConfig config;
        config.baseUrl = m_server->url();
        return std::make_unique<LiveSync>(config, *m_store, m_clock);
    }
    static TimeRange hours(int from, int to) { return {hourStart(first + from), hourStart(first + to)}; }

private slots:
    void init()
    {
        StoreOptions options;
        options.inMemory = true;
        m_store = std::move(*SqliteStore::open(QStringLiteral("live"), options));
        m_server = std::make_unique<ScriptedServer>();
    }

    void aStartFetchesWhatIsVisibleAndIsFresh()
    {
        const auto sync = live();
        QVERIFY(sync->status().state == SyncState::Stale);
        QVERIFY(!sync->status().busy);
        sync->start(hours(0, 10));
        QVERIFY(sync->status().busy);
        QTRY_VERIFY_WITH_TIMEOUT(!sync->status().busy, patience);
        const auto status = sync->status();
        QVERIFY2(status.state == SyncState::Fresh, qPrintable(status.error ? status.error->message : QString()));
        QVERIFY(status.lastSuccess == m_clock.now());
        RowQuery query;
        query.cluster = "alpha";
        query.range = hours(0, 10);
        QCOMPARE(m_store->clusterHours(query)->total, std::int64_t(10));
        QVERIFY(*m_store->snapshot("alpha", std::nullopt).result());
    }

    void Q2_callsDuringACycleMerge()
    {
        const auto sync = live();
        int cycles = 0;
        bool busy = false;
        connect(sync.get(), &LiveSync::statusChanged, this, [&] {
            if (!busy && sync->status().busy)
                ++cycles;
            busy = sync->status().busy;
        });
        sync->start(hours(0, 10));
        for (int i = 0; i < 100; ++i)
            sync->refresh();
        sync->ensureRange({"alpha"}, hours(-24, 10));
        QTRY_VERIFY_WITH_TIMEOUT(!sync->status().busy, patience);
        QCOMPARE(cycles, 2);
        RowQuery query;
        query.cluster = "alpha";
        query.range = hours(-24, 10);
        QCOMPARE(m_store->clusterHours(query)->total, std::int64_t(34));
    }

    void N8_aWantedTokenPausesUntilSomebodyAsks()
    {
        m_server->fail(
            QStringLiteral("cluster/hourly-stats"), 401, R"({"code":401,"message":"authentication required"})");
        m_server->fail(QStringLiteral("clusters"), 401, R"({"code":401,"message":"authentication required"})");
        const auto sync = live();
        sync->start(hours(0, 10));
        QTRY_VERIFY_WITH_TIMEOUT(!sync->status().busy, patience);
        QVERIFY(sync->status().state == SyncState::LoginNeeded);
        sync->ensureRange({}, hours(0, 5));
        QVERIFY(!sync->status().busy);
        sync->refresh();
        QVERIFY(sync->status().busy);
        QTRY_VERIFY_WITH_TIMEOUT(!sync->status().busy, patience);
    }

    void aFailingEndpointIsPartial()
    {
        m_server->fail(
            QStringLiteral("workloads/hourly-stats"), 200, R"({"meta":{"code":4001,"message":"no"},"data":null})");
        const auto sync = live();
        sync->start(hours(0, 10));
        QTRY_VERIFY_WITH_TIMEOUT(!sync->status().busy, patience);
        QVERIFY(sync->status().state == SyncState::Partial);
        QVERIFY(!sync->status().lastSuccess);
        QCOMPARE(sync->status().error->cls, ErrorClass::Partial);
    }

    void Q1_itMayDieDuringACycle()
    {
        auto sync = live();
        sync->start(hours(0, 10));
        sync.reset();
        QVERIFY(m_store->clusterNames());
    }
};

ATLAS_TEST(tst_LiveSync);
#include "tst_LiveSync.moc"
