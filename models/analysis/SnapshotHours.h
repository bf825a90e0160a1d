// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Rows.h"
#include "models/domain/Snapshot.h"

#include <memory>
#include <vector>

namespace atlas {

/// A pod as the sampling job sees it: what a snapshot is made of, with the labels that snapshots do not carry.
struct PodSample
{
    AllocatedWorkload workload; ///< utilization: mean over the last minute
    std::string ownerName, ownerType; ///< the workload of workload rows; empty: the pod itself
    const LabelList* labels = nullptr; ///< not owned; may be null
    const LabelList* annotations = nullptr;
};

/// One sample of a whole cluster.
struct ClusterSample
{
    std::string cluster;
    Instant time{};
    double capacity = unknown;
    std::vector<PodSample> pods;
};

/// The rows of one hour.
struct HourRows
{
    std::vector<ClusterHour> clusters;
    std::vector<NamespaceHour> namespaces;
    std::vector<DimensionHour> dimensions;
    std::vector<WorkloadHour> workloads;
};

/// The snapshot that the sampling job stores for a sample: utilisations of groups are GPU-weighted means over their
/// pods; keys in the order of names.
AllocationSnapshot snapshotOf(const ClusterSample& sample, bool withWorkloads = true);

/// Which labels and annotations become dimensions, and the value of a pod without one.
struct DimensionPolicy
{
    std::vector<DimensionKey> keys;
    std::string defaultValue = "unknown";
};

/// Builds an hour's rows from its samples, as the servers' aggregation job does (docs/metrics.md, "How an hour comes
/// about"): cluster capacity floor(mean), allocated mean, percentiles at floor((n−1)·p) of the snapshots' utilisations;
/// namespace and label allocated Σ/n with an absent snapshot as 0, utilisation over the snapshots with the group
/// present, active workloads floor(Σ/n). Used for the sample cluster and for the hour in progress. add() in time order;
/// finish() gives the rows and starts anew.
class HourAggregator
{
public:
    explicit HourAggregator(std::string cluster, DimensionPolicy policy, bool workloadRows = true);
    ~HourAggregator();
    HourAggregator(HourAggregator&&) noexcept;
    HourAggregator& operator=(HourAggregator&&) noexcept;

    void add(const ClusterSample& sample);
    int samples() const;
    /// `writtenAt` becomes created_at and updated_at. An hour without samples has no rows.
    HourRows finish(HourIndex hour, Stamp writtenAt);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace atlas
