// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/QueryParams.h"
#include "models/domain/Error.h"
#include "models/domain/PeriodSummary.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace atlas {

class SqliteStore;

/// What this server offers beyond the contract's endpoints, as `/extensions` tells it.
inline constexpr std::array<std::string_view, 3> extensionNames{"summary/daily", "summary/weekly", "summary/monthly"};

/// `/summary/daily` and its like: a cluster's rows of a range, day by day, week by week or month by month in a zone
/// (`zone`, an IANA name; UTC without). The first and last period hold only what lies in the range.
Result<std::vector<PeriodSummary>> summaries(
    SqliteStore& store, std::string_view endpoint, const std::string& cluster, const QueryParams& params);

} // namespace atlas
