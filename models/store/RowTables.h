// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Endpoints.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Rows.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

/// How each row kind lies in its table: the one description that the schema, the writer and the readers share.
///
/// Every table is keyed (scope, hour, subject) without a rowid: rows of an hour arrive together and are appended
/// together, and a range of hours is one stretch of the file. The key is followed by the figures, in the order given
/// here, then by what only whole rows need.
namespace atlas {

template <class Row>
struct FigureColumn
{
    const char* name;
    Figure Row::*member;
    std::optional<Column> column; ///< its place in a grid, if it has one
};

template <class Row>
struct RowTable;

template <>
struct RowTable<ClusterHour>
{
    using Row = ClusterHour;
    static constexpr const char* name = "cluster_hour";
    static constexpr Level level = Level::Cluster;
    static constexpr std::string_view endpoint = endpoints::clusterHours; ///< in the ledger
    static constexpr std::array<FigureColumn<Row>, 9> figures{{
        {"allocated", &Row::allocated, Column::Allocated},
        {"capacity", &Row::capacity, Column::Capacity},
        {"allocation_rate", &Row::allocationRate, Column::AllocationRate},
        {"avg_utilization", &Row::avgUtilization, Column::Utilization},
        {"max_utilization", &Row::maxUtilization, Column::MaxUtilization},
        {"min_utilization", &Row::minUtilization, Column::MinUtilization},
        {"p50_utilization", &Row::p50Utilization, Column::P50},
        {"p95_utilization", &Row::p95Utilization, Column::P95},
        {"sample_count", &Row::sampleCount, Column::SampleCount},
    }};
};

template <>
struct RowTable<NamespaceHour>
{
    using Row = NamespaceHour;
    static constexpr const char* name = "namespace_hour";
    static constexpr Level level = Level::Namespace;
    static constexpr std::string_view endpoint = endpoints::namespaceHours; ///< in the ledger
    static constexpr std::array<FigureColumn<Row>, 7> figures{{
        {"allocated", &Row::allocated, Column::Allocated},
        {"capacity", &Row::capacity, Column::Capacity},
        {"allocation_rate", &Row::allocationRate, Column::AllocationRate},
        {"avg_utilization", &Row::avgUtilization, Column::Utilization},
        {"max_utilization", &Row::maxUtilization, Column::MaxUtilization},
        {"min_utilization", &Row::minUtilization, Column::MinUtilization},
        {"active_workloads", &Row::activeWorkloads, Column::ActiveWorkloads},
    }};
};

template <>
struct RowTable<DimensionHour>
{
    using Row = DimensionHour;
    static constexpr const char* name = "dimension_hour";
    static constexpr Level level = Level::Dimension;
    static constexpr std::string_view endpoint = endpoints::labelHours; ///< in the ledger
    static constexpr std::array<FigureColumn<Row>, 5> figures{{
        {"allocated", &Row::allocated, Column::Allocated},
        {"avg_utilization", &Row::avgUtilization, Column::Utilization},
        {"max_utilization", &Row::maxUtilization, Column::MaxUtilization},
        {"min_utilization", &Row::minUtilization, Column::MinUtilization},
        {"active_workloads", &Row::activeWorkloads, Column::ActiveWorkloads},
    }};
};

template <>
struct RowTable<WorkloadHour>
{
    using Row = WorkloadHour;
    static constexpr const char* name = "workload_hour";
    static constexpr Level level = Level::Workload;
    static constexpr std::string_view endpoint = endpoints::workloadHours; ///< in the ledger
    static constexpr std::array<FigureColumn<Row>, 14> figures{{
        {"allocated", &Row::allocated, Column::Allocated},
        {"avg_utilization", &Row::avgUtilization, Column::Utilization},
        {"max_utilization", &Row::maxUtilization, Column::MaxUtilization},
        {"min_utilization", &Row::minUtilization, Column::MinUtilization},
        {"p50_utilization", &Row::p50Utilization, Column::P50},
        {"p95_utilization", &Row::p95Utilization, Column::P95},
        {"sample_count", &Row::sampleCount, Column::SampleCount},
        {"requested", &Row::requested, std::nullopt},
        {"avg_memory_used", &Row::avgMemoryUsed, std::nullopt},
        {"max_memory_used", &Row::maxMemoryUsed, std::nullopt},
        {"avg_memory_total", &Row::avgMemoryTotal, std::nullopt},
        {"avg_replicas", &Row::avgReplicas, std::nullopt},
        {"max_replicas", &Row::maxReplicas, std::nullopt},
        {"min_replicas", &Row::minReplicas, std::nullopt},
    }};
};

/// Columns of the key before the figures; after them the server id, created_at in microseconds after the hour,
/// updated_at in microseconds after created_at (or the hour), and the second in the hour where it is not the first.
inline constexpr int keyColumns = 3;
inline constexpr int rowEndColumns = 4;
/// Numbers of interned texts at the end of a workload row: status, owner uid and name, labels, annotations.
inline constexpr int workloadTextColumns = 5;

template <class Row>
constexpr int figureCount()
{
    return int(RowTable<Row>::figures.size());
}
template <class Row>
constexpr int textColumns()
{
    return RowTable<Row>::level == Level::Workload ? workloadTextColumns : 0;
}
template <class Row>
constexpr int rowColumns()
{
    return keyColumns + figureCount<Row>() + rowEndColumns + textColumns<Row>();
}

/// The columns of a whole row, in order, each with `prefix` before its name.
template <class Row>
std::string columnList(const std::string& prefix = {})
{
    std::string list;
    const auto add = [&](const char* name) { list += (list.empty() ? "" : ",") + prefix + name; };
    for (const char* name : {"scope", "hour", "subject"})
        add(name);
    for (const auto& figure : RowTable<Row>::figures)
        add(figure.name);
    for (const char* name : {"server_id", "created_after", "updated_after", "second"})
        add(name);
    if constexpr (textColumns<Row>() > 0) {
        for (const char* name : {"status", "owner_uid", "owner_name", "labels", "annotations"})
            add(name);
    }
    return list;
}

/// The statement that makes the table, and one of the same columns under the name with `suffix`.
template <class Row>
std::string rowTableSql(const char* suffix = "")
{
    std::string sql = std::string("CREATE TABLE ") + RowTable<Row>::name + suffix
        + "(scope INTEGER NOT NULL, hour INTEGER NOT NULL, subject INTEGER NOT NULL";
    for (const auto& figure : RowTable<Row>::figures)
        sql += std::string(", ") + figure.name + " REAL";
    sql += ", server_id INTEGER NOT NULL, created_after INTEGER, updated_after INTEGER, second INTEGER";
    if constexpr (textColumns<Row>() > 0) {
        for (const char* name : {"status", "owner_uid", "owner_name", "labels", "annotations"})
            sql += std::string(", ") + name + " INTEGER NOT NULL";
    }
    return sql + ", PRIMARY KEY(scope, hour, subject)) WITHOUT ROWID;";
}

/// What identifies a row beside its hour: the scope it belongs to and the subject in it. For workloads the name of the
/// subject is the workload's, for the others `namespaceName` and `type` are empty.
struct SubjectName
{
    std::string name, namespaceName, type;

    friend auto operator<=>(const SubjectName&, const SubjectName&) = default;
};

} // namespace atlas
