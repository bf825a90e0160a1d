// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Ledger.h"
#include "models/domain/Rows.h"
#include "models/domain/Snapshot.h"
#include "models/domain/Time.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// What one commit() stores, in one transaction: all of it or nothing.
struct RowBatch
{
    std::vector<ClusterHour> clusters;
    std::vector<NamespaceHour> namespaces;
    std::vector<DimensionHour> dimensions;
    std::vector<WorkloadHour> workloads;
    /// One without workloads does not take the place of a stored one that has them.
    std::vector<AllocationSnapshot> snapshots;
    /// A Complete entry of an hourly endpoint whose numbers agree (as many rows of its range in this batch as it
    /// received, and as the server stated) says that all rows of its range are in this batch: stored rows of the range
    /// that are not are missed once; missed by two such batches in a row, they are hidden from every read until they
    /// come again. They are never deleted for that.
    std::vector<CoverageEntry> coverage;
    std::int64_t rejectedRows = 0; ///< rows that could not be used; added to SqliteStore::rejectedRows()
    std::vector<RejectedRecord> rejected; ///< the texts of some of them; the store keeps the newest 1000
    std::vector<FieldFault> fieldFaults; ///< counts to add
    std::vector<RequestRecord> requests; ///< the store keeps the newest 10,000
    /// Which connection feeds which cluster (under its name in the store): said before or with its first rows.
    std::map<std::string, std::string> sources;

    bool isEmpty() const
    {
        return clusters.empty() && namespaces.empty() && dimensions.empty() && workloads.empty() && snapshots.empty()
            && coverage.empty() && rejectedRows == 0 && rejected.empty() && fieldFaults.empty() && requests.empty()
            && sources.empty();
    }
};

/// What became of a batch's hourly rows; `snapshots` counts those that were new or different.
struct CommitStats
{
    std::int64_t inserted = 0;
    std::int64_t updated = 0; ///< not older than the stored row, and different
    std::int64_t unchanged = 0; ///< the stored row, again
    std::int64_t older = 0; ///< updated_at before the stored row's: not stored
    std::int64_t snapshots = 0;
    std::int64_t hidden = 0; ///< stored rows that two complete fetches in a row did not bring

    friend bool operator==(const CommitStats&, const CommitStats&) = default;
};

/// What one round of retention removed.
struct RetentionReport
{
    std::int64_t hourRows = 0, snapshots = 0;

    friend bool operator==(const RetentionReport&, const RetentionReport&) = default;
};

/// How long a store waits, and how much it lets grow.
struct StoreLimits
{
    std::chrono::milliseconds read{5000}; ///< a reading transaction, because it holds on to the log
    std::chrono::milliseconds readWait{250}; ///< of a read for other processes
    std::chrono::milliseconds writeWait{5000}; ///< of a commit for other processes and for readers
    std::chrono::milliseconds probe{60'000}; ///< between tries to write again after that failed
    std::int64_t checkpointLog = 8 << 20; ///< bytes of write-ahead log that are moved into the file
    std::int64_t truncateLog = 48 << 20; ///< bytes from which that waits for readers
    std::int64_t mostLog = 64 << 20; ///< bytes beyond which nothing is added while a reader holds on to the log

    friend bool operator==(const StoreLimits&, const StoreLimits&) = default;
};

struct StoreOptions
{
    bool readOnly = false; ///< never writes, takes no lock: beside another process that writes
    bool mustExist = false; ///< fail instead of making a new store
    int readers = 2; ///< threads that answer the asynchronous reads
    bool inMemory = false; ///< the path is only a name; nothing is on disk
    std::optional<Error> reason = std::nullopt; ///< why the store is opened read-only or in memory: what health() tells
    StoreLimits limits = {};
    std::string vfs = {}; ///< SQLite's name of the layer below it; empty: its own
    std::function<std::uint64_t(const QString& path)> fileSystemType =
        {}; ///< as statfs(2) names it; empty: asks the system
    /// Read-only, and all reads see what was committed when the store was opened, until it is closed. For pieces of
    /// work that end, such as an export: meanwhile the log of who writes can only grow, and from StoreLimits::mostLog
    /// on its commits wait.
    bool frozen = false;
    /// Asked often while a statement reads: true ends it, with CACHE. Empty: nobody wants it to end.
    std::function<bool()> stop = {};
};

enum class RowOrder : std::uint8_t { Time, Utilization, Allocated };

/// Which rows of one level, in which order, from which one on. The order always ends in a key that is unique in its
/// store, so that pages neither repeat nor lose a row. Unknown figures come last in either direction.
struct RowQuery
{
    std::string cluster;
    TimeRange range; ///< rows of the hours that start in it
    DimensionKey dimension; ///< dimensionHours() only, and required there
    std::optional<std::string> dimensionValue, namespaceName, workloadName, workloadType;
    RowOrder order = RowOrder::Time;
    bool descending = false;
    std::int64_t offset = 0;
    std::int64_t limit = 1000; ///< rows in the answer; -1: all
};

/// Rows of one page, and how many there are on all.
template <class Row>
struct RowPage
{
    std::vector<Row> rows;
    std::int64_t total = 0;
};

} // namespace atlas
