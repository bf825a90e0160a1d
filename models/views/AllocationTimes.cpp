// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationTimes.h"

#include "models/views/RangeText.h"

#include <algorithm>
#include <map>

namespace atlas {
namespace {

using std::chrono::hours;

constexpr hours longestWindow{24 * 31};
constexpr QLatin1StringView annotationPrefix("annotation:");

} // namespace

AllocationChoice allocationChoice(const DashboardQuery& query)
{
    const auto value = [&query](const char* name) {
        return query.view.value(QStringLiteral("allocation.") + QLatin1StringView(name));
    };
    AllocationChoice choice;
    choice.heatmap = value("as") == QLatin1StringView("heatmap");
    choice.heatOfUtilization = value("heat") == QLatin1StringView("utilization");
    const QString by = value("by");
    if (by == QLatin1StringView("kind")) {
        choice.grouping.by = AllocationGrouping::Kind;
    } else if (by.startsWith(annotationPrefix)) {
        choice.grouping.by = AllocationGrouping::Annotation;
        choice.grouping.annotation = by.mid(annotationPrefix.size()).toStdString();
    }
    choice.grouping.pods = value("pods") == QLatin1StringView("gathered");
    choice.at = instantFromText(value("at"), QTimeZone::utc());
    choice.with = value("with");
    const int speed = value("speed").toInt();
    choice.speed = speed >= 1 && speed <= 20 ? speed : choice.speed;
    return choice;
}

QString groupingText(const AllocationGrouping& grouping)
{
    switch (grouping.by) {
    case AllocationGrouping::Namespace:
        break;
    case AllocationGrouping::Kind:
        return QStringLiteral("kind");
    case AllocationGrouping::Annotation:
        return annotationPrefix + QString::fromStdString(grouping.annotation);
    }
    return QStringLiteral("namespace");
}

std::optional<Instant> comparedInstant(const QString& with, Instant at)
{
    if (with == QLatin1StringView("1d"))
        return at - hours(24);
    if (with == QLatin1StringView("1w"))
        return at - hours(24 * 7);
    return instantFromText(with, QTimeZone::utc());
}

std::optional<NewestAllocation> newestAllocation(const ClusterInfo& cluster)
{
    const auto& snapshot = cluster.latestSnapshot;
    if (cluster.workloadHours && (!snapshot || *snapshot + snapshotsMayTake < cluster.workloadHours->to))
        return NewestAllocation{cluster.workloadHours->to - hours(1), true};
    return snapshot ? std::optional(NewestAllocation{*snapshot}) : std::nullopt;
}

TimeRange snapshotWindow(
    TimeRange shown, Instant now, std::optional<Instant> newest, std::optional<Instant> at, bool hasSnapshots)
{
    TimeRange window = shown;
    if (newest && *newest >= shown.to && now <= shown.to + hours(1))
        window.to = *newest + std::chrono::seconds(1);
    if (newest && !hasSnapshots)
        window = {*newest - hours(24), *newest + std::chrono::seconds(1)};
    if (at && !window.contains(*at))
        window = {*at - hours(12), *at + hours(12)};
    window.from = std::max(window.from, window.to - longestWindow);
    return window;
}

int AllocationTimes::positionOf(Instant at) const
{
    return int(std::upper_bound(instants.begin(), instants.end(), at) - instants.begin()) - 1;
}

AllocationTimes allocationTimes(const std::vector<std::vector<SnapshotHead>>& clusters, TimeRange window)
{
    std::map<Instant, double> sums;
    for (const auto& heads : clusters) {
        for (const auto& head : heads) {
            const auto [entry, isNew] = sums.emplace(head.time, head.allocated);
            if (!isNew)
                entry->second += head.allocated;
        }
    }
    AllocationTimes times;
    times.window = window;
    for (const auto& [instant, allocated] : sums) {
        times.instants.push_back(instant);
        times.allocated.push_back(allocated);
    }
    times.axis = window;
    if (!times.instants.empty())
        times.axis = {times.instants.front(), std::min(window.to, times.instants.back() + std::chrono::minutes(5))};
    return times;
}

} // namespace atlas
