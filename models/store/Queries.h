// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/Connection.h"
#include "models/store/StoreReader.h"
#include "models/store/StoreTypes.h"

/// The questions a store answers, on one connection. All throw sqlite::Failure.
namespace atlas::queries {

Inventory inventory(Connection& connection);
std::vector<std::string> clusterNames(Connection& connection);
/// Namespaces, values of a dimension ...: the subjects of a scope with rows in the range, by name.
std::vector<std::string> subjectNames(Connection& connection, const GridScope& scope, TimeRange range);
std::vector<DimensionKey> dimensionKeys(Connection& connection, const std::string& cluster, TimeRange range);
/// The first hour with rows and one past the last; {0, 0}: none.
std::pair<HourIndex, HourIndex> hoursOf(Connection& connection, const GridScope& scope);

/// The first hour or snapshot of a cluster from an instant on; nullopt: there is none.
std::optional<Instant> nextData(Connection& connection, const std::string& cluster, Instant from);

template <class Row>
RowPage<Row> rows(Connection& connection, const RowQuery& query);

/// How many workloads a cluster ever had.
std::int64_t workloadCount(Connection& connection, const std::string& cluster);
/// The newest row of each workload in a range, newest first. `figures`: the workloads' hours of that range, where they
/// are to be had: they tell where to look.
std::vector<WorkloadHour> newestWorkloadRows(
    Connection& connection, const std::string& cluster, TimeRange range, const HourGrid* figures);

std::vector<SnapshotHead> clusterHeads(Connection& connection, const std::string& cluster, TimeRange range);
SnapshotPtr clusterSnapshot(Connection& connection, const std::string& cluster, std::optional<Instant> time);
std::vector<AllocationSnapshot> snapshots(
    Connection& connection, const std::string& cluster, TimeRange range, std::int64_t limit);

std::vector<CoverageEntry> coverage(Connection& connection, const std::string& cluster);
/// The newest first.
std::vector<RequestRecord> requests(Connection& connection, int limit);
std::vector<RejectedRecord> rejected(Connection& connection, int limit);
std::vector<FieldFault> fieldFaults(Connection& connection);
std::map<std::string, std::string> sources(Connection& connection);
/// Without path and size on disk, which a connection does not know.
StoreFacts facts(Connection& connection);
/// A number of the meta table.
std::int64_t counter(Connection& connection, std::string_view name);

extern template RowPage<ClusterHour> rows(Connection&, const RowQuery&);
extern template RowPage<NamespaceHour> rows(Connection&, const RowQuery&);
extern template RowPage<DimensionHour> rows(Connection&, const RowQuery&);
extern template RowPage<WorkloadHour> rows(Connection&, const RowQuery&);

} // namespace atlas::queries
