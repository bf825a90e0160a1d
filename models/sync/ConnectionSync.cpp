// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/ConnectionSync.h"

#include "models/domain/Async.h"
#include "models/store/SqliteStore.h"
#include "models/sync/ConnectionSettings.h"
#include "models/sync/SyncEndpoints.h"

#include <algorithm>

namespace atlas {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

constexpr auto forEver = milliseconds::max();
constexpr hours longestWorkloadRange{31 * 24};
const std::vector<Level> hourLevels{Level::Cluster, Level::Namespace, Level::Dimension};
constexpr hours recentSettle{48}, nightSettle{35 * 24};

bool isBackground(FetchKind kind)
{
    return kind == FetchKind::Recent || kind == FetchKind::RecentWorkloads;
}

/// When rows of a cluster came whole, by the ledger.
struct EarlierFetches
{
    std::optional<Instant> last;
    std::optional<Instant>
        wholeSince; ///< all that is there of the cluster's hours since `from` was asked for since then
};

EarlierFetches earlierFetches(SqliteStore& store, const std::string& cluster, Instant from)
{
    EarlierFetches fetches;
    for (const auto& entry : store.coverage(cluster).value_or(std::vector<CoverageEntry>())) {
        if (entry.state != CoverageState::Complete)
            continue;
        const auto at = std::chrono::floor<std::chrono::seconds>(entry.fetchedAt);
        fetches.last = std::max(fetches.last.value_or(at), at);
        if (entry.endpoint == endpoints::clusterHours && entry.range.to > from)
            fetches.wholeSince = std::min(fetches.wholeSince.value_or(at), at);
    }
    return fetches;
}

/// Whether a connection still feeds a cluster of the store: its list may have become shorter.
bool feeds(const ConnectionProfile& profile, const std::string& stored)
{
    return profile.clusters.isEmpty() || std::ranges::any_of(profile.clusters, [&](const QString& cluster) {
        const auto name = cluster.toStdString();
        return stored == name || stored.starts_with(name + '@');
    });
}

/// What is asked for because somebody looks at it.
constexpr std::array lookedAt{FetchKind::Visible, FetchKind::VisibleWorkloads};

ApiEnvironment environmentOf(const SyncContext& context)
{
    auto environment = ApiEnvironment::system();
    constexpr milliseconds second(1000);
    environment.random = context.random;
    environment.waitScale = double(context.clock.timerFor(second).count()) / double(second.count());
    environment.now = [&clock = context.clock] { return clock.now(); };
    environment.gate = context.gate;
    return environment;
}

} // namespace

ConnectionSync::ConnectionSync(const SyncContext& context, const ConnectionProfile& profile, const QByteArray& secret,
    const std::vector<std::string>& known)
    : m_context(context)
    , m_profile(profile)
    , m_config(apiConfigOf(profile, secret))
    , m_schedule(context.random())
{
    m_config.maxConcurrent = context.options.maxRequestsPerServer;
    const Instant now = context.clock.now();
    std::optional<Instant> lastNight; // of the cluster that was asked for last: others may be gone from the server
    for (const auto& cluster : known) {
        if (!feeds(profile, cluster))
            continue;
        auto& standing = m_standings[cluster];
        // A day less than the night asks for: the hours of that day were not in the last one's reach.
        const auto earlier = earlierFetches(context.store, cluster, now - context.options.history + hours(24));
        if (earlier.last)
            standing.remember(*earlier.last);
        lastNight = std::max(lastNight, earlier.wholeSince);
    }
    if (lastNight)
        m_schedule.rememberNight(now - *lastNight, context.clock.steady());
    if (m_standings.empty())
        m_standings.emplace(std::string(), ClusterStanding());
    if (const auto why = refusal(profile))
        failedAsAWhole(*why);
}

ConnectionSync::~ConnectionSync() = default;

void ConnectionSync::setVisible(const std::vector<std::string>& clusters, TimeRange range)
{
    m_visibleIsNew = m_visibleIsNew || clusters != m_visibleClusters || range != m_visible;
    m_visibleClusters = clusters;
    m_visible = range;
    forgetUnseen();
    if (m_visibleIsNew && m_task && isBackground(m_task->kind))
        interrupt(); // somebody waits: the background goes on later
    tick();
}

bool ConnectionSync::isVisible(const std::string& cluster) const
{
    return !m_visible.isEmpty()
        && (m_visibleClusters.empty() || std::ranges::find(m_visibleClusters, cluster) != m_visibleClusters.end());
}

/// What failed while a cluster was looked at is not asked for any more once it is not: it says nothing of its state.
void ConnectionSync::forgetUnseen()
{
    bool anySeen = false;
    for (auto& [cluster, standing] : m_standings) {
        if (isVisible(cluster)) {
            anySeen = true;
            continue;
        }
        for (const auto kind : lookedAt)
            standing.forget(kind);
    }
    for (const auto kind : lookedAt)
        owed(kind) = owed(kind) && anySeen;
}

void ConnectionSync::refresh()
{
    m_refresh = true;
    if (m_client)
        m_client->overrideThrottle();
    m_clientWaitsUntil.reset();
    m_pausedUntil.reset();
    m_throttled = false;
    tick();
}

void ConnectionSync::cancel()
{
    giveUpQueue();
    if (m_task)
        interrupt();
    emit changed();
}

/// Ends the task under way; it is owed. The engine says when it is done with what had already come.
void ConnectionSync::interrupt()
{
    if (m_engine && m_engine->isBusy()) {
        m_engine->cancel();
        return;
    }
    owed(m_task->kind) = true;
    m_task.reset();
    ++m_generation;
}

// --- What is to be done -----------------------------------------------------------------------------------------

void ConnectionSync::tick()
{
    if (!m_profile.enabled || m_task)
        return;
    const auto steady = m_context.clock.steady();
    if (m_pausedUntil && steady < *m_pausedUntil)
        return;
    m_pausedUntil.reset();
    m_throttled = false;
    if (!m_context.store.health().takesCommits())
        return; // nothing could be kept; the store says so itself, and when it takes commits again
    plan();
    startNext();
}

ConnectionSync::Task ConnectionSync::task(FetchKind kind, TimeRange range)
{
    Task task;
    task.kind = kind;
    task.request.connection = m_profile.id.toStdString();
    for (const auto& cluster : m_profile.clusters)
        task.request.clusters.push_back(cluster.toStdString());
    task.request.range = range;
    task.request.first = m_visible;
    task.request.settle = recentSettle;
    task.request.backfillPerSecond = m_context.options.backfillPerSecond;
    task.request.storedName = [this](const std::string& name) {
        auto stored = m_context.storedName(m_profile, name);
        if (stored != name)
            m_serverNames[stored] = name;
        return stored;
    };
    return task;
}

/// Visible first, then the newest snapshot, then what keeps the last weeks whole.
void ConnectionSync::plan()
{
    const Instant now = m_context.clock.now();
    const auto steady = m_context.clock.steady();
    auto due = m_schedule.due(now, steady);
    const bool force = std::exchange(m_refresh, false);
    due.snapshots |= force;
    due.hours |= force || (due.snapshots && (owed(FetchKind::Recent) || owed(FetchKind::RecentWorkloads)));
    const bool owedVisible = owed(FetchKind::Visible) || owed(FetchKind::VisibleWorkloads);
    const bool visible = std::exchange(m_visibleIsNew, false) || force || (due.snapshots && owedVisible);
    // What is asked for now goes before what still waits, and takes the place of its like.
    auto waiting = std::exchange(m_queue, {});
    std::erase_if(waiting, [&](const Task& task) {
        return isBackground(task.kind)          ? due.hours || due.night
            : task.kind == FetchKind::Snapshots ? due.snapshots
                                                : visible;
    });
    if (visible)
        addVisible(now, force);
    if (due.snapshots) {
        auto snapshots = task(FetchKind::Snapshots, {now - hours(24), now + std::chrono::seconds(1)});
        snapshots.request.levels.clear();
        m_queue.push_back(std::move(snapshots));
    }
    if (visible)
        addVisibleWorkloads(force);
    std::move(waiting.begin(), waiting.end(), std::back_inserter(m_queue));
    if (due.hours || due.night)
        addRecent(now, due.night, force);
    m_schedule.began(due, now, steady);
}

/// The clusters of what is visible that are this server's, by its names for them; nullopt: none is.
std::optional<std::vector<std::string>> ConnectionSync::visibleHere()
{
    if (m_visible.isEmpty())
        return std::nullopt;
    if (m_visibleClusters.empty())
        return task(FetchKind::Visible, m_visible).request.clusters;
    std::vector<std::string> names;
    for (const auto& cluster : m_visibleClusters) {
        if (m_standings.contains(cluster))
            names.push_back(serverName(cluster));
    }
    return names.empty() ? std::nullopt : std::optional(std::move(names));
}

void ConnectionSync::addVisible(Instant now, bool force)
{
    auto clusters = visibleHere();
    if (!clusters)
        return;
    auto visible = task(FetchKind::Visible, m_visible);
    visible.request.clusters = std::move(*clusters);
    visible.request.levels = hourLevels;
    // Of a long range, snapshots of its last day: more would be much to fetch, and little to look at.
    const Instant end = std::min(m_visible.to, now + std::chrono::seconds(1));
    visible.request.snapshotRange = TimeRange{std::max(m_visible.from, end - hours(24)), end};
    visible.request.force = force;
    visible.request.backfillPerSecond = 0; // somebody waits for it
    m_queue.push_back(std::move(visible));
}

/// The rows of workloads are many: of a long range, those of its last month.
void ConnectionSync::addVisibleWorkloads(bool force)
{
    auto clusters = visibleHere();
    if (!clusters)
        return;
    auto workloads = task(
        FetchKind::VisibleWorkloads, {std::max(m_visible.from, m_visible.to - longestWorkloadRange), m_visible.to});
    workloads.request.clusters = std::move(*clusters);
    workloads.request.levels = {Level::Workload};
    workloads.request.snapshots = false;
    workloads.request.force = force;
    workloads.request.backfillPerSecond = 0;
    m_queue.push_back(std::move(workloads));
}

void ConnectionSync::addRecent(Instant now, bool night, bool force)
{
    auto recent = task(FetchKind::Recent, {now - m_context.options.history, now});
    recent.request.levels = hourLevels;
    recent.request.snapshots = false;
    recent.request.settle = night ? nightSettle : recentSettle;
    recent.request.force = force;
    auto workloads = task(FetchKind::RecentWorkloads, {now - m_context.options.workloadHistory, now});
    workloads.request.levels = {Level::Workload};
    workloads.request.snapshots = false;
    workloads.request.settle = recent.request.settle;
    workloads.request.force = force;
    if (!recent.request.range.isEmpty())
        m_queue.push_back(std::move(recent));
    if (!workloads.request.range.isEmpty())
        m_queue.push_back(std::move(workloads));
}

std::string ConnectionSync::serverName(const std::string& stored) const
{
    const auto known = m_serverNames.find(stored);
    return known == m_serverNames.end() ? stored : known->second;
}

// --- Doing it ---------------------------------------------------------------------------------------------------

void ConnectionSync::startNext()
{
    if (m_task || m_queue.empty())
        return;
    ++m_generation;
    m_task = std::move(m_queue.front());
    m_queue.pop_front();
    m_progress = {};
    emit changed();
    if (m_engine)
        run();
    else
        probe();
}

void ConnectionSync::probe()
{
    makeClient();
    whenDone(m_client->probeBasePath(m_config.baseUrl), this, [this, own = m_generation](Result<ProbeResult> found) {
        if (own != m_generation || !m_task)
            return; // cancelled meanwhile
        if (!found)
            return ended(tl::unexpected(found.error()));
        m_config.baseUrl = found->baseUrl;
        makeClient();
        m_engine = std::make_unique<SyncEngine>(*m_client, m_context.store, m_context.clock);
        connect(m_engine.get(), &SyncEngine::progress, this, [this](const SyncProgress& progress) {
            m_progress = progress;
            emit changed();
        });
        run();
    });
}

void ConnectionSync::makeClient()
{
    m_client = std::make_unique<ApiClient>(m_config, environmentOf(m_context));
    connect(m_client.get(), &ApiClient::throttled, this, [this](milliseconds wait) {
        m_clientWaitsUntil = m_context.clock.steady() + wait;
        emit changed();
    });
}

void ConnectionSync::run()
{
    whenDone(m_engine->sync(m_task->request), this, [this, own = m_generation](const Result<SyncReport>& result) {
        if (own == m_generation && m_task)
            ended(result);
    });
}

void ConnectionSync::ended(const Result<SyncReport>& result)
{
    const auto kind = m_task->kind;
    owed(kind) = true; // unless all of it came
    m_task.reset();
    m_progress = {};
    if (!result)
        failedAsAWhole(result.error());
    else if (!result->cancelled)
        takeReport(kind, *result);
    emit changed();
    // From the event loop: an end must not run into a start.
    QMetaObject::invokeMethod(
        this, [this] { tick(); }, Qt::QueuedConnection);
}

void ConnectionSync::takeReport(FetchKind kind, const SyncReport& report)
{
    if (!report.clusters.empty())
        m_standings.erase(std::string());
    bool nothingCame = !report.clusters.empty();
    owed(kind) = false;
    for (const auto& cluster : report.clusters) {
        int gaps = 0;
        for (const auto& outcome : report.endpoints)
            gaps += outcome.cluster == cluster ? outcome.gaps : 0;
        const auto problem = report.problem(cluster);
        auto& standing = m_standings[cluster];
        standing.ended(kind, problem, gaps, m_context.clock.now(), m_context.clock.steady());
        if (report.serverAhead)
            standing.clockSeen(*report.serverAhead);
        nothingCame = nothingCame && problem && stateOf(*problem) != ClusterState::Partial;
        owed(kind) = owed(kind) || problem || gaps > 0;
        if (problem)
            pause(*problem);
    }
    forgetUnseen(); // they may have gone out of sight meanwhile
    if (report.stopped)
        pause(*report.stopped);
    if (nothingCame || report.stopped)
        giveUpQueue();
}

void ConnectionSync::failedAsAWhole(const Error& error)
{
    giveUpQueue();
    for (auto& [cluster, standing] : m_standings)
        standing.ended(FetchKind::Snapshots, error, 0, m_context.clock.now(), m_context.clock.steady());
    pause(error);
}

/// The rest would fail as this did: it is asked for with the next snapshots.
void ConnectionSync::giveUpQueue()
{
    for (const auto& task : m_queue)
        owed(task.kind) = true;
    m_queue.clear();
}

void ConnectionSync::pause(const Error& error)
{
    const auto steady = m_context.clock.steady();
    const auto state = stateOf(error);
    std::optional<milliseconds> until;
    if (state == ClusterState::LoginNeeded || error.cls == ErrorClass::Usage)
        until = forEver;
    else if (state == ClusterState::Blocked)
        until = steady + hours(1); // certificates are renewed, redirects mended
    else if (error.cls == ErrorClass::Throttled && error.retryAfter)
        until = steady + *error.retryAfter;
    if (until)
        m_pausedUntil = std::max(m_pausedUntil.value_or(*until), *until);
    m_throttled = m_throttled || (until && error.cls == ErrorClass::Throttled);
}

// --- How it stands ----------------------------------------------------------------------------------------------

std::vector<ClusterStatus> ConnectionSync::statuses() const
{
    std::vector<ClusterStatus> statuses;
    const auto steady = m_context.clock.steady();
    const auto now = m_context.clock.now();
    const auto inSeconds = [&](milliseconds at) {
        return now + std::chrono::duration_cast<std::chrono::seconds>(at - steady);
    };
    const bool clientWaits = m_task && m_clientWaitsUntil && *m_clientWaitsUntil > steady;
    const auto health = m_context.store.health();
    for (const auto& [cluster, standing] : m_standings) {
        auto status = standing.status(steady);
        status.cluster = QString::fromStdString(cluster);
        status.connection = m_profile.id;
        status.connectionName = m_profile.name;
        status.insecure = m_profile.insecureHttp && m_profile.url.scheme() == QLatin1StringView("http");
        // A store in memory takes all that comes, and keeps none of it.
        const bool forgets = health.state == StoreHealth::State::InMemory && health.error
            && (status.state == ClusterState::Fresh || status.state == ClusterState::Stale
                || status.state == ClusterState::Partial);
        if (forgets || !health.takesCommits()) {
            status.state = ClusterState::ReadOnly;
            status.error = health.error;
        } else if (!status.error) {
            status.error = health.error; // works, and there is something to know about it
        }
        if (clientWaits)
            status.nextTry = inSeconds(*m_clientWaitsUntil);
        else if (m_pausedUntil && *m_pausedUntil != forEver)
            status.nextTry = inSeconds(*m_pausedUntil);
        else if (!m_pausedUntil && !m_task)
            status.nextTry = inSeconds(steady + m_schedule.untilNext(now, steady));
        status.throttled = m_throttled || clientWaits;
        statuses.push_back(std::move(status));
    }
    return statuses;
}

SyncActivity ConnectionSync::activity() const
{
    const bool background = m_task && isBackground(m_task->kind) && !m_visibleIsNew
        && std::all_of(m_queue.begin(), m_queue.end(), [](const Task& task) { return isBackground(task.kind); });
    return {isBusy(), background, m_progress.text, m_progress.done, m_progress.total};
}

} // namespace atlas
