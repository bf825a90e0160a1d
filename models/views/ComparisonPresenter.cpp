// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ComparisonPresenter.h"

#include "models/analysis/Format.h"

#include <algorithm>
#include <utility>

namespace atlas {

ComparisonPresenter::ComparisonPresenter(Level level, DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_level(level)
    , m_data(std::make_shared<ComparisonValues>())
{
}

bool ComparisonPresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    return Presenter::concerns(before, after) || before.metric != after.metric || before.viewDiffers(after, page())
        || before.selected(m_level, m_dimension) != after.selected(m_level, m_dimension);
}

QString ComparisonPresenter::page() const
{
    return m_level == Level::Dimension ? QStringLiteral("teams") : QStringLiteral("namespaces");
}

QString ComparisonPresenter::choice(const char* name) const
{
    return state().query().view.value(choiceKey(name));
}

QString ComparisonPresenter::choiceKey(const char* name) const
{
    return page() + QLatin1Char('.') + QLatin1StringView(name);
}

void ComparisonPresenter::choose(const char* name, const QString& value)
{
    state().setView(choiceKey(name), value);
}

int ComparisonPresenter::top() const
{
    const int count = choice("top").toInt();
    return count == 5 || count == 20 || count == 50 ? count : 10;
}

Metric ComparisonPresenter::multiplesOf() const
{
    return choice("small") == QLatin1StringView("utilization") ? Metric::Utilization : Metric::AverageAllocated;
}

bool ComparisonPresenter::multiplesHaveOwnScales() const
{
    return choice("scale") == QLatin1StringView("own");
}

bool ComparisonPresenter::overTime() const
{
    return choice("over") == QLatin1StringView("time");
}

bool ComparisonPresenter::stackedShares() const
{
    return choice("unit") == QLatin1StringView("percent");
}

std::vector<std::string> ComparisonPresenter::selected() const
{
    std::vector<std::string> names;
    for (const auto& name : state().query().selected(m_level, m_dimension))
        names.push_back(name.toStdString());
    return names;
}

void ComparisonPresenter::load()
{
    if (m_level != Level::Dimension) {
        loadGrids();
        return;
    }
    fetch(store().inventory(), [this](const Inventory& inventory) {
        chooseDimension(inventory);
        if (!m_dimension.key.empty()) {
            loadGrids();
            return;
        }
        m_data = std::make_shared<ComparisonValues>();
        finish(PanelState::empty(tr("No label or annotation of this cluster has hourly rows. Servers send them "
                                    "where labels are configured for aggregation.")));
    });
}

/// The state's key, else teams (it is what the page is for), else the first.
void ComparisonPresenter::chooseDimension(const Inventory& inventory)
{
    m_dimensions.clear();
    for (const auto& cluster : state().query().clusters) {
        const auto* info = inventory.find(cluster.toStdString());
        if (!info)
            continue;
        for (const auto& dimension : info->dimensions) {
            if (std::find(m_dimensions.begin(), m_dimensions.end(), dimension) == m_dimensions.end())
                m_dimensions.push_back(dimension);
        }
    }
    std::stable_sort(m_dimensions.begin(), m_dimensions.end(),
        [](const DimensionKey& a, const DimensionKey& b) { return a.type < b.type; });
    m_dimension = {};
    for (const auto& wanted : {state().query().dimension, DimensionKey{DimensionType::Label, "team"}}) {
        if (m_dimension.key.empty()
            && std::find(m_dimensions.begin(), m_dimensions.end(), wanted) != m_dimensions.end())
            m_dimension = wanted;
    }
    if (m_dimension.key.empty() && !m_dimensions.empty())
        m_dimension = m_dimensions.front();
}

void ComparisonPresenter::loadGrids()
{
    const TimeRange range = state().range(), previous = state().previousRange();
    const TimeRange both{std::min(range.from, previous.from), std::max(range.to, previous.to)};
    const bool teams = m_level == Level::Dimension;
    SubjectFigures figures;
    figures.range = range;
    figures.previousRange = previous;
    figures.options = shownOptions();
    ComparisonInput input;
    input.zone = state().query().zone;
    input.metric = state().query().metric;
    input.scope = {colorScope(), m_level, teams ? m_dimension : DimensionKey()};
    input.subjectTitle = teams ? displayName(m_dimension.key) : tr("Namespace");
    input.defaultValue = teams ? "unknown" : std::string();
    input.unattributedRow = true;
    input.currency = shownCurrency();
    input.top = top();
    input.selected = selected();
    input.multiplesOf = multiplesOf();
    input.overTime = teams && overTime();
    input.stackedShares = stackedShares();
    const std::vector<GridWish> wishes{{Level::Cluster, both, {}}, {m_level, range, input.scope.dimension},
        {m_level, previous, input.scope.dimension}};
    fetchGrids(wishes,
        [this, input = std::move(input), figures = std::move(figures)](const std::vector<GridPtr>& grids) mutable {
            figures.cluster = grids[0];
            figures.current = grids[1];
            figures.previous = grids[2];
            if (m_level == Level::Namespace)
                loadCapacities(std::move(input), std::move(figures));
            else
                derive(std::move(input), std::move(figures));
        });
}

/// Of each cluster, to tell quotas from its capacity.
void ComparisonPresenter::loadCapacities(ComparisonInput input, SubjectFigures figures)
{
    const auto clusters = state().query().clusters;
    if (clusters.size() == 1) {
        input.clusters = {{std::string(), figures.cluster}};
        derive(std::move(input), std::move(figures));
        return;
    }
    std::vector<QFuture<Result<GridPtr>>> grids;
    for (const auto& cluster : clusters)
        grids.push_back(store().grid({{cluster.toStdString(), Level::Cluster, {}}, figures.range}));
    fetchAll(grids,
        [this, clusters, input = std::move(input), figures = std::move(figures)](
            const std::vector<GridPtr>& answers) mutable {
            for (std::size_t i = 0; i < answers.size(); ++i)
                input.clusters.emplace_back(clusters[qsizetype(i)].toStdString() + '/', answers[i]);
            derive(std::move(input), std::move(figures));
        });
}

void ComparisonPresenter::derive(ComparisonInput input, SubjectFigures figures)
{
    if (m_data->figures && m_data->figures->isSame(figures))
        input.figures = m_data->figures;
    compute(
        [input = std::move(input), figures = std::move(figures), range = state().range(), bucket = state().bucket(),
            zone = state().zone()]() mutable {
            input.buckets = cutBuckets(range, bucket, zone);
            if (!input.figures)
                input.figures = computeFigures(std::move(figures));
            return std::make_shared<const ComparisonValues>(compareSubjects(input));
        },
        [this](std::shared_ptr<const ComparisonValues> values) {
            replace(m_data, std::move(values));
            finish(m_data->subjects > 0 ? PanelState::ready() : noData());
        });
}

QString ComparisonPresenter::note() const
{
    QString text = formatRange(state().range(), state().zone());
    const QString coverage = coverageNote(m_data->cluster);
    return coverage.isEmpty() ? text : text + QStringLiteral(" · ") + coverage;
}

QString ComparisonPresenter::changeNote() const
{
    if (m_data->comparable || m_data->subjects == 0)
        return {};
    const auto previous = state().previousRange();
    const int hours = m_data->figures->presence.count(previous.firstHour(), previous.endHour());
    return hours == 0 ? tr("no data for the %1").arg(state().previousName())
                      : tr("no change shown: only %1 of %2 h of the %3 have data")
                            .arg(hours)
                            .arg(previous.hours())
                            .arg(state().previousName());
}

} // namespace atlas
