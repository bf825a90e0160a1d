// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Alignment.h"
#include "models/analysis/ChangeParts.h"
#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Table.h"
#include "models/domain/WaterfallValues.h"

#include <QStringList>
#include <QTimeZone>

#include <string>

/// The page Compare from grids to values. Pure; any thread.
namespace atlas {

/// One of the two things compared.
struct CompareSide
{
    GridPtr cluster, namespaces; ///< over `range`
    TimeRange range;
    QString name; ///< "16 – 23 Dec 2024", "prod-a"
    UsageOptions options;
};

/// What the lines over time show.
enum class OverlayFigure : std::uint8_t { Used, Allocated, Utilization, AllocationRate };

struct CompareInput
{
    CompareSide later, earlier; ///< of two clusters: the first and the one that it is compared with
    bool clusters = false; ///< two clusters over the same range, per GPU, instead of two periods
    AlignBy how = AlignBy::Offset;
    Bucket bucket = Bucket::Hour; ///< resolved
    QTimeZone zone;
    OverlayFigure figure = OverlayFigure::Used;
    std::string cluster; ///< the shown one; empty for several together: their subjects say theirs
    std::string selected; ///< a namespace that has lines of its own; empty: none
    QString currency; ///< empty: no costs
};

struct CompareValues
{
    AlignedPeriods aligned;
    Usage later, earlier; ///< of the clusters over the aligned hours
    ChangeSplit split;
    QStringList sentences; ///< the result in words: the change first, then its causes, then what to know of it
    TimeSeriesData overlay; ///< both on the time axis of the later one
    WaterfallData byCause, byNamespace;
    Table figures, overlayTable, causesTable, namespacesTable;

    bool hasLater() const { return later.clusterHours > 0; }
    bool hasEarlier() const { return earlier.clusterHours > 0; }
};

CompareValues compareValues(const CompareInput& input);

/// "Capacity", "Mix" ..., and a sentence on what it means.
QString causeName(ChangeCause cause);
QString causeMeaning(ChangeCause cause);

} // namespace atlas
