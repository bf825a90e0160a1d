// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <string_view>

/// The endpoints as the ledger names them.
namespace atlas::endpoints {

inline constexpr std::string_view clusters = "clusters";
inline constexpr std::string_view clusterHours = "cluster/hourly-stats";
inline constexpr std::string_view namespaceHours = "namespaces/hourly-stats";
inline constexpr std::string_view labelHours = "labels/hourly-stats";
inline constexpr std::string_view workloadHours = "workloads/hourly-stats";
inline constexpr std::string_view keys = "dimension-keys";
inline constexpr std::string_view snapshots = "snapshots";
inline constexpr std::string_view latest = "snapshots/latest";

/// For so long an endpoint is not asked that the token is not allowed, or that the server lacks.
inline constexpr std::chrono::hours forbiddenFor{1}, missingFor{24};

/// Servers may lack these; the others exist since the first version, so that without them this is no such server.
inline bool isOptional(std::string_view endpoint)
{
    return endpoint != clusterHours && endpoint != namespaceHours && endpoint != labelHours;
}
inline bool isHourly(std::string_view endpoint)
{
    return endpoint.ends_with("/hourly-stats");
}

inline QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace atlas::endpoints
