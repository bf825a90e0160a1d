// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Clusters.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Metric.h"
#include "models/domain/Table.h"

#include <QMap>
#include <QString>

#include <memory>
#include <string>
#include <vector>

/// The page Explore from grids to values: any figure of the subjects of any level over time. Pure; any thread.
namespace atlas {

enum class ExploreChart : std::uint8_t { Lines, Areas, Heatmap, Bars };

/// What the page was asked to show; it lives as text in DashboardQuery::view ("explore.level" ...).
struct ExploreChoice
{
    Level level = Level::Namespace;
    DimensionKey dimension; ///< with Level::Dimension
    Metric metric = Metric::AverageAllocated;
    ExploreChart chart = ExploreChart::Lines;
    int top = 10; ///< the first of the ranking, beside those that are selected; 0: the selected ones alone
    bool other = true; ///< the rest as one more, where it has a sum
    bool share = false; ///< areas: percent of the sum

    /// Areas, where the figure adds up; else lines.
    ExploreChart drawn() const;
    friend bool operator==(const ExploreChoice&, const ExploreChoice&) = default;
};

/// From a view; what means nothing, or a figure that the level does not have, is the default.
ExploreChoice exploreChoice(const QMap<QString, QString>& view);
/// "lines", "areas" ...: what the view holds.
QString exploreChartId(ExploreChart chart);

/// The figures that subjects of a level have, in the order of a menu. `priced`: a price is set.
std::vector<Metric> exploreMetrics(Level level, bool priced);
/// Whether the figures of subjects are parts of a whole, hour by hour: GPU-hours of all kinds, money, GPUs, workloads.
bool stacksUp(Metric metric);
/// Whether the figure of several subjects together can be had from theirs: what stacks up, and the weighted
/// utilisation. Peaks, percentiles and plain means cannot.
bool hasOther(Metric metric);

/// The hours that a choice of level needs, and what is computed from them once.
struct ExploreHours
{
    std::vector<ClusterPart> clusters; ///< Level::Cluster: each shown cluster with its hours and how they are read
    GridPtr cluster, subjects; ///< other levels: of the shown clusters
    UsageOptions options;
    TimeRange range;
    std::string clusterName; ///< empty: several are shown, and names say theirs
    HourPresence presence; ///< other levels
    std::vector<HourPresence> presences; ///< Level::Cluster
    SubjectUsages usages; ///< over the range
};
/// Fills presences and usages.
void prepare(ExploreHours& hours);

struct ExploreInput
{
    std::shared_ptr<const ExploreHours> hours;
    ExploreChoice choice;
    std::vector<std::string> selected; ///< subjects of the level
    std::vector<BucketSpan> buckets;
    QByteArray zone;
    QString subjectTitle; ///< "Namespace"
};

struct ExploreData
{
    TimeSeriesData series; ///< lines or areas
    HeatmapData heatmap;
    BarData bars;
    Table chartTable; ///< behind the chart that is drawn
    Table subjects; ///< all of them, over the range
    std::size_t shown = 0, rest = 0; ///< subjects by themselves, and in "other"
    int clusterHours = 0, hoursExpected = 0;
};
ExploreData exploreOf(const ExploreInput& input);

} // namespace atlas
