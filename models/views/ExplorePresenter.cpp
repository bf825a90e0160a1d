// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ExplorePresenter.h"

#include "models/analysis/Format.h"
#include "models/analysis/RollUp.h"
#include "models/views/Derive.h"
#include "models/views/Overview.h"
#include "models/views/Workloads.h"

#include <algorithm>
#include <utility>

namespace atlas {

namespace {
constexpr int mostSelected = 100; ///< a history of lists of 50,000 names would be of no use
}

ExplorePresenter::ExplorePresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_data(std::make_shared<ExploreData>())
{
    connect(&session, &Session::settingsChanged, this, [this] { ++m_changes; });
    connect(&session.store(), &StoreReader::changed, this, [this](const QString& cluster, TimeRange range) {
        if (concernsChange(cluster, range, false))
            ++m_changes;
    });
}

bool ExplorePresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    const auto choice = exploreChoice(after.view);
    return Presenter::concerns(before, after) || before.viewDiffers(after, QStringLiteral("explore"))
        || before.selected(choice.level, choice.dimension) != after.selected(choice.level, choice.dimension);
}

ExplorePresenter::HoursKey ExplorePresenter::wantedHours() const
{
    const auto choice = wanted();
    return {choice.level, choice.dimension, choice.level == Level::Cluster && choice.metric == Metric::ActiveWorkloads,
        state().query().clusters, state().range(), m_changes};
}

void ExplorePresenter::load()
{
    if (m_hours && m_hoursKey == wantedHours())
        return derive();
    fetch(store().inventory(), [this](const Inventory& inventory) {
        m_dimensions.clear();
        for (const auto& cluster : state().query().clusters) {
            if (const auto* info = inventory.find(cluster.toStdString()))
                m_dimensions.insert(m_dimensions.end(), info->dimensions.begin(), info->dimensions.end());
        }
        std::ranges::sort(m_dimensions);
        m_dimensions.erase(std::unique(m_dimensions.begin(), m_dimensions.end()), m_dimensions.end());
        m_hours = nullptr; // they are of the key before
        m_hoursKey = wantedHours();
        if (m_hoursKey.level == Level::Cluster)
            loadClusters();
        else
            loadHours(inventory);
    });
}

void ExplorePresenter::loadHours(const Inventory& inventory)
{
    auto range = m_hoursKey.range;
    if (m_hoursKey.level == Level::Workload) { // of other hours nothing is known of any
        std::vector<std::string> clusters;
        for (const auto& cluster : m_hoursKey.clusters)
            clusters.push_back(cluster.toStdString());
        range = rangeWithWorkloads(inventory, clusters, range);
    }
    fetchGrids({{Level::Cluster, range}, {m_hoursKey.level, range, m_hoursKey.dimension}},
        [this](const std::vector<GridPtr>& grids) {
            auto hours = std::make_shared<ExploreHours>();
            hours->cluster = grids[0];
            hours->subjects = grids[1];
            hours->options = shownOptions();
            prepared(std::move(hours), {});
        });
}

/// Clusters stand side by side, each read as its connection says.
void ExplorePresenter::loadClusters()
{
    std::vector<QFuture<Result<GridPtr>>> grids;
    for (const auto level : {Level::Cluster, Level::Namespace}) {
        for (const auto& cluster : m_hoursKey.clusters) {
            if (level == Level::Cluster || m_hoursKey.workloads)
                grids.push_back(store().grid({{cluster.toStdString(), level, {}}, m_hoursKey.range}));
        }
    }
    fetchAll(grids, [this](const std::vector<GridPtr>& answers) {
        auto hours = std::make_shared<ExploreHours>();
        const auto count = std::size_t(m_hoursKey.clusters.size());
        for (std::size_t i = 0; i < count; ++i) {
            const auto& cluster = m_hoursKey.clusters[qsizetype(i)];
            auto options = session().usageOptions(cluster);
            if (const auto price = session().price(cluster); price && !shownCurrency().isEmpty())
                options.pricePerGpuHour = price->perGpuHour;
            hours->clusters.push_back({cluster.toStdString(), answers[i], options});
        }
        prepared(std::move(hours), {answers.begin() + std::ptrdiff_t(count), answers.end()});
    });
}

void ExplorePresenter::prepared(std::shared_ptr<ExploreHours> hours, const std::vector<GridPtr>& counted)
{
    hours->range = m_hoursKey.range;
    hours->clusterName = colorScope();
    compute(
        [hours, counted] {
            for (std::size_t i = 0; i < counted.size(); ++i) {
                auto& grid = hours->clusters[i].grid;
                grid = std::make_shared<const HourGrid>(withActiveWorkloads(*grid, *counted[i]));
            }
            prepare(*hours);
            return std::shared_ptr<const ExploreHours>(hours);
        },
        [this](std::shared_ptr<const ExploreHours> done) {
            m_hours = std::move(done);
            derive();
        });
}

void ExplorePresenter::derive()
{
    ExploreInput input;
    input.hours = m_hours;
    input.choice = wanted();
    const auto names = selected();
    for (const auto& name : names)
        input.selected.push_back(name.toStdString());
    input.zone = state().query().zone;
    input.subjectTitle = subjectTitle();
    const auto range = state().range();
    const auto bucket = state().bucket();
    const auto zone = state().zone();
    compute(
        [input, range, bucket, zone]() mutable {
            input.buckets = cutBuckets(range, bucket, zone);
            return std::make_shared<const ExploreData>(exploreOf(input));
        },
        [this, choice = input.choice](std::shared_ptr<const ExploreData> data) {
            m_choice = choice;
            replace(m_data, std::move(data));
            if (m_data->subjects.rows.empty()) {
                finish(choice.level == Level::Workload || choice.level == Level::Dimension ? PanelState::empty(
                           tr("There are no rows of this level in the range. Of workloads only the last "
                              "31 days of a range are fetched; some servers have none."),
                           tr("Go to the newest data"))
                                                                                           : noData());
            } else {
                finish(PanelState::ready());
            }
        });
}

QStringList ExplorePresenter::selected() const
{
    const auto choice = wanted();
    const auto& selection = state().query().selection;
    // Namespaces of selected workloads are no choice of namespaces.
    return selection.level == choice.level ? state().query().selected(choice.level, choice.dimension) : QStringList();
}

QString ExplorePresenter::subjectTitle() const
{
    const auto choice = wanted();
    switch (choice.level) {
    case Level::Cluster:
        return tr("Cluster");
    case Level::Namespace:
        return tr("Namespace");
    case Level::Workload:
        return tr("Workload");
    case Level::Dimension:
        break;
    }
    return displayName(choice.dimension.key);
}

QString ExplorePresenter::note() const
{
    QStringList parts;
    if (metricUnit(m_choice.metric) == Unit::Money)
        parts << shownCurrency();
    else if (const QString unit = unitName(metricUnit(m_choice.metric)); !unit.isEmpty())
        parts << unit;
    if (m_choice.drawn() != ExploreChart::Bars)
        parts << bucketNote(state().bucket());
    parts << formatRange(state().range(), state().zone());
    if (m_data->clusterHours < m_data->hoursExpected) {
        parts << tr("%1 of %2 h")
                     .arg(formatFigure(m_data->clusterHours, Unit::Count),
                         formatFigure(m_data->hoursExpected, Unit::Count));
    }
    if (m_data->rest > 0 && !hasOther(m_choice.metric))
        parts << tr("the others have no such figure together");
    return parts.join(QStringLiteral(" · "));
}

void ExplorePresenter::choose(const char* name, const QString& value)
{
    state().setView(QStringLiteral("explore.") + QString::fromLatin1(name), value);
}

void ExplorePresenter::selectSubjects(const QStringList& names)
{
    const auto choice = wanted();
    state().setSelection({choice.level, choice.dimension, names.mid(0, mostSelected)});
}

} // namespace atlas
