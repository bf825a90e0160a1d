// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Table.h"
#include "tests/views/ViewFixtures.h"

/// Rows and snapshots for the pages Allocation, Namespaces and Teams, easy to compute by hand.
namespace atlas::test {

inline AllocatedWorkload allocated(
    const char* namespaceName, const char* name, const char* kind, double gpus, double utilization)
{
    AllocatedWorkload workload;
    workload.uid = std::string("uid-") + name;
    workload.name = name;
    workload.namespaceName = namespaceName;
    workload.kind = kind;
    workload.gpus = gpus;
    workload.utilization = utilization;
    return workload;
}

/// 64 GPUs, 30 allocated: ml 20 (12 of them listed, one without a utilisation), web 6 (none listed), 4 of nobody.
inline AllocationSnapshot snapshotOf(const char* cluster, Instant time)
{
    AllocationSnapshot snapshot;
    snapshot.head.cluster = cluster;
    snapshot.head.time = time;
    snapshot.head.dimensionType = "cluster";
    snapshot.head.capacity = 64;
    snapshot.head.allocated = 30;
    snapshot.namespaces = {{"ml", 20.0, 50.0, 4.0,
                               {allocated("ml", "note", "Pod", 1, unknown), allocated("ml", "train-0", "Job", 8, 90),
                                   allocated("ml", "train-1", "Job", 3, 10)}},
        {"web", 6.0, 25.0, 3.0, {}}};
    return snapshot;
}

inline WorkloadHour workloadHour(const char* cluster, const char* namespaceName, const char* name, const char* kind,
    Instant time, double gpus, double utilization)
{
    WorkloadHour row;
    row.cluster = cluster;
    row.namespaceName = namespaceName;
    row.name = name;
    row.type = kind;
    row.at.time = time;
    row.allocated = gpus;
    row.avgUtilization = utilization;
    row.minUtilization = utilization - 5;
    row.maxUtilization = utilization + 5;
    return row;
}

inline DimensionHour dimensionHour(const char* cluster, const DimensionKey& dimension, const char* value, Instant time,
    double allocated, double utilization)
{
    DimensionHour row;
    row.cluster = cluster;
    row.dimension = dimension;
    row.value = value;
    row.at.time = time;
    row.allocated = allocated;
    row.avgUtilization = row.minUtilization = row.maxUtilization = utilization;
    row.activeWorkloads = 1;
    return row;
}

/// As twoWeeks(), with the label "team" (core 40, unknown 30, apps 10 GPUs at 60, 5 and 20 %) and the annotation
/// "cost-center" (a 80 GPUs) in the second week.
inline RowBatch weeksWithTeams(const char* cluster, Instant end)
{
    using namespace std::chrono_literals;
    const DimensionKey team{DimensionType::Label, "team"}, center{DimensionType::Annotation, "cost-center"};
    RowBatch batch = twoWeeks(cluster, end);
    for (auto time = end - 7 * 24h; time < end; time += 1h) {
        batch.dimensions.push_back(dimensionHour(cluster, team, "core", time, 40, 60));
        batch.dimensions.push_back(dimensionHour(cluster, team, "unknown", time, 30, 5));
        batch.dimensions.push_back(dimensionHour(cluster, team, "apps", time, 10, 20));
        batch.dimensions.push_back(dimensionHour(cluster, center, "a", time, 80, 50));
    }
    return batch;
}

inline int columnOf(const Table& table, const char* id)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].id == QLatin1StringView(id))
            return int(i);
    }
    return -1;
}

/// A number of a table; unknown where row, column or number is not there.
inline double cellOf(const Table& table, const QString& key, const char* column)
{
    const int index = columnOf(table, column);
    for (const auto& row : table.rows) {
        const auto* value =
            row.key == key && index >= 0 ? std::get_if<double>(&row.cells[std::size_t(index)]) : nullptr;
        if (value)
            return *value;
    }
    return unknown;
}

inline double columnSum(const Table& table, const char* column)
{
    double sum = 0;
    for (const auto& row : table.rows) {
        const double value = cellOf(table, row.key, column);
        sum += isKnown(value) ? value : 0;
    }
    return sum;
}

} // namespace atlas::test
