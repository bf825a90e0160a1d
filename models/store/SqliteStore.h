// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/StoreReader.h"
#include "models/store/StoreTypes.h"

#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace atlas {

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

    /// What was fetched of a cluster: by endpoint, dimension and time, without overlaps.
    Result<std::vector<CoverageEntry>> coverage(const std::string& cluster);
    /// Rows that arrived and could not be used, ever.
    Result<std::int64_t> rejectedRows();

    QString path() const;
    bool isReadOnly() const;
    /// Size on disk, with the write-ahead log; 0 for a store in memory.
    std::int64_t sizeBytes() const;

private:
    struct Parts;
    explicit SqliteStore(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace atlas
