// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationPresenter.h"

#include "models/analysis/Format.h"

#include <algorithm>

namespace atlas {

using std::chrono::hours;

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

namespace {

/// How far back the newest hour of the workloads is looked for, and how much of a tile's past is shown.
constexpr hours lookBack{24};

/// One subject's hours of GPUs and utilisation as two charts and a table.
AllocationHistory historyOf(
    const AllocationHistoryPresenter::HourColumns& columns, TimeRange range, const QByteArray& zone)
{
    AllocationHistory history;
    TimeSeriesData base;
    base.t = columns.t;
    base.end = range.to;
    base.range = range;
    base.zone = zone;

    history.gpus = base;
    history.gpus.unit = Unit::Gpus;
    history.gpus.steps = true;
    SeriesValue allocated;
    allocated.key = QStringLiteral("allocated");
    allocated.name = AllocationHistoryPresenter::tr("Allocated");
    allocated.role = Role::Allocated;
    allocated.y = columns.gpus;
    history.gpus.series.push_back(std::move(allocated));

    history.utilization = base;
    history.utilization.unit = Unit::Percent;
    SeriesValue used;
    used.key = QStringLiteral("utilization");
    used.name = AllocationHistoryPresenter::tr("Utilisation");
    used.role = Role::Utilization;
    used.y = columns.utilization;
    used.bandLow = columns.low;
    used.bandHigh = columns.high;
    history.utilization.series.push_back(std::move(used));

    history.table.zone = zone;
    history.table.columns = {
        {QStringLiteral("hour"), AllocationHistoryPresenter::tr("Hour"), CellKind::Time, Unit::None},
        {QStringLiteral("allocated"), AllocationHistoryPresenter::tr("Allocated"), CellKind::Number, Unit::Gpus},
        {QStringLiteral("utilization"), AllocationHistoryPresenter::tr("Utilisation"), CellKind::Number,
            Unit::Percent}};
    for (std::size_t i = 0; i < columns.t.size(); ++i) {
        history.table.rows.push_back(
            {QString::number(hourIndex(columns.t[i])), false, {columns.t[i], columns.gpus[i], columns.utilization[i]}});
    }
    return history;
}

} // namespace

AllocationPresenter::AllocationPresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_data(std::make_shared<AllocationData>())
{
}

void AllocationPresenter::setGrouping(const AllocationGrouping& grouping)
{
    if (grouping == m_grouping)
        return;
    m_grouping = grouping;
    requestReload();
}

bool AllocationPresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    // The newest snapshot does not depend on the range.
    return before.primaryCluster() != after.primaryCluster() || before.zone != after.zone;
}

bool AllocationPresenter::concernsChange(const QString& cluster, TimeRange, bool snapshots) const
{
    return cluster == state().query().primaryCluster() && (snapshots || m_data->source != AllocationSource::Snapshot);
}

void AllocationPresenter::load()
{
    const std::string cluster = state().query().primaryCluster().toStdString();
    fetch(store().snapshot(cluster, std::nullopt), [this, cluster](const SnapshotPtr& snapshot) {
        if (snapshot)
            show(AllocationSource::Snapshot, snapshot);
        else
            loadNewestHour(cluster);
    });
}

void AllocationPresenter::loadNewestHour(const std::string& cluster)
{
    fetch(store().inventory(), [this, cluster](const Inventory& inventory) {
        const auto* info = inventory.find(cluster);
        if (!info || !info->hours) {
            show(AllocationSource::None, nullptr);
            return;
        }
        const TimeRange range{info->hours->to - lookBack, info->hours->to};
        const std::vector<QFuture<Result<GridPtr>>> grids{store().grid({{cluster, Level::Workload, {}}, range}),
            store().grid({{cluster, Level::Cluster, {}}, range})};
        fetchAll(grids, [this](const std::vector<GridPtr>& answers) {
            if (auto hour = allocationOfNewestHour(*answers[0], *answers[1]))
                show(AllocationSource::WorkloadHour, std::make_shared<AllocationSnapshot>(std::move(*hour)));
            else
                show(AllocationSource::None, nullptr);
        });
    });
}

void AllocationPresenter::show(AllocationSource source, SnapshotPtr snapshot)
{
    if (!snapshot) {
        m_data = std::make_shared<AllocationData>();
        finish(noData());
        return;
    }
    compute(
        [source, snapshot, grouping = m_grouping] {
            auto data = std::make_shared<AllocationData>();
            data->source = source;
            data->time = snapshot->head.time;
            data->view = allocationView(*snapshot, grouping);
            return std::shared_ptr<const AllocationData>(std::move(data));
        },
        [this](std::shared_ptr<const AllocationData> data) {
            m_data = std::move(data);
            const bool empty = m_data->view.root.children.empty();
            finish(empty
                    ? PanelState::empty(tr("The newest snapshot of this cluster lists no allocation and no capacity."))
                    : PanelState::ready());
        });
}

PanelState AllocationPresenter::noData() const
{
    const PanelState general = Presenter::noData();
    // Only the sentence with a way out speaks of the range, on which the newest snapshot does not depend.
    if (general.action.isEmpty())
        return general;
    return PanelState::empty(
        tr("%1 has neither a snapshot nor an hour of workloads of %2.")
            .arg(session().status().source, displayName(state().query().primaryCluster().toStdString())));
}

QString AllocationPresenter::sourceText() const
{
    const QString time = formatInstant(m_data->time, state().zone());
    switch (m_data->source) {
    case AllocationSource::None:
        return {};
    case AllocationSource::Snapshot:
        return tr("Snapshot of %1").arg(time);
    case AllocationSource::WorkloadHour:
        return tr("Mean of the hour from %1 (the server keeps no snapshots)").arg(time);
    }
    return {};
}

QString AllocationPresenter::totalsText() const
{
    if (m_data->source == AllocationSource::None)
        return {};
    const auto& totals = m_data->view.totals;
    const auto groups = std::count_if(
        totals.namespaces.begin(), totals.namespaces.end(), [](const auto& part) { return part.gpus > 0; });
    QStringList parts;
    parts << (isKnown(totals.capacity)
            ? tr("%1 of %2 allocated")
                  .arg(formatFigure(totals.allocated, Unit::Gpus), formatWithUnit(totals.capacity, Unit::Gpus))
            : tr("%1 allocated").arg(formatWithUnit(totals.allocated, Unit::Gpus)));
    parts << tr("%1 utilisation").arg(formatWithUnit(totals.utilization, Unit::Percent));
    parts << tr("%Ln namespace(s)", nullptr, int(groups));
    if (isKnown(totals.workloads))
        parts << tr("%Ln workload(s)", nullptr, int(totals.workloads));
    return parts.join(QStringLiteral("  ·  "));
}

AllocationHistoryPresenter::AllocationHistoryPresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
{
}

void AllocationHistoryPresenter::setItem(std::optional<AllocationItem> item, Instant time)
{
    m_item = std::move(item);
    m_time = time;
    requestReload();
}

bool AllocationHistoryPresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    return before.primaryCluster() != after.primaryCluster() || before.zone != after.zone;
}

void AllocationHistoryPresenter::load()
{
    m_data = {};
    if (m_time == Instant{}) {
        finish(noData());
        return;
    }
    const std::string cluster = state().query().primaryCluster().toStdString();
    const Instant end = hourStart(hourIndex(m_time)) + hours(1);
    const TimeRange range{end - lookBack, end};
    if (!m_item || m_item->namespaceName.empty()) {
        loadGrid({cluster, Level::Cluster, {}}, cluster, range, tr("Last 24 hours of %1").arg(displayName(cluster)));
        return;
    }
    const auto item = *m_item;
    const GridScope namespaces{cluster, Level::Namespace, {}};
    const QString name = displayName(item.namespaceName);
    if (item.type != AllocationItem::Workload) {
        loadGrid(namespaces, item.namespaceName, range, tr("Last 24 hours of %1").arg(name));
        return;
    }
    fetch(store().workloadHours(cluster, item.namespaceName, item.name, range),
        [=, this](const std::vector<WorkloadHour>& rows) {
            if (rows.empty()) {
                loadGrid(namespaces, item.namespaceName, range,
                    tr("Last 24 hours of the namespace %1 (the workload has no hourly rows)").arg(name));
                return;
            }
            HourColumns columns(range);
            for (const auto& row : rows) {
                const auto i = std::size_t(row.at.hour() - columns.first);
                columns.gpus[i] = row.allocated;
                columns.utilization[i] = row.avgUtilization;
                columns.low[i] = row.minUtilization;
                columns.high[i] = row.maxUtilization;
            }
            show(columns, range, tr("Last 24 hours of %1").arg(item.title));
        });
}

void AllocationHistoryPresenter::loadGrid(
    const GridScope& scope, const std::string& subject, TimeRange range, const QString& caption)
{
    fetch(store().grid({scope, range}), [=, this](const GridPtr& grid) {
        const int index = grid->indexOf(subject);
        if (index < 0) {
            finish(PanelState::empty(tr("There are no hourly rows of the 24 hours before.")));
            return;
        }
        HourColumns columns(range);
        const auto copy = [&](Column column, std::vector<double>& to) {
            const auto series = grid->series(column, index);
            for (std::size_t i = 0; i < series.size(); ++i)
                to[std::size_t(grid->firstHour() - columns.first) + i] = series[i];
        };
        copy(Column::Allocated, columns.gpus);
        copy(Column::Utilization, columns.utilization);
        copy(Column::MinUtilization, columns.low);
        copy(Column::MaxUtilization, columns.high);
        show(columns, range, caption);
    });
}

void AllocationHistoryPresenter::show(const HourColumns& columns, TimeRange range, const QString& caption)
{
    m_data = historyOf(columns, range, state().query().zone);
    m_data.caption = caption;
    finish(PanelState::ready());
}

} // namespace atlas
