// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <chrono>
#include <optional>

namespace atlas {

/// When a live view asks its server again: hourly rows once an hour, a little past it, and snapshots every five
/// minutes. Pure.
struct RefreshSchedule
{
    std::chrono::seconds hourlyDelay{90}; ///< rows appear one to two minutes past the hour
    std::chrono::seconds snapshotInterval{300};

    /// The next time hourly rows are due, after `now`.
    Instant nextHourly(Instant now) const
    {
        const auto thisHour = std::chrono::floor<std::chrono::hours>(now) + hourlyDelay;
        return thisHour > now ? Instant(thisHour) : Instant(thisHour + std::chrono::hours(1));
    }

    /// The next time snapshots are due: at once if there was no fetch yet or the last one is too long ago, or lies in
    /// the future because the clock was set back.
    Instant nextSnapshots(std::optional<Instant> lastFetch, Instant now) const
    {
        if (!lastFetch || *lastFetch > now)
            return now;
        return std::max(now, *lastFetch + snapshotInterval);
    }

    /// Whether data are still fresh so long after they were fetched: for two intervals. The age is measured on a clock
    /// that nobody sets.
    bool isFresh(std::chrono::milliseconds age) const { return age <= 2 * snapshotInterval; }
};

} // namespace atlas
