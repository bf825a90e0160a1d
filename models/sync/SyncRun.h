// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiClient.h"
#include "models/domain/Async.h"
#include "models/sync/FetchPlanner.h"
#include "models/sync/SyncMemory.h"
#include "models/sync/SyncReport.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace atlas {

class SqliteStore;

/// One sync of a SyncEngine, from finding the clusters to the report. Replies that arrive after its end or its death
/// are dropped.
///
/// Each endpoint of a cluster (of labels: each key) is a lane: the hours of it that are due, from which one window
/// after another is cut, as long as its rows are expected to fit one page. Answers are gathered while the store
/// writes, and go into its next transaction together with what the ledger says of them.
class SyncRun : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(Result<SyncReport>)>;

    /// `done` is called once, in this thread; the run may be deleted later only, not in it. All but the request
    /// outlive the run.
    SyncRun(
        ApiClient& client, SqliteStore& store, const Clock& clock, SyncMemory& memory, SyncRequest request, Done done);

    void begin();
    /// Ends it at once with the report of what was done so far.
    void cancel();

signals:
    void progress(const atlas::SyncProgress& progress);

private:
    struct Lane;
    /// Asks for a window; the time is that of asking.
    using FetchWindow = std::function<void(Lane&, TimeRange, Instant)>;
    struct Lane
    {
        std::size_t outcome = 0; ///< index into the report's endpoints
        std::string cluster; ///< the server's name
        std::vector<CoveredSpan> before; ///< what the ledger says when the sync begins
        std::vector<TimeRange> due; ///< still to be asked for, the next first
        std::vector<TimeRange> planned; ///< `due`, when the sync began
        FetchWindow fetch;
        SyncMemory::Density* density = nullptr;
        int longestHours = 30 * 24;
        int running = 0;
        int failures = 0; ///< in a row
        bool proven = false; ///< answered in this sync
    };

    // SyncPreparation.cpp: which clusters, which keys, which snapshots.
    void findClusters();
    bool clustersAreKnown() const;
    void takeClusterList(const Result<std::vector<std::string>>& known);
    void findDefaultCluster();
    void takeClusters(const std::vector<std::string>& clusters);
    void findKeys(const std::string& cluster);
    bool keysAreDue(const std::string& cluster, DimensionType type, TimeRange& range) const;
    void askKeys(const std::string& cluster, DimensionType type, TimeRange range);
    void takeKeys(
        const std::string& cluster, DimensionType type, TimeRange range, const Result<std::vector<std::string>>& keys);
    void guessKeys(const std::string& cluster, DimensionType type);
    void addKey(const std::string& cluster, const DimensionKey& key);
    void askLatest(const std::string& cluster);
    void takeLatest(const std::string& cluster, std::size_t outcome, const Result<LatestSnapshot>& latest);
    void findClusterSnapshot(const std::string& cluster, std::chrono::hours back);
    void keepLatest(const std::string& cluster, AllocationSnapshot snapshot);
    void addSnapshotLane(const std::string& cluster, bool runningHour);
    void addHourLanes(const std::string& cluster);

    // SyncComparison.cpp: days of old that changed on the server.
    void compareDays();
    void askDays(const std::string& cluster);
    void takeDays(const std::string& cluster, TimeRange range, const std::vector<PeriodSummary>& days);
    void noteDoubts(const std::string& cluster, TimeRange window);

    // SyncRun.cpp: fetching and storing.
    template <typename T, typename Then>
    void ask(const QFuture<T>& question, Then then)
    {
        ++m_questions;
        remember(question);
        whenDone(question, this, [this, then = std::move(then)](const T& answer) {
            --m_questions;
            if (!m_done)
                return;
            then(answer);
            startNext();
        });
    }
    /// Asked for only as long as this lasts.
    template <typename T>
    void remember(const QFuture<T>& question)
    {
        std::erase_if(m_asked, [](const QFuture<void>& asked) { return asked.isFinished(); });
        m_asked.push_back(QFuture<void>(question));
    }
    const std::string& stored(const std::string& cluster) const { return m_stored.at(cluster); }
    std::size_t addOutcome(
        const std::string& cluster, std::string_view endpoint, std::optional<DimensionKey> dimension = std::nullopt);
    Lane* addLane(const std::string& cluster, std::string_view endpoint, std::optional<DimensionKey> dimension,
        const PlanOptions& options, TimeRange range, FetchWindow fetch);
    template <typename Row, typename Fetch>
    void addHourLane(const std::string& cluster, std::string_view endpoint, std::optional<DimensionKey> dimension,
        int firstHours, Fetch fetch);
    bool isShut(std::size_t outcome, const std::string& cluster);

    void startNext();
    Lane* nextLane();
    bool isVisible(const TimeRange& window) const;
    bool isBackfill(const TimeRange& window) const;
    void start(Lane& lane);
    template <typename Row>
    void takeRows(Lane& lane, TimeRange window, Instant askedAt, Result<WalkResult<Row>> result);
    void takeSnapshots(Lane& lane, TimeRange window, Instant askedAt, Result<DecodedPage<AllocationSnapshot>> result);
    void answered(Lane& lane, TimeRange window, std::int64_t rows, int requests);
    void failWindow(Lane& lane, TimeRange window, Instant askedAt, const Error& error);
    /// Whether an error says that the server does not have the endpoint. One that answered before is there: a page in
    /// its place is somebody's on the way.
    bool saysMissing(const EndpointOutcome& about, const Error& error) const;
    /// Asks no more for what the server does not have; a page may be gone next time.
    void rememberMissing(const SyncMemory::Place& place, const Error& error);
    /// True where the failure ends the sync, or the asking for this endpoint.
    bool endsMore(std::size_t outcome, const std::string& cluster, const Error& error);
    Error foreignRows(const std::string& cluster, const std::string& answered) const;
    void stopAsking(const Error& why);
    void dropDue(Lane& lane, const Error& why);

    // SyncWriting.cpp: into the store.
    void write(const Lane& lane, const std::vector<CoveredSpan>& spans, TimeRange window, std::int64_t rows,
        std::optional<std::int64_t> total);
    void reopen(const Lane& clusterLane, const std::vector<CoveredSpan>& after);
    void note(const QString& sentence);
    void flush();
    void conclude();
    void countGaps();
    void finish(Result<SyncReport> result);

    ApiClient& m_client;
    SqliteStore& m_store;
    const Clock& m_clock;
    SyncMemory& m_memory;
    const SyncRequest m_request;
    Done m_done; ///< null once it has ended
    SyncReport m_report;
    std::map<std::string, std::string> m_stored; ///< names in the store, by the server's
    std::map<std::string, std::vector<CoverageEntry>> m_coverage; ///< by the name in the store
    std::map<std::string, std::set<std::string>> m_annotations; ///< keys in the latest snapshot, by cluster
    std::set<std::string> m_annotationsUnnamed; ///< clusters whose annotation keys the server does not list
    std::map<std::size_t, Error> m_missing; ///< by outcome: how the server said that it has no such endpoint
    std::set<std::string> m_touched; ///< clusters whose ledger changed
    std::map<std::pair<std::string, Instant>, PeriodSummary> m_doubts; ///< days that differ, until they came again
    std::vector<QFuture<void>> m_asked;
    std::deque<Lane> m_lanes;
    QTimer m_backfillTimer;
    RowBatch m_pending; ///< for the next transaction
    int m_pendingWindows = 0, m_writtenWindows = 0;
    bool m_writing = false;
    std::optional<Error> m_stopped; ///< why nothing more is asked for
    int m_unreached = 0; ///< failures in a row to reach the server
    std::optional<Error> m_listMissing; ///< how the server said that it does not list its clusters
    bool m_anyAnswer = false; ///< the server answered as it should, at least once
    int m_questions = 0; ///< under way beside the lanes'
    int m_running = 0, m_doneWindows = 0;
    QString m_lastDone;
};

} // namespace atlas
