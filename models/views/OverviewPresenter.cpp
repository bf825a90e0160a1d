// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/OverviewPresenter.h"

#include "models/analysis/Format.h"

#include <algorithm>
#include <utility>

namespace atlas {

namespace {
/// How far back the navigator reaches.
constexpr auto navigatorLimit = std::chrono::hours(24 * 366);

const auto weekKey = QStringLiteral("overview.week");
const auto forecastKey = QStringLiteral("overview.forecast");
constexpr std::pair<HourOfWeekFigure, const char*> weekIds[] = {{HourOfWeekFigure::AllocationRate, "rate"},
    {HourOfWeekFigure::AverageAllocated, "gpus"}, {HourOfWeekFigure::HeldIdle, "idle"}};
} // namespace

OverviewPresenter::OverviewPresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_data(std::make_shared<OverviewData>())
{
}

QString OverviewPresenter::seriesNote(Unit unit) const
{
    return unitName(unit) + QStringLiteral(" · ") + bucketNote(state().bucket());
}

bool OverviewPresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    return Presenter::concerns(before, after) || before.viewDiffers(after, QStringLiteral("overview"))
        || before.selected(Level::Namespace) != after.selected(Level::Namespace);
}

HourOfWeekFigure OverviewPresenter::week() const
{
    const auto id = state().query().view.value(weekKey);
    for (const auto& [figure, name] : weekIds) {
        if (id == QLatin1StringView(name))
            return figure;
    }
    return HourOfWeekFigure::Utilization;
}

void OverviewPresenter::chooseWeek(HourOfWeekFigure figure)
{
    QString id;
    for (const auto& [candidate, name] : weekIds) {
        if (candidate == figure)
            id = QLatin1StringView(name);
    }
    state().setView(weekKey, id);
}

bool OverviewPresenter::forecast() const
{
    return state().query().view.value(forecastKey) == QLatin1StringView("on");
}

void OverviewPresenter::chooseForecast(bool on)
{
    state().setView(forecastKey, on ? QStringLiteral("on") : QString());
}

void OverviewPresenter::load()
{
    fetch(store().inventory(), [this](const Inventory& inventory) {
        const auto& clusters = state().query().clusters;
        std::optional<TimeRange> known;
        for (const auto& cluster : clusters) {
            const auto* info = inventory.find(cluster.toStdString());
            if (!info || !info->hours)
                continue;
            known = known ? TimeRange{std::min(known->from, info->hours->from), std::max(known->to, info->hours->to)}
                          : *info->hours;
        }
        auto everything = known.value_or(state().range());
        everything.from = std::max(everything.from, everything.to - navigatorLimit);
        const bool running = std::ranges::all_of(
            clusters, [&](const QString& cluster) { return isRunning(inventory.find(cluster.toStdString())); });
        if (running)
            loadRunning(everything);
        else
            loadGrids(everything, {});
    });
}

/// Whether the hour that follows the range has snapshots and no row yet, and hours are what is drawn.
bool OverviewPresenter::isRunning(const ClusterInfo* info) const
{
    const auto from = state().range().to;
    return state().bucket() == Bucket::Hour && info && info->latestSnapshot && *info->latestSnapshot >= from
        && !(info->hours && info->hours->to > from);
}

/// All shown clusters' snapshots of that hour first.
void OverviewPresenter::loadRunning(TimeRange everything)
{
    const TimeRange hour{state().range().to, state().range().to + std::chrono::hours(1)};
    std::vector<QFuture<Result<std::vector<SnapshotHead>>>> lists;
    for (const auto& cluster : state().query().clusters)
        lists.push_back(store().snapshotHeads(cluster.toStdString(), hour));
    fetchAll(lists, [this, everything](const std::vector<std::vector<SnapshotHead>>& heads) {
        std::vector<QFuture<Result<SnapshotPtr>>> snapshots;
        for (const auto& ofCluster : heads) {
            for (const auto& head : ofCluster)
                snapshots.push_back(store().snapshot(head.cluster, head.time));
        }
        if (snapshots.empty())
            return loadGrids(everything, {});
        fetchAll(snapshots, [this, everything](const std::vector<SnapshotPtr>& taken) {
            SnapshotList running;
            std::ranges::copy_if(
                taken, std::back_inserter(running), [](const SnapshotPtr& snapshot) { return snapshot != nullptr; });
            loadGrids(everything, std::move(running));
        });
    });
}

bool OverviewPresenter::concernsChange(const QString& cluster, TimeRange range, bool snapshots) const
{
    return (snapshots && state().query().clusters.contains(cluster))
        || Presenter::concernsChange(cluster, range, snapshots);
}

OverviewInput OverviewPresenter::inputOf(SnapshotList running) const
{
    OverviewInput input;
    input.bucket = state().bucket();
    input.zone = state().zone();
    input.previousName = state().previousName();
    input.cluster = colorScope();
    input.currency = shownCurrency();
    input.week = week();
    input.forecast = forecast();
    input.running = std::move(running);
    input.parts = shownParts();
    for (const auto& name : state().query().selected(Level::Namespace))
        input.selected.push_back(name.toStdString());
    return input;
}

void OverviewPresenter::loadGrids(TimeRange everything, SnapshotList running)
{
    OverviewFigures figures;
    figures.range = state().range();
    figures.previousRange = state().previousRange();
    figures.options = shownOptions();
    const TimeRange both{std::min(figures.range.from, figures.previousRange.from), figures.range.to};
    fetchGrids({{Level::Cluster, both}, {Level::Namespace, both}, {Level::Cluster, everything}},
        [this, figures, input = inputOf(std::move(running))](const std::vector<GridPtr>& grids) mutable {
            figures.cluster = grids[0];
            figures.namespaces = grids[1];
            input.everything = grids[2];
            if (m_data->figures && m_data->figures->isSame(figures))
                input.figures = m_data->figures;
            compute(
                [input, figures]() mutable {
                    if (!input.figures)
                        input.figures = computeFigures(std::move(figures));
                    input.buckets = cutBuckets(input.figures->range, input.bucket, input.zone);
                    return std::make_shared<const OverviewData>(overviewOf(input));
                },
                [this](std::shared_ptr<const OverviewData> data) {
                    m_data = std::move(data);
                    finish(m_data->isEmpty() ? noData() : PanelState::ready());
                });
        });
}

} // namespace atlas
