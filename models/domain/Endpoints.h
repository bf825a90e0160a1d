// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The endpoints of the API below `/gpu-aggregation/`; the ledger names them so as well.
namespace atlas::endpoints {

inline constexpr std::string_view clusters = "clusters";
inline constexpr std::string_view clusterHours = "cluster/hourly-stats";
inline constexpr std::string_view namespaceHours = "namespaces/hourly-stats";
inline constexpr std::string_view labelHours = "labels/hourly-stats";
inline constexpr std::string_view workloadHours = "workloads/hourly-stats";
inline constexpr std::string_view namespaces = "namespaces";
inline constexpr std::string_view keys = "dimension-keys";
inline constexpr std::string_view values = "dimension-values";
inline constexpr std::string_view snapshots = "snapshots";
inline constexpr std::string_view latest = "snapshots/latest";
inline constexpr std::string_view extensions = "extensions";

} // namespace atlas::endpoints
