// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Attribution.h"

#include "models/analysis/Arithmetic.h"

#include <algorithm>
#include <string_view>

namespace atlas {
namespace {

double excessOf(double more, double less)
{
    return std::max(0.0, beyondRounding(more - less, std::max(more, less)));
}

NamespaceAttribution attributionOf(const AllocatedNamespace& part)
{
    NamespaceAttribution result;
    result.name = part.name;
    WeightedMean listed;
    for (const auto& workload : part.workloads) {
        if (workload.gpus.known())
            result.listedGpus += workload.gpus;
        listed.add(workload.gpus, workload.utilization);
    }
    const double count = double(part.workloads.size());
    const bool anyListed = !part.workloads.empty();
    result.gpus = part.gpus.known() ? double(part.gpus) : anyListed ? result.listedGpus : unknown;
    result.utilization = part.utilization.known() ? double(part.utilization) : listed.value();
    result.workloads = part.workloadCount.known() ? double(part.workloadCount) : anyListed ? count : unknown;
    if (isKnown(result.gpus))
        result.remainderGpus = excessOf(result.gpus, result.listedGpus);
    if (isKnown(result.workloads))
        result.remainderWorkloads = std::max(0.0, result.workloads - count);
    if (result.remainderGpus > 0 && part.utilization.known()) {
        // Only what is left over after all listed workloads are accounted for can be said of the rest.
        const double rest = (result.gpus * part.utilization - listed.sum) / result.remainderGpus;
        if (listed.weight == result.listedGpus && rest >= 0 && rest <= 100)
            result.remainderUtilization = rest;
    }
    return result;
}

/// A number, or a suffix that Kubernetes generates: its alphabet has no vowels, so that nothing gets spelled by
/// accident.
bool isGenerated(std::string_view part)
{
    constexpr std::string_view digits = "0123456789";
    constexpr std::string_view alphabet = "bcdfghjklmnpqrstvwxz2456789";
    const auto isAllOf = [part](std::string_view set) { return part.find_first_not_of(set) == std::string_view::npos; };
    return !part.empty() && (isAllOf(digits) || (part.size() >= 5 && part.size() <= 10 && isAllOf(alphabet)));
}

} // namespace

Attribution attributionOf(const AllocationSnapshot& snapshot)
{
    Attribution result;
    result.capacity = snapshot.head.capacity;
    WeightedMean weighted;
    for (const auto& part : snapshot.namespaces) {
        auto attribution = attributionOf(part);
        if (isKnown(attribution.gpus))
            result.attributed += attribution.gpus;
        if (isKnown(attribution.workloads))
            result.workloads += attribution.workloads;
        weighted.add(attribution.gpus, attribution.utilization);
        result.namespaces.push_back(std::move(attribution));
    }
    result.utilization = weighted.value();
    result.allocated = snapshot.head.allocated.known() ? double(snapshot.head.allocated)
        : snapshot.namespaces.empty()                  ? unknown
                                                       : result.attributed;
    if (isKnown(result.allocated)) {
        result.unattributed = excessOf(result.allocated, result.attributed);
        result.excess = excessOf(result.attributed, result.allocated);
        if (isKnown(result.capacity)) {
            result.unallocated = excessOf(result.capacity, result.allocated);
            result.overallocated = excessOf(result.allocated, result.capacity);
        }
    }
    return result;
}

namespace {

/// Index of the newest hour in which any workload has a known allocation; -1 if there is none.
int newestHour(const HourGrid& workloads)
{
    for (int hour = workloads.hours() - 1; hour >= 0; --hour) {
        for (int subject = 0; subject < workloads.subjectCount(); ++subject) {
            if (isKnown(workloads.series(Column::Allocated, subject)[std::size_t(hour)]))
                return hour;
        }
    }
    return -1;
}

double cellAt(const HourGrid& grid, Column column, int subject, HourIndex hour)
{
    const auto series =
        grid.has(column) && subject < grid.subjectCount() ? grid.series(column, subject) : std::span<const double>();
    const auto index = hour - grid.firstHour();
    return index >= 0 && index < int(series.size()) ? series[std::size_t(index)] : unknown;
}

} // namespace

std::optional<AllocationSnapshot> allocationOfNewestHour(const HourGrid& workloads, const HourGrid& cluster)
{
    const int index = workloads.has(Column::Allocated) ? newestHour(workloads) : -1;
    if (index < 0)
        return std::nullopt;
    const HourIndex hour = workloads.firstHour() + index;
    AllocationSnapshot result;
    result.head.cluster = workloads.scope().cluster;
    result.head.time = hourStart(hour);
    result.head.dimensionType = "cluster";
    result.head.capacity = cellAt(cluster, Column::Capacity, 0, hour);
    result.head.allocated = cellAt(cluster, Column::Allocated, 0, hour);
    // Subjects are sorted, so a namespace's workloads stand together.
    for (int subject = 0; subject < workloads.subjectCount(); ++subject) {
        const double gpus = cellAt(workloads, Column::Allocated, subject, hour);
        if (!isKnown(gpus) || gpus <= 0)
            continue;
        const std::string& full = workloads.subjects()[std::size_t(subject)];
        const auto slash = full.find('/');
        AllocatedWorkload workload;
        workload.namespaceName = full.substr(0, slash);
        workload.name = slash == std::string::npos ? full : full.substr(slash + 1);
        workload.gpus = gpus;
        workload.utilization = cellAt(workloads, Column::Utilization, subject, hour);
        if (result.namespaces.empty() || result.namespaces.back().name != workload.namespaceName)
            result.namespaces.push_back({workload.namespaceName, {}, {}, {}, {}});
        result.namespaces.back().workloads.push_back(std::move(workload));
    }
    return result;
}

std::string ownerLikeName(const std::string& podName)
{
    std::string_view rest = podName;
    while (true) {
        const auto cut = rest.find_last_of("-_");
        if (cut == std::string_view::npos || cut == 0 || !isGenerated(rest.substr(cut + 1)))
            return std::string(rest);
        rest = rest.substr(0, cut);
    }
}

} // namespace atlas
