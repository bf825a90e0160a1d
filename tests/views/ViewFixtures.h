// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/SqliteStore.h"
#include "models/views/DashboardState.h"
#include "models/views/Session.h"

#include <QHash>
#include <QSignalSpy>
#include <QTest>

#include <memory>

/// A session over a store in memory, filled by the test, and rows that are easy to compute by hand.
namespace atlas::test {

class MemorySession final : public Session
{
    Q_OBJECT
public:
    MemorySession()
        : m_store(*SqliteStore::open(QStringLiteral("memory"), memoryOptions()))
    {
        m_status.state = SessionState::Fresh;
        m_status.source = QStringLiteral("Memory");
    }

    SqliteStore& store() override { return *m_store; }
    SessionStatus status() const override { return m_status; }
    void refresh() override { ++refreshes; }
    void ensureRange(const QStringList&, TimeRange range) override { asked.push_back(range); }
    bool isLive() const override { return live; }
    std::vector<ClusterStatus> clusterStatuses() const override { return clusters; }
    void retry(const QString& connection) override { retries << connection; }
    void cancel() override { ++cancels; }
    std::optional<RetentionPolicy> retention() const override { return policy; }
    void setRetention(const RetentionPolicy& wanted) override { policy = wanted; }

    QByteArray displayZone(const QString& cluster) const override { return zones.value(cluster); }
    std::optional<GpuPrice> price(const QString& cluster) const override
    {
        return prices.contains(cluster) ? std::optional(prices.value(cluster)) : std::nullopt;
    }

    void setStatus(const SessionStatus& status)
    {
        m_status = status;
        emit statusChanged();
    }
    void commit(RowBatch batch)
    {
        auto future = m_store->commit(std::move(batch));
        future.waitForFinished();
        QVERIFY(future.result().has_value());
    }

    int refreshes = 0, cancels = 0;
    QStringList retries;
    std::vector<ClusterStatus> clusters;
    std::optional<RetentionPolicy> policy;
    QHash<QString, QByteArray> zones;
    QHash<QString, GpuPrice> prices;
    bool live = true;
    std::vector<TimeRange> asked;

private:
    static StoreOptions memoryOptions()
    {
        StoreOptions options;
        options.inMemory = true;
        return options;
    }

    std::unique_ptr<SqliteStore> m_store;
    SessionStatus m_status;
};

inline Instant at(const char* text)
{
    return std::chrono::floor<std::chrono::seconds>(parseRfc3339(text)->time);
}

inline ClusterHour clusterHour(const char* cluster, Instant time, double capacity, double allocated, double utilization)
{
    ClusterHour row;
    row.cluster = cluster;
    row.at.time = time;
    row.capacity = capacity;
    row.allocated = allocated;
    row.allocationRate = 100 * allocated / capacity;
    row.avgUtilization = utilization;
    row.minUtilization = utilization - 10;
    row.maxUtilization = utilization + 10;
    row.p50Utilization = utilization - 1;
    row.p95Utilization = utilization + 5;
    row.sampleCount = 12;
    return row;
}

inline NamespaceHour namespaceHour(
    const char* cluster, const char* name, Instant time, double allocated, double utilization, double workloads)
{
    NamespaceHour row;
    row.cluster = cluster;
    row.name = name;
    row.at.time = time;
    row.allocated = allocated;
    row.avgUtilization = row.minUtilization = row.maxUtilization = utilization;
    row.activeWorkloads = workloads;
    return row;
}

/// Fourteen days before `end`: 100 GPUs, in the second week 80 allocated at 50 %, in the first 60 at 40 %; namespace
/// "big" holds three quarters at twice the utilisation of "small".
inline RowBatch twoWeeks(const char* cluster, Instant end)
{
    using namespace std::chrono_literals;
    RowBatch batch;
    for (int hour = 0; hour < 14 * 24; ++hour) {
        const auto time = end - 14 * 24h + hour * 1h;
        const bool second = hour >= 7 * 24;
        const double allocated = second ? 80 : 60, utilization = second ? 50 : 40;
        batch.clusters.push_back(clusterHour(cluster, time, 100, allocated, utilization));
        // a·u of both must add up to the cluster's: 0.75·2x + 0.25·x = u
        const double x = utilization / 1.75;
        batch.namespaces.push_back(namespaceHour(cluster, "big", time, 0.75 * allocated, 2 * x, 6));
        batch.namespaces.push_back(namespaceHour(cluster, "small", time, 0.25 * allocated, x, 2));
    }
    return batch;
}

} // namespace atlas::test
