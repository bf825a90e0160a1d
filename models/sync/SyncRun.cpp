// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SyncRun.h"

#include "models/store/SqliteStore.h"
#include "models/sync/SyncEndpoints.h"

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>

namespace atlas {

namespace {

using endpoints::forbiddenFor;
using endpoints::text;
using std::chrono::hours;
using std::chrono::milliseconds;

constexpr int maxRunning = 4; // windows asked for at a time
constexpr int maxHeld = 8; // with those that wait for the store: they are what a sync keeps in memory
constexpr int monthOfHours = 30 * 24; // servers advise no longer queries
constexpr int failuresInARow = 3; // then an endpoint rests until the next sync
constexpr int unreachedInARow = 4; // then the server does
constexpr hours backfillAge{24};

/// The density of an endpoint is not known when it is asked first: the first window is narrow.
constexpr int firstHoursOfNamespaces = 4, firstHoursOfWorkloads = 1;

/// A token is missing or wrong, or the server is not the one it should be: every other request would fail alike.
bool endsTheRun(const Error& error)
{
    return error.cls == ErrorClass::Tls || (error.cls == ErrorClass::Auth && !isForbidden(error));
}

/// The server, or the way to it, is in trouble: the failure tells nothing about what was asked for.
bool isOutOfReach(const Error& error)
{
    constexpr int badGateway = 502, gatewayTimeout = 504;
    return error.cls == ErrorClass::Timeout || error.cls == ErrorClass::Throttled
        || (error.cls == ErrorClass::Net
            && (error.code == 0 || (error.code >= badGateway && error.code <= gatewayTimeout)));
}

std::vector<ClusterHour>& rowsOf(RowBatch& batch, const ClusterHour*)
{
    return batch.clusters;
}
std::vector<NamespaceHour>& rowsOf(RowBatch& batch, const NamespaceHour*)
{
    return batch.namespaces;
}
std::vector<DimensionHour>& rowsOf(RowBatch& batch, const DimensionHour*)
{
    return batch.dimensions;
}
std::vector<WorkloadHour>& rowsOf(RowBatch& batch, const WorkloadHour*)
{
    return batch.workloads;
}

} // namespace

SyncRun::SyncRun(
    ApiClient& client, SqliteStore& store, const Clock& clock, SyncMemory& memory, SyncRequest request, Done done)
    : m_client(client)
    , m_store(store)
    , m_clock(clock)
    , m_memory(memory)
    , m_request(std::move(request))
    , m_done(std::move(done))
{
    m_backfillTimer.setSingleShot(true);
    connect(&m_backfillTimer, &QTimer::timeout, this, &SyncRun::startNext);
    connect(
        &m_client, &ApiClient::clockSeen, this, [this](std::chrono::seconds ahead) { m_report.serverAhead = ahead; });
    connect(&m_client, &ApiClient::exchanged, this, [this](RequestRecord record) {
        record.connection = m_request.connection;
        if (const auto known = m_stored.find(record.cluster); known != m_stored.end())
            record.cluster = known->second;
        m_pending.requests.push_back(std::move(record));
    });
}

void SyncRun::begin()
{
    findClusters();
    startNext();
}

void SyncRun::cancel()
{
    m_report.cancelled = true;
    finish(m_report);
}

// --- Lanes ------------------------------------------------------------------------------------------------------

std::size_t SyncRun::addOutcome(
    const std::string& cluster, std::string_view endpoint, std::optional<DimensionKey> dimension)
{
    EndpointOutcome outcome;
    outcome.cluster = stored(cluster);
    outcome.endpoint = endpoint;
    outcome.dimension = std::move(dimension);
    m_report.endpoints.push_back(std::move(outcome));
    return m_report.endpoints.size() - 1;
}

/// Whether the server refused this endpoint, or said that it has none, not long ago; the outcome then says so.
bool SyncRun::isShut(std::size_t outcome, const std::string& cluster)
{
    auto& about = m_report.endpoints[outcome];
    const SyncMemory::Place place{cluster, about.endpoint};
    const auto now = m_clock.steady();
    if (const auto known = m_memory.forbidden.find(place);
        known != m_memory.forbidden.end() && now < known->second.until) {
        about.forbidden = true;
        about.error = known->second.error;
        return true;
    }
    const auto missing = m_memory.missing.find(place);
    about.missing = missing != m_memory.missing.end() && now < missing->second;
    return about.missing;
}

/// nullptr where there is nothing to ask for, or nobody to be asked.
SyncRun::Lane* SyncRun::addLane(const std::string& cluster, std::string_view endpoint,
    std::optional<DimensionKey> dimension, const PlanOptions& options, TimeRange range, FetchWindow fetch)
{
    const auto outcome = addOutcome(cluster, endpoint, dimension);
    if (isShut(outcome, cluster))
        return nullptr;
    Lane lane;
    lane.outcome = outcome;
    lane.cluster = cluster;
    auto& density = m_memory.densities[{cluster, std::string(endpoint), dimension}];
    const bool measured = density.hours > 0;
    for (const auto& entry : m_coverage[stored(cluster)]) {
        if (entry.endpoint != endpoint || entry.dimension != dimension)
            continue;
        lane.before.push_back(coveredSpan(entry));
        // The longest stretch tells best how dense the rows are: of a short one, most of its request may be gone.
        const bool telling = endpoints::isHourly(endpoint) && endpoint != endpoints::clusterHours;
        if (!measured && telling && entry.rowsReceived > 0 && entry.range.hours() > density.hours)
            density = {double(entry.rowsReceived) / entry.range.hours(), entry.range.hours()};
    }
    lane.density = &density;
    lane.due = lane.planned = dueStretches(range, lane.before, m_clock.now(), options);
    lane.fetch = std::move(fetch);
    m_lanes.push_back(std::move(lane));
    if (m_stopped)
        dropDue(m_lanes.back(), *m_stopped);
    return &m_lanes.back();
}

template <typename Row, typename Fetch>
void SyncRun::addHourLane(const std::string& cluster, std::string_view endpoint, std::optional<DimensionKey> dimension,
    int firstHours, Fetch fetch)
{
    PlanOptions options;
    options.settle = m_request.settle;
    options.force = m_request.force;
    options.first = m_request.first;
    auto* lane = addLane(cluster, endpoint, std::move(dimension), options, m_request.range,
        [this, fetch](Lane& own, TimeRange window, Instant askedAt) {
            const auto rows = fetch(window);
            remember(rows);
            whenDone(rows, this, [this, &own, window, askedAt](Result<WalkResult<Row>> result) {
                takeRows(own, window, askedAt, std::move(result));
            });
        });
    if (lane && lane->density->hours == 0)
        *lane->density = {1, firstHours};
}

void SyncRun::addHourLanes(const std::string& cluster)
{
    for (const Level level : m_request.levels) {
        if (level == Level::Cluster) {
            addHourLane<ClusterHour>(cluster, endpoints::clusterHours, std::nullopt, monthOfHours,
                [this, cluster](TimeRange window) { return m_client.clusterHours(cluster, window); });
        } else if (level == Level::Namespace) {
            addHourLane<NamespaceHour>(cluster, endpoints::namespaceHours, std::nullopt, firstHoursOfNamespaces,
                [this, cluster](TimeRange window) { return m_client.namespaceHours(cluster, window); });
        } else if (level == Level::Workload) {
            addHourLane<WorkloadHour>(cluster, endpoints::workloadHours, std::nullopt, firstHoursOfWorkloads,
                [this, cluster](TimeRange window) { return m_client.workloadHours(cluster, window); });
        }
    }
}

void SyncRun::addKey(const std::string& cluster, const DimensionKey& key)
{
    const auto same = [&](const EndpointOutcome& about) {
        return about.endpoint == endpoints::labelHours && about.dimension == key && about.cluster == stored(cluster);
    };
    if (std::any_of(m_report.endpoints.begin(), m_report.endpoints.end(), same))
        return;
    addHourLane<DimensionHour>(cluster, endpoints::labelHours, key, firstHoursOfNamespaces,
        [this, cluster, key](TimeRange window) { return m_client.dimensionHours(cluster, key, window); });
}

bool SyncRun::isVisible(const TimeRange& window) const
{
    return m_request.first.from < window.to && window.from < m_request.first.to;
}

bool SyncRun::isBackfill(const TimeRange& window) const
{
    return m_request.backfillPerSecond > 0 && window.to <= m_clock.now() - backfillAge;
}

/// The one whose next window comes first: what is visible, then the newest. An endpoint that has not answered yet is
/// asked for one window at a time, so that a server that is away is not asked more often than once an endpoint.
SyncRun::Lane* SyncRun::nextLane()
{
    Lane* next = nullptr;
    std::optional<milliseconds> wait;
    const auto steady = m_clock.steady();
    const auto rank = [this](const Lane& lane) { return std::pair(isVisible(lane.due.front()), lane.due.front().to); };
    for (auto& lane : m_lanes) {
        if (lane.due.empty() || (lane.running > 0 && !lane.proven))
            continue;
        if (isBackfill(lane.due.front()) && m_memory.backfillAt > steady) {
            wait = m_memory.backfillAt - steady;
            continue;
        }
        if (!next || rank(lane) > rank(*next))
            next = &lane;
    }
    if (!next && wait && !m_backfillTimer.isActive())
        m_backfillTimer.start(std::max(milliseconds(1), m_clock.timerFor(*wait)));
    return next;
}

void SyncRun::startNext()
{
    while (m_done && m_running < maxRunning && m_running + m_pendingWindows + m_writtenWindows < maxHeld) {
        auto* lane = nextLane();
        if (!lane)
            break;
        start(*lane);
    }
    if (m_done)
        conclude();
}

void SyncRun::start(Lane& lane)
{
    const int fitting = hoursPerWindow(lane.density->rowsPerHour, lane.density->hours);
    const TimeRange window = takeWindow(lane.due, std::min(fitting, lane.longestHours));
    if (isBackfill(window)) {
        const auto pause = milliseconds(int(1000 / m_request.backfillPerSecond));
        m_memory.backfillAt = std::max(m_memory.backfillAt, m_clock.steady()) + pause;
    }
    ++m_report.endpoints[lane.outcome].windows;
    ++lane.running;
    ++m_running;
    lane.fetch(lane, window, m_clock.now());
}

// --- Answers ----------------------------------------------------------------------------------------------------

/// The lane's endpoint works; `rows` of the window tell how dense its hours are.
void SyncRun::answered(Lane& lane, TimeRange window, std::int64_t rows, int requests)
{
    m_anyAnswer = true;
    m_unreached = 0;
    lane.proven = true;
    lane.failures = 0;
    if (m_report.endpoints[lane.outcome].endpoint != endpoints::clusterHours) { // of those one an hour is all
        const int hours = std::max(1, window.hours());
        const double density = double(rows) / hours;
        // What was denser before may be so again.
        lane.density->rowsPerHour = std::max(density, (lane.density->rowsPerHour + density) / 2);
        lane.density->hours = std::max(lane.density->hours, hours);
    }
    if (requests > 1 && isBackfill(window)) // as many as its walk needed, not one
        m_memory.backfillAt += milliseconds(int((requests - 1) * 1000 / m_request.backfillPerSecond));
    m_lastDone = SyncReport::describe(m_report.endpoints[lane.outcome]);
    m_touched.insert(stored(lane.cluster));
    ++m_pendingWindows;
}

template <typename Row>
void SyncRun::takeRows(Lane& lane, TimeRange window, Instant askedAt, Result<WalkResult<Row>> result)
{
    if (!m_done)
        return;
    --lane.running;
    --m_running;
    if (!result)
        return failWindow(lane, window, askedAt, result.error());
    const auto foreign = std::find_if(
        result->rows.begin(), result->rows.end(), [&](const Row& row) { return row.cluster != lane.cluster; });
    if (foreign != result->rows.end())
        return failWindow(lane, window, askedAt, foreignRows(lane.cluster, foreign->cluster));

    const auto received = std::int64_t(result->rows.size());
    answered(lane, window, received, result->pages);
    auto& about = m_report.endpoints[lane.outcome];
    for (const auto& warning : result->warnings)
        note(warning);
    about.unverifiedWindows += result->unverified.empty() && !result->manyRejected ? 0 : 1;
    about.rows += received;

    AnsweredWindow answer{window, result->unverified, {}};
    // "No such data" may also mean a name that the server does not know: it is asked again in time.
    if (result->manyRejected || (result->noData && result->rows.empty()))
        answer.unverified = {window};
    std::set<HourIndex> hoursWithRows;
    if constexpr (std::is_same_v<Row, ClusterHour>) {
        for (const auto& row : result->rows)
            hoursWithRows.insert(row.at.hour());
        answer.hasRows = [&](HourIndex hour) { return hoursWithRows.contains(hour); };
    }
    const auto after = afterAnswer(answer, lane.before, askedAt);
    if constexpr (std::is_same_v<Row, ClusterHour>) {
        reopen(lane, after);
        noteDoubts(lane.cluster, window);
    }
    write(lane, after, window, received, result->statedTotal);
    addFindings(m_pending, result->stats, about.cluster, about.endpoint, askedAt);

    auto& rows = rowsOf(m_pending, static_cast<const Row*>(nullptr));
    rows.reserve(rows.size() + result->rows.size());
    for (auto& row : result->rows) {
        row.cluster = about.cluster;
        rows.push_back(std::move(row));
    }
    flush();
    startNext();
}

void SyncRun::takeSnapshots(
    Lane& lane, TimeRange window, Instant askedAt, Result<DecodedPage<AllocationSnapshot>> result)
{
    if (!m_done)
        return;
    --lane.running;
    --m_running;
    if (!result)
        return failWindow(lane, window, askedAt, result.error());
    auto& about = m_report.endpoints[lane.outcome];
    std::int64_t parts = 0;
    auto& snapshots = result->rows;
    for (auto& snapshot : snapshots) {
        if (snapshot.head.cluster != lane.cluster)
            return failWindow(lane, window, askedAt, foreignRows(lane.cluster, snapshot.head.cluster));
        snapshot.head.cluster = about.cluster;
        parts += 1 + std::int64_t(snapshot.annotations.size());
        for (const auto& group : snapshot.namespaces)
            parts += 1 + std::int64_t(group.workloads.size());
    }
    constexpr int partsPerRow = 20; // in bytes, and a window of snapshots may have as many as one of rows
    answered(lane, window, parts / partsPerRow, 1);
    about.rows += std::int64_t(snapshots.size());
    write(lane, afterAnswer({window, {}, {}}, {}, askedAt), window, std::int64_t(snapshots.size()), std::nullopt);
    addFindings(m_pending, result->stats, about.cluster, about.endpoint, askedAt);
    std::move(snapshots.begin(), snapshots.end(), std::back_inserter(m_pending.snapshots));
    flush();
    startNext();
}

// --- Failures ---------------------------------------------------------------------------------------------------

Error SyncRun::foreignRows(const std::string& cluster, const std::string& answered) const
{
    return {ErrorClass::Payload,
        tr("The server answered with rows of \"%1\" when asked for \"%2\"; they were not stored.")
            .arg(text(answered), text(cluster)),
        {}, 0, {}};
}

bool SyncRun::saysMissing(const EndpointOutcome& about, const Error& error) const
{
    if (!endpoints::isOptional(about.endpoint) || !endpointMissing(error))
        return false;
    const auto& ledger = m_coverage.at(about.cluster);
    const auto& kept = about.endpoint == endpoints::latest ? endpoints::snapshots : about.endpoint;
    return !isPage(error) || std::none_of(ledger.begin(), ledger.end(), [&](const CoverageEntry& entry) {
        return entry.endpoint == kept && entry.state == CoverageState::Complete;
    });
}

void SyncRun::rememberMissing(const SyncMemory::Place& place, const Error& error)
{
    if (!isPage(error))
        m_memory.missing[place] = m_clock.steady() + endpoints::missingFor;
}

bool SyncRun::endsMore(std::size_t outcome, const std::string& cluster, const Error& error)
{
    auto& about = m_report.endpoints[outcome];
    m_unreached = isOutOfReach(error) ? m_unreached + 1 : 0;
    if (endsTheRun(error)) {
        finish(tl::unexpected(error));
    } else if (error.cls == ErrorClass::Throttled || m_unreached >= unreachedInARow) {
        stopAsking(error);
    } else if (isForbidden(error)) {
        about.forbidden = true;
        m_memory.forbidden[{cluster, about.endpoint}] = {m_clock.steady() + forbiddenFor, error};
        for (auto& lane : m_lanes) { // the other keys of labels
            auto& other = m_report.endpoints[lane.outcome];
            if (lane.cluster != cluster || other.endpoint != about.endpoint)
                continue;
            other.forbidden = true;
            other.error = error;
            lane.due.clear();
        }
    } else if (saysMissing(about, error)) {
        about.missing = true;
        m_missing.emplace(outcome, error);
    } else {
        return false;
    }
    return true;
}

/// Any further request would be one too many. What is under way may still end well.
void SyncRun::stopAsking(const Error& why)
{
    m_stopped = m_report.stopped = why;
    for (auto& lane : m_lanes)
        dropDue(lane, why);
}

/// What is not asked for counts as one failed window: the endpoint is not as it should be.
void SyncRun::dropDue(Lane& lane, const Error& why)
{
    auto& about = m_report.endpoints[lane.outcome];
    if (!lane.due.empty() && about.failedWindows == 0) {
        ++about.windows;
        ++about.failedWindows;
        about.error = why;
    }
    lane.due.clear();
}

void SyncRun::failWindow(Lane& lane, TimeRange window, Instant askedAt, const Error& error)
{
    ++m_doneWindows;
    if (endsMore(lane.outcome, lane.cluster, error))
        lane.due.clear();
    if (!m_done)
        return;
    auto& about = m_report.endpoints[lane.outcome];
    if (!about.missing) {
        ++about.failedWindows;
        if (!about.error)
            about.error = error;
        // Where the endpoint answers otherwise, it is this window that fails.
        const bool aboutWindow = !isOutOfReach(error) || (lane.proven && error.cls == ErrorClass::Timeout);
        const auto after =
            about.forbidden ? std::vector<CoveredSpan>() : afterFailure(window, lane.before, askedAt, aboutWindow);
        write(lane, after, window, 0, std::nullopt);
        if (!after.empty())
            m_touched.insert(about.cluster);
        if (++lane.failures >= failuresInARow || !aboutWindow)
            lane.due.clear();
    }
    m_lastDone = SyncReport::describe(about);
    emit progress({m_lastDone, m_doneWindows, m_doneWindows + m_running});
    flush();
    startNext();
}

} // namespace atlas
