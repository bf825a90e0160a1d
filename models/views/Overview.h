// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/SnapshotHours.h"
#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Table.h"

#include <QTimeZone>

#include <string>
#include <vector>

/// The page Overview from grids to values. Pure; any thread.
namespace atlas {

struct OverviewInput
{
    GridPtr cluster; ///< hours of the cluster over both periods
    GridPtr namespaces; ///< likewise, of its namespaces
    GridPtr everything; ///< hours of the cluster over all that the navigator shows; may be null
    TimeRange range, previousRange;
    std::vector<BucketSpan> buckets; ///< of the range
    Bucket bucket = Bucket::Hour; ///< what they are
    QTimeZone zone;
    QString previousName; ///< "previous 7 days"
    UsageOptions options;
    std::string selected; ///< a namespace whose lines are shown beside the cluster's; empty: none
    int top = 5;
    SnapshotList running; ///< snapshots of the hour that follows the range, which has no row yet: the provisional hour
};

struct OverviewData
{
    std::vector<KeyFigure> tiles; ///< allocation rate, utilisation, GPUs allocated, active workloads, coverage
    BarValue hours; ///< what the GPU-hours of the capacity did: used, held idle, unallocated, unknown
    TimeSeriesData gpus; ///< capacity and allocated GPUs
    TimeSeriesData rates; ///< allocation rate, utilisation with band, P50 and P95 (switched off)
    TimeSeriesData navigator; ///< allocated GPUs over all that is there
    HeatmapData week; ///< utilisation by hour of the week
    BarData byGpuHours, byIdle; ///< the top namespaces; keys are their names
    Table hoursTable, gpusTable, ratesTable, weekTable, byGpuHoursTable, byIdleTable;
    Usage usage, previousUsage; ///< of the cluster
    int namespaces = 0; ///< with rows in the range
    int provisionalSnapshots =
        0; ///< that the provisional last point of `gpus` and `rates` comes from; 0: there is none

    bool isEmpty() const { return usage.hoursPresent == 0; }
};

OverviewData overviewOf(const OverviewInput& input);

/// "per hour", "per day" ...: what a point of a series stands for.
QString bucketNote(Bucket bucket);

} // namespace atlas
