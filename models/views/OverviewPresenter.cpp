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
    return before.selectedSubject != after.selectedSubject || Presenter::concerns(before, after);
}

void OverviewPresenter::load()
{
    const auto cluster = state().query().primaryCluster().toStdString();
    fetch(store().inventory(), [this, cluster](const Inventory& inventory) {
        const auto* info = inventory.find(cluster);
        auto everything = info && info->hours ? *info->hours : state().range();
        everything.from = std::max(everything.from, everything.to - navigatorLimit);
        loadGrids(cluster, everything);
    });
}

void OverviewPresenter::loadGrids(const std::string& cluster, TimeRange everything)
{
    const TimeRange both{std::min(state().range().from, state().previousRange().from), state().range().to};
    OverviewInput input;
    input.range = state().range();
    input.previousRange = state().previousRange();
    input.bucket = state().bucket();
    input.zone = state().zone();
    input.previousName = state().previousName();
    input.options = session().usageOptions(state().query().primaryCluster());
    input.selected = state().query().selectedSubject.toStdString();
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
