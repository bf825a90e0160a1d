// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Endpoints.h"

#include <QString>

#include <chrono>
#include <string_view>

/// What is to be known of the endpoints when they are asked.
namespace atlas::endpoints {

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
