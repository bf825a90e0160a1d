// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Rows.h"

#include <functional>
#include <string_view>
#include <tuple>

/// What identifies a row: its hour and its names. Compared and hashed in place, since a walk holds many rows.
namespace atlas {

inline auto naturalKey(const ClusterHour& row)
{
    return std::make_tuple(row.at.hour(), std::string_view(row.cluster));
}
inline auto naturalKey(const NamespaceHour& row)
{
    return std::make_tuple(row.at.hour(), std::string_view(row.cluster), std::string_view(row.name));
}
inline auto naturalKey(const DimensionHour& row)
{
    return std::make_tuple(row.at.hour(), std::string_view(row.cluster), row.dimension.type,
        std::string_view(row.dimension.key), std::string_view(row.value));
}
inline auto naturalKey(const WorkloadHour& row)
{
    return std::make_tuple(row.at.hour(), std::string_view(row.cluster), std::string_view(row.namespaceName),
        std::string_view(row.name), std::string_view(row.type));
}

template <typename Row>
std::size_t naturalKeyHash(const Row& row)
{
    const auto mix = [](std::size_t seed, const auto& part) {
        const std::size_t hash = std::hash<std::decay_t<decltype(part)>>()(part);
        return (seed ^ hash) * 0x9E3779B97F4A7C15ULL + (seed >> 29U);
    };
    return std::apply(
        [&](const auto&... parts) {
            std::size_t hash = 0;
            ((hash = mix(hash, parts)), ...);
            return hash;
        },
        naturalKey(row));
}

} // namespace atlas
