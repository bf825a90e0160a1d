// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/Usage.h"

#include <QTimeZone>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// Everything `gpu-atlasctl summary` prints, as values. Names in JSON are the command's affair.
struct SummaryInput
{
    GridPtr cluster; ///< covering the range and the period before
    GridPtr namespaces; ///< likewise
    std::vector<GridPtr> dimensions; ///< over the range
    GridPtr workloads; ///< over the range; may be null
    TimeRange range;
    int top = 10;
    QTimeZone zone;
    UsageOptions options;
};

/// A sum of parts against the figure that it should equal.
struct Check
{
    double expected = 0; ///< the cluster's, or the range's
    double sum = 0; ///< of the parts
    /// Equal to one part in 10⁹.
    bool holds() const;
};

struct NamedUsage
{
    std::string name;
    Usage usage;
    double sharePercent = unknown; ///< of the cluster's GPU-hours
};

struct BucketUsage
{
    std::string bucket;
    Usage usage;
};

struct Summary
{
    TimeRange range, previousRange; ///< the period of equal length just before
    Usage cluster, previousCluster;
    std::vector<TimeRange> missing; ///< runs of hours without cluster rows
    std::vector<NamedUsage> namespaces; ///< by name
    std::map<std::string, Usage> previousNamespaces; ///< those with rows in the period before
    std::map<DimensionKey, std::vector<NamedUsage>> dimensions;
    std::vector<NamedUsage> topNamespacesByGpuHours, topNamespacesByIdle, topNamespacesByUtilization;
    std::vector<NamedUsage> topWorkloadsByGpuHours, topWorkloadsByIdle; ///< named "namespace/workload"
    bool topWorkloadsOmitted = false; ///< no grid of the workloads was given: that none is named says nothing
    std::vector<BucketUsage> daily, weekly, monthly;
    std::map<std::string, std::vector<BucketUsage>> namespacesDaily; ///< empty where there are more than 20 namespaces
    bool namespacesDailyOmitted = false;
    double unattributedGpuHours = unknown; ///< cluster − Σ namespaces; below 0 where they add up to more

    Check namespacesSumToCluster; ///< GPU-hours
    Check daysSumToTotal; ///< GPU-hours
    std::map<DimensionKey, Check> dimensionsSumToCluster; ///< GPU-hours, each key by itself: keys overlap
    Check partsSumToCapacity; ///< used + idle + unallocated + unknown against capacity + overallocated
};

/// Any grid may be null: it then has no subjects. The range is taken in whole hours, by their start.
Summary summarize(const SummaryInput& input);

} // namespace atlas
