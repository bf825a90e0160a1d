// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"
#include "models/domain/Time.h"

#include <cstdint>
#include <optional>
#include <string>

/// The names of the product's figures, and how a place on the screen says which one it shows.
namespace atlas {

/// The figures of docs/metrics.md. Values and units: analysis/Ranking.h, views/Derive.h.
enum class Metric : std::uint8_t {
    GpuHours,
    UsedGpuHours,
    IdleGpuHours,
    Utilization,
    AverageAllocated,
    PeakAllocated,
    ActiveWorkloads, ///< mean over the hours with data
    IdleBelowGpuHours, ///< Σ a over the hours with u at or below the threshold
    UnknownGpuHours,
    UnallocatedGpuHours, ///< of clusters
    CapacityGpuHours,
    AllocationRate,
    MeanUtilization, ///< plain mean
    PeakUtilization,
    LowestUtilization,
    P50, ///< of the hourly values
    P95,
    Coverage,
    Cost, ///< where a price is set
    IdleCost,
    Share, ///< of the sum over all subjects: not a figure of one subject's Usage
    OverallocatedGpuHours, ///< of clusters: what capacity + it = used + held idle + unallocated + unknown
};

/// One hour of every week, as the clock of a zone shows it.
struct HourOfWeek
{
    int day = 1; ///< 1: Monday
    int hour = 0;
    std::string zone = "UTC"; ///< IANA id

    friend bool operator==(const HourOfWeek&, const HourOfWeek&) = default;
};

/// A figure as it can be pointed at: which one, of whom, over which hours. What "where does this come from?" needs.
struct FigureRef
{
    Metric metric = Metric::GpuHours;
    GridScope scope; ///< cluster: empty means the shown clusters together
    std::string subject; ///< in the scope; empty: the cluster itself
    TimeRange range;
    std::optional<double> idleThreshold = std::nullopt; ///< the t of IdleBelowGpuHours in percent, if not the usual one
    std::optional<HourOfWeek> hourOfWeek = std::nullopt; ///< only these hours of the range
    /// Not of hours, but of the snapshot of the cluster taken then: AverageAllocated are the GPUs that were held,
    /// Utilization is theirs.
    std::optional<Instant> snapshot = std::nullopt;

    friend bool operator==(const FigureRef&, const FigureRef&) = default;
};

} // namespace atlas
