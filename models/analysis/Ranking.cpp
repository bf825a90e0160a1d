// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Ranking.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace atlas {

namespace {

/// Downwards by the metric, unknown last, then by name.
bool ranksBefore(double a, const std::string& nameA, double b, const std::string& nameB)
{
    if (isKnown(a) != isKnown(b))
        return isKnown(a);
    if (isKnown(a) && a != b)
        return a > b;
    return nameA < nameB;
}

/// The subjects with rows, as indexes, in their order: usages are too large to be moved about by a sort.
std::vector<std::size_t> ranked(const std::vector<std::string>& names, const std::vector<Usage>& usages, Metric metric)
{
    std::vector<std::size_t> order;
    std::vector<double> values(usages.size(), unknown);
    for (std::size_t i = 0; i < usages.size(); ++i) {
        if (usages[i].hoursPresent == 0)
            continue;
        order.push_back(i);
        values[i] = metricValue(usages[i], metric);
    }
    std::sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return ranksBefore(values[a], names[a], values[b], names[b]); });
    return order;
}

} // namespace

double metricValue(const Usage& usage, Metric metric)
{
    const auto sum = [&usage](double value, int rows) { return rows > 0 || usage.hoursPresent == 0 ? value : unknown; };
    const KnownRows& known = usage.known;
    switch (metric) {
    case Metric::GpuHours:
        return sum(usage.gpuHours, known.allocated);
    case Metric::UsedGpuHours:
        return sum(usage.usedGpuHours, known.used);
    case Metric::IdleGpuHours:
        return sum(usage.idleGpuHours, known.idle);
    case Metric::Utilization:
        return usage.utilization;
    case Metric::AverageAllocated:
        return usage.averageAllocated;
    case Metric::PeakAllocated:
        return usage.peakAllocated.value;
    case Metric::ActiveWorkloads:
        return usage.meanActiveWorkloads;
    case Metric::IdleBelowGpuHours:
        return sum(usage.idleBelowGpuHours, known.measured);
    case Metric::UnknownGpuHours:
        return usage.unknownGpuHours;
    case Metric::UnallocatedGpuHours:
        return sum(usage.unallocatedGpuHours, known.rated);
    case Metric::OverallocatedGpuHours:
        return sum(usage.overallocatedGpuHours, known.allocated);
    case Metric::CapacityGpuHours:
        return sum(usage.capacityGpuHours, known.capacity);
    case Metric::AllocationRate:
        return usage.allocationRate;
    case Metric::MeanUtilization:
        return usage.meanUtilization;
    case Metric::PeakUtilization:
        return usage.maxUtilization;
    case Metric::LowestUtilization:
        return usage.minUtilization;
    case Metric::P50:
        return usage.p50OfHours;
    case Metric::P95:
        return usage.p95OfHours;
    case Metric::Coverage:
        return usage.hoursExpected > 0 ? 100 * usage.coverage() : unknown;
    case Metric::Cost:
        return sum(usage.cost(), known.allocated);
    case Metric::IdleCost:
        return sum(usage.idleCost(), known.idle);
    case Metric::Share:
        break;
    }
    return unknown;
}

double bucketValue(const Usage& usage, Metric metric)
{
    if (usage.clusterHours == 0 && metric != Metric::Coverage)
        return unknown;
    if (usage.hoursPresent == 0 && metric == Metric::ActiveWorkloads)
        return 0;
    return metricValue(usage, metric);
}

SubjectUsages subjectUsages(const RankingInput& input)
{
    SubjectUsages all;
    if (input.grid && input.presence) {
        all.names = input.grid->subjects();
        all.usages = usageOfAll(*input.grid, input.from, input.to, *input.presence, input.options);
    }
    if (input.previous && input.presence) {
        all.previousNames = input.previous->subjects();
        all.previous =
            usageOfAll(*input.previous, input.previousFrom, input.previousTo, *input.presence, input.options);
    }
    return all;
}

std::vector<RankedSubject> rankSubjects(const SubjectUsages& usages, Metric metric)
{
    const auto order = ranked(usages.names, usages.usages, metric);
    const auto orderBefore = ranked(usages.previousNames, usages.previous, metric);
    std::unordered_map<std::string_view, std::size_t> before; // their places
    before.reserve(orderBefore.size());
    for (std::size_t place = 0; place < orderBefore.size(); ++place)
        before.emplace(usages.previousNames[orderBefore[place]], place);
    ExactSum total;
    for (const auto i : order)
        total.add(usages.usages[i].gpuHours);
    std::vector<RankedSubject> subjects;
    subjects.reserve(order.size());
    for (const auto i : order) {
        auto& subject = subjects.emplace_back();
        subject.subject = int(i);
        subject.name = usages.names[i];
        subject.usage = usages.usages[i];
        subject.rank = int(subjects.size());
        subject.share = sharePercent(metricValue(subject.usage, Metric::GpuHours), total.value());
        if (const auto it = before.find(subject.name); it != before.end()) {
            subject.previous = usages.previous[orderBefore[it->second]];
            subject.previousRank = int(it->second) + 1;
        }
    }
    return subjects;
}

std::vector<RankedSubject> goneSubjects(const SubjectUsages& usages, Metric metric)
{
    std::unordered_set<std::string_view> present;
    present.reserve(usages.usages.size());
    for (std::size_t i = 0; i < usages.usages.size(); ++i) {
        if (usages.usages[i].hoursPresent > 0)
            present.insert(usages.names[i]);
    }
    std::vector<RankedSubject> gone;
    const auto orderBefore = ranked(usages.previousNames, usages.previous, metric);
    for (std::size_t place = 0; place < orderBefore.size(); ++place) {
        const auto& name = usages.previousNames[orderBefore[place]];
        if (present.contains(name))
            continue;
        auto& subject = gone.emplace_back();
        subject.name = name;
        subject.previous = usages.previous[orderBefore[place]];
        subject.previousRank = int(place) + 1;
        subject.share = 0;
    }
    std::sort(gone.begin(), gone.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return gone;
}

std::vector<RankedSubject> rankSubjects(const RankingInput& input, Metric metric)
{
    return rankSubjects(subjectUsages(input), metric);
}

std::vector<RankedSubject> goneSubjects(const RankingInput& input, Metric metric)
{
    return goneSubjects(subjectUsages(input), metric);
}

Usage sumOf(const std::vector<Usage>& parts)
{
    Usage sum;
    ExactSum weighted;
    if (!parts.empty())
        sum.pricePerGpuHour = parts.front().pricePerGpuHour; // of the cluster that all are of
    sum.averageAllocated = sum.meanActiveWorkloads = parts.empty() ? unknown : 0;
    for (const auto& part : parts) {
        sum.hoursPresent = std::max(sum.hoursPresent, part.hoursPresent);
        sum.hoursExpected = std::max(sum.hoursExpected, part.hoursExpected);
        sum.clusterHours = std::max(sum.clusterHours, part.clusterHours);
        sum.allZeroHours += part.allZeroHours;
        sum.outOfRangeHours += part.outOfRangeHours;
        sum.unknownCapacityHours += part.unknownCapacityHours;
        sum.sampleCount += part.sampleCount;
        for (const auto rows : {&KnownRows::allocated, &KnownRows::capacity, &KnownRows::rated, &KnownRows::measured,
                 &KnownRows::used, &KnownRows::idle})
            sum.known.*rows = std::max(sum.known.*rows, part.known.*rows);
        if (isKnown(part.utilization))
            weighted.add(part.utilization * part.measuredGpuHours);
        sum.averageAllocated += part.averageAllocated;
        sum.meanActiveWorkloads += part.meanActiveWorkloads;
    }
    for (const auto figure : {&Usage::gpuHours, &Usage::usedGpuHours, &Usage::idleGpuHours, &Usage::unknownGpuHours,
             &Usage::idleBelowGpuHours, &Usage::measuredGpuHours, &Usage::capacityGpuHours, &Usage::unallocatedGpuHours,
             &Usage::overallocatedGpuHours, &Usage::ratedGpuHours, &Usage::ratedCapacityGpuHours}) {
        ExactSum total;
        for (const auto& part : parts)
            total.add(part.*figure);
        sum.*figure = total.value();
    }
    sum.utilization = ratio(weighted.value(), sum.measuredGpuHours);
    sum.allocationRate = sharePercent(sum.ratedGpuHours, sum.ratedCapacityGpuHours);
    return sum;
}

} // namespace atlas
