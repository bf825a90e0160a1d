// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/trial/TrialServer.h"

#include <algorithm>
#include <stdexcept>

namespace atlas::test {

namespace {

template <typename T>
T must(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message.toStdString());
    return std::move(*result);
}

RowBatch batchOf(const HourRows& rows)
{
    RowBatch batch;
    batch.clusters = rows.clusters;
    batch.namespaces = rows.namespaces;
    batch.dimensions = rows.dimensions;
    batch.workloads = rows.workloads;
    return batch;
}

} // namespace

TrialServer::TrialServer(int index, Instant start, Instant end, const Clock& clock, const QString& folder)
    : m_clock(clock)
    , m_engine(unsigned(index) + 1)
{
    SampleClusterPlan plan;
    plan.index = index;
    plan.seed = 7;
    plan.days = 40; // its outage lies before the last days
    plan.gpus = 96;
    plan.namespaces = 8;
    plan.end = end;
    plan.snapshotHours = 48;
    SampleCluster cluster(plan);
    m_cluster = cluster.name();
    m_store = must(SqliteStore::open(folder + QStringLiteral("/server%1.db").arg(index)));

    std::vector<Coming> coming;
    while (auto hour = cluster.next()) {
        if (hourStart(hour->hour) < start - std::chrono::hours(36))
            continue;
        const auto delay = std::chrono::seconds(std::uniform_int_distribution<>(5, 55)(m_engine));
        coming.push_back({hourStart(hour->hour + 1) + delay, batchOf(hour->rows)});
        if (hourStart(hour->hour) >= start - std::chrono::hours(24) && m_engine() % 4 == 0)
            rewriteSome(hour->rows);
        for (auto& snapshot : hour->snapshots) {
            RowBatch batch;
            const auto time = snapshot.head.time;
            batch.snapshots.push_back(std::move(snapshot));
            coming.push_back({time, std::move(batch)});
        }
    }
    for (auto& late : m_coming)
        coming.push_back(std::move(late));
    m_coming.clear();
    std::stable_sort(coming.begin(), coming.end(), [](const Coming& a, const Coming& b) { return a.at < b.at; });
    std::move(coming.begin(), coming.end(), std::back_inserter(m_coming));
    goOn();
    m_proxy = std::make_unique<FaultProxy>(
        must(m_server.start(*m_store, clock, ListenAddress{QStringLiteral("127.0.0.1"), 0})), unsigned(index));
}

/// A later job corrects the hour: other figures, a newer time of writing.
void TrialServer::rewriteSome(const HourRows& rows)
{
    auto batch = batchOf(rows);
    const auto later = std::chrono::minutes(std::uniform_int_distribution<>(30, 600)(m_engine));
    const auto correct = [&](auto& row) {
        row.allocated = row.allocated + 1;
        row.at.updatedAt = row.at.updatedAt ? *row.at.updatedAt + later : Stamp(row.at.time + later);
    };
    std::for_each(batch.clusters.begin(), batch.clusters.end(), correct);
    std::for_each(batch.namespaces.begin(), batch.namespaces.end(), correct);
    const auto time = rows.clusters.empty() ? std::optional<Instant>() : std::optional(rows.clusters.front().at.time);
    if (time)
        m_coming.push_back({*time + std::chrono::hours(1) + later, std::move(batch)});
}

void TrialServer::goOn()
{
    RowBatch batch;
    const auto now = m_clock.now();
    while (!m_coming.empty() && m_coming.front().at <= now) {
        commit(std::move(m_coming.front().batch));
        m_coming.pop_front();
    }
}

void TrialServer::commit(RowBatch batch)
{
    auto future = m_store->commit(std::move(batch));
    future.waitForFinished();
    must(future.result());
}

} // namespace atlas::test
