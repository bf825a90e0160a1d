// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"
#include "models/domain/Snapshot.h"

#include <optional>
#include <string>
#include <vector>

/// What the parts of a snapshot add up to, and what is missing from them. GPUs; utilisation in percent, weighted by
/// GPUs. What sums of fractions leave behind is nothing that is missing (beyondRounding()).
namespace atlas {

/// One namespace of a snapshot against the workloads listed for it.
struct NamespaceAttribution
{
    std::string name;
    double gpus = unknown; ///< as stated; where that is unknown, the sum of the listed workloads
    double utilization = unknown; ///< as stated; where that is unknown, from the workloads
    double workloads = unknown; ///< as stated; where that is unknown, how many are listed
    double listedGpus = 0; ///< Σ of the listed workloads
    double remainderGpus = 0; ///< max(0, gpus − listedGpus): held by workloads that the source did not list
    double remainderWorkloads = 0; ///< max(0, workloads − listed)
    double remainderUtilization =
        unknown; ///< so that workloads and remainder together have the namespace's utilisation
};

/// A snapshot as a whole: capacity + over = attributed + unattributed + unallocated, where over is
/// overallocated + excess.
struct Attribution
{
    double capacity = unknown;
    double allocated = unknown; ///< as stated; where that is unknown, the sum of the namespaces
    double attributed = 0; ///< Σ namespaces
    double unattributed = 0; ///< max(0, allocated − attributed)
    double excess = 0; ///< max(0, attributed − allocated): the parts say more than the total; to be warned of
    double unallocated = 0; ///< max(0, capacity − allocated); 0 where the capacity is unknown
    double overallocated = 0; ///< max(0, allocated − capacity)
    double utilization = unknown; ///< Σ g·u / Σ g over the namespaces whose utilisation is known
    double workloads = 0;
    std::vector<NamespaceAttribution> namespaces; ///< in the snapshot's order
};

Attribution attributionOf(const AllocationSnapshot& snapshot);

/// Who held GPUs in an hour, in the shape of a snapshot, for servers that keep none: from a grid of Level::Workload and
/// one of Level::Cluster. Its time is the start of the newest hour for which the workloads have a row; nullopt if there
/// is none.
std::optional<AllocationSnapshot> allocationOfNewestHour(const HourGrid& workloads, const HourGrid& cluster);

/// The name of the workload that a pod's name hints at: trailing parts that look generated (numbers, hashes) cut off,
/// as in "train-llm-7f9c4-x2k9q" → "train-llm", "worker_12" → "worker". A name that is nothing else stays whole. For
/// grouping on demand only: a guess is never a fact.
std::string ownerLikeName(const std::string& podName);

} // namespace atlas
