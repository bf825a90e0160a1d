// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ProvenancePresenter.h"

#include "models/analysis/Format.h"
#include "models/analysis/RollUp.h"
#include "models/views/SnapshotProvenance.h"

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
    if (m_figure->snapshot)
        return loadSnapshot();
    const auto figure = *m_figure;
    const bool ofCluster = figure.scope.level == Level::Cluster;
    // Servers count the workloads of namespaces, not of clusters.
    const Level beside = ofCluster && figure.metric == Metric::ActiveWorkloads ? Level::Namespace : Level::Cluster;
    std::vector<QFuture<Result<GridPtr>>> grids;
    for (const auto& cluster : m_clusters) {
        grids.push_back(store().grid({{cluster, figure.scope.level, figure.scope.dimension}, figure.range}));
        grids.push_back(store().grid({{cluster, beside, {}}, figure.range}));
    }
    fetchAll(grids, [this, figure, beside](const std::vector<GridPtr>& answers) {
        ProvenanceInput input;
        input.figure = figure;
        input.zone = state().query().zone;
        std::vector<ClusterPart> parts, besides;
        QStringList names;
        for (std::size_t i = 0; i < m_clusters.size(); ++i) {
            const auto cluster = QString::fromStdString(m_clusters[i]);
            auto options = session().usageOptions(cluster);
            if (const auto price = session().price(cluster)) {
                options.pricePerGpuHour = price->perGpuHour;
                input.currency = price->currency;
            }
            parts.push_back({m_clusters[i], answers[2 * i], options});
            besides.push_back({m_clusters[i], answers[2 * i + 1], options});
            names << displayName(m_clusters[i]);
        }
        input.clusterName = names.join(QStringLiteral(" + "));
        input.options = combinedOptions(parts);
        if (m_clusters.size() > 1 && shownCurrency().isEmpty())
            input.options.pricePerGpuHour = unknown;
        compute(
            [input = std::move(input), parts, besides, beside]() mutable {
                if (beside == Level::Namespace) {
                    for (std::size_t i = 0; i < parts.size(); ++i) {
                        auto counted = withActiveWorkloads(*parts[i].grid, *besides[i].grid);
                        parts[i].grid = std::make_shared<const HourGrid>(std::move(counted));
                    }
                    besides = parts;
                }
                const bool several = parts.size() > 1;
                for (const auto& part : parts)
                    input.sources.push_back({part.cluster, part.grid, {}});
                input.clusterGrid = several ? combineClusters(besides) : besides.front().grid;
                input.grid = !several                            ? parts.front().grid
                    : input.figure.scope.level == Level::Cluster ? combineClusters(parts)
                                                                 : combineSubjects(parts);
                return std::move(input);
            },
            [this](ProvenanceInput&& combined) { fetchLedgers(std::move(combined)); });
    });
}

/// Of the newest snapshot of the cluster then: several clusters' are not taken in the same second.
void ProvenancePresenter::loadSnapshot()
{
    constexpr auto lookBack = std::chrono::hours(24);
    SnapshotProvenanceInput input;
    input.figure = *m_figure;
    input.zone = state().query().zone;
    const auto cluster = m_clusters.front();
    input.clusterName = displayName(cluster);
    const auto taken = *m_figure->snapshot;
    fetch(store().snapshotHeads(cluster, {taken - lookBack, taken + std::chrono::seconds(1)}),
        [this, input, cluster, taken](const std::vector<SnapshotHead>& heads) {
            const auto snapshot = store().snapshot(cluster, heads.empty() ? taken : heads.back().time);
            fetch(snapshot, [this, input, cluster](const SnapshotPtr& found) {
                fetch(store().ledger(cluster), [this, input, found](const std::vector<CoverageEntry>& ledger) mutable {
                    input.snapshot = found;
                    input.ledger = ledger;
                    compute([input] { return provenanceOf(input); },
                        [this](Provenance&& made) {
                            m_data = std::move(made);
                            finish(PanelState::ready());
                        });
                });
            });
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
