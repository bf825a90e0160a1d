// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Overview.h"

#include "models/analysis/Format.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/RollUp.h"
#include "models/views/Derive.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Overview)
};

/// Below this coverage a period is no equal of another.
constexpr double muchCoverage = 0.9;

/// Everything that is computed once and read by several panels.
struct Sums
{
    Sums(const OverviewInput& in)
        : presence(*in.cluster)
        , perBucket(rollUp(*in.cluster, 0, in.buckets, presence, in.options))
    {
        std::vector<int> all(std::size_t(in.namespaces->subjectCount()));
        std::iota(all.begin(), all.end(), 0);
        const auto sum = sumSubjects(*in.namespaces, all, "all");
        workloads = rollUp(sum, 0, in.buckets, presence);
        workloadsNow = usageOf(sum, 0, in.range.firstHour(), in.range.endHour(), presence);
        workloadsBefore = usageOf(sum, 0, in.previousRange.firstHour(), in.previousRange.endHour(), presence);
    }

    HourPresence presence;
    std::vector<Usage> perBucket;
    std::vector<Usage> workloads;
    Usage workloadsNow, workloadsBefore;
};

double average(double gpuHours, const Usage& usage)
{
    return usage.hoursPresent > 0 && gpuHours > 0 ? gpuHours / usage.hoursPresent : unknown;
}

std::vector<KeyFigure> tilesOf(const OverviewInput& in, const Sums& sums, const OverviewData& data)
{
    const auto& now = data.usage;
    const auto& before = data.previousUsage;
    const auto tile = [&](const QString& caption, Unit unit, double value, double previous, auto sparkline) {
        KeyFigure figure;
        figure.caption = caption;
        figure.unit = unit;
        figure.value = value;
        figure.previous = before.hoursPresent > 0 ? previous : unknown;
        figure.previousName = Text::tr("vs %1").arg(in.previousName);
        if (before.hoursPresent > 0 && before.coverage() < muchCoverage) {
            // A comparison with the little that is there of the period before: said, and neither good nor bad.
            figure.previousName =
                Text::tr("vs %1 % of %2").arg(std::ceil(100 * before.coverage())).arg(in.previousName);
            figure.changeIsNeutral = true;
        }
        figure.sparkline = std::move(sparkline);
        figure.coverage = now.coverage();
        return figure;
    };
    const auto line = [&](auto figure) { return valuesOf(sums.perBucket, figure); };

    auto rate = tile(Text::tr("Allocation rate"), Unit::Percent, now.allocationRate, before.allocationRate,
        line([](const Usage& u) { return u.allocationRate; }));
    rate.reason = isKnown(rate.value) ? Text::tr("GPU-hours allocated of the GPU-hours of the capacity.")
                                      : Text::tr("Unknown: the capacity is not known in this range.");

    auto utilization = tile(Text::tr("Utilisation"), Unit::Percent, now.utilization, before.utilization,
        line([](const Usage& u) { return u.utilization; }));
    utilization.reason = !isKnown(utilization.value)
        ? Text::tr("Unknown: no utilisation was measured on allocated GPUs in this range.")
        : in.options.basis == UtilizationBasis::AllGpus
        ? Text::tr("Mean weighted by allocated GPUs; this server measures it over all GPUs.")
        : Text::tr("Mean weighted by allocated GPUs; measured over the allocated GPUs.");

    auto gpus = tile(Text::tr("GPUs allocated"), Unit::Gpus, now.averageAllocated, before.averageAllocated,
        line([](const Usage& u) { return u.averageAllocated; }));
    gpus.outOf = average(now.capacityGpuHours, now);
    gpus.changeIsNeutral = true;
    gpus.reason = Text::tr("Mean over the hours with data, of the mean capacity.");

    auto workloads = tile(Text::tr("Active workloads"), Unit::Count, sums.workloadsNow.meanActiveWorkloads,
        sums.workloadsBefore.meanActiveWorkloads,
        valuesOf(sums.workloads, [](const Usage& u) { return u.meanActiveWorkloads; }));
    workloads.changeIsNeutral = true;
    workloads.reason = isKnown(workloads.value)
        ? Text::tr("Mean over the hours with data; at most %1.")
              .arg(formatFigure(sums.workloadsNow.peakActiveWorkloads, Unit::Count))
        : Text::tr("Unknown: the rows of this range do not count workloads.");

    auto coverage = tile(Text::tr("Coverage"), Unit::Percent, 100 * now.coverage(), 100 * before.coverage(),
        line([](const Usage& u) { return 100 * u.coverage(); }));
    coverage.reason = Text::tr("%1 of %2 hours have data.").arg(now.clusterHours).arg(now.hoursExpected);
    return {rate, utilization, gpus, workloads, coverage};
}

BarValue hoursOf(const Usage& usage)
{
    BarValue bar;
    bar.key = QStringLiteral("capacity");
    bar.label = Text::tr("Capacity");
    bar.segments = {{Role::Used, Text::tr("Used"), usage.usedGpuHours},
        {Role::HeldIdle, Text::tr("Held idle"), usage.idleGpuHours},
        {Role::Unallocated, Text::tr("Unallocated"), usage.unallocatedGpuHours},
        {Role::Unknown, Text::tr("Unknown"), usage.unknownGpuHours}};
    return bar;
}

TimeSeriesData gpusOf(const OverviewInput& in, const Sums& sums)
{
    auto data = timeAxis(in.buckets, in.range, in.zone.id(), Unit::Gpus, true);
    SeriesValue capacity{QStringLiteral("capacity"), Text::tr("Capacity"), Role::Capacity, {}, {}, {}, {}};
    capacity.y = bucketMeans(*in.cluster, 0, Column::Capacity, in.buckets);
    SeriesValue allocated{QStringLiteral("allocated"), Text::tr("Allocated"), Role::Allocated, {}, {}, {}, {}};
    allocated.y = valuesOf(sums.perBucket, [](const Usage& u) { return u.averageAllocated; });
    allocated.fill = true;
    data.series = {std::move(capacity), std::move(allocated)};
    return data;
}

TimeSeriesData ratesOf(const OverviewInput& in, const Sums& sums)
{
    auto data = timeAxis(in.buckets, in.range, in.zone.id(), Unit::Percent);
    SeriesValue rate{QStringLiteral("rate"), Text::tr("Allocation rate"), Role::AllocationRate, {}, {}, {}, {}};
    rate.y = valuesOf(sums.perBucket, [](const Usage& u) { return u.allocationRate; });
    SeriesValue used{QStringLiteral("utilization"), Text::tr("Utilisation"), Role::Utilization, {}, {}, {}, {}};
    used.y = valuesOf(sums.perBucket, [](const Usage& u) { return u.utilization; });
    used.bandLow = valuesOf(sums.perBucket, [](const Usage& u) { return u.minUtilization; });
    used.bandHigh = valuesOf(sums.perBucket, [](const Usage& u) { return u.maxUtilization; });

    // An hour's own percentiles are over its samples; a longer bucket's are over its hours. They are never averaged.
    const bool hourly = in.bucket == Bucket::Hour;
    SeriesValue p50{
        QStringLiteral("p50"), hourly ? Text::tr("P50") : Text::tr("P50 of hours"), Role::P50, {}, {}, {}, {}};
    SeriesValue p95{
        QStringLiteral("p95"), hourly ? Text::tr("P95") : Text::tr("P95 of hours"), Role::P95, {}, {}, {}, {}};
    p50.y = valuesOf(sums.perBucket, [hourly](const Usage& u) { return hourly ? u.maxP50 : u.p50OfHours; });
    p95.y = valuesOf(sums.perBucket, [hourly](const Usage& u) { return hourly ? u.maxP95 : u.p95OfHours; });
    p50.visible = p95.visible = false;
    data.series = {std::move(rate), std::move(used), std::move(p50), std::move(p95)};
    return data;
}

/// The selected namespace's lines beside the cluster's.
void addSelected(const OverviewInput& in, const Sums& sums, OverviewData& data)
{
    const int subject = in.namespaces->indexOf(in.selected);
    if (in.selected.empty() || subject < 0)
        return;
    const auto usages = rollUp(*in.namespaces, subject, in.buckets, sums.presence, in.options);
    SeriesValue line{QStringLiteral("selected"), displayName(in.selected), Role::Category, {}, {}, {}, {}};
    line.colorKey = entityColorKey(in.cluster->scope().cluster, in.selected);
    line.y = valuesOf(usages, [](const Usage& u) { return u.averageAllocated; });
    data.gpus.series.push_back(line);
    line.y = valuesOf(usages, [](const Usage& u) { return u.utilization; });
    data.rates.series.push_back(line);
}

/// One point more, drawn as provisional: the hour in progress, as its snapshots so far make it. It is in the lines
/// only: no tile, bar or table counts it.
void addProvisional(const OverviewInput& in, OverviewData& data)
{
    const auto hour = in.range.endHour();
    const auto& cluster = in.cluster->scope().cluster;
    const auto rows = hourOfSnapshots(cluster, in.running, hour, {});
    if (rows.clusters.empty() || in.bucket != Bucket::Hour)
        return;
    const auto& row = rows.clusters.front();
    data.provisionalSnapshots = int(in.running.size());
    const auto selected = std::find_if(rows.namespaces.begin(), rows.namespaces.end(),
        [&](const NamespaceHour& candidate) { return candidate.name == in.selected; });
    const bool hasSelected = selected != rows.namespaces.end();
    for (auto* lines : {&data.gpus, &data.rates}) {
        lines->t.push_back(hourStart(hour));
        lines->end = lines->range.to = hourStart(hour + 1);
        for (auto& line : lines->series) {
            const bool rates = lines == &data.rates;
            Figure value = unknown;
            if (line.role == Role::Capacity)
                value = row.capacity;
            else if (line.role == Role::Allocated)
                value = row.allocated;
            else if (line.role == Role::AllocationRate)
                value = row.allocationRate;
            else if (line.role == Role::Utilization)
                value = row.avgUtilization;
            else if (line.role == Role::P50)
                value = row.p50Utilization;
            else if (line.role == Role::P95)
                value = row.p95Utilization;
            else if (line.role == Role::Category && hasSelected)
                value = rates ? selected->avgUtilization : selected->allocated;
            line.provisionalFrom = int(line.y.size());
            line.y.push_back(value.value);
            if (!line.bandLow.empty()) {
                line.bandLow.push_back(row.minUtilization.value);
                line.bandHigh.push_back(row.maxUtilization.value);
            }
        }
    }
}

/// The shape of everything, coarse enough for a strip.
TimeSeriesData navigatorOf(const OverviewInput& in)
{
    const auto& grid = in.everything ? *in.everything : *in.cluster;
    const auto extent = grid.range();
    constexpr int fineHours = 24 * 62;
    const auto spans = cutBuckets(extent, extent.hours() <= fineHours ? Bucket::Hour : Bucket::Day, in.zone);
    auto data = timeAxis(spans, extent, in.zone.id(), Unit::Gpus, true);
    SeriesValue allocated{QStringLiteral("allocated"), Text::tr("Allocated"), Role::Allocated, {}, {}, {}, {}};
    if (grid.subjectCount() > 0)
        allocated.y = bucketMeans(grid, 0, Column::Allocated, spans);
    else
        allocated.y.assign(spans.size(), unknown);
    data.series = {std::move(allocated)};
    return data;
}

HeatmapData weekOf(const OverviewInput& in)
{
    HeatmapData data;
    const QLocale locale;
    for (int day = 1; day <= 7; ++day)
        data.rows.push_back(locale.standaloneDayName(day, QLocale::ShortFormat));
    for (int hour = 0; hour < 24; ++hour)
        data.columns.push_back(QStringLiteral("%1").arg(hour, 2, 10, QLatin1Char('0')));
    data.cells = hourOfWeek(
        *in.cluster, 0, in.range.firstHour(), in.range.endHour(), HourOfWeekFigure::Utilization, in.zone, in.options);
    return data;
}

void rank(const OverviewInput& in, const Sums& sums, OverviewData& data)
{
    RankingInput ranking;
    ranking.grid = ranking.previous = in.namespaces.get();
    ranking.from = in.range.firstHour();
    ranking.to = in.range.endHour();
    ranking.previousFrom = in.previousRange.firstHour();
    ranking.previousTo = in.previousRange.endHour();
    ranking.presence = &sums.presence;
    ranking.options = in.options;
    const auto bars = [&](Metric metric) {
        auto ranked = rankSubjects(ranking, metric);
        std::erase_if(ranked, [](const RankedSubject& s) { return s.usage.hoursPresent == 0; });
        data.namespaces = int(ranked.size());
        return rankingBars(ranked, metric, in.top, false, in.cluster->scope().cluster);
    };
    data.byIdle = bars(Metric::IdleGpuHours);
    data.byGpuHours = bars(Metric::GpuHours);
}

} // namespace

OverviewData overviewOf(const OverviewInput& in)
{
    OverviewData data;
    if (in.cluster->subjectCount() == 0) {
        data.navigator = navigatorOf(in);
        return data;
    }
    const Sums sums(in);
    data.usage = usageOf(*in.cluster, 0, in.range.firstHour(), in.range.endHour(), sums.presence, in.options);
    data.previousUsage =
        usageOf(*in.cluster, 0, in.previousRange.firstHour(), in.previousRange.endHour(), sums.presence, in.options);
    data.tiles = tilesOf(in, sums, data);
    data.hours = hoursOf(data.usage);
    data.gpus = gpusOf(in, sums);
    data.rates = ratesOf(in, sums);
    addSelected(in, sums, data);
    data.navigator = navigatorOf(in);
    data.week = weekOf(in);
    rank(in, sums, data);

    const auto namespaceTitle = Text::tr("Namespace");
    data.hoursTable =
        tableOf(BarData{Unit::GpuHours, {data.hours}}, Text::tr("What the GPU-hours did"), Text::tr("Of the"));
    data.gpusTable = tableOf(data.gpus, Text::tr("GPUs"));
    data.ratesTable = tableOf(data.rates, Text::tr("Allocation rate and utilisation"));
    data.weekTable = tableOf(data.week, Text::tr("Utilisation over the week"), Text::tr("Day"));
    data.byGpuHoursTable = tableOf(data.byGpuHours, Text::tr("Top namespaces by GPU-hours"), namespaceTitle);
    addProvisional(in, data); // behind the tables, which hold what is settled
    data.byIdleTable = tableOf(data.byIdle, Text::tr("Top namespaces by held-idle GPU-hours"), namespaceTitle);
    return data;
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
