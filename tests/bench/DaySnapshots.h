// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Snapshot.h"

#include <chrono>
#include <string>

namespace atlas::test {

/// One of the snapshots of cluster "c", five minutes apart, the last at `end`, in which some workloads go, come, and
/// change their utilisation.
inline AllocationSnapshot daySnapshot(Instant end, int step, int steps)
{
    constexpr int workloads = 3000, namespaces = 120;
    AllocationSnapshot snapshot;
    snapshot.head.cluster = "c";
    snapshot.head.time = end - std::chrono::minutes(5 * (steps - step));
    snapshot.head.dimensionType = "cluster";
    snapshot.head.capacity = 16000;
    for (int n = 0; n < namespaces; ++n) {
        AllocatedNamespace part;
        part.name = "namespace-" + std::to_string(n);
        for (int w = n; w < workloads; w += namespaces) {
            const int life = (w * 37 + step) % 300; // each is new now and then
            AllocatedWorkload workload;
            workload.uid = "uid-" + std::to_string(w) + '-' + std::to_string((w * 37 + step) / 300);
            workload.name = "train-" + std::to_string(w) + "-worker";
            workload.namespaceName = part.name;
            workload.kind = w % 3 == 0 ? "Job" : "Pod";
            workload.gpus = 1 + (w * 7) % 8;
            workload.utilization = (w * 13 + life) % 101;
            part.workloads.push_back(std::move(workload));
        }
        snapshot.namespaces.push_back(std::move(part));
    }
    return snapshot;
}

} // namespace atlas::test
