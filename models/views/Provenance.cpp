// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Provenance.h"

#include "models/analysis/Clusters.h"
#include "models/analysis/Format.h"
#include "models/analysis/Ranking.h"
#include "models/domain/Endpoints.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Provenance)
};

/// All digits that mean something, not the few that a page has room for.
QString exact(double value)
{
    constexpr int digits = 12;
    return isKnown(value) ? QLocale().toString(value, 'g', digits) : QStringLiteral("—");
}

QString hoursText(int hours)
{
    return QLocale().toString(hours);
}

/// The endpoint that rows of a level come from.
std::string_view endpointOf(Level level)
{
    switch (level) {
    case Level::Cluster:
        return endpoints::clusterHours;
    case Level::Namespace:
        return endpoints::namespaceHours;
    case Level::Dimension:
        return endpoints::labelHours;
    case Level::Workload:
        return endpoints::workloadHours;
    }
    return {};
}

/// Which fetch brought an hour.
class Fetches
{
public:
    Fetches(const std::vector<CoverageEntry>& ledger, const GridScope& scope)
    {
        const auto endpoint = endpointOf(scope.level);
        for (const auto& entry : ledger) {
            const bool sameKey =
                scope.level != Level::Dimension || (entry.dimension && *entry.dimension == scope.dimension);
            if (entry.endpoint == endpoint && sameKey)
                m_entries.push_back(&entry);
        }
        std::ranges::sort(m_entries, {}, [](const auto* entry) { return entry->range.from; });
    }
    const CoverageEntry* at(Instant hour) const
    {
        const auto next = std::ranges::upper_bound(m_entries, hour, {}, [](const auto* e) { return e->range.from; });
        if (next == m_entries.begin())
            return nullptr;
        const auto* entry = *std::prev(next);
        return entry->range.contains(hour) ? entry : nullptr;
    }

private:
    std::vector<const CoverageEntry*> m_entries; ///< by time; they do not overlap
};

/// A figure of the rows that a page would not show: what a column of the table holds.
struct RowColumn
{
    Column column;
    const char* id;
    QString title;
    Unit unit;
};

std::vector<RowColumn> rowColumns(const HourGrid& grid)
{
    const RowColumn all[] = {{Column::Allocated, "allocated", Text::tr("Allocated a"), Unit::Gpus},
        {Column::Capacity, "capacity", Text::tr("Capacity c"), Unit::Gpus},
        {Column::Utilization, "utilization", Text::tr("Utilisation u"), Unit::Percent},
        {Column::MinUtilization, "min_utilization", Text::tr("Lowest"), Unit::Percent},
        {Column::MaxUtilization, "max_utilization", Text::tr("Highest"), Unit::Percent},
        {Column::ActiveWorkloads, "active_workloads", Text::tr("Active workloads"), Unit::Count}};
    std::vector<RowColumn> there;
    std::ranges::copy_if(
        all, std::back_inserter(there), [&grid](const RowColumn& column) { return grid.has(column.column); });
    return there;
}

/// The hours of a range, or those of them that an hour of the week is.
std::vector<HourIndex> hoursOf(const FigureRef& figure)
{
    std::vector<HourIndex> hours;
    const auto week = figure.hourOfWeek.value_or(HourOfWeek{});
    const QTimeZone zone(QByteArray::fromStdString(week.zone));
    for (HourIndex hour = figure.range.firstHour(); hour < figure.range.endHour(); ++hour) {
        const auto local = QDateTime::fromSecsSinceEpoch(hourStart(hour).time_since_epoch().count(), zone);
        if (!figure.hourOfWeek || (local.date().dayOfWeek() == week.day && local.time().hour() == week.hour))
            hours.push_back(hour);
    }
    return hours;
}

/// The grid as if it had rows in these hours only.
GridPtr inHours(const GridPtr& grid, const std::vector<HourIndex>& hours)
{
    auto only = std::make_shared<HourGrid>(grid->scope(), grid->firstHour(), grid->hours(), grid->subjects());
    for (std::size_t c = 0; c < columnCount; ++c) {
        if (!grid->has(Column(c)))
            continue;
        only->mutableColumn(Column(c));
        for (int subject = 0; subject < grid->subjectCount(); ++subject) {
            const auto from = grid->series(Column(c), subject);
            const auto to = only->mutableSeries(Column(c), subject);
            for (const auto hour : hours) {
                const auto at = std::int64_t(hour) - grid->firstHour();
                if (at >= 0 && at < grid->hours())
                    to[std::size_t(at)] = from[std::size_t(at)];
            }
        }
    }
    return only;
}

/// The input with what the figure leaves out taken away.
ProvenanceInput narrowed(ProvenanceInput input, const std::vector<HourIndex>& hours)
{
    if (input.figure.idleThreshold)
        input.options.idleThreshold = *input.figure.idleThreshold;
    if (!input.figure.hourOfWeek)
        return input;
    const bool same = input.clusterGrid == input.grid;
    input.grid = inHours(input.grid, hours);
    input.clusterGrid = same ? input.grid : inHours(input.clusterGrid, hours);
    return input;
}

class Builder
{
public:
    explicit Builder(const ProvenanceInput& input)
        : m_hours(hoursOf(input.figure))
        , m_input(narrowed(input, m_hours))
        , m_range(input.figure.range)
        , m_zone(input.zone)
        , m_presence(*m_input.clusterGrid)
        , m_subject(subjectIn(*m_input.grid))
        , m_ofCluster(input.figure.scope.level == Level::Cluster)
    {
        if (m_subject >= 0)
            m_usage = usageOf(*m_input.grid, m_subject, from(), to(), m_presence, m_input.options);
    }

    Provenance build()
    {
        const auto metric = m_input.figure.metric;
        m_made.name = metricName(metric);
        m_made.about = aboutText();
        m_made.range = formatRange(m_range, m_zone);
        if (const auto& week = m_input.figure.hourOfWeek) {
            m_made.range = Text::tr("%1, %2:00 to %3:00 of each week · %4", "a day of the week, hours, a time range")
                               .arg(QLocale().standaloneDayName(week->day))
                               .arg(week->hour, 2, 10, QLatin1Char('0'))
                               .arg(week->hour + 1, 2, 10, QLatin1Char('0'))
                               .arg(m_made.range);
        }
        m_made.definition = metricDefinition(metric);
        const auto basis = m_ofCluster ? m_input.options.basis : UtilizationBasis::Allocated;
        m_made.formula = metricFormula(metric, basis);
        m_made.unit = metricUnit(metric);
        if (metric == Metric::Share)
            measureShare();
        else if (m_subject >= 0)
            m_made.value = bucketValue(m_usage, metric);
        m_made.valueText = formatWithUnit(m_made.value, m_made.unit);
        m_made.exactText =
            exact(m_made.value) + u' ' + (m_made.unit == Unit::Money ? m_input.currency : unitName(m_made.unit));
        if (m_made.unit == Unit::Money)
            m_made.valueText = m_made.valueText + u' ' + m_input.currency;
        countRows();
        m_made.worked = workedOut(metric);
        addInputs(metric);
        return std::move(m_made);
    }

private:
    HourIndex from() const { return m_range.firstHour(); }
    HourIndex to() const { return m_range.endHour(); }

    int subjectIn(const HourGrid& grid) const
    {
        const bool theOnlyOne = m_input.figure.scope.level == Level::Cluster;
        if (theOnlyOne)
            return grid.subjectCount() > 0 ? 0 : -1;
        return grid.indexOf(m_input.figure.subject);
    }
    /// Likewise in the rows of one of several clusters, where the figure names it "cluster/subject".
    int subjectIn(const ProvenanceInput::Source& source) const
    {
        if (m_ofCluster || m_input.sources.size() == 1)
            return subjectIn(*source.grid);
        const auto& name = m_input.figure.subject;
        const auto prefix = qualifiedName(source.cluster, {});
        return name.starts_with(prefix) ? source.grid->indexOf(name.substr(prefix.size())) : -1;
    }

    QString aboutText() const
    {
        const auto& figure = m_input.figure;
        if (figure.scope.level == Level::Cluster)
            return m_input.clusterName;
        auto name = displayName(figure.subject);
        if (figure.scope.level == Level::Dimension)
            name = QStringLiteral("%1 = %2").arg(displayName(figure.scope.dimension.key), name);
        return name + QStringLiteral(" · ") + m_input.clusterName;
    }

    void measureShare()
    {
        const auto ranked = rankSubjects(
            {m_input.grid.get(), from(), to(), nullptr, 0, 0, &m_presence, m_input.options}, Metric::GpuHours);
        ExactSum all;
        for (const auto& subject : ranked) {
            all.add(subject.usage.gpuHours);
            if (subject.name == m_input.figure.subject)
                m_made.value = subject.share;
        }
        m_sumOfAll = all.value();
    }

    /// The table of the rows, hour by hour and cluster by cluster; counts what the formulas need on the way.
    void countRows()
    {
        auto& table = m_made.rows;
        table.title = m_made.name;
        table.zone = m_input.zone;
        const bool several = m_input.sources.size() > 1;
        const auto columns = rowColumns(*m_input.grid);
        table.columns.push_back({QStringLiteral("time"), Text::tr("Hour"), CellKind::Time});
        table.columns.push_back({QStringLiteral("fetched_at"), Text::tr("Fetched at"), CellKind::Time});
        if (several)
            table.columns.push_back({QStringLiteral("cluster"), Text::tr("Cluster")});
        for (const auto& column : columns)
            table.columns.push_back({QLatin1StringView(column.id), column.title, CellKind::Number, column.unit});
        table.columns.push_back({QStringLiteral("counted"), Text::tr("Counted")});
        table.columns.push_back({QStringLiteral("request"), Text::tr("Request")});
        for (const HourIndex hour : m_hours) {
            const auto counted = countHour(hour);
            for (const auto& source : m_input.sources) {
                if (several && !m_ofCluster && subjectIn(source) < 0)
                    continue;
                addRow(source, hour, several, columns, counted);
            }
        }
    }

    /// How an hour came into the figure.
    QString countHour(HourIndex hour)
    {
        if (!m_presence.contains(hour))
            return Text::tr("no: the cluster has no row");
        if (m_subject < 0)
            return Text::tr("as 0: no row");
        const auto usage = usageOf(*m_input.grid, m_subject, hour, hour + 1, m_presence, m_input.options);
        m_knownUtilization += isKnown(usage.meanUtilization) ? 1 : 0;
        if (usage.hoursPresent == 0)
            return Text::tr("as 0: no row");
        if (usage.outOfRangeHours > 0)
            return Text::tr("in part: a value cannot be");
        if (!isKnown(usage.averageWhilePresent))
            return Text::tr("in part: a is unknown");
        if (!isKnown(usage.meanUtilization))
            return Text::tr("in part: u is unknown");
        return Text::tr("yes");
    }

    void addRow(const ProvenanceInput::Source& source, HourIndex hour, bool several,
        const std::vector<RowColumn>& columns, const QString& counted)
    {
        const auto& grid = *source.grid;
        const int subject = subjectIn(source);
        const auto at = hour - grid.firstHour();
        const bool inside = subject >= 0 && at >= 0 && at < grid.hours();
        TableRow row;
        row.key = QString::number(hour) + u'/' + QString::fromStdString(source.cluster);
        const auto* entry = fetchesOf(source).at(hourStart(hour));
        const bool fetched = entry && !entry->request.empty();
        row.cells.emplace_back(hourStart(hour));
        row.cells.push_back(
            fetched ? Cell(std::chrono::floor<std::chrono::seconds>(entry->fetchedAt)) : Cell(std::monostate()));
        if (several)
            row.cells.emplace_back(QString::fromStdString(source.cluster));
        for (const auto& column : columns) {
            const auto series = inside ? grid.series(column.column, subject) : std::span<const double>();
            row.cells.emplace_back(series.empty() ? unknown : series[std::size_t(at)]);
        }
        row.cells.emplace_back(counted);
        row.cells.push_back(fetched ? Cell(QString::fromStdString(entry->request)) : Cell(std::monostate()));
        if (fetched) {
            const auto stamp = std::chrono::floor<std::chrono::seconds>(entry->fetchedAt);
            m_firstFetch = std::min(m_firstFetch.value_or(stamp), stamp);
            m_lastFetch = std::max(m_lastFetch.value_or(stamp), stamp);
        }
        m_made.rows.rows.push_back(std::move(row));
    }

    const Fetches& fetchesOf(const ProvenanceInput::Source& source)
    {
        const auto index = std::size_t(&source - m_input.sources.data());
        while (m_fetches.size() <= index)
            m_fetches.emplace_back(m_input.sources[m_fetches.size()].ledger, m_input.figure.scope);
        return m_fetches[index];
    }

    QString workedOut(Metric metric) const
    {
        const auto ratio = [](double above, double below) -> QString {
            return exact(above) + QStringLiteral(" / ") + exact(below);
        };
        const auto hundredTimes = [&ratio](double above, double below) -> QString {
            return QStringLiteral("100 · ") + ratio(above, below);
        };
        if (!isKnown(m_made.value))
            return {};
        switch (metric) {
        case Metric::Utilization:
            return ratio(m_usage.utilization * m_usage.measuredGpuHours, m_usage.measuredGpuHours);
        case Metric::AverageAllocated:
            return ratio(m_usage.gpuHours, hoursOfAverage());
        case Metric::ActiveWorkloads:
            return ratio(m_usage.meanActiveWorkloads * m_usage.activeHours, m_usage.activeHours);
        case Metric::AllocationRate:
            return hundredTimes(m_usage.ratedGpuHours, m_usage.ratedCapacityGpuHours);
        case Metric::MeanUtilization:
            return ratio(m_usage.meanUtilization * m_knownUtilization, m_knownUtilization);
        case Metric::Coverage:
            return hundredTimes(m_usage.clusterHours, m_usage.hoursExpected);
        case Metric::Share:
            return hundredTimes(m_usage.gpuHours, m_sumOfAll);
        case Metric::Cost:
            return exact(m_usage.gpuHours) + QStringLiteral(" · ") + exact(m_usage.pricePerGpuHour);
        case Metric::IdleCost:
            return exact(m_usage.idleGpuHours) + QStringLiteral(" · ") + exact(m_usage.pricePerGpuHour);
        case Metric::IdleGpuHours:
            return exact(m_usage.usedGpuHours + m_usage.idleGpuHours) + QStringLiteral(" − ")
                + exact(m_usage.usedGpuHours);
        case Metric::P50:
        case Metric::P95:
            return Text::tr("n = %1, value at %2 of the sorted list (from 0)")
                .arg(m_knownUtilization)
                .arg(int(std::floor((m_knownUtilization - 1) * (metric == Metric::P50 ? 0.5 : 0.95))));
        case Metric::PeakAllocated:
            return Text::tr("in the hour of %1").arg(formatInstant(m_usage.peakAllocated.hour, m_zone));
        case Metric::PeakUtilization:
            return Text::tr("in the hour of %1").arg(formatInstant(m_usage.peakUtilization.hour, m_zone));
        default:
            return {}; // a plain sum: the formula says it
        }
    }

    double hoursOfAverage() const
    {
        const double average = m_usage.averageAllocated;
        return average > 0 ? std::round(m_usage.gpuHours / average) : m_usage.clusterHours;
    }

    void add(const QString& name, const QString& value) { m_made.inputs.push_back({name, value}); }
    void addSum(const QString& name, double gpuHours) { add(name, exact(gpuHours) + u' ' + unitName(Unit::GpuHours)); }

    void addInputs(Metric metric)
    {
        if (m_subject < 0) {
            add(Text::tr("Rows in the range"), Text::tr("none"));
        } else {
            addSum(Text::tr("Σ a, allocated"), m_usage.gpuHours);
            addSum(Text::tr("Used"), m_usage.usedGpuHours);
            addSum(Text::tr("Held idle"), m_usage.idleGpuHours);
            addSum(Text::tr("Of unknown use"), m_usage.unknownGpuHours);
            if (m_usage.capacityGpuHours > 0)
                addSum(m_ofCluster ? Text::tr("Σ c, capacity") : Text::tr("Σ c, quota"), m_usage.capacityGpuHours);
            if (m_ofCluster) {
                addSum(Text::tr("Unallocated"), m_usage.unallocatedGpuHours);
                if (m_usage.overallocatedGpuHours > 0)
                    addSum(Text::tr("Allocated above the capacity"), m_usage.overallocatedGpuHours);
            }
        }
        const int inRange = int(m_hours.size());
        const int withData = m_presence.count(from(), to());
        add(Text::tr("Hours of the range"), hoursText(inRange));
        add(Text::tr("Hours counted: the cluster has data"), hoursText(withData));
        if (m_subject >= 0) {
            if (!m_ofCluster)
                add(Text::tr("Hours with a row of its own"), hoursText(m_usage.hoursPresent));
            add(Text::tr("Hours whose utilisation is unknown"), hoursText(m_usage.hoursPresent - m_knownUtilization));
            if (m_usage.outOfRangeHours > 0)
                add(Text::tr("Rows with a value that cannot be"), hoursText(m_usage.outOfRangeHours));
            if (m_usage.allZeroHours > 0)
                add(Text::tr("All-zero hours"),
                    m_input.options.zeroHoursAreUnknown ? Text::tr("%1, taken as unknown").arg(m_usage.allZeroHours)
                                                        : Text::tr("%1, taken as measured").arg(m_usage.allZeroHours));
        }
        add(Text::tr("Coverage"), formatWithUnit(sharePercent(withData, inRange), Unit::Percent));
        if (m_input.figure.hourOfWeek && metric == Metric::IdleGpuHours && m_knownUtilization > 0)
            add(Text::tr("Mean of the hours in which it is known"),
                formatWithUnit(m_usage.idleGpuHours / m_knownUtilization, Unit::Gpus));
        if (metric == Metric::IdleBelowGpuHours)
            add(Text::tr("Threshold t"), formatWithUnit(m_input.options.idleThreshold, Unit::Percent));
        if (m_ofCluster)
            add(Text::tr("Utilisation is measured"),
                m_input.options.basis == UtilizationBasis::AllGpus ? Text::tr("over all GPUs")
                                                                   : Text::tr("over the allocated GPUs"));
        if (m_made.unit == Unit::Money)
            add(Text::tr("Price of a GPU-hour"), exact(m_input.options.pricePerGpuHour) + u' ' + m_input.currency);
        if (m_firstFetch) {
            add(Text::tr("Fetched"),
                *m_firstFetch == *m_lastFetch
                    ? formatInstant(*m_lastFetch, m_zone)
                    : Text::tr("%1 to %2")
                          .arg(formatInstant(*m_firstFetch, m_zone), formatInstant(*m_lastFetch, m_zone)));
        } else {
            add(Text::tr("Fetched"), Text::tr("by no request that is known: imported or simulated"));
        }
    }

    const std::vector<HourIndex> m_hours; ///< of the figure
    const ProvenanceInput m_input;
    TimeRange m_range;
    QTimeZone m_zone;
    HourPresence m_presence;
    int m_subject = -1;
    bool m_ofCluster = false;
    Usage m_usage;
    Provenance m_made;
    double m_sumOfAll = unknown;
    int m_knownUtilization = 0; ///< hours
    std::vector<Fetches> m_fetches; ///< by source
    std::optional<Instant> m_firstFetch, m_lastFetch;
};

} // namespace

QString Provenance::text() const
{
    QStringList lines{name + QStringLiteral(" · ") + about, range,
        valueText == exactText ? valueText : valueText + QStringLiteral(" (") + exactText + QStringLiteral(")"),
        definition, worked.isEmpty() ? formula : formula + QStringLiteral(" = ") + worked};
    for (const auto& input : inputs)
        lines << input.name + QStringLiteral(": ") + input.value;
    return lines.join(u'\n');
}

Provenance provenanceOf(const ProvenanceInput& input)
{
    return Builder(input).build();
}

} // namespace atlas
