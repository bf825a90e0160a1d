// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Explore.h"

#include "models/analysis/Format.h"
#include "models/analysis/LevelId.h"
#include "models/analysis/RollUp.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace atlas {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Explore)
};

constexpr std::array chartIds{"lines", "areas", "heatmap", "bars"};

Cell number(double value)
{
    return isKnown(value) ? Cell(value) : Cell();
}

/// One computation: the subjects that are drawn, bucket by bucket, and the others as one.
class Exploration
{
public:
    explicit Exploration(const ExploreInput& input)
        : m_input(input)
        , m_hours(*input.hours)
        , m_metric(input.choice.metric)
        , m_ranked(rankSubjects(m_hours.usages, m_metric))
    {
        const std::unordered_set<std::string> selected(input.selected.begin(), input.selected.end());
        const auto top = std::size_t(std::max(input.choice.top, 0));
        for (std::size_t i = 0; i < m_ranked.size(); ++i)
            (i < top || selected.contains(m_ranked[i].name) ? m_shown : m_rest).push_back(i);
    }

    ExploreData data()
    {
        ExploreData data;
        data.shown = m_shown.size();
        data.rest = m_rest.size();
        for (const auto& ranked : m_ranked) { // of several clusters that with the fewest
            const bool first = data.hoursExpected == 0;
            data.hoursExpected = ranked.usage.hoursExpected;
            data.clusterHours =
                first ? ranked.usage.clusterHours : std::min(data.clusterHours, ranked.usage.clusterHours);
        }
        const auto drawn = m_input.choice.drawn();
        if (drawn == ExploreChart::Bars) {
            data.bars = bars();
            const TableSource source{scope(), m_hours.range, m_metric};
            attribute(data.bars, source);
            data.chartTable = tableOf(data.bars, metricName(m_metric), m_input.subjectTitle, source);
        } else {
            data.series = series(drawn == ExploreChart::Areas);
            if (drawn == ExploreChart::Heatmap) {
                data.heatmap = heatmapOf(data.series);
                data.chartTable = tableOf(data.heatmap, metricName(m_metric), m_input.subjectTitle);
            } else {
                data.chartTable = tableOf(data.series, metricName(m_metric));
            }
        }
        data.subjects = subjects();
        return data;
    }

private:
    GridScope scope() const
    {
        const auto& choice = m_input.choice;
        return {
            m_hours.clusterName, choice.level, choice.level == Level::Dimension ? choice.dimension : DimensionKey()};
    }

    bool isCluster() const { return m_input.choice.level == Level::Cluster; }
    const HourGrid& gridOf(int subject) const
    {
        return isCluster() ? *m_hours.clusters[std::size_t(subject)].grid : *m_hours.subjects;
    }
    int indexOf(int subject) const { return isCluster() ? 0 : subject; }
    const HourPresence& presenceOf(int subject) const
    {
        return isCluster() ? m_hours.presences[std::size_t(subject)] : m_hours.presence;
    }
    const UsageOptions& optionsOf(int subject) const
    {
        return isCluster() ? m_hours.clusters[std::size_t(subject)].options : m_hours.options;
    }

    std::vector<Usage> usagesOf(int subject) const
    {
        return rollUp(gridOf(subject), indexOf(subject), m_input.buckets, presenceOf(subject), optionsOf(subject));
    }

    std::vector<double> valuesOf(int subject) const
    {
        if (m_metric == Metric::AverageAllocated || m_metric == Metric::Utilization) {
            return bucketValues(
                gridOf(subject), indexOf(subject), m_input.buckets, presenceOf(subject), m_metric, optionsOf(subject));
        }
        std::vector<double> values;
        values.reserve(m_input.buckets.size());
        for (const auto& usage : usagesOf(subject))
            values.push_back(bucketValue(usage, m_metric));
        return values;
    }

    /// The figure of all that are not shown, from their parts. GPU-hours and money add up over what is known, as in
    /// sumOf(); a mean of GPUs or workloads needs all of them.
    std::vector<double> otherValues() const
    {
        std::vector<ExactSum> sums(m_input.buckets.size());
        std::vector<WeightedMean> means(m_input.buckets.size());
        std::vector<std::size_t> known(m_input.buckets.size(), 0);
        const bool weighted = m_metric == Metric::Utilization;
        for (const auto i : m_rest) {
            const int subject = m_ranked[i].subject;
            if (weighted) {
                const auto usages = usagesOf(subject);
                for (std::size_t b = 0; b < usages.size(); ++b)
                    means[b].add(usages[b].measuredGpuHours, usages[b].utilization);
                continue;
            }
            const auto values = valuesOf(subject);
            for (std::size_t b = 0; b < values.size(); ++b) {
                if (isKnown(values[b])) {
                    sums[b].add(values[b]);
                    ++known[b];
                }
            }
        }
        const auto enough = addsUp(m_metric) ? 1 : m_rest.size();
        std::vector<double> values;
        for (std::size_t b = 0; b < sums.size(); ++b)
            values.push_back(weighted ? means[b].value() : known[b] >= enough ? sums[b].value() : unknown);
        return values;
    }

    bool showsOther() const { return m_input.choice.other && !m_rest.empty() && hasOther(m_metric); }
    QString otherName() const { return Text::tr("Other (%1)").arg(formatFigure(double(m_rest.size()), Unit::Count)); }

    TimeSeriesData series(bool stacked) const
    {
        const bool steps = metricUnit(m_metric) == Unit::Gpus || metricUnit(m_metric) == Unit::Count;
        auto data = timeAxis(m_input.buckets, m_hours.range, m_input.zone, metricUnit(m_metric), steps && !stacked);
        data.scope = scope();
        data.stacked = stacked;
        const bool share = stacked && m_input.choice.share;
        for (const auto i : m_shown) {
            const auto& ranked = m_ranked[i];
            SeriesValue line;
            line.key = QString::fromStdString(ranked.name);
            line.name = displayName(ranked.name);
            line.colorKey = entityColorKey(m_hours.clusterName, ranked.name);
            line.y = valuesOf(ranked.subject);

            line.subject = ranked.name;
            line.metric = share ? std::nullopt : std::optional(m_metric);
            data.series.push_back(std::move(line));
        }
        if (!m_rest.empty() && hasOther(m_metric) && (showsOther() || share)) {
            SeriesValue line;
            line.key = otherKey();
            line.name = otherName();
            line.role = Role::Other;
            line.y = otherValues();

            data.series.push_back(std::move(line));
        }
        if (share) {
            toShares(data);
            if (!showsOther() && !m_rest.empty())
                data.series.pop_back();
        }
        return data;
    }

    /// Each value in percent of the sum of its bucket; unknown where one of them is.
    static void toShares(TimeSeriesData& data)
    {
        data.unit = Unit::Percent;
        for (std::size_t b = 0; b < data.t.size(); ++b) {
            ExactSum sum;
            bool known = true;
            for (const auto& line : data.series) {
                known = known && isKnown(line.y[b]);
                sum.add(isKnown(line.y[b]) ? line.y[b] : 0);
            }
            for (auto& line : data.series)
                line.y[b] = known ? sharePercent(line.y[b], sum.value()) : unknown;
        }
    }

    HeatmapData heatmapOf(const TimeSeriesData& lines) const
    {
        HeatmapData data;
        data.unit = lines.unit;
        data.t = lines.t;
        data.end = lines.end;
        data.zone = lines.zone;
        data.metric = m_metric;
        data.scope = scope();
        double high = 0;
        for (const auto& line : lines.series) {
            data.rows.push_back(line.name);
            data.subjects.push_back(line.subject);
            data.cells.insert(data.cells.end(), line.y.begin(), line.y.end());
            for (const double value : line.y)
                high = std::fmax(high, value);
        }
        data.low = 0;
        data.high = data.unit == Unit::Percent ? std::max(100.0, high) : std::max(high, 1e-9);
        return data;
    }

    BarData bars() const
    {
        std::vector<RankedSubject> shown;
        for (const auto i : m_shown)
            shown.push_back(m_ranked[i]);
        BarData data = rankingBars(shown, m_metric, int(shown.size()), false, m_hours.clusterName);
        if (!showsOther())
            return data;
        std::vector<RankedSubject> rest(1);
        rest.front().name = "other";
        rest.front().usage = restUsage();
        auto other = rankingBars(rest, m_metric, 1, false, m_hours.clusterName).bars.front();
        other.key = otherKey();
        other.label = otherName();
        other.isOther = true;
        data.bars.push_back(std::move(other));
        return data;
    }

    Usage restUsage() const
    {
        std::vector<Usage> parts;
        for (const auto i : m_rest)
            parts.push_back(m_ranked[i].usage);
        return sumOf(parts);
    }

    Table subjects() const
    {
        Table table;
        table.title = m_input.subjectTitle;
        table.zone = m_input.zone;
        table.scope = scope();
        table.range = m_hours.range;
        table.columns = {{QStringLiteral("rank"), Text::tr("#"), CellKind::Number, Unit::Count},
            {QStringLiteral("name"), m_input.subjectTitle, CellKind::Text, Unit::None}};
        std::vector<Metric> figures{m_metric};
        for (const auto metric :
            {Metric::AverageAllocated, Metric::GpuHours, Metric::IdleGpuHours, Metric::Utilization}) {
            if (metric != m_metric)
                figures.push_back(metric);
        }
        for (const auto metric : figures)
            table.columns.push_back(
                {metricId(metric), metricName(metric), CellKind::Number, metricUnit(metric), metric});
        const bool parts = stacksUp(m_metric);
        ExactSum whole;
        if (parts) {
            table.columns.push_back(
                {QStringLiteral("part"), Text::tr("Part of the sum"), CellKind::Number, Unit::Percent});
            for (const auto& ranked : m_ranked) {
                const double value = metricValue(ranked.usage, m_metric);
                whole.add(isKnown(value) ? value : 0);
            }
        }
        table.rows.reserve(m_ranked.size());
        for (const auto& ranked : m_ranked) {
            TableRow row;
            row.key = QString::fromStdString(ranked.name);
            row.subject = ranked.name;
            row.cells = {double(ranked.rank), QString::fromStdString(ranked.name)};
            for (const auto metric : figures)
                row.cells.push_back(number(metricValue(ranked.usage, metric)));
            if (parts)
                row.cells.push_back(number(sharePercent(metricValue(ranked.usage, m_metric), whole.value())));
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    const ExploreInput& m_input;
    const ExploreHours& m_hours;
    const Metric m_metric;
    const std::vector<RankedSubject> m_ranked;
    std::vector<std::size_t> m_shown, m_rest; ///< of m_ranked
};

} // namespace

ExploreChart ExploreChoice::drawn() const
{
    return chart == ExploreChart::Areas && !stacksUp(metric) ? ExploreChart::Lines : chart;
}

QString exploreChartId(ExploreChart chart)
{
    return QString::fromLatin1(chartIds[std::size_t(chart)]);
}

ExploreChoice exploreChoice(const QMap<QString, QString>& view)
{
    ExploreChoice choice;
    const auto text = [&view](const char* name) {
        return view.value(QStringLiteral("explore.") + QString::fromLatin1(name));
    };
    if (const auto level = levelFromId(text("level"))) {
        choice.level = level->level;
        choice.dimension = level->dimension;
    }
    const auto metrics = exploreMetrics(choice.level, true);
    if (const auto metric = metricFromId(text("metric"));
        metric && std::ranges::find(metrics, *metric) != metrics.end())
        choice.metric = *metric;
    if (const auto at = std::ranges::find(chartIds, text("chart").toStdString()); at != chartIds.end())
        choice.chart = ExploreChart(at - chartIds.begin());
    if (const QString top = text("top"); top == u"selected")
        choice.top = 0;
    else if (const int count = top.toInt(); count == 5 || count == 20 || count == 50)
        choice.top = count;
    choice.other = text("other") != u"no";
    choice.share = text("share") == u"yes";
    return choice;
}

std::vector<Metric> exploreMetrics(Level level, bool priced)
{
    std::vector<Metric> metrics{Metric::AverageAllocated, Metric::PeakAllocated, Metric::Utilization,
        Metric::MeanUtilization, Metric::PeakUtilization, Metric::LowestUtilization, Metric::P50, Metric::P95,
        Metric::GpuHours, Metric::UsedGpuHours, Metric::IdleGpuHours, Metric::IdleBelowGpuHours,
        Metric::UnknownGpuHours};
    if (level != Level::Workload)
        metrics.push_back(Metric::ActiveWorkloads);
    if (level == Level::Cluster) {
        for (const auto metric : {Metric::AllocationRate, Metric::CapacityGpuHours, Metric::UnallocatedGpuHours,
                 Metric::OverallocatedGpuHours, Metric::Coverage})
            metrics.push_back(metric);
    }
    if (priced) {
        metrics.push_back(Metric::Cost);
        metrics.push_back(Metric::IdleCost);
    }
    return metrics;
}

bool stacksUp(Metric metric)
{
    return addsUp(metric) || metric == Metric::AverageAllocated || metric == Metric::ActiveWorkloads;
}

bool hasOther(Metric metric)
{
    return stacksUp(metric) || metric == Metric::Utilization;
}

void prepare(ExploreHours& hours)
{
    const auto from = hours.range.firstHour(), to = hours.range.endHour();
    if (hours.clusters.empty()) {
        hours.presence = HourPresence(*hours.cluster);
        hours.usages.names = hours.subjects->subjects();
        hours.usages.usages = usageOfAll(*hours.subjects, from, to, hours.presence, hours.options);
        return;
    }
    for (const auto& part : hours.clusters) {
        const auto& presence = hours.presences.emplace_back(*part.grid);
        hours.usages.names.push_back(part.cluster);
        hours.usages.usages.push_back(
            part.grid->subjectCount() > 0 ? usageOf(*part.grid, 0, from, to, presence, part.options) : Usage());
    }
}

ExploreData exploreOf(const ExploreInput& input)
{
    return Exploration(input).data();
}

} // namespace atlas
