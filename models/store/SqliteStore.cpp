// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SqliteStore.h"

#include "models/store/Answer.h"
#include "models/store/BatchWriter.h"
#include "models/store/FileSystem.h"
#include "models/store/GridCache.h"
#include "models/store/Integrity.h"
#include "models/store/LockFile.h"
#include "models/store/Queries.h"
#include "models/store/Retention.h"
#include "models/store/Schema.h"
#include "models/store/StorePlace.h"
#include "models/store/StoreText.h"
#include "models/store/WriterThread.h"

#include <QFile>
#include <QFileInfo>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <atomic>

namespace atlas {

namespace {
constexpr std::size_t gridCacheBytes = std::size_t(256) << 20;
const TimeRange everything{Instant{}, hourStart(1'000'000)}; // to the year 2084
constexpr int mostConnections = 8; // the server's threads read too

tl::unexpected<Error> readOnlyRefusal()
{
    return failure(
        ErrorClass::Cache, StoreText::tr("The store is open read-only. Nothing was stored; open it for writing."));
}

} // namespace

bool tookTooLong(const Error& error)
{
    return error.cls == ErrorClass::Cache && error.code == SQLITE_INTERRUPT;
}

struct SqliteStore::Parts
{
    /// `opener`: null where each connection only reads.
    Parts(const StorePlace& where, const StoreOptions& o, ConnectionPool::Opener opener)
        : place(where)
        , path(where.path)
        , options(o)
        , connections(
              opener ? std::move(opener) : [this] { return openAnother(); },
              oneForAll() || o.frozen ? 1 : std::max(mostConnections, o.readers),
              where.inMemory || o.frozen ? std::nullopt : std::optional(where.limits.read))
        , grids(gridCacheBytes)
        , identity(where.inMemory ? FileIdentity{} : identityOf(where.path))
    {
        readers.setMaxThreadCount(std::max(1, o.readers));
        checks.setMaxThreadCount(1);
    }

    /// What reads goes through the connection that writes.
    bool oneForAll() const { return place.inMemory || (place.network && !options.readOnly); }

    const StorePlace place;
    const QString path;
    const StoreOptions options;
    ConnectionPool connections;
    GridCache grids;
    std::atomic<std::int64_t> commitsSeen{0}; ///< of the other process that writes, where we only read
    std::atomic<std::int64_t> commitsTold{0}; ///< the same, as far as changed() told of them
    std::atomic<bool> unchanging{false}; ///< the file is read as one that nobody writes to
    FileState state; ///< of the file, when it was opened so
    QThreadPool readers;
    QThreadPool checks; ///< a check takes long: it keeps no reader waiting
    std::atomic<bool> checkCancelled{false};
    std::mutex following;
    FileIdentity identity; ///< of the file that is read, where we only read
    std::unique_ptr<WriterThread> writer; ///< last: ends first

    /// Runs a question on a connection of the pool, in a transaction: all it reads is of one state. Throws.
    template <class Work>
    auto readState(Work work)
    {
        auto connection = connections.borrow();
        if (options.frozen) {
            // One transaction holds that state from the opening on; some errors end it.
            if (sqlite3_get_autocommit(connection->db().handle()) != 0)
                throw sqlite::Failure(sqlite::describe(SQLITE_IOERR, "the frozen state is lost"), SQLITE_IOERR);
            return work(*connection);
        }
        sqlite::Transaction transaction(connection->db(), "BEGIN");
        return work(*connection);
    }
    template <class Work>
    auto read(Work work) -> Result<decltype(work(std::declval<Connection&>()))>
    {
        return sqlite::guarded([&] {
            followFile();
            return readState(std::move(work));
        });
    }

    /// The same on a reading thread.
    template <class Work>
    auto readLater(Work work)
    {
        return QtConcurrent::run(&readers, [this, work = std::move(work)] { return read(work); });
    }

    Result<GridPtr> grid(const GridQuery& query);
    void forgetOldGrids(Connection& connection);
    void followFile();
    std::unique_ptr<Connection> openAnother();
    Result<void> check();
};

/// On a connection of its own: it takes long.
Result<void> SqliteStore::Parts::check()
{
    const auto done = sqlite::guarded([&] {
        if (oneForAll()) {
            checkStore(connections.borrow()->db(), checkCancelled, {});
        } else {
            const auto database = openReader(place);
            checkStore(*database, checkCancelled, path + QStringLiteral("-wal"));
        }
        return true;
    });
    return done ? Result<void>() : Result<void>(tl::unexpect, done.error());
}

/// When another file is in the place of the one that is read, that one is to be read from now on. One that is gone is
/// read on.
void SqliteStore::Parts::followFile()
{
    if (place.inMemory || options.frozen)
        return;
    const auto present = identityOf(path);
    if (present.isNone())
        return;
    if (writer) {
        if (present != writer->fileIdentity())
            writer->lookAtFile(); // it knows how to change over, and tells when that is done
        return;
    }
    const std::lock_guard lock(following);
    if (present == identity) {
        const auto now = unchanging ? stateOf(path) : state;
        if (now == state)
            return;
        connections.renew([&] { // somebody writes to it after all: from now on with locks, if that is possible
            grids.clear();
            unchanging = false;
            state = now;
        });
        return;
    }
    connections.renew([&] {
        if (const auto usable = inspectStoreFile(path); !usable)
            throw sqlite::Failure(usable.error());
        quickCheck(*openReader(place));
        grids.clear();
        identity = present;
        state = stateOf(path);
        commitsTold = -1;
    });
}

std::unique_ptr<Connection> SqliteStore::Parts::openAnother()
{
    bool still = false;
    auto reader = openReader(place, &still);
    if (still)
        unchanging = true;
    if (options.frozen) {
        reader->run("BEGIN");
        reader->scalar("SELECT count(*) FROM meta"); // the first read fixes the state
    }
    return std::make_unique<Connection>(std::move(reader), options.stop);
}

void SqliteStore::Parts::forgetOldGrids(Connection& connection)
{
    const auto commits = queries::counter(connection, "commits");
    if (commitsSeen.exchange(commits) != commits)
        grids.clear();
}

Result<GridPtr> SqliteStore::Parts::grid(const GridQuery& query)
{
    const auto hours = query.range.hours();
    if (hours == 0)
        return std::make_shared<HourGrid>(query.scope, query.range.firstHour(), 0, std::vector<std::string>());
    const auto extent = [&] {
        return readState([&](Connection& connection) { return queries::hoursOf(connection, query.scope); });
    };
    const auto load = [&](HourIndex firstHour) {
        return readState([&](Connection& connection) { return loadBlock(connection, query.scope, firstHour); });
    };
    // No connection is held meanwhile: a block may be on its way in another thread, which then needs one.
    auto grid = sqlite::guarded([&] {
        followFile();
        if (options.readOnly) // our own commits drop what they change
            readState([&](Connection& connection) {
                forgetOldGrids(connection);
                return true;
            });
        return grids.grid(query.scope, query.range.firstHour(), hours, extent, load);
    });
    if (!grid)
        return tl::unexpected<Error>(grid.error());
    return *grid;
}

SqliteStore::SqliteStore(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

SqliteStore::~SqliteStore()
{
    cancelIntegrityCheck();
    m_parts->checks.waitForDone();
    m_parts->readers.waitForDone();
    // Readers close before the writer, whose close then leaves one file with everything in it.
    if (m_parts->writer)
        m_parts->writer->finish();
    m_parts->connections.close();
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const QString& path, const StoreOptions& wanted)
{
    auto options = wanted;
    options.readOnly = options.readOnly || options.frozen;
    std::unique_ptr<LockFile> lock;
    if (!options.inMemory) {
        const auto exists = inspectStoreFile(path);
        if (!exists)
            return tl::unexpected<Error>(exists.error());
        if (!*exists && (options.mustExist || options.readOnly)) {
            return failure(ErrorClass::Cache,
                StoreText::tr("There is no store yet at this place. Nothing was made; check the path, or fill a store "
                              "first."),
                path);
        }
        if (!options.readOnly) {
            auto taken = LockFile::take(path + QStringLiteral(".lock"));
            if (!taken)
                return tl::unexpected<Error>(taken.error());
            lock = std::move(*taken);
        }
    }
    const auto place = StorePlace::of(path, options);
    return sqlite::guarded([&] {
        const auto state = options.inMemory ? FileState{} : stateOf(path);
        std::unique_ptr<sqlite::Database> database;
        if (place.inMemory || (!options.readOnly && !place.network))
            database = openWriterIfRoom(place);
        ConnectionPool::Opener opener;
        if (place.inMemory) {
            // There is only one connection to it: the writer borrows it as everyone else.
            auto only =
                std::make_shared<std::unique_ptr<Connection>>(std::make_unique<Connection>(std::move(database)));
            opener = [only] { return std::move(*only); };
        } else if (place.network && !options.readOnly) {
            opener = [place] { return std::make_unique<Connection>(openWriter(place)); };
        }
        std::unique_ptr<SqliteStore> store(new SqliteStore(std::make_unique<Parts>(place, options, std::move(opener))));
        store->m_parts->state = state;
        {
            auto connection = store->m_parts->connections.borrow(); // an error shows now, not at the first question
            if (options.readOnly)
                store->m_parts->commitsSeen = store->m_parts->commitsTold = queries::counter(*connection, "commits");
        }
        if (!options.readOnly)
            store->startWriting(std::move(database), std::move(lock));
        return store;
    });
}

void SqliteStore::startWriting(std::unique_ptr<sqlite::Database> database, std::unique_ptr<LockFile> lock)
{
    auto* parts = m_parts.get();
    const auto committed = [this, parts](const CommitOutcome& outcome) {
        for (const auto& [cluster, change] : outcome.clusters)
            parts->grids.drop(cluster, change.hours);
        for (const auto& [cluster, change] : outcome.clusters)
            emit changed(QString::fromStdString(cluster), change.hours, change.snapshots);
    };
    const auto replaced = [this, parts] {
        parts->grids.clear();
        for (const auto& cluster : clusterNames().value_or(std::vector<std::string>()))
            emit changed(QString::fromStdString(cluster), everything, true);
    };
    parts->writer =
        std::make_unique<WriterThread>(WritingConnection::Setup{parts->place, parts->connections, std::move(lock),
                                           healthWhenWell(), [this] { emit healthChanged(); }, replaced},
            std::move(database), committed);
}

QFuture<Result<CommitStats>> SqliteStore::commit(RowBatch batch)
{
    if (!m_parts->writer) {
        return QtFuture::makeReadyFuture(Result<CommitStats>(readOnlyRefusal()));
    }
    return m_parts->writer->commit(std::move(batch));
}

QFuture<Result<Inventory>> SqliteStore::inventory()
{
    return m_parts->readLater([](Connection& connection) { return queries::inventory(connection); });
}

QFuture<Result<GridPtr>> SqliteStore::grid(const GridQuery& query)
{
    return QtConcurrent::run(&m_parts->readers, [parts = m_parts.get(), query] { return parts->grid(query); });
}

QFuture<Result<std::vector<SnapshotHead>>> SqliteStore::snapshotHeads(const std::string& cluster, TimeRange range)
{
    return m_parts->readLater(
        [=](Connection& connection) { return queries::clusterHeads(connection, cluster, range); });
}

QFuture<Result<SnapshotPtr>> SqliteStore::snapshot(const std::string& cluster, std::optional<Instant> time)
{
    return m_parts->readLater(
        [=](Connection& connection) { return queries::clusterSnapshot(connection, cluster, time); });
}

QFuture<Result<std::vector<WorkloadHour>>> SqliteStore::workloadHours(
    const std::string& cluster, const std::string& namespaceName, const std::string& workload, TimeRange range)
{
    RowQuery query;
    query.cluster = cluster;
    query.range = range;
    query.namespaceName = namespaceName;
    query.workloadName = workload;
    query.limit = -1;
    return m_parts->readLater(
        [=](Connection& connection) { return queries::rows<WorkloadHour>(connection, query).rows; });
}

QFuture<Result<std::vector<WorkloadHour>>> SqliteStore::newestWorkloadRows(const std::string& cluster, TimeRange range)
{
    return QtConcurrent::run(&m_parts->readers, [parts = m_parts.get(), cluster, range] {
        // Hours in memory tell where to look, much quicker than the rows; where they are too many, nobody has them.
        constexpr std::int64_t mostCells = 5'000'000;
        const auto count =
            parts->read([&](Connection& connection) { return queries::workloadCount(connection, cluster); });
        Result<GridPtr> grid;
        if (count && *count * range.hours() <= mostCells)
            grid = parts->grid({{cluster, Level::Workload, {}}, range});
        return parts->read([&](Connection& connection) {
            return queries::newestWorkloadRows(connection, cluster, range, grid ? grid->get() : nullptr);
        });
    });
}

Result<RowPage<ClusterHour>> SqliteStore::clusterHours(const RowQuery& query)
{
    return m_parts->read([&](Connection& connection) { return queries::rows<ClusterHour>(connection, query); });
}

Result<RowPage<NamespaceHour>> SqliteStore::namespaceHours(const RowQuery& query)
{
    return m_parts->read([&](Connection& connection) { return queries::rows<NamespaceHour>(connection, query); });
}

Result<RowPage<DimensionHour>> SqliteStore::dimensionHours(const RowQuery& query)
{
    return m_parts->read([&](Connection& connection) { return queries::rows<DimensionHour>(connection, query); });
}

Result<RowPage<WorkloadHour>> SqliteStore::workloadHoursPage(const RowQuery& query)
{
    return m_parts->read([&](Connection& connection) { return queries::rows<WorkloadHour>(connection, query); });
}

Result<std::vector<std::string>> SqliteStore::clusterNames()
{
    return m_parts->read([](Connection& connection) { return queries::clusterNames(connection); });
}

Result<std::vector<std::string>> SqliteStore::namespaceNames(const std::string& cluster, TimeRange range)
{
    return m_parts->read([&](Connection& connection) {
        return queries::subjectNames(connection, {cluster, Level::Namespace, {}}, range);
    });
}

Result<std::vector<std::string>> SqliteStore::dimensionValues(
    const std::string& cluster, const DimensionKey& dimension, TimeRange range)
{
    return m_parts->read([&](Connection& connection) {
        return queries::subjectNames(connection, {cluster, Level::Dimension, dimension}, range);
    });
}

Result<std::vector<DimensionKey>> SqliteStore::dimensionKeys(const std::string& cluster, TimeRange range)
{
    return m_parts->read([&](Connection& connection) { return queries::dimensionKeys(connection, cluster, range); });
}

Result<std::vector<AllocationSnapshot>> SqliteStore::snapshots(
    const std::string& cluster, TimeRange range, std::int64_t limit)
{
    return m_parts->read([&](Connection& connection) { return queries::snapshots(connection, cluster, range, limit); });
}

Result<std::vector<CoverageEntry>> SqliteStore::coverage(const std::string& cluster)
{
    return m_parts->read([&](Connection& connection) { return queries::coverage(connection, cluster); });
}

QFuture<Result<std::vector<CoverageEntry>>> SqliteStore::ledger(const std::string& cluster)
{
    return m_parts->readLater([=](Connection& connection) { return queries::coverage(connection, cluster); });
}

QFuture<Result<std::vector<RequestRecord>>> SqliteStore::requestLog(int limit)
{
    return m_parts->readLater([=](Connection& connection) { return queries::requests(connection, limit); });
}

QFuture<Result<std::vector<RejectedRecord>>> SqliteStore::rejectedLog(int limit)
{
    return m_parts->readLater([=](Connection& connection) { return queries::rejected(connection, limit); });
}

QFuture<Result<std::vector<FieldFault>>> SqliteStore::fieldFaults()
{
    return m_parts->readLater([](Connection& connection) { return queries::fieldFaults(connection); });
}

QFuture<Result<StoreFacts>> SqliteStore::facts()
{
    return m_parts->readLater([this](Connection& connection) {
        auto facts = queries::facts(connection);
        if (!m_parts->options.inMemory) {
            facts.path = path();
            facts.bytes = sizeBytes();
        }
        return facts;
    });
}

Result<std::optional<Instant>> SqliteStore::nextData(const std::string& cluster, Instant from)
{
    return m_parts->read([&](Connection& connection) { return queries::nextData(connection, cluster, from); });
}

bool SqliteStore::isExclusive() const
{
    return m_parts->place.network && m_parts->oneForAll();
}

QFuture<Result<void>> SqliteStore::copyTo(const QString& path)
{
    return QtConcurrent::run(&m_parts->readers, [parts = m_parts.get(), path]() -> Result<void> {
        const auto copied = sqlite::guarded([&] {
            auto connection = parts->connections.borrow();
            connection->limitTime({});
            const auto target = QFile::encodeName(path).toStdString();
            sqlite::Statement copy(connection->db().handle(), "VACUUM INTO ?1");
            copy.bind(1, std::string_view(target));
            copy.run();
            return true;
        });
        return copied ? Result<void>() : Result<void>(tl::unexpect, copied.error());
    });
}

void SqliteStore::lookForCommits()
{
    if (!isReadOnly() || m_parts->options.frozen || m_parts->options.inMemory)
        return;
    m_parts->readLater([this](Connection& connection) {
        const auto commits = queries::counter(connection, "commits");
        if (m_parts->commitsTold.exchange(commits) == commits)
            return true;
        for (const auto& cluster : queries::clusterNames(connection))
            emit changed(QString::fromStdString(cluster), everything, true);
        return true;
    });
}

Result<std::map<std::string, std::string>> SqliteStore::sources()
{
    return m_parts->read([](Connection& connection) { return queries::sources(connection); });
}

QFuture<Result<RetentionReport>> SqliteStore::applyRetention(RetentionPolicy policy, Instant now)
{
    const auto answer = std::make_shared<Answer<RetentionReport>>();
    auto future = answer->future();
    if (!m_parts->writer) {
        answer->give(readOnlyRefusal());
        return future;
    }
    const auto round =
        std::make_shared<Retention>(policy, now, [this](const std::string& cluster, TimeRange hours, bool snapshots) {
            m_parts->grids.drop(cluster, hours);
            emit changed(QString::fromStdString(cluster), hours, snapshots);
        });
    m_parts->writer->post([answer, round](sqlite::Database& db) {
        try {
            if (round->step(db))
                return true;
        } catch (const sqlite::Failure& failed) {
            answer->give(tl::unexpected<Error>(failed.error()));
            throw; // the writing thread has to know what state its connection is in
        }
        answer->give(round->report());
        return false;
    });
    return future;
}

QFuture<Result<void>> SqliteStore::checkIntegrity(Instant now)
{
    const auto answer = std::make_shared<Answer<void>>();
    auto future = answer->future();
    m_parts->checkCancelled = false;
    m_parts->checks.start([this, answer, now] {
        const auto passed = m_parts->check();
        if (!passed || !m_parts->writer)
            return answer->give(passed);
        m_parts->writer->post([answer, now](sqlite::Database& db) {
            try {
                sqlite::Query note(db, "REPLACE INTO meta VALUES('integrity_checked_at', ?1)");
                note->bind(1, std::int64_t(now.time_since_epoch().count()));
                note->run();
            } catch (const sqlite::Failure& failed) {
                answer->give(tl::unexpected<Error>(failed.error()));
                throw;
            }
            answer->give({});
            return false;
        });
    });
    return future;
}

void SqliteStore::cancelIntegrityCheck()
{
    m_parts->checkCancelled = true;
}

StoreHealth SqliteStore::health() const
{
    return m_parts->writer ? m_parts->writer->health() : healthWhenWell();
}

StoreHealth SqliteStore::healthWhenWell() const
{
    const auto& options = m_parts->options;
    if (options.inMemory)
        return {StoreHealth::State::InMemory, options.reason};
    return {options.readOnly ? StoreHealth::State::ReadOnly : StoreHealth::State::Writable, options.reason};
}

Result<std::int64_t> SqliteStore::rejectedRows()
{
    return m_parts->read([](Connection& connection) { return queries::counter(connection, "rejected_rows"); });
}

QString SqliteStore::path() const
{
    return m_parts->path;
}

bool SqliteStore::isReadOnly() const
{
    return m_parts->options.readOnly;
}

std::int64_t SqliteStore::sizeBytes() const
{
    if (m_parts->options.inMemory)
        return 0;
    return QFileInfo(m_parts->path).size() + QFileInfo(m_parts->path + QStringLiteral("-wal")).size();
}

} // namespace atlas
