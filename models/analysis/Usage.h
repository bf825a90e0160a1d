// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"
#include "models/domain/Time.h"

#include <optional>
#include <vector>

/// The definitions of the product's figures. Everything that shows, exports or serves a figure gets it from here.
/// docs/metrics.md has them in words. a = allocated GPUs, c = capacity, u = avg_utilization, one row an hour.
namespace atlas {

/// What a cluster's utilisation was measured over: the GPUs that were allocated, or all GPUs that report.
enum class UtilizationBasis : std::uint8_t { Allocated, AllGpus };

struct UsageOptions
{
    UtilizationBasis basis = UtilizationBasis::Allocated; ///< for cluster rows only
    bool zeroHoursAreUnknown =
        false; ///< avg, max and min all 0 though GPUs were allocated: treat utilisation as unknown

    friend bool operator==(const UsageOptions&, const UsageOptions&) = default;
};

/// Hours in which the cluster has a row: what means are divided by and what coverage counts.
class HourPresence
{
public:
    HourPresence() = default;
    /// From a grid of Level::Cluster. An hour is present when its row exists (any column known).
    explicit HourPresence(const HourGrid& clusterGrid);

    HourIndex firstHour() const { return m_first; }
    bool contains(HourIndex hour) const;
    /// Present hours in [from, to).
    int count(HourIndex from, HourIndex to) const;
    /// Runs of absent hours in [from, to), as ranges.
    std::vector<TimeRange> missing(HourIndex from, HourIndex to) const;

private:
    HourIndex m_first = 0;
    std::vector<int> m_prefix; ///< m_prefix[i]: present hours before m_first + i
};

/// A figure at its hour.
struct PeakHour
{
    double value = unknown;
    Instant hour{}; ///< the earliest on a tie; meaningless where value is unknown

    friend bool operator==(const PeakHour& a, const PeakHour& b)
    {
        return Figure(a.value) == Figure(b.value) && (!isKnown(a.value) || a.hour == b.hour);
    }
};

/// The figures of one subject over a span of hours.
struct Usage
{
    int hoursPresent = 0; ///< rows of the subject
    int hoursExpected = 0; ///< hours of the span
    int clusterHours = 0; ///< hours of the span in which the cluster has a row
    double gpuHours = 0; ///< Σ a
    double usedGpuHours = 0; ///< Σ a·u/100 over rows with both known (basis AllGpus: Σ c·u/100)
    double idleGpuHours = 0; ///< held idle: Σ a·(1−u/100) over the same rows
    double unknownGpuHours = 0; ///< Σ a over rows whose u is unknown, plus Σ c over rows whose a is unknown
    double utilization = unknown; ///< Σ a·u / Σ a over rows with both known; unknown where Σ a = 0
    double meanUtilization = unknown; ///< plain mean of u
    double maxUtilization = unknown, minUtilization = unknown; ///< of max_, min_utilization
    double p50OfHours = unknown, p95OfHours = unknown; ///< of the hourly u: nearest rank floor((n−1)·p)
    double averageAllocated = unknown; ///< Σ a / clusterHours
    PeakHour peakAllocated; ///< max a
    PeakHour peakUtilization; ///< max of max_utilization
    double meanActiveWorkloads = unknown, peakActiveWorkloads = unknown;
    int allZeroHours = 0; ///< avg, max and min 0 although a > 0
    int zeroGpuHours = 0; ///< hours with a = 0

    // Where the rows have a capacity (clusters; namespaces with a quota). Capacity 0 with a > 0 is unknown capacity.
    double capacityGpuHours = 0; ///< Σ c
    double unallocatedGpuHours = 0; ///< Σ max(0, c − a)
    double overallocatedGpuHours = 0; ///< Σ max(0, a − c): capacity + over = used + idle + unallocated + unknown
    double allocationRate = unknown; ///< 100·Σ a / Σ c over rows with both known
    double meanAllocationRate = unknown; ///< plain mean of the rows' own rate
    double sampleCount = 0; ///< Σ
    double maxP50 = unknown, maxP95 = unknown; ///< largest hourly p50_, p95_utilization

    /// 0..1: clusterHours / hoursExpected.
    double coverage() const { return hoursExpected > 0 ? double(clusterHours) / hoursExpected : 0; }
};

/// The figures of subject `subject` over hours [from, to); hours outside the grid count as absent.
/// An hour without a cluster row counts nowhere, even if the subject has a row for it.
Usage usageOf(const HourGrid& grid, int subject, HourIndex from, HourIndex to, const HourPresence& presence,
    const UsageOptions& options = {});

/// usageOf() for each subject, in the grid's order.
std::vector<Usage> usageOfAll(
    const HourGrid& grid, HourIndex from, HourIndex to, const HourPresence& presence, const UsageOptions& options = {});

/// later − earlier, and percent of |earlier|; unknown where either is; percent is unknown where earlier is 0.
struct Change
{
    double current = unknown, previous = unknown, absolute = unknown, percent = unknown;
    bool isNew() const { return isKnown(current) && (!isKnown(previous) || previous == 0.0) && current != 0.0; }
};
Change changeOf(double current, double previous);

} // namespace atlas
