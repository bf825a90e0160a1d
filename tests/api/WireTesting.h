// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/WireDecoder.h"
#include "tests/api/Instants.h"

namespace atlas::test {

inline const QByteArray oneRow =
    R"({"id":7,"cluster_name":"c","namespace":"研发","stat_hour":"2025-11-05T14:00:00Z","total_gpu_capacity":64,)"
    R"("allocated_gpu_count":12.5,"allocation_rate":19.53,"avg_utilization":40,"max_utilization":90.5,)"
    R"("min_utilization":0,"active_workload_count":3,"created_at":"2025-11-05T15:01:00Z",)"
    R"("updated_at":"2025-11-05T15:01:00.25Z"})";

inline NamespaceHour expectedRow()
{
    NamespaceHour row;
    row.id = 7;
    row.cluster = "c";
    row.name = "研发";
    row.at.time = instant("2025-11-05T14:00:00Z");
    row.at.createdAt = parseRfc3339("2025-11-05T15:01:00Z")->time;
    row.at.updatedAt = parseRfc3339("2025-11-05T15:01:00.25Z")->time;
    row.capacity = 64;
    row.allocated = 12.5;
    row.allocationRate = 19.53;
    row.avgUtilization = 40;
    row.maxUtilization = 90.5;
    row.minUtilization = 0;
    row.activeWorkloads = 3;
    return row;
}

/// Rows or an object as the canonical server wraps them.
inline QByteArray envelope(const QByteArray& data)
{
    return R"({"meta":{"code":2000,"message":"OK"},"data":)" + data + R"(,"tracing":null})";
}

/// A row with one field replaced: `"name":old` becomes `"name":value`.
inline QByteArray rowWith(const QByteArray& name, const QByteArray& value)
{
    QByteArray row = oneRow;
    const auto start = row.indexOf(QByteArray("\"" + name + "\":")) + name.size() + 3;
    auto end = row.indexOf(",\"", start);
    if (end < 0)
        end = row.size() - 1;
    return row.replace(start, end - start, value);
}

inline Result<DecodedPage<NamespaceHour>> decode(const QByteArray& body, DecodeOptions options = {})
{
    WireDecoder decoder(options);
    return decoder.decodeNamespaceHours(body);
}

} // namespace atlas::test
