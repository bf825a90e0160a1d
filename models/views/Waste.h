// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Waste.h"
#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/ScatterValues.h"
#include "models/domain/Table.h"

#include <QPointF>
#include <QStringList>
#include <QTimeZone>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// The page Waste from grids to values. Pure; any thread.
namespace atlas {

struct WasteInput
{
    GridPtr cluster; ///< over the range, the period before and what is looked back at
    GridPtr subjects; ///< of the level, over the range and what is looked back at
    GridPtr workloads; ///< likewise; null where they are not to be had. It may be `subjects`.
    TimeRange range, previousRange;
    std::vector<BucketSpan> buckets; ///< of the range
    QTimeZone zone;
    QString previousName; ///< "previous 7 days"
    QString subjectTitle; ///< "Namespace", "team"
    ReclaimRule rule;
    UsageOptions options; ///< its threshold is the rule's
    std::string clusterName; ///< the shown one; empty for several together: their subjects say theirs
    QString currency; ///< empty: no costs
    QStringList selected; ///< subjects of the level: the pattern of the week is that of the only one
    bool logarithmic = true;
    std::optional<QPointF> movedLines; ///< where somebody put the quadrant lines
};

/// What the hours and the rule say, whatever is then shown of it: so long as those are the same it is found once.
struct WasteFindings
{
    HourPresence presence;
    Usage usage; ///< of the cluster
    std::vector<IdleHolder> holders; ///< subjects of the level, by held idle
    std::vector<IdleHolder> workloads; ///< likewise, where they are others and to be had
    Reclaim reclaim; ///< of workloads where they are to be had, else of the level's subjects
    bool ofWorkloads = false;
    int lookedAt = 0; ///< subjects that the rule was applied to
    double belowBefore = unknown; ///< GPU·h at or below the threshold in the period before, Σ over the subjects
};
WasteFindings findWaste(const WasteInput& input);
/// Whether findWaste() of the one is that of the other.
bool sameFindings(const WasteInput& a, const WasteInput& b);

struct WasteValues
{
    std::shared_ptr<const WasteFindings> found = std::make_shared<const WasteFindings>();
    std::vector<KeyFigure> tiles; ///< held idle, at or below the threshold, cost of held idle (where a price is set)
    ScatterData scatter; ///< GPU-hours against utilisation, by held idle: of those that hold most, and the selected
    QPointF lines; ///< where the quadrant lines stand unless they were moved
    QPointF quadrantLines; ///< where they stood when this was made,
    std::array<QStringList, 4> quadrants; ///< and what is written into the quadrants then
    BarData ranking; ///< by held idle: top ten, other
    HeatmapData week; ///< GPUs held idle by hour of the week
    QString weekOf; ///< whose: a subject; empty: the cluster's
    Table holdersTable, workloadsTable, reclaimTable, rankingTable, weekTable;

    bool isEmpty() const { return found->usage.hoursPresent == 0; }
};

/// `found`: findWaste() of the input.
WasteValues wasteValues(const WasteInput& input, std::shared_ptr<const WasteFindings> found);

/// What is written into the quadrants of the scatter chart.
std::array<QStringList, 4> quadrantTexts(const std::vector<IdleHolder>& holders, QPointF lines);

/// "Had every workload been reclaimed after 24 h at or below 10 %, 1,234 GPU·h of 12 would have been free."
QString reclaimSentence(const WasteInput& input, const WasteValues& values);

} // namespace atlas
