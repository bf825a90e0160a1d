// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Waste.h"

#include "models/analysis/Format.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/RollUp.h"
#include "models/views/Derive.h"
#include "models/views/SubjectComparison.h"
#include "models/views/WasteTables.h"
#include "models/views/WeekMap.h"

#include <QCoreApplication>

#include <algorithm>
#include <ranges>
#include <tuple>

namespace atlas {

namespace {

constexpr int rankingBarCount = 10;
/// More cover each other, and take longer to draw than one waits.
constexpr std::size_t mostDots = 4000;
/// The vertical line stands where those at or beyond it hold this share of all GPU-hours.
constexpr double holdMost = 0.8;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Waste)
};

QPointF linesOf(const WasteValues& values)
{
    std::vector<double> hours;
    double all = 0;
    for (const auto& holder : values.found->holders) {
        hours.push_back(holder.usage.gpuHours);
        all += hours.back();
    }
    std::sort(hours.begin(), hours.end(), std::greater<>());
    double held = 0, line = 0;
    for (const double one : hours) {
        line = one;
        held += one;
        if (held >= holdMost * all)
            break;
    }
    return {line, isKnown(values.found->usage.utilization) ? values.found->usage.utilization : 50};
}

ScatterData scatterOf(const WasteInput& in, const WasteValues& values)
{
    ScatterData data;
    data.xTitle = metricName(Metric::GpuHours);
    data.yTitle = metricName(Metric::Utilization);
    data.sizeTitle = Text::tr("Held idle");
    data.xUnit = data.sizeUnit = Unit::GpuHours;
    data.yUnit = Unit::Percent;
    data.logX = in.logarithmic;
    data.xMetric = Metric::GpuHours;
    data.yMetric = Metric::Utilization;
    data.sizeMetric = Metric::IdleGpuHours;
    data.scope = {in.clusterName, in.subjects->scope().level, in.subjects->scope().dimension};
    data.range = in.range;
    // By held idle, and whoever is selected.
    const auto& holders = values.found->holders;
    std::vector<int> selected;
    for (const auto& name : in.selected)
        selected.push_back(in.subjects->indexOf(name.toStdString()));
    for (std::size_t i = 0; i < holders.size(); ++i) {
        const auto& holder = holders[i];
        if (i >= mostDots && std::ranges::find(selected, holder.subject) == selected.end())
            continue;
        const auto& name = in.subjects->subjects()[std::size_t(holder.subject)];
        data.points.push_back({QString::fromStdString(name), displayName(name), entityColorKey(in.clusterName, name),
            holder.usage.gpuHours, holder.usage.utilization, std::max(0.0, holder.usage.idleGpuHours)});
    }
    return data;
}

BarData rankingOf(const WasteInput& in, const WasteValues& values)
{
    std::vector<RankedSubject> ranked;
    for (const auto& holder : values.found->holders) {
        RankedSubject subject;
        subject.subject = holder.subject;
        subject.name = in.subjects->subjects()[std::size_t(holder.subject)];
        subject.usage = holder.usage;
        ranked.push_back(std::move(subject));
    }
    return rankingBars(ranked, Metric::IdleGpuHours, rankingBarCount, true, in.clusterName);
}

void addWeek(const WasteInput& in, WasteValues& values)
{
    const HourGrid* grid = in.cluster.get();
    int subject = 0;
    if (in.selected.size() == 1) {
        const auto name = in.selected.front().toStdString();
        if (const int index = in.subjects->indexOf(name); index >= 0) {
            grid = in.subjects.get();
            subject = index;
            values.weekOf = displayName(name);
        }
    }
    values.week = weekMap(hourOfWeek(*grid, subject, in.range.firstHour(), in.range.endHour(),
                              HourOfWeekFigure::HeldIdle, in.zone, in.options),
        Unit::Gpus);
    const auto scope = grid == in.cluster.get()
        ? GridScope{in.clusterName, Level::Cluster, {}}
        : GridScope{in.clusterName, in.subjects->scope().level, in.subjects->scope().dimension};
    values.week.zone = in.zone.id();
    values.week.ofWeek = FigureRef{Metric::IdleGpuHours, scope,
        grid == in.cluster.get() ? std::string() : in.selected.front().toStdString(), in.range};
    values.weekTable = tableOf(values.week, Text::tr("GPUs held idle by hour of the week"), Text::tr("Day"));
}

/// Σ over the subjects, of the period before; unknown where it was not fetched.
double belowBefore(const WasteInput& in, const HourPresence& presence)
{
    const auto from = in.previousRange.firstHour(), to = in.previousRange.endHour();
    const auto hasRows = [&](int subject) {
        return usageOf(*in.subjects, subject, from, to, presence, in.options).hoursPresent > 0;
    };
    const auto subjects = std::views::iota(0, in.subjects->subjectCount());
    if (from < in.subjects->firstHour() || std::ranges::none_of(subjects, hasRows))
        return unknown; // nobody has rows then: of a label that is new nothing is known before
    return idleBelowOfAll(*in.subjects, from, to, presence, in.options);
}

std::vector<KeyFigure> tilesOf(const WasteInput& in, const WasteValues& values)
{
    const auto before = usageOf(
        *in.cluster, 0, in.previousRange.firstHour(), in.previousRange.endHour(), values.found->presence, in.options);
    // Sums of periods of which one lacks hours cannot be compared.
    const bool enough = before.clusterHours > 0 && areComparable(values.found->usage.clusterHours, before.clusterHours);
    const auto perBucket = rollUp(*in.cluster, 0, in.buckets, values.found->presence, in.options);
    const auto tile = [&](const QString& caption, Unit unit, double value, double previous) {
        KeyFigure figure;
        figure.caption = caption;
        figure.unit = unit;
        figure.value = value;
        figure.previous = enough ? previous : unknown;
        figure.previousName = Text::tr("vs %1").arg(in.previousName);
        figure.moreIsBetter = false;
        figure.coverage = values.found->usage.coverage();
        return figure;
    };
    const auto source = [&in](Metric metric) {
        return FigureRef{metric, {in.clusterName, Level::Cluster, {}}, {}, in.range};
    };
    const QString threshold = formatWithUnit(in.rule.threshold, Unit::Percent);
    const double held = metricValue(values.found->usage, Metric::IdleGpuHours);
    auto idle = tile(Text::tr("Held idle"), Unit::GpuHours, held, metricValue(before, Metric::IdleGpuHours));
    for (const auto& usage : perBucket)
        idle.sparkline.push_back(bucketValue(usage, Metric::IdleGpuHours));
    idle.source = source(Metric::IdleGpuHours);
    idle.reason = Text::tr("GPU-hours that were allocated and not used: %1 GPU-days, %2 of what was allocated.")
                      .arg(formatFigure(held / 24, Unit::None),
                          formatWithUnit(sharePercent(held, values.found->usage.gpuHours), Unit::Percent));

    // Of the subjects: a cluster as a whole is seldom below anything.
    ExactSum below;
    for (const auto& holder : values.found->holders)
        below.add(holder.usage.idleBelowGpuHours);
    auto low =
        tile(Text::tr("At or below %1").arg(threshold), Unit::GpuHours, below.value(), values.found->belowBefore);
    low.reason = Text::tr("GPU-hours held in hours with a utilisation at or below %1, summed over the rows below. A "
                          "different figure from held idle.")
                     .arg(threshold);
    std::vector<KeyFigure> tiles{idle, low};
    if (!in.currency.isEmpty()) {
        auto cost = tile(Text::tr("Cost of held idle (%1)").arg(in.currency), Unit::Money,
            values.found->usage.idleCost(), before.idleCost());
        cost.sparkline = valuesOf(perBucket, [](const Usage& u) { return u.idleCost(); });
        cost.source = source(Metric::IdleCost);
        cost.reason = Text::tr("GPU-hours held idle × the price of a GPU-hour.");
        tiles.push_back(std::move(cost));
    }
    return tiles;
}

} // namespace

bool sameFindings(const WasteInput& a, const WasteInput& b)
{
    const auto key = [](const WasteInput& in) {
        return std::tie(in.cluster, in.subjects, in.workloads, in.range, in.previousRange, in.rule, in.options);
    };
    return key(a) == key(b);
}

WasteFindings findWaste(const WasteInput& in)
{
    WasteFindings found;
    found.presence = HourPresence(*in.cluster);
    const auto from = in.range.firstHour(), to = in.range.endHour();
    found.usage = usageOf(*in.cluster, 0, from, to, found.presence, in.options);
    if (found.usage.hoursPresent == 0)
        return found;
    auto runs = idleRuns(*in.subjects, from, to, found.presence, in.rule, in.options);
    found.holders = idleHolders(*in.subjects, from, to, found.presence, runs, in.options);
    found.lookedAt = int(found.holders.size());
    found.ofWorkloads = in.workloads && in.workloads->subjectCount() > 0;
    if (found.ofWorkloads && in.workloads != in.subjects) {
        runs = idleRuns(*in.workloads, from, to, found.presence, in.rule, in.options);
        found.workloads = idleHolders(*in.workloads, from, to, found.presence, runs, in.options);
        found.lookedAt = int(found.workloads.size());
    }
    found.reclaim = reclaimOf(runs);
    found.belowBefore = belowBefore(in, found.presence);
    return found;
}

WasteValues wasteValues(const WasteInput& in, std::shared_ptr<const WasteFindings> findings)
{
    WasteValues values;
    values.found = std::move(findings);
    if (values.isEmpty())
        return values;
    const auto& found = *values.found;
    const HourGrid& reclaimed = found.ofWorkloads ? *in.workloads : *in.subjects;
    values.reclaimTable = reclaimTable(in, reclaimed, found.reclaim);
    const HourGrid* named = found.ofWorkloads && in.workloads != in.subjects ? in.workloads.get() : nullptr;
    values.holdersTable = holdersTable(in, *in.subjects, found.holders, named,
        named ? workloadsByNamespace(*named, found.workloads)
              : std::map<std::string, std::vector<const IdleHolder*>>());
    if (named)
        values.workloadsTable = holdersTable(in, *named, found.workloads, nullptr, {});

    values.scatter = scatterOf(in, values);
    values.lines = linesOf(values);
    values.quadrantLines = in.movedLines.value_or(values.lines);
    values.quadrants = quadrantTexts(found.holders, values.quadrantLines);
    values.ranking = rankingOf(in, values);
    const TableSource source{GridScope{in.clusterName, in.subjects->scope().level, in.subjects->scope().dimension},
        in.range, Metric::IdleGpuHours};
    attribute(values.ranking, source);
    values.rankingTable = tableOf(values.ranking, Text::tr("Most held idle"), in.subjectTitle, source);
    addWeek(in, values);
    values.tiles = tilesOf(in, values);
    return values;
}

std::array<QStringList, 4> quadrantTexts(const std::vector<IdleHolder>& holders, QPointF lines)
{
    const QString titles[] = {Text::tr("Little held, little used"), Text::tr("Much held, little used"),
        Text::tr("Little held, well used"), Text::tr("Much held, well used")};
    const auto quadrants = quadrantsOf(holders, lines.x(), lines.y());
    std::array<QStringList, 4> texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        texts[i] << titles[i]
                 << Text::tr("%1: %2 idle")
                        .arg(formatFigure(quadrants[i].subjects, Unit::Count),
                            formatWithUnit(quadrants[i].idleGpuHours, Unit::GpuHours));
    }
    return texts;
}

QString reclaimSentence(const WasteInput& in, const WasteValues& values)
{
    const auto& rule = in.rule;
    const QString who = values.found->ofWorkloads        ? Text::tr("workload")
        : in.subjects->scope().level == Level::Namespace ? Text::tr("namespace")
                                                         : in.subjectTitle;
    const QString after = QString::number(rule.afterHours), threshold = formatWithUnit(rule.threshold, Unit::Percent);
    if (values.found->reclaim.runs.empty()) {
        return Text::tr(
            "Had every %1 been reclaimed after %2 h at or below %3, nothing would have been free: nobody was "
            "idle for that long.",
            "workload or namespace, hours, percent")
            .arg(who, after, threshold);
    }
    const QString freed = formatWithUnit(values.found->reclaim.freedGpuHours, Unit::GpuHours),
                  some = QString::number(values.found->reclaim.subjects), all = QString::number(values.found->lookedAt),
                  share = formatWithUnit(
                      sharePercent(values.found->reclaim.freedGpuHours, values.found->usage.gpuHours), Unit::Percent);
    const double saved = values.found->reclaim.freedGpuHours * in.options.pricePerGpuHour;
    if (in.currency.isEmpty() || !isKnown(saved)) {
        return Text::tr("Had every %1 been reclaimed after %2 h at or below %3, %4 would have been free, held by %5 of "
                        "the %6 looked "
                        "at: %7 of what was allocated.",
            "workload or namespace, hours, percent, GPU-hours, number, number, percent")
            .arg(who, after, threshold, freed, some, all, share);
    }
    return Text::tr("Had every %1 been reclaimed after %2 h at or below %3, %4 would have been free, held by %5 of the "
                    "%6 looked at: %7 of what was allocated, worth %8 %9.",
        "workload or namespace, hours, percent, GPU-hours, number, number, percent, money, currency")
        .arg(who, after, threshold, freed, some, all, share, formatFigure(saved, Unit::Money), in.currency);
}

} // namespace atlas
