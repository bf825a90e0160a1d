// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/SubjectComparison.h"

#include "models/analysis/Clusters.h"
#include "models/analysis/Format.h"
#include "models/analysis/RollUp.h"
#include "models/views/Derive.h"
#include "models/views/SubjectTable.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace atlas {
namespace {

constexpr int groupCount = 8, lineCount = 5;
constexpr int sparklinePoints = 48;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::SubjectComparison)
};

/// The default value of a label stands behind all others, whatever it holds.
void setDefaultApart(BarData& bars, const std::string& defaultValue)
{
    for (auto& bar : bars.bars)
        bar.isOther = bar.isOther || isDefaultValue(bar.key.toStdString(), defaultValue);
    std::stable_partition(bars.bars.begin(), bars.bars.end(), [](const BarValue& bar) { return !bar.isOther; });
}

/// Allocated, used and held idle side by side. What is allocated is what could be used, so it has the neutral colour of
/// a capacity: next to "used" its own blue could not be told apart.
BarData groupsOf(const std::vector<RankedSubject>& ranked, const std::string& cluster)
{
    BarData groups = rankingBars(ranked, Metric::GpuHours, groupCount, false, cluster);
    for (std::size_t i = 0; i < groups.bars.size(); ++i) {
        const Usage& usage = ranked[i].usage;
        groups.bars[i].segments = {{Role::Capacity, Text::tr("Allocated"), metricValue(usage, Metric::GpuHours)},
            {Role::Used, Text::tr("Used"), metricValue(usage, Metric::UsedGpuHours)},
            {Role::HeldIdle, Text::tr("Held idle"), metricValue(usage, Metric::IdleGpuHours)}};
    }
    return groups;
}

/// One part a subject, in the subject's colour.
BarData sharesOf(const std::vector<RankedSubject>& ranked, const std::string& cluster)
{
    BarData shares = rankingBars(ranked, Metric::GpuHours, groupCount, true, cluster);
    for (auto& bar : shares.bars) {
        double sum = 0;
        for (const auto& segment : bar.segments)
            sum += isKnown(segment.value) ? segment.value : 0;
        bar.segments = {{bar.isOther ? Role::Other : Role::Category, metricName(Metric::GpuHours), sum}};
    }
    return shares;
}

/// At most sparklinePoints spans of equal length over the range.
std::vector<BucketSpan> sparklineSpans(TimeRange range)
{
    const int step = std::max(1, (range.hours() + sparklinePoints - 1) / sparklinePoints);
    std::vector<BucketSpan> spans;
    for (HourIndex from = range.firstHour(); from < range.endHour(); from += step)
        spans.push_back({from, std::min(range.endHour(), from + step), {}});
    return spans;
}

class Comparison
{
public:
    explicit Comparison(const ComparisonInput& input)
        : m_input(input)
        , m_figures(*input.figures)
        , m_ranked(rankSubjects(m_figures.usages, input.metric))
        , m_byGpuHours(input.metric == Metric::GpuHours ? m_ranked : rankSubjects(m_figures.usages, Metric::GpuHours))
    {
    }

    ComparisonValues values()
    {
        ComparisonValues values;
        values.figures = m_input.figures;
        values.cluster = m_figures.clusterUsage;
        values.subjects = int(m_ranked.size());
        values.comparable = areComparable(values.cluster.clusterHours,
            m_figures.presence.count(m_figures.previousRange.firstHour(), m_figures.previousRange.endHour()));
        values.ranking = rankingBars(m_ranked, m_input.metric, m_input.top, true, m_input.scope.cluster);
        values.groups = groupsOf(m_byGpuHours, m_input.scope.cluster);
        values.shares = sharesOf(m_byGpuHours, m_input.scope.cluster);
        for (auto* bars : {&values.ranking, &values.groups, &values.shares})
            setDefaultApart(*bars, m_input.defaultValue);
        addLines(values);
        addMultiples(values);
        if (m_input.overTime)
            addStacked(values);
        findQuotas();
        addQuotas(values);

        ExactSum attributed;
        for (const auto& subject : m_ranked)
            attributed.add(subject.usage.gpuHours);
        values.unattributedGpuHours = values.cluster.gpuHours - attributed.value();
        fillTables(values);
        return values;
    }

private:
    TimeSeriesData axis(Unit unit, bool steps) const
    {
        auto data = timeAxis(m_input.buckets, m_figures.range, m_input.zone, unit, steps);
        data.scope = m_input.scope;
        return data;
    }

    SeriesValue line(const RankedSubject& subject, Metric metric) const
    {
        SeriesValue line;
        line.key = QString::fromStdString(subject.name);
        line.name = displayName(subject.name);
        line.colorKey = entityColorKey(m_input.scope.cluster, subject.name);
        line.metric = metric;
        line.subject = subject.name;
        if (isDefaultValue(subject.name, m_input.defaultValue))
            line.role = Role::Other;
        // An absent subject holds nothing in an hour that the cluster has: 0, not a gap.
        line.y = bucketValues(
            *m_figures.current, subject.subject, m_input.buckets, m_figures.presence, metric, m_figures.options);
        return line;
    }

    void addLines(ComparisonValues& values) const
    {
        values.gpus = axis(Unit::Gpus, true);
        values.utilization = axis(Unit::Percent, false);
        const auto& selected = m_input.selected;
        for (std::size_t i = 0; i < m_ranked.size(); ++i) {
            const auto& name = m_ranked[i].name;
            if (i >= lineCount && std::find(selected.begin(), selected.end(), name) == selected.end())
                continue;
            values.gpus.series.push_back(line(m_ranked[i], Metric::AverageAllocated));
            values.utilization.series.push_back(line(m_ranked[i], Metric::Utilization));
        }
    }

    void addMultiples(ComparisonValues& values) const
    {
        const bool rates = m_input.multiplesOf == Metric::Utilization;
        values.multiples = axis(rates ? Unit::Percent : Unit::Gpus, !rates);
        for (std::size_t i = 0; i < m_ranked.size() && i < std::size_t(m_input.top); ++i)
            values.multiples.series.push_back(line(m_ranked[i], m_input.multiplesOf));
    }

    /// Average GPUs on top of each other: by GPU-hours, then all others, the default value uppermost.
    void addStacked(ComparisonValues& values) const
    {
        auto& data = values.stacked;
        data = axis(m_input.stackedShares ? Unit::Percent : Unit::Gpus, true);
        data.stacked = true;
        std::vector<SeriesValue> apart;
        std::vector<int> others;
        int shown = 0;
        for (const auto& subject : m_byGpuHours) {
            const bool setApart = isDefaultValue(subject.name, m_input.defaultValue);
            if (!setApart && shown == groupCount) {
                others.push_back(subject.subject);
                continue;
            }
            shown += !setApart;
            (setApart ? apart : data.series).push_back(line(subject, Metric::AverageAllocated));
        }
        if (!others.empty()) {
            const auto sum = sumSubjects(*m_figures.current, others, "other", m_figures.options);
            SeriesValue rest{otherKey(), Text::tr("Other (%1)").arg(formatFigure(double(others.size()), Unit::Count)),
                Role::Other, {}, {}, {}, {}};
            rest.y =
                bucketValues(sum, 0, m_input.buckets, m_figures.presence, Metric::AverageAllocated, m_figures.options);
            data.series.push_back(std::move(rest));
        }
        std::move(apart.begin(), apart.end(), std::back_inserter(data.series));
        if (m_input.stackedShares)
            toShares(data);
    }

    static void toShares(TimeSeriesData& data)
    {
        for (std::size_t i = 0; i < data.t.size(); ++i) {
            ExactSum whole;
            for (const auto& series : data.series)
                whole.add(isKnown(series.y[i]) ? series.y[i] : 0);
            for (auto& series : data.series)
                series.y[i] = sharePercent(series.y[i], whole.value());
        }
        for (auto& series : data.series)
            series.metric.reset(); // a share of what is shown: no figure of the subject alone
    }

    const HourGrid* clusterOf(const std::string& subject) const
    {
        for (const auto& [prefix, grid] : m_input.clusters) {
            if (subject.starts_with(prefix))
                return grid.get();
        }
        return nullptr;
    }

    void findQuotas()
    {
        for (const auto& subject : m_ranked) {
            const auto* cluster = clusterOf(subject.name);
            m_quotas.push_back(cluster ? newestQuota(*m_figures.current, subject.subject, *cluster) : unknown);
        }
    }

    /// A bar adds up to the quota; where more was held than it allows, to that.
    void addQuotas(ComparisonValues& values) const
    {
        auto& data = values.quotas;
        data.unit = Unit::Gpus;
        for (std::size_t i = 0; i < m_ranked.size(); ++i) {
            const auto& subject = m_ranked[i];
            const double quota = m_quotas[i], held = subject.usage.averageAllocated;
            if (!isKnown(quota) || !isKnown(held) || data.bars.size() == std::size_t(m_input.top))
                continue;
            const auto part = [&](double gpuHours) {
                return subject.usage.gpuHours > 0 ? held * gpuHours / subject.usage.gpuHours : 0;
            };
            BarValue bar;
            bar.key = QString::fromStdString(subject.name);
            bar.label = displayName(subject.name);
            bar.segments = {{Role::Used, Text::tr("Used"), part(subject.usage.usedGpuHours)},
                {Role::HeldIdle, Text::tr("Held idle"), part(subject.usage.idleGpuHours)},
                {Role::Unknown, Text::tr("Unknown"), part(subject.usage.unknownGpuHours)},
                {Role::Unallocated, Text::tr("Left of the quota"), std::max(0.0, quota - held)}};
            bar.annotation =
                Text::tr("%1 of %2").arg(formatFigure(held, Unit::Gpus), formatWithUnit(quota, Unit::Gpus));
            if (held > quota)
                bar.annotation += QStringLiteral(" · ") + Text::tr("above the quota");
            data.bars.push_back(std::move(bar));
        }
    }

    void fillTables(ComparisonValues& values) const
    {
        const TableSource source{m_input.scope, m_figures.range, m_input.metric};
        const auto hours = TableSource{m_input.scope, m_figures.range, Metric::GpuHours};
        const auto& title = m_input.subjectTitle;
        attribute(values.ranking, source);
        attribute(values.groups, hours);
        attribute(values.shares, hours);
        values.rankingTable = tableOf(values.ranking, metricName(m_input.metric), title, source);
        values.groupsTable = tableOf(values.groups, metricName(Metric::GpuHours), title, hours);
        values.sharesTable = tableOf(values.shares, Text::tr("Share of GPU-hours"), title, hours);
        values.gpusTable = tableOf(values.gpus, metricName(Metric::AverageAllocated));
        values.utilizationTable = tableOf(values.utilization, metricName(Metric::Utilization));
        values.stackedTable = tableOf(values.stacked, metricName(Metric::AverageAllocated));
        values.multiplesTable = tableOf(values.multiples, metricName(m_input.multiplesOf));
        values.quotasTable = tableOf(values.quotas, Text::tr("Quota"), title);
        values.table = subjectTable(m_input, values, m_ranked, m_quotas);
    }

    const ComparisonInput& m_input;
    const SubjectFigures& m_figures;
    const std::vector<RankedSubject> m_ranked, m_byGpuHours;
    std::vector<double> m_quotas; ///< of m_ranked
};

} // namespace

bool SubjectFigures::isSame(const SubjectFigures& other) const
{
    return cluster == other.cluster && current == other.current && previous == other.previous && range == other.range
        && previousRange == other.previousRange && options == other.options;
}

SubjectFiguresPtr computeFigures(SubjectFigures of)
{
    auto figures = std::make_shared<SubjectFigures>(std::move(of));
    auto& f = *figures;
    f.presence = HourPresence(*f.cluster);
    const auto from = f.range.firstHour(), to = f.range.endHour();
    if (f.cluster->subjectCount() > 0)
        f.clusterUsage = usageOf(*f.cluster, 0, from, to, f.presence, f.options);
    f.usages = subjectUsages({f.current.get(), from, to, f.previous.get(), f.previousRange.firstHour(),
        f.previousRange.endHour(), &f.presence, f.options});
    const auto spans = sparklineSpans(f.range);
    for (int i = 0; i < f.current->subjectCount(); ++i)
        f.trends.push_back(bucketValues(*f.current, i, spans, f.presence, Metric::AverageAllocated, f.options));
    return figures;
}

ComparisonValues compareSubjects(const ComparisonInput& input)
{
    return Comparison(input).values();
}

QString coverageNote(const Usage& cluster)
{
    if (cluster.clusterHours >= cluster.hoursExpected)
        return {};
    return Text::tr("%1 of %2 h")
        .arg(formatFigure(cluster.clusterHours, Unit::Count), formatFigure(cluster.hoursExpected, Unit::Count));
}

bool isDefaultValue(const std::string& name, const std::string& defaultValue)
{
    return !defaultValue.empty() && (name == defaultValue || name.ends_with('/' + defaultValue));
}

bool areComparable(int hours, int previousHours)
{
    constexpr double alike = 0.9;
    return std::min(hours, previousHours) >= alike * std::max(hours, previousHours);
}

} // namespace atlas
