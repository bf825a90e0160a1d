// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Rows.h"
#include "models/domain/Snapshot.h"
#include "models/domain/Time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// What is known of a stretch of time after it was asked for.
enum class CoverageState : std::uint8_t {
    Complete, ///< all rows that the server states
    Unverified, ///< rows arrived, their number could not be confirmed
    Gap, ///< to be fetched (again)
    MissingOnServer, ///< asked for long enough: the server has none
};

/// One stretch of one endpoint of one cluster, and what came of asking for it. For a stretch of time the entry
/// committed last counts: it takes the place of what older entries said about it (which keep the rest of theirs).
struct CoverageEntry
{
    std::string cluster;
    std::string endpoint; ///< "cluster/hourly-stats", "snapshots" ...
    std::optional<DimensionKey> dimension; ///< for "labels/hourly-stats"
    TimeRange range;
    CoverageState state = CoverageState::Gap;
    std::int64_t rowsReceived = 0; ///< distinct rows of the request, also where only a part of its range is left
    std::optional<std::int64_t> statedTotal;
    Stamp fetchedAt{};
    std::string request; ///< path and parameters, without host and secrets; "" where none was made

    friend bool operator==(const CoverageEntry&, const CoverageEntry&) = default;
};

/// What one commit() stores, in one transaction: all of it or nothing.
struct RowBatch
{
    std::vector<ClusterHour> clusters;
    std::vector<NamespaceHour> namespaces;
    std::vector<DimensionHour> dimensions;
    std::vector<WorkloadHour> workloads;
    std::vector<AllocationSnapshot> snapshots;
    std::vector<CoverageEntry> coverage;
    std::int64_t rejectedRows = 0; ///< rows that could not be used; added to SqliteStore::rejectedRows()

    bool isEmpty() const
    {
        return clusters.empty() && namespaces.empty() && dimensions.empty() && workloads.empty() && snapshots.empty()
            && coverage.empty() && rejectedRows == 0;
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
