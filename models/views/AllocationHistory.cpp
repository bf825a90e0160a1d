// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationHistory.h"

#include "models/analysis/Format.h"

#include <algorithm>

namespace atlas {

namespace {

/// How much of a tile's past is shown.
constexpr std::chrono::hours shownHours{24};

} // namespace

/// The hours of a range, all figures unknown.
struct AllocationHistoryPresenter::HourColumns
{
    explicit HourColumns(TimeRange range)
        : first(range.firstHour())
    {
        for (int i = 0; i < range.hours(); ++i)
            t.push_back(hourStart(first + i));
        gpus = utilization = low = high = std::vector<double>(t.size(), unknown);
    }

    HourIndex first;
    std::vector<Instant> t;
    std::vector<double> gpus, utilization, low, high;
};

AllocationHistoryPresenter::AllocationHistoryPresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
{
}

void AllocationHistoryPresenter::setItem(
    std::optional<AllocationItem> item, Instant time, const std::string& annotation)
{
    const auto same = [&] {
        if (item.has_value() != m_item.has_value() || hourIndex(time) != hourIndex(m_time)
            || annotation != m_annotation)
            return false;
        return !item
            || (item->type == m_item->type && item->cluster == m_item->cluster
                && item->namespaceName == m_item->namespaceName && item->name == m_item->name);
    };
    if (m_isAsked && same())
        return;
    m_isAsked = true;
    m_item = std::move(item);
    m_annotation = annotation;
    m_time = time;
    requestReload();
}

bool AllocationHistoryPresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    return before.clusters != after.clusters || before.zone != after.zone;
}

bool AllocationHistoryPresenter::concernsChange(const QString& cluster, TimeRange range, bool) const
{
    const auto shown = hours();
    return state().query().clusters.contains(cluster) && range.from < shown.to && shown.from < range.to;
}

TimeRange AllocationHistoryPresenter::hours() const
{
    const Instant end = hourStart(hourIndex(m_time)) + std::chrono::hours(1);
    return {end - shownHours, end};
}

void AllocationHistoryPresenter::load()
{
    m_data = {};
    if (m_time == Instant{}) {
        finish(noData());
        return;
    }
    if (!m_item) {
        fetchGrids({{Level::Cluster, hours()}}, [this](const std::vector<GridPtr>& grids) {
            showGrid(*grids[0], grids[0]->subjectCount() > 0 ? 0 : -1, tr("Last 24 hours of %1").arg(shownName()));
        });
        return;
    }
    const auto& item = *m_item;
    if (item.type == AllocationItem::Value) {
        loadGrid({item.cluster, Level::Dimension, {DimensionType::Annotation, m_annotation}}, item.name,
            tr("Last 24 hours of %1").arg(item.title));
    } else if (item.namespaceName.empty()) {
        const QString cluster = displayName(item.cluster);
        loadGrid({item.cluster, Level::Cluster, {}}, item.cluster,
            item.type == AllocationItem::Cluster
                ? tr("Last 24 hours of %1").arg(cluster)
                : tr("Last 24 hours of %1 (%2 has no hourly rows of its own)").arg(cluster, item.title));
    } else if (item.type == AllocationItem::Workload) {
        loadWorkload();
    } else {
        loadGrid({item.cluster, Level::Namespace, {}}, item.namespaceName,
            tr("Last 24 hours of %1").arg(displayName(item.namespaceName)));
    }
}

void AllocationHistoryPresenter::loadWorkload()
{
    const auto item = *m_item;
    fetch(store().workloadHours(item.cluster, item.namespaceName, item.name, hours()),
        [item, this](const std::vector<WorkloadHour>& rows) {
            if (rows.empty()) {
                loadGrid({item.cluster, Level::Namespace, {}}, item.namespaceName,
                    tr("Last 24 hours of the namespace %1 (the workload has no hourly rows)")
                        .arg(displayName(item.namespaceName)));
                return;
            }
            HourColumns columns(hours());
            for (const auto& row : rows) {
                const auto i = std::size_t(row.at.hour() - columns.first);
                columns.gpus[i] = row.allocated;
                columns.utilization[i] = row.avgUtilization;
                columns.low[i] = row.minUtilization;
                columns.high[i] = row.maxUtilization;
            }
            m_data.newest = rows.back();
            show(columns, {item.cluster, Level::Workload, {}}, item.namespaceName + '/' + item.name,
                tr("Last 24 hours of %1").arg(displayName(item.name)));
        });
}

void AllocationHistoryPresenter::loadGrid(const GridScope& scope, const std::string& subject, const QString& caption)
{
    fetch(store().grid({scope, hours()}),
        [=, this](const GridPtr& grid) { showGrid(*grid, grid->indexOf(subject), caption); });
}

void AllocationHistoryPresenter::showGrid(const HourGrid& grid, int subject, const QString& caption)
{
    if (subject < 0) {
        finish(PanelState::empty(tr("There are no hourly rows of the 24 hours before.")));
        return;
    }
    HourColumns columns(hours());
    const auto copy = [&](Column column, std::vector<double>& to) {
        const auto series = grid.series(column, subject);
        for (std::size_t i = 0; i < series.size(); ++i)
            to[std::size_t(grid.firstHour() - columns.first) + i] = series[i];
    };
    copy(Column::Allocated, columns.gpus);
    copy(Column::Utilization, columns.utilization);
    copy(Column::MinUtilization, columns.low);
    copy(Column::MaxUtilization, columns.high);
    show(columns, grid.scope(), grid.subjects()[std::size_t(subject)], caption);
}

/// One subject's hours of GPUs and utilisation as two charts and a table.
void AllocationHistoryPresenter::show(
    const HourColumns& columns, const GridScope& scope, const std::string& subject, const QString& caption)
{
    TimeSeriesData base;
    base.t = columns.t;
    base.range = hours();
    base.end = base.range.to;
    base.zone = state().query().zone;
    base.scope = scope;

    SeriesValue allocated;
    allocated.key = QStringLiteral("allocated");
    allocated.name = tr("Allocated");
    allocated.role = Role::Allocated;
    allocated.y = columns.gpus;
    allocated.metric = Metric::AverageAllocated;
    allocated.subject = subject;
    m_data.gpus = base;
    m_data.gpus.unit = Unit::Gpus;
    m_data.gpus.steps = true;
    m_data.gpus.series.push_back(std::move(allocated));

    SeriesValue used;
    used.key = QStringLiteral("utilization");
    used.name = tr("Utilisation");
    used.role = Role::Utilization;
    used.y = columns.utilization;
    used.bandLow = columns.low;
    used.bandHigh = columns.high;
    used.metric = Metric::Utilization;
    used.subject = subject;
    m_data.utilization = base;
    m_data.utilization.unit = Unit::Percent;
    m_data.utilization.series.push_back(std::move(used));

    auto& table = m_data.table;
    table.zone = base.zone;
    table.scope = scope;
    table.range = base.range;
    table.columns = {{QStringLiteral("hour"), tr("Hour"), CellKind::Time, Unit::None},
        {QStringLiteral("allocated"), tr("Allocated"), CellKind::Number, Unit::Gpus, Metric::AverageAllocated, subject},
        {QStringLiteral("utilization"), tr("Utilisation"), CellKind::Number, Unit::Percent, Metric::Utilization,
            subject}};
    for (std::size_t i = 0; i < columns.t.size(); ++i) {
        const TimeRange hour{columns.t[i], columns.t[i] + std::chrono::hours(1)};
        table.rows.push_back({QString::number(hourIndex(hour.from)), false,
            {hour.from, columns.gpus[i], columns.utilization[i]}, {}, hour});
    }
    m_data.caption = caption;
    finish(PanelState::ready());
}

} // namespace atlas
