// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "models/analysis/RollUp.h"
#include "models/views/Derive.h"
#include "models/views/ReportParts.h"

#include <algorithm>

namespace atlas {

namespace {

/// A column of usages: what it is, and its figure of one row or of all rows together.
struct UsageColumn
{
    TableColumn column;
    double (*figure)(const Usage&);
};

TableColumn numberColumn(const char* id, const QString& title, Unit unit, std::optional<Metric> metric = std::nullopt)
{
    return {QString::fromLatin1(id), title, CellKind::Number, unit, metric};
}

/// The parts of the capacity and what they are parts of. What is there in no row is left out.
std::vector<UsageColumn> usageColumns(const Usage& whole)
{
    std::vector<UsageColumn> columns{
        {numberColumn("capacity", ReportWords::tr("Capacity"), Unit::GpuHours, Metric::CapacityGpuHours),
            [](const Usage& u) { return u.capacityGpuHours; }},
        {numberColumn("allocated", ReportWords::tr("Allocated"), Unit::GpuHours, Metric::GpuHours),
            [](const Usage& u) { return u.gpuHours; }},
        {numberColumn("used", ReportWords::tr("Used"), Unit::GpuHours, Metric::UsedGpuHours),
            [](const Usage& u) { return u.usedGpuHours; }},
        {numberColumn("idle", ReportWords::tr("Held idle"), Unit::GpuHours, Metric::IdleGpuHours),
            [](const Usage& u) { return u.idleGpuHours; }},
        {numberColumn("unallocated", ReportWords::tr("Unallocated"), Unit::GpuHours, Metric::UnallocatedGpuHours),
            [](const Usage& u) { return u.unallocatedGpuHours; }},
        {numberColumn("unknown", ReportWords::tr("Unknown"), Unit::GpuHours, Metric::UnknownGpuHours),
            [](const Usage& u) { return u.unknownGpuHours; }}};
    if (whole.overallocatedGpuHours > 0) {
        columns.push_back({numberColumn("over", ReportWords::tr("Above the capacity"), Unit::GpuHours),
            [](const Usage& u) { return u.overallocatedGpuHours; }});
    }
    columns.push_back({numberColumn("rate", metricName(Metric::AllocationRate), Unit::Percent, Metric::AllocationRate),
        [](const Usage& u) { return u.allocationRate; }});
    columns.push_back({numberColumn("utilization", metricName(Metric::Utilization), Unit::Percent, Metric::Utilization),
        [](const Usage& u) { return u.utilization; }});
    columns.push_back(
        {numberColumn("lowest", metricName(Metric::LowestUtilization), Unit::Percent, Metric::LowestUtilization),
            [](const Usage& u) { return u.minUtilization; }});
    columns.push_back(
        {numberColumn("highest", metricName(Metric::PeakUtilization), Unit::Percent, Metric::PeakUtilization),
            [](const Usage& u) { return u.maxUtilization; }});
    columns.push_back(
        {numberColumn("workloads", metricName(Metric::ActiveWorkloads), Unit::Count, Metric::ActiveWorkloads),
            [](const Usage& u) { return u.meanActiveWorkloads; }});
    return columns;
}

/// Sums, and the rates where the columns say what they are rates of.
void addTotals(std::vector<UsageColumn>& columns, const Usage& whole)
{
    for (auto& [column, figure] : columns) {
        if (column.unit == Unit::GpuHours)
            column.total = ColumnTotal{figure(whole)};
        else if (column.id == QLatin1StringView("rate") && whole.ratedGpuHours == whole.gpuHours
            && whole.ratedCapacityGpuHours == whole.capacityGpuHours)
            column.total = ColumnTotal{whole.allocationRate, QStringLiteral("allocated"), QStringLiteral("capacity")};
        else if (column.id == QLatin1StringView("utilization") && whole.measuredGpuHours == whole.gpuHours
            && isKnown(whole.utilization)
            && std::abs(100 * whole.usedGpuHours - whole.utilization * whole.gpuHours) <= 1e-9 * 100 * whole.gpuHours)
            column.total = ColumnTotal{whole.utilization, QStringLiteral("used"), QStringLiteral("allocated")};
    }
}

/// The figures of a row; none where there are no data.
void addCells(TableRow& row, const std::vector<UsageColumn>& columns, const Usage& usage)
{
    for (const auto& [column, figure] : columns) {
        const double value = usage.clusterHours > 0 ? figure(usage) : unknown;
        row.cells.push_back(isKnown(value) ? Cell(value) : Cell());
    }
}

Table bucketTable(
    const OverviewFigures& figures, const QTimeZone& zone, Bucket bucket, const QString& title, const QString& first)
{
    Table table;
    table.title = title;
    table.zone = zone.id();
    table.scope = figures.cluster->scope();
    table.range = figures.range;
    const bool hourly = bucket == Bucket::Hour;
    auto columns = usageColumns(figures.usage);
    addTotals(columns, figures.usage);
    table.columns.push_back({QStringLiteral("time"), first, CellKind::Time, Unit::None});
    if (!hourly) {
        auto hours = numberColumn("hours", ReportWords::tr("Hours with data"), Unit::Hours);
        hours.total = ColumnTotal{double(figures.usage.clusterHours)};
        table.columns.push_back(std::move(hours));
    }
    for (const auto& [column, figure] : columns)
        table.columns.push_back(column);
    const auto buckets = cutBuckets(figures.range, bucket, zone);
    const auto usages = rollUp(*figures.full, 0, buckets, figures.presence, figures.options);
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        TableRow row;
        row.key = buckets[i].label;
        row.range = TimeRange{hourStart(buckets[i].from), hourStart(buckets[i].to)};
        row.cells = {row.range->from};
        if (!hourly)
            row.cells.emplace_back(double(usages[i].clusterHours));
        addCells(row, columns, usages[i]);
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace

Table hoursTable(const OverviewFigures& figures, const QTimeZone& zone)
{
    return bucketTable(figures, zone, Bucket::Hour, ReportWords::tr("Hour by hour"), ReportWords::tr("Hour"));
}

Table daysTable(const OverviewFigures& figures, const QTimeZone& zone)
{
    return bucketTable(figures, zone, Bucket::Day, ReportWords::tr("Day by day"), ReportWords::tr("Day"));
}

Table clustersTable(const ReportInput& in)
{
    Table table;
    table.title = ReportWords::tr("Clusters");
    table.zone = in.wish.zone.id();
    table.range = in.wish.range;
    std::vector<Usage> usages;
    for (const auto& part : in.parts) {
        usages.push_back(part.grid->subjectCount() > 0 ? usageOf(*part.grid, 0, in.wish.range.firstHour(),
                             in.wish.range.endHour(), HourPresence(*part.grid), part.options)
                                                       : Usage());
    }
    // Over the hours that each has: where some lack hours, less than the sum is known of all together.
    const Usage whole = sumOf(usages);
    auto columns = usageColumns(whole);
    columns.pop_back(); // the rows of clusters do not count workloads
    for (auto& [column, figure] : columns) {
        if (column.unit == Unit::GpuHours)
            column.total = ColumnTotal{figure(whole)};
    }
    table.columns.push_back({QStringLiteral("name"), ReportWords::tr("Cluster")});
    for (const auto& [column, figure] : columns)
        table.columns.push_back(column);
    table.columns.push_back(numberColumn("coverage", metricName(Metric::Coverage), Unit::Percent, Metric::Coverage));
    for (std::size_t i = 0; i < in.parts.size(); ++i) {
        TableRow row;
        row.key = QString::fromStdString(in.parts[i].cluster);
        row.cells = {displayName(in.parts[i].cluster)};
        addCells(row, columns, usages[i]);
        row.cells.emplace_back(100 * usages[i].coverage());
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace atlas
