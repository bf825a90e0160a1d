// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "models/domain/Endpoints.h"
#include "models/views/DataValues.h"
#include "models/views/ReportParts.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace atlas {

namespace {

TableColumn column(const char* id, const QString& title, CellKind kind, Unit unit = Unit::None)
{
    return {QString::fromLatin1(id), title, kind, unit};
}

/// A sum below, of what the rows hold.
TableColumn summed(const char* id, const QString& title, Unit unit, const Table& rows, std::size_t index)
{
    double sum = 0;
    for (const auto& row : rows.rows) {
        if (const auto* value = std::get_if<double>(&row.cells[index]); value && isKnown(*value))
            sum += *value;
    }
    auto result = column(id, title, CellKind::Number, unit);
    result.total = ColumnTotal{sum};
    return result;
}

/// What the page Data knows of one cluster.
DataValues dataOf(const ReportInput& in, std::size_t index)
{
    const auto& part = in.parts[index];
    DataInput data;
    for (const auto& ledger : in.ledgers) {
        if (ledger.cluster == part.cluster)
            data.clusters.push_back({ledger.cluster, ledger.entries});
    }
    std::copy_if(in.faults.begin(), in.faults.end(), std::back_inserter(data.faults),
        [&part](const FieldFault& fault) { return fault.cluster == part.cluster; });
    data.facts = in.facts;
    data.primary = part.cluster;
    data.clusterGrid = part.grid;
    data.namespaceGrid = in.partNamespaces[index];
    data.range = in.wish.range;
    data.zone = in.wish.zone.id();
    data.options = part.options;
    return dataValuesOf(data);
}

void append(Table& to, Table from, const std::string& cluster, bool several)
{
    if (to.columns.empty()) {
        to.title = from.title;
        to.zone = from.zone;
        to.columns = std::move(from.columns);
        if (several && to.columns.front().id != QLatin1StringView("cluster"))
            to.columns.insert(to.columns.begin(), column("of", ReportWords::tr("Of"), CellKind::Text));
    }
    for (auto& row : from.rows) {
        if (to.columns.front().id == QLatin1StringView("of"))
            row.cells.insert(row.cells.begin(), QString::fromStdString(cluster));
        row.key = QString::fromStdString(cluster) + QLatin1Char('\n') + row.key;
        to.rows.push_back(std::move(row));
    }
}

/// Hours of the range in which anybody has a row.
int hoursWithRows(const HourGrid& grid, TimeRange range)
{
    std::vector<char> found(std::size_t(grid.hours()), 0);
    for (std::size_t column = 0; column < columnCount; ++column) {
        const auto values = grid.column(Column(column)); // subject after subject
        for (std::size_t i = 0; i < values.size(); ++i)
            found[i % found.size()] = char(found[i % found.size()] || isKnown(values[i]));
    }
    const auto from = found.begin() + std::ptrdiff_t(range.firstHour() - grid.firstHour());
    return int(std::count(from, from + range.hours(), 1));
}

/// What was asked for and what there is are two things: a server may answer without a row. Of clusters and namespaces,
/// whose rows are at hand, both stand beside each other.
void addHoursWithRows(const ReportInput& in, std::size_t index, Table& coverage)
{
    coverage.columns.push_back(column("with_rows", ReportWords::tr("Hours with rows"), CellKind::Number, Unit::Hours));
    const std::pair<std::string_view, const HourGrid*> known[] = {{endpoints::clusterHours, in.parts[index].grid.get()},
        {endpoints::namespaceHours, in.partNamespaces[index].get()}};
    const auto notAsked =
        std::size_t(std::ranges::find(coverage.columns, QLatin1StringView("not_asked"), &TableColumn::id)
            - coverage.columns.begin());
    for (auto& row : coverage.rows) {
        row.cells.emplace_back();
        const auto about = row.key.section(QLatin1Char('\n'), -2, -2).toStdString();
        // Snapshots are of moments: nobody wants one of every hour.
        if (!about.ends_with("hourly-stats") && notAsked < row.cells.size())
            row.cells[notAsked] = Cell();
        for (const auto& [endpoint, grid] : known) {
            if (grid && about == endpoint)
                row.cells.back() = double(hoursWithRows(*grid, in.wish.range));
        }
    }
}

void addGaps(const ReportInput& in, std::size_t index, Table& table)
{
    const auto& part = in.parts[index];
    for (const auto& gap : HourPresence(*part.grid).missing(in.wish.range.firstHour(), in.wish.range.endHour())) {
        TableRow row;
        row.key = QString::fromStdString(part.cluster) + QLatin1Char('\n') + QString::number(gap.firstHour());
        row.range = gap;
        row.cells = {QString::fromStdString(part.cluster), gap.from, gap.to, double(gap.hours())};
        table.rows.push_back(std::move(row));
    }
}

void addRemarks(const ReportInput& in, ReportQuality& quality)
{
    const auto zone = in.wish.zone;
    if (in.wish.created < in.wish.range.to) {
        quality.remarks << ReportWords::tr("The range was not over when this was made, at %1.")
                               .arg(formatInstant(in.wish.created, zone));
    }
    quality.remarks << ReportWords::tr(
        "An hour in progress is never part of a report: all figures are of hours that are over. "
        "Unknown is not zero: an hour without data is in no sum and in no mean.");
    const auto rejected = std::count_if(in.rejected.begin(), in.rejected.end(), [&in](const RejectedRecord& row) {
        return std::any_of(
            in.parts.begin(), in.parts.end(), [&row](const ClusterPart& part) { return part.cluster == row.cluster; });
    });
    if (rejected > 0) {
        quality.remarks << ReportWords::tr(
            "%n row(s) of these clusters could not be used, of any time; the page Data says "
            "which and why.",
            nullptr, int(rejected));
    }
}

} // namespace

ReportQuality qualityOf(const ReportInput& in)
{
    ReportQuality quality;
    const bool several = in.parts.size() > 1;
    const auto zone = in.wish.zone.id();
    auto& table = quality.clusters;
    table.title = ReportWords::tr("Hours of the range");
    table.zone = quality.gaps.zone = zone;
    quality.gaps.title = ReportWords::tr("Hours without data");
    for (std::size_t i = 0; i < in.parts.size(); ++i) {
        const auto values = dataOf(in, i);
        const bool isCompared = in.partNamespaces[i] != nullptr;
        TableRow row;
        row.key = QString::fromStdString(in.parts[i].cluster);
        const auto usage = in.parts[i].grid->subjectCount() > 0
            ? usageOf(*in.parts[i].grid, 0, in.wish.range.firstHour(), in.wish.range.endHour(),
                HourPresence(*in.parts[i].grid), in.parts[i].options)
            : Usage();
        row.cells = {QString::fromStdString(in.parts[i].cluster), double(values.expectedHours),
            double(values.presentHours),
            values.expectedHours > 0 ? Cell(100.0 * values.presentHours / values.expectedHours) : Cell(),
            double(values.primaryHours.unverified), double(values.allZeroHours), double(usage.outOfRangeHours),
            isCompared ? Cell(double(values.offHours)) : Cell(), isCompared ? Cell(values.offGpuHours) : Cell()};
        table.rows.push_back(std::move(row));
        auto coverage = values.coverageTable;
        addHoursWithRows(in, i, coverage);
        append(quality.coverage, std::move(coverage), in.parts[i].cluster, several);
        append(quality.differences, values.reconciliationTable, in.parts[i].cluster, several);
        append(quality.faults, values.faults, in.parts[i].cluster, several);
        addGaps(in, i, quality.gaps);
    }
    table.columns = {column("name", ReportWords::tr("Cluster"), CellKind::Text),
        summed("expected", ReportWords::tr("In the range"), Unit::Hours, table, 1),
        summed("present", ReportWords::tr("With data"), Unit::Hours, table, 2),
        column("coverage", ReportWords::tr("Coverage"), CellKind::Number, Unit::Percent),
        summed("unverified", ReportWords::tr("Unverified"), Unit::Hours, table, 4),
        summed("all_zero", ReportWords::tr("All zero"), Unit::Hours, table, 5),
        summed("impossible", ReportWords::tr("Impossible figures"), Unit::Hours, table, 6),
        summed("off", ReportWords::tr("Differ from namespaces"), Unit::Hours, table, 7),
        summed("off_gpu_hours", ReportWords::tr("Difference"), Unit::GpuHours, table, 8)};
    // Of several it would be another figure than that of the hours which all of them have.
    const double expected = table.columns[1].total->value, present = table.columns[2].total->value;
    if (expected > 0 && !several)
        table.columns[3].total =
            ColumnTotal{100 * present / expected, QStringLiteral("present"), QStringLiteral("expected")};
    quality.gaps.columns = {column("name", ReportWords::tr("Cluster"), CellKind::Text),
        column("from", ReportWords::tr("From"), CellKind::Time), column("to", ReportWords::tr("To"), CellKind::Time),
        summed("hours", ReportWords::tr("Without data"), Unit::Hours, quality.gaps, 3)};
    addRemarks(in, quality);
    return quality;
}

} // namespace atlas
