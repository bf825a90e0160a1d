// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/OverviewPresenter.h"

#include "models/analysis/Format.h"

#include <algorithm>

namespace atlas {

namespace {
/// How far back the navigator reaches.
constexpr auto navigatorLimit = std::chrono::hours(24 * 366);
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
    return before.selection != after.selection || Presenter::concerns(before, after);
}

void OverviewPresenter::load()
{
    const auto cluster = state().query().primaryCluster().toStdString();
    fetch(store().inventory(), [this, cluster](const Inventory& inventory) {
        const auto* info = inventory.find(cluster);
        auto everything = info && info->hours ? *info->hours : state().range();
        everything.from = std::max(everything.from, everything.to - navigatorLimit);
        const auto running = runningHour(info);
        if (!running)
            return loadGrids(cluster, everything, {});
        fetch(store().snapshotHeads(cluster, *running),
            [this, cluster, everything](const std::vector<SnapshotHead>& heads) {
                std::vector<QFuture<Result<SnapshotPtr>>> snapshots;
                for (const auto& head : heads)
                    snapshots.push_back(store().snapshot(cluster, head.time));
                if (snapshots.empty())
                    return loadGrids(cluster, everything, {});
                fetchAll(snapshots, [this, cluster, everything](const std::vector<SnapshotPtr>& taken) {
                    SnapshotList running;
                    std::copy_if(taken.begin(), taken.end(), std::back_inserter(running),
                        [](const SnapshotPtr& snapshot) { return snapshot != nullptr; });
                    loadGrids(cluster, everything, std::move(running));
                });
            });
    });
}

/// The hour that follows the range, where it has snapshots and no row yet, and hours are what is drawn.
std::optional<TimeRange> OverviewPresenter::runningHour(const ClusterInfo* info) const
{
    const TimeRange hour{state().range().to, state().range().to + std::chrono::hours(1)};
    const bool hasRow = info && info->hours && info->hours->to > hour.from;
    const bool sampled = info && info->latestSnapshot && *info->latestSnapshot >= hour.from;
    return state().bucket() == Bucket::Hour && sampled && !hasRow ? std::optional(hour) : std::nullopt;
}

bool OverviewPresenter::concernsChange(const QString& cluster, TimeRange range, bool snapshots) const
{
    return (snapshots && cluster == state().query().primaryCluster())
        || Presenter::concernsChange(cluster, range, snapshots);
}

void OverviewPresenter::loadGrids(const std::string& cluster, TimeRange everything, SnapshotList running)
{
    const TimeRange both{std::min(state().range().from, state().previousRange().from), state().range().to};
    OverviewInput input;
    input.range = state().range();
    input.previousRange = state().previousRange();
    input.bucket = state().bucket();
    input.zone = state().zone();
    input.previousName = state().previousName();
    input.options = session().usageOptions(state().query().primaryCluster());
    input.running = std::move(running);
    input.selected = state().query().selected(Level::Namespace).value(0).toStdString();
    const GridScope clusterScope{cluster, Level::Cluster, {}}, namespaceScope{cluster, Level::Namespace, {}};
    const std::vector<QFuture<Result<GridPtr>>> grids{store().grid({clusterScope, both}),
        store().grid({namespaceScope, both}), store().grid({clusterScope, everything})};
    fetchAll(grids, [this, input](const std::vector<GridPtr>& got) mutable {
        input.cluster = got[0];
        input.namespaces = got[1];
        input.everything = got[2];
        compute(
            [input]() mutable {
                input.buckets = cutBuckets(input.range, input.bucket, input.zone);
                return std::make_shared<const OverviewData>(overviewOf(input));
            },
            [this](std::shared_ptr<const OverviewData> data) {
                m_data = std::move(data);
                finish(m_data->isEmpty() ? noData() : PanelState::ready());
            });
    });
}

} // namespace atlas
