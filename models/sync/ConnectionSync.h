// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiClient.h"
#include "models/domain/Connection.h"
#include "models/sync/ClusterStanding.h"
#include "models/sync/RefreshSchedule.h"
#include "models/sync/SyncEngine.h"
#include "models/sync/SyncHub.h"

#include <QObject>

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace atlas {

class RequestGate;

/// What all connections of a hub share.
struct SyncContext
{
    SqliteStore& store;
    const Clock& clock;
    const SyncHubOptions& options;
    std::shared_ptr<RequestGate> gate;
    std::function<double()> random;
    /// The name in the store for a cluster of a connection's server.
    std::function<std::string(const ConnectionProfile&, const std::string&)> storedName;
};

/// One server in the fetching thread: what is due of it, what runs, and how its clusters stand. Lives and is called in
/// that thread; destroying it drops what is under way.
class ConnectionSync : public QObject
{
    Q_OBJECT
public:
    /// `known`: its clusters of earlier runs, under their names in the store.
    ConnectionSync(const SyncContext& context, const ConnectionProfile& profile, const QByteArray& secret,
        const std::vector<std::string>& known);
    ~ConnectionSync() override;

    const ConnectionProfile& profile() const { return m_profile; }
    /// Names in the store; empty: all of this connection's.
    void setVisible(const std::vector<std::string>& clusters, TimeRange range);
    void refresh();
    void cancel();
    /// Starts what is due, unless something runs or has to wait. Cheap; called every few seconds.
    void tick();
    bool isBusy() const { return m_task.has_value(); }

    std::vector<ClusterStatus> statuses() const;
    SyncActivity activity() const;

signals:
    void changed();

private:
    struct Task
    {
        FetchKind kind = FetchKind::Snapshots;
        SyncRequest request;
    };

    void plan();
    std::optional<std::vector<std::string>> visibleHere();
    bool isVisible(const std::string& cluster) const;
    void forgetUnseen();
    void addVisible(Instant now, bool force);
    void addVisibleWorkloads(bool force);
    void addRecent(Instant now, bool night, bool force);
    bool& owed(FetchKind kind) { return m_owed[std::size_t(kind)]; }
    Task task(FetchKind kind, TimeRange range);
    void startNext();
    void makeClient();
    void probe();
    void run();
    void ended(const Result<SyncReport>& result);
    void takeReport(FetchKind kind, const SyncReport& report);
    void failedAsAWhole(const Error& error);
    void giveUpQueue();
    void interrupt();
    void pause(const Error& error);
    std::string serverName(const std::string& stored) const;

    const SyncContext& m_context;
    const ConnectionProfile m_profile;
    ApiConfig m_config;
    RefreshSchedule m_schedule;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<SyncEngine> m_engine; ///< null until the base path is known

    std::map<std::string, ClusterStanding>
        m_standings; ///< by name in the store; "": the connection, before it named any
    std::map<std::string, std::string> m_serverNames; ///< by name in the store, where it differs
    std::vector<std::string> m_visibleClusters;
    TimeRange m_visible;
    bool m_visibleIsNew = false;
    bool m_refresh = false; ///< asked for by hand
    std::array<bool, fetchKindCount> m_owed{}; ///< what failed or has gaps: goes with the next snapshots
    std::deque<Task> m_queue;
    std::optional<Task> m_task; ///< under way
    quint64 m_generation = 0; ///< of m_task: answers for an older one are dropped
    SyncProgress m_progress;
    std::optional<std::chrono::milliseconds> m_pausedUntil; ///< steady; max: until somebody does something
    bool m_throttled = false;
    std::optional<std::chrono::milliseconds> m_clientWaitsUntil; ///< steady: within a task, the server asked to wait
};

} // namespace atlas
