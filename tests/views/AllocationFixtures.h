// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/AllocationDetails.h"
#include "models/views/Presenter.h"
#include "tests/views/SubjectFixtures.h"

namespace atlas::test {

/// Tests of the page Allocation: a cluster "c" whose data end at midnight, seen half an hour later.
class AllocationTest : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_session = std::make_unique<MemorySession>();
        m_state = std::make_unique<DashboardState>(m_clock);
        m_state->setClusters({QStringLiteral("c")});
    }

protected:
    void show(Presenter& presenter)
    {
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
    }
    /// A day of the cluster, of the namespace ml, and of its workload train-0 in the last four hours.
    void commitDay()
    {
        RowBatch batch;
        for (auto time = m_end - std::chrono::hours(24); time < m_end; time += std::chrono::hours(1)) {
            batch.clusters.push_back(clusterHour("c", time, 64, 30, 40));
            batch.namespaces.push_back(namespaceHour("c", "ml", time, 20, 50, 4));
            if (time >= m_end - std::chrono::hours(4))
                batch.workloads.push_back(workloadHour("c", "ml", "train-0", "Job", time, 8, 90));
        }
        m_session->commit(std::move(batch));
    }
    /// Snapshots every five minutes up to m_end - 5 min; each has one allocated GPU more than the one before, from 30.
    void commitSnapshots(int count)
    {
        RowBatch batch;
        for (int i = 0; i < count; ++i) {
            batch.snapshots.push_back(snapshotOf("c", m_end - std::chrono::minutes(5) * (count - i)));
            batch.snapshots.back().head.allocated = 30 + i;
        }
        m_session->commit(std::move(batch));
    }
    AllocationItem item(AllocationItem::Type type, const char* name) const
    {
        AllocationItem result;
        result.type = type;
        result.title = QString::fromLatin1(name);
        result.cluster = "c";
        result.namespaceName = "ml";
        result.name = name;
        return result;
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

} // namespace atlas::test
