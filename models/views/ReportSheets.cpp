// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "models/views/ReportParts.h"

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
        const QString name = ReportWords::tr("Allocated above the capacity");
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

Table definitionsTable(const ReportInput& in)
{
    Table table;
    table.title = ReportWords::tr("Definitions");
    table.columns = {{QStringLiteral("figure"), ReportWords::tr("Figure")},
        {QStringLiteral("unit"), ReportWords::tr("Unit")},
        {QStringLiteral("definition"), ReportWords::tr("What it is")},
        {QStringLiteral("formula"), ReportWords::tr("Formula")}};
    std::vector<Metric> metrics{Metric::CapacityGpuHours, Metric::GpuHours, Metric::UsedGpuHours, Metric::IdleGpuHours,
        Metric::UnallocatedGpuHours, Metric::UnknownGpuHours, Metric::IdleBelowGpuHours, Metric::AllocationRate,
        Metric::Utilization, Metric::PeakUtilization, Metric::LowestUtilization, Metric::AverageAllocated,
        Metric::PeakAllocated, Metric::ActiveWorkloads, Metric::Share, Metric::Coverage};
    if (!in.wish.currency.isEmpty()) {
        metrics.push_back(Metric::Cost);
        metrics.push_back(Metric::IdleCost);
    }
    for (const auto metric : metrics) {
        const auto unit = metricUnit(metric) == Unit::Money ? in.wish.currency : unitName(metricUnit(metric));
        table.rows.push_back({metricId(metric), false,
            {metricName(metric), unit, metricDefinition(metric), metricFormula(metric, in.options.basis)}});
    }
    table.rows.push_back({QStringLiteral("change"), false,
        {ReportWords::tr("Change"), QStringLiteral("%"),
            ReportWords::tr("Later minus earlier; in percent of the earlier. New where the earlier is 0 or absent."),
            ReportWords::tr("later − earlier")}});
    return table;
}

std::vector<ReportSheet> sheetsOf(const ReportInput& in, const ReportFound& found)
{
    std::vector<ReportSheet> sheets;
    const auto add = [&sheets](
                         const char* id, const QString& name, Table table, std::vector<ReportSheetChart> charts = {}) {
        if (!table.columns.empty())
            sheets.push_back({QString::fromLatin1(id), name, std::move(table), std::move(charts)});
    };
    const auto& overview = found.overview;
    if (!overview.isEmpty()) {
        auto tiles = overview.tiles;
        tiles.insert(tiles.end(), found.waste.tiles.begin(), found.waste.tiles.end());
        add("summary", ReportWords::tr("Summary"), figuresTable(in, tiles));
        add("gpu-hours", ReportWords::tr("GPU-hours"), partsTable(overview));
        add("hours", ReportWords::tr("Hours"), hoursTable(*overview.figures, in.wish.zone), chartsOverTime());
        add("days", ReportWords::tr("Days"), daysTable(*overview.figures, in.wish.zone), chartsOverTime());
        if (in.parts.size() > 1)
            add("clusters", ReportWords::tr("Clusters"), clustersTable(in),
                {{ReportWords::tr("What the GPU-hours of each cluster did"), ReportSheetChart::Bars,
                    QStringLiteral("name"), capacityParts()}});
        const ReportSheetChart ranking{ReportWords::tr("Most GPU-hours"), ReportSheetChart::Bars,
            QStringLiteral("name"), {{QStringLiteral("used"), Role::Used}, {QStringLiteral("idle"), Role::HeldIdle}},
            in.wish.top};
        add("namespaces", ReportWords::tr("Namespaces"), found.namespaces.table, {ranking});
        if (found.teams)
            add("teams", ReportWords::tr("Teams"), found.teams->table, {ranking});
        const ReportSheetChart idle{ReportWords::tr("Most held idle"), ReportSheetChart::Bars, QStringLiteral("name"),
            {{QStringLiteral("days"), Role::HeldIdle}}, in.wish.top};
        add("waste", ReportWords::tr("Waste"), found.waste.holdersTable, {idle});
        add("workloads", ReportWords::tr("Idle workloads"), found.waste.workloadsTable, {idle});
        add("reclaim", ReportWords::tr("Reclaim"), found.waste.reclaimTable);
        add("changes", ReportWords::tr("Changes"), found.change.figures);
        add("causes", ReportWords::tr("Causes of the change"), found.change.causesTable);
        add("change-namespaces", ReportWords::tr("Change by namespace"), found.change.namespacesTable);
        add("rules", ReportWords::tr("Alert rules"), found.alerts.rules);
        add("alerts", ReportWords::tr("Alerts"), found.alerts.episodes);
    }
    add("data-quality", ReportWords::tr("Data quality"), found.quality.clusters);
    add("coverage", ReportWords::tr("Coverage"), found.quality.coverage);
    add("gaps", ReportWords::tr("Gaps"), found.quality.gaps);
    add("differences", ReportWords::tr("Hours that differ"), found.quality.differences);
    add("faults", ReportWords::tr("Odd fields"), found.quality.faults);
    add("definitions", ReportWords::tr("Definitions"), definitionsTable(in));
    return sheets;
}

} // namespace atlas
