// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiConfig.h"
#include "models/store/SqliteStore.h"
#include "models/sync/LiveSync.h"
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

/// A server, seen through a cache that is kept in step with it.
class LiveSession final : public Session
{
    Q_OBJECT
public:
    /// `clock` outlives the session.
    LiveSession(std::unique_ptr<SqliteStore> store, const ApiConfig& config, const Clock& clock);

    StoreReader& store() override { return *m_store; }
    SessionStatus status() const override;
    void refresh() override { m_sync.refresh(); }
    void retry(const QString&) override { m_sync.refresh(); }
    void cancel() override { }
    /// The first call begins the fetching.
    void ensureRange(const QStringList& clusters, TimeRange range) override;
    bool isLive() const override { return true; }

private:
    std::unique_ptr<SqliteStore> m_store;
    LiveSync m_sync;
    QString m_source;
    bool m_started = false;
    bool m_wasBusy = false; ///< a first cycle is or was under way
};

} // namespace atlas
