// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Rows.h"
#include "models/domain/Snapshot.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// From samples of pods to snapshots and hourly rows, as servers do it (docs/metrics.md, "How an hour comes about").
/// Values of one thread at a time.
namespace atlas {

/// What does not change about a pod while it lives. Samples refer to it by its index in a PodTable, so that a year of
/// samples costs no text.
struct PodInfo
{
    std::string uid; ///< may be empty
    std::string name;
    std::string namespaceName;
    std::string kind; ///< "Pod", "Deployment" ...: what snapshots call it; may be empty
    std::string ownerName, ownerType; ///< the workload of workload rows; empty: the pod itself, of type `kind`
    LabelList labels, annotations;

    friend bool operator==(const PodInfo&, const PodInfo&) = default;
};

/// The pods that samples refer to. An index stays valid and means the same pod for ever.
class PodTable
{
public:
    std::uint32_t add(PodInfo pod)
    {
        m_pods.push_back(std::move(pod));
        return std::uint32_t(m_pods.size() - 1);
    }
    const PodInfo& at(std::uint32_t pod) const { return m_pods[pod]; }
    std::uint32_t size() const { return std::uint32_t(m_pods.size()); }

private:
    std::vector<PodInfo> m_pods;
};
using PodTablePtr = std::shared_ptr<const PodTable>;

/// One pod in one sample.
struct PodSample
{
    std::uint32_t pod = 0; ///< index in the sample's PodTable
    double gpus = 0; ///< allocated
    double utilization = unknown; ///< %, mean over the last minute
    double memoryUsed = unknown; ///< GB over all its GPUs
    double memoryTotal = unknown; ///< GB
    double requested = unknown; ///< GPUs; unknown: as allocated
};

/// One sample of a whole cluster. A pod occurs once at most.
struct ClusterSample
{
    Instant time{};
    double capacity = unknown; ///< GPUs
    std::vector<PodSample> pods;
};

/// The rows of one hour; each list by name, ids 0.
struct HourRows
{
    std::vector<ClusterHour> clusters;
    std::vector<NamespaceHour> namespaces;
    std::vector<DimensionHour> dimensions;
    std::vector<WorkloadHour> workloads;

    friend bool operator==(const HourRows&, const HourRows&) = default;
};

/// The snapshot that the sampling job stores for a sample: utilisations of groups are GPU-weighted means over their
/// pods (unknown where no pod with GPUs has one), counts are pods, namespaces are in the order of names, annotations
/// in the order of key and value, pods in the order of the sample. The head's allocated GPUs are whole, as on the wire.
AllocationSnapshot snapshotOf(
    const std::string& cluster, const PodTable& pods, const ClusterSample& sample, bool withWorkloads = true);

/// Which labels and annotations become dimensions, and the value of a pod without one.
struct DimensionPolicy
{
    std::vector<DimensionKey> keys;
    std::string defaultValue = "unknown";
};

/// Builds an hour's rows from its n samples:
/// - cluster: capacity floor(mean), allocated mean, rate of the two, utilisation mean, extremes and percentiles
///   (the sorted value at floor((n−1)·p)) of the samples' utilisations, sample count n;
/// - namespace, dimension value: allocated Σ/n with an absent sample as 0, utilisation over the samples with the group
///   present, active workloads floor(Σ pods / n); a namespace's capacity is 0: it has no quota;
/// - workload: allocated and requested Σ/n likewise, utilisation, percentiles, memory and replicas (its pods) over the
///   samples in which it was present, sample count: how many those are; status "Running"; labels of its first pod.
///
/// add() in time order; finish() gives the rows and starts anew. A million pod samples take about 30 ms.
class HourAggregator
{
public:
    HourAggregator(std::string cluster, PodTablePtr pods, DimensionPolicy policy, bool workloadRows = true);
    ~HourAggregator();
    HourAggregator(HourAggregator&&) noexcept;
    HourAggregator& operator=(HourAggregator&&) noexcept;

    /// The table may have grown since the last sample.
    void add(const ClusterSample& sample);
    /// `writtenAt` becomes created_at and updated_at. An hour without samples has no rows.
    HourRows finish(HourIndex hour, Stamp writtenAt);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

using SnapshotList = std::vector<std::shared_ptr<const AllocationSnapshot>>;

/// Cluster, namespace and annotation rows of an hour, from the snapshots of dimension "cluster" whose time lies in it
/// (others are passed over, so are those of other clusters): the provisional hour. The cluster's utilisation is the
/// GPU-weighted mean over the namespaces. Never to be stored as an hourly row.
HourRows hourOfSnapshots(const std::string& cluster, const SnapshotList& snapshots, HourIndex hour, Stamp writtenAt);

} // namespace atlas
