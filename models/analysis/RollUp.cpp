// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/RollUp.h"

#include "models/analysis/CleanRow.h"
#include "models/analysis/Parts.h"
#include "models/analysis/Ranking.h"

#include <algorithm>
#include <numeric>

namespace atlas {

std::vector<Usage> rollUp(const HourGrid& grid, int subject, const std::vector<BucketSpan>& buckets,
    const HourPresence& presence, const UsageOptions& options)
{
    std::vector<Usage> usages;
    usages.reserve(buckets.size());
    for (const auto& bucket : buckets)
        usages.push_back(usageOf(grid, subject, bucket.from, bucket.to, presence, options));
    return usages;
}

std::vector<double> bucketValues(const HourGrid& grid, int subject, const std::vector<BucketSpan>& buckets,
    const HourPresence& presence, Metric metric, const UsageOptions& options)
{
    std::vector<double> values;
    values.reserve(buckets.size());
    if (metric != Metric::AverageAllocated && metric != Metric::Utilization) {
        for (const auto& bucket : buckets)
            values.push_back(bucketValue(usageOf(grid, subject, bucket.from, bucket.to, presence, options), metric));
        return values;
    }
    const SubjectColumns columns(grid, subject);
    const bool isCluster = grid.scope().level == Level::Cluster;
    const auto end = grid.firstHour() + grid.hours();
    for (const auto& bucket : buckets) {
        ExactSum part, weight;
        int unknownRows = 0;
        for (auto hour = std::max(bucket.from, grid.firstHour()); hour < std::min(bucket.to, end); ++hour) {
            const auto i = std::size_t(hour - grid.firstHour());
            if (!presence.contains(hour) || !columns.hasRow(i))
                continue;
            const CleanRow row(columns, i, isCluster, options.zeroHoursAreUnknown);
            if (metric == Metric::AverageAllocated) {
                unknownRows += !isKnown(row.a);
                part.add(isKnown(row.a) ? row.a : 0);
            } else if (isKnown(row.a) && isKnown(row.u)) {
                part.add(row.a * row.u);
                weight.add(row.a);
            }
        }
        const double whole =
            metric == Metric::AverageAllocated ? presence.count(bucket.from, bucket.to) - unknownRows : weight.value();
        values.push_back(whole > 0 ? part.value() / whole : unknown);
    }
    return values;
}

HourGrid sumSubjects(
    const HourGrid& grid, const std::vector<int>& subjects, std::string name, const UsageOptions& options)
{
    HourGrid sum(grid.scope(), grid.firstHour(), grid.hours(), {std::move(name)});
    const auto allocated = sum.mutableSeries(Column::Allocated, 0);
    const auto utilization = sum.mutableSeries(Column::Utilization, 0);
    const auto active =
        grid.has(Column::ActiveWorkloads) ? sum.mutableSeries(Column::ActiveWorkloads, 0) : std::span<double>();
    const auto hours = std::size_t(grid.hours());
    std::vector<WeightedMean> means(hours);
    std::vector<char> present(hours, 0);
    inParts(hours, hours * subjects.size(), [&](std::size_t first, std::size_t end) {
        for (const int subject : subjects) {
            const SubjectColumns columns(grid, subject);
            for (std::size_t i = first; i < end; ++i) {
                if (!columns.hasRow(i))
                    continue;
                const CleanRow row(columns, i, false, options.zeroHoursAreUnknown);
                allocated[i] = present[i] ? allocated[i] + row.a : row.a;
                if (!active.empty())
                    active[i] = present[i] ? active[i] + row.active : row.active;
                present[i] = 1;
                means[i].add(row.a, row.u);
            }
        }
    });
    for (std::size_t i = 0; i < hours; ++i)
        utilization[i] = means[i].value();
    return sum;
}

HourGrid withActiveWorkloads(const HourGrid& cluster, const HourGrid& namespaces)
{
    HourGrid result = cluster;
    if (cluster.subjectCount() == 0 || !namespaces.has(Column::ActiveWorkloads))
        return result;
    std::vector<int> all(std::size_t(namespaces.subjectCount()));
    std::iota(all.begin(), all.end(), 0);
    const HourGrid sum = sumSubjects(namespaces, all, {});
    const auto held = sum.series(Column::Allocated, 0), workloads = sum.series(Column::ActiveWorkloads, 0);
    const auto target = result.mutableSeries(Column::ActiveWorkloads, 0);
    const SubjectColumns rows(cluster, 0);
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (!rows.hasRow(i))
            continue;
        const auto there = std::ptrdiff_t(i) + cluster.firstHour() - namespaces.firstHour();
        const bool covered = there >= 0 && there < namespaces.hours();
        const double count = covered ? workloads[std::size_t(there)] : unknown;
        const bool nobody = covered && !isKnown(count) && !isKnown(held[std::size_t(there)]);
        target[i] = nobody && rows.at(Column::Allocated, i) == 0.0 ? 0 : count;
    }
    return result;
}

std::vector<double> hourOfWeek(const HourGrid& grid, int subject, HourIndex from, HourIndex to, HourOfWeekFigure figure,
    const QTimeZone& zone, const UsageOptions& options)
{
    using namespace std::chrono;
    constexpr std::size_t cellCount = 7 * 24;
    std::vector<double> above(cellCount, 0), below(cellCount, 0), cells(cellCount, unknown);
    const SubjectColumns columns(grid, subject);
    const bool isCluster = grid.scope().level == Level::Cluster;
    ZoneOffsets offsets(zone);
    const auto last = std::min(to, grid.firstHour() + grid.hours());
    for (HourIndex hour = std::max(from, grid.firstHour()); hour < last; ++hour) {
        const CleanRow row(columns, std::size_t(hour - grid.firstHour()), isCluster, options.zeroHoursAreUnknown);
        double part = row.a, weight = 1;
        if (figure == HourOfWeekFigure::Utilization) {
            part = row.a * row.u;
            weight = row.a;
        } else if (figure == HourOfWeekFigure::AllocationRate) {
            part = 100 * row.a;
            weight = row.c;
        } else if (figure == HourOfWeekFigure::HeldIdle) {
            const bool allGpus = isCluster && options.basis == UtilizationBasis::AllGpus;
            part = row.a - (allGpus ? row.c : row.a) * row.u / 100;
        }
        if (!isKnown(part) || !isKnown(weight))
            continue;
        const auto local = hourStart(hour) + offsets.at(hour);
        const auto day = floor<days>(local);
        const auto cell = std::size_t((weekday(day) - Monday).count() * 24 + floor<hours>(local - day).count());
        above[cell] += part;
        below[cell] += weight;
    }
    for (std::size_t i = 0; i < cellCount; ++i) {
        if (below[i] > 0)
            cells[i] = above[i] / below[i];
    }
    return cells;
}

} // namespace atlas
