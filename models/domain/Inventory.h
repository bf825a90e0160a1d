// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Rows.h"
#include "models/domain/Time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas {

/// What a store knows of one cluster.
struct ClusterInfo
{
    std::string name;
    std::optional<TimeRange> hours; ///< from its first to past its last cluster row; nullopt: none
    std::optional<Instant> latestSnapshot; ///< newest snapshot of dimension "cluster"
    std::vector<DimensionKey> dimensions; ///< keys with rows
    std::int64_t hourRows = 0; ///< rows of all levels
    std::optional<TimeRange> workloadHours = std::nullopt; ///< as `hours`, of the rows of workloads

    friend bool operator==(const ClusterInfo&, const ClusterInfo&) = default;
};

struct Inventory
{
    std::vector<ClusterInfo> clusters; ///< by name

    const ClusterInfo* find(std::string_view cluster) const
    {
        for (const auto& info : clusters) {
            if (info.name == cluster)
                return &info;
        }
        return nullptr;
    }
    friend bool operator==(const Inventory&, const Inventory&) = default;
};

} // namespace atlas
