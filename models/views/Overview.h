// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Clusters.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/RollUp.h"
#include "models/analysis/SnapshotHours.h"
#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Table.h"

#include <QTimeZone>

#include <memory>
#include <string>
#include <vector>

/// The page Overview from grids to values. Pure; any thread.
namespace atlas {

/// What is computed of the grids once, whatever is then shown of them: the part that takes time.
struct OverviewFigures
{
    GridPtr cluster; ///< hours of the cluster over both periods
    GridPtr namespaces; ///< likewise, of its namespaces
    TimeRange range, previousRange;
    UsageOptions options;

    GridPtr full; ///< the cluster with the active workloads of its namespaces
    HourPresence presence;
    Usage usage, previousUsage; ///< of the cluster
    SubjectUsages usages; ///< of the namespaces

    /// Whether these are the figures of the same hours read in the same way.
    bool isSame(const OverviewFigures& other) const;
};
using OverviewFiguresPtr = std::shared_ptr<const OverviewFigures>;

/// Fills the second half from the first.
OverviewFiguresPtr computeFigures(OverviewFigures of);

struct OverviewInput
{
    OverviewFiguresPtr figures;
    GridPtr everything; ///< hours of the cluster over all that the navigator shows; may be null
    std::vector<BucketSpan> buckets; ///< of the range
    Bucket bucket = Bucket::Hour; ///< what they are
    QTimeZone zone;
    QString previousName; ///< "previous 7 days"
    std::string cluster; ///< empty for several: names of namespaces are qualified then
    QString currency; ///< of the price in the options; empty: none is set
    std::vector<std::string> selected; ///< namespaces whose lines are shown beside the cluster's
    HourOfWeekFigure week = HourOfWeekFigure::Utilization; ///< of the heat map
    bool forecast = false; ///< is wanted
    int top = 5;
    SnapshotList running; ///< snapshots of the hour that follows the range, which has no row yet: the provisional hour
    std::vector<ClusterPart> parts; ///< the shown clusters, without grids: whose snapshots those are
};

struct OverviewData
{
    OverviewFiguresPtr figures; ///< that all this was made of
    /// Allocation rate, utilisation, GPUs allocated, active workloads, coverage; the cost where a price is set.
    std::vector<KeyFigure> tiles;
    BarValue hours; ///< what the GPU-hours of the capacity did: used, held idle, unallocated, unknown
    TimeSeriesData gpus; ///< capacity and allocated GPUs
    TimeSeriesData rates; ///< allocation rate, utilisation with band, P50 and P95 (switched off)
    TimeSeriesData navigator; ///< allocated GPUs over all that is there
    HeatmapData week; ///< by hour of the week
    BarData byGpuHours, byIdle; ///< the top namespaces; keys are their names
    Table hoursTable, gpusTable, ratesTable, weekTable, byGpuHoursTable, byIdleTable;
    Usage usage, previousUsage; ///< of the cluster
    int namespaces = 0; ///< with rows in the range
    int provisionalSnapshots =
        0; ///< that the provisional last point of `gpus` and `rates` comes from; 0: there is none

    QString forecastNote; ///< how good the forecast in `gpus` is, or why there is none; empty: none is wanted

    bool isEmpty() const { return usage.hoursPresent == 0; }
};

OverviewData overviewOf(const OverviewInput& input);

/// "Utilisation", "Held idle" ...: what the heat map may show.
QString weekFigureName(HourOfWeekFigure figure);

/// "per hour", "per day" ...: what a point of a series stands for.
QString bucketNote(Bucket bucket);

} // namespace atlas
