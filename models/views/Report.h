// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/AlertScan.h"
#include "models/analysis/AlertRules.h"
#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/Progress.h"
#include "models/domain/Table.h"
#include "models/domain/WaterfallValues.h"
#include "models/store/StoreReader.h"
#include "models/views/Session.h"

#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The report of a range as values: what is drawn on pages (PDF) and laid out in sheets (workbook), for the window and
/// the command line alike.
namespace atlas {

struct ReportWish
{
    std::vector<std::string> clusters; ///< one or several; several are one combined cluster and a part each
    TimeRange range; ///< of whole hours; usually a day, week, month or quarter in `zone`
    TimeRange previousRange; ///< what changes are measured against
    QString previousName; ///< "previous week"
    QTimeZone zone;
    std::vector<UsageOptions> options; ///< one a cluster: how its figures are read, with its price
    QString currency; ///< of the prices; empty: none
    std::vector<AlertRule> rules; ///< whose firing in the range is told; empty: the section says that there are none
    DimensionKey dimension; ///< the teams; empty key: team, else the first label that the clusters have
    int top = 10;
    QString source; ///< "API gpu.example.org", "File week.gpuatlas"
    Instant created{};
    QString version; ///< of the product
    /// The choice that the range and the period before come of, as a link, and what it is counted from: by them another
    /// process finds the same ones, and names them in its language.
    QString link;
    Instant at{};
};

class DashboardState;

/// The clusters, range, period before, zone and label that the state shows now: what the wish of a report begins with.
ReportWish reportWishOf(const DashboardState& state);

/// A piece of a section, drawn over the width of a page or laid out in a sheet.
struct ReportText
{
    QString text; ///< plain
    bool isNote = false; ///< said in small letters, below what it is about

    friend bool operator==(const ReportText&, const ReportText&) = default;
};
struct ReportFigures
{
    std::vector<KeyFigure> tiles;
};
struct ReportHours
{
    BarValue bar; ///< the bar that adds up
};
struct ReportLines
{
    QString title;
    TimeSeriesData data;
};
struct ReportBars
{
    QString title;
    BarData data;
    bool grouped = false; ///< beside each other (a group a subject) rather than one bar a subject
};
struct ReportHeat
{
    QString title;
    HeatmapData data;
};
struct ReportWaterfall
{
    QString title;
    WaterfallData data;
};
/// The table's rows beyond `most` are told in words on a page; a sheet has all.
struct ReportTable
{
    Table table;
    int most = 20;
    QStringList columns = {}; ///< ids of those that a page shows, in this order; empty: all
    QStringList clusters = {}; ///< of several: names that begin with one, "cluster/name", show it below the name
};
using ReportBlock = std::variant<ReportText, ReportFigures, ReportHours, ReportLines, ReportBars, ReportHeat,
    ReportWaterfall, ReportTable>;

struct ReportSection
{
    QString id; ///< "summary", "rankings", "data-quality" ...: stable
    QString title;
    std::vector<ReportBlock> blocks;
};

/// A chart on a sheet, of columns of its table, named by their ids.
struct ReportSheetChart
{
    enum Kind : std::uint8_t { Lines, Stack, Bars }; ///< over time, its parts on each other, lying bars of parts

    QString title;
    Kind kind = Lines;
    QString labels; ///< what stands at the axis
    std::vector<std::pair<QString, Role>> values; ///< with what they mean, which has a colour
    int most = 0; ///< only the first rows; 0: all
};

/// A table with all its rows and columns.
struct ReportSheet
{
    QString id; ///< "hours", "namespaces" ...: stable
    QString name;
    Table table;
    std::vector<ReportSheetChart> charts = {};
    QString whenEmpty = {}; ///< why it has no row, where it has none
};

struct Report
{
    QString title; ///< "GPU report: prod-a"
    QString subtitle; ///< "Week 47 · 16 – 22 Nov 2026, Asia/Shanghai"
    TableFacts facts; ///< source, clusters, range, zone, coverage, gaps, unverified hours, version, created
    TableFacts cover; ///< the same for people, short enough for the first page
    Instant created{};
    QTimeZone zone;
    std::vector<ReportSection> sections; ///< what is drawn on pages
    std::vector<ReportSheet> sheets; ///< what a workbook holds beside the facts
};

/// Gathers what a report needs and makes it. Blocks: not for a thread that paints. USAGE where the store has no such
/// cluster or label, or the range no hour; CACHE; EXPORT where `progress` was cancelled. A range without data is a
/// report that says so. `store` should be of one point in time (StoreOptions::frozen).
Result<Report> makeReport(StoreReader& store, const ReportWish& wish, Progress& progress);

/// The sheets of a report that any workbook of figures of the range has as well: how far the data can be trusted, and
/// what the figures are. Likewise, without reading what the other sheets need; only the wish's clusters, range, zone,
/// options, currency and time of creation matter.
Result<std::vector<ReportSheet>> trustSheets(StoreReader& store, const ReportWish& wish, Progress& progress);

} // namespace atlas
