// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/SubjectComparison.h"

#include "models/analysis/Format.h"
#include "models/analysis/RollUp.h"
#include "models/views/Derive.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace atlas {
namespace {

constexpr int rankingBarCount = 10, groupCount = 8, lineCount = 5;
constexpr int sparklinePoints = 48;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::SubjectComparison)
};

/// The default value of a label stands behind all others, whatever it holds.
void setDefaultApart(BarData& bars, const std::string& defaultValue)
{
    if (defaultValue.empty())
        return;
    const QString key = QString::fromStdString(defaultValue);
    const auto it =
        std::find_if(bars.bars.begin(), bars.bars.end(), [&](const BarValue& bar) { return bar.key == key; });
    if (it == bars.bars.end())
        return;
    it->isOther = true;
    std::rotate(it, it + 1, bars.bars.end());
}

/// Allocated, used and held idle side by side. What is allocated is what could be used, so it has the neutral colour of
/// a capacity: next to "used" its own blue could not be told apart.
BarData groupsOf(const std::vector<RankedSubject>& ranked, const std::string& cluster)
{
    BarData groups = rankingBars(ranked, Metric::GpuHours, groupCount, false, cluster);
    for (std::size_t i = 0; i < groups.bars.size(); ++i) {
        const Usage& usage = ranked[i].usage;
        groups.bars[i].segments = {{Role::Capacity, Text::tr("Allocated"), usage.gpuHours},
            {Role::Used, Text::tr("Used"), usage.usedGpuHours},
            {Role::HeldIdle, Text::tr("Held idle"), usage.idleGpuHours}};
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
            sum += segment.value;
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

/// A namespace's quota: the newest capacity of its rows. Servers without quotas put 0 or the cluster's capacity there.
double quotaOf(const HourGrid& grid, int subject, const HourGrid& cluster)
{
    const auto quotas = grid.series(Column::Capacity, subject);
    const auto capacities =
        cluster.subjectCount() > 0 ? cluster.series(Column::Capacity, 0) : std::span<const double>();
    for (std::size_t i = quotas.size(); i-- > 0;) {
        if (!isKnown(quotas[i]))
            continue;
        const auto j = std::size_t(grid.firstHour() - cluster.firstHour()) + i;
        const bool isClusters = j < capacities.size() && capacities[j] == quotas[i];
        return quotas[i] > 0 && !isClusters ? quotas[i] : unknown;
    }
    return unknown;
}

Cell number(double value)
{
    return isKnown(value) ? Cell(value) : Cell();
}

class Comparison
{
public:
    explicit Comparison(const ComparisonInput& input)
        : m_input(input)
        , m_presence(*input.cluster)
        , m_from(input.range.firstHour())
        , m_to(input.range.endHour())
    {
    }

    ComparisonValues values()
    {
        ComparisonValues values;
        if (m_input.cluster->subjectCount() > 0)
            values.cluster = usageOf(*m_input.cluster, 0, m_from, m_to, m_presence, m_input.options);
        const RankingInput ranking{m_input.current.get(), m_from, m_to, m_input.previous.get(),
            m_input.previousRange.firstHour(), m_input.previousRange.endHour(), &m_presence, m_input.options};
        const auto ranked = rankSubjects(ranking, m_input.metric);
        const auto byGpuHours = m_input.metric == Metric::GpuHours ? ranked : rankSubjects(ranking, Metric::GpuHours);
        values.subjects = int(ranked.size());
        values.ranking = rankingBars(ranked, m_input.metric, rankingBarCount, true, m_input.clusterName);
        values.groups = groupsOf(byGpuHours, m_input.clusterName);
        values.shares = sharesOf(byGpuHours, m_input.clusterName);
        for (auto* bars : {&values.ranking, &values.groups, &values.shares})
            setDefaultApart(*bars, m_input.defaultValue);
        addLines(values, ranked);

        double attributed = 0;
        for (const auto& subject : ranked)
            attributed += subject.usage.gpuHours;
        values.unattributedGpuHours = values.cluster.gpuHours - attributed;
        fillTable(values, ranked, goneSubjects(ranking, m_input.metric));
        return values;
    }

private:
    void addLines(ComparisonValues& values, const std::vector<RankedSubject>& ranked)
    {
        values.gpus = timeAxis(m_input.buckets, m_input.range, m_input.zone, Unit::Gpus, true);
        values.utilization = timeAxis(m_input.buckets, m_input.range, m_input.zone, Unit::Percent);
        for (std::size_t i = 0; i < ranked.size() && i < lineCount; ++i) {
            const auto usages =
                rollUp(*m_input.current, ranked[i].subject, m_input.buckets, m_presence, m_input.options);
            SeriesValue line;
            line.key = QString::fromStdString(ranked[i].name);
            line.name = displayName(ranked[i].name);
            line.colorKey = entityColorKey(m_input.clusterName, ranked[i].name);
            // An absent subject holds nothing in an hour that the cluster has: 0, not a gap.
            for (const auto& usage : usages)
                line.y.push_back(usage.averageAllocated);
            values.gpus.series.push_back(line);
            line.y = valuesOf(usages, [](const Usage& usage) { return usage.utilization; });
            values.utilization.series.push_back(std::move(line));
        }
    }

    void fillTable(
        ComparisonValues& values, const std::vector<RankedSubject>& ranked, const std::vector<RankedSubject>& gone)
    {
        Table& table = values.table;
        table.title = m_input.subjectTitle;
        table.zone = m_input.zone;
        const auto column = [&table](const char* id, const QString& title, CellKind kind, Unit unit = Unit::None) {
            table.columns.push_back({QString::fromLatin1(id), title, kind, unit});
        };
        // What matters most stands first: a small window shows the columns up to the trend.
        column("rank", Text::tr("#"), CellKind::Number, Unit::Count);
        column("name", m_input.subjectTitle, CellKind::Text);
        column("gpu_hours", Text::tr("Allocated"), CellKind::Number, Unit::GpuHours);
        column("share", Text::tr("Share"), CellKind::Number, Unit::Percent);
        column("change", Text::tr("Change"), CellKind::Change, Unit::Percent);
        column("idle", Text::tr("Held idle"), CellKind::Number, Unit::GpuHours);
        column("utilization", Text::tr("Utilisation"), CellKind::Number, Unit::Percent);
        column("trend", Text::tr("GPUs over time"), CellKind::Sparkline);
        column("rank_change", Text::tr("Moved"), CellKind::Change, Unit::Count);
        column("used", Text::tr("Used"), CellKind::Number, Unit::GpuHours);
        column("average", Text::tr("Average"), CellKind::Number, Unit::Gpus);
        column("peak", Text::tr("Peak"), CellKind::Number, Unit::Gpus);
        column("quota", Text::tr("Quota"), CellKind::Number, Unit::Gpus);
        column("workloads", Text::tr("Workloads"), CellKind::Number, Unit::Count);
        column("coverage", Text::tr("Hours"), CellKind::Number, Unit::Percent);
        for (const auto& subject : ranked)
            addRow(table, subject);
        for (const auto& subject : gone)
            addRow(table, subject);
        std::stable_partition(table.rows.begin(), table.rows.end(), [](const TableRow& row) { return !row.setApart; });
        addUnattributed(table, values);
    }

    void addRow(Table& table, const RankedSubject& subject)
    {
        const Usage& usage = subject.usage;
        const bool present = subject.subject >= 0;
        const auto change =
            changeOf(usage.gpuHours, subject.previous.hoursPresent > 0 ? subject.previous.gpuHours : unknown);
        // New is only what a period with data did not have.
        const bool isNew = change.isNew() && subject.previous.hoursPresent == 0
            && m_presence.count(m_input.previousRange.firstHour(), m_input.previousRange.endHour()) > 0;
        std::vector<double> trend;
        if (present) {
            for (const auto& part :
                rollUp(*m_input.current, subject.subject, sparklineSpans(m_input.range), m_presence, m_input.options))
                trend.push_back(part.averageAllocated);
        }
        TableRow row;
        row.key = QString::fromStdString(subject.name);
        row.setApart = !m_input.defaultValue.empty() && subject.name == m_input.defaultValue;
        row.cells = {subject.rank > 0 ? Cell(double(subject.rank)) : Cell(), Cell(displayName(subject.name)),
            number(usage.gpuHours), number(subject.share), isNew ? Cell(Text::tr("new")) : number(change.percent),
            number(usage.idleGpuHours), number(usage.utilization), Cell(trend),
            subject.previousRank > 0 && present ? Cell(double(subject.rankChange())) : Cell(),
            number(usage.usedGpuHours), number(usage.averageAllocated), number(usage.peakAllocated.value),
            present ? number(quotaOf(*m_input.current, subject.subject, *m_input.cluster)) : Cell(),
            number(usage.meanActiveWorkloads),
            m_to > m_from ? Cell(100.0 * usage.hoursPresent / (m_to - m_from)) : Cell()};
        table.rows.push_back(std::move(row));
    }

    /// What the cluster allocated beyond its subjects is a row of its own, so that the column adds up to the cluster.
    void addUnattributed(Table& table, const ComparisonValues& values)
    {
        constexpr double noise = 1e-6; // of the cluster's GPU-hours: rounding, not GPUs
        if (!m_input.unattributedRow || !(std::abs(values.unattributedGpuHours) > noise * values.cluster.gpuHours))
            return;
        TableRow row;
        row.key = otherKey();
        row.setApart = true;
        row.cells.resize(table.columns.size());
        row.cells[1] = Text::tr("Unattributed");
        row.cells[2] = values.unattributedGpuHours;
        table.rows.push_back(std::move(row));
    }

    const ComparisonInput& m_input;
    const HourPresence m_presence;
    const HourIndex m_from, m_to;
};

} // namespace

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

} // namespace atlas
