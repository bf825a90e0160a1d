// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/AlertRules.h"
#include "tests/support/EmptyReader.h"

#include <algorithm>
#include <map>
#include <set>

namespace atlas::test {

/// GPUs held and their utilisation in an hour.
struct HeldHour
{
    double gpus = unknown, utilization = unknown;
};

/// A store whose hours a test writes by hand.
class HandStore : public EmptyReader
{
public:
    /// scope -> subject -> hour
    std::map<GridScope, std::map<std::string, std::map<HourIndex, HeldHour>>> hours;
    std::set<GridScope> broken; ///< cannot be read
    bool noInventory = false; ///< nor can what there is
    std::vector<GridQuery> asked;

    QFuture<Result<Inventory>> inventory() override
    {
        if (noInventory)
            return answer<Inventory>(failure(ErrorClass::Cache, QStringLiteral("That cannot be read.")));
        Inventory inventory;
        for (const auto& [scope, subjects] : hours) {
            if (scope.level != Level::Cluster || subjects.empty() || subjects.begin()->second.empty())
                continue;
            const auto& rows = subjects.begin()->second;
            ClusterInfo info;
            info.name = scope.cluster;
            info.hours = TimeRange{hourStart(rows.begin()->first), hourStart(rows.rbegin()->first + 1)};
            inventory.clusters.push_back(info);
        }
        return answer(inventory);
    }
    QFuture<Result<GridPtr>> grid(const GridQuery& query) override
    {
        asked.push_back(query);
        if (broken.contains(query.scope))
            return answer<GridPtr>(failure(ErrorClass::Cache, QStringLiteral("That cannot be read.")));
        const auto first = query.range.firstHour(), end = query.range.endHour();
        std::vector<std::string> names;
        for (const auto& [subject, rows] : hours[query.scope]) {
            if (const auto it = rows.lower_bound(first); it != rows.end() && it->first < end)
                names.push_back(subject);
        }
        auto grid = std::make_shared<HourGrid>(query.scope, first, end - first, names);
        for (const auto& name : names) {
            const int subject = grid->indexOf(name);
            for (const auto& [hour, row] : hours[query.scope][name]) {
                if (hour < first || hour >= end)
                    continue;
                grid->mutableSeries(Column::Allocated, subject)[std::size_t(hour - first)] = row.gpus;
                grid->mutableSeries(Column::Utilization, subject)[std::size_t(hour - first)] = row.utilization;
            }
        }
        return answer<GridPtr>(grid);
    }

    /// An hour of the cluster "c", and one of a namespace in it.
    void add(HourIndex hour, const std::string& namespaceName, HeldHour row)
    {
        hours[{"c", Level::Cluster, {}}]["c"][hour] = {100, 50};
        hours[{"c", Level::Namespace, {}}][namespaceName][hour] = row;
    }
    void announce(HourIndex hour, const std::string& cluster = "c")
    {
        emit changed(QString::fromStdString(cluster), {hourStart(hour), hourStart(hour + 1)}, false);
    }
};

/// Below 5 % for two hours.
inline AlertRule idleRule()
{
    AlertRule rule;
    rule.id = QStringLiteral("idle");
    rule.name = QStringLiteral("Idle");
    rule.hours = 2;
    return rule;
}

} // namespace atlas::test
