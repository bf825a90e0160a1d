// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Overview.h"

#include "models/analysis/Format.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "models/views/OverviewForecast.h"
#include "models/views/ProvisionalHour.h"
#include "models/views/SubjectComparison.h"
#include "models/views/WeekMap.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Overview)
};

/// "vs previous 7 days"; where too many hours lack data, of which period how much has them.
QString previousText(const OverviewInput& in, bool comparable)
{
    const auto& now = in.figures->usage;
    const auto& before = in.figures->previousUsage;
    const auto percent = [](const Usage& usage) { return std::ceil(100 * usage.coverage()); };
    if (comparable || before.hoursPresent == 0)
        return Text::tr("vs %1").arg(in.previousName);
    return before.coverage() < now.coverage() ? Text::tr("vs %1 % of %2").arg(percent(before)).arg(in.previousName)
                                              : Text::tr("%1 % of it vs %2").arg(percent(now)).arg(in.previousName);
}

std::vector<KeyFigure> tilesOf(const OverviewInput& in, const std::vector<Usage>& perBucket)
{
    const auto& now = in.figures->usage;
    const auto& before = in.figures->previousUsage;
    const bool comparable = areComparable(now.clusterHours, before.clusterHours);
    const QString previousName = previousText(in, comparable);
    const auto tile = [&](const QString& caption, Metric metric) {
        KeyFigure figure;
        figure.caption = caption;
        figure.unit = metricUnit(metric);
        figure.value = metricValue(now, metric);
        // Of means a comparison with the little that is there is said, and neither good nor bad; sums have none.
        const bool hasPrevious = before.hoursPresent > 0 && (comparable || !addsUp(metric));
        figure.previous = hasPrevious ? metricValue(before, metric) : unknown;
        figure.previousName = metric == Metric::Coverage ? Text::tr("vs %1").arg(in.previousName) : previousName;
        figure.changeIsNeutral = !comparable && metric != Metric::Coverage;
        for (const auto& usage : perBucket)
            figure.sparkline.push_back(bucketValue(usage, metric));
        figure.coverage = now.coverage();
        figure.source = FigureRef{metric, {in.cluster, Level::Cluster, {}}, {}, in.figures->range};
        return figure;
    };

    auto rate = tile(Text::tr("Allocation rate"), Metric::AllocationRate);
    rate.reason = isKnown(rate.value) ? Text::tr("GPU-hours allocated of the GPU-hours of the capacity.")
                                      : Text::tr("Unknown: the capacity is not known in this range.");

    auto utilization = tile(Text::tr("Utilisation"), Metric::Utilization);
    utilization.reason = !isKnown(utilization.value)
        ? Text::tr("Unknown: no utilisation was measured on allocated GPUs in this range.")
        : in.figures->options.basis == UtilizationBasis::AllGpus
        ? Text::tr("Mean weighted by allocated GPUs; this server measures it over all GPUs.")
        : Text::tr("Mean weighted by allocated GPUs; measured over the allocated GPUs.");

    auto gpus = tile(Text::tr("GPUs allocated"), Metric::AverageAllocated);
    gpus.outOf = now.meanCapacity();
    gpus.changeIsNeutral = true;
    gpus.reason = Text::tr("Mean over the hours with data, of the mean capacity.");

    auto workloads = tile(Text::tr("Active workloads"), Metric::ActiveWorkloads);
    workloads.changeIsNeutral = true;
    workloads.reason = isKnown(workloads.value)
        ? Text::tr("Mean over the hours with data; at most %1.").arg(formatFigure(now.peakActiveWorkloads, Unit::Count))
        : Text::tr("Unknown: the rows of this range do not count workloads.");

    auto coverage = tile(Text::tr("Coverage"), Metric::Coverage);
    coverage.reason = Text::tr("%1 of %2 hours have data.").arg(now.clusterHours).arg(now.hoursExpected);
    std::vector<KeyFigure> tiles{rate, utilization, gpus, workloads, coverage};
    if (!in.currency.isEmpty()) {
        auto cost = tile(Text::tr("Cost (%1)").arg(in.currency), Metric::Cost);
        cost.changeIsNeutral = true;
        cost.reason = Text::tr("GPU-hours allocated at %1 %2 a GPU·h; %3 %2 of it for GPUs held idle.")
                          .arg(QLocale().toString(in.figures->options.pricePerGpuHour.value), in.currency,
                              formatFigure(now.idleCost(), Unit::Money));
        tiles.push_back(std::move(cost));
    }
    return tiles;
}

BarValue hoursOf(const Usage& usage)
{
    BarValue bar;
    bar.key = QStringLiteral("capacity");
    bar.label = Text::tr("Capacity");
    bar.segments = {{Role::Used, Text::tr("Used"), metricValue(usage, Metric::UsedGpuHours)},
        {Role::HeldIdle, Text::tr("Held idle"), metricValue(usage, Metric::IdleGpuHours)},
        {Role::Unallocated, Text::tr("Unallocated"), metricValue(usage, Metric::UnallocatedGpuHours)},
        {Role::Unknown, Text::tr("Unknown"), metricValue(usage, Metric::UnknownGpuHours)}};
    // Nodes fail under running work: the parts are then more than the capacity.
    if (usage.overallocatedGpuHours > 0) {
        bar.annotation =
            Text::tr("%1 of it above the capacity").arg(formatWithUnit(usage.overallocatedGpuHours, Unit::GpuHours));
    }
    return bar;
}

TimeSeriesData axisOf(const OverviewInput& in, Unit unit, bool steps)
{
    auto data = timeAxis(in.buckets, in.figures->range, in.zone.id(), unit, steps);
    data.scope = GridScope{in.cluster, Level::Cluster, {}};
    return data;
}

TimeSeriesData gpusOf(const OverviewInput& in, const std::vector<Usage>& perBucket)
{
    auto data = axisOf(in, Unit::Gpus, true);
    SeriesValue capacity{QStringLiteral("capacity"), Text::tr("Capacity"), Role::Capacity, {}, {}, {}, {}};
    capacity.y = valuesOf(perBucket, [](const Usage& u) { return u.meanCapacity(); });
    SeriesValue allocated{QStringLiteral("allocated"), Text::tr("Allocated"), Role::Allocated, {}, {}, {}, {}};
    allocated.y = valuesOf(perBucket, [](const Usage& u) { return u.averageAllocated; });
    allocated.fill = true;
    allocated.metric = Metric::AverageAllocated;
    data.series = {std::move(capacity), std::move(allocated)};
    return data;
}

TimeSeriesData ratesOf(const OverviewInput& in, const std::vector<Usage>& perBucket)
{
    auto data = axisOf(in, Unit::Percent, false);
    SeriesValue rate{QStringLiteral("rate"), Text::tr("Allocation rate"), Role::AllocationRate, {}, {}, {}, {}};
    rate.y = valuesOf(perBucket, [](const Usage& u) { return u.allocationRate; });
    SeriesValue used{QStringLiteral("utilization"), Text::tr("Utilisation"), Role::Utilization, {}, {}, {}, {}};
    used.y = valuesOf(perBucket, [](const Usage& u) { return u.utilization; });
    used.bandLow = valuesOf(perBucket, [](const Usage& u) { return u.minUtilization; });
    used.bandHigh = valuesOf(perBucket, [](const Usage& u) { return u.maxUtilization; });

    // An hour's own percentiles are over its samples; a longer bucket's are over its hours. They are never averaged.
    const bool hourly = in.bucket == Bucket::Hour;
    SeriesValue p50{
        QStringLiteral("p50"), hourly ? Text::tr("P50") : Text::tr("P50 of hours"), Role::P50, {}, {}, {}, {}};
    SeriesValue p95{
        QStringLiteral("p95"), hourly ? Text::tr("P95") : Text::tr("P95 of hours"), Role::P95, {}, {}, {}, {}};
    p50.y = valuesOf(perBucket, [hourly](const Usage& u) { return hourly ? u.maxP50 : u.p50OfHours; });
    p95.y = valuesOf(perBucket, [hourly](const Usage& u) { return hourly ? u.maxP95 : u.p95OfHours; });
    p50.visible = p95.visible = false;
    rate.metric = Metric::AllocationRate;
    used.metric = Metric::Utilization;
    if (!hourly) {
        p50.metric = Metric::P50;
        p95.metric = Metric::P95;
    }
    data.series = {std::move(rate), std::move(used), std::move(p50), std::move(p95)};
    return data;
}

/// The selected namespaces' lines beside the cluster's. They are of another level: no figure of the charts' scope.
void addSelected(const OverviewInput& in, OverviewData& data)
{
    constexpr int most = 6;
    const auto& figures = *in.figures;
    int shown = 0;
    for (const auto& name : in.selected) {
        const int subject = figures.namespaces->indexOf(name);
        if (subject < 0 || ++shown > most)
            continue;
        const auto values = [&](Metric metric) {
            return bucketValues(*figures.namespaces, subject, in.buckets, figures.presence, metric, figures.options);
        };
        SeriesValue line{QString::fromStdString(name), displayName(name), Role::Category, {}, {}, {}, {}};
        line.colorKey = entityColorKey(in.cluster, name);
        line.subject = name;
        line.y = values(Metric::AverageAllocated);
        data.gpus.series.push_back(line);
        line.y = values(Metric::Utilization);
        data.rates.series.push_back(line);
    }
}

/// One point more, drawn as provisional: the hour in progress, as its snapshots so far make it. It is in the lines
/// only: no tile, bar or table counts it.
void addProvisional(const OverviewInput& in, OverviewData& data)
{
    const auto hour = in.figures->range.endHour();
    const auto provisional =
        in.bucket == Bucket::Hour ? provisionalHour(in.parts, in.running, hour) : std::optional<ProvisionalHour>();
    if (!provisional)
        return;
    data.provisionalSnapshots = provisional->snapshots;
    const auto figure = [](const HourGrid& grid, int subject, Column column) {
        return subject >= 0 && grid.has(column) ? grid.series(column, subject)[0] : unknown;
    };
    const auto& cluster = *provisional->cluster;
    const auto& namespaces = *provisional->namespaces;
    for (auto* lines : {&data.gpus, &data.rates}) {
        lines->t.push_back(hourStart(hour));
        lines->end = lines->range.to = hourStart(hour + 1);
        for (auto& line : lines->series) {
            double value = unknown;
            if (line.role == Role::Capacity)
                value = figure(cluster, 0, Column::Capacity);
            else if (line.role == Role::Allocated)
                value = figure(cluster, 0, Column::Allocated);
            else if (line.role == Role::AllocationRate)
                value = figure(cluster, 0, Column::AllocationRate);
            else if (line.role == Role::Utilization)
                value = figure(cluster, 0, Column::Utilization);
            else if (line.role == Role::P50)
                value = figure(cluster, 0, Column::P50);
            else if (line.role == Role::P95)
                value = figure(cluster, 0, Column::P95);
            else if (line.role == Role::Category)
                value = figure(namespaces, namespaces.indexOf(line.subject),
                    lines == &data.rates ? Column::Utilization : Column::Allocated);
            line.provisionalFrom = int(line.y.size());
            line.y.push_back(value);
            if (!line.bandLow.empty()) {
                line.bandLow.push_back(figure(cluster, 0, Column::MinUtilization));
                line.bandHigh.push_back(figure(cluster, 0, Column::MaxUtilization));
            }
        }
    }
}

/// The shape of everything, coarse enough for a strip.
TimeSeriesData navigatorOf(const OverviewInput& in)
{
    const auto& grid = in.everything ? *in.everything : *in.figures->cluster;
    auto extent = grid.range();
    const auto& shown = in.figures->range;
    if (shown.from < extent.to && extent.from < shown.to) // as the charts above, which may begin before the data
        extent = {std::min(extent.from, shown.from), std::max(extent.to, shown.to)};
    constexpr int fineHours = 24 * 62;
    const auto spans = cutBuckets(extent, extent.hours() <= fineHours ? Bucket::Hour : Bucket::Day, in.zone);
    auto data = timeAxis(spans, extent, in.zone.id(), Unit::Gpus, true);
    SeriesValue allocated{QStringLiteral("allocated"), Text::tr("Allocated"), Role::Allocated, {}, {}, {}, {}};
    if (grid.subjectCount() > 0)
        allocated.y = bucketValues(grid, 0, spans, HourPresence(grid), Metric::AverageAllocated);
    else
        allocated.y.assign(spans.size(), unknown);
    data.series = {std::move(allocated)};
    return data;
}

Metric metricOf(HourOfWeekFigure figure)
{
    switch (figure) {
    case HourOfWeekFigure::AllocationRate:
        return Metric::AllocationRate;
    case HourOfWeekFigure::AverageAllocated:
        return Metric::AverageAllocated;
    case HourOfWeekFigure::HeldIdle:
        return Metric::IdleGpuHours;
    case HourOfWeekFigure::Utilization:
        break;
    }
    return Metric::Utilization;
}

HeatmapData weekOf(const OverviewInput& in)
{
    const auto& figures = *in.figures;
    const bool percent = in.week == HourOfWeekFigure::Utilization || in.week == HourOfWeekFigure::AllocationRate;
    auto map = weekMap(hourOfWeek(*figures.cluster, 0, figures.range.firstHour(), figures.range.endHour(), in.week,
                           in.zone, figures.options),
        percent ? Unit::Percent : Unit::Gpus);
    map.zone = in.zone.id();
    map.ofWeek = FigureRef{metricOf(in.week), {in.cluster, Level::Cluster, {}}, {}, figures.range};
    return map;
}

void rank(const OverviewInput& in, OverviewData& data)
{
    const auto bars = [&](Metric metric) {
        const auto ranked = rankSubjects(in.figures->usages, metric);
        data.namespaces = int(ranked.size());
        return rankingBars(ranked, metric, in.top, false, in.cluster);
    };
    data.byIdle = bars(Metric::IdleGpuHours);
    data.byGpuHours = bars(Metric::GpuHours);
}

/// What the parts add up to: the capacity, and what was allocated above it.
void addWhole(Table& table, const Usage& usage)
{
    for (const auto metric : {Metric::CapacityGpuHours, Metric::OverallocatedGpuHours}) {
        const double value = metricValue(usage, metric);
        table.columns.push_back({metricId(metric),
            metric == Metric::CapacityGpuHours ? Text::tr("Capacity") : Text::tr("Above the capacity"),
            CellKind::Number, Unit::GpuHours, metric});
        table.rows.front().cells.push_back(isKnown(value) ? Cell(value) : Cell());
    }
}

void fillTables(const OverviewInput& in, OverviewData& data)
{
    const auto namespaceTitle = Text::tr("Namespace");
    const TableSource cluster{GridScope{in.cluster, Level::Cluster, {}}, in.figures->range, {}};
    const TableSource namespaces{GridScope{in.cluster, Level::Namespace, {}}, in.figures->range, Metric::GpuHours};
    attribute(data.byGpuHours, namespaces);
    attribute(data.byIdle, namespaces);
    data.hoursTable =
        tableOf(BarData{Unit::GpuHours, {data.hours}}, Text::tr("What the GPU-hours did"), Text::tr("Of the"), cluster);
    addWhole(data.hoursTable, data.usage);
    data.gpusTable = tableOf(data.gpus, Text::tr("GPUs"));
    data.ratesTable = tableOf(data.rates, Text::tr("Allocation rate and utilisation"));
    data.weekTable =
        tableOf(data.week, Text::tr("%1 by hour of the week").arg(weekFigureName(in.week)), Text::tr("Day"));
    data.byGpuHoursTable =
        tableOf(data.byGpuHours, Text::tr("Top namespaces by GPU-hours"), namespaceTitle, namespaces);
    data.byIdleTable =
        tableOf(data.byIdle, Text::tr("Top namespaces by held-idle GPU-hours"), namespaceTitle, namespaces);
}

} // namespace

bool OverviewFigures::isSame(const OverviewFigures& other) const
{
    return cluster == other.cluster && namespaces == other.namespaces && range == other.range
        && previousRange == other.previousRange && options == other.options;
}

OverviewFiguresPtr computeFigures(OverviewFigures of)
{
    auto figures = std::make_shared<OverviewFigures>(std::move(of));
    auto& f = *figures;
    f.full = std::make_shared<const HourGrid>(withActiveWorkloads(*f.cluster, *f.namespaces));
    f.presence = HourPresence(*f.cluster);
    const auto from = f.range.firstHour(), to = f.range.endHour();
    const auto previousFrom = f.previousRange.firstHour(), previousTo = f.previousRange.endHour();
    f.usage = usageOf(*f.full, 0, from, to, f.presence, f.options);
    f.previousUsage = usageOf(*f.full, 0, previousFrom, previousTo, f.presence, f.options);
    f.usages = subjectUsages(
        {f.namespaces.get(), from, to, f.namespaces.get(), previousFrom, previousTo, &f.presence, f.options});
    return figures;
}

OverviewData overviewOf(const OverviewInput& in)
{
    OverviewData data;
    data.figures = in.figures;
    data.navigator = navigatorOf(in);
    if (in.figures->cluster->subjectCount() == 0)
        return data;
    const auto perBucket = rollUp(*in.figures->full, 0, in.buckets, in.figures->presence, in.figures->options);
    data.usage = in.figures->usage;
    data.previousUsage = in.figures->previousUsage;
    data.tiles = tilesOf(in, perBucket);
    data.hours = hoursOf(data.usage);
    data.gpus = gpusOf(in, perBucket);
    data.rates = ratesOf(in, perBucket);
    addSelected(in, data);
    data.week = weekOf(in);
    rank(in, data);
    fillTables(in, data);
    // Behind the tables, which hold what is settled.
    addProvisional(in, data);
    if (in.forecast)
        addForecast(in, data);
    return data;
}

QString weekFigureName(HourOfWeekFigure figure)
{
    switch (figure) {
    case HourOfWeekFigure::AllocationRate:
        return metricName(Metric::AllocationRate);
    case HourOfWeekFigure::AverageAllocated:
        return Text::tr("Allocated GPUs");
    case HourOfWeekFigure::HeldIdle:
        return Text::tr("GPUs held idle");
    case HourOfWeekFigure::Utilization:
        break;
    }
    return metricName(Metric::Utilization);
}

QString bucketNote(Bucket bucket)
{
    switch (bucket) {
    case Bucket::Day:
        return Text::tr("per day");
    case Bucket::Week:
        return Text::tr("per week");
    case Bucket::Month:
        return Text::tr("per month");
    case Bucket::Quarter:
        return Text::tr("per quarter");
    default:
        return Text::tr("per hour");
    }
}

} // namespace atlas
