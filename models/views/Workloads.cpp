// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Workloads.h"

#include "models/analysis/Clusters.h"
#include "models/analysis/Format.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/RollUp.h"
#include "models/views/Derive.h"
#include "models/views/SubjectTable.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <tuple>

namespace atlas {
namespace {

/// How servers count workloads without a label.
constexpr const char* defaultValue = "unknown";

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Workloads)
};

Cell number(double value)
{
    return isKnown(value) ? Cell(value) : Cell();
}

Cell text(const std::string& value)
{
    return value.empty() ? Cell() : Cell(QString::fromStdString(value));
}

std::vector<TableColumn> columnsOf(bool severalClusters)
{
    const auto figure = [](const char* id, const QString& title, Unit unit, std::optional<Metric> metric = {}) {
        return TableColumn{QString::fromLatin1(id), title, CellKind::Number, unit, metric};
    };
    const auto words = [](const char* id, const QString& title, CellKind kind = CellKind::Text) {
        return TableColumn{QString::fromLatin1(id), title, kind, Unit::None};
    };
    std::vector<TableColumn> columns{
        words("workload", Text::tr("Workload")), words("namespace", Text::tr("Namespace"))};
    if (severalClusters)
        columns.push_back(words("cluster", Text::tr("Cluster")));
    for (auto&& column : {words("type", Text::tr("Type")), words("status", Text::tr("Status")),
             figure("gpu_hours", metricName(Metric::GpuHours), Unit::GpuHours, Metric::GpuHours),
             figure("idle", Text::tr("Held idle"), Unit::GpuHours, Metric::IdleGpuHours),
             figure("utilization", metricName(Metric::Utilization), Unit::Percent, Metric::Utilization),
             figure("allocated", Text::tr("Allocated"), Unit::Gpus, Metric::AverageAllocated),
             figure("peak", Text::tr("Peak"), Unit::Gpus, Metric::PeakAllocated),
             figure("requested", Text::tr("Requested"), Unit::Gpus),
             figure("memory", Text::tr("Memory used"), Unit::Gigabytes),
             figure("replicas", Text::tr("Replicas"), Unit::Count), words("owner", Text::tr("Owner")),
             words("first", Text::tr("First hour"), CellKind::Time),
             words("last", Text::tr("Last hour"), CellKind::Time)})
        columns.push_back(column);
    return columns;
}

/// The rows of one name, of which there is one a type.
struct Rows
{
    WorkloadHour newest;
    std::string types;
};

std::map<std::string, Rows> rowsByName(const WorkloadsInput& input)
{
    std::map<std::string, Rows> byName;
    for (const auto& row : input.newest) {
        std::string name = row.namespaceName + '/' + row.name;
        if (input.clusterName.empty())
            name = qualifiedName(row.cluster, name);
        const auto [at, isNew] = byName.emplace(std::move(name), Rows{row, row.type});
        if (isNew)
            continue;
        auto& rows = at->second;
        const bool newer = row.at.hour() > rows.newest.at.hour();
        std::string types = rows.types;
        if (!row.type.empty())
            types += (types.empty() ? "" : ", ") + row.type;
        rows = {newer ? row : rows.newest, types};
    }
    return byName;
}

/// Names of a workload that has no row of its own to say them.
WorkloadHour namedOnly(const std::string& subject, const std::string& clusterName)
{
    WorkloadHour row;
    row.cluster = clusterName;
    std::string rest = subject;
    if (clusterName.empty()) {
        const auto slash = rest.find('/');
        row.cluster = rest.substr(0, slash);
        rest = slash == std::string::npos ? std::string() : rest.substr(slash + 1);
    }
    const auto slash = rest.find('/');
    row.namespaceName = slash == std::string::npos ? std::string() : rest.substr(0, slash);
    row.name = slash == std::string::npos ? rest : rest.substr(slash + 1);
    return row;
}

/// The first and last hour in which any figure is known.
std::pair<Instant, Instant> hoursOf(const HourGrid& grid, int subject)
{
    int first = grid.hours(), last = -1;
    for (std::size_t i = 0; i < columnCount; ++i) {
        const auto series = grid.series(Column(i), subject);
        const auto known = [](double value) { return isKnown(value); };
        const auto begin = std::ranges::find_if(series, known);
        if (begin == series.end())
            continue;
        first = std::min(first, int(begin - series.begin()));
        const auto end = std::find_if(series.rbegin(), series.rend(), known);
        last = std::max(last, int(series.rend() - end) - 1);
    }
    return {hourStart(grid.firstHour() + first), hourStart(grid.firstHour() + std::max(last, 0))};
}

TableRow rowOf(const WorkloadEntry& entry, bool severalClusters)
{
    const auto& newest = entry.newest;
    TableRow row;
    row.key = QString::fromStdString(entry.name);
    row.subject = entry.name;
    row.cells = {text(newest.name), text(newest.namespaceName)};
    if (severalClusters)
        row.cells.push_back(text(newest.cluster));
    for (auto&& cell : {text(entry.types), text(newest.status), number(metricValue(entry.usage, Metric::GpuHours)),
             number(metricValue(entry.usage, Metric::IdleGpuHours)), number(entry.usage.utilization),
             number(entry.usage.averageAllocated), number(entry.usage.peakAllocated.value),
             number(double(newest.requested)), number(double(newest.avgMemoryUsed)), number(double(newest.avgReplicas)),
             text(newest.ownerName), Cell(entry.first), Cell(entry.last)})
        row.cells.push_back(cell);
    return row;
}

bool carries(const LabelList& list, const std::string& key, const std::string& value)
{
    const auto at = std::ranges::find(list, key, &LabelList::value_type::first);
    return at == list.end() ? value == defaultValue : at->second == value;
}

QString listText(const LabelList& list)
{
    QStringList lines;
    for (const auto& [key, value] : list)
        lines << displayName(key) + QStringLiteral(" = ") + displayName(value);
    return lines.join(u'\n');
}

} // namespace

TimeRange rangeWithWorkloads(const Inventory& inventory, const std::vector<std::string>& clusters, TimeRange range)
{
    TimeRange part{range.to, range.from};
    for (const auto& cluster : clusters) {
        const auto* info = inventory.find(cluster);
        if (!info || !info->workloadHours)
            continue;
        part.from = std::max(range.from, std::min(part.from, info->workloadHours->from));
        part.to = std::min(range.to, std::max(part.to, info->workloadHours->to));
    }
    return part.from < part.to ? part : range;
}

WorkloadsData workloadsOf(const WorkloadsInput& input)
{
    WorkloadsData data;
    const bool several = input.clusterName.empty();
    const HourPresence presence(*input.cluster);
    // Of other hours nothing is known: to count them as 0 would make every mean too low.
    const auto from = input.workloads->firstHour(), to = from + input.workloads->hours();
    if (input.cluster->subjectCount() > 0)
        data.cluster = usageOf(*input.cluster, 0, from, to, presence, input.options);
    data.cluster.hoursExpected = input.range.hours();
    const auto usages = usageOfAll(*input.workloads, from, to, presence, input.options);
    auto rows = rowsByName(input);
    for (std::size_t i = 0; i < usages.size(); ++i) {
        if (usages[i].hoursPresent == 0)
            continue;
        WorkloadEntry entry;
        entry.name = input.workloads->subjects()[i];
        if (const auto at = rows.find(entry.name); at != rows.end()) {
            entry.newest = std::move(at->second.newest);
            entry.types = std::move(at->second.types);
        } else {
            entry.newest = namedOnly(entry.name, input.clusterName);
        }
        entry.usage = usages[i];
        std::tie(entry.first, entry.last) = hoursOf(*input.workloads, int(i));
        data.entries.push_back(std::move(entry));
    }
    std::ranges::sort(data.entries, [](const auto& a, const auto& b) {
        return a.usage.gpuHours != b.usage.gpuHours ? a.usage.gpuHours > b.usage.gpuHours : a.name < b.name;
    });

    data.table.title = Text::tr("Workloads");
    data.table.scope = GridScope{input.clusterName, Level::Workload, {}};
    data.table.range = input.range;
    data.table.columns = columnsOf(several);
    data.table.rows.reserve(data.entries.size());
    for (const auto& entry : data.entries)
        data.table.rows.push_back(rowOf(entry, several));
    if (!data.entries.empty())
        addUnattributed(data.table, "workload", data.cluster);
    return data;
}

bool isAmong(const WorkloadEntry& entry, const Selection& selection, bool severalClusters)
{
    if (selection.isEmpty() || (selection.level != Level::Namespace && selection.level != Level::Dimension))
        return true;
    return std::ranges::any_of(selection.names, [&](const QString& selected) {
        std::string name = selected.toStdString();
        if (severalClusters) {
            const std::string prefix = qualifiedName(entry.newest.cluster, {});
            if (!name.starts_with(prefix))
                return false;
            name.erase(0, prefix.size());
        }
        if (selection.level == Level::Namespace)
            return name == entry.newest.namespaceName;
        const auto& key = selection.dimension;
        return carries(
            key.type == DimensionType::Label ? entry.newest.labels : entry.newest.annotations, key.key, name);
    });
}

Table narrowedTable(
    const WorkloadsData& data, const Selection& selection, bool severalClusters, std::vector<std::size_t>& indexes)
{
    indexes.clear();
    Table table;
    table.title = data.table.title;
    table.scope = data.table.scope;
    table.range = data.table.range;
    table.columns = data.table.columns;
    for (std::size_t i = 0; i < data.entries.size(); ++i) {
        if (!isAmong(data.entries[i], selection, severalClusters))
            continue;
        indexes.push_back(i);
        table.rows.push_back(data.table.rows[i]);
    }
    if (indexes.size() == data.entries.size()) { // all, and what none of them explains
        for (std::size_t i = data.entries.size(); i < data.table.rows.size(); ++i) {
            indexes.push_back(i);
            table.rows.push_back(data.table.rows[i]);
        }
    }
    return table;
}

WorkloadLines workloadLines(const WorkloadsInput& input, const std::vector<BucketSpan>& buckets, const QByteArray& zone,
    const std::vector<std::string>& names)
{
    WorkloadLines lines;
    lines.gpus = timeAxis(buckets, input.range, zone, Unit::Gpus, true);
    lines.utilization = timeAxis(buckets, input.range, zone, Unit::Percent);
    lines.gpus.scope = lines.utilization.scope = GridScope{input.clusterName, Level::Workload, {}};
    const HourPresence presence(*input.cluster);
    const auto first = input.workloads->firstHour(), end = first + input.workloads->hours();
    auto known = buckets; // a gap where nothing is known of workloads
    for (auto& bucket : known) {
        bucket.from = std::clamp(bucket.from, first, end);
        bucket.to = std::clamp(bucket.to, first, end);
    }
    for (const auto& name : names) {
        const int subject = input.workloads->indexOf(name);
        if (subject < 0)
            continue;
        SeriesValue series;
        series.key = QString::fromStdString(name);
        series.name = displayName(name);
        series.colorKey = entityColorKey(input.clusterName, name);
        series.subject = name;
        series.metric = Metric::AverageAllocated;
        series.y = bucketValues(*input.workloads, subject, known, presence, *series.metric, input.options);
        lines.gpus.series.push_back(series);
        series.metric = Metric::Utilization;
        series.y = bucketValues(*input.workloads, subject, known, presence, *series.metric, input.options);
        if (names.size() == 1) {
            const auto usages = rollUp(*input.workloads, subject, known, presence, input.options);
            series.role = Role::Utilization;
            series.bandLow = valuesOf(usages, [](const Usage& usage) { return usage.minUtilization; });
            series.bandHigh = valuesOf(usages, [](const Usage& usage) { return usage.maxUtilization; });
        }
        lines.utilization.series.push_back(std::move(series));
    }
    lines.gpusTable = tableOf(lines.gpus, Text::tr("GPUs"));
    lines.utilizationTable = tableOf(lines.utilization, metricName(Metric::Utilization));
    return lines;
}

std::vector<std::pair<QString, QString>> workloadFacts(const WorkloadEntry& entry, const QTimeZone& zone)
{
    const auto& newest = entry.newest;
    const auto& usage = entry.usage;
    std::vector<std::pair<QString, QString>> facts;
    const auto fact = [&facts](const QString& caption, const QString& value) {
        if (!value.isEmpty())
            facts.emplace_back(caption, value);
    };
    const auto figure = [](double value, Unit unit) { return formatWithUnit(value, unit); };
    fact(Text::tr("Namespace"), displayName(newest.namespaceName));
    fact(Text::tr("Cluster"), displayName(newest.cluster));
    fact(Text::tr("Type"), displayName(entry.types));
    fact(Text::tr("Status"), displayName(newest.status));
    fact(Text::tr("Owner"), displayName(newest.ownerName));
    fact(Text::tr("Owner's UID"), displayName(newest.ownerUid));
    fact(Text::tr("Requested"), figure(double(newest.requested), Unit::Gpus));
    fact(Text::tr("Allocated"),
        Text::tr("%1 on average, at most %2")
            .arg(figure(usage.averageAllocated, Unit::Gpus), figure(usage.peakAllocated.value, Unit::Gpus)));
    fact(metricName(Metric::Utilization),
        isKnown(usage.maxUtilization)
            ? Text::tr("%1, between %2 and %3")
                  .arg(figure(usage.utilization, Unit::Percent), figure(usage.minUtilization, Unit::Percent),
                      figure(usage.maxUtilization, Unit::Percent))
            : figure(usage.utilization, Unit::Percent));
    fact(metricName(Metric::GpuHours), figure(metricValue(usage, Metric::GpuHours), Unit::GpuHours));
    fact(Text::tr("Held idle"), figure(metricValue(usage, Metric::IdleGpuHours), Unit::GpuHours));
    if (isKnown(double(newest.avgMemoryUsed))) {
        fact(Text::tr("Memory"),
            isKnown(double(newest.avgMemoryTotal)) ? Text::tr("%1 of %2 on average")
                                                         .arg(figure(double(newest.avgMemoryUsed), Unit::Gigabytes),
                                                             figure(double(newest.avgMemoryTotal), Unit::Gigabytes))
                                                   : figure(double(newest.avgMemoryUsed), Unit::Gigabytes));
    }
    if (isKnown(double(newest.avgReplicas)))
        fact(Text::tr("Replicas"), formatFigure(double(newest.avgReplicas), Unit::Count));
    fact(Text::tr("Hours with data"),
        Text::tr("%1 of %2")
            .arg(formatFigure(usage.hoursPresent, Unit::Count), formatFigure(usage.hoursExpected, Unit::Count)));
    fact(Text::tr("First hour"), formatInstant(entry.first, zone));
    fact(Text::tr("Last hour"), formatInstant(entry.last, zone));
    fact(Text::tr("Labels"), listText(newest.labels));
    fact(Text::tr("Annotations"), listText(newest.annotations));
    return facts;
}

QString workloadTotals(const WorkloadsData& data, const std::vector<std::size_t>& shown)
{
    std::vector<Usage> usages;
    usages.reserve(shown.size());
    for (const auto index : shown) {
        if (index < data.entries.size()) // not the row of nobody
            usages.push_back(data.entries[index].usage);
    }
    const Usage sum = sumOf(usages);
    QStringList parts;
    parts << (usages.size() == data.entries.size() ? Text::tr("%n workload(s)", nullptr, int(usages.size()))
                                                   : Text::tr("%1 of %n workload(s)", nullptr, int(data.entries.size()))
                                                         .arg(formatFigure(double(usages.size()), Unit::Count)));
    if (!usages.empty()) {
        parts << Text::tr("%1 on average").arg(formatWithUnit(sum.averageAllocated, Unit::Gpus))
              << formatWithUnit(metricValue(sum, Metric::GpuHours), Unit::GpuHours)
              << Text::tr("%1 held idle").arg(formatWithUnit(metricValue(sum, Metric::IdleGpuHours), Unit::GpuHours))
              << Text::tr("%1 utilised").arg(formatWithUnit(sum.utilization, Unit::Percent));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace atlas
