// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ProvisionalHour.h"

#include <algorithm>

namespace atlas {

namespace {

GridPtr clusterGrid(const ClusterPart& part, const ClusterHour& row, HourIndex hour)
{
    auto grid = std::make_shared<HourGrid>(
        GridScope{part.cluster, Level::Cluster, {}}, hour, 1, std::vector<std::string>{part.cluster});
    const auto set = [&grid](Column column, double value) { grid->mutableSeries(column, 0)[0] = value; };
    set(Column::Allocated, row.allocated);
    set(Column::Capacity, row.capacity);
    set(Column::AllocationRate, row.allocationRate);
    if (part.options.basis == UtilizationBasis::AllGpus) {
        // Snapshots measure what is allocated; the rows of this server's hours are about all GPUs.
        set(Column::Utilization, row.avgUtilization * row.allocationRate / 100);
    } else {
        set(Column::Utilization, row.avgUtilization);
        set(Column::MinUtilization, row.minUtilization);
        set(Column::MaxUtilization, row.maxUtilization);
        set(Column::P50, row.p50Utilization);
        set(Column::P95, row.p95Utilization);
    }
    return grid;
}

GridPtr namespaceGrid(const ClusterPart& part, const std::vector<NamespaceHour>& rows, HourIndex hour)
{
    std::vector<std::string> names;
    for (const auto& row : rows)
        names.push_back(row.name);
    auto grid = std::make_shared<HourGrid>(GridScope{part.cluster, Level::Namespace, {}}, hour, 1, std::move(names));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        grid->mutableSeries(Column::Allocated, int(i))[0] = rows[i].allocated;
        grid->mutableSeries(Column::Utilization, int(i))[0] = rows[i].avgUtilization;
    }
    return grid;
}

} // namespace

std::optional<ProvisionalHour> provisionalHour(
    std::vector<ClusterPart> clusters, const SnapshotList& snapshots, HourIndex hour)
{
    auto namespaces = clusters;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const auto rows = hourOfSnapshots(clusters[i].cluster, snapshots, hour, {});
        if (rows.clusters.empty())
            return std::nullopt;
        clusters[i].grid = clusterGrid(clusters[i], rows.clusters.front(), hour);
        namespaces[i].grid = namespaceGrid(namespaces[i], rows.namespaces, hour);
    }
    if (clusters.empty())
        return std::nullopt;
    ProvisionalHour provisional;
    provisional.snapshots = int(std::ranges::count_if(
        snapshots, [hour](const auto& snapshot) { return hourIndex(snapshot->head.time) == hour; }));
    const bool one = clusters.size() == 1;
    provisional.cluster = one ? clusters.front().grid : combineClusters(clusters);
    provisional.namespaces = one ? namespaces.front().grid : combineSubjects(namespaces);
    return provisional;
}

} // namespace atlas
