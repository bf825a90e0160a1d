// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"
#include "models/domain/Inventory.h"
#include "models/domain/Snapshot.h"
#include "models/views/AllocationTree.h"
#include "models/views/DashboardState.h"

#include <optional>
#include <vector>

/// Which snapshots the page Allocation steps through, and what it is asked to show. Pure.
namespace atlas {

/// The page's choices, as they stand in the query.
struct AllocationChoice
{
    bool heatmap = false; ///< "allocation.as" = "heatmap": namespaces over time in the place of tiles
    bool heatOfUtilization = false; ///< "allocation.heat" = "utilization": colour in the place of GPUs
    AllocationGrouping grouping; ///< "allocation.by" = "kind", "annotation:KEY"; "allocation.pods" = "gathered"
    std::optional<Instant> at; ///< "allocation.at": RFC 3339; absent: the newest, as it comes
    QString with; ///< "allocation.with": "1d", "1w" or RFC 3339; absent: nothing is compared
    int speed = 5; ///< "allocation.speed": steps a second while it plays

    friend bool operator==(const AllocationChoice&, const AllocationChoice&) = default;
};
AllocationChoice allocationChoice(const DashboardQuery& query);
/// "namespace", "kind", "annotation:KEY": how a grouping stands in the query.
QString groupingText(const AllocationGrouping& grouping);

/// The instant to compare one with; nullopt where `with` names none.
std::optional<Instant> comparedInstant(const QString& with, Instant at);

/// By how much the end of the hours may be after a snapshot that stands for the present still.
inline constexpr std::chrono::hours snapshotsMayTake{2};

/// A cluster's newest allocation.
struct NewestAllocation
{
    Instant time; ///< of the snapshot, or the start of the hour
    bool isHour = false; ///< of its workloads
};
/// Its newest snapshot, or the newest hour of its workloads where these go on for long after that: as they do where a
/// server stores no snapshots any more, whose old ones are kept. nullopt: it has neither.
std::optional<NewestAllocation> newestAllocation(const ClusterInfo& cluster);

/// The hours whose snapshots can be stepped through: those shown, cut to their last 31 days and going on to the newest
/// snapshot where they reach the present; a day around `at` where that lies elsewhere, and the day before the newest
/// where the shown hours have none.
TimeRange snapshotWindow(
    TimeRange shown, Instant now, std::optional<Instant> newest, std::optional<Instant> at, bool hasSnapshots);

/// The instants of snapshots, of all shown clusters together.
struct AllocationTimes
{
    TimeRange window; ///< that was looked through
    TimeRange axis; ///< of it, from the first instant to past the last
    std::vector<Instant> instants; ///< ascending, each once
    std::vector<double> allocated; ///< GPUs at each, Σ over the clusters that have a snapshot there

    /// The newest at or before an instant; -1: none.
    int positionOf(Instant at) const;
};
AllocationTimes allocationTimes(const std::vector<std::vector<SnapshotHead>>& clusters, TimeRange window);

} // namespace atlas
