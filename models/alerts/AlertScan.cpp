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

} // namespace

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
        const auto from = scan.end - alertHistory(rules, scope.level);
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
            alerts.push_back({rule.id, rule.name, scope, episode.subject, hourStart(episode.first), episode.last,
                episode.value, rule.metric, episode.gpus, episode.gpuHours});
        }
        std::stable_sort(alerts.begin() + std::ptrdiff_t(begin), alerts.end(),
            [](const FiringAlert& a, const FiringAlert& b) { return a.gpuHours > b.gpuHours; });
    }
    return alerts;
}

} // namespace atlas
