// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The schema that one would write down first, and its upsert: what the store is compared with.
namespace atlas::plain {

inline constexpr const char* createTable =
    "CREATE TABLE namespace_hourly(id INTEGER, cluster TEXT, namespace TEXT, stat_hour TEXT, capacity REAL,"
    " allocated REAL, allocation_rate REAL, avg REAL, max REAL, min REAL, workloads REAL, created_at TEXT,"
    " updated_at TEXT, PRIMARY KEY(cluster, namespace, stat_hour))";
inline constexpr const char* upsert =
    "INSERT INTO namespace_hourly VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET id=excluded.id,"
    " capacity=excluded.capacity, allocated=excluded.allocated, allocation_rate=excluded.allocation_rate,"
    " avg=excluded.avg, max=excluded.max, min=excluded.min, workloads=excluded.workloads,"
    " created_at=excluded.created_at, updated_at=excluded.updated_at"
    " WHERE excluded.updated_at>=namespace_hourly.updated_at";

} // namespace atlas::plain
