// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ProvenancePresenter.h"

#include "models/analysis/Format.h"

#include <algorithm>

namespace atlas {

FigureRef ofOneCluster(const FigureRef& figure, const std::vector<std::string>& shown)
{
    auto own = figure;
    if (!figure.scope.cluster.empty())
        return own;
    if (shown.size() == 1) {
        own.scope.cluster = shown.front();
        return own;
    }
    for (const auto& cluster : shown) {
        const bool isCluster = figure.scope.level == Level::Cluster && figure.subject == cluster;
        const bool isOfCluster = figure.scope.level != Level::Cluster && figure.subject.starts_with(cluster + '/');
        if (!isCluster && !isOfCluster)
            continue;
        own.scope.cluster = cluster;
        own.subject = isCluster ? std::string() : figure.subject.substr(cluster.size() + 1);
        if (isCluster || figure.metric != Metric::Share) // a share is of the subjects of all
            return own;
        break;
    }
    return figure;
}

ProvenancePresenter::ProvenancePresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
{
}

void ProvenancePresenter::setFigure(const FigureRef& figure)
{
    std::vector<std::string> shown;
    for (const auto& cluster : state().query().clusters)
        shown.push_back(cluster.toStdString());
    m_figure = ofOneCluster(figure, shown);
    m_clusters = m_figure->scope.cluster.empty() ? shown : std::vector{m_figure->scope.cluster};
    requestReload();
}

bool ProvenancePresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    return before.zone != after.zone;
}

bool ProvenancePresenter::concernsChange(const QString& cluster, TimeRange range, bool) const
{
    return m_figure && std::ranges::count(m_clusters, cluster.toStdString()) > 0 && range.from < m_figure->range.to
        && m_figure->range.from < range.to;
}

void ProvenancePresenter::load()
{
    if (!m_figure || m_clusters.empty()) {
        finish(PanelState::ready());
        return;
    }
    const auto figure = *m_figure;
    std::vector<QFuture<Result<GridPtr>>> grids;
    for (const auto& cluster : m_clusters) {
        grids.push_back(store().grid({{cluster, figure.scope.level, figure.scope.dimension}, figure.range}));
        grids.push_back(store().grid({{cluster, Level::Cluster, {}}, figure.range}));
    }
    fetchAll(grids, [this, figure](const std::vector<GridPtr>& answers) {
        ProvenanceInput input;
        input.figure = figure;
        input.zone = state().query().zone;
        for (std::size_t i = 0; i < m_clusters.size(); ++i)
            input.sources.push_back({m_clusters[i], answers[2 * i], {}});
        std::vector<ClusterPart> parts, clusterParts;
        QStringList names;
        for (std::size_t i = 0; i < m_clusters.size(); ++i) {
            const auto cluster = QString::fromStdString(m_clusters[i]);
            auto options = session().usageOptions(cluster);
            if (const auto price = session().price(cluster)) {
                options.pricePerGpuHour = price->perGpuHour;
                input.currency = price->currency;
            }
            parts.push_back({m_clusters[i], answers[2 * i], options});
            clusterParts.push_back({m_clusters[i], answers[2 * i + 1], options});
            names << displayName(m_clusters[i]);
        }
        input.clusterName = names.join(QStringLiteral(" + "));
        input.options = combinedOptions(parts);
        if (m_clusters.size() == 1) {
            input.grid = answers[0];
            input.clusterGrid = answers[1];
            fetchLedgers(std::move(input));
            return;
        }
        if (shownCurrency().isEmpty())
            input.options.pricePerGpuHour = unknown;
        compute(
            [input = std::move(input), parts, clusterParts]() mutable {
                input.clusterGrid = combineClusters(clusterParts);
                input.grid = input.figure.scope.level == Level::Cluster ? input.clusterGrid : combineSubjects(parts);
                return std::move(input);
            },
            [this](ProvenanceInput&& combined) { fetchLedgers(std::move(combined)); });
    });
}

void ProvenancePresenter::fetchLedgers(ProvenanceInput input)
{
    std::vector<QFuture<Result<std::vector<CoverageEntry>>>> ledgers;
    for (const auto& source : input.sources)
        ledgers.push_back(store().ledger(source.cluster));
    fetchAll(ledgers, [this, input = std::move(input)](const std::vector<std::vector<CoverageEntry>>& answers) mutable {
        for (std::size_t i = 0; i < answers.size(); ++i)
            input.sources[i].ledger = answers[i];
        finishWith(input);
    });
}

void ProvenancePresenter::finishWith(const ProvenanceInput& input)
{
    compute([input] { return provenanceOf(input); },
        [this](Provenance&& made) {
            m_data = std::move(made);
            finish(PanelState::ready());
        });
}

} // namespace atlas
