// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Figure.h"
#include "models/domain/Metric.h"
#include "models/domain/Time.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <string>
#include <vector>

/// What presenters hand to charts: values and meanings, never colours or pixels. A chart shows exactly these; a table
/// behind it and an export of it read the same value.
namespace atlas {

/// What a mark means; charts/palette turns it into a colour, a dash and a hatch that are the same everywhere.
enum class Role : std::uint8_t {
    Used, ///< GPU-hours used
    HeldIdle, ///< allocated and not used
    Unallocated,
    Unknown, ///< always hatched
    Capacity, ///< dashed line
    Allocated,
    AllocationRate,
    Utilization,
    P50,
    P95,
    Category, ///< an entity: coloured by its colorKey
    Other, ///< the sum of those not shown
};

/// Which units an axis or a figure has; analysis/Format.h writes them.
/// Money is in a currency that the text beside it names.
enum class Unit : std::uint8_t { None, Percent, Gpus, GpuHours, Count, Gigabytes, Hours, Money };

/// One line over time. `y` (and the band) are aligned with TimeSeriesData::t; NaN is a visible gap.
struct SeriesValue
{
    QString key; ///< stable: selection and legend state are kept by it
    QString name; ///< shown
    Role role = Role::Category;
    std::string colorKey; ///< cluster-qualified name of the entity, for Role::Category
    std::vector<double> y;
    std::vector<double> bandLow, bandHigh; ///< optional minimum-maximum band
    int provisionalFrom = -1; ///< index from which on points are provisional (drawn dashed); -1: none
    bool fill = false; ///< filled down to the axis
    bool visible = true;
    std::optional<Metric> metric = std::nullopt; ///< which figure its points are
    std::string subject = {}; ///< whose, as grids name it

    friend bool operator==(const SeriesValue&, const SeriesValue&) = default;
};

/// Lines that share one time axis. Points stand at the start of their bucket, steps last until the bucket's end.
struct TimeSeriesData
{
    std::vector<Instant> t; ///< bucket starts, ascending
    Instant end{}; ///< end of the last bucket
    TimeRange range; ///< what the axis shows
    QByteArray zone = "UTC"; ///< IANA id of the display zone
    Unit unit = Unit::None;
    std::vector<SeriesValue> series;
    bool steps = false; ///< draw as steps (counts of things held) rather than as lines
    /// Areas on top of each other, the first at the bottom: the chart adds the heights of the series that are switched
    /// on; `y` holds each one's own values, which texts and tables say.
    bool stacked = false;
    std::optional<GridScope> scope = std::nullopt; ///< the level that its series are of

    friend bool operator==(const TimeSeriesData&, const TimeSeriesData&) = default;
};

/// A part of a bar.
struct BarSegment
{
    Role role = Role::Category;
    QString name;
    double value = unknown;
    std::optional<FigureRef> figure = std::nullopt; ///< what it is, for showing where it comes from

    friend bool operator==(const BarSegment&, const BarSegment&) = default;
};

/// One bar (ranking) or one group of bars (comparison).
struct BarValue
{
    QString key, label;
    std::string colorKey;
    bool isOther = false; ///< the sum of those not shown, or the default value of a label: set apart
    std::vector<BarSegment> segments;
    QString annotation; ///< written behind the bar, such as "12.0 %"
    std::optional<FigureRef> figure = std::nullopt; ///< what the sum of its segments is, where that is a figure

    friend bool operator==(const BarValue&, const BarValue&) = default;
};

/// Horizontal ranking bars, grouped bars, stacked shares and a single bar that adds up: all are this.
struct BarData
{
    Unit unit = Unit::None;
    std::vector<BarValue> bars;

    friend bool operator==(const BarData&, const BarData&) = default;
};

/// A tile of the treemap, with its children. Areas are proportional to `size`.
struct TreemapNode
{
    QString key; ///< unique among its siblings, stable over time
    QString label;
    double size = 0; ///< GPUs
    double value = unknown; ///< utilisation in percent: the colour; unknown is hatched
    Role role = Role::Category; ///< Unallocated and Unknown tiles are not coloured by value
    bool remainder = false; ///< stands for workloads that the source did not list
    QString tooltip; ///< plain text, lines
    std::vector<TreemapNode> children;
    double change = unknown; ///< GPUs more (or less) than in what it is compared with

    friend bool operator==(const TreemapNode&, const TreemapNode&) = default;
};

/// Rows × columns of one figure; NaN is hatched. Columns may be buckets of time: then `t` has their starts, they are as
/// wide as they last, and the axis has times.
struct HeatmapData
{
    Unit unit = Unit::Percent;
    std::vector<QString> rows, columns; ///< names; those of buckets are what hovering a cell says, and may be left out
    std::vector<double> cells; ///< row after row
    double low = 0, high = 100;
    std::vector<Instant> t = {}; ///< starts of the columns, ascending; empty: columns are no times
    Instant end{}; ///< end of the last one
    QByteArray zone = "UTC"; ///< IANA id of the display zone
    std::vector<std::string> subjects = {}; ///< whom each row is about, as grids name it; empty: nobody
    std::optional<Metric> metric = std::nullopt; ///< which figure its cells are
    std::optional<GridScope> scope = std::nullopt; ///< the level that its rows are of
    /// Rows are days of the week, Monday first, and columns hours of the day: of this figure.
    std::optional<FigureRef> ofWeek = std::nullopt;

    std::size_t columnCount() const { return t.empty() ? columns.size() : t.size(); }

    friend bool operator==(const HeatmapData&, const HeatmapData&) = default;
};

/// What a cell's figure is, where the map says enough: so it leads to where it comes from.
std::optional<FigureRef> figureAt(const HeatmapData& data, std::size_t row, std::size_t column);

/// Instants that one can go to, and a figure at each. Where two lie much further apart than most, there is a gap.
struct InstantsData
{
    TimeRange range; ///< of the axis
    std::vector<Instant> t; ///< ascending
    std::vector<double> values; ///< one each, 0 or more, or unknown; empty: none
    QByteArray zone = "UTC"; ///< IANA id of the display zone
    Unit unit = Unit::Gpus;

    friend bool operator==(const InstantsData&, const InstantsData&) = default;
};

/// A figure with its change and its shape over time.
struct KeyFigure
{
    QString caption;
    Unit unit = Unit::None;
    double value = unknown;
    double outOf = unknown; ///< "48 of 64"
    double previous = unknown; ///< same figure of the period before
    QString previousName; ///< "vs previous 7 days"
    bool moreIsBetter = true;
    bool changeIsNeutral = false; ///< the change is shown without good or bad
    std::vector<double> sparkline;
    double coverage = 1; ///< 0..1: hours with data of hours in the range
    QString reason; ///< why it is unknown, or how it is defined
    std::optional<FigureRef> source = std::nullopt; ///< what it is, for showing where it comes from

    friend bool operator==(const KeyFigure&, const KeyFigure&) = default;
};

} // namespace atlas
