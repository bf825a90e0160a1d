// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Derive.h"

#include "models/analysis/Clusters.h"
#include "models/analysis/Format.h"
#include "models/views/Definitions.h"

#include <QCoreApplication>

#include <algorithm>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Derive)
};

QString roleText(Role role)
{
    switch (role) {
    case Role::Used:
        return Text::tr("Used");
    case Role::HeldIdle:
        return Text::tr("Held idle");
    case Role::Unallocated:
        return Text::tr("Unallocated");
    default:
        return Text::tr("Unknown");
    }
}

std::vector<BarSegment> segmentsOf(const Usage& usage, Metric metric)
{
    const auto part = [&usage](Role role, Metric of) {
        return BarSegment{role, roleText(role), metricValue(usage, of)};
    };
    switch (metric) {
    case Metric::GpuHours:
        return {part(Role::Used, Metric::UsedGpuHours), part(Role::HeldIdle, Metric::IdleGpuHours),
            part(Role::Unknown, Metric::UnknownGpuHours)};
    case Metric::UsedGpuHours:
        return {part(Role::Used, metric)};
    case Metric::IdleGpuHours:
        return {part(Role::HeldIdle, metric)};
    default:
        return {{Role::Category, metricName(metric), metricValue(usage, metric)}};
    }
}

/// The figure that a segment of GPU-hours is.
std::optional<Metric> metricOf(Role role, Unit unit, std::optional<Metric> ofCategories)
{
    if (role == Role::Category || role == Role::Other)
        return ofCategories;
    if (unit != Unit::GpuHours)
        return std::nullopt;
    switch (role) {
    case Role::Used:
        return Metric::UsedGpuHours;
    case Role::HeldIdle:
        return Metric::IdleGpuHours;
    case Role::Unallocated:
        return Metric::UnallocatedGpuHours;
    case Role::Unknown:
        return Metric::UnknownGpuHours;
    default:
        return std::nullopt;
    }
}

} // namespace

bool addsUp(Metric metric)
{
    switch (metric) {
    case Metric::GpuHours:
    case Metric::UsedGpuHours:
    case Metric::IdleGpuHours:
    case Metric::IdleBelowGpuHours:
    case Metric::UnknownGpuHours:
    case Metric::UnallocatedGpuHours:
    case Metric::OverallocatedGpuHours:
    case Metric::CapacityGpuHours:
    case Metric::Cost:
    case Metric::IdleCost:
        return true;
    default:
        return false;
    }
}

QString otherKey()
{
    return QStringLiteral("\u001fother"); // displayName() leaves no control character in a name from outside
}

std::string entityColorKey(const std::string& cluster, const std::string& name)
{
    return cluster.empty() ? name : qualifiedName(cluster, name);
}

TimeSeriesData timeAxis(
    const std::vector<BucketSpan>& buckets, TimeRange range, const QByteArray& zone, Unit unit, bool steps)
{
    TimeSeriesData data;
    data.range = range;
    data.zone = zone;
    data.unit = unit;
    data.steps = steps;
    data.t.reserve(buckets.size());
    for (const auto& bucket : buckets)
        data.t.push_back(hourStart(bucket.from));
    data.end = buckets.empty() ? range.to : hourStart(buckets.back().to);
    return data;
}

std::vector<double> valuesOf(const std::vector<Usage>& usages, const std::function<double(const Usage&)>& figure)
{
    std::vector<double> values;
    values.reserve(usages.size());
    for (const auto& usage : usages)
        values.push_back(usage.hoursPresent > 0 ? figure(usage) : unknown);
    return values;
}

Unit metricUnit(Metric metric)
{
    switch (metric) {
    case Metric::GpuHours:
    case Metric::UsedGpuHours:
    case Metric::IdleGpuHours:
    case Metric::IdleBelowGpuHours:
    case Metric::UnknownGpuHours:
    case Metric::UnallocatedGpuHours:
    case Metric::OverallocatedGpuHours:
    case Metric::CapacityGpuHours:
        return Unit::GpuHours;
    case Metric::Utilization:
    case Metric::AllocationRate:
    case Metric::MeanUtilization:
    case Metric::PeakUtilization:
    case Metric::LowestUtilization:
    case Metric::P50:
    case Metric::P95:
    case Metric::Coverage:
    case Metric::Share:
        return Unit::Percent;
    case Metric::Cost:
    case Metric::IdleCost:
        return Unit::Money;
    case Metric::AverageAllocated:
    case Metric::PeakAllocated:
        return Unit::Gpus;
    case Metric::ActiveWorkloads:
        return Unit::Count;
    }
    return Unit::None;
}

QString metricName(Metric metric)
{
    switch (metric) {
    case Metric::GpuHours:
        return Text::tr("GPU-hours");
    case Metric::UsedGpuHours:
        return Text::tr("Used GPU-hours");
    case Metric::IdleGpuHours:
        return Text::tr("Held-idle GPU-hours");
    case Metric::Utilization:
        return Text::tr("Utilisation");
    case Metric::AverageAllocated:
        return Text::tr("Average allocation");
    case Metric::PeakAllocated:
        return Text::tr("Peak allocation");
    case Metric::ActiveWorkloads:
        return Text::tr("Active workloads");
    case Metric::IdleBelowGpuHours:
        return Text::tr("GPU-hours idle below the threshold");
    case Metric::UnknownGpuHours:
        return Text::tr("GPU-hours of unknown use");
    case Metric::UnallocatedGpuHours:
        return Text::tr("Unallocated GPU-hours");
    case Metric::OverallocatedGpuHours:
        return Text::tr("GPU-hours above the capacity");
    case Metric::CapacityGpuHours:
        return Text::tr("Capacity GPU-hours");
    case Metric::AllocationRate:
        return Text::tr("Allocation rate");
    case Metric::MeanUtilization:
        return Text::tr("Mean utilisation");
    case Metric::PeakUtilization:
        return Text::tr("Peak utilisation");
    case Metric::LowestUtilization:
        return Text::tr("Lowest utilisation");
    case Metric::P50:
        return Text::tr("P50 of the hours");
    case Metric::P95:
        return Text::tr("P95 of the hours");
    case Metric::Coverage:
        return Text::tr("Coverage");
    case Metric::Cost:
        return Text::tr("Cost");
    case Metric::IdleCost:
        return Text::tr("Cost of held-idle GPUs");
    case Metric::Share:
        return Text::tr("Share");
    }
    return {};
}

BarData rankingBars(
    const std::vector<RankedSubject>& ranked, Metric metric, int top, bool rest, const std::string& cluster)
{
    BarData data;
    data.unit = metricUnit(metric);
    const auto shown = std::min(ranked.size(), std::size_t(std::max(top, 0)));
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& subject = ranked[i];
        BarValue bar;
        bar.key = QString::fromStdString(subject.name);
        bar.label = displayName(subject.name);
        bar.colorKey = entityColorKey(cluster, subject.name);
        bar.segments = segmentsOf(subject.usage, metric);
        bar.annotation = formatWithUnit(metricValue(subject.usage, metric), data.unit);
        if (metric == Metric::GpuHours && isKnown(subject.share))
            bar.annotation += QStringLiteral(" · ") + formatWithUnit(subject.share, Unit::Percent);
        data.bars.push_back(std::move(bar));
    }
    if (rest && shown < ranked.size() && addsUp(metric)) {
        std::vector<Usage> others;
        for (std::size_t i = shown; i < ranked.size(); ++i)
            others.push_back(ranked[i].usage);
        const auto sum = sumOf(others);
        BarValue bar;
        bar.key = otherKey();
        bar.label = Text::tr("Other (%1)").arg(formatFigure(double(others.size()), Unit::Count));
        bar.isOther = true;
        bar.segments = segmentsOf(sum, metric);
        bar.annotation = formatWithUnit(metricValue(sum, metric), data.unit);
        data.bars.push_back(std::move(bar));
    }
    return data;
}

Table tableOf(const TimeSeriesData& data, const QString& title)
{
    Table table;
    table.title = title;
    table.zone = data.zone;
    table.scope = data.scope;
    table.range = data.range;
    table.columns.push_back({QStringLiteral("time"), Text::tr("Time"), CellKind::Time, Unit::None});
    for (const auto& series : data.series) {
        table.columns.push_back({series.key, series.name, CellKind::Number, data.unit, series.metric, series.subject});
        if (!series.bandLow.empty()) {
            table.columns.push_back({series.key + QStringLiteral(".low"), Text::tr("%1, lowest").arg(series.name),
                CellKind::Number, data.unit});
            table.columns.push_back({series.key + QStringLiteral(".high"), Text::tr("%1, highest").arg(series.name),
                CellKind::Number, data.unit});
        }
    }
    table.rows.reserve(data.t.size());
    for (std::size_t i = 0; i < data.t.size(); ++i) {
        TableRow row;
        row.key = QString::number(data.t[i].time_since_epoch().count());
        row.range = TimeRange{data.t[i], i + 1 < data.t.size() ? data.t[i + 1] : data.end};
        row.cells.emplace_back(data.t[i]);
        for (const auto& series : data.series) {
            row.cells.emplace_back(series.y[i]);
            if (!series.bandLow.empty()) {
                row.cells.emplace_back(series.bandLow[i]);
                row.cells.emplace_back(series.bandHigh[i]);
            }
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

void attribute(BarData& data, const TableSource& source)
{
    for (auto& bar : data.bars) {
        const bool isSubject = bar.key != otherKey() && source.scope && source.scope->level != Level::Cluster;
        const bool single = bar.segments.size() == 1;
        const auto figure = [&](std::optional<Metric> metric) -> std::optional<FigureRef> {
            if (!isSubject || !metric)
                return std::nullopt;
            return FigureRef{*metric, *source.scope, bar.key.toStdString(), source.range};
        };
        bar.figure = single ? std::nullopt : figure(source.metric);
        for (auto& part : bar.segments)
            part.figure = figure(metricOf(part.role, data.unit, source.metric));
    }
}

Table tableOf(const BarData& data, const QString& title, const QString& labelTitle, const TableSource& source)
{
    Table table;
    table.title = title;
    table.scope = source.scope;
    table.range = source.range;
    table.columns.push_back({QStringLiteral("label"), labelTitle, CellKind::Text, Unit::None});
    std::vector<QString> names;
    for (const auto& bar : data.bars) {
        for (const auto& part : bar.segments) {
            if (std::find(names.begin(), names.end(), part.name) != names.end())
                continue;
            names.push_back(part.name);
            // Named by its figure, whatever the language; what is none is known by its place.
            const auto metric = metricOf(part.role, data.unit, source.metric);
            const QString id = metric ? metricId(*metric) : QStringLiteral("part-%1").arg(names.size());
            table.columns.push_back({id, part.name, CellKind::Number, data.unit, metric});
        }
    }
    // A name whole, as it leaves; the bar shows what there is room for.
    const auto label = [](const BarValue& bar) {
        return bar.label == displayName(bar.key.toStdString()) ? bar.key : bar.label;
    };
    for (const auto& bar : data.bars) {
        TableRow row;
        row.key = bar.key;
        row.setApart = bar.isOther;
        if (bar.key != otherKey() && source.scope && source.scope->level != Level::Cluster)
            row.subject = bar.key.toStdString();
        row.cells.emplace_back(label(bar));
        for (const auto& name : names) {
            const auto it = std::find_if(
                bar.segments.begin(), bar.segments.end(), [&name](const auto& part) { return part.name == name; });
            row.cells.emplace_back(it == bar.segments.end() ? unknown : it->value);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table tableOf(const HeatmapData& data, const QString& title, const QString& labelTitle)
{
    Table table;
    table.title = title;
    table.zone = data.zone;
    table.scope = data.scope;
    const auto subject = [&](std::size_t r) { return r < data.subjects.size() ? data.subjects[r] : std::string(); };
    const std::size_t columns = data.columnCount();
    if (!data.t.empty()) { // a row a bucket of time, whose hours its figures are over
        table.range = {data.t.front(), data.end};
        table.columns.push_back({QStringLiteral("t"), labelTitle, CellKind::Time, Unit::None});
        for (std::size_t r = 0; r < data.rows.size(); ++r) {
            const bool isSomebody = !subject(r).empty();
            table.columns.push_back({isSomebody ? QString::fromStdString(subject(r)) : data.rows[r], data.rows[r],
                CellKind::Number, data.unit, isSomebody ? data.metric : std::nullopt, subject(r)});
        }
        for (std::size_t c = 0; c < columns; ++c) {
            const TimeRange bucket{data.t[c], c + 1 < columns ? data.t[c + 1] : data.end};
            TableRow row{QString::number(bucket.from.time_since_epoch().count()), false, {bucket.from}, {}, bucket};
            for (std::size_t r = 0; r < data.rows.size(); ++r)
                row.cells.emplace_back(data.cells[r * columns + c]);
            table.rows.push_back(std::move(row));
        }
        return table;
    }
    table.columns.push_back({QStringLiteral("label"), labelTitle, CellKind::Text, Unit::None});
    for (std::size_t c = 0; c < columns; ++c)
        table.columns.push_back({QString::number(c), data.columns[c], CellKind::Number, data.unit});
    for (std::size_t r = 0; r < data.rows.size(); ++r) {
        TableRow row;
        row.key = QString::number(r);
        row.cells.emplace_back(data.rows[r]);
        for (std::size_t c = 0; c < columns; ++c)
            row.cells.emplace_back(data.cells[r * columns + c]);
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace atlas
