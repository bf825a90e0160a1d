// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Queries.h"

#include "models/store/MissedRows.h"
#include "models/store/RowTables.h"
#include "models/store/Schema.h"
#include "models/store/SnapshotCodec.h"

#include <algorithm>

namespace atlas::queries {

namespace {

constexpr std::string_view clusterDimension = "cluster";
constexpr const char* headColumns =
    "server_id, time, dimension_type, dimension_key, dimension_value, capacity, allocated";
constexpr int bodyColumn = 7;

Instant instant(std::int64_t seconds)
{
    return Instant(std::chrono::seconds(seconds));
}

SnapshotHead readHead(const sqlite::Statement& from, const std::string& cluster)
{
    SnapshotHead head;
    head.id = from.integer(0);
    head.cluster = cluster;
    head.time = instant(from.integer(1));
    head.dimensionType = from.text(2);
    head.dimensionKey = from.text(3);
    head.dimensionValue = from.text(4);
    head.capacity = from.figure(5);
    head.allocated = from.figure(6);
    return head;
}

AllocationSnapshot readSnapshot(const sqlite::Statement& from, const std::string& cluster)
{
    AllocationSnapshot snapshot{readHead(from, cluster), {}, {}};
    if (!decodeSnapshotBody(from.blob(bodyColumn), snapshot))
        throwDamaged("a snapshot that cannot be read");
    return snapshot;
}

ClusterInfo clusterInfo(Connection& connection, std::int64_t cluster, std::string name)
{
    ClusterInfo info;
    info.name = std::move(name);
    sqlite::Query scopes(connection.db(),
        "SELECT level, dimension_type, dimension_key, rows, (SELECT min(hour) FROM hours WHERE scope=scope.id),"
        " (SELECT max(hour) FROM hours WHERE scope=scope.id) FROM scope WHERE cluster=?1 AND rows>0"
        " ORDER BY level, dimension_type, dimension_key");
    scopes->bind(1, cluster);
    while (scopes->step()) {
        const auto level = Level(scopes->integer(0));
        info.hourRows += scopes->integer(3);
        const TimeRange hours{hourStart(HourIndex(scopes->integer(4))), hourStart(HourIndex(scopes->integer(5)) + 1)};
        if (level == Level::Cluster) {
            info.hours = hours;
        } else if (level == Level::Workload) {
            info.workloadHours = hours;
        } else if (level == Level::Dimension) {
            info.dimensions.push_back({DimensionType(scopes->integer(1)), std::string(scopes->text(2))});
        }
    }
    sqlite::Query latest(
        connection.db(), "SELECT time FROM snapshot WHERE cluster=?1 AND dimension_type=?2 ORDER BY time DESC LIMIT 1");
    latest->bind(1, cluster);
    latest->bind(2, clusterDimension);
    if (latest->step())
        info.latestSnapshot = instant(latest->integer(0));
    return info;
}

} // namespace

Inventory inventory(Connection& connection)
{
    Inventory inventory;
    sqlite::Query clusters(connection.db(),
        "SELECT id, name FROM cluster WHERE id IN (SELECT cluster FROM scope WHERE rows>0)"
        " OR EXISTS(SELECT 1 FROM snapshot WHERE cluster=cluster.id) ORDER BY name");
    while (clusters->step()) {
        inventory.clusters.push_back(clusterInfo(connection, clusters->integer(0), std::string(clusters->text(1))));
    }
    return inventory;
}

std::vector<std::string> clusterNames(Connection& connection)
{
    std::vector<std::string> names;
    sqlite::Query clusters(connection.db(),
        "SELECT name FROM cluster WHERE id IN (SELECT cluster FROM scope WHERE rows>0)"
        " OR EXISTS(SELECT 1 FROM snapshot WHERE cluster=cluster.id) ORDER BY name");
    while (clusters->step())
        names.emplace_back(clusters->text(0));
    return names;
}

std::vector<std::string> subjectNames(Connection& connection, const GridScope& scope, TimeRange range)
{
    std::vector<std::string> names;
    const auto scopeId = connection.scopeId(scope);
    if (!scopeId)
        return names;
    sqlite::Query subjects(connection.db(),
        std::string("SELECT DISTINCT subject FROM ") + tableOf(scope.level)
            + " WHERE scope=?1 AND hour>=?2 AND hour<?3");
    subjects->bind(1, *scopeId);
    subjects->bind(2, std::int64_t(range.firstHour()));
    subjects->bind(3, std::int64_t(range.endHour()));
    while (subjects->step())
        names.push_back(connection.subject(subjects->integer(0)).name);
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<DimensionKey> dimensionKeys(Connection& connection, const std::string& cluster, TimeRange range)
{
    std::vector<DimensionKey> keys;
    const auto clusterId = connection.clusterId(cluster);
    if (!clusterId)
        return keys;
    sqlite::Query scopes(connection.db(),
        "SELECT dimension_type, dimension_key FROM scope WHERE cluster=?1 AND level=?2 AND EXISTS(SELECT 1 FROM hours"
        " WHERE scope=scope.id AND hour>=?3 AND hour<?4) ORDER BY dimension_type, dimension_key");
    scopes->bind(1, *clusterId);
    scopes->bind(2, std::int64_t(Level::Dimension));
    scopes->bind(3, std::int64_t(range.firstHour()));
    scopes->bind(4, std::int64_t(range.endHour()));
    while (scopes->step())
        keys.push_back({DimensionType(scopes->integer(0)), std::string(scopes->text(1))});
    return keys;
}

std::pair<HourIndex, HourIndex> hoursOf(Connection& connection, const GridScope& scope)
{
    const auto scopeId = connection.scopeId(scope);
    if (!scopeId)
        return {0, 0};
    sqlite::Query hours(connection.db(),
        "SELECT (SELECT min(hour) FROM hours WHERE scope=?1), (SELECT max(hour) FROM hours WHERE scope=?1)");
    hours->bind(1, *scopeId);
    if (!hours->step() || hours->isNull(0))
        return {0, 0};
    return {HourIndex(hours->integer(0)), HourIndex(hours->integer(1)) + 1};
}

std::vector<SnapshotHead> clusterHeads(Connection& connection, const std::string& cluster, TimeRange range)
{
    std::vector<SnapshotHead> heads;
    const auto clusterId = connection.clusterId(cluster);
    if (!clusterId)
        return heads;
    sqlite::Query query(connection.db(),
        std::string("SELECT ") + headColumns
            + " FROM snapshot WHERE cluster=?1 AND time>=?2 AND time<?3 AND dimension_type=?4 ORDER BY time");
    query->bind(1, *clusterId);
    query->bind(2, seconds(range.from));
    query->bind(3, seconds(range.to));
    query->bind(4, clusterDimension);
    while (query->step())
        heads.push_back(readHead(*query, cluster));
    return heads;
}

SnapshotPtr clusterSnapshot(Connection& connection, const std::string& cluster, std::optional<Instant> time)
{
    const auto clusterId = connection.clusterId(cluster);
    if (!clusterId)
        return nullptr;
    sqlite::Query query(connection.db(),
        std::string("SELECT ") + headColumns + ", body FROM snapshot WHERE cluster=?1 AND dimension_type=?2"
            + (time ? " AND time=?3 LIMIT 1" : " ORDER BY time DESC LIMIT 1"));
    query->bind(1, *clusterId);
    query->bind(2, clusterDimension);
    if (time)
        query->bind(3, seconds(*time));
    return query->step() ? std::make_shared<const AllocationSnapshot>(readSnapshot(*query, cluster)) : nullptr;
}

std::vector<AllocationSnapshot> snapshots(
    Connection& connection, const std::string& cluster, TimeRange range, std::int64_t limit)
{
    std::vector<AllocationSnapshot> snapshots;
    const auto clusterId = connection.clusterId(cluster);
    if (!clusterId)
        return snapshots;
    sqlite::Query query(connection.db(),
        std::string("SELECT ") + headColumns
            + ", body FROM snapshot WHERE cluster=?1 AND time>=?2 AND time<?3"
              " ORDER BY time, dimension_type, dimension_key, dimension_value LIMIT ?4");
    query->bind(1, *clusterId);
    query->bind(2, seconds(range.from));
    query->bind(3, seconds(range.to));
    query->bind(4, limit);
    while (query->step())
        snapshots.push_back(readSnapshot(*query, cluster));
    return snapshots;
}

std::int64_t counter(Connection& connection, std::string_view name)
{
    sqlite::Query query(connection.db(), "SELECT value FROM meta WHERE key=?1");
    query->bind(1, name);
    return query->step() ? query->integer(0) : 0;
}

} // namespace atlas::queries
