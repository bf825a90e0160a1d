// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sync/ConnectionSync.h"
#include "models/sync/SyncHub.h"

#include <QMetaType>
#include <QTimer>

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace atlas {

/// What a hub shows of itself.
struct HubState
{
    std::vector<ClusterStatus> statuses;
    SyncActivity activity;

    friend bool operator==(const HubState&, const HubState&) = default;
};

/// The part of a SyncHub that lives in the fetching thread: the connections, their clusters' names, the heartbeat that
/// starts what is due, and the store's upkeep when nothing else goes on.
class HubWorker : public QObject
{
    Q_OBJECT
public:
    HubWorker(SqliteStore& store, const Clock& clock, const SyncHubOptions& options);
    ~HubWorker() override;

    // All in the worker's thread.
    void start();
    void setConnection(const ConnectionProfile& profile, const QByteArray& secret);
    void removeConnection(const QString& id);
    void setVisible(const QStringList& clusters, TimeRange range);
    void refresh(const QString& connection);
    void cancel();
    void setRetention(const RetentionPolicy& policy);

signals:
    void told(const atlas::HubState& state);

private:
    void beat();
    void tell();
    void keepUp();
    void beginUpkeep();
    std::string storedName(const ConnectionProfile& profile, const std::string& name);
    std::vector<std::string> clustersOf(const QString& connection) const;
    bool isBusy() const;

    SqliteStore& m_store;
    const Clock& m_clock;
    SyncHubOptions m_options;
    std::mt19937 m_engine{std::random_device{}()};
    SyncContext m_context;
    std::map<std::string, std::string> m_sources; ///< cluster in the store -> id of the connection that feeds it
    std::vector<std::unique_ptr<ConnectionSync>> m_connections;
    std::vector<std::string> m_visibleClusters;
    TimeRange m_visible;
    QTimer m_heart, m_telling;

    bool m_upkeepRuns = false;
    std::chrono::milliseconds m_idleSince{0}; ///< steady
    std::optional<std::chrono::milliseconds> m_retained, m_looked; ///< steady: last retention, last look at the check
};

} // namespace atlas

Q_DECLARE_METATYPE(atlas::HubState)
