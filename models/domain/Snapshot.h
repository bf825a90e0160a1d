// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Figure.h"
#include "models/domain/Time.h"

#include <string>
#include <vector>

namespace atlas {

/// A workload or pod that held GPUs when a snapshot was taken.
struct AllocatedWorkload
{
    std::string uid; ///< may be empty; then namespace, kind and name identify it
    std::string name;
    std::string namespaceName;
    std::string kind; ///< may be empty
    Figure gpus; ///< allocated
    Figure utilization; ///< %
    Figure replicas;

    friend bool operator==(const AllocatedWorkload&, const AllocatedWorkload&) = default;
};

/// A namespace's part of a snapshot. `workloads` may be empty although `workloadCount` is not.
struct AllocatedNamespace
{
    std::string name;
    Figure gpus, utilization, workloadCount;
    std::vector<AllocatedWorkload> workloads;

    friend bool operator==(const AllocatedNamespace&, const AllocatedNamespace&) = default;
};

/// What the pods with one annotation or label held. `key` is "key:value" split at the first colon.
struct AllocatedDimension
{
    std::string key, value;
    Figure gpus, utilization, workloadCount;

    friend bool operator==(const AllocatedDimension&, const AllocatedDimension&) = default;
};

/// The totals of a snapshot: what a list of snapshots needs.
struct SnapshotHead
{
    std::int64_t id = 0;
    std::string cluster;
    Instant time{};
    std::string dimensionType; ///< "cluster", "namespace", "label", "annotation"
    std::string dimensionKey, dimensionValue;
    Figure capacity, allocated; ///< GPUs

    friend bool operator==(const SnapshotHead&, const SnapshotHead&) = default;
};

/// Who held which GPUs at one instant. The parts may add up to less than the total (the rest is unattributed) or to
/// more. Natural key: (cluster, dimension, time).
struct AllocationSnapshot
{
    SnapshotHead head;
    std::vector<AllocatedNamespace> namespaces; ///< by name
    std::vector<AllocatedDimension> annotations;

    friend bool operator==(const AllocationSnapshot&, const AllocationSnapshot&) = default;
};

} // namespace atlas
