// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SqliteStore.h"
#include "models/sync/SyncEndpoints.h"
#include "models/sync/SyncRun.h"

#include <algorithm>
#include <array>
#include <utility>

/// What a sync has to know before it can fetch hours: which clusters, which label keys, which snapshots there are.
namespace atlas {

namespace {

using endpoints::forbiddenFor;
using endpoints::missingFor;
using endpoints::text;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr hours listAge{1}; // of the clusters
constexpr hours keysAge{24};
constexpr minutes snapshotChain{8}; // longer without one: the list has to tell what was taken meanwhile

constexpr std::array dimensionTypes{DimensionType::Label, DimensionType::Annotation};
/// Label keys that clusters usually have, for servers that do not name theirs.
constexpr std::array usualLabels{"team", "app"};

bool isClusterWide(const AllocationSnapshot& snapshot)
{
    return snapshot.head.dimensionType.empty() || snapshot.head.dimensionType == "cluster";
}

bool contains(const std::vector<std::string>& list, const std::string& name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

} // namespace

// --- Clusters ---------------------------------------------------------------------------------------------------

void SyncRun::findClusters()
{
    const auto& wanted = m_request.clusters;
    if (clustersAreKnown())
        return takeClusters(wanted.empty() ? m_memory.clusters : wanted);
    const SyncMemory::Place place{std::string(), std::string(endpoints::clusters)};
    const auto missing = m_memory.missing.find(place);
    const auto forbidden = m_memory.forbidden.find(place);
    if ((missing != m_memory.missing.end() && m_clock.steady() < missing->second)
        || (forbidden != m_memory.forbidden.end() && m_clock.steady() < forbidden->second.until))
        return wanted.empty() ? findDefaultCluster() : takeClusters(wanted);
    ask(m_client.clusters(), [this](const Result<std::vector<std::string>>& known) { takeClusterList(known); });
}

/// As of an hour ago at most, and with all that are asked for.
bool SyncRun::clustersAreKnown() const
{
    if (!m_memory.clustersAt || m_request.force || m_clock.steady() - *m_memory.clustersAt >= listAge)
        return false;
    return std::all_of(m_request.clusters.begin(), m_request.clusters.end(),
        [&](const std::string& name) { return contains(m_memory.clusters, name); });
}

void SyncRun::takeClusterList(const Result<std::vector<std::string>>& known)
{
    const auto& wanted = m_request.clusters;
    if (!known) {
        const bool listed = m_memory.clustersAt.has_value(); // before: then a page says nothing about the server
        if (endpointMissing(known.error()) && !(isPage(known.error()) && listed))
            m_listMissing = known.error();
        else if (!isForbidden(known.error()))
            return finish(tl::unexpected(known.error()));
        else
            m_memory.forbidden[{{}, std::string(endpoints::clusters)}] = {
                m_clock.steady() + forbiddenFor, known.error()};
        note(tr("The server does not list its clusters."));
        return wanted.empty() ? findDefaultCluster() : takeClusters(wanted);
    }
    m_anyAnswer = true;
    m_memory.clusters = *known;
    m_memory.clustersAt = m_clock.steady();
    for (const auto& name : wanted) {
        if (contains(*known, name))
            continue;
        QStringList names;
        for (const auto& other : *known)
            names << text(other);
        return finish(failure(ErrorClass::Usage,
            tr("The server has no cluster \"%1\"; it has: %2.").arg(text(name), names.join(QLatin1StringView(", ")))));
    }
    takeClusters(wanted.empty() ? *known : wanted);
}

/// The rows, or else the latest snapshot, of the server's default cluster tell its name.
void SyncRun::findDefaultCluster()
{
    const auto found = [this](const std::string& name) {
        m_anyAnswer = true;
        m_memory.clusters = {name};
        if (!m_listMissing || !isPage(*m_listMissing)) // else the list is asked for again
            m_memory.clustersAt = m_clock.steady();
        takeClusters(m_memory.clusters);
    };
    ask(m_client.clusterHoursPage({}, m_request.range, 1), [this, found](const Result<DecodedPage<ClusterHour>>& page) {
        if (!page)
            return finish(tl::unexpected(page.error()));
        if (!page->rows.empty())
            return found(page->rows.front().cluster);
        ask(m_client.latestSnapshot({}), [this, found](const Result<LatestSnapshot>& latest) {
            if (latest && latest->snapshot && !latest->snapshot->head.cluster.empty())
                return found(latest->snapshot->head.cluster);
            finish(failure(ErrorClass::Api,
                tr("The server names no cluster and has no rows in this range; name the cluster, or choose another "
                   "range.")));
        });
    });
}

void SyncRun::takeClusters(const std::vector<std::string>& clusters)
{
    for (const auto& cluster : clusters) {
        const auto& name = m_stored[cluster] = m_request.storedName ? m_request.storedName(cluster) : cluster;
        m_report.clusters.push_back(name);
        auto coverage = m_store.coverage(name);
        if (!coverage)
            return finish(tl::unexpected(coverage.error()));
        m_coverage[name] = std::move(*coverage);
        if (!m_request.connection.empty() && m_memory.sourcesSaid.insert(name).second)
            m_pending.sources[name] = m_request.connection;
    }
    const bool labels =
        std::find(m_request.levels.begin(), m_request.levels.end(), Level::Dimension) != m_request.levels.end();
    for (const auto& cluster : clusters) {
        if (m_request.snapshots)
            askLatest(cluster);
        addHourLanes(cluster);
        if (labels)
            findKeys(cluster);
    }
    compareDays();
}

// --- Label and annotation keys ----------------------------------------------------------------------------------

void SyncRun::findKeys(const std::string& cluster)
{
    for (const auto& entry : m_coverage[stored(cluster)]) {
        if (entry.endpoint == endpoints::labelHours && entry.dimension)
            addKey(cluster, *entry.dimension);
    }
    for (const auto type : dimensionTypes) {
        TimeRange range = m_request.range;
        if (keysAreDue(cluster, type, range))
            askKeys(cluster, type, range);
    }
}

/// Keys are asked for once a day, and when the range grows. Widens `range` by what was asked for before.
bool SyncRun::keysAreDue(const std::string& cluster, DimensionType type, TimeRange& range) const
{
    const auto asked = m_memory.keys.find({cluster, type});
    if (asked != m_memory.keys.end()) {
        const auto age = m_clock.steady() - asked->second.at;
        const auto& known = asked->second.range;
        if (age < (m_request.force ? listAge : keysAge) && known.from <= range.from && range.to <= known.to)
            return false;
        range = {std::min(range.from, known.from), std::max(range.to, std::min(known.to, m_clock.now()))};
        return true;
    }
    std::vector<CoveredSpan> spans;
    for (const auto& entry : m_coverage.at(stored(cluster))) {
        if (entry.endpoint == endpoints::keys && entry.dimension == DimensionKey{type, {}})
            spans.push_back(coveredSpan(entry));
    }
    PlanOptions options;
    options.force = m_request.force;
    return !dueStretches(range, spans, m_clock.now(), options).empty();
}

void SyncRun::askKeys(const std::string& cluster, DimensionType type, TimeRange range)
{
    const SyncMemory::Place place{cluster, std::string(endpoints::keys)};
    if (const auto missing = m_memory.missing.find(place);
        missing != m_memory.missing.end() && missing->second > m_clock.steady())
        return guessKeys(cluster, type);
    if (const auto forbidden = m_memory.forbidden.find(place);
        forbidden != m_memory.forbidden.end() && forbidden->second.until > m_clock.steady())
        return; // those that are known have to do
    ask(m_client.dimensionKeys(cluster, type, range),
        [this, cluster, type, range](
            const Result<std::vector<std::string>>& keys) { takeKeys(cluster, type, range, keys); });
}

void SyncRun::takeKeys(
    const std::string& cluster, DimensionType type, TimeRange range, const Result<std::vector<std::string>>& keys)
{
    if (!keys) {
        const auto outcome = addOutcome(cluster, endpoints::keys, DimensionKey{type, {}});
        auto& about = m_report.endpoints[outcome];
        about.windows = 1;
        const bool missing = saysMissing(about, keys.error());
        if (!missing) {
            about.failedWindows = 1;
            about.error = keys.error();
        }
        endsMore(outcome, cluster, keys.error());
        if (m_done && missing)
            guessKeys(cluster, type);
        return;
    }
    m_anyAnswer = true;
    constexpr Instant forGood = Instant::max();
    const bool untilNow = range.to >= m_clock.now() - hours(1);
    m_memory.keys[{cluster, type}] = {m_clock.steady(), {range.from, untilNow ? forGood : range.to}};
    for (const auto& name : *keys)
        addKey(cluster, {type, name});
    CoverageEntry entry;
    entry.cluster = stored(cluster);
    entry.endpoint = endpoints::keys;
    entry.dimension = DimensionKey{type, {}};
    entry.range = range;
    entry.state = CoverageState::Complete;
    entry.rowsReceived = std::int64_t(keys->size());
    entry.fetchedAt = m_clock.now();
    m_pending.coverage.push_back(std::move(entry));
    flush();
}

void SyncRun::guessKeys(const std::string& cluster, DimensionType type)
{
    note(tr("The server does not list its label keys: those of the snapshots and the usual ones are tried."));
    if (type == DimensionType::Label) {
        for (const auto* key : usualLabels)
            addKey(cluster, {type, key});
        return;
    }
    m_annotationsUnnamed.insert(cluster); // the latest snapshot may not be here yet
    for (const auto& key : m_annotations[cluster])
        addKey(cluster, {type, key});
}

// --- Snapshots --------------------------------------------------------------------------------------------------

/// The latest snapshot is what the allocation view waits for, and its annotations name keys.
void SyncRun::askLatest(const std::string& cluster)
{
    const auto outcome = addOutcome(cluster, endpoints::latest);
    if (isShut(outcome, cluster))
        return;
    m_report.endpoints[outcome].windows = 1;
    ask(m_client.latestSnapshot(cluster),
        [this, cluster, outcome](const Result<LatestSnapshot>& latest) { takeLatest(cluster, outcome, latest); });
}

void SyncRun::takeLatest(const std::string& cluster, std::size_t outcome, const Result<LatestSnapshot>& latest)
{
    auto& about = m_report.endpoints[outcome];
    const auto none = [&] { note(tr("The server keeps no snapshots of %1.").arg(text(about.cluster))); };
    if (!latest) {
        const bool missing = saysMissing(about, latest.error());
        if (missing) {
            none();
        } else {
            about.failedWindows = 1;
            about.error = latest.error();
        }
        endsMore(outcome, cluster, latest.error());
        if (m_done && !missing)
            addSnapshotLane(cluster, true);
        return;
    }
    m_anyAnswer = true;
    if (!latest->snapshot) { // as newer servers say for good
        none();
        about.missing = true;
        m_memory.missing[{cluster, about.endpoint}] = m_clock.steady() + missingFor;
        return;
    }
    const auto& snapshot = *latest->snapshot;
    const auto& name = snapshot.head.cluster;
    if (!name.empty() && name != cluster) {
        about.failedWindows = 1;
        about.error = foreignRows(cluster, name);
        return;
    }
    about.rows = 1;
    const auto before = m_memory.latest.find(cluster);
    const bool chained = before != m_memory.latest.end() && m_clock.steady() - before->second.at < snapshotChain;
    if (before == m_memory.latest.end() || before->second.time != snapshot.head.time) // else they are known
        addFindings(m_pending, latest->stats, about.cluster, about.endpoint, m_clock.now());
    if (!isClusterWide(snapshot))
        findClusterSnapshot(cluster, hours(1));
    keepLatest(cluster, snapshot);
    addSnapshotLane(cluster, !chained || m_request.force);
}

/// The latest snapshot is about something else: the newest about the whole cluster is in the list.
void SyncRun::findClusterSnapshot(const std::string& cluster, hours back)
{
    const Instant now = m_clock.now();
    ask(m_client.snapshots(cluster, {now - back, now + seconds(1)}),
        [this, cluster, back](const Result<DecodedPage<AllocationSnapshot>>& list) {
            if (!list)
                return; // the list has a lane of its own, which tells
            const auto newest = std::find_if(list->rows.rbegin(), list->rows.rend(), isClusterWide);
            if (newest != list->rows.rend() && newest->head.cluster == cluster)
                keepLatest(cluster, *newest);
            else if (back < hours(24))
                findClusterSnapshot(cluster, hours(24));
        });
}

void SyncRun::keepLatest(const std::string& cluster, AllocationSnapshot snapshot)
{
    for (const auto& annotation : snapshot.annotations) {
        if (m_annotations[cluster].insert(annotation.key).second && m_annotationsUnnamed.contains(cluster))
            addKey(cluster, {DimensionType::Annotation, annotation.key});
    }
    auto& known = m_memory.latest[cluster];
    known.at = m_clock.steady();
    if (known.time == snapshot.head.time && isClusterWide(snapshot) && !m_request.force)
        return; // stored before
    if (isClusterWide(snapshot))
        known.time = snapshot.head.time;
    snapshot.head.cluster = stored(cluster);
    m_touched.insert(stored(cluster));
    m_pending.snapshots.push_back(std::move(snapshot));
    flush();
}

void SyncRun::addSnapshotLane(const std::string& cluster, bool runningHour)
{
    // Snapshots do not change once they are taken, and they exist at once.
    PlanOptions options;
    options.settle = hours(0);
    options.publishDelay = seconds(0);
    options.first = m_request.first;
    const TimeRange range = m_request.snapshotRange.value_or(m_request.range);
    auto* lane = addLane(cluster, endpoints::snapshots, std::nullopt, options, range,
        [this](Lane& own, TimeRange window, Instant askedAt) {
            const auto asked = m_client.snapshots(own.cluster, window);
            remember(asked);
            whenDone(asked, this, [this, &own, window, askedAt](Result<DecodedPage<AllocationSnapshot>> list) {
                takeSnapshots(own, window, askedAt, std::move(list));
            });
        });
    if (!lane)
        return;
    constexpr int mostHours = 24, firstHours = 2;
    lane->longestHours = mostHours;
    if (lane->density->hours == 0)
        *lane->density = {0, firstHours};
    const Instant now = m_clock.now();
    const TimeRange running{std::max(range.from, hourStart(hourIndex(now))), std::min(range.to, now + seconds(1))};
    if (runningHour && !running.isEmpty() && !m_stopped)
        lane->due.insert(lane->due.begin(), running);
}

} // namespace atlas
