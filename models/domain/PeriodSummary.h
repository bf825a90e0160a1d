// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Figure.h"
#include "models/domain/Time.h"

#include <cstdint>
#include <string>

namespace atlas {

/// What a cluster's hourly rows of one day, week or month add up to. GPU hours of a period of which nothing is known
/// are unknown, not 0.
struct PeriodSummary
{
    std::string cluster;
    Instant start{}; ///< where the period begins; where it ends is known from the kind of period that was asked for
    std::int64_t hours = 0; ///< hourly rows that there are in it
    Figure capacityGpuHours;
    Figure allocatedGpuHours;
    Figure usedGpuHours;
    Figure avgUtilization; ///< %

    friend bool operator==(const PeriodSummary&, const PeriodSummary&) = default;
};

} // namespace atlas
