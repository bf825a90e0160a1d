// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/sample/SampleWorld.h"
#include "models/analysis/SnapshotHours.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

struct SampleClusterPlan
{
    int index = 0; ///< decides name, size and which things go wrong
    std::uint64_t seed = 1;
    int days = 35;
    int gpus = 512; ///< of the first cluster; others are a part of it
    int namespaces = 24; ///< of the first cluster; others have half as many
    Instant end{}; ///< samples are taken before this
    int workloadDays = 35; ///< workload rows for this many days before the end at most
    int snapshotHours = 24; ///< snapshots for this many hours before the end
};

/// One hour of a sample cluster. An hour of an outage has neither rows nor snapshots; the hour in progress at the end
/// has snapshots only.
struct SampleHour
{
    HourIndex hour = 0;
    HourRows rows;
    std::vector<AllocationSnapshot> snapshots; ///< where they are kept
};

/// A simulated cluster and its calendar: ordinary weeks, and the things that a dashboard must show truly: an outage
/// without rows, an hour with a part of its samples, an hour in which the metrics store failed, lost nodes, maintenance
/// with nothing allocated, new nodes, and a team that appears midway. A pure function of its plan.
class SampleCluster
{
public:
    explicit SampleCluster(const SampleClusterPlan& plan);

    const std::string& name() const { return m_place.name; }
    /// Whole hours that the rows cover; what lies behind is the hour in progress.
    TimeRange range() const { return {hourStart(m_first), hourStart(m_end)}; }
    /// Hours without rows.
    TimeRange outage() const { return {hourStart(m_outage.from), hourStart(m_outage.to)}; }
    TimeRange maintenance() const { return {hourStart(m_drained.from), hourStart(m_drained.to)}; }
    TimeRange lostMetrics() const { return {hourStart(m_metricsLost.from), hourStart(m_metricsLost.to)}; }
    TimeRange lostNodes() const { return {hourStart(m_nodesLost.from), hourStart(m_nodesLost.to)}; }
    TimeRange lostSamples() const { return {hourStart(m_fewSamples.from), hourStart(m_fewSamples.to)}; }
    Instant midway() const { return m_midway; }
    /// From where on there are workload rows.
    Instant workloadsFrom() const { return hourStart(m_workloadsFrom); }
    /// When the snapshots begin.
    Instant snapshotsFrom() const { return m_plan.end - std::chrono::hours(m_plan.snapshotHours); }

    /// The labels and annotations that rows are made for.
    static const std::vector<DimensionKey>& dimensions();

    /// The next hour, in order of time; nullopt after the last.
    std::optional<SampleHour> next();

private:
    struct Hours
    {
        HourIndex from = 0, to = 0;
        bool contains(HourIndex hour) const { return from <= hour && hour < to; }
    };

    Hours hoursAt(double share, int length) const;
    void warmUp();
    SampleConditions conditionsIn(HourIndex hour) const;
    bool sampledAt(HourIndex hour, int sample) const;
    void finishRows(HourRows& rows) const;
    AllocationSnapshot snapshotOfSample(const ClusterSample& sample) const;

    SampleClusterPlan m_plan;
    SamplePlace m_place;
    HourIndex m_first = 0, m_end = 0, m_hour = 0, m_workloadsFrom = 0;
    HourIndex m_grown = 0; ///< when new nodes arrive
    Instant m_midway{};
    Hours m_outage, m_fewSamples, m_metricsLost, m_nodesLost, m_drained;
    int m_gpus = 0;
    std::map<std::string, int> m_quotas;
    std::optional<SampleWorld> m_world;
    std::optional<HourAggregator> m_aggregator;
};

} // namespace atlas
