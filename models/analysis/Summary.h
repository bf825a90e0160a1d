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
    std::map<std::string, Usage> previousNamespaces;
    std::map<DimensionKey, std::vector<NamedUsage>> dimensions;
    std::vector<NamedUsage> topNamespacesByGpuHours, topNamespacesByIdle, topNamespacesByUtilization;
    std::vector<NamedUsage> topWorkloadsByGpuHours, topWorkloadsByIdle; ///< named "namespace/workload"
    std::vector<BucketUsage> daily, weekly, monthly;
    std::map<std::string, std::vector<BucketUsage>> namespacesDaily; ///< empty where there are more than 20 namespaces
    bool namespacesDailyOmitted = false;
    double unattributedGpuHours = unknown; ///< cluster − Σ namespaces
};

Summary summarize(const SummaryInput& input);

} // namespace atlas
