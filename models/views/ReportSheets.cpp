// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "models/tables/TablePart.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "models/views/ListText.h"
#include "models/views/ReportParts.h"

#include <algorithm>
#include <iterator>

namespace atlas {

namespace {

/// The key figures beside each other, each a column of its own unit; below them those of the period before.
Table figuresTable(const ReportInput& in, const std::vector<KeyFigure>& tiles)
{
    Table table;
    table.title = ReportWords::tr("Key figures");
    table.zone = in.wish.zone.id();
    table.columns = {{QStringLiteral("period"), ReportWords::tr("Period")}};
    table.rows = {{QStringLiteral("now"), false, {ReportWords::tr("This period")}, {}, in.wish.range},
        {QStringLiteral("before"), false, {ReportWords::tr("Period before")}, {}, in.wish.previousRange},
        {QStringLiteral("change"), true, {ReportWords::tr("Change")}}};
    for (const auto& tile : tiles) {
        const auto change = changeOf(tile.value, tile.previous);
        table.columns.push_back({tile.caption, tile.caption, CellKind::Number, tile.unit,
            tile.source ? std::optional(tile.source->metric) : std::nullopt});
        const double values[] = {tile.value, tile.previous, change.absolute};
        for (std::size_t i = 0; i < std::size(values); ++i)
            table.rows[i].cells.push_back(isKnown(values[i]) ? Cell(values[i]) : Cell());
    }
    return table;
}

/// The figures of both periods, a row each: in columns of one unit each their changes would be text.
Table changesTable(const Table& figures)
{
    Table table;
    table.title = figures.title;
    const auto nameOf = [&](std::size_t row) { return std::get<QString>(figures.rows[row].cells.front()); };
    table.columns = {{QStringLiteral("figure"), ReportWords::tr("Figure")},
        {QStringLiteral("unit"), ReportWords::tr("Unit")}, {QStringLiteral("later"), nameOf(0), CellKind::Number},
        {QStringLiteral("earlier"), nameOf(1), CellKind::Number},
        {QStringLiteral("change"), ReportWords::tr("Change"), CellKind::Number},
        {QStringLiteral("percent"), ReportWords::tr("Change in %"), CellKind::Change, Unit::Percent}};
    const auto valueOf = [&](std::size_t row, std::size_t column) {
        const auto* value = row < figures.rows.size() ? std::get_if<double>(&figures.rows[row].cells[column]) : nullptr;
        return value ? *value : unknown;
    };
    const auto cell = [](double value) { return isKnown(value) ? Cell(value) : Cell(); };
    for (std::size_t i = 1; i < figures.columns.size(); ++i) {
        const auto& column = figures.columns[i];
        const auto change = changeOf(valueOf(0, i), valueOf(1, i));
        table.rows.push_back({column.id, false,
            {column.title, unitName(column.unit), cell(change.current), cell(change.previous), cell(change.absolute),
                change.isNew() ? Cell(ReportWords::tr("new")) : cell(change.percent)}});
    }
    return table;
}

/// Without the column of quotas where nobody has one, as pages show it.
Table withoutEmptyQuotas(Table table)
{
    const auto at = std::ranges::find(table.columns, QLatin1StringView("quota"), &TableColumn::id);
    const auto index = std::size_t(at - table.columns.begin());
    if (at == table.columns.end() || std::ranges::any_of(table.rows, [index](const TableRow& row) {
            return std::holds_alternative<double>(row.cells[index]);
        }))
        return table;
    table.columns.erase(at);
    for (auto& row : table.rows)
        row.cells.erase(row.cells.begin() + std::ptrdiff_t(index));
    return table;
}

/// With what the rows of these columns add up to.
Table summed(Table table, std::initializer_list<const char*> ids)
{
    for (auto& column : table.columns) {
        if (std::ranges::any_of(ids, [&](const char* id) { return column.id == QLatin1StringView(id); }))
            column.total = ColumnTotal{sumOf(table, column.id)};
    }
    return table;
}

/// What the GPU-hours of the capacity did, adding up to it.
Table partsTable(const OverviewData& overview)
{
    Table table;
    table.title = overview.hoursTable.title;
    table.columns = {{QStringLiteral("part"), ReportWords::tr("Part")},
        {QStringLiteral("gpu_hours"), ReportWords::tr("GPU-hours"), CellKind::Number, Unit::GpuHours}};
    for (const auto& segment : overview.hours.segments)
        table.rows.push_back({segment.name, false, {segment.name, segment.value}});
    if (const double over = overview.usage.overallocatedGpuHours; over > 0) {
        const QString name = ReportWords::tr("Above the capacity");
        table.rows.push_back({name, true, {name, -over}});
    }
    table.columns.back().total = ColumnTotal{overview.usage.capacityGpuHours};
    return table;
}

using ChartValues = decltype(ReportSheetChart::values);

/// What adds up to the capacity.
ChartValues capacityParts()
{
    return {{QStringLiteral("used"), Role::Used}, {QStringLiteral("idle"), Role::HeldIdle},
        {QStringLiteral("unallocated"), Role::Unallocated}, {QStringLiteral("unknown"), Role::Unknown}};
}

/// Of hours or days.
std::vector<ReportSheetChart> chartsOverTime()
{
    const auto time = QStringLiteral("time");
    return {{ReportWords::tr("What the GPU-hours of the capacity did"), ReportSheetChart::Stack, time, capacityParts()},
        {ReportWords::tr("Allocation rate and utilisation"), ReportSheetChart::Lines, time,
            {{QStringLiteral("rate"), Role::AllocationRate}, {QStringLiteral("utilization"), Role::Utilization}}}};
}

} // namespace

Table summedCauses(const CompareValues& change)
{
    auto table = change.causesTable; // whose sum is a row like others
    std::erase_if(table.rows, [](const TableRow& row) { return row.setApart; });
    return summed(std::move(table), {"change"});
}

Table definitionsTable(const ReportInput& in)
{
    Table table;
    table.title = ReportWords::tr("Definitions");
    table.columns = {{QStringLiteral("figure"), ReportWords::tr("Figure")},
        {QStringLiteral("unit"), ReportWords::tr("Unit")},
        {QStringLiteral("definition"), ReportWords::tr("What it is")},
        {QStringLiteral("formula"), ReportWords::tr("Formula")}};
    std::vector<Metric> metrics{Metric::CapacityGpuHours, Metric::GpuHours, Metric::UsedGpuHours, Metric::IdleGpuHours,
        Metric::UnallocatedGpuHours, Metric::UnknownGpuHours, Metric::OverallocatedGpuHours, Metric::IdleBelowGpuHours,
        Metric::AllocationRate, Metric::Utilization, Metric::PeakUtilization, Metric::LowestUtilization,
        Metric::AverageAllocated, Metric::PeakAllocated, Metric::ActiveWorkloads, Metric::Share, Metric::Coverage};
    if (!in.wish.currency.isEmpty()) {
        metrics.push_back(Metric::Cost);
        metrics.push_back(Metric::IdleCost);
    }
    for (const auto metric : metrics) {
        const auto unit = metricUnit(metric) == Unit::Money ? in.wish.currency : unitName(metricUnit(metric));
        table.rows.push_back({metricId(metric), false,
            {metric == Metric::GpuHours ? ReportWords::tr("GPU-hours allocated") : metricName(metric), unit,
                metricDefinition(metric), metricFormula(metric, in.options.basis)}});
    }
    table.rows.push_back({QStringLiteral("change"), false,
        {ReportWords::tr("Change"), QStringLiteral("%"),
            ReportWords::tr("Later minus earlier; in percent of the earlier. New where the earlier is 0 or absent."),
            ReportWords::tr("later − earlier")}});
    const auto word = [&table](const char* key, const QString& name, const QString& what) {
        table.rows.push_back({QString::fromLatin1(key), false, {name, Cell(), what, Cell()}});
    };
    word("hours", ReportWords::tr("Hours with data"),
        ReportWords::tr("As a cause of a change: more or fewer hours of the period have data."));
    word("mix", ReportWords::tr("Mix"),
        ReportWords::tr("As a cause of a change: GPU-hours moved between namespaces of different utilisation."));
    word("idle-since", ReportWords::tr("Idle since"),
        ReportWords::tr(
            "The begin of the run of hours at or below the threshold in which most was held; of a namespace "
            "that of one of its workloads."));
    word("reclaim", ReportWords::tr("Freed"),
        ReportWords::tr("What would have been free, had GPUs been reclaimed after the hours of being idle that the "
                        "section says."));
    return table;
}

namespace {

class Sheets
{
public:
    /// One that has columns; `whenEmpty` says why it has no row.
    void add(const char* id, const QString& name, Table table, const QString& whenEmpty = {},
        std::vector<ReportSheetChart> charts = {})
    {
        if (!table.columns.empty())
            m_sheets.push_back({QString::fromLatin1(id), name, std::move(table), std::move(charts), whenEmpty});
    }
    std::vector<ReportSheet> take() { return std::move(m_sheets); }

private:
    std::vector<ReportSheet> m_sheets;
};

/// Of who holds most of what.
ReportSheetChart rankingChart(const ReportInput& in, const QString& title, decltype(ReportSheetChart::values) values)
{
    return {title, ReportSheetChart::Bars, QStringLiteral("name"), std::move(values), in.wish.top};
}

void addSubjects(const ReportInput& in, const ReportFound& found, Sheets& sheets)
{
    const auto ranking = rankingChart(in, ReportWords::tr("Most GPU-hours"),
        {{QStringLiteral("used"), Role::Used}, {QStringLiteral("idle"), Role::HeldIdle}});
    sheets.add("namespaces", ReportWords::tr("Namespaces"), withoutEmptyQuotas(found.namespaces.table),
        ReportWords::tr("There are no rows of namespaces in this range."), {ranking});
    if (found.teams)
        sheets.add("teams", ReportWords::tr("Teams"), withoutEmptyQuotas(found.teams->table),
            ReportWords::tr("There are no rows of it in this range."), {ranking});
    const auto idle = rankingChart(in, ReportWords::tr("Most held idle"), {{QStringLiteral("days"), Role::HeldIdle}});
    const QString nobody = ReportWords::tr("Nobody held GPUs idle in this range, as far as is known.");
    sheets.add("waste", ReportWords::tr("Waste"), found.waste.holdersTable, nobody, {idle});
    sheets.add("workloads", ReportWords::tr("Idle workloads"), found.waste.workloadsTable,
        in.workloads
            ? nobody
            : ReportWords::tr("The hours of workloads are not looked at in a range as long as this one, or are "
                              "too many."),
        {idle});
    sheets.add("reclaim", ReportWords::tr("Reclaim"), summed(found.waste.reclaimTable, {"freed", "cost"}),
        ReportWords::tr("Nobody was idle for long enough to be reclaimed from."));
}

void addChange(const ReportInput& in, const ReportFound& found, Sheets& sheets)
{
    const auto& change = found.change;
    const QString why = formatSentences(changeSentences(in, found));
    sheets.add("changes", ReportWords::tr("Changes"),
        change.figures.rows.empty() ? Table() : changesTable(change.figures), why);
    sheets.add("causes", ReportWords::tr("Causes of the change"), summedCauses(change), why);
    sheets.add("change-namespaces", ReportWords::tr("Change by namespace"),
        summed(change.namespacesTable, {"change", "later", "earlier"}), why);
}

void addAlerts(const ReportInput& in, const ReportAlerts& alerts, Sheets& sheets)
{
    const QString none = in.wish.rules.empty() ? ReportWords::tr("There are no alert rules.")
        : alerts.remarks.isEmpty()             ? ReportWords::tr("All alert rules are switched off.")
                                               : formatSentences(alerts.remarks);
    sheets.add("rules", ReportWords::tr("Alert rules"), alerts.rules, none);
    sheets.add("alerts", ReportWords::tr("Alerts"), alerts.episodes,
        alerts.rules.rows.empty() ? none : ReportWords::tr("No alert rule fired."));
}

} // namespace

std::vector<ReportSheet> trustSheetsOf(const ReportInput& in, const ReportQuality& quality)
{
    Sheets sheets;
    sheets.add("data-quality", ReportWords::tr("Data quality"), quality.clusters);
    sheets.add("coverage", ReportWords::tr("Coverage"), quality.coverage,
        ReportWords::tr("It is not known which hours were asked for."));
    sheets.add("gaps", ReportWords::tr("Hours without data"), quality.gaps,
        ReportWords::tr("None: there are data for every hour of the range."));
    sheets.add("differences", ReportWords::tr("Hours that differ"), quality.differences,
        std::ranges::find(in.partNamespaces, nullptr) != in.partNamespaces.end()
            ? ReportWords::tr("Not looked at in a range as long as this one: the report of it does.")
            : ReportWords::tr("None: where both have rows, clusters and namespaces agree."));
    sheets.add("faults", ReportWords::tr("Odd fields"), quality.faults,
        ReportWords::tr("None: every field was what it should be, as far as is known."));
    sheets.add("definitions", ReportWords::tr("Definitions"), definitionsTable(in));
    return sheets.take();
}

std::vector<ReportSheet> sheetsOf(const ReportInput& in, const ReportFound& found)
{
    Sheets sheets;
    const auto& overview = found.overview;
    if (!overview.isEmpty()) {
        auto tiles = keyFigures(found);
        tiles.insert(tiles.end(), found.waste.tiles.begin(), found.waste.tiles.end());
        sheets.add("summary", ReportWords::tr("Summary"), figuresTable(in, tiles));
        sheets.add("gpu-hours", ReportWords::tr("GPU-hours"), partsTable(overview));
        sheets.add(
            "hours", ReportWords::tr("Hours"), hoursTable(*overview.figures, in.wish.zone), {}, chartsOverTime());
        sheets.add("days", ReportWords::tr("Days"), daysTable(*overview.figures, in.wish.zone), {}, chartsOverTime());
        if (in.parts.size() > 1)
            sheets.add("clusters", ReportWords::tr("Clusters"), clustersTable(in), {},
                {{ReportWords::tr("What the GPU-hours of each cluster did"), ReportSheetChart::Bars,
                    QStringLiteral("name"), capacityParts()}});
        addSubjects(in, found, sheets);
        addChange(in, found, sheets);
        addAlerts(in, found.alerts, sheets);
    }
    auto all = sheets.take();
    std::ranges::move(trustSheetsOf(in, found.quality), std::back_inserter(all));
    return all;
}

} // namespace atlas
