// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/ChangeParts.h"

#include "models/analysis/Ranking.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <set>

namespace atlas {

namespace {

/// Factors of a product before and after.
template <std::size_t N>
struct Factors
{
    std::array<double, N> earlier{}, later{};

    /// Factor `i` of both periods; one that is undefined in one of them is as in the other.
    void set(std::size_t i, double before, double after)
    {
        earlier[i] = isKnown(before) ? before : isKnown(after) ? after : 0;
        later[i] = isKnown(after) ? after : earlier[i];
    }
    /// What factor `i` is multiplied with: the product of the others, averaged over the orders of change.
    double weight(std::size_t i) const
    {
        static const auto orders = [] {
            std::array<double, N> shares{}; // by the number of factors changed before
            double factorial = 1;
            std::array<double, N + 1> factorials{1};
            for (std::size_t k = 1; k <= N; ++k)
                factorials[k] = factorial *= double(k);
            for (std::size_t k = 0; k < N; ++k)
                shares[k] = factorials[k] * factorials[N - 1 - k] / factorials[N];
            return shares;
        }();
        double sum = 0;
        for (unsigned changed = 0; changed < (1U << N); ++changed) {
            if (changed >> i & 1U)
                continue;
            double product = orders[std::size_t(std::popcount(changed))];
            for (std::size_t j = 0; j < N; ++j) {
                if (j != i)
                    product *= changed >> j & 1U ? later[j] : earlier[j];
            }
            sum += product;
        }
        return sum;
    }
    double part(std::size_t i) const { return (later[i] - earlier[i]) * weight(i); }
};

Contribution contribution(
    const std::string& name, const Usage& earlier, double earlierScale, const Usage& later, double laterScale)
{
    Factors<3> factors;
    factors.set(0, earlier.gpuHours * earlierScale, later.gpuHours * laterScale);
    factors.set(1, ratio(earlier.measuredGpuHours, earlier.gpuHours), ratio(later.measuredGpuHours, later.gpuHours));
    factors.set(
        2, ratio(earlier.usedGpuHours, earlier.measuredGpuHours), ratio(later.usedGpuHours, later.measuredGpuHours));
    return {name, earlier.usedGpuHours * earlierScale, later.usedGpuHours * laterScale, factors.part(0),
        factors.part(1), factors.part(2)};
}

/// How the change of the cluster's utilisation came about.
struct UtilizationChange
{
    double own = 0, mix = 0, unattributed = 0;
};

UtilizationChange utilizationChange(
    const UsedPeriod& earlier, const UsedPeriod& later, const std::set<std::string>& names, double before, double after)
{
    UtilizationChange change;
    const double weightBefore = earlier.cluster.measuredGpuHours, weightAfter = later.cluster.measuredGpuHours;
    if (!(weightBefore > 0) || !(weightAfter > 0))
        return change; // undefined in one of them: unchanged
    static const Usage absent;
    double explained = 0;
    for (const auto& name : names) {
        const auto find = [&name](const UsedPeriod& period) -> const Usage& {
            const auto found = period.subjects.find(name);
            return found == period.subjects.end() ? absent : found->second;
        };
        const Usage &a = find(earlier), &b = find(later);
        Factors<2> factors;
        factors.set(0, a.measuredGpuHours / weightBefore, b.measuredGpuHours / weightAfter);
        factors.set(1, ratio(a.usedGpuHours, a.measuredGpuHours), ratio(b.usedGpuHours, b.measuredGpuHours));
        const double moved = factors.later[0] - factors.earlier[0];
        change.own += factors.part(1);
        change.mix += factors.part(0) - (before + after) / 2 * moved;
        explained += factors.part(0) + factors.part(1);
        change.unattributed += (before + after) / 2 * moved;
    }
    change.unattributed += after - before - explained;
    return change;
}

std::set<std::string> namesOf(const UsedPeriod& earlier, const UsedPeriod& later)
{
    std::set<std::string> names;
    for (const auto* period : {&earlier, &later}) {
        for (const auto& [name, usage] : period->subjects)
            names.insert(name);
    }
    return names;
}

void addContributors(ChangeSplit& split, const UsedPeriod& earlier, double earlierScale, const UsedPeriod& later,
    double laterScale, const std::set<std::string>& names)
{
    static const Usage absent;
    ExactSum before, after;
    for (const auto& name : names) {
        const auto a = earlier.subjects.find(name), b = later.subjects.find(name);
        split.contributors.push_back(contribution(name, a == earlier.subjects.end() ? absent : a->second, earlierScale,
            b == later.subjects.end() ? absent : b->second, laterScale));
        before.add(split.contributors.back().earlier);
        after.add(split.contributors.back().later);
    }
    split.unattributed.earlier = split.earlier - before.value();
    split.unattributed.later = split.later - after.value();
    split.unattributed.utilization = split.unattributed.change();
    std::sort(split.contributors.begin(), split.contributors.end(), [](const auto& a, const auto& b) {
        const double x = std::abs(a.change()), y = std::abs(b.change());
        return x != y ? x > y : a.name < b.name;
    });
}

} // namespace

UsedPeriod usedPeriod(const HourGrid& cluster, const HourGrid& subjects, TimeRange range, const HourPresence& presence,
    const UsageOptions& options)
{
    UsedPeriod period;
    period.cluster = usageOf(cluster, 0, range.firstHour(), range.endHour(), presence, options);
    for (int i = 0; i < subjects.subjectCount(); ++i) {
        auto usage = usageOf(subjects, i, range.firstHour(), range.endHour(), presence, options);
        if (usage.hoursPresent > 0)
            period.subjects.emplace(subjects.subjects()[std::size_t(i)], std::move(usage));
    }
    return period;
}

double ChangeSplit::part(ChangeCause cause) const
{
    const auto found =
        std::find_if(parts.begin(), parts.end(), [cause](const ChangePart& part) { return part.cause == cause; });
    return found == parts.end() ? unknown : found->value;
}

double meanUsedGpus(const Usage& usage)
{
    return ratio(usage.usedGpuHours, usage.clusterHours - (usage.hoursPresent - usage.known.used));
}

double percentOfCapacity(const Usage& usage, Metric metric)
{
    switch (metric) {
    case Metric::GpuHours:
    case Metric::UsedGpuHours:
    case Metric::IdleGpuHours:
    case Metric::UnallocatedGpuHours:
    case Metric::UnknownGpuHours:
        return sharePercent(metricValue(usage, metric), usage.capacityGpuHours);
    case Metric::PeakAllocated:
        return sharePercent(metricValue(usage, metric), usage.meanCapacity());
    default:
        return unknown;
    }
}

ChangeSplit splitChange(const UsedPeriod& earlier, const UsedPeriod& later, ChangeScale scale)
{
    ChangeSplit split;
    const Usage &a = earlier.cluster, &b = later.cluster;
    const bool perCapacity = scale == ChangeScale::PercentOfCapacity;
    const double capacityBefore = a.meanCapacity(), capacityAfter = b.meanCapacity();
    split.capacityKnown = capacityBefore > 0 && capacityAfter > 0;
    if (a.clusterHours == 0 || b.clusterHours == 0 || (perCapacity && !split.capacityKnown))
        return split;
    const double before = perCapacity ? 100 / a.capacityGpuHours : 1,
                 after = perCapacity ? 100 / b.capacityGpuHours : 1;
    split.earlier = a.usedGpuHours * before;
    split.later = b.usedGpuHours * after;

    enum Factor : std::size_t { Hours, Capacity, Allocation, Known, Utilization };
    Factors<5> factors;
    const bool byCapacity = split.capacityKnown && !perCapacity;
    const double hoursBefore = perCapacity ? 1 : a.clusterHours, hoursAfter = perCapacity ? 1 : b.clusterHours;
    const double gpusBefore = byCapacity ? capacityBefore : 1, gpusAfter = byCapacity ? capacityAfter : 1;
    factors.set(Hours, hoursBefore, hoursAfter);
    factors.set(Capacity, gpusBefore, gpusAfter);
    factors.set(
        Allocation, a.gpuHours * before / (hoursBefore * gpusBefore), b.gpuHours * after / (hoursAfter * gpusAfter));
    factors.set(Known, ratio(a.measuredGpuHours, a.gpuHours), ratio(b.measuredGpuHours, b.gpuHours));
    factors.set(Utilization, ratio(a.usedGpuHours, a.measuredGpuHours), ratio(b.usedGpuHours, b.measuredGpuHours));

    const auto names = namesOf(earlier, later);
    const auto utilization =
        utilizationChange(earlier, later, names, factors.earlier[Utilization], factors.later[Utilization]);
    const double weight = factors.weight(Utilization);
    if (a.measuredGpuHours > 0 && b.measuredGpuHours > 0) {
        split.utilizationBefore = 100 * factors.earlier[Utilization];
        split.utilizationAfter = 100 * factors.later[Utilization];
        split.ownPoints = 100 * utilization.own;
        split.mixPoints = 100 * utilization.mix;
        split.unattributedPoints = 100 * utilization.unattributed;
    }
    split.parts = {{ChangeCause::Hours, factors.part(Hours)}, {ChangeCause::Capacity, factors.part(Capacity)},
        {ChangeCause::Allocation, factors.part(Allocation)}, {ChangeCause::UnknownUse, factors.part(Known)},
        {ChangeCause::Utilization, weight * utilization.own}, {ChangeCause::Mix, weight * utilization.mix},
        {ChangeCause::Unattributed, weight * utilization.unattributed}};
    // A utilisation over all GPUs can be there where nothing is allocated: then the product misses it.
    const auto product = [](const std::array<double, 5>& values) {
        double result = 1;
        for (const double value : values)
            result *= value;
        return result;
    };
    split.parts.back().value += (split.later - product(factors.later)) - (split.earlier - product(factors.earlier));
    addContributors(split, earlier, before, later, after, names);
    return split;
}

} // namespace atlas
