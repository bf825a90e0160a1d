// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiClient.h"
#include "models/sync/FetchPlanner.h"
#include "models/sync/SyncReport.h"

#include <QObject>

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace atlas {

class SqliteStore;

/// One sync of a SyncEngine, from finding the clusters to the report. Replies that arrive after its death are dropped.
class SyncRun : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(Result<SyncReport>)>;

    /// `done` is called once, in this thread; the run may be deleted later only, not in it.
    SyncRun(ApiClient& client, SqliteStore& store, const Clock& clock, SyncRequest request, Done done);

    void begin();

signals:
    void progress(const atlas::SyncProgress& progress);

private:
    /// One window of one endpoint.
    struct Job
    {
        std::size_t outcome = 0; ///< index into the report's endpoints
        TimeRange window;
        std::function<void(const Job&)> start;
    };

    void findClusters();
    void findDefaultCluster();
    void takeClusters(std::vector<std::string> clusters);
    void findKeys(const std::string& cluster);
    void askKeys(const std::string& cluster, DimensionType type);
    void guessKeys(const std::string& cluster, DimensionType type);
    void takeKeys(const std::string& cluster, DimensionType type, const std::vector<std::string>& keys);
    void preparationDone();

    void planHours();
    void planSnapshots(const std::string& cluster);
    void planSnapshotLists(const std::string& cluster);
    std::vector<TimeRange> due(const std::string& cluster, std::string_view endpoint,
        const std::optional<DimensionKey>& dimension, TimeRange range, const PlanOptions& options) const;
    std::size_t addOutcome(
        const std::string& cluster, std::string_view endpoint, std::optional<DimensionKey> dimension = std::nullopt);
    template <typename Fetch>
    void planLevel(std::size_t outcome, int hoursPerFetch, Fetch fetch);

    void startNext();
    template <typename Row>
    void takeRows(const Job& job, Result<WalkResult<Row>> result);
    void takeSnapshots(const Job& job, Result<std::vector<AllocationSnapshot>> result);
    CoverageEntry coverageOf(const Job& job, CoverageState state) const;
    void commit(const Job& job, RowBatch batch);
    void failWindow(const Job& job, const Error& error);
    void jobDone(const Job& job);
    void finish(Result<SyncReport> result);

    ApiClient& m_client;
    SqliteStore& m_store;
    const Clock& m_clock;
    SyncRequest m_request;
    Done m_done;
    SyncReport m_report;
    std::map<std::string, std::vector<CoverageEntry>> m_coverage; ///< by cluster
    std::map<std::string, std::vector<DimensionKey>> m_keys; ///< by cluster
    std::map<std::string, AllocationSnapshot> m_latest; ///< by cluster
    std::set<std::string> m_annotationsUnnamed; ///< clusters whose annotation keys the server does not list
    std::deque<Job> m_jobs;
    int m_preparing = 0; ///< questions under way before the plan is made
    int m_running = 0, m_doneJobs = 0, m_allJobs = 0;
};

} // namespace atlas
