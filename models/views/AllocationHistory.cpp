// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationHistory.h"

#include "models/analysis/Format.h"

#include <algorithm>

namespace atlas {

namespace {

/// How much of a tile's past is shown.
constexpr std::chrono::hours shownHours{24};

/// The hours of a range that a subject has in a grid; the others are unknown.
std::vector<double> seriesOf(const HourGrid& grid, Column column, int subject, TimeRange range)
{
    std::vector<double> values(std::size_t(range.hours()), unknown);
    const auto series = grid.series(column, subject);
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto at = std::int64_t(grid.firstHour()) - range.firstHour() + std::int64_t(i);
        if (at >= 0 && at < std::int64_t(values.size()))
            values[std::size_t(at)] = series[i];
    }
    return values;
}

} // namespace

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
    const TimeRange range = hours();
    if (!m_item) {
        const bool several = state().query().clusters.size() > 1;
        const Asked asked{range, {colorScope(), Level::Cluster, {}}, several ? std::string() : colorScope(),
            captionOf(shownName(), range)};
        fetchGrids({{Level::Cluster, range}}, [this, asked](const std::vector<GridPtr>& grids) {
            show(*grids[0], grids[0]->subjectCount() > 0 ? 0 : -1, asked);
        });
        return;
    }
    const auto& item = *m_item;
    if (item.type == AllocationItem::Value) {
        loadGrid({range, {item.cluster, Level::Dimension, {DimensionType::Annotation, m_annotation}}, item.name,
            captionOf(item.title, range)});
    } else if (item.namespaceName.empty()) {
        const QString cluster = displayName(item.cluster);
        loadGrid({range, {item.cluster, Level::Cluster, {}}, item.cluster,
            captionOf(item.type == AllocationItem::Cluster
                    ? cluster
                    : tr("%1 (%2 has no hourly rows of its own)").arg(cluster, item.title),
                range)});
    } else if (item.type == AllocationItem::Workload) {
        loadWorkload(item, range);
    } else {
        loadGrid({range, {item.cluster, Level::Namespace, {}}, item.namespaceName,
            captionOf(displayName(item.namespaceName), range)});
    }
}

QString AllocationHistoryPresenter::captionOf(const QString& whose, TimeRange range) const
{
    return tr("%1: the 24 hours to %2").arg(whose, formatInstant(range.to, state().zone()));
}

void AllocationHistoryPresenter::loadWorkload(const AllocationItem& item, TimeRange range)
{
    fetch(store().workloadHours(item.cluster, item.namespaceName, item.name, range),
        [item, range, this](const std::vector<WorkloadHour>& rows) {
            if (rows.empty()) {
                loadGrid({range, {item.cluster, Level::Namespace, {}}, item.namespaceName,
                    captionOf(tr("Namespace %1 (the workload has no hourly rows)").arg(displayName(item.namespaceName)),
                        range)});
                return;
            }
            // Several types can be under one name: the hours are those of the name, the facts those of the tile's.
            const auto own = std::find_if(rows.rbegin(), rows.rend(),
                [&item](const WorkloadHour& row) { return displayName(row.type) == item.kind; });
            m_data.newest = own == rows.rend() ? rows.back() : *own;
            loadGrid({range, {item.cluster, Level::Workload, {}}, item.namespaceName + '/' + item.name,
                captionOf(displayName(item.name), range)});
        });
}

void AllocationHistoryPresenter::loadGrid(const Asked& asked)
{
    fetch(store().grid({asked.scope, asked.range}),
        [this, asked](const GridPtr& grid) { show(*grid, grid->indexOf(asked.subject), asked); });
}

/// Hours of GPUs and utilisation as two charts and a table.
void AllocationHistoryPresenter::show(const HourGrid& grid, int subject, const Asked& asked)
{
    if (subject < 0) {
        finish(PanelState::empty(tr("There are no hourly rows of the 24 hours before.")));
        return;
    }
    const auto series = [&](Column column) { return seriesOf(grid, column, subject, asked.range); };
    TimeSeriesData base;
    base.range = asked.range;
    for (auto time = asked.range.from; time < asked.range.to; time += std::chrono::hours(1))
        base.t.push_back(time);
    base.end = base.range.to;
    base.zone = state().query().zone;
    base.scope = asked.scope;

    SeriesValue allocated;
    allocated.key = QStringLiteral("allocated");
    allocated.name = tr("Allocated");
    allocated.role = Role::Allocated;
    allocated.y = series(Column::Allocated);
    allocated.metric = Metric::AverageAllocated;
    allocated.subject = asked.subject;
    m_data.gpus = base;
    m_data.gpus.unit = Unit::Gpus;
    m_data.gpus.steps = true;
    m_data.gpus.series.push_back(std::move(allocated));

    SeriesValue used;
    used.key = QStringLiteral("utilization");
    used.name = tr("Utilisation");
    used.role = Role::Utilization;
    used.y = series(Column::Utilization);
    used.bandLow = series(Column::MinUtilization);
    used.bandHigh = series(Column::MaxUtilization);
    used.metric = Metric::Utilization;
    used.subject = asked.subject;
    m_data.utilization = base;
    m_data.utilization.unit = Unit::Percent;
    m_data.utilization.series.push_back(std::move(used));

    auto& table = m_data.table;
    table.zone = base.zone;
    table.scope = asked.scope;
    table.range = base.range;
    table.columns = {{QStringLiteral("hour"), tr("Hour"), CellKind::Time, Unit::None},
        {QStringLiteral("allocated"), tr("Allocated"), CellKind::Number, Unit::Gpus, Metric::AverageAllocated,
            asked.subject},
        {QStringLiteral("utilization"), tr("Utilisation"), CellKind::Number, Unit::Percent, Metric::Utilization,
            asked.subject}};
    const auto &gpus = m_data.gpus.series.front().y, &utilization = m_data.utilization.series.front().y;
    for (std::size_t i = 0; i < base.t.size(); ++i) {
        const TimeRange hour{base.t[i], base.t[i] + std::chrono::hours(1)};
        table.rows.push_back(
            {QString::number(hourIndex(hour.from)), false, {hour.from, gpus[i], utilization[i]}, {}, hour});
    }
    m_data.caption = asked.caption;
    finish(PanelState::ready());
}

} // namespace atlas
