// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Rows.h"
#include "models/domain/Snapshot.h"

#include <string>

/// What identifies a row, as one string: the parts with their lengths before them, so that no two keys run together.
/// Rows of one time sort together.
namespace atlas {

inline std::string joinKey(Instant time, std::initializer_list<std::string_view> parts)
{
    // 20 digits, the sign bit flipped: sorts as the time does
    std::string key = std::to_string(std::uint64_t(time.time_since_epoch().count()) ^ (std::uint64_t(1) << 63));
    key.insert(0, 20 - std::min<std::size_t>(key.size(), 20), '0');
    for (const auto part : parts) {
        key += '\x1f';
        key += part;
        key += '\x1f';
        key += std::to_string(part.size());
    }
    return key;
}

inline Instant keyHour(const RowTimes& at)
{
    return hourStart(at.hour());
}

inline std::string naturalKey(const ClusterHour& row)
{
    return joinKey(keyHour(row.at), {row.cluster});
}
inline std::string naturalKey(const NamespaceHour& row)
{
    return joinKey(keyHour(row.at), {row.cluster, row.name});
}
inline std::string naturalKey(const DimensionHour& row)
{
    return joinKey(keyHour(row.at), {row.cluster, dimensionTypeName(row.dimension.type), row.dimension.key, row.value});
}
inline std::string naturalKey(const WorkloadHour& row)
{
    return joinKey(keyHour(row.at), {row.cluster, row.namespaceName, row.name, row.type});
}

} // namespace atlas
