// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <chrono>
#include <span>
#include <vector>

namespace atlas {

/// A stretch of hours that was fetched before, and when.
struct CoveredSpan
{
    TimeRange range;
    Instant fetchedAt{};
    bool complete = true; ///< false: rows may be missing, so that the stretch never settles

    friend bool operator==(const CoveredSpan&, const CoveredSpan&) = default;
};

struct PlanOptions
{
    int hoursPerFetch = 30 * 24; ///< servers advise at most 30 days a query
    std::chrono::hours settle{48}; ///< rows of an hour may be rewritten for this long after it ended
    std::chrono::seconds publishDelay{90}; ///< an hour's row appears this long after the hour's end
    bool force = false; ///< fetch unsettled hours again even if no new hour began since they were fetched
};

/// The hours of `wanted` that have to be asked from the server, as windows of whole hours, newest first and each at
/// most `hoursPerFetch` long. Left out are hours that are not published yet at `now`, hours fetched after they settled,
/// and unsettled hours that were fetched since the newest hour was published. Pure.
std::vector<TimeRange> planFetches(
    TimeRange wanted, std::span<const CoveredSpan> covered, Instant now, const PlanOptions& options = {});

} // namespace atlas
