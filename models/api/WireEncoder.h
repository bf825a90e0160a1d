// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/PeriodSummary.h"
#include "models/domain/Rows.h"
#include "models/domain/Snapshot.h"
#include "models/domain/Time.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Domain values as replies in the canonical form. Doubles are written so that they read back bit for bit; an unknown
/// figure is null; whole numbers are written without a fraction where the canonical form has integers. Pure, any
/// thread.
namespace atlas {

/// Where a page stands in its whole.
struct PageInfo
{
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t pageSize = 0;
    std::int64_t totalPages = 0;
};

/// How old the data of a reply are; in its "meta", as "as_of" and "stale".
struct DataAge
{
    std::optional<Instant> asOf; ///< until when there are data; nullopt (null): there are none
    bool stale = true; ///< newer ones should have come by now
};

/// {"meta":...,"data":{"total",...,"data":[rows]},"tracing":null}
std::string encodePage(
    std::span<const ClusterHour> rows, const PageInfo& page, const std::optional<DataAge>& age = std::nullopt);
std::string encodePage(
    std::span<const NamespaceHour> rows, const PageInfo& page, const std::optional<DataAge>& age = std::nullopt);
std::string encodePage(
    std::span<const DimensionHour> rows, const PageInfo& page, const std::optional<DataAge>& age = std::nullopt);
std::string encodePage(
    std::span<const WorkloadHour> rows, const PageInfo& page, const std::optional<DataAge>& age = std::nullopt);

/// {"meta":...,"data":[summaries],"tracing":null}: cluster_name, period_start, hours, capacity_gpu_hours,
/// allocated_gpu_hours, used_gpu_hours, avg_utilization.
std::string encodeSummaries(std::span<const PeriodSummary> summaries, const std::optional<DataAge>& age = std::nullopt);

/// {"meta":...,"data":["a","b"],"tracing":null}
std::string encodeNames(std::span<const std::string> names, const std::optional<DataAge>& age = std::nullopt);

/// {"meta":...,"data":{snapshot},"tracing":null}
std::string encodeSnapshot(const AllocationSnapshot& snapshot, const std::optional<DataAge>& age = std::nullopt);
/// {"meta":...,"data":[snapshots],"tracing":null}
std::string encodeSnapshots(
    std::span<const AllocationSnapshot> snapshots, const std::optional<DataAge>& age = std::nullopt);

/// {"meta":{"code":4001,"message":"..."},"data":null,"tracing":{"trace_id":"...","span_id":""}}; an empty trace id
/// gives "tracing":null.
std::string encodeError(int code, std::string_view message, std::string_view traceId = {});

} // namespace atlas
