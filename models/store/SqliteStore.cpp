// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SqliteStore.h"

#include "models/store/BatchWriter.h"
#include "models/store/GridCache.h"
#include "models/store/LockFile.h"
#include "models/store/Queries.h"
#include "models/store/Schema.h"
#include "models/store/StoreText.h"
#include "models/store/WriterThread.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <atomic>

namespace atlas {

namespace {
constexpr std::size_t gridCacheBytes = std::size_t(256) << 20;
constexpr int mostConnections = 8; // the server's threads read too
} // namespace

struct SqliteStore::Parts
{
    Parts(QString p, const StoreOptions& o, ConnectionPool::Opener opener)
        : path(std::move(p))
        , options(o)
        , connections(std::move(opener), o.inMemory ? 1 : std::max(mostConnections, o.readers))
        , grids(gridCacheBytes)
    {
        readers.setMaxThreadCount(std::max(1, o.readers));
    }

    const QString path;
    const StoreOptions options;
    std::unique_ptr<LockFile> lock;
    ConnectionPool connections;
    GridCache grids;
    std::atomic<std::int64_t> commitsSeen{0}; ///< of the other process that writes, where we only read
    QThreadPool readers;
    std::unique_ptr<WriterThread> writer; ///< last: ends first

    /// Runs a question on a connection of the pool, in a transaction: all it reads is of one state.
    template <class Work>
    auto read(Work work) -> Result<decltype(work(std::declval<Connection&>()))>
    {
        return sqlite::guarded([&] {
            auto connection = connections.borrow();
            sqlite::Transaction transaction(connection->db(), "BEGIN");
            return work(*connection);
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
};

void SqliteStore::Parts::forgetOldGrids(Connection& connection)
{
    if (!options.readOnly)
        return; // our own commits drop what they change
    const auto commits = queries::counter(connection, "commits");
    if (commitsSeen.exchange(commits) != commits)
        grids.clear();
}

Result<GridPtr> SqliteStore::Parts::grid(const GridQuery& query)
{
    const auto hours = query.range.hours();
    if (hours == 0)
        return std::make_shared<HourGrid>(query.scope, query.range.firstHour(), 0, std::vector<std::string>());
    const auto data = read([&](Connection& connection) {
        forgetOldGrids(connection);
        return queries::hoursOf(connection, query.scope);
    });
    if (!data)
        return tl::unexpected<Error>(data.error());
    // No connection is held here: a block may be on its way in another thread, which then needs one.
    auto grid = sqlite::guarded([&] {
        return grids.grid(
            query.scope, query.range.firstHour(), hours, data->first, data->second, [&](HourIndex firstHour) {
                auto connection = connections.borrow();
                sqlite::Transaction transaction(connection->db(), "BEGIN");
                return loadBlock(*connection, query.scope, firstHour);
            });
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
    m_parts->readers.waitForDone();
    // Readers close before the writer, whose close then leaves one file with everything in it.
    if (m_parts->writer)
        m_parts->writer->finish();
    m_parts->connections.close();
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const QString& path, const StoreOptions& options)
{
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
    return sqlite::guarded([&] {
        std::unique_ptr<sqlite::Database> database;
        if (!options.readOnly || options.inMemory)
            database = openWriter(path, options.inMemory);
        ConnectionPool::Opener opener;
        if (options.inMemory) {
            // There is only one connection to it: the writer borrows it as everyone else.
            auto only =
                std::make_shared<std::unique_ptr<Connection>>(std::make_unique<Connection>(std::move(database)));
            opener = [only] { return std::move(*only); };
        } else {
            opener = [path] { return std::make_unique<Connection>(openReader(path)); };
        }
        auto parts = std::make_unique<Parts>(path, options, std::move(opener));
        parts->lock = std::move(lock);
        {
            const auto connection = parts->connections.borrow(); // an error shows now, not at the first question
        }
        auto* pool = &parts->connections;
        auto* grids = &parts->grids;
        std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(parts)));
        if (!options.readOnly) {
            const auto committed = [grids, self = store.get()](const CommitOutcome& outcome) {
                for (const auto& [cluster, change] : outcome.clusters)
                    grids->drop(cluster, change.hours);
                for (const auto& [cluster, change] : outcome.clusters)
                    emit self->changed(QString::fromStdString(cluster), change.hours, change.snapshots);
            };
            store->m_parts->writer = options.inMemory
                ? std::make_unique<WriterThread>(*pool, committed)
                : std::make_unique<WriterThread>(std::move(database), path, committed);
        }
        return store;
    });
}

Result<QString> SqliteStore::quarantine(const QString& path, Instant now)
{
    auto lock = LockFile::take(path + QStringLiteral(".lock"));
    if (!lock)
        return tl::unexpected<Error>(lock.error());
    const auto stamp = QDateTime::fromSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC)
                           .toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    const QString aside = path + QStringLiteral(".corrupt-") + stamp;
    // The file last: while it is in its place, an interrupted attempt can simply be repeated.
    for (const auto& suffix : {QStringLiteral("-wal"), QStringLiteral("-shm"), QString()}) {
        const QString from = path + suffix;
        if (QFile::exists(from) && !QFile::rename(from, aside + suffix)) {
            return failure(ErrorClass::Cache,
                StoreText::tr("The damaged store could not be moved aside. It is still in its place; check the "
                              "permissions of its folder."),
                from);
        }
    }
    return aside;
}

QFuture<Result<CommitStats>> SqliteStore::commit(RowBatch batch)
{
    if (!m_parts->writer) {
        return QtFuture::makeReadyFuture(Result<CommitStats>(failure(ErrorClass::Cache,
            StoreText::tr("The store is open read-only. Nothing was stored; open it for writing."))));
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

QFuture<Result<std::vector<RequestRecord>>> SqliteStore::requestLog(int)
{
    return m_parts->readLater([](Connection&) { return std::vector<RequestRecord>(); });
}

QFuture<Result<std::vector<RejectedRecord>>> SqliteStore::rejectedLog(int)
{
    return m_parts->readLater([](Connection&) { return std::vector<RejectedRecord>(); });
}

QFuture<Result<std::vector<FieldFault>>> SqliteStore::fieldFaults()
{
    return m_parts->readLater([](Connection&) { return std::vector<FieldFault>(); });
}

QFuture<Result<StoreFacts>> SqliteStore::facts()
{
    return m_parts->readLater([](Connection&) { return StoreFacts(); });
}

Result<std::map<std::string, std::string>> SqliteStore::sources()
{
    return std::map<std::string, std::string>();
}

StoreHealth SqliteStore::health() const
{
    StoreHealth health;
    if (isReadOnly())
        health.state = StoreHealth::State::ReadOnly;
    return health;
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
