// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Compare.h"

#include "models/analysis/Format.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/RollUp.h"
#include "models/views/CompareText.h"
#include "models/views/Derive.h"
#include "models/views/SubjectComparison.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr std::size_t mostContributors = 8;
/// Below this share of what was used a difference is rounding.
constexpr double noise = 1e-9;
/// Below this share of the change nobody looks for it: what is seldom there has no bar then.
constexpr double worthABar = 1e-3;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Compare)
};

constexpr Metric figureMetrics[] = {Metric::UsedGpuHours, Metric::GpuHours, Metric::IdleGpuHours,
    Metric::UnallocatedGpuHours, Metric::CapacityGpuHours, Metric::Utilization, Metric::AllocationRate,
    Metric::AverageAllocated, Metric::PeakAllocated, Metric::Coverage, Metric::Cost};

/// Of two clusters, before those: per GPU of capacity.
constexpr Metric perCapacityMetrics[] = {Metric::UsedGpuHours, Metric::GpuHours, Metric::IdleGpuHours,
    Metric::UnallocatedGpuHours, Metric::UnknownGpuHours, Metric::PeakAllocated};

double overlayValue(OverlayFigure figure, bool perCapacity, const Usage& usage)
{
    switch (figure) {
    case OverlayFigure::Used:
        return perCapacity ? percentOfCapacity(usage, Metric::UsedGpuHours) : meanUsedGpus(usage);
    case OverlayFigure::Allocated:
        return perCapacity ? usage.allocationRate : usage.averageAllocated;
    case OverlayFigure::Utilization:
        return usage.utilization;
    case OverlayFigure::AllocationRate:
        return usage.allocationRate;
    }
    return unknown;
}

std::optional<Metric> overlayMetric(OverlayFigure figure)
{
    switch (figure) {
    case OverlayFigure::Allocated:
        return Metric::AverageAllocated;
    case OverlayFigure::Utilization:
        return Metric::Utilization;
    case OverlayFigure::AllocationRate:
        return Metric::AllocationRate;
    case OverlayFigure::Used:
        break;
    }
    return std::nullopt;
}

Unit unitOf(const CompareInput& in)
{
    return in.clusters ? Unit::Percent : Unit::GpuHours;
}

class Comparison
{
public:
    explicit Comparison(const CompareInput& input)
        : m_in(input)
        , m_laterPresence(*input.later.cluster)
        , m_earlierPresence(*input.earlier.cluster)
        , m_laterCompared(comparedHours(input, input.later))
        , m_earlierCompared(comparedHours(input, input.earlier))
    {
        m_values.aligned = alignPeriods(input.later.range, input.earlier.range, input.how, input.zone);
    }

    CompareValues values()
    {
        const auto later = period(m_in.later, m_values.aligned.later, m_laterCompared);
        const auto earlier = period(m_in.earlier, m_values.aligned.earlier, m_earlierCompared);
        m_values.later = whole(m_in.later, m_values.aligned.later, m_laterPresence);
        m_values.earlier = whole(m_in.earlier, m_values.aligned.earlier, m_earlierPresence);
        if (!m_values.hasLater() || !m_values.hasEarlier())
            return std::move(m_values);
        m_values.split =
            splitChange(earlier, later, m_in.clusters ? ChangeScale::PercentOfCapacity : ChangeScale::GpuHours);
        addOverlay();
        addFigures(later.cluster, earlier.cluster);
        if (!m_values.split.isEmpty()) {
            addCauses();
            addNamespaces(later, earlier);
        }
        m_values.sentences = compareSentences(m_in, m_values);
        return std::move(m_values);
    }

private:
    /// Per GPU of capacity what counts are the hours in which that is known.
    static HourPresence comparedHours(const CompareInput& input, const CompareSide& side)
    {
        return input.clusters ? HourPresence::ofKnownCapacity(*side.cluster) : HourPresence(*side.cluster);
    }

    static Usage whole(const CompareSide& side, TimeRange range, const HourPresence& presence)
    {
        return usageOf(*side.cluster, 0, range.firstHour(), range.endHour(), presence, side.options);
    }

    static UsedPeriod period(const CompareSide& side, TimeRange range, const HourPresence& presence)
    {
        return usedPeriod(*side.cluster, *side.namespaces, range, presence, side.options);
    }

    std::vector<double> line(const CompareSide& side, const HourGrid& grid, int subject,
        const std::vector<BucketSpan>& spans, const HourPresence& presence) const
    {
        std::vector<double> values;
        for (const auto& usage : rollUp(grid, subject, spans, presence, side.options)) {
            const bool there = subject >= 0 && usage.clusterHours > 0;
            values.push_back(there ? overlayValue(m_in.figure, m_in.clusters, usage) : unknown);
        }
        return values;
    }

    void addOverlay()
    {
        const auto buckets = cutBuckets(m_values.aligned.later, m_in.bucket, m_in.zone);
        std::vector<BucketSpan> before;
        for (const auto& bucket : buckets)
            before.push_back(m_values.aligned.earlierSpan(bucket));
        const bool isRate = m_in.figure == OverlayFigure::Utilization || m_in.figure == OverlayFigure::AllocationRate;
        const bool percent = m_in.clusters || isRate;
        auto& data = m_values.overlay;
        data = timeAxis(buckets, m_values.aligned.later, m_in.zone.id(), percent ? Unit::Percent : Unit::Gpus, false);
        const bool utilization = m_in.figure == OverlayFigure::Utilization;
        SeriesValue later{
            QStringLiteral("later"), m_in.later.name, utilization ? Role::Utilization : Role::Used, {}, {}, {}, {}};
        later.y = line(m_in.later, *m_in.later.cluster, 0, buckets, isRate ? m_laterPresence : m_laterCompared);
        later.metric = m_in.clusters ? std::nullopt : overlayMetric(m_in.figure);
        // Dashed and grey, as a capacity is: what there was before.
        SeriesValue earlier{QStringLiteral("earlier"), m_in.earlier.name, Role::Capacity, {}, {}, {}, {}};
        earlier.y =
            line(m_in.earlier, *m_in.earlier.cluster, 0, before, isRate ? m_earlierPresence : m_earlierCompared);
        data.series = {std::move(later), std::move(earlier)};
        if (!m_in.clusters)
            data.scope = GridScope{m_in.cluster, Level::Cluster, {}};
        if (!m_in.selected.empty() && m_in.figure != OverlayFigure::AllocationRate && !m_in.clusters)
            addSelected(buckets, before);
        m_values.overlayTable = tableOf(data, Text::tr("Over time"));
    }

    /// Twice the same colour: the chart draws the second one dashed.
    void addSelected(const std::vector<BucketSpan>& buckets, const std::vector<BucketSpan>& before)
    {
        const auto add = [this](const char* key, const QString& name, const CompareSide& side,
                             const std::vector<BucketSpan>& spans, const HourPresence& presence) {
            const int subject = side.namespaces->indexOf(m_in.selected);
            SeriesValue series{QString::fromLatin1(key), name, Role::Category, {}, {}, {}, {}};
            series.colorKey = entityColorKey(m_in.cluster, m_in.selected);
            series.y = line(side, *side.namespaces, subject, spans, presence);
            m_values.overlay.series.push_back(std::move(series));
        };
        const QString name = displayName(m_in.selected);
        add("selected", name, m_in.later, buckets, m_laterPresence);
        add("selected.earlier", Text::tr("%1, earlier").arg(name), m_in.earlier, before, m_earlierPresence);
    }

    /// Short, as the table has many columns.
    static QString columnName(Metric metric)
    {
        switch (metric) {
        case Metric::UsedGpuHours:
            return Text::tr("Used");
        case Metric::GpuHours:
            return Text::tr("Allocated");
        case Metric::IdleGpuHours:
            return Text::tr("Held idle");
        case Metric::UnallocatedGpuHours:
            return Text::tr("Unallocated");
        case Metric::UnknownGpuHours:
            return Text::tr("Unknown");
        case Metric::CapacityGpuHours:
            return Text::tr("Capacity");
        default:
            return metricName(metric);
        }
    }

    /// A row a period or cluster, a column a figure; below them the change and the change in percent. Of clusters
    /// first what they have per GPU of capacity, then how much that is.
    void addFigures(const Usage& laterCompared, const Usage& earlierCompared)
    {
        Table& table = m_values.figures;
        table.title = m_in.clusters ? Text::tr("Figures per GPU of capacity, and in all") : Text::tr("Figures");
        table.zone = m_in.zone.id();
        if (!m_in.clusters) {
            table.scope = GridScope{m_in.cluster, Level::Cluster, {}};
            table.range = m_values.aligned.later;
        }
        table.columns.push_back({QStringLiteral("period"), m_in.clusters ? Text::tr("Cluster") : Text::tr("Period"),
            CellKind::Text, Unit::None});
        table.rows = {{QStringLiteral("later"), false, {m_in.later.name}, {}, m_values.aligned.later},
            {QStringLiteral("earlier"), false, {m_in.earlier.name}, {}, m_values.aligned.earlier},
            {QStringLiteral("change"), true, {m_in.clusters ? Text::tr("Difference") : Text::tr("Change")}, {},
                TimeRange{}},
            {QStringLiteral("percent"), true, {m_in.clusters ? Text::tr("Difference in %") : Text::tr("Change in %")},
                {}, TimeRange{}}};
        for (const Metric metric : perCapacityMetrics) {
            if (m_in.clusters) {
                addFigure({QStringLiteral("capacity.%1").arg(int(metric)),
                              Text::tr("%1, of the capacity", "used, allocated").arg(columnName(metric)),
                              CellKind::Number, Unit::Percent},
                    percentOfCapacity(laterCompared, metric), percentOfCapacity(earlierCompared, metric));
            }
        }
        const bool comparable =
            m_in.clusters || areComparable(m_values.later.clusterHours, m_values.earlier.clusterHours);
        for (const Metric metric : figureMetrics) {
            if (metric == Metric::Cost && m_in.currency.isEmpty())
                continue;
            const QString name = metric == Metric::Cost
                ? Text::tr("%1 (%2)", "cost, currency").arg(metricName(metric), m_in.currency)
                : columnName(metric);
            addFigure({QString::number(int(metric)), name, CellKind::Number, metricUnit(metric), metric},
                metricValue(m_values.later, metric), metricValue(m_values.earlier, metric),
                !addsUp(metric) || comparable);
        }
    }

    /// Where the two are not `comparable`, no change is said.
    void addFigure(TableColumn column, double later, double earlier, bool comparable = true)
    {
        auto changed = changeOf(later, earlier);
        if (!comparable)
            changed.absolute = changed.percent = unknown;
        const Cell cells[] = {changed.current, changed.previous,
            !isKnown(changed.absolute) ? Cell()
                : column.unit == Unit::Percent
                ? Cell(Text::tr("%1 points").arg(formatChange(changed.absolute, Unit::None)))
                : Cell(formatChange(changed.absolute, column.unit)),
            comparable && changed.isNew()  ? Cell(Text::tr("new"))
                : isKnown(changed.percent) ? Cell(formatChange(changed.percent, Unit::Percent))
                                           : Cell()};
        m_values.figures.columns.push_back(std::move(column));
        for (std::size_t i = 0; i < std::size(cells); ++i)
            m_values.figures.rows[i].cells.push_back(cells[i]);
    }

    WaterfallStep total(const char* key, const CompareSide& side, double value, Role role) const
    {
        return {QString::fromLatin1(key), side.name, value, true, role,
            m_in.clusters ? Text::tr("GPU-hours used of the capacity's.") : Text::tr("GPU-hours used."),
            {figureOf(side, Metric::UsedGpuHours, Level::Cluster, {})}};
    }

    /// Of one side: "16 – 23 Dec 2024: Used GPU-hours".
    WaterfallFigure figureOf(const CompareSide& side, Metric metric, Level level, const std::string& subject) const
    {
        const bool isLater = &side == &m_in.later;
        return {Text::tr("%1: %2", "period or cluster, figure").arg(side.name, metricName(metric)),
            {metric, {m_in.clusters ? side.cluster->scope().cluster : m_in.cluster, level, {}}, subject,
                isLater ? m_values.aligned.later : m_values.aligned.earlier}};
    }

    /// All bars together add up to the change to what the eye can see of it.
    bool isWorthABar(double part) const
    {
        const auto& split = m_values.split;
        return std::abs(part)
            > std::max(worthABar * std::abs(split.change()), noise * std::max(split.earlier, split.later));
    }

    /// What a change is the difference of.
    std::vector<WaterfallFigure> figuresOf(
        Metric metric, Level level = Level::Cluster, const std::string& subject = {}) const
    {
        return {figureOf(m_in.later, metric, level, subject), figureOf(m_in.earlier, metric, level, subject)};
    }

    /// The figure that the factor is, or shows in.
    Metric metricOf(ChangeCause cause) const
    {
        switch (cause) {
        case ChangeCause::Hours:
            return Metric::Coverage;
        case ChangeCause::Capacity:
            return Metric::CapacityGpuHours;
        case ChangeCause::Allocation:
            return m_values.split.capacityKnown ? Metric::AllocationRate : Metric::GpuHours;
        case ChangeCause::UnknownUse:
            return Metric::UnknownGpuHours;
        case ChangeCause::Utilization:
        case ChangeCause::Mix:
            return Metric::Utilization;
        case ChangeCause::Unattributed:
            break;
        }
        return Metric::UsedGpuHours;
    }

    void addCauses()
    {
        const auto& split = m_values.split;
        auto& steps = m_values.byCause.steps;
        m_values.byCause.unit = unitOf(m_in);
        Table& table = m_values.causesTable;
        table.title = Text::tr("Causes");
        table.columns = {{QStringLiteral("label"), Text::tr("Cause"), CellKind::Text, Unit::None},
            {QStringLiteral("change"), Text::tr("Change"), CellKind::Change, unitOf(m_in)},
            {QStringLiteral("meaning"), Text::tr("Meaning"), CellKind::Text, Unit::None}};
        steps.push_back(total("earlier", m_in.earlier, split.earlier, Role::Capacity));
        const double used = std::max(split.earlier, split.later);
        for (const auto& part : split.parts) {
            const QString key = QString::number(int(part.cause));
            table.rows.push_back(
                {key, false, {causeName(part.cause), part.value, causeMeaning(part.cause)}, {}, std::nullopt});
            // The four that are always there tell that they were looked at; the others speak up when there is
            // something.
            const bool always = part.cause == ChangeCause::Allocation || part.cause == ChangeCause::Utilization
                || part.cause == ChangeCause::Mix || (part.cause == ChangeCause::Capacity && !m_in.clusters);
            if (always || isWorthABar(part.value)) {
                const Role role = part.cause == ChangeCause::Unattributed || part.cause == ChangeCause::UnknownUse
                    ? Role::Other
                    : Role::Category;
                const double value = std::abs(part.value) > noise * used ? part.value : 0;
                steps.push_back({key, causeName(part.cause), value, false, role, causeMeaning(part.cause),
                    figuresOf(metricOf(part.cause))});
            }
        }
        steps.push_back(total("later", m_in.later, split.later, Role::Used));
        table.rows.push_back({QStringLiteral("sum"), true, {Text::tr("Sum"), split.change(), QString()}, {}, {}});
    }

    void addNamespaces(const UsedPeriod& later, const UsedPeriod& earlier)
    {
        const auto& split = m_values.split;
        auto& steps = m_values.byNamespace.steps;
        m_values.byNamespace.unit = unitOf(m_in);
        steps.push_back(total("\u001fearlier", m_in.earlier, split.earlier, Role::Capacity));
        const auto step = [&](const QString& key, const QString& label, double value, Role role) {
            steps.push_back({key, label, value, false, role, {}, {}});
        };
        double rest = 0;
        int others = 0;
        for (const auto& one : split.contributors) {
            if (steps.size() <= mostContributors && one.change() != 0.0) {
                step(QString::fromStdString(one.name), displayName(one.name), one.change(), Role::Category);
                steps.back().figures = figuresOf(Metric::UsedGpuHours, Level::Namespace, one.name);
            } else {
                rest += one.change();
                ++others;
            }
        }
        if (others > 0)
            step(otherKey(), Text::tr("Other (%1)").arg(others), rest, Role::Other);
        if (isWorthABar(split.unattributed.change())) {
            step(QStringLiteral("\u001fnobody"), Text::tr("Unattributed"), split.unattributed.change(), Role::Other);
            steps.back().figures = figuresOf(Metric::UsedGpuHours);
        }
        steps.push_back(total("\u001flater", m_in.later, split.later, Role::Used));
        addNamespacesTable(later, earlier);
    }

    void addNamespacesTable(const UsedPeriod& later, const UsedPeriod& earlier)
    {
        Table& table = m_values.namespacesTable;
        const Unit unit = unitOf(m_in);
        table.title = Text::tr("Namespaces");
        table.zone = m_in.zone.id();
        if (!m_in.clusters) {
            table.scope = GridScope{m_in.cluster, Level::Namespace, {}};
            table.range = m_values.aligned.later;
        }
        const auto column = [&](const char* id, const QString& title, CellKind kind) {
            table.columns.push_back({QString::fromLatin1(id), title, kind, kind == CellKind::Text ? Unit::None : unit});
        };
        column("name", Text::tr("Namespace"), CellKind::Text);
        column("change", m_in.clusters ? Text::tr("Difference of used") : Text::tr("Change of used"), CellKind::Change);
        table.columns.push_back({QStringLiteral("percent"), Text::tr("Change in %"), CellKind::Change, Unit::Percent});
        column("later", Text::tr("Used: %1").arg(m_in.later.name), CellKind::Number);
        column("earlier", Text::tr("Used: %1").arg(m_in.earlier.name), CellKind::Number);
        column("allocation", Text::tr("By allocation"), CellKind::Change);
        column("utilization", Text::tr("By utilisation"), CellKind::Change);
        column("unknown", Text::tr("By unknown use"), CellKind::Change);
        if (!m_in.clusters)
            table.columns[3].metric = Metric::UsedGpuHours;
        const auto isBlind = [](const UsedPeriod& period, const std::string& name) {
            const auto found = period.subjects.find(name);
            return found != period.subjects.end() && !isKnown(metricValue(found->second, Metric::UsedGpuHours));
        };
        for (const auto& one : m_values.split.contributors) {
            table.rows.push_back(
                contributorRow(one, QString::fromStdString(one.name), QString::fromStdString(one.name), false));
            if (isBlind(later, one.name))
                table.rows.back().cells[3] = Cell();
            if (isBlind(earlier, one.name))
                table.rows.back().cells[4] = Cell();
        }
        const auto& nobody = m_values.split.unattributed;
        if (std::abs(nobody.change()) > noise * std::max(m_values.split.earlier, m_values.split.later))
            table.rows.push_back(contributorRow(nobody, otherKey(), Text::tr("Unattributed"), true));
    }

    static TableRow contributorRow(const Contribution& one, const QString& key, const QString& label, bool apart)
    {
        const auto change = changeOf(one.later, one.earlier);
        TableRow row;
        row.key = key;
        row.setApart = apart;
        row.subject = one.name;
        const Cell percent = change.isNew() ? Cell(Text::tr("new"))
            : isKnown(change.percent)       ? Cell(change.percent)
                                            : Cell();
        row.cells = {
            label, one.change(), percent, one.later, one.earlier, one.allocation, one.utilization, one.unknownUse};
        if (apart)
            row.cells[5] = row.cells[6] = row.cells[7] = Cell(); // of nobody it is not known how
        return row;
    }

    const CompareInput& m_in;
    const HourPresence m_laterPresence, m_earlierPresence;
    const HourPresence m_laterCompared, m_earlierCompared; ///< the hours that the change is split over
    CompareValues m_values;
};

} // namespace

CompareValues compareValues(const CompareInput& input)
{
    return Comparison(input).values();
}

QString causeName(ChangeCause cause)
{
    switch (cause) {
    case ChangeCause::Hours:
        return Text::tr("Hours with data");
    case ChangeCause::Capacity:
        return Text::tr("Capacity");
    case ChangeCause::Allocation:
        return Text::tr("Allocation");
    case ChangeCause::UnknownUse:
        return Text::tr("Unknown use");
    case ChangeCause::Utilization:
        return Text::tr("Utilisation");
    case ChangeCause::Mix:
        return Text::tr("Mix");
    case ChangeCause::Unattributed:
        return Text::tr("Unattributed");
    }
    return {};
}

QString causeMeaning(ChangeCause cause)
{
    switch (cause) {
    case ChangeCause::Hours:
        return Text::tr("More or fewer hours have data.");
    case ChangeCause::Capacity:
        return Text::tr("More or fewer GPUs, allocated and used as before.");
    case ChangeCause::Allocation:
        return Text::tr("More or less of the capacity was allocated, used as before.");
    case ChangeCause::UnknownUse:
        return Text::tr("The use of more or less of what was allocated is unknown.");
    case ChangeCause::Utilization:
        return Text::tr("Each namespace for itself used more or less of what it held.");
    case ChangeCause::Mix:
        return Text::tr("GPU-hours moved between namespaces of different utilisation.");
    case ChangeCause::Unattributed:
        return Text::tr("The cluster's, and of no namespace.");
    }
    return {};
}

} // namespace atlas
