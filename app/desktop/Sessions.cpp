// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Sessions.h"

#include <algorithm>

namespace atlas {

namespace {

SessionState stateOf(ClusterState state)
{
    switch (state) {
    case ClusterState::Fresh:
        return SessionState::Fresh;
    case ClusterState::Stale:
        return SessionState::Stale;
    case ClusterState::Partial:
        return SessionState::Partial;
    case ClusterState::LoginNeeded:
        return SessionState::LoginNeeded;
    case ClusterState::Blocked:
        return SessionState::Blocked;
    case ClusterState::ReadOnly:
        return SessionState::ReadOnly;
    }
    return SessionState::Stale;
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

LiveSession::LiveSession(std::unique_ptr<SqliteStore> store, const QString& source, const Clock& clock)
    : m_store(std::move(store))
    , m_hub(*m_store, clock)
    , m_source(source)
{
    connect(&m_hub, &SyncHub::changed, this, &Session::statusChanged);
}

/// The state of the first cluster that is not fresh; each one's own is in clusterStatuses().
SessionStatus LiveSession::status() const
{
    const auto clusters = m_hub.statuses();
    const auto activity = m_hub.activity();
    SessionStatus status;
    status.source = m_source;
    status.busy = activity.busy || clusters.empty(); // until the fetching thread tells for the first time
    status.activity = activity.text;
    status.done = activity.done;
    status.total = activity.total;
    const auto troubled = std::find_if(
        clusters.begin(), clusters.end(), [](const ClusterStatus& c) { return c.state != ClusterState::Fresh; });
    if (clusters.empty())
        return status;
    const auto& told = troubled == clusters.end() ? clusters.front() : *troubled;
    status.state = stateOf(told.state);
    status.lastSuccess = told.lastSuccess;
    status.error = told.error;
    if (status.state == SessionState::Stale && status.busy && !status.lastSuccess)
        status.state = SessionState::Loading;
    return status;
}

} // namespace atlas
