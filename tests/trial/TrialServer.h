// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/sample/SampleCluster.h"
#include "app/server/ApiServer.h"
#include "models/store/SqliteStore.h"
#include "tests/trial/FaultProxy.h"

#include <deque>
#include <memory>
#include <random>
#include <string>

namespace atlas::test {

/// A server of one simulated cluster whose data appear as its clock goes on: hours a little after they end, snapshots
/// when they are taken, and some rows again, rewritten, up to two days later. Behind a proxy that spoils answers.
class TrialServer
{
public:
    /// Data of the days before `end`; those before `start` are there at once. `clock` outlives the server.
    TrialServer(int index, Instant start, Instant end, const Clock& clock, const QString& folder);

    /// Lets appear what is due by the clock.
    void goOn();

    FaultProxy& proxy() { return *m_proxy; }
    SqliteStore& store() { return *m_store; }
    const std::string& cluster() const { return m_cluster; }

private:
    struct Coming
    {
        Instant at{};
        RowBatch batch;
    };

    void rewriteSome(const HourRows& rows);
    void commit(RowBatch batch);

    const Clock& m_clock;
    std::mt19937 m_engine;
    std::string m_cluster;
    std::unique_ptr<SqliteStore> m_store;
    ApiServer m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::deque<Coming> m_coming; ///< by time
};

} // namespace atlas::test
