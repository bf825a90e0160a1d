// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/SqliteStore.h"
#include "models/sync/SyncHub.h"
#include "models/views/Session.h"

#include <memory>

namespace atlas {

/// An opened store: nothing is asked for, nothing changes.
class OfflineSession final : public Session
{
    Q_OBJECT
public:
    OfflineSession(std::unique_ptr<SqliteStore> store, const QString& source);

    StoreReader& store() override { return *m_store; }
    SessionStatus status() const override { return m_status; }
    void refresh() override { }
    void ensureRange(const QStringList&, TimeRange) override { }
    bool isLive() const override { return false; }
    void retry(const QString&) override { }
    void cancel() override { }

private:
    std::unique_ptr<SqliteStore> m_store;
    SessionStatus m_status;
};

/// One or more servers, seen through a cache that is kept in step with them.
class LiveSession final : public Session
{
    Q_OBJECT
public:
    /// `clock` outlives the session. Connections are added through hub().
    LiveSession(std::unique_ptr<SqliteStore> store, const QString& source, const Clock& clock);

    StoreReader& store() override { return *m_store; }
    SessionStatus status() const override;
    void refresh() override { m_hub.refresh(); }
    /// The first call begins the fetching.
    void ensureRange(const QStringList& clusters, TimeRange range) override { m_hub.setVisible(clusters, range); }
    bool isLive() const override { return true; }
    std::vector<ClusterStatus> clusterStatuses() const override { return m_hub.statuses(); }
    void retry(const QString& connection) override { m_hub.refresh(connection); }
    void cancel() override { m_hub.cancel(); }

    SyncHub& hub() { return m_hub; }

private:
    std::unique_ptr<SqliteStore> m_store;
    SyncHub m_hub;
    QString m_source;
};

} // namespace atlas
