// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Arithmetic.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Time.h"
#include "models/domain/UtilizationBasis.h"

#include <cmath>
#include <vector>

/// The definitions of the product's figures. Everything that shows, exports or serves a figure gets it from here.
/// docs/metrics.md has them in words. a = allocated GPUs, c = capacity, u = avg_utilization, one row an hour.
namespace atlas {

struct UsageOptions
{
    UtilizationBasis basis = UtilizationBasis::Allocated; ///< for cluster rows only
    bool zeroHoursAreUnknown =
        false; ///< avg, max and min all 0 though GPUs were allocated: treat utilisation as unknown

    double idleThreshold = 10; ///< percent: the t of idleBelowGpuHours
    Figure pricePerGpuHour = {}; ///< money for a GPU·h; unknown: none is set

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
    /// The hours of a cluster's grid in which its capacity is known: over those alone figures can be parts of it.
    static HourPresence ofKnownCapacity(const HourGrid& clusterGrid);

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

/// Rows that say a figure. A sum over none of them says nothing: metricValue() has it as unknown.
struct KnownRows
{
    int allocated = 0; ///< a
    int capacity = 0; ///< c
    int rated = 0; ///< both
    int measured = 0; ///< a and u; of an hour in which nothing is held the use is known
    int used = 0; ///< what `used` is made of: a and u, or with the basis AllGpus c and u
    int idle = 0; ///< a and `used`
};

/// The figures of one subject over a span of hours.
///
/// An hour counts where the cluster has a row. Values outside the physical range (negative, utilisation above 100 %)
/// are unknown here and counted in outOfRangeHours. Every hour of a cluster is split so that the sums add up:
///
///     capacity + overallocated = used + idle + unallocated + unknown
///
/// | known   | used      | idle          | unallocated | overallocated | unknown        | capacity |
/// |---------|-----------|---------------|-------------|---------------|----------------|----------|
/// | a, c, u | a·u/100   | a − used      | max(0, c−a) | max(0, a−c)   | 0              | c        |
/// | a, c    | 0         | 0             | max(0, c−a) | max(0, a−c)   | a              | c        |
/// | a, u    | a·u/100   | a − used      | 0           | a             | 0              | 0        |
/// | a       | 0         | 0             | 0           | a             | a              | 0        |
/// | c       | 0         | 0             | 0           | 0             | c              | c        |
///
/// With the basis AllGpus used is c·u/100: it needs c instead of a, and where a alone is unknown unknown is c − used.
/// Idle of such an hour is below 0 where the two sources disagree. For other levels than clusters nothing is
/// unallocated or overallocated (namespaces' quotas overlap), and gpuHours = used + idle + unknown.
struct Usage
{
    int hoursPresent = 0; ///< rows of the subject
    KnownRows known; ///< of these
    int hoursExpected = 0; ///< hours of the span
    int clusterHours = 0; ///< hours of the span in which the cluster has a row
    double gpuHours = 0; ///< Σ a
    double usedGpuHours = 0; ///< Σ a·u/100 over rows with both known (basis AllGpus: Σ c·u/100)
    double idleGpuHours = 0; ///< held idle: Σ (a − used) over the same rows
    double unknownGpuHours = 0; ///< Σ a over rows whose u is unknown, plus Σ c over cluster rows whose a is unknown
    double idleBelowGpuHours =
        0; ///< Σ a over the hours with u ≤ options.idleThreshold; a different figure from held idle
    double measuredGpuHours = 0; ///< Σ a over rows with a and u known: the weight of `utilization`
    double utilization = unknown; ///< Σ a·u / Σ a over rows with both known; unknown where Σ a = 0
    double meanUtilization = unknown; ///< plain mean of u
    double maxUtilization = unknown, minUtilization = unknown; ///< of max_, min_utilization
    double p50OfHours = unknown, p95OfHours = unknown; ///< of the hourly u: nearest rank floor((n−1)·p)
    double averageAllocated = unknown; ///< Σ a / clusterHours, without those in which the subject's a is unknown
    double averageWhilePresent = unknown; ///< Σ a / rows of the subject with a known
    PeakHour peakAllocated; ///< max a
    PeakHour peakUtilization; ///< max of max_utilization
    /// Σ / activeHours (absent counts 0), and the largest; unknown where no row has the figure.
    double meanActiveWorkloads = unknown, peakActiveWorkloads = unknown;
    int activeHours = 0; ///< what that mean is divided by: clusterHours without those in which the number is unknown
    int allZeroHours = 0; ///< avg, max and min 0 although a > 0
    int zeroGpuHours = 0; ///< hours with a = 0
    int outOfRangeHours = 0; ///< rows with a figure that cannot be: left out of every sum

    // Where the rows have a capacity (clusters; namespaces with a quota). Capacity 0 with a > 0 is unknown capacity.
    double capacityGpuHours = 0; ///< Σ c
    double unallocatedGpuHours = 0; ///< Σ max(0, c − a); clusters only
    /// Σ max(0, a − c), and a where c is unknown: capacity + over = used + idle + unallocated + unknown; clusters only.
    double overallocatedGpuHours = 0;
    int unknownCapacityHours = 0; ///< rows of a cluster whose a is known and c is not
    double ratedGpuHours = 0, ratedCapacityGpuHours = 0; ///< Σ a, Σ c over rows with both known
    double allocationRate = unknown; ///< 100·Σ a / Σ c over rows with both known
    double meanAllocationRate = unknown; ///< plain mean of the rows' own rates
    double sampleCount = 0; ///< Σ
    double maxP50 = unknown, maxP95 = unknown; ///< largest hourly p50_, p95_utilization

    Figure pricePerGpuHour = {}; ///< of the options
    double cost() const { return gpuHours * pricePerGpuHour; } ///< money; unknown without a price
    double idleCost() const { return idleGpuHours * pricePerGpuHour; }

    /// GPUs: Σ c / hours in which it is known.
    double meanCapacity() const { return ratio(capacityGpuHours, known.capacity); }
    /// 0..1: clusterHours / hoursExpected.
    double coverage() const { return hoursExpected > 0 ? double(clusterHours) / hoursExpected : 0; }
};

/// A sum that does not depend on the order of its terms to more than the last digit: what rounding loses is kept
/// beside.
class ExactSum
{
public:
    void add(double term)
    {
        const double sum = m_sum + term;
        const double added = sum - m_sum;
        m_lost += (m_sum - (sum - added)) + (term - added);
        m_sum = sum;
    }
    double value() const { return m_sum + m_lost; }

private:
    double m_sum = 0, m_lost = 0;
};

/// The figures of subject `subject` over hours [from, to); hours outside the grid count as absent.
/// An hour without a cluster row counts nowhere, even if the subject has a row for it.
Usage usageOf(const HourGrid& grid, int subject, HourIndex from, HourIndex to, const HourPresence& presence,
    const UsageOptions& options = {});

/// usageOf() for each subject, in the grid's order; many rows are shared out among threads.
std::vector<Usage> usageOfAll(
    const HourGrid& grid, HourIndex from, HourIndex to, const HourPresence& presence, const UsageOptions& options = {});

/// Σ of Usage::idleBelowGpuHours over all subjects: of usageOfAll(), without the rest of it.
double idleBelowOfAll(
    const HourGrid& grid, HourIndex from, HourIndex to, const HourPresence& presence, const UsageOptions& options = {});

/// 100 · part / whole; unknown where the whole is 0 or either is unknown.
double sharePercent(double part, double whole);

/// later − earlier, and percent of |earlier|; unknown where either is; percent is unknown where earlier is 0.
struct Change
{
    double current = unknown, previous = unknown, absolute = unknown, percent = unknown;
    bool isNew() const { return isKnown(current) && (!isKnown(previous) || previous == 0.0) && current != 0.0; }
};
Change changeOf(double current, double previous);

} // namespace atlas
