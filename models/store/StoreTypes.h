// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Ledger.h"
#include "models/domain/Rows.h"
#include "models/domain/Snapshot.h"
#include "models/domain/Time.h"

#include <cstdint>
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
    std::vector<AllocationSnapshot> snapshots;
    std::vector<CoverageEntry> coverage;
    /// A Complete entry of an hourly endpoint says that all rows of its range are in this batch: stored rows of the
    /// range that are not are missed once; missed by two such entries in a row, they are hidden from every read until
    /// they come again. They are never deleted for that.
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

    friend bool operator==(const CommitStats&, const CommitStats&) = default;
};

/// What one round of retention removed.
struct RetentionReport
{
    std::int64_t hourRows = 0, snapshots = 0;

    friend bool operator==(const RetentionReport&, const RetentionReport&) = default;
};

struct StoreOptions
{
    bool readOnly = false; ///< never writes, takes no lock: beside another process that writes
    bool mustExist = false; ///< fail instead of making a new store
    int readers = 2; ///< threads that answer the asynchronous reads
    bool inMemory = false; ///< the path is only a name; nothing is on disk
};

enum class RowOrder : std::uint8_t { Time, Utilization, Allocated };

/// Which rows of one level, in which order, from which one on. The order always ends in the natural key, so that pages
/// neither repeat nor lose a row. Unknown figures come last in either direction.
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
