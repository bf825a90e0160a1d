// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Usage.h"
#include "models/domain/HourGrid.h"

#include <string>
#include <vector>

/// Several clusters looked at as if they were one. Pure.
namespace atlas {

/// One cluster's part: its hours of some level, and how its figures are to be read.
struct ClusterPart
{
    std::string cluster;
    GridPtr grid;
    UsageOptions options;

    friend bool operator==(const ClusterPart&, const ClusterPart&) = default;
};

/// The clusters' own hours (Level::Cluster) as one subject: an hour exists where every cluster has a row for it, since
/// a sum over some of them would be taken for that of all. Σ a, Σ c and Σ active workloads, each unknown where a part's
/// is; u such that what was used adds up (of the parts' own bases), unknown where that of GPUs that somebody holds is;
/// the highest and lowest of the extremes. Percentiles cannot be derived and are left out.
/// Read it with combinedOptions().
GridPtr combineClusters(const std::vector<ClusterPart>& parts);

/// The subjects of a level of all clusters side by side, named "cluster/subject". Hours that all-zero figures make
/// unknown in one part are so in the result.
GridPtr combineSubjects(const std::vector<ClusterPart>& parts);

/// How the combination is to be read: over all GPUs where any part is (over the allocated ones its utilisation could
/// exceed 100 %); a price only where all have the same.
UsageOptions combinedOptions(const std::vector<ClusterPart>& parts);

/// "cluster/subject".
std::string qualifiedName(const std::string& cluster, const std::string& subject);

} // namespace atlas
