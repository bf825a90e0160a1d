// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/SubjectTable.h"

#include "models/analysis/Format.h"
#include "models/tables/TablePart.h"
#include "models/views/Derive.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace atlas {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::SubjectComparison)
};

Cell number(double value)
{
    return isKnown(value) ? Cell(value) : Cell();
}

std::vector<TableColumn> columnsOf(const ComparisonInput& input)
{
    std::vector<TableColumn> columns;
    const auto column = [&columns](const char* id, const QString& title, CellKind kind, Unit unit = Unit::None,
                            std::optional<Metric> metric = std::nullopt) {
        columns.push_back({QString::fromLatin1(id), title, kind, unit, metric});
    };
    // What matters most stands first: a small window shows the columns up to the trend.
    column("rank", Text::tr("#"), CellKind::Number, Unit::Count);
    column("rank_change", Text::tr("Moved"), CellKind::Movement, Unit::Count);
    column("name", input.subjectTitle, CellKind::Text);
    column("gpu_hours", Text::tr("Allocated"), CellKind::Number, Unit::GpuHours, Metric::GpuHours);
    column("share", Text::tr("Share"), CellKind::Number, Unit::Percent, Metric::Share);
    column("change", Text::tr("Change"), CellKind::Change, Unit::Percent);
    column("idle", Text::tr("Held idle"), CellKind::Number, Unit::GpuHours, Metric::IdleGpuHours);
    column("utilization", Text::tr("Utilisation"), CellKind::Number, Unit::Percent, Metric::Utilization);
    column("trend", Text::tr("GPUs over time"), CellKind::Sparkline);
    column("coverage", Text::tr("Coverage"), CellKind::Number, Unit::Percent);
    column("used", Text::tr("Used"), CellKind::Number, Unit::GpuHours, Metric::UsedGpuHours);
    column("unknown", Text::tr("Unknown use"), CellKind::Number, Unit::GpuHours, Metric::UnknownGpuHours);
    column("average", metricName(Metric::AverageAllocated), CellKind::Number, Unit::Gpus, Metric::AverageAllocated);
    column("peak", metricName(Metric::PeakAllocated), CellKind::Number, Unit::Gpus, Metric::PeakAllocated);
    column("quota", Text::tr("Quota"), CellKind::Number, Unit::Gpus);
    column("workloads", Text::tr("Workloads"), CellKind::Number, Unit::Count, Metric::ActiveWorkloads);
    if (!input.currency.isEmpty()) {
        column("cost", Text::tr("Cost (%1)").arg(input.currency), CellKind::Number, Unit::Money, Metric::Cost);
        column("idle_cost", Text::tr("Idle cost (%1)").arg(input.currency), CellKind::Number, Unit::Money,
            Metric::IdleCost);
    }
    return columns;
}

/// Where a column of a table stands.
std::size_t indexOf(const Table& table, const char* id)
{
    return std::size_t(
        std::ranges::find(table.columns, QLatin1StringView(id), &TableColumn::id) - table.columns.begin());
}

/// What all rows add up to: with what no subject explains the cluster's own figures.
void addTotals(const ComparisonInput& input, Table& table)
{
    std::vector<const char*> summed{"gpu_hours", "share", "idle", "used", "unknown"};
    if (!input.currency.isEmpty())
        summed.insert(summed.end(), {"cost", "idle_cost"});
    for (const char* id : summed)
        table.columns[indexOf(table, id)].total = ColumnTotal{sumOf(table, QLatin1StringView(id))};
    // Where the use of all that was allocated is known, the rows say what the utilisation is a ratio of.
    const double gpuHours = sumOf(table, QStringLiteral("gpu_hours")), used = sumOf(table, QStringLiteral("used"));
    const bool isOfAllocated = input.figures->options.basis == UtilizationBasis::Allocated;
    if (isOfAllocated && gpuHours > 0
        && std::abs(used + sumOf(table, QStringLiteral("idle")) - gpuHours) <= 1e-9 * gpuHours) {
        table.columns[indexOf(table, "utilization")].total =
            ColumnTotal{100 * used / gpuHours, QStringLiteral("used"), QStringLiteral("gpu_hours")};
    }
}

/// The change of a subject's GPU-hours; "new" where a period with data did not have it.
Cell changeCell(const RankedSubject& subject, const ComparisonValues& values, bool previousHasData)
{
    const bool wasThere = subject.previous.hoursPresent > 0;
    const auto change = changeOf(metricValue(subject.usage, Metric::GpuHours),
        wasThere ? metricValue(subject.previous, Metric::GpuHours) : unknown);
    if (change.isNew() && !wasThere && previousHasData)
        return Text::tr("new");
    return values.comparable ? number(change.percent) : Cell();
}

} // namespace

void addUnattributed(Table& table, const char* nameId, const Usage& cluster, double price)
{
    constexpr double noise = 1e-9; // of the cluster's GPU-hours: of adding up, not of what was measured
    TableRow row;
    row.key = otherKey();
    row.setApart = true;
    row.cells.resize(table.columns.size());
    bool isAnything = false, isBelow = false;
    const auto addRest = [&](const char* id, double whole, const char* costId = nullptr) {
        const auto at = indexOf(table, id);
        if (at == table.columns.size())
            return;
        const double difference = whole - sumOf(table, QLatin1StringView(id));
        const double rest = std::abs(difference) > noise * cluster.gpuHours ? difference : 0;
        isAnything = isAnything || rest != 0;
        isBelow = isBelow || rest < 0;
        row.cells[at] = rest;
        if (const auto cost = costId ? indexOf(table, costId) : table.columns.size(); cost < table.columns.size())
            row.cells[cost] = rest * price;
    };
    addRest("gpu_hours", cluster.gpuHours, "cost");
    addRest("used", cluster.usedGpuHours);
    addRest("idle", cluster.idleGpuHours, "idle_cost");
    addRest("unknown", cluster.unknownGpuHours);
    if (!isAnything)
        return;
    row.cells[indexOf(table, nameId)] =
        isBelow ? Text::tr("Difference from the cluster's own rows") : Text::tr("Unattributed");
    table.rows.push_back(std::move(row));
}

double newestQuota(const HourGrid& grid, int subject, const HourGrid& cluster)
{
    const auto quotas = grid.series(Column::Capacity, subject);
    const auto capacities =
        cluster.subjectCount() > 0 ? cluster.series(Column::Capacity, 0) : std::span<const double>();
    for (std::size_t i = quotas.size(); i-- > 0;) {
        if (!isKnown(quotas[i]))
            continue;
        const auto j = std::ptrdiff_t(grid.firstHour() - cluster.firstHour()) + std::ptrdiff_t(i);
        const bool isClusters = j >= 0 && std::size_t(j) < capacities.size() && capacities[std::size_t(j)] == quotas[i];
        return quotas[i] > 0 && !isClusters ? quotas[i] : unknown;
    }
    return unknown;
}

Table subjectTable(const ComparisonInput& input, const ComparisonValues& values,
    const std::vector<RankedSubject>& ranked, const std::vector<double>& quotas)
{
    const auto& figures = *input.figures;
    Table table;
    table.title = input.subjectTitle;
    table.zone = input.zone;
    table.scope = input.scope;
    table.range = figures.range;
    table.columns = columnsOf(input);
    const int hours = figures.range.hours();
    const bool previousHasData =
        figures.presence.count(figures.previousRange.firstHour(), figures.previousRange.endHour()) > 0;
    const auto addRow = [&](const RankedSubject& subject, double quota) {
        const Usage& usage = subject.usage;
        const bool present = subject.subject >= 0;
        TableRow row;
        row.key = QString::fromStdString(subject.name);
        row.subject = subject.name;
        row.setApart = isDefaultValue(subject.name, input.defaultValue);
        row.cells = {subject.rank > 0 ? Cell(double(subject.rank)) : Cell(),
            subject.previousRank > 0 && present ? Cell(double(subject.rankChange())) : Cell(),
            Cell(QString::fromStdString(subject.name)), number(metricValue(usage, Metric::GpuHours)),
            number(subject.share), changeCell(subject, values, previousHasData),
            number(metricValue(usage, Metric::IdleGpuHours)), number(usage.utilization),
            Cell(present ? figures.trends[std::size_t(subject.subject)] : std::vector<double>()),
            hours > 0 ? Cell(100.0 * usage.hoursPresent / hours) : Cell(),
            number(metricValue(usage, Metric::UsedGpuHours)), number(metricValue(usage, Metric::UnknownGpuHours)),
            number(usage.averageAllocated), number(usage.peakAllocated.value), number(quota),
            number(usage.meanActiveWorkloads)};
        if (!input.currency.isEmpty()) {
            row.cells.push_back(number(metricValue(usage, Metric::Cost)));
            row.cells.push_back(number(metricValue(usage, Metric::IdleCost)));
        }
        table.rows.push_back(std::move(row));
    };
    for (std::size_t i = 0; i < ranked.size(); ++i)
        addRow(ranked[i], quotas[i]);
    for (const auto& subject : goneSubjects(figures.usages, input.metric))
        addRow(subject, unknown);
    std::stable_partition(table.rows.begin(), table.rows.end(), [](const TableRow& row) { return !row.setApart; });

    if (input.unattributedRow)
        addUnattributed(table, "name", values.cluster, figures.options.pricePerGpuHour);
    addTotals(input, table);
    return table;
}

} // namespace atlas
