// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/StoreReader.h"
#include "models/store/StoreTypes.h"

#include <QString>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace atlas {

class LockFile;
namespace sqlite {
class Database;
}

/// Whether a read was ended because it took longer than StoreLimits::read.
bool tookTooLong(const Error& error);

/// The cache: one SQLite file (WAL), one thread that writes, a pool of connections that read. All functions may be
/// called from any thread; a read sees the state after some whole commit.
///
/// Errors are CACHE unless stated, and leave the file as it was; nothing is ever deleted. One process at a time holds a
/// store for writing (an advisory lock on `<path>.lock` that ends with the process); others open it read-only.
class SqliteStore final : public StoreReader
{
    Q_OBJECT
public:
    /// Opens a store, or makes one. CACHE when it is no store of ours, damaged, made by a newer version, held by
    /// another process, or not writable: the sentence says which.
    static Result<std::unique_ptr<SqliteStore>> open(const QString& path, const StoreOptions& options = {});

    /// Sets a damaged store aside: renames the file and its companions together to `<path>.corrupt-<UTC>` and returns
    /// that name. For use by an explicit wish only; the store must not be open.
    static Result<QString> quarantine(const QString& path, Instant now);

    /// Waits for the commits and reads under way.
    ~SqliteStore() override;

    /// Stores a batch in one transaction on the writing thread; batches are stored in the order of the calls. A row
    /// replaces the stored one of its natural key unless its updated_at is older. After a failure nothing of the batch
    /// is there, and it can be tried again. Once the future is ready, every read sees the batch.
    QFuture<Result<CommitStats>> commit(RowBatch batch);

    QFuture<Result<Inventory>> inventory() override;
    QFuture<Result<GridPtr>> grid(const GridQuery& query) override;
    QFuture<Result<std::vector<SnapshotHead>>> snapshotHeads(const std::string& cluster, TimeRange range) override;
    QFuture<Result<SnapshotPtr>> snapshot(const std::string& cluster, std::optional<Instant> time) override;
    QFuture<Result<std::vector<WorkloadHour>>> workloadHours(const std::string& cluster,
        const std::string& namespaceName, const std::string& workload, TimeRange range) override;
    QFuture<Result<std::vector<WorkloadHour>>> newestWorkloadRows(const std::string& cluster, TimeRange range) override;

    // Synchronous reads, for the server and the command line. An unknown cluster gives an empty answer.

    Result<RowPage<ClusterHour>> clusterHours(const RowQuery& query);
    Result<RowPage<NamespaceHour>> namespaceHours(const RowQuery& query);
    Result<RowPage<DimensionHour>> dimensionHours(const RowQuery& query);
    Result<RowPage<WorkloadHour>> workloadHoursPage(const RowQuery& query);

    /// All clusters with rows or snapshots, by name.
    Result<std::vector<std::string>> clusterNames();
    /// Namespaces with rows in the range, by name.
    Result<std::vector<std::string>> namespaceNames(const std::string& cluster, TimeRange range);
    /// Values of a label or annotation with rows in the range, by name.
    Result<std::vector<std::string>> dimensionValues(
        const std::string& cluster, const DimensionKey& dimension, TimeRange range);
    /// Labels and annotations with rows in the range, sorted.
    Result<std::vector<DimensionKey>> dimensionKeys(const std::string& cluster, TimeRange range);

    /// Whole snapshots of every dimension in a range, oldest first; the first `limit` of them (-1: all).
    Result<std::vector<AllocationSnapshot>> snapshots(
        const std::string& cluster, TimeRange range, std::int64_t limit = -1);

    /// The first hour (its start) or snapshot of a cluster from an instant on; nullopt: there is none.
    Result<std::optional<Instant>> nextData(const std::string& cluster, Instant from);

    QFuture<Result<std::vector<CoverageEntry>>> ledger(const std::string& cluster) override;
    QFuture<Result<std::vector<RequestRecord>>> requestLog(int limit) override;
    QFuture<Result<std::vector<RejectedRecord>>> rejectedLog(int limit) override;
    QFuture<Result<std::vector<FieldFault>>> fieldFaults() override;
    QFuture<Result<StoreFacts>> facts() override;

    /// Which connection feeds which cluster: cluster to connection id, without clusters that none feeds.
    Result<std::map<std::string, std::string>> sources();
    /// As ledger(), at once.
    Result<std::vector<CoverageEntry>> coverage(const std::string& cluster);
    /// Rows that arrived and could not be used, ever.
    Result<std::int64_t> rejectedRows();

    /// Lets go of what is older than the policy says, counted from `now`: on the writing thread, at most 5000 rows in a
    /// transaction, commits that wait go first. The space is used again, the file does not shrink.
    QFuture<Result<RetentionReport>> applyRetention(RetentionPolicy policy, Instant now);
    /// Checks the whole file on a reading thread: PRAGMA integrity_check, and that counts agree with the rows. CACHE if
    /// anything is wrong, with the first findings as detail. `now` is remembered as the time of a check that passed.
    QFuture<Result<void>> checkIntegrity(Instant now);
    /// Ends a check under way soon; its future then has CACHE "cancelled".
    void cancelIntegrityCheck();

    /// Whether nobody else can read the file while it is open here, this process included: on a network drive.
    bool isExclusive() const;
    /// Writes what was committed into a new file, a store of its own: for who cannot open an exclusive one again. Other
    /// reads wait meanwhile. CACHE where there is no room; then a part of the file may be there.
    QFuture<Result<void>> copyTo(const QString& path);

    /// Of a store that another process writes: finds out whether it did, and then tells changed() of all there is, as
    /// no commit of others does by itself. Returns at once; nothing where we write, and in a frozen store.
    void lookForCommits();

    /// Whether commits are taken. While it is Full or Broken the store tries to recover by itself (every minute, and
    /// with each commit); commits fail with CACHE meanwhile and lose nothing that was stored.
    StoreHealth health() const;

    QString path() const;
    bool isReadOnly() const;
    /// Size on disk, with the write-ahead log; 0 for a store in memory.
    std::int64_t sizeBytes() const;

signals:
    /// From any thread.
    void healthChanged();

private:
    struct Parts;
    void startWriting(std::unique_ptr<sqlite::Database> database, std::unique_ptr<LockFile> lock);
    StoreHealth healthWhenWell() const;
    explicit SqliteStore(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace atlas
