// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Usage.h"

#include <vector>

namespace atlas {

/// One subject's figures bucket by bucket: usageOf() for each span.
std::vector<Usage> rollUp(const HourGrid& grid, int subject, const std::vector<BucketSpan>& buckets,
    const HourPresence& presence, const UsageOptions& options = {});

/// The sum over several subjects as a grid of one subject called `name`: Σ a, GPU-weighted u over the subjects present
/// in the hour; extremes and percentiles are not derivable and are left out. For "other", "all teams" and stacked
/// areas.
HourGrid sumSubjects(const HourGrid& grid, const std::vector<int>& subjects, std::string name);

/// Mean of u (weighted by a) or of a by hour of the week in a zone: 7 × 24 cells, Monday 00:00 first; unknown where no
/// hour falls.
enum class HourOfWeekFigure : std::uint8_t { Utilization, AllocationRate, AverageAllocated };
std::vector<double> hourOfWeek(
    const HourGrid& grid, int subject, HourIndex from, HourIndex to, HourOfWeekFigure figure, const QTimeZone& zone);

} // namespace atlas
