// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "models/analysis/RollUp.h"
#include "models/views/Derive.h"
#include "models/views/ReportParts.h"

#include <algorithm>

namespace atlas {

namespace {

TableColumn numberColumn(const char* id, const QString& title, Unit unit, std::optional<Metric> metric = std::nullopt)
{
    return {QString::fromLatin1(id), title, CellKind::Number, unit, metric};
}

/// The parts of the capacity and what they are parts of. What is there in no row is left out.
std::vector<TableColumn> usageColumns(const Usage& whole)
{
    std::vector<TableColumn> columns{
        numberColumn("capacity", ReportWords::tr("Capacity"), Unit::GpuHours, Metric::CapacityGpuHours),
        numberColumn("allocated", ReportWords::tr("Allocated"), Unit::GpuHours, Metric::GpuHours),
        numberColumn("used", ReportWords::tr("Used"), Unit::GpuHours, Metric::UsedGpuHours),
        numberColumn("idle", ReportWords::tr("Held idle"), Unit::GpuHours, Metric::IdleGpuHours),
        numberColumn("unallocated", ReportWords::tr("Unallocated"), Unit::GpuHours, Metric::UnallocatedGpuHours),
        numberColumn("unknown", ReportWords::tr("Unknown"), Unit::GpuHours, Metric::UnknownGpuHours)};
    if (whole.overallocatedGpuHours > 0)
        columns.push_back(
            numberColumn("over", ReportWords::tr("Above the capacity"), Unit::GpuHours, Metric::OverallocatedGpuHours));
    const std::pair<const char*, Metric> others[] = {{"rate", Metric::AllocationRate},
        {"utilization", Metric::Utilization}, {"lowest", Metric::LowestUtilization},
        {"highest", Metric::PeakUtilization}, {"workloads", Metric::ActiveWorkloads}};
    for (const auto& [id, metric] : others)
        columns.push_back(numberColumn(id, metricName(metric), metricUnit(metric), metric));
    return columns;
}

/// Sums, and the rates where the columns say what they are rates of.
void addTotals(std::vector<TableColumn>& columns, const Usage& whole)
{
    for (auto& column : columns) {
        if (column.unit == Unit::GpuHours)
            column.total = ColumnTotal{bucketValue(whole, *column.metric)};
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
void addCells(TableRow& row, const std::vector<TableColumn>& columns, const Usage& usage)
{
    for (const auto& column : columns) {
        const double value = bucketValue(usage, *column.metric);
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
    table.columns.insert(table.columns.end(), columns.begin(), columns.end());
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
    for (auto& column : columns) {
        if (column.unit == Unit::GpuHours)
            column.total = ColumnTotal{bucketValue(whole, *column.metric)};
    }
    table.columns.push_back({QStringLiteral("name"), ReportWords::tr("Cluster")});
    table.columns.insert(table.columns.end(), columns.begin(), columns.end());
    table.columns.push_back(numberColumn("coverage", metricName(Metric::Coverage), Unit::Percent, Metric::Coverage));
    for (std::size_t i = 0; i < in.parts.size(); ++i) {
        TableRow row;
        row.key = QString::fromStdString(in.parts[i].cluster);
        row.cells = {QString::fromStdString(in.parts[i].cluster)};
        addCells(row, columns, usages[i]);
        row.cells.emplace_back(100 * usages[i].coverage());
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace atlas
