// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/HubWorker.h"

#include "models/api/RequestGate.h"
#include "models/domain/Async.h"
#include "models/store/SqliteStore.h"

#include <QCryptographicHash>

#include <algorithm>

namespace atlas {

namespace {

using std::chrono::milliseconds;

// Short enough to notice the end of a sleep soon; the schedule itself is in minutes.
constexpr milliseconds heartbeat(10'000);
// Progress is for people: a few times a second is enough, and keeps the window's thread free.
constexpr milliseconds tellingInterval(100);
constexpr milliseconds upkeepAfterIdle = std::chrono::minutes(2);
constexpr milliseconds upkeepInterval = std::chrono::hours(1); // between two looks at whether anything is due
constexpr milliseconds retentionInterval = std::chrono::hours(24);
constexpr auto integrityInterval = std::chrono::days(7);

/// In the place of a connection's id: the cluster's connection was removed, and this was its server. Only a connection
/// to the same one goes on with its data; elsewhere a cluster of that name is another.
std::string formerServer(const ConnectionProfile& profile)
{
    const auto plain = profile.url.adjusted(
        QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    const auto digest = QCryptographicHash::hash(plain.toEncoded(), QCryptographicHash::Sha256).toHex().left(16);
    return "removed:" + digest.toStdString();
}

} // namespace

HubWorker::HubWorker(SqliteStore& store, const Clock& clock, const SyncHubOptions& options)
    : m_store(store)
    , m_clock(clock)
    , m_options(options)
    , m_context{store, clock, m_options, std::make_shared<RequestGate>(options.maxRequests),
          [this] { return std::uniform_real_distribution<>(0, 1)(m_engine); },
          [this](const ConnectionProfile& profile, const std::string& name) { return storedName(profile, name); }}
    , m_heart(this)
    , m_telling(this)
{
    connect(&m_heart, &QTimer::timeout, this, &HubWorker::beat);
    m_telling.setSingleShot(true);
    m_telling.setInterval(tellingInterval);
    connect(&m_telling, &QTimer::timeout, this, &HubWorker::tell);
}

HubWorker::~HubWorker() = default;

void HubWorker::start()
{
    if (const auto sources = m_store.sources())
        m_sources = *sources;
    m_idleSince = m_clock.steady();
    // From any thread of the store's: by the event loop of this one.
    connect(&m_store, &SqliteStore::healthChanged, this, &HubWorker::beat, Qt::QueuedConnection);
    m_heart.start(std::max(milliseconds(1), m_clock.timerFor(heartbeat)));
}

// --- Orders -----------------------------------------------------------------------------------------------------

void HubWorker::setConnection(const ConnectionProfile& profile, const QByteArray& secret)
{
    auto connection = std::make_unique<ConnectionSync>(m_context, profile, secret, clustersOf(profile.id));
    connect(connection.get(), &ConnectionSync::changed, this, [this] {
        if (!m_telling.isActive())
            m_telling.start();
    });
    auto* const added = connection.get();
    const auto same = std::find_if(m_connections.begin(), m_connections.end(),
        [&](const auto& known) { return known->profile().id == profile.id; });
    if (same == m_connections.end())
        m_connections.push_back(std::move(connection));
    else
        *same = std::move(connection);
    added->setVisible(m_visibleClusters, m_visible);
    tell();
}

void HubWorker::removeConnection(const QString& id)
{
    const auto same = std::ranges::find(m_connections, id, [](const auto& known) { return known->profile().id; });
    if (same != m_connections.end()) {
        RowBatch batch;
        const auto former = formerServer((*same)->profile());
        for (const auto& cluster : clustersOf(id))
            batch.sources[cluster] = m_sources[cluster] = former;
        m_connections.erase(same);
        if (!batch.sources.empty())
            m_store.commit(std::move(batch));
    }
    tell();
}

void HubWorker::setVisible(const QStringList& clusters, TimeRange range)
{
    m_visibleClusters.clear();
    for (const auto& cluster : clusters)
        m_visibleClusters.push_back(cluster.toStdString());
    m_visible = range;
    for (const auto& connection : m_connections)
        connection->setVisible(m_visibleClusters, range);
    tell();
}

void HubWorker::refresh(const QString& id)
{
    for (const auto& connection : m_connections) {
        if (id.isEmpty() || connection->profile().id == id)
            connection->refresh();
    }
    tell();
}

void HubWorker::cancel()
{
    for (const auto& connection : m_connections)
        connection->cancel();
    tell();
}

void HubWorker::setRetention(const RetentionPolicy& policy)
{
    m_options.retention = policy;
    m_retained.reset();
}

// --- Heartbeat --------------------------------------------------------------------------------------------------

void HubWorker::beat()
{
    for (const auto& connection : m_connections)
        connection->tick();
    tell(); // ages change by themselves
    m_store.lookForCommits();
    keepUp();
}

void HubWorker::tell()
{
    m_telling.stop();
    HubState state;
    for (const auto& connection : m_connections) {
        if (!connection->profile().enabled)
            continue;
        auto statuses = connection->statuses();
        std::move(statuses.begin(), statuses.end(), std::back_inserter(state.statuses));
        const auto activity = connection->activity();
        if (!activity.busy)
            continue;
        if (!state.activity.busy || !activity.text.isEmpty())
            state.activity.text = activity.text;
        state.activity.inBackground = activity.inBackground && (state.activity.inBackground || !state.activity.busy);
        state.activity.busy = true;
        state.activity.done += activity.done;
        state.activity.total += activity.total;
    }
    emit told(state);
}

bool HubWorker::isBusy() const
{
    return std::any_of(m_connections.begin(), m_connections.end(), [](const auto& c) { return c->isBusy(); });
}

/// Retention once a day and a check of the whole file once a week, after some time in which nothing was fetched.
void HubWorker::keepUp()
{
    const auto steady = m_clock.steady();
    if (isBusy()) {
        m_idleSince = steady;
        if (m_upkeepRuns)
            m_store.cancelIntegrityCheck();
        return;
    }
    if (m_options.maintenance && !m_upkeepRuns && m_store.health().state == StoreHealth::State::Writable
        && steady - m_idleSince >= upkeepAfterIdle)
        beginUpkeep();
}

void HubWorker::beginUpkeep()
{
    const auto steady = m_clock.steady();
    const auto over = [this](const auto&) { m_upkeepRuns = false; };
    if (!m_retained || steady - *m_retained >= retentionInterval) {
        m_retained = steady;
        m_upkeepRuns = true;
        whenDone(m_store.applyRetention(m_options.retention, m_clock.now()), this, over);
        return;
    }
    if (m_looked && steady - *m_looked < upkeepInterval)
        return;
    m_looked = steady;
    m_upkeepRuns = true;
    whenDone(m_store.facts(), this, [this, over](const Result<StoreFacts>& facts) {
        const bool due =
            facts && (!facts->integrityCheckedAt || m_clock.now() - *facts->integrityCheckedAt >= integrityInterval);
        if (!due)
            return over(facts);
        whenDone(m_store.checkIntegrity(m_clock.now()), this, over);
    });
}

// --- Names ------------------------------------------------------------------------------------------------------

std::vector<std::string> HubWorker::clustersOf(const QString& connection) const
{
    std::vector<std::string> clusters;
    for (const auto& [cluster, source] : m_sources) {
        if (source == connection.toStdString())
            clusters.push_back(cluster);
    }
    return clusters;
}

/// The server's own name, unless another connection feeds a cluster of that name. What it was once stored as stays its
/// name, whatever the connection is called since, and also where the connection was removed and made anew.
std::string HubWorker::storedName(const ConnectionProfile& profile, const std::string& name)
{
    const auto id = profile.id.toStdString();
    for (const auto& source : {id, formerServer(profile)}) {
        for (auto& [stored, feeder] : m_sources) { // the plain name comes first
            if (feeder == source && (stored == name || stored.starts_with(name + '@'))) {
                feeder = id;
                return stored;
            }
        }
    }
    auto own = name;
    for (int i = 1; m_sources.contains(own); ++i)
        own = name + '@' + profile.name.toStdString() + (i > 1 ? ' ' + std::to_string(i) : std::string());
    m_sources.emplace(own, id);
    return own;
}

} // namespace atlas
