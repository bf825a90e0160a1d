// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ComparisonPresenter.h"

#include "models/analysis/Format.h"

#include <algorithm>

namespace atlas {

ComparisonPresenter::ComparisonPresenter(Level level, DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_level(level)
    , m_data(std::make_shared<ComparisonValues>())
{
}

bool ComparisonPresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    return Presenter::concerns(before, after) || before.metric != after.metric;
}

void ComparisonPresenter::load()
{
    const std::string cluster = state().query().primaryCluster().toStdString();
    if (m_level != Level::Dimension) {
        loadGrids(cluster);
        return;
    }
    fetch(store().inventory(), [this, cluster](const Inventory& inventory) {
        const auto* info = inventory.find(cluster);
        m_dimensions = info ? info->dimensions : std::vector<DimensionKey>();
        // Teams first: it is what the page is for.
        const auto preferred = [this](const DimensionKey& wanted) {
            return std::find(m_dimensions.begin(), m_dimensions.end(), wanted);
        };
        auto chosen = preferred(state().query().dimension);
        if (chosen == m_dimensions.end())
            chosen = preferred({DimensionType::Label, "team"});
        if (chosen == m_dimensions.end())
            chosen = m_dimensions.begin();
        if (chosen == m_dimensions.end()) {
            m_dimension = {};
            m_data = std::make_shared<ComparisonValues>();
            finish(PanelState::empty(tr("No label or annotation of this cluster has hourly rows. Servers send them "
                                        "where labels are configured for aggregation.")));
            return;
        }
        m_dimension = *chosen;
        loadGrids(cluster);
    });
}

void ComparisonPresenter::loadGrids(const std::string& cluster)
{
    const TimeRange range = state().range(), previous = state().previousRange();
    const TimeRange both{std::min(range.from, previous.from), std::max(range.to, previous.to)};
    const GridScope scope{cluster, m_level, m_level == Level::Dimension ? m_dimension : DimensionKey()};
    ComparisonInput input;
    input.range = range;
    input.previousRange = previous;
    input.buckets = cutBuckets(range, state().bucket(), state().zone());
    input.zone = state().query().zone;
    input.metric = state().query().metric;
    input.clusterName = cluster;
    input.options = session().usageOptions(QString::fromStdString(cluster));
    input.subjectTitle = m_level == Level::Dimension ? displayName(m_dimension.key) : tr("Namespace");
    input.defaultValue = m_level == Level::Dimension ? "unknown" : std::string();
    input.unattributedRow = true;
    const std::vector<QFuture<Result<GridPtr>>> grids{store().grid({{cluster, Level::Cluster, {}}, both}),
        store().grid({scope, range}), store().grid({scope, previous})};
    fetchAll(grids, [this, input = std::move(input)](const std::vector<GridPtr>& answers) mutable {
        input.cluster = answers[0];
        input.current = answers[1];
        input.previous = answers[2];
        compute([input = std::move(input)] { return std::make_shared<const ComparisonValues>(compareSubjects(input)); },
            [this](std::shared_ptr<const ComparisonValues> values) {
                m_data = std::move(values);
                finish(m_data->subjects > 0 ? PanelState::ready() : noData());
            });
    });
}

QString ComparisonPresenter::note() const
{
    QString text = formatRange(state().range(), state().zone());
    const QString coverage = coverageNote(m_data->cluster);
    return coverage.isEmpty() ? text : text + QStringLiteral(" · ") + coverage;
}

} // namespace atlas
