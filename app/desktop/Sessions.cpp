// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Sessions.h"

namespace atlas {

namespace {

SessionState stateOf(SyncState state)
{
    switch (state) {
    case SyncState::Fresh:
        return SessionState::Fresh;
    case SyncState::Stale:
        return SessionState::Stale;
    case SyncState::Partial:
        return SessionState::Partial;
    case SyncState::LoginNeeded:
        return SessionState::LoginNeeded;
    case SyncState::Blocked:
        return SessionState::Blocked;
    case SyncState::ReadOnly:
        return SessionState::ReadOnly;
    }
    return SessionState::Stale;
}

/// Host and port: what people know a server by.
QString placeOf(const QUrl& url)
{
    return url.port() < 0 ? url.host() : QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
}

} // namespace

OfflineSession::OfflineSession(std::unique_ptr<SqliteStore> store, const QString& source)
    : m_store(std::move(store))
{
    m_status.state = SessionState::ReadOnly;
    m_status.source = source;
    if (const auto rejected = m_store->rejectedRows())
        m_status.rejectedRows = *rejected;
}

LiveSession::LiveSession(std::unique_ptr<SqliteStore> store, const ApiConfig& config, const Clock& clock)
    : m_store(std::move(store))
    , m_sync(config, *m_store, clock)
    , m_source(tr("API %1").arg(placeOf(config.baseUrl)))
{
    connect(&m_sync, &LiveSync::statusChanged, this, [this] {
        m_wasBusy = m_wasBusy || m_sync.status().busy;
        emit statusChanged();
    });
}

SessionStatus LiveSession::status() const
{
    const auto sync = m_sync.status();
    SessionStatus status;
    status.source = m_source;
    status.state = stateOf(sync.state);
    status.lastSuccess = sync.lastSuccess;
    status.error = sync.error;
    // From the call that begins it until the fetching thread reports for the first time, it is under way as well.
    status.busy = sync.busy || (m_started && !m_wasBusy && !sync.error);
    if (status.state == SessionState::Stale && status.busy && !sync.lastSuccess)
        status.state = SessionState::Loading;
    status.activity = sync.progress;
    status.done = sync.done;
    status.total = sync.total;
    return status;
}

void LiveSession::ensureRange(const QStringList& clusters, TimeRange range)
{
    if (!m_started) {
        m_started = true;
        m_sync.start(range);
        return;
    }
    std::vector<std::string> names;
    for (const auto& cluster : clusters)
        names.push_back(cluster.toStdString());
    m_sync.ensureRange(names, range);
}

} // namespace atlas
