// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SyncRun.h"

#include "models/domain/Async.h"
#include "models/store/SqliteStore.h"

#include <algorithm>
#include <array>
#include <utility>

namespace atlas {

namespace {

constexpr int maxRunning = 4;
constexpr int monthOfHours = 30 * 24; // servers advise no longer queries
constexpr int workloadHoursPerFetch = 3 * 24; // they are many: commit them in pieces that memory holds
constexpr int snapshotHoursPerFetch = 6; // they are large

constexpr std::string_view clusterEndpoint = "cluster/hourly-stats";
constexpr std::string_view namespaceEndpoint = "namespaces/hourly-stats";
constexpr std::string_view labelEndpoint = "labels/hourly-stats";
constexpr std::string_view workloadEndpoint = "workloads/hourly-stats";
constexpr std::string_view keysEndpoint = "dimension-keys";
constexpr std::string_view snapshotsEndpoint = "snapshots";
constexpr std::string_view latestEndpoint = "snapshots/latest";

constexpr std::array dimensionTypes{DimensionType::Label, DimensionType::Annotation};
/// Label keys that clusters usually have, for servers that do not name theirs.
constexpr std::array usualLabels{"team", "app"};

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

/// A token is missing or wrong, so that every other request would fail alike; a 403 concerns one endpoint only.
bool endsTheRun(const Error& error)
{
    constexpr int httpForbidden = 403, apiNoPermission = 4005;
    return error.cls == ErrorClass::Auth && error.code != httpForbidden && error.code != apiNoPermission;
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

SyncRun::SyncRun(ApiClient& client, SqliteStore& store, const Clock& clock, SyncRequest request, Done done)
    : m_client(client)
    , m_store(store)
    , m_clock(clock)
    , m_request(std::move(request))
    , m_done(std::move(done))
{
}

void SyncRun::begin()
{
    findClusters();
}

// --- Which clusters, which keys ---------------------------------------------------------------------------------

void SyncRun::findClusters()
{
    whenDone(m_client.clusters(), this, [this](Result<std::vector<std::string>> known) {
        if (!known && !endpointMissing(known.error()))
            return finish(tl::unexpected(known.error()));
        if (!known) {
            m_report.notes << tr("The server does not list its clusters.");
            return m_request.clusters.empty() ? findDefaultCluster() : takeClusters(m_request.clusters);
        }
        for (const auto& wanted : m_request.clusters) {
            if (std::find(known->begin(), known->end(), wanted) != known->end())
                continue;
            QStringList names;
            for (const auto& name : *known)
                names << text(name);
            return finish(failure(ErrorClass::Usage,
                tr("The server has no cluster \"%1\"; it has: %2.")
                    .arg(text(wanted), names.join(QLatin1StringView(", ")))));
        }
        takeClusters(m_request.clusters.empty() ? *known : m_request.clusters);
    });
}

/// The rows, or else the latest snapshot, of the server's default cluster tell its name.
void SyncRun::findDefaultCluster()
{
    whenDone(m_client.clusterHoursPage({}, m_request.range, 1), this, [this](Result<DecodedPage<ClusterHour>> page) {
        if (!page)
            return finish(tl::unexpected(page.error()));
        if (!page->rows.empty())
            return takeClusters({page->rows.front().cluster});
        whenDone(m_client.latestSnapshot({}), this, [this](Result<std::optional<AllocationSnapshot>> latest) {
            if (latest && *latest && !(*latest)->head.cluster.empty())
                return takeClusters({(*latest)->head.cluster});
            finish(failure(ErrorClass::Api,
                tr("The server names no cluster and has no rows in this range; name the cluster, or choose another "
                   "range.")));
        });
    });
}

void SyncRun::takeClusters(std::vector<std::string> clusters)
{
    m_report.clusters = std::move(clusters);
    for (const auto& cluster : m_report.clusters) {
        auto coverage = m_store.coverage(cluster);
        if (!coverage)
            return finish(tl::unexpected(coverage.error()));
        m_coverage[cluster] = std::move(*coverage);
    }
    ++m_preparing; // until all questions are asked
    for (const auto& cluster : m_report.clusters) {
        if (m_request.snapshots)
            planSnapshots(cluster);
        if (std::find(m_request.levels.begin(), m_request.levels.end(), Level::Dimension) != m_request.levels.end())
            findKeys(cluster);
    }
    preparationDone();
}

void SyncRun::findKeys(const std::string& cluster)
{
    for (const auto& entry : m_coverage[cluster]) {
        auto& keys = m_keys[cluster];
        if (entry.endpoint == labelEndpoint && entry.dimension
            && std::find(keys.begin(), keys.end(), *entry.dimension) == keys.end())
            keys.push_back(*entry.dimension);
    }
    for (const auto type : dimensionTypes) {
        PlanOptions options;
        options.force = m_request.force;
        if (!due(cluster, keysEndpoint, DimensionKey{type, {}}, m_request.range, options).empty())
            askKeys(cluster, type);
    }
}

void SyncRun::askKeys(const std::string& cluster, DimensionType type)
{
    ++m_preparing;
    whenDone(m_client.dimensionKeys(cluster, type, m_request.range), this,
        [this, cluster, type](Result<std::vector<std::string>> keys) {
            if (keys) {
                takeKeys(cluster, type, *keys);
            } else if (endsTheRun(keys.error())) {
                return finish(tl::unexpected(keys.error()));
            } else if (endpointMissing(keys.error())) {
                guessKeys(cluster, type);
            } else {
                const auto outcome = addOutcome(cluster, keysEndpoint, DimensionKey{type, {}});
                m_report.endpoints[outcome].windows = m_report.endpoints[outcome].failedWindows = 1;
                m_report.endpoints[outcome].error = keys.error();
            }
            preparationDone();
        });
}

void SyncRun::guessKeys(const std::string& cluster, DimensionType type)
{
    const auto note =
        tr("The server does not list its label keys: those of the snapshots and the usual ones are tried.");
    if (!m_report.notes.contains(note))
        m_report.notes << note;
    auto& keys = m_keys[cluster];
    if (type == DimensionType::Annotation) {
        m_annotationsUnnamed.insert(cluster); // the latest snapshot may not be here yet
        return;
    }
    for (const auto* key : usualLabels) {
        if (std::find(keys.begin(), keys.end(), DimensionKey{type, key}) == keys.end())
            keys.push_back({type, key});
    }
}

void SyncRun::takeKeys(const std::string& cluster, DimensionType type, const std::vector<std::string>& names)
{
    auto& keys = m_keys[cluster];
    for (const auto& name : names) {
        if (std::find(keys.begin(), keys.end(), DimensionKey{type, name}) == keys.end())
            keys.push_back({type, name});
    }
    RowBatch batch;
    CoverageEntry entry;
    entry.cluster = cluster;
    entry.endpoint = keysEndpoint;
    entry.dimension = DimensionKey{type, {}};
    entry.range = m_request.range;
    entry.state = CoverageState::Complete;
    entry.rowsReceived = std::int64_t(names.size());
    entry.fetchedAt = m_clock.now();
    batch.coverage.push_back(std::move(entry));
    ++m_preparing;
    whenDone(m_store.commit(std::move(batch)), this, [this](Result<CommitStats> stored) {
        if (!stored)
            return finish(tl::unexpected(stored.error()));
        preparationDone();
    });
}

void SyncRun::preparationDone()
{
    if (--m_preparing > 0)
        return;
    planHours();
    for (const auto& cluster : m_report.clusters) {
        if (m_request.snapshots)
            planSnapshotLists(cluster);
    }
    // Newest first over all endpoints, so that every page of the window soon has something to show.
    std::stable_sort(
        m_jobs.begin(), m_jobs.end(), [](const Job& a, const Job& b) { return a.window.to > b.window.to; });
    m_allJobs = int(m_jobs.size());
    startNext();
}

// --- The plan ---------------------------------------------------------------------------------------------------

std::size_t SyncRun::addOutcome(
    const std::string& cluster, std::string_view endpoint, std::optional<DimensionKey> dimension)
{
    EndpointOutcome outcome;
    outcome.cluster = cluster;
    outcome.endpoint = endpoint;
    outcome.dimension = std::move(dimension);
    m_report.endpoints.push_back(std::move(outcome));
    return m_report.endpoints.size() - 1;
}

std::vector<TimeRange> SyncRun::due(const std::string& cluster, std::string_view endpoint,
    const std::optional<DimensionKey>& dimension, TimeRange range, const PlanOptions& options) const
{
    std::vector<CoveredSpan> spans;
    if (const auto known = m_coverage.find(cluster); known != m_coverage.end()) {
        for (const auto& entry : known->second) {
            if (entry.endpoint != endpoint || entry.dimension != dimension || entry.state == CoverageState::Gap)
                continue;
            spans.push_back({entry.range, std::chrono::floor<std::chrono::seconds>(entry.fetchedAt),
                entry.state != CoverageState::Unverified});
        }
    }
    return planFetches(range, spans, m_clock.now(), options);
}

template <typename Fetch>
void SyncRun::planLevel(std::size_t outcome, int hoursPerFetch, Fetch fetch)
{
    PlanOptions options;
    options.hoursPerFetch = hoursPerFetch;
    options.force = m_request.force;
    const auto& about = m_report.endpoints[outcome];
    for (const auto& window : due(about.cluster, about.endpoint, about.dimension, m_request.range, options)) {
        m_jobs.push_back({outcome, window, [this, fetch](const Job& job) {
                              whenDone(fetch(job.window), this, [this, job](auto result) { takeRows(job, result); });
                          }});
    }
}

void SyncRun::planHours()
{
    for (const auto& cluster : m_annotationsUnnamed) {
        auto& keys = m_keys[cluster];
        for (const auto& annotation : m_latest[cluster].annotations) {
            const DimensionKey key{DimensionType::Annotation, annotation.key};
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                keys.push_back(key);
        }
    }
    for (const auto& cluster : m_report.clusters) {
        for (const Level level : m_request.levels) {
            if (level == Level::Cluster) {
                planLevel(addOutcome(cluster, clusterEndpoint), monthOfHours,
                    [this, cluster](TimeRange window) { return m_client.clusterHours(cluster, window); });
            } else if (level == Level::Namespace) {
                planLevel(addOutcome(cluster, namespaceEndpoint), monthOfHours,
                    [this, cluster](TimeRange window) { return m_client.namespaceHours(cluster, window); });
            } else if (level == Level::Workload) {
                planLevel(addOutcome(cluster, workloadEndpoint), workloadHoursPerFetch,
                    [this, cluster](TimeRange window) { return m_client.workloadHours(cluster, window); });
            } else {
                for (const auto& key : m_keys[cluster]) {
                    planLevel(
                        addOutcome(cluster, labelEndpoint, key), monthOfHours, [this, cluster, key](TimeRange window) {
                            return m_client.dimensionHours(cluster, key, window);
                        });
                }
            }
        }
    }
}

/// Asks for the latest snapshot: it is what the allocation view waits for, and its annotations name keys.
void SyncRun::planSnapshots(const std::string& cluster)
{
    ++m_preparing;
    const auto outcome = addOutcome(cluster, latestEndpoint);
    m_report.endpoints[outcome].windows = 1;
    whenDone(m_client.latestSnapshot(cluster), this,
        [this, cluster, outcome](Result<std::optional<AllocationSnapshot>> latest) {
            auto& result = m_report.endpoints[outcome];
            if (!latest && endsTheRun(latest.error()))
                return finish(tl::unexpected(latest.error()));
            if (!latest && !endpointMissing(latest.error())) {
                result.failedWindows = 1;
                result.error = latest.error();
            } else if (!latest || !*latest) {
                result.missing = true;
                m_report.notes << tr("The server keeps no snapshots of %1.").arg(text(cluster));
            } else {
                result.rows = 1;
                m_latest.emplace(cluster, **latest);
                RowBatch batch;
                batch.snapshots.push_back(**latest);
                ++m_preparing;
                whenDone(m_store.commit(std::move(batch)), this, [this](Result<CommitStats> stored) {
                    if (!stored)
                        return finish(tl::unexpected(stored.error()));
                    m_report.stored.snapshots += stored->snapshots;
                    preparationDone();
                });
            }
            preparationDone();
        });
}

void SyncRun::planSnapshotLists(const std::string& cluster)
{
    const auto latest = std::find_if(m_report.endpoints.begin(), m_report.endpoints.end(),
        [&](const EndpointOutcome& o) { return o.cluster == cluster && o.endpoint == latestEndpoint; });
    if (latest != m_report.endpoints.end() && latest->missing)
        return; // it keeps none: the list would be empty for every window

    // Snapshots do not change once they are taken, and they exist at once.
    PlanOptions options;
    options.hoursPerFetch = snapshotHoursPerFetch;
    options.settle = std::chrono::hours(0);
    options.publishDelay = std::chrono::seconds(0);
    const TimeRange range = m_request.snapshotRange.value_or(m_request.range);
    auto windows = due(cluster, snapshotsEndpoint, std::nullopt, range, options);
    const Instant now = m_clock.now();
    const TimeRange running{
        std::max(range.from, hourStart(hourIndex(now))), std::min(range.to, now + std::chrono::seconds(1))};
    if (!running.isEmpty())
        windows.insert(windows.begin(), running);

    const auto outcome = addOutcome(cluster, snapshotsEndpoint);
    for (const auto& window : windows) {
        m_jobs.push_back({outcome, window, [this, cluster](const Job& job) {
                              whenDone(m_client.snapshots(cluster, job.window), this,
                                  [this, job](Result<std::vector<AllocationSnapshot>> result) {
                                      takeSnapshots(job, std::move(result));
                                  });
                          }});
    }
}

// --- Fetching ---------------------------------------------------------------------------------------------------

void SyncRun::startNext()
{
    while (m_running < maxRunning && !m_jobs.empty()) {
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        if (m_report.endpoints[job.outcome].missing) {
            ++m_doneJobs; // an earlier window told so
            continue;
        }
        ++m_report.endpoints[job.outcome].windows;
        ++m_running;
        job.start(job);
    }
    if (m_running == 0 && m_jobs.empty())
        finish(std::move(m_report));
}

CoverageEntry SyncRun::coverageOf(const Job& job, CoverageState state) const
{
    const auto& about = m_report.endpoints[job.outcome];
    CoverageEntry entry;
    entry.cluster = about.cluster;
    entry.endpoint = about.endpoint;
    entry.dimension = about.dimension;
    entry.range = job.window;
    entry.state = state;
    entry.fetchedAt = m_clock.now();
    return entry;
}

template <typename Row>
void SyncRun::takeRows(const Job& job, Result<WalkResult<Row>> result)
{
    auto& outcome = m_report.endpoints[job.outcome];
    if (!result)
        return failWindow(job, result.error());
    for (const auto& row : result->rows) {
        if (row.cluster != outcome.cluster) {
            return failWindow(job,
                Error{ErrorClass::Payload,
                    tr("The server answered with rows of \"%1\" when asked for \"%2\"; they were not stored.")
                        .arg(text(row.cluster), text(outcome.cluster)),
                    {}, 0, {}});
        }
    }
    for (const auto& warning : result->warnings) {
        if (!m_report.notes.contains(warning))
            m_report.notes << warning;
    }
    RowBatch batch;
    // "No such data" may also mean a name that the server does not know: it is asked again in time.
    const bool doubtfulNothing = result->noData && result->rows.empty();
    auto entry = coverageOf(job, doubtfulNothing ? CoverageState::Unverified : CoverageState::Complete);
    entry.rowsReceived = std::int64_t(result->rows.size());
    entry.statedTotal = result->statedTotal;
    // The later entry counts: what is doubtful of the window follows the window.
    batch.coverage.push_back(entry);
    for (const auto& doubtful : result->unverified) {
        entry.range = doubtful;
        entry.state = CoverageState::Unverified;
        batch.coverage.push_back(entry);
    }
    outcome.unverifiedWindows += result->unverified.empty() ? 0 : 1;
    outcome.rows += std::int64_t(result->rows.size());
    batch.rejectedRows = result->stats.rejectedRows;
    rowsOf(batch, static_cast<const Row*>(nullptr)) = std::move(result->rows);
    commit(job, std::move(batch));
}

void SyncRun::takeSnapshots(const Job& job, Result<std::vector<AllocationSnapshot>> result)
{
    if (!result)
        return failWindow(job, result.error());
    auto& outcome = m_report.endpoints[job.outcome];
    outcome.rows += std::int64_t(result->size());
    RowBatch batch;
    auto entry = coverageOf(job, CoverageState::Complete);
    entry.rowsReceived = std::int64_t(result->size());
    batch.coverage.push_back(std::move(entry));
    batch.snapshots = std::move(*result);
    // Some servers list snapshots without their workloads: the latest, which has them, goes last.
    if (const auto latest = m_latest.find(outcome.cluster);
        latest != m_latest.end() && job.window.contains(latest->second.head.time))
        batch.snapshots.push_back(latest->second);
    commit(job, std::move(batch));
}

void SyncRun::commit(const Job& job, RowBatch batch)
{
    whenDone(m_store.commit(std::move(batch)), this, [this, job](Result<CommitStats> stored) {
        if (!stored)
            return finish(tl::unexpected(stored.error()));
        m_report.stored.inserted += stored->inserted;
        m_report.stored.updated += stored->updated;
        m_report.stored.unchanged += stored->unchanged;
        m_report.stored.older += stored->older;
        m_report.stored.snapshots += stored->snapshots;
        jobDone(job);
    });
}

void SyncRun::failWindow(const Job& job, const Error& error)
{
    if (endsTheRun(error))
        return finish(tl::unexpected(error));
    auto& outcome = m_report.endpoints[job.outcome];
    if (endpointMissing(error)) {
        if (!outcome.missing)
            m_report.notes << tr("The server has no %1.").arg(SyncReport::describe(outcome));
        outcome.missing = true;
    } else {
        ++outcome.failedWindows;
        if (!outcome.error)
            outcome.error = error;
    }
    jobDone(job);
}

void SyncRun::jobDone(const Job& job)
{
    --m_running;
    ++m_doneJobs;
    emit progress({SyncReport::describe(m_report.endpoints[job.outcome]), m_doneJobs, m_allJobs});
    startNext();
}

void SyncRun::finish(Result<SyncReport> result)
{
    if (auto done = std::exchange(m_done, nullptr))
        done(std::move(result));
}

} // namespace atlas
