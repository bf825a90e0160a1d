// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AlertsPresenter.h"

#include "models/alerts/AlertScan.h"

#include <QUuid>

#include <algorithm>
#include <set>
#include <utility>

namespace atlas {

namespace {
const auto ruleKey = QStringLiteral("alerts.rule");
} // namespace

AlertsPresenter::AlertsPresenter(DashboardState& state, Session& session, AlertCenter* center, QObject* parent)
    : Presenter(state, session, parent)
    , m_center(center)
    , m_data(std::make_shared<AlertTrialData>())
{
    if (center) {
        connect(center, &AlertCenter::rulesChanged, this, &AlertsPresenter::centerChanged);
        connect(center, &AlertCenter::changed, this, [this] {
            if (std::exchange(m_waits, false))
                requestReload();
        });
    }
    connect(&state, &DashboardState::queryChanged, this, [this](const DashboardQuery& before) {
        if (before.view.value(ruleKey) != this->state().query().view.value(ruleKey))
            emit rulesChanged();
    });
}

std::vector<AlertRule> AlertsPresenter::rules() const
{
    std::vector<AlertRule> rules;
    if (m_center)
        rules = m_center->rules();
    for (auto& rule : rules)
        rule = m_drafts.value(rule.id, rule);
    for (const auto& id : m_new)
        rules.push_back(m_drafts.value(id));
    return rules;
}

std::optional<AlertRule> AlertsPresenter::find(const QString& id) const
{
    for (const auto& rule : rules()) {
        if (rule.id == id)
            return rule;
    }
    return std::nullopt;
}

std::optional<AlertRule> AlertsPresenter::rule() const
{
    if (auto chosen = find(state().query().view.value(ruleKey)))
        return chosen;
    const auto all = rules();
    return all.empty() ? std::nullopt : std::optional(all.front());
}

void AlertsPresenter::choose(const QString& id)
{
    state().setView(ruleKey, id);
}

void AlertsPresenter::edit(const AlertRule& rule)
{
    const auto before = find(rule.id);
    if (!before || *before == rule)
        return;
    m_drafts[rule.id] = rule;
    if (m_center && !m_new.contains(rule.id)) {
        const auto& saved = m_center->rules();
        if (std::find(saved.begin(), saved.end(), rule) != saved.end())
            m_drafts.remove(rule.id); // back to what it was
    }
    emit rulesChanged();
    requestReload();
}

void AlertsPresenter::save()
{
    const auto chosen = rule();
    if (!chosen || !m_center || !isEdited(chosen->id) || !faultsOf(*chosen).isEmpty())
        return;
    auto saved = m_center->rules();
    const auto same = [&chosen](const AlertRule& other) { return other.id == chosen->id; };
    if (const auto it = std::find_if(saved.begin(), saved.end(), same); it != saved.end())
        *it = *chosen;
    else
        saved.push_back(*chosen);
    m_drafts.remove(chosen->id);
    m_new.removeAll(chosen->id);
    m_center->setRules(saved);
}

void AlertsPresenter::discard()
{
    const auto chosen = rule();
    if (!chosen || !isEdited(chosen->id))
        return;
    m_drafts.remove(chosen->id);
    m_new.removeAll(chosen->id);
    emit rulesChanged();
    requestReload();
}

void AlertsPresenter::addDraft(AlertRule rule)
{
    rule.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_drafts[rule.id] = rule;
    m_new << rule.id;
    choose(rule.id);
    emit rulesChanged();
    requestReload();
}

void AlertsPresenter::add()
{
    AlertRule rule;
    rule.name = tr("New rule");
    rule.threshold = 20;
    addDraft(rule);
}

void AlertsPresenter::duplicate()
{
    auto chosen = rule();
    if (!chosen)
        return;
    chosen->name = tr("%1 (copy)").arg(ruleName(*chosen));
    addDraft(*chosen);
}

void AlertsPresenter::remove()
{
    const auto chosen = rule();
    if (!chosen || !m_center)
        return;
    m_drafts.remove(chosen->id);
    choose({});
    if (m_new.removeAll(chosen->id) > 0) {
        emit rulesChanged();
        requestReload();
        return;
    }
    auto rest = m_center->rules();
    std::erase_if(rest, [&chosen](const AlertRule& rule) { return rule.id == chosen->id; });
    m_center->setRules(rest);
}

void AlertsPresenter::setEnabled(const QString& id, bool on)
{
    if (m_drafts.contains(id))
        m_drafts[id].enabled = on;
    if (m_center && !m_new.contains(id)) {
        auto saved = m_center->rules();
        for (auto& rule : saved) {
            if (rule.id == id)
                rule.enabled = on;
        }
        m_center->setRules(saved);
    }
    emit rulesChanged();
}

void AlertsPresenter::centerChanged()
{
    emit rulesChanged();
    if (m_tried != rule())
        requestReload();
}

bool AlertsPresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    return Presenter::concerns(before, after) || before.viewDiffers(after, QStringLiteral("alerts"))
        || before.selection != after.selection;
}

void AlertsPresenter::load()
{
    m_waits = m_center && !m_center->isReady();
    if (!m_waits)
        fetch(store().inventory(), [this](const Inventory& inventory) { loadRule(inventory); });
}

void AlertsPresenter::loadRule(const Inventory& inventory)
{
    std::set<DimensionKey> keys;
    for (const auto& cluster : state().query().clusters) {
        if (const auto* info = inventory.find(cluster.toStdString()))
            keys.insert(info->dimensions.begin(), info->dimensions.end());
    }
    m_dimensions.assign(keys.begin(), keys.end());
    m_tried = rule();
    if (!m_tried) {
        m_data = std::make_shared<AlertTrialData>();
        return finish(PanelState::empty(tr("There is no rule to try. Add one.")));
    }
    AlertTrialInput input;
    input.rule = *m_tried;
    const auto range = state().range();
    input.range = {hourStart(range.firstHour()), hourStart(range.endHour())};
    input.zone = state().query().zone;
    if (session().isLive())
        input.knownTo = hourIndex(state().clockNow() - rowsMayTake);
    input.selected = state().query().selected(m_tried->level, m_tried->dimension);
    loadTrial(std::move(input));
}

void AlertsPresenter::loadTrial(AlertTrialInput input)
{
    const auto& rule = input.rule;
    const bool usable = faultsOf(rule, input.range.hours()).isEmpty();
    std::vector<QFuture<Result<GridPtr>>> grids;
    for (const auto& cluster : usable ? state().query().clusters : QStringList()) {
        const auto name = cluster.toStdString();
        input.clusters.push_back({name, {}, {}, session().usageOptions(cluster)});
        const auto key = rule.level == Level::Dimension ? rule.dimension : DimensionKey{};
        grids.push_back(store().grid({{name, Level::Cluster, {}}, input.range}));
        grids.push_back(store().grid({{name, rule.level, key}, input.range}));
    }
    const auto take = [this](std::shared_ptr<const AlertTrialData> data) {
        replace(m_data, std::move(data));
        if (!m_data->faults.isEmpty())
            finish(PanelState::empty(m_data->faults.join(QLatin1Char('\n'))));
        else
            finish(m_data->isEmpty() ? noData() : PanelState::ready());
    };
    if (grids.empty())
        return take(std::make_shared<const AlertTrialData>(alertTrialOf(input)));
    // Who is drawn, and the zone, change nothing of what the rule finds.
    fetchAll(grids, [this, input, take](const std::vector<GridPtr>& answers) mutable {
        for (std::size_t i = 0; i < input.clusters.size(); ++i) {
            input.clusters[i].cluster = answers[2 * i];
            input.clusters[i].grid = answers[2 * i + 1];
        }
        compute(
            [input, before = m_data] { return std::make_shared<const AlertTrialData>(alertTrialOf(input, *before)); },
            take);
    });
}

} // namespace atlas
