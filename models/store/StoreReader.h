// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Inventory.h"
#include "models/domain/Ledger.h"
#include "models/domain/Snapshot.h"
#include "models/domain/Time.h"

#include <QFuture>
#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

struct GridQuery
{
    GridScope scope;
    TimeRange range; ///< hours that start in it

    friend auto operator==(const GridQuery&, const GridQuery&) -> bool = default;
};

using SnapshotPtr = std::shared_ptr<const AllocationSnapshot>;

/// Reading a store, from any thread; answers come from a pool of reading threads. What pages, exports and the server
/// see of the store, and all they see. Errors: CACHE when the file cannot be read; an empty answer is not an error.
///
/// Emits changed() (from any thread) after each commit.
class StoreReader : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<Inventory>> inventory() = 0;

    /// The hours of one level. Subjects are those with at least one row in the range; an empty range gives an empty
    /// grid. For Level::Workload a subject is "namespace/name"; grids of more than 1 GB in all their columns are
    /// refused (USAGE).
    virtual QFuture<Result<GridPtr>> grid(const GridQuery& query) = 0;

    /// Totals of the snapshots of dimension "cluster" in a range, oldest first.
    virtual QFuture<Result<std::vector<SnapshotHead>>> snapshotHeads(const std::string& cluster, TimeRange range) = 0;
    /// The whole snapshot of dimension "cluster" taken at `time`, or the newest where it is nullopt; null if there is
    /// none.
    virtual QFuture<Result<SnapshotPtr>> snapshot(const std::string& cluster, std::optional<Instant> time) = 0;

    /// The rows of one workload's hours in a range, by hour (details of a tile, labels, owner).
    virtual QFuture<Result<std::vector<WorkloadHour>>> workloadHours(
        const std::string& cluster, const std::string& namespaceName, const std::string& workload, TimeRange range) = 0;
    /// The newest row in a range of each workload that has one there: of namespace, name and type, newest first (lists
    /// of workloads: status, owner, labels, requested GPUs). A last row without any figure may be passed over for one
    /// that has some.
    virtual QFuture<Result<std::vector<WorkloadHour>>> newestWorkloadRows(
        const std::string& cluster, TimeRange range) = 0;

    // The ledger.

    /// What was fetched of a cluster: by endpoint, dimension and time, without overlaps.
    virtual QFuture<Result<std::vector<CoverageEntry>>> ledger(const std::string& cluster) = 0;
    /// The newest requests, newest first.
    virtual QFuture<Result<std::vector<RequestRecord>>> requestLog(int limit) = 0;
    /// The newest rows that could not be used, newest first.
    virtual QFuture<Result<std::vector<RejectedRecord>>> rejectedLog(int limit) = 0;
    virtual QFuture<Result<std::vector<FieldFault>>> fieldFaults() = 0;
    virtual QFuture<Result<StoreFacts>> facts() = 0;

signals:
    /// Rows of `cluster` whose hours lie in `range` changed; a snapshot arrived where `snapshots` is set.
    void changed(const QString& cluster, atlas::TimeRange range, bool snapshots);
};

} // namespace atlas
