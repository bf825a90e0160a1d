// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Sessions.h"

#include "models/domain/Async.h"
#include "models/views/ClusterStates.h"
#include "models/views/DisplaySettings.h"

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

SyncHubOptions hubOptions(const RetentionPolicy& retention)
{
    SyncHubOptions options;
    options.retention = retention;
    return options;
}

/// Neither fetched nor failed yet: its first cycle is under way, or about to be.
bool isAwaited(const ClusterStatus& status)
{
    return !status.lastSuccess && !status.error && !status.throttled;
}

} // namespace

QString placeOf(const QUrl& url)
{
    return url.port() < 0 ? url.host() : QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
}

OfflineSession::OfflineSession(std::unique_ptr<SqliteStore> store, const QString& source, OpenedStore opened)
    : m_opened(std::move(opened))
    , m_store(std::move(store))
{
    m_status.state = SessionState::ReadOnly;
    m_status.source = source;
    whenDone(m_store->facts(), this, [this](const Result<StoreFacts>& facts) {
        if (!facts)
            return;
        m_status.rejectedRows = facts->rejectedRows;
        emit statusChanged();
    });
}

void OfflineSession::setFollowsFiles(bool on)
{
    if (on == m_followsFiles)
        return;
    m_followsFiles = on;
    emit settingsChanged();
    emit statusChanged();
}

QMap<QString, QString> OfflineSession::display(const QString& cluster) const
{
    for (const auto& source : m_opened.sources) {
        if (m_followsFiles && std::ranges::find(source.clusters, cluster.toStdString()) != source.clusters.end())
            return source.display;
    }
    return {};
}

UsageOptions OfflineSession::usageOptions(const QString& cluster) const
{
    return usageFrom(display(cluster));
}

QByteArray OfflineSession::displayZone(const QString& cluster) const
{
    return zoneFrom(display(cluster));
}

std::optional<GpuPrice> OfflineSession::price(const QString& cluster) const
{
    return priceFrom(display(cluster));
}

LiveSession::LiveSession(std::unique_ptr<SqliteStore> store, std::map<std::string, std::string> sources,
    const Clock& clock, const RetentionPolicy& retention)
    : m_store(std::move(store))
    , m_sources(std::move(sources))
    , m_retention(retention)
    , m_hub(*m_store, clock, hubOptions(retention))
{
    connect(&m_hub, &SyncHub::changed, this, &Session::statusChanged);
    // What could not be used comes with what could; a few looks are enough for many commits.
    constexpr std::chrono::seconds pause(2);
    m_counting.setSingleShot(true);
    m_counting.setInterval(pause);
    connect(&m_counting, &QTimer::timeout, this, &LiveSession::countRejected);
    connect(m_store.get(), &StoreReader::changed, this, [this] {
        if (!m_counting.isActive())
            m_counting.start();
    });
    countRejected();
}

void LiveSession::countRejected()
{
    whenDone(m_store->facts(), this, [this](const Result<StoreFacts>& facts) {
        if (!facts || facts->rejectedRows == m_rejectedRows)
            return;
        m_rejectedRows = facts->rejectedRows;
        emit statusChanged();
    });
}

void LiveSession::setConnection(
    const ConnectionProfile& profile, const QByteArray& secret, const std::optional<Error>& unreadable)
{
    if (unreadable)
        m_unreadable.insert(profile.id, *unreadable);
    else
        m_unreadable.remove(profile.id);
    const auto place = std::ranges::find(m_profiles, profile.id, &ConnectionProfile::id);
    if (!profile.enabled)
        m_profiles.erase(place, place == m_profiles.end() ? place : place + 1);
    else if (place == m_profiles.end())
        m_profiles.push_back(profile);
    else
        *place = profile;
    m_hub.setConnection(profile, secret);
    emit settingsChanged();
    emit statusChanged();
}

void LiveSession::removeConnection(const QString& id)
{
    std::erase_if(m_profiles, [&id](const auto& profile) { return profile.id == id; });
    m_hub.removeConnection(id);
    emit statusChanged();
}

QString LiveSession::source() const
{
    if (m_profiles.size() == 1)
        return tr("API %1").arg(m_profiles.front().name);
    return tr("%n connection(s)", nullptr, int(m_profiles.size()));
}

std::vector<ClusterStatus> LiveSession::clusterStatuses() const
{
    auto statuses = m_hub.statuses();
    for (auto& status : statuses) {
        if (status.state == ClusterState::LoginNeeded && m_unreadable.contains(status.connection))
            status.error = m_unreadable.value(status.connection);
    }
    return statuses;
}

SessionStatus LiveSession::status() const
{
    const auto statuses = clusterStatuses();
    const auto activity = m_hub.activity();
    SessionStatus status;
    status.source = source();
    status.rejectedRows = m_rejectedRows;
    const bool awaited = m_started && !m_profiles.empty()
        && (statuses.empty() || std::any_of(statuses.begin(), statuses.end(), isAwaited));
    status.busy = activity.busy || awaited;
    status.inBackground = activity.inBackground && !awaited;
    status.activity = activity.text;
    status.done = activity.done;
    status.total = activity.total;
    if (const auto* leading = leadingStatus(statuses, m_primary)) {
        status.state = stateOf(leading->state);
        status.lastSuccess = leading->lastSuccess;
        status.error = leading->error;
        if (isAwaited(*leading) && leading->state == ClusterState::Stale)
            status.state = SessionState::Loading;
    }
    return status;
}

void LiveSession::ensureRange(const QStringList& clusters, TimeRange range)
{
    m_started = true;
    m_primary = clusters.value(0);
    m_hub.setVisible(clusters, range);
}

void LiveSession::setRetention(const RetentionPolicy& policy)
{
    m_retention = policy;
    m_hub.setRetention(policy);
    emit retentionChanged(policy);
}

const ConnectionProfile* LiveSession::profileOf(const QString& cluster) const
{
    QString id;
    if (const auto known = m_sources.find(cluster.toStdString()); known != m_sources.end())
        id = QString::fromStdString(known->second);
    for (const auto& status : m_hub.statuses()) {
        if (status.cluster == cluster)
            id = status.connection;
    }
    const auto found =
        std::find_if(m_profiles.begin(), m_profiles.end(), [&id](const auto& profile) { return profile.id == id; });
    return found == m_profiles.end() ? nullptr : &*found;
}

UsageOptions LiveSession::usageOptions(const QString& cluster) const
{
    UsageOptions options;
    if (const auto* profile = profileOf(cluster)) {
        options.basis = profile->basis;
        options.zeroHoursAreUnknown = profile->zeroHoursAreUnknown;
    }
    return options;
}

QByteArray LiveSession::displayZone(const QString& cluster) const
{
    const auto* profile = profileOf(cluster);
    return profile ? profile->zone : QByteArray();
}

std::optional<GpuPrice> LiveSession::price(const QString& cluster) const
{
    const auto* profile = profileOf(cluster);
    if (!profile || profile->pricePerGpuHour < 0)
        return std::nullopt;
    return GpuPrice{profile->pricePerGpuHour, profile->currency};
}

} // namespace atlas
