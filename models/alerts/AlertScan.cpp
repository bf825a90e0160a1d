// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/AlertScan.h"

#include <algorithm>

namespace atlas {

namespace {

std::vector<AlertRule> usable(const std::vector<AlertRule>& rules)
{
    std::vector<AlertRule> result;
    std::copy_if(rules.begin(), rules.end(), std::back_inserter(result),
        [](const AlertRule& rule) { return rule.enabled && faultsOf(rule).isEmpty(); });
    return result;
}

GridScope scopeOf(const AlertRule& rule, const std::string& cluster)
{
    return {cluster, rule.level, rule.level == Level::Dimension ? rule.dimension : DimensionKey{}};
}

/// A rule of missing data and a source that does not answer: the episode of the cluster, where it has one, or a new
/// one.
void addUnanswered(const AlertScan& scan, const AlertRule& rule, const GridScope& scope, FiringAlert* episode,
    std::vector<FiringAlert>& alerts)
{
    const bool isLong =
        scan.unansweredSince && hourStart(scan.end) - *scan.unansweredSince >= std::chrono::hours(rule.hours);
    if (!isLong || rule.condition != AlertCondition::Missing || rule.level != Level::Cluster
        || !isAbout(rule, scan.cluster))
        return;
    if (!episode) {
        auto& alert = alerts.emplace_back();
        alert.ruleId = rule.id;
        alert.ruleName = ruleName(rule);
        alert.scope = scope;
        alert.subject = scan.cluster;
        alert.since = *scan.unansweredSince;
        alert.metric = rule.metric;
        episode = &alert;
    }
    episode->lastHour = scan.end - 1;
    episode->unansweredSince = scan.unansweredSince;
}

} // namespace

std::optional<Instant> lastAnswer(const std::vector<CoverageEntry>& ledger)
{
    std::optional<Instant> last;
    for (const auto& entry : ledger) {
        const auto at = std::chrono::floor<std::chrono::seconds>(entry.fetchedAt);
        if (entry.state != CoverageState::Gap && !entry.request.empty() && (!last || *last < at))
            last = at;
    }
    return last;
}

Unit alertUnit(Metric metric)
{
    return metric == Metric::AverageAllocated ? Unit::Gpus : Unit::Percent;
}

int alertHistory(const std::vector<AlertRule>& rules, Level level)
{
    constexpr int week = 7 * 24;
    int hours = level == Level::Workload ? 2 * week : 5 * week;
    for (const auto& rule : rules) {
        if (rule.level == level || level == Level::Cluster)
            hours = std::max(hours, 2 * rule.hours);
    }
    return hours;
}

std::vector<GridQuery> queriesOf(const AlertScan& scan)
{
    const auto rules = usable(scan.rules);
    std::vector<GridQuery> queries;
    if (rules.empty())
        return queries;
    const auto add = [&](const GridScope& scope) {
        auto from = scan.end - alertHistory(rules, scope.level);
        if (scope.level == Level::Cluster && scan.dataEnd)
            from = std::min(from, *scan.dataEnd - 1);
        queries.push_back({scope, {hourStart(from), hourStart(scan.end)}});
    };
    add({scan.cluster, Level::Cluster, {}});
    for (const auto& rule : rules) {
        const auto scope = scopeOf(rule, scan.cluster);
        if (std::none_of(queries.begin(), queries.end(), [&scope](const GridQuery& q) { return q.scope == scope; }))
            add(scope);
    }
    return queries;
}

std::vector<FiringAlert> firingOf(const AlertScan& scan, const std::vector<GridPtr>& grids)
{
    std::vector<FiringAlert> alerts;
    if (grids.empty() || !grids.front())
        return alerts;
    const HourPresence presence(*grids.front());
    for (const auto& rule : usable(scan.rules)) {
        const auto scope = scopeOf(rule, scan.cluster);
        const auto grid = std::find_if(
            grids.begin(), grids.end(), [&scope](const GridPtr& answer) { return answer && answer->scope() == scope; });
        if (grid == grids.end())
            continue;
        const auto begin = alerts.size();
        const AlertSpan span{grid->get(), &presence, (*grid)->firstHour(), scan.end, scan.askedTo, scan.options};
        for (const auto& episode : episodesOf(rule, span)) {
            if (!episode.isOpen())
                continue;
            alerts.push_back({rule.id, ruleName(rule), scope, episode.subject, hourStart(episode.first), episode.last,
                episode.value, rule.metric, episode.gpus, episode.gpuHours});
        }
        addUnanswered(scan, rule, scope, alerts.size() > begin ? &alerts.back() : nullptr, alerts);
        std::stable_sort(alerts.begin() + std::ptrdiff_t(begin), alerts.end(),
            [](const FiringAlert& a, const FiringAlert& b) { return a.gpuHours > b.gpuHours; });
    }
    return alerts;
}

} // namespace atlas
