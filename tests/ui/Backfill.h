// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/SqliteStore.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

/// A store that another thread fills, and how evenly the event loop of this one goes on meanwhile.
namespace atlas::test {

/// A timer that wants to fire every five milliseconds, and notes how long it really took.
class Heartbeat final : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this,
            [this] { m_gaps.push_back(double(m_since.nsecsElapsed()) / 1e6), m_since.restart(); });
    }
    void start()
    {
        m_gaps.clear();
        m_since.start();
        m_timer.start(5);
    }
    void stop() { m_timer.stop(); }

    std::size_t beats() const { return m_gaps.size(); }
    /// Milliseconds between two beats that this share (0..1) of them stay below; 1: the longest.
    double gap(double share) const
    {
        auto sorted = m_gaps;
        std::sort(sorted.begin(), sorted.end());
        return sorted.empty() ? 0 : sorted[std::size_t(share * double(sorted.size() - 1))];
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<double> m_gaps;
};

/// The rows of one day of cluster "c", as a sync commits them.
inline RowBatch dayOfRows(Instant day, int namespaces)
{
    RowBatch batch;
    for (int hour = 0; hour < 24; ++hour) {
        const auto time = day + std::chrono::hours(hour);
        ClusterHour row;
        row.cluster = "c";
        row.at.time = time;
        row.capacity = 1000;
        row.allocated = 600 + hour;
        row.avgUtilization = row.minUtilization = row.maxUtilization = 40 + hour;
        batch.clusters.push_back(row);
        for (int i = 0; i < namespaces; ++i) {
            NamespaceHour part;
            part.cluster = "c";
            part.name = "namespace-" + std::to_string(i);
            part.at.time = time;
            part.allocated = 600.0 / namespaces;
            part.avgUtilization = part.minUtilization = part.maxUtilization = double((i * 7 + hour) % 100);
            part.activeWorkloads = 3;
            batch.namespaces.push_back(std::move(part));
        }
    }
    CoverageEntry entry;
    entry.cluster = "c";
    entry.endpoint = "namespaces/hourly-stats";
    entry.range = {day, day + std::chrono::hours(24)};
    entry.state = CoverageState::Complete;
    entry.rowsReceived = 24 * namespaces;
    entry.fetchedAt = day;
    entry.request = "/namespaces/hourly-stats";
    batch.coverage.push_back(std::move(entry));
    return batch;
}

/// Commits the days before `end` in a thread of its own, the newest first, as a backfill does.
class Backfill
{
public:
    Backfill(SqliteStore& store, Instant end, int days, int namespaces)
        : m_thread([&store, end, days, namespaces, this] {
            for (int day = 1; day <= days && !m_failed; ++day) {
                auto future = store.commit(dayOfRows(end - std::chrono::hours(24 * day), namespaces));
                future.waitForFinished();
                m_failed = !future.result().has_value();
            }
            m_done = true;
        })
    {
    }
    ~Backfill() { m_thread.join(); }

    bool isDone() const { return m_done; }
    bool failed() const { return m_failed; }

private:
    std::atomic_bool m_done = false, m_failed = false;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace atlas::test
