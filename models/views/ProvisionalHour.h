// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Clusters.h"
#include "models/analysis/SnapshotHours.h"
#include "models/domain/HourGrid.h"

#include <optional>
#include <vector>

namespace atlas {

/// The hour in progress of the shown clusters, as grids of one hour to be read like those of the hours before it.
struct ProvisionalHour
{
    GridPtr cluster, namespaces; ///< of several clusters combined, as Presenter::fetchGrids() does it
    int snapshots = 0; ///< that it comes from
};

/// From the clusters' snapshots of that hour (the others are passed over). `clusters`: who is shown, without grids.
/// nullopt where one of them has no snapshot in it: what the others hold would be taken for all. Pure.
std::optional<ProvisionalHour> provisionalHour(
    std::vector<ClusterPart> clusters, const SnapshotList& snapshots, HourIndex hour);

} // namespace atlas
