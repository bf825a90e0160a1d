// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/WastePresenter.h"

#include "models/analysis/Format.h"
#include "models/views/SubjectComparison.h"

#include <algorithm>
#include <utility>

namespace atlas {

namespace {

using namespace std::chrono_literals;

/// How far before the range an idle run may begin and still be told from when.
constexpr auto lookBack = 24h * 7;
/// Workloads come and go: of longer ranges they are too many to be looked at hour by hour.
constexpr auto longestOfWorkloads = 24h * 35;

} // namespace

WasteChoice::WasteChoice(const DashboardQuery& query)
{
    const auto text = [&query](const char* name) {
        return query.view.value(QStringLiteral("waste.") + QLatin1StringView(name));
    };
    const auto levelText = text("level");
    level = levelText == QLatin1StringView("workload") ? Level::Workload
        : levelText == QLatin1StringView("dimension")  ? Level::Dimension
                                                       : Level::Namespace;
    bool understood = false;
    const int hours = text("after").toInt(&understood);
    if (understood && hours >= 1)
        rule.afterHours = hours;
    const double threshold = text("threshold").toDouble(&understood);
    if (understood && threshold >= 0 && threshold <= 100)
        rule.threshold = threshold;
    logarithmic = text("scale") != QLatin1StringView("linear");
}

WastePresenter::WastePresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_input(std::make_shared<const WasteInput>())
    , m_data(std::make_shared<WasteValues>())
{
}

bool WastePresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    return Presenter::concerns(before, after) || WasteChoice(before) != WasteChoice(after)
        || before.selection != after.selection;
}

bool WastePresenter::concernsChange(const QString& cluster, TimeRange range, bool snapshots) const
{
    const auto looked = lookedAt();
    return Presenter::concernsChange(cluster, range, snapshots)
        || (state().query().clusters.contains(cluster) && range.from < looked.to && looked.from < range.to);
}

TimeRange WastePresenter::lookedAt() const
{
    return {state().range().from - lookBack, state().range().to};
}

bool WastePresenter::workloadsAreWanted() const
{
    return state().range().length() <= longestOfWorkloads;
}

QString WastePresenter::withoutWorkloads() const
{
    if (!workloadsAreWanted())
        return tr("Workloads are listed for ranges of up to 35 days.");
    return m_data->found->ofWorkloads ? QString() : tr("There are no rows of workloads in this range.");
}

Selection WastePresenter::selectionOf(const QStringList& names) const
{
    const auto level = choice().level;
    return {level, level == Level::Dimension ? m_dimension : DimensionKey(), names};
}

QStringList WastePresenter::selected() const
{
    const auto mine = selectionOf({});
    return state().query().selected(mine.level, mine.dimension);
}

QPointF WastePresenter::lines() const
{
    return movedLines().value_or(m_data->lines);
}

std::optional<QPointF> WastePresenter::movedLines() const
{
    const auto parts = state().query().view.value(QStringLiteral("waste.lines")).split(QLatin1Char(';'));
    bool x = false, y = false;
    const QPointF moved(parts.value(0).toDouble(&x), parts.value(1).toDouble(&y));
    return x && y ? std::optional(moved) : std::nullopt;
}

void WastePresenter::moveLines(QPointF lines)
{
    state().setView(QStringLiteral("waste.lines"),
        QString::number(lines.x(), 'g', 6) + QLatin1Char(';') + QString::number(lines.y(), 'g', 4));
}

QString WastePresenter::note() const
{
    const QString text = formatRange(state().range(), state().zone());
    const QString coverage = coverageNote(m_data->found->usage);
    return coverage.isEmpty() ? text : text + QStringLiteral(" · ") + coverage;
}

void WastePresenter::load()
{
    fetch(store().inventory(), [this](const Inventory& inventory) {
        const auto* info = inventory.find(state().query().primaryCluster().toStdString());
        m_dimensions = info ? info->dimensions : std::vector<DimensionKey>();
        m_dimension = {};
        for (const auto& wanted : {state().query().dimension, DimensionKey{DimensionType::Label, "team"}}) {
            if (std::find(m_dimensions.begin(), m_dimensions.end(), wanted) != m_dimensions.end()) {
                m_dimension = wanted;
                break;
            }
        }
        if (m_dimension.key.empty() && !m_dimensions.empty())
            m_dimension = m_dimensions.front();
        const auto empty = [this](const QString& why) {
            replace(m_input, std::make_shared<const WasteInput>());
            replace(m_data, std::make_shared<const WasteValues>());
            m_sentence.clear();
            finish(PanelState::empty(why));
        };
        if (choice().level == Level::Dimension && m_dimension.key.empty())
            return empty(
                tr("No label or annotation of this cluster has hourly rows. Look at namespaces or workloads."));
        if (choice().level == Level::Workload && !workloadsAreWanted())
            return empty(withoutWorkloads() + QLatin1Char(' ') + tr("Choose a shorter one, or look at namespaces."));
        loadGrids();
    });
}

void WastePresenter::loadGrids()
{
    const auto chosen = choice();
    WasteInput input;
    input.range = state().range();
    input.previousRange = state().previousRange();
    input.zone = state().zone();
    input.previousName = state().previousName();
    input.subjectTitle = chosen.level == Level::Workload ? tr("Workload")
        : chosen.level == Level::Dimension               ? displayName(m_dimension.key)
                                                         : tr("Namespace");
    input.rule = chosen.rule;
    input.options = shownOptions();
    input.options.idleThreshold = chosen.rule.threshold;
    input.clusterName = colorScope();
    input.currency = shownCurrency();
    input.selected = selected();
    input.logarithmic = chosen.logarithmic;
    input.movedLines = movedLines();

    // Of namespaces and labels the period before as well: they are few.
    const auto looked = lookedAt();
    const TimeRange all{std::min(looked.from, input.previousRange.from), input.range.to};
    const auto& subjects = chosen.level == Level::Workload ? looked : all;
    std::vector<GridWish> wishes{{Level::Cluster, all},
        {chosen.level, subjects, chosen.level == Level::Dimension ? m_dimension : DimensionKey()}};
    const bool also = workloadsAreWanted() && chosen.level != Level::Workload;
    if (also)
        wishes.push_back({Level::Workload, looked});
    fetchGrids(wishes, [this, input = std::move(input), also](const std::vector<GridPtr>& grids) mutable {
        input.cluster = grids[0];
        input.subjects = grids[1];
        if (also)
            input.workloads = grids[2];
        else if (input.subjects->scope().level == Level::Workload)
            input.workloads = input.subjects;
        struct Shown
        {
            std::shared_ptr<const WasteInput> input;
            std::shared_ptr<const WasteValues> values;
            QString sentence;
        };
        const auto known = sameFindings(input, *m_input) ? m_data->found : nullptr;
        compute(
            [input = std::move(input), known, bucket = state().bucket()]() mutable {
                input.buckets = cutBuckets(input.range, bucket, input.zone);
                const auto found = known ? known : std::make_shared<const WasteFindings>(findWaste(input));
                auto values = std::make_shared<const WasteValues>(wasteValues(input, found));
                const QString sentence = reclaimSentence(input, *values);
                return Shown{std::make_shared<const WasteInput>(std::move(input)), std::move(values), sentence};
            },
            [this](Shown shown) {
                replace(m_input, std::move(shown.input));
                replace(m_data, std::move(shown.values));
                m_sentence = shown.sentence;
                if (m_data->isEmpty())
                    finish(noData());
                else if (m_data->found->holders.empty())
                    finish(PanelState::empty(choice().level == Level::Workload
                            ? tr("There are no rows of workloads in this range. Look at namespaces.")
                            : tr("Nobody has rows in this range.")));
                else
                    finish(PanelState::ready());
            });
    });
}

} // namespace atlas
