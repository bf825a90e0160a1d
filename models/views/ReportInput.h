// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Clusters.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Ledger.h"
#include "models/views/Report.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// What a report is made of: a store's hours and ledger, read once.
struct ReportInput
{
    ReportWish wish; ///< its range in whole hours; one of the options a cluster
    std::vector<ClusterPart> parts; ///< the clusters' own hours, over `looked`
    std::vector<GridPtr> partNamespaces; ///< of each, over the range: to set the cluster's rows against; null: not read
    UsageOptions options; ///< of all together
    DimensionKey dimension; ///< of the teams; empty key: no cluster has a label or annotation

    // Of all clusters together, over `looked`.
    TimeRange looked; ///< the range, the period before, and what idle runs are followed back
    GridPtr cluster, namespaces;
    GridPtr teams; ///< null without a dimension
    GridPtr workloads; ///< over the range and what idle runs are followed back; null where they are too many

    struct Ledger
    {
        std::string cluster;
        std::vector<CoverageEntry> entries;
    };
    std::vector<Ledger> ledgers;
    std::vector<RejectedRecord> rejected;
    std::vector<FieldFault> faults;
    StoreFacts facts;
    std::optional<TimeRange> stored; ///< from the first to past the last hour that the store has of a cluster

    /// The hours that rules are tried on, of each cluster.
    struct Watched
    {
        std::string cluster;
        UsageOptions options;
        std::vector<GridPtr> grids; ///< the cluster's own first; those that were not to be had are left out
    };
    std::vector<Watched> watched;

    /// Of the one cluster; empty for several, whose subjects' names say theirs.
    std::string scope() const { return parts.size() == 1 ? parts.front().cluster : std::string(); }
};

/// Pure; any thread. `facts` of the report are left to who knows the source.
Report reportOf(const ReportInput& input);

} // namespace atlas
