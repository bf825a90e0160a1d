// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ComparePresenter.h"

#include "models/analysis/Format.h"
#include "models/views/RangeText.h"

#include <algorithm>

namespace atlas {

namespace {

TimeRange wholeHours(Instant from, Instant to)
{
    return {std::chrono::floor<std::chrono::hours>(from), std::chrono::floor<std::chrono::hours>(to)};
}

} // namespace

CompareChoice::CompareChoice(const DashboardQuery& query)
{
    const auto text = [&query](const char* name) {
        return query.view.value(QStringLiteral("compare.") + QLatin1StringView(name));
    };
    clusters = text("mode") == QLatin1StringView("clusters");
    other = text("other");
    if (text("align") == QLatin1StringView("weekday"))
        how = AlignBy::Weekday;
    const auto figureText = text("figure");
    figure = figureText == QLatin1StringView("allocated") ? OverlayFigure::Allocated
        : figureText == QLatin1StringView("utilization")  ? OverlayFigure::Utilization
        : figureText == QLatin1StringView("rate")         ? OverlayFigure::AllocationRate
                                                          : OverlayFigure::Used;
    const auto withText = text("with");
    const auto from = instantFromText(text("from"), QTimeZone::utc()),
               to = instantFromText(text("to"), QTimeZone::utc());
    if (withText == QLatin1StringView("week"))
        with = ComparedPeriod::WeekBefore;
    else if (withText == QLatin1StringView("month"))
        with = ComparedPeriod::MonthBefore;
    else if (withText == QLatin1StringView("free") && from && to && *from < *to) {
        with = ComparedPeriod::Free;
        free = {*from, *to};
    }
}

ComparePresenter::ComparePresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_data(std::make_shared<CompareValues>())
{
}

bool ComparePresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    return Presenter::concerns(before, after) || before.selection != after.selection
        || before.viewDiffers(after, QStringLiteral("compare"));
}

bool ComparePresenter::concernsChange(const QString& cluster, TimeRange range, bool snapshots) const
{
    const auto earlier = earlierRange();
    const bool shown = state().query().clusters.contains(cluster);
    return Presenter::concernsChange(cluster, range, snapshots)
        || (shown && range.from < earlier.to && earlier.from < range.to)
        || (choice().clusters && cluster == otherCluster());
}

QString ComparePresenter::otherCluster() const
{
    const auto wanted = choice().other;
    return m_others.contains(wanted) ? wanted : m_others.value(0);
}

TimeRange ComparePresenter::earlierRange() const
{
    const auto chosen = choice();
    if (chosen.clusters)
        return state().range();
    return chosen.with == ComparedPeriod::Free
        ? chosen.free
        : comparedPeriod(state().range(), state().previousRange(), chosen.with, chosen.how, state().zone());
}

QString ComparePresenter::note() const
{
    const auto zone = state().zone();
    if (choice().clusters)
        return formatRange(state().range(), zone);
    const auto& aligned = m_data->aligned;
    const bool some = !aligned.later.isEmpty();
    const QString later = formatRange(some ? aligned.later : state().range(), zone);
    const QString suffix = QStringLiteral(", ") + zoneName(zone);
    const QString text = tr("%1 against %2")
                             .arg(later.endsWith(suffix) ? later.chopped(suffix.size()) : later,
                                 formatRange(some ? aligned.earlier : earlierRange(), zone));
    return text;
}

void ComparePresenter::compareWith(TimeRange period)
{
    auto query = state().query();
    query.view.insert(QStringLiteral("compare.with"), QStringLiteral("free"));
    query.view.insert(QStringLiteral("compare.from"), QString::fromStdString(formatRfc3339(period.from)));
    query.view.insert(QStringLiteral("compare.to"), QString::fromStdString(formatRfc3339(period.to)));
    state().setQuery(query);
}

void ComparePresenter::nextStep()
{
    if (m_nextEarlier) {
        compareWith(*m_nextEarlier);
    } else if (m_nextRange) {
        auto query = state().query();
        query.preset = RangePreset::Custom;
        query.custom = *m_nextRange;
        for (const char* name : {"with", "from", "to"})
            query.view.remove(QStringLiteral("compare.") + QLatin1StringView(name));
        state().setQuery(query);
    } else {
        Presenter::nextStep();
    }
}

void ComparePresenter::load()
{
    fetch(store().inventory(), [this](const Inventory& inventory) {
        const auto& shown = state().query().clusters;
        m_others.clear();
        m_stored.reset();
        for (const auto& info : inventory.clusters) {
            const auto name = QString::fromStdString(info.name);
            if (shown.contains(name) && info.hours) {
                // Of several clusters the hours that all have.
                m_stored = !m_stored
                    ? *info.hours
                    : TimeRange{std::max(m_stored->from, info.hours->from), std::min(m_stored->to, info.hours->to)};
            }
            if (name == state().query().primaryCluster())
                continue;
            if (shown.contains(name))
                m_others.prepend(name); // shown beside the first: most likely meant
            else
                m_others.append(name);
        }
        if (choice().clusters)
            loadClusters();
        else
            loadPeriods();
    });
}

CompareInput ComparePresenter::inputOf() const
{
    const auto chosen = choice();
    CompareInput input;
    input.clusters = chosen.clusters;
    input.how = chosen.clusters ? AlignBy::Offset : chosen.how;
    input.bucket = state().bucket();
    input.zone = state().zone();
    input.figure = chosen.figure;
    input.selected = state().query().selected(Level::Namespace).value(0).toStdString();
    input.later.range = state().range();
    input.earlier.range = earlierRange();
    return input;
}

void ComparePresenter::loadPeriods()
{
    auto input = inputOf();
    input.cluster = colorScope();
    input.currency = shownCurrency();
    input.later.options = input.earlier.options = shownOptions();
    input.later.name = tr("This period");
    switch (choice().with) {
    case ComparedPeriod::Before:
        input.earlier.name = tr("Period before");
        break;
    case ComparedPeriod::WeekBefore:
        input.earlier.name = tr("Week before");
        break;
    case ComparedPeriod::MonthBefore:
        input.earlier.name = tr("Month before");
        break;
    case ComparedPeriod::Free:
        input.earlier.name = tr("Chosen period");
        break;
    }
    const auto later = input.later.range, earlier = input.earlier.range;
    fetchGrids(
        {{Level::Cluster, later}, {Level::Namespace, later}, {Level::Cluster, earlier}, {Level::Namespace, earlier}},
        [this, input = std::move(input)](const std::vector<GridPtr>& grids) mutable {
            input.later.cluster = grids[0];
            input.later.namespaces = grids[1];
            input.earlier.cluster = grids[2];
            input.earlier.namespaces = grids[3];
            show(std::move(input));
        });
}

void ComparePresenter::loadClusters()
{
    const QString first = state().query().primaryCluster(), second = otherCluster();
    if (second.isEmpty()) {
        m_data = std::make_shared<CompareValues>();
        m_nextEarlier.reset();
        m_nextRange.reset();
        finish(PanelState::empty(
            tr("There is only one cluster. Compare two periods of it, or open a source with another cluster.")));
        return;
    }
    auto input = inputOf();
    input.cluster = first.toStdString();
    std::vector<QFuture<Result<GridPtr>>> grids;
    for (const auto& cluster : {first, second}) {
        auto& side = grids.empty() ? input.later : input.earlier;
        side.name = displayName(cluster.toStdString());
        side.options = session().usageOptions(cluster);
        for (const auto level : {Level::Cluster, Level::Namespace})
            grids.push_back(store().grid({{cluster.toStdString(), level, {}}, side.range}));
    }
    fetchAll(grids, [this, input = std::move(input)](const std::vector<GridPtr>& got) mutable {
        input.later.cluster = got[0];
        input.later.namespaces = got[1];
        input.earlier.cluster = got[2];
        input.earlier.namespaces = got[3];
        show(std::move(input));
    });
}

void ComparePresenter::show(CompareInput input)
{
    auto shared = std::make_shared<const CompareInput>(std::move(input));
    compute([shared] { return std::make_shared<const CompareValues>(compareValues(*shared)); },
        [this, shared](std::shared_ptr<const CompareValues> values) {
            m_data = std::move(values);
            finish(panelOf(*shared));
        });
}

/// Ready, or why not, with the way to two periods that have data.
PanelState ComparePresenter::panelOf(const CompareInput& input)
{
    m_nextEarlier.reset();
    m_nextRange.reset();
    if (m_data->hasLater() && m_data->hasEarlier())
        return PanelState::ready();
    const HourPresence later(*input.later.cluster), earlier(*input.earlier.cluster);
    const auto count = [](const HourPresence& presence, TimeRange range) {
        return presence.count(range.firstHour(), range.endHour());
    };
    if (count(later, input.later.range) == 0)
        return noData();
    const auto zone = state().zone();
    if (input.clusters) {
        return PanelState::empty(
            tr("%1 has no hours in %2.").arg(input.earlier.name, formatRange(input.earlier.range, zone)));
    }
    const bool apart = count(earlier, input.earlier.range) > 0;
    const QString why = apart
        ? tr("No hour of %1 has a counterpart in %2. Align them by their begin, or choose another period.")
              .arg(formatRange(input.later.range, zone), formatRange(input.earlier.range, zone))
        : tr("There are no hours of %1: nothing to compare with.").arg(formatRange(input.earlier.range, zone));
    if (!m_stored)
        return PanelState::empty(why);
    const auto length = input.later.range.length();
    if (const auto end = std::min(input.later.range.from, m_stored->to); m_stored->from < end && !apart) {
        m_nextEarlier = wholeHours(std::max(m_stored->from, end - length), end);
        return PanelState::empty(why, tr("Compare with %1").arg(formatRange(*m_nextEarlier, zone)));
    }
    // All that there is lies within the range: its second half can be compared with its first.
    const auto from = std::max(input.later.range.from, m_stored->from);
    const auto to = std::min(input.later.range.to, m_stored->to);
    if (to - from < std::chrono::hours(2))
        return PanelState::empty(why);
    const auto half = std::chrono::floor<std::chrono::hours>((to - from) / 2);
    m_nextRange = wholeHours(to - half, to);
    return PanelState::empty(why, tr("Compare the second half of the data with the first"));
}

} // namespace atlas
