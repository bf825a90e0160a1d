// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/DayComparison.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace atlas {

namespace {

struct Day
{
    std::int64_t hours = 0;
    double capacity = 0, allocated = 0;
    bool anyCapacity = false, anyAllocated = false;
};

void add(double& sum, bool& any, const Figure& figure)
{
    if (!isKnown(figure))
        return;
    sum += figure;
    any = true;
}

/// Sums of floating numbers come out a little different in another order.
bool agrees(double own, bool known, const Figure& server)
{
    if (!known || !isKnown(server))
        return known == isKnown(server);
    return std::abs(own - server) <= 1e-6 * std::max({1.0, std::abs(own), std::abs(double(server))});
}

} // namespace

std::vector<PeriodSummary> differingDays(std::span<const PeriodSummary> server, std::span<const ClusterHour> own)
{
    std::map<Instant, Day> days;
    for (const auto& row : own) {
        auto& day = days[std::chrono::floor<std::chrono::days>(row.at.time)];
        ++day.hours;
        add(day.capacity, day.anyCapacity, row.capacity);
        add(day.allocated, day.anyAllocated, row.allocated);
    }
    std::vector<PeriodSummary> result;
    for (const auto& said : server) {
        const auto& day = days[said.start];
        if (day.hours != said.hours || !agrees(day.capacity, day.anyCapacity, said.capacityGpuHours)
            || !agrees(day.allocated, day.anyAllocated, said.allocatedGpuHours))
            result.push_back(said);
    }
    std::sort(
        result.begin(), result.end(), [](const PeriodSummary& a, const PeriodSummary& b) { return a.start > b.start; });
    return result;
}

} // namespace atlas
