// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Ledger.h"
#include "models/domain/Time.h"

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <vector>

/// What to ask a server for, and what the ledger says of it afterwards. Pure functions.
namespace atlas {

/// What the ledger says of a stretch of hours of one endpoint.
struct CoveredSpan
{
    TimeRange range;
    Instant fetchedAt{}; ///< of a gap: when it was last asked for
    CoverageState state = CoverageState::Complete;
    int attempts = 0; ///< of what is not complete: how often it was asked for in vain, in a row
    std::optional<Instant> openSince = std::nullopt; ///< the first of those

    friend bool operator==(const CoveredSpan&, const CoveredSpan&) = default;
};

CoveredSpan coveredSpan(const CoverageEntry& entry);

/// An hour's row appears this long after the hour's end: nothing asks for it before.
inline constexpr std::chrono::seconds publishDelay{90};

struct PlanOptions
{
    int hoursPerFetch = 30 * 24; ///< servers advise at most 30 days a query
    std::chrono::hours settle{48}; ///< rows of an hour may be rewritten for this long after it ended
    std::chrono::seconds publishDelay = atlas::publishDelay;
    bool force = false; ///< also unsettled hours that were fetched since the newest publication, and all gaps
    TimeRange first{}; ///< these hours before all others; empty: none
};

/// How long a gap rests after it was asked for in vain so often: 5 minutes, 15, 1 hour, 4, 12, and then a day. 0
/// attempts, as where the server could not be reached: not at all.
std::chrono::seconds gapRest(int attempts);
/// For so long a gap is asked for; then the server does not have it.
inline constexpr std::chrono::hours gapPatience{7 * 24};

/// The hours of `wanted` that are due at `now`, as stretches: those in `options.first` before all others, each part
/// newest first, no two overlapping. `covered` has no overlaps. Due are published hours that
/// - were never asked for;
/// - were younger than `settle` when they were fetched, whatever came, and a newer hour was published since;
/// - are gaps or unverified, and have rested (unverified ones only within gapPatience).
/// What carries a time of fetching in the future (the clock was set back) is due as well.
std::vector<TimeRange> dueStretches(
    TimeRange wanted, std::span<const CoveredSpan> covered, Instant now, const PlanOptions& options = {});

/// Takes the next window off the stretches: the newest hours of the first one, at most so many. `stretches` has one.
TimeRange takeWindow(std::vector<TimeRange>& stretches, int longestHours);

/// dueStretches() as windows of at most `hoursPerFetch`.
std::vector<TimeRange> planFetches(
    TimeRange wanted, std::span<const CoveredSpan> covered, Instant now, const PlanOptions& options = {});

/// How many hours to ask for at once, so that the answer stays below a page of 1000 rows: there a page border could
/// lose one. At least one hour, at most 30 days (4 where there is less than a row an hour: elsewhere there may be
/// many), and at most four times what the density was measured over.
int hoursPerWindow(double rowsPerHour, int measuredHours);

/// How an answer describes its window.
struct AnsweredWindow
{
    TimeRange window;
    std::vector<TimeRange> unverified; ///< parts where rows may be missing
    /// Whether the hour has rows; null where an hour without rows is nothing unusual.
    std::function<bool(HourIndex)> hasRows;
};

/// What to write down of an answered window, oldest first, without overlaps. An hour that should have rows and has
/// none is a gap, and missing on the server once that was so for gapPatience; but where it was complete before, it
/// stays so: its row is gone from the server, and the store counts how often.
std::vector<CoveredSpan> afterAnswer(const AnsweredWindow& answer, std::span<const CoveredSpan> before, Instant now);

/// The same for a window that could not be fetched: what was never fetched is a gap; all else stays as it is.
/// `counts`: the failure is about this window; a server out of reach says nothing about it.
std::vector<CoveredSpan> afterFailure(TimeRange window, std::span<const CoveredSpan> before, Instant now, bool counts);

} // namespace atlas
