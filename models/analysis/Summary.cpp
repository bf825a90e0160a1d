// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Summary.h"

#include "models/analysis/RollUp.h"

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr std::size_t mostNamespacesByDay = 20;

/// The hours of the range and of the period before, and who was there.
struct Frame
{
    HourIndex from, to, previousFrom;
    HourPresence presence;
    UsageOptions options;

    Usage now(const HourGrid& grid, int subject) const { return usageOf(grid, subject, from, to, presence, options); }
    Usage before(const HourGrid& grid, int subject) const
    {
        return usageOf(grid, subject, previousFrom, from, presence, options);
    }
};

/// Subjects with rows in the range, by name, with their share of the cluster.
std::vector<NamedUsage> subjectsOf(const GridPtr& grid, const Frame& frame, double clusterGpuHours)
{
    std::vector<NamedUsage> subjects;
    for (int i = 0; grid && i < grid->subjectCount(); ++i) {
        const Usage usage = frame.now(*grid, i);
        if (usage.hoursPresent > 0)
            subjects.push_back(
                {grid->subjects()[std::size_t(i)], usage, sharePercent(usage.gpuHours, clusterGpuHours)});
    }
    return subjects;
}

std::vector<NamedUsage> topOf(std::vector<NamedUsage> subjects, Metric metric, int top)
{
    std::erase_if(subjects, [&](const NamedUsage& subject) { return !isKnown(metricValue(subject.usage, metric)); });
    const auto before = [&](const NamedUsage& a, const NamedUsage& b) {
        const double x = metricValue(a.usage, metric), y = metricValue(b.usage, metric);
        return x != y ? x > y : a.name < b.name;
    };
    const auto count = std::min(subjects.size(), std::size_t(std::max(0, top)));
    std::partial_sort(subjects.begin(), subjects.begin() + std::ptrdiff_t(count), subjects.end(), before);
    subjects.resize(count);
    return subjects;
}

std::vector<BucketUsage> bucketsOf(
    const HourGrid& grid, int subject, const std::vector<BucketSpan>& spans, const Frame& frame)
{
    std::vector<BucketUsage> buckets;
    const auto usages = rollUp(grid, subject, spans, frame.presence, frame.options);
    for (std::size_t i = 0; i < spans.size(); ++i)
        buckets.push_back({spans[i].label.toStdString(), usages[i]});
    return buckets;
}

template <typename Parts>
Check checkSum(double expected, const Parts& parts)
{
    ExactSum sum;
    for (const auto& part : parts)
        sum.add(part.usage.gpuHours);
    return {expected, sum.value()};
}

void addNamespaces(Summary& summary, const SummaryInput& input, const Frame& frame, const std::vector<BucketSpan>& days)
{
    if (!input.namespaces)
        return;
    const HourGrid& grid = *input.namespaces;
    summary.namespaces = subjectsOf(input.namespaces, frame, summary.cluster.gpuHours);
    for (int i = 0; i < grid.subjectCount(); ++i) {
        if (const Usage usage = frame.before(grid, i); usage.hoursPresent > 0)
            summary.previousNamespaces.emplace(grid.subjects()[std::size_t(i)], usage);
    }
    summary.topNamespacesByGpuHours = topOf(summary.namespaces, Metric::GpuHours, input.top);
    summary.topNamespacesByIdle = topOf(summary.namespaces, Metric::IdleGpuHours, input.top);
    summary.topNamespacesByUtilization = topOf(summary.namespaces, Metric::Utilization, input.top);
    summary.namespacesDailyOmitted = summary.namespaces.size() > mostNamespacesByDay;
    if (!summary.namespacesDailyOmitted) {
        for (const auto& subject : summary.namespaces)
            summary.namespacesDaily.emplace(subject.name, bucketsOf(grid, grid.indexOf(subject.name), days, frame));
    }
}

} // namespace

bool Check::holds() const
{
    return std::abs(expected - sum) <= 1e-9 * std::max({1.0, std::abs(expected), std::abs(sum)});
}

Summary summarize(const SummaryInput& input)
{
    static const HourGrid noRows({{}, Level::Cluster, {}}, 0, 0, {});
    const HourGrid& rows = input.cluster ? *input.cluster : noRows;
    const HourGrid cluster = input.namespaces ? withActiveWorkloads(rows, *input.namespaces) : rows;
    const HourIndex from = input.range.firstHour(), to = std::max(from, input.range.endHour());
    const Frame frame{from, to, from - (to - from), HourPresence(rows), input.options};

    Summary summary;
    summary.range = {hourStart(from), hourStart(to)};
    summary.previousRange = {hourStart(frame.previousFrom), hourStart(from)};
    summary.cluster = frame.now(cluster, 0);
    summary.previousCluster = frame.before(cluster, 0);
    summary.missing = frame.presence.missing(from, to);

    const auto days = cutBuckets(summary.range, Bucket::Day, input.zone);
    summary.daily = bucketsOf(cluster, 0, days, frame);
    summary.weekly = bucketsOf(cluster, 0, cutBuckets(summary.range, Bucket::Week, input.zone), frame);
    summary.monthly = bucketsOf(cluster, 0, cutBuckets(summary.range, Bucket::Month, input.zone), frame);
    summary.daysSumToTotal = checkSum(summary.cluster.gpuHours, summary.daily);

    addNamespaces(summary, input, frame, days);
    summary.namespacesSumToCluster = checkSum(summary.cluster.gpuHours, summary.namespaces);
    summary.unattributedGpuHours = summary.namespacesSumToCluster.expected - summary.namespacesSumToCluster.sum;

    for (const auto& grid : input.dimensions) {
        auto values = subjectsOf(grid, frame, summary.cluster.gpuHours);
        summary.dimensionsSumToCluster.emplace(grid->scope().dimension, checkSum(summary.cluster.gpuHours, values));
        summary.dimensions.emplace(grid->scope().dimension, std::move(values));
    }
    summary.topWorkloadsOmitted = !input.workloads;
    const auto workloads = subjectsOf(input.workloads, frame, summary.cluster.gpuHours);
    summary.topWorkloadsByGpuHours = topOf(workloads, Metric::GpuHours, input.top);
    summary.topWorkloadsByIdle = topOf(workloads, Metric::IdleGpuHours, input.top);

    const Usage& total = summary.cluster;
    summary.partsSumToCapacity = {total.capacityGpuHours + total.overallocatedGpuHours,
        total.usedGpuHours + total.idleGpuHours + total.unallocatedGpuHours + total.unknownGpuHours};
    return summary;
}

} // namespace atlas
