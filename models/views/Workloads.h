// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Inventory.h"
#include "models/domain/Rows.h"
#include "models/domain/Table.h"
#include "models/views/DashboardState.h"

#include <QString>

#include <string>
#include <utility>
#include <vector>

/// The page Workloads from grids and rows to values. Pure; any thread.
namespace atlas {

struct WorkloadsInput
{
    GridPtr cluster; ///< of the shown clusters
    GridPtr workloads; ///< likewise, over those hours of the range for which there may be rows of workloads
    std::vector<WorkloadHour> newest; ///< the newest row of each workload in the range
    TimeRange range;
    UsageOptions options;
    std::string clusterName; ///< empty: several are shown, and names say theirs
};

/// A workload of the range: what its newest row says, and its figures over the range.
struct WorkloadEntry
{
    std::string name; ///< as grids name it
    /// Of several rows of one name (types) the newest; without one only the names are there.
    WorkloadHour newest;
    std::string types; ///< all, with commas
    Usage usage;
    Instant first{}, last{}; ///< the first and the last hour with a row
};

struct WorkloadsData
{
    std::vector<WorkloadEntry> entries; ///< by GPU-hours, the most first
    Table table; ///< a row an entry, in their order; its zone is for who shows it to say
    Usage cluster; ///< of the hours for which there may be rows of workloads; hoursExpected are those of the range
};

/// The part of a range in which the clusters may have rows of workloads: of a long one they are often but the last
/// weeks. Outside of it nothing is known of workloads. The whole range where there are none.
TimeRange rangeWithWorkloads(const Inventory& inventory, const std::vector<std::string>& clusters, TimeRange range);

WorkloadsData workloadsOf(const WorkloadsInput& input);

/// Whether a workload belongs to one of the selected namespaces, or carries one of the selected values of a label or
/// annotation (or, for "unknown", none). Nothing selected, or something of another level: it does.
bool isAmong(const WorkloadEntry& entry, const Selection& selection, bool severalClusters);

/// The rows that belong to a selection; `indexes` are theirs in the data.
Table narrowedTable(
    const WorkloadsData& data, const Selection& selection, bool severalClusters, std::vector<std::size_t>& indexes);

/// Some workloads bucket by bucket (the buckets of the range, cut in the zone): of one also the band of its
/// utilisation.
struct WorkloadLines
{
    TimeSeriesData gpus, utilization;
    Table gpusTable, utilizationTable;
};
WorkloadLines workloadLines(const WorkloadsInput& input, const std::vector<BucketSpan>& buckets, const QByteArray& zone,
    const std::vector<std::string>& names);

/// What is known of a workload, as caption and text; labels and annotations are lines of one text.
std::vector<std::pair<QString, QString>> workloadFacts(const WorkloadEntry& entry, const QTimeZone& zone);

/// "3,130 workloads · 12,345 GPU·h · 2,345 GPU·h held idle · 63.1 %": the sum of what is shown.
QString workloadTotals(const WorkloadsData& data, const std::vector<std::size_t>& shown);

} // namespace atlas
