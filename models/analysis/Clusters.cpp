// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Clusters.h"

#include "models/analysis/CleanRow.h"

#include <algorithm>
#include <set>

namespace atlas {

namespace {

/// The hours that any of the grids has.
struct Extent
{
    HourIndex first = 0, end = 0;

    explicit Extent(const std::vector<ClusterPart>& parts)
    {
        for (const auto& part : parts) {
            const auto& grid = *part.grid;
            if (grid.hours() == 0)
                continue;
            const bool none = first == end;
            first = none ? grid.firstHour() : std::min(first, grid.firstHour());
            end = none ? grid.firstHour() + grid.hours() : std::max(end, grid.firstHour() + grid.hours());
        }
    }
};

/// Adds one hour of the clusters up; a sum of which a part is not known is not known.
struct HourSum
{
    double a = 0, c = 0, active = 0, used = 0, max = unknown, min = unknown;

    void add(const CleanRow& row, bool allGpus)
    {
        a += row.a;
        c += row.c;
        active += row.active;
        const double weight = allGpus ? row.c : row.a;
        if (weight != 0.0) // nobody holds anything: nothing is used, whatever the utilisation
            used += weight * row.u / 100;
        if (isKnown(row.max) && !(row.max <= max))
            max = row.max;
        if (isKnown(row.min) && !(row.min >= min))
            min = row.min;
    }
};

GridScope scopeOf(const std::vector<ClusterPart>& parts, Level level)
{
    GridScope scope;
    scope.level = level;
    for (const auto& part : parts) {
        scope.cluster += (scope.cluster.empty() ? "" : " + ") + part.cluster;
        scope.dimension = part.grid->scope().dimension;
    }
    return scope;
}

} // namespace

std::string qualifiedName(const std::string& cluster, const std::string& subject)
{
    return cluster + '/' + subject;
}

UsageOptions combinedOptions(const std::vector<ClusterPart>& parts)
{
    UsageOptions options;
    if (parts.empty())
        return options;
    options = parts.front().options;
    if (parts.size() > 1)
        options.zeroHoursAreUnknown = false; // the combination has them as unknown already
    for (const auto& part : parts) {
        if (part.options.basis == UtilizationBasis::AllGpus)
            options.basis = UtilizationBasis::AllGpus;
        if (!(part.options.pricePerGpuHour == options.pricePerGpuHour))
            options.pricePerGpuHour = unknown;
    }
    return options;
}

GridPtr combineClusters(const std::vector<ClusterPart>& parts)
{
    const Extent extent(parts);
    const bool allHaveRows =
        std::all_of(parts.begin(), parts.end(), [](const ClusterPart& part) { return part.grid->subjectCount() > 0; });
    const auto scope = scopeOf(parts, Level::Cluster);
    HourGrid sum(scope, extent.first, extent.end - extent.first,
        allHaveRows && !parts.empty() ? std::vector<std::string>{scope.cluster} : std::vector<std::string>());
    if (sum.subjectCount() == 0)
        return std::make_shared<const HourGrid>(std::move(sum));

    std::vector<SubjectColumns> columns;
    for (const auto& part : parts)
        columns.emplace_back(*part.grid, 0);
    const bool allGpus = combinedOptions(parts).basis == UtilizationBasis::AllGpus;
    const auto target = [&](Column column) { return sum.mutableSeries(column, 0); };
    const auto a = target(Column::Allocated), c = target(Column::Capacity), rate = target(Column::AllocationRate),
               u = target(Column::Utilization), max = target(Column::MaxUtilization),
               min = target(Column::MinUtilization), active = target(Column::ActiveWorkloads);
    for (HourIndex hour = extent.first; hour < extent.end; ++hour) {
        HourSum here;
        bool everywhere = true;
        for (std::size_t p = 0; p < parts.size() && everywhere; ++p) {
            const auto& grid = *parts[p].grid;
            const auto i = hour - grid.firstHour();
            everywhere = i >= 0 && i < grid.hours() && columns[p].hasRow(std::size_t(i));
            if (everywhere)
                here.add(CleanRow(columns[p], std::size_t(i), true, parts[p].options.zeroHoursAreUnknown),
                    parts[p].options.basis == UtilizationBasis::AllGpus);
        }
        if (!everywhere)
            continue;
        const auto i = std::size_t(hour - extent.first);
        const double weight = allGpus ? here.c : here.a;
        a[i] = here.a;
        c[i] = here.c;
        rate[i] = sharePercent(here.a, here.c);
        u[i] = sharePercent(here.used, weight);
        max[i] = here.max;
        min[i] = here.min;
        active[i] = here.active;
    }
    return std::make_shared<const HourGrid>(std::move(sum));
}

GridPtr combineSubjects(const std::vector<ClusterPart>& parts)
{
    const Extent extent(parts);
    struct Source
    {
        const ClusterPart* part;
        int subject;
    };
    std::vector<std::pair<std::string, Source>> sources;
    std::set<Column> present;
    for (const auto& part : parts) {
        const auto& names = part.grid->subjects();
        for (int i = 0; i < int(names.size()); ++i)
            sources.push_back({qualifiedName(part.cluster, names[std::size_t(i)]), {&part, i}});
        for (std::size_t column = 0; column < columnCount; ++column) {
            if (part.grid->has(Column(column)))
                present.insert(Column(column));
        }
    }
    std::sort(sources.begin(), sources.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    std::vector<std::string> names;
    for (const auto& source : sources)
        names.push_back(source.first);
    const auto level = parts.empty() ? Level::Namespace : parts.front().grid->scope().level;
    HourGrid all(scopeOf(parts, level), extent.first, extent.end - extent.first, std::move(names));
    for (const auto column : present) {
        for (std::size_t s = 0; s < sources.size(); ++s) {
            const auto& grid = *sources[s].second.part->grid;
            const auto from = grid.series(column, sources[s].second.subject);
            const auto to = all.mutableSeries(column, int(s));
            std::copy(from.begin(), from.end(), to.begin() + (grid.firstHour() - extent.first));
        }
    }
    for (std::size_t s = 0; s < sources.size(); ++s) {
        if (!sources[s].second.part->options.zeroHoursAreUnknown)
            continue;
        const SubjectColumns columns(all, int(s));
        for (std::size_t i = 0; i < std::size_t(all.hours()); ++i) {
            if (!CleanRow(columns, i, false, true).allZero)
                continue;
            for (const auto column : {Column::Utilization, Column::MaxUtilization, Column::MinUtilization})
                all.mutableSeries(column, int(s))[i] = unknown;
        }
    }
    return std::make_shared<const HourGrid>(std::move(all));
}

} // namespace atlas
