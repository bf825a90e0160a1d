// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiClient.h"
#include "models/api/WireEncoder.h"
#include "models/domain/Async.h"
#include "models/store/SqliteStore.h"
#include "models/sync/SyncEngine.h"
#include "tests/sync/ScriptedServer.h"
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSignalSpy>

/// A store, a scripted server, a client and an engine, put together for one test.
namespace atlas::test {

constexpr HourIndex first = 482136; // 2025-01-01T00:00Z
const QByteArray refused = R"({"meta":{"code":4001,"message":"no"},"data":null})";

const QString hoursOf = QStringLiteral("cluster/hourly-stats");
const std::vector<Level> everyLevel{Level::Cluster, Level::Namespace, Level::Dimension, Level::Workload};

/// Time passes fifty times as fast; dates stand still.
class FastClock final : public Clock
{
public:
    explicit FastClock(Instant now)
        : m_now(now)
    {
        m_elapsed.start();
    }
    Instant now() const override { return m_now; }
    std::chrono::milliseconds steady() const override { return std::chrono::milliseconds(m_elapsed.elapsed() * speed); }
    std::chrono::milliseconds timerFor(std::chrono::milliseconds wait) const override { return wait / speed; }

private:
    static constexpr int speed = 50;
    Instant m_now;
    QElapsedTimer m_elapsed;
};

inline std::unique_ptr<SqliteStore> emptyStore()
{
    StoreOptions options;
    options.inMemory = true;
    return std::move(*SqliteStore::open(QStringLiteral("sync"), options));
}

/// Server, client, store and engine of one test.
struct Bench
{
    explicit Bench(HourIndex nowHour)
        : clock(hourStart(nowHour) + std::chrono::minutes(5))
    {
        ApiConfig config;
        config.baseUrl = server.url();
        auto environment = ApiEnvironment::system();
        environment.waitScale = 0.001;
        environment.now = [this] { return clock.now(); };
        client = std::make_unique<ApiClient>(config, environment);
        engine = std::make_unique<SyncEngine>(*client, *store, clock);
    }

    Result<SyncReport> sync(int from, int to, std::vector<std::string> clusters = {})
    {
        auto request = requestFor(from, to);
        request.clusters = std::move(clusters);
        return wait(engine->sync(request));
    }
    static SyncRequest requestFor(int from, int to, std::vector<Level> levels = everyLevel, bool snapshots = true)
    {
        SyncRequest request;
        request.range = {hourStart(first + from), hourStart(first + to)};
        request.levels = std::move(levels);
        request.snapshots = snapshots;
        return request;
    }
    /// Only the hours of clusters.
    Result<SyncReport> syncHours(int from, int to)
    {
        return wait(engine->sync(requestFor(from, to, {Level::Cluster}, false)));
    }
    /// The entry of the cluster's hours that has this one.
    CoverageEntry entryAt(int hour, std::string_view endpoint = "cluster/hourly-stats")
    {
        const auto ledger = store->coverage("alpha");
        for (const auto& entry : *ledger) {
            if (entry.endpoint == endpoint && entry.range.contains(hourStart(first + hour)))
                return entry;
        }
        return {};
    }
    static Result<SyncReport> wait(const QFuture<Result<SyncReport>>& future)
    {
        Result<SyncReport> result = failure(ErrorClass::Internal, QStringLiteral("never done"));
        QEventLoop loop;
        whenDone(future, &loop, [&](const Result<SyncReport>& done) {
            result = done;
            loop.quit();
        });
        loop.exec();
        return result;
    }
    std::int64_t rows(int from, int to)
    {
        RowQuery query;
        query.cluster = "alpha";
        query.range = {hourStart(first + from), hourStart(first + to)};
        return store->clusterHours(query)->total;
    }

    ScriptedServer server;
    FixedClock clock;
    std::unique_ptr<SqliteStore> store = emptyStore();
    std::unique_ptr<ApiClient> client;
    std::unique_ptr<SyncEngine> engine;
};

} // namespace atlas::test
