// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Ledger.h"
#include "models/store/Sqlite.h"

#include <chrono>
#include <string>

namespace atlas {

/// How an entry of the ledger lies in its table, for those who write and those who read it.
inline constexpr const char* coverageColumns =
    "endpoint, dimension_type, dimension_key, from_time, to_time, state, rows_received, stated_total, fetched_at,"
    " request, attempts, open_since";
inline constexpr int coverageColumnCount = 12;

inline std::int64_t microseconds(Stamp t)
{
    return t.time_since_epoch().count();
}
inline Stamp stampOf(std::int64_t microseconds)
{
    return Stamp(std::chrono::microseconds(microseconds));
}

/// The class of a failure that is kept by its name.
inline ErrorClass errorClassNamed(std::string_view name)
{
    for (auto cls = int(ErrorClass::Internal); cls <= int(ErrorClass::Throttled); ++cls) {
        const auto known = errorClassName(ErrorClass(cls));
        if (name == std::string_view(known.data(), std::size_t(known.size())))
            return ErrorClass(cls);
    }
    return ErrorClass::Internal; // a failure still, of a kind that this version does not know
}

/// Reads what coverageColumns selected.
inline CoverageEntry readCoverage(const sqlite::Statement& from, const std::string& cluster)
{
    const auto instant = [&](int column) { return Instant(std::chrono::seconds(from.integer(column))); };
    CoverageEntry entry;
    entry.cluster = cluster;
    entry.endpoint = from.text(0);
    if (!from.isNull(1))
        entry.dimension = DimensionKey{DimensionType(from.integer(1)), std::string(from.text(2))};
    entry.range = {instant(3), instant(4)};
    entry.state = CoverageState(from.integer(5));
    entry.rowsReceived = from.integer(6);
    if (!from.isNull(7))
        entry.statedTotal = from.integer(7);
    entry.fetchedAt = stampOf(from.integer(8));
    entry.request = from.text(9);
    entry.attempts = int(from.integer(10));
    if (!from.isNull(11))
        entry.openSince = stampOf(from.integer(11));
    return entry;
}

} // namespace atlas
