// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Usage.h"
#include "models/domain/Metric.h"

#include <map>
#include <string>
#include <vector>

/// Why the GPU-hours used changed from one period to another, exactly: the parts add up to the change. Pure.
///
/// The GPU-hours used of a cluster are a product,
///
///     used = H · C · r · m · v
///
/// of the hours with data H, the mean capacity C = Σc / hours with known capacity, the allocation rate r = Σa / (H·C),
/// the share m of the allocated GPU-hours whose use is known, and the utilisation v = used / (Σa with known use). The
/// change is split among the factors by their Shapley values: what a factor changes, averaged over all orders in which
/// the factors can be changed one after the other. For a product that is the "complete decomposition" of Sun (Energy
/// Economics 20, 1998); Shorrocks (Journal of Economic Inequality 11, 2013) has the general form. It is exact, has no
/// rest, treats the periods alike (swapped, every part changes its sign alone), and a factor that did not change has
/// the part 0. So periods with unequal coverage are compared per hour with data, and what the hours themselves make is
/// a part of its own.
///
/// The part of the utilisation is split further. With w = a subject's share of the GPU-hours of known use, v is
/// Σ w·v_i, and by midpoints (Bennet 1920)
///
///     Δv = Σ w̄·Δv_i  +  Σ (v̄_i − v̄)·Δw  +  what no subject explains
///
/// the subjects' own utilisation, the mix (GPU-hours that moved between subjects of different utilisation), and the
/// difference between the cluster and the sum of its subjects.
///
/// Where a factor is undefined in one period (nothing was allocated: no utilisation), it counts as unchanged: the
/// factor that is 0 explains the change. A subject that is new or gone changes the mix, not its own utilisation. Where
/// a capacity is not known at all, capacity has no part and allocation is that of the GPU-hours.
namespace atlas {

/// What a period is split by.
struct UsedPeriod
{
    Usage cluster;
    std::map<std::string, Usage> subjects; ///< of the same hours; those with rows
};

UsedPeriod usedPeriod(const HourGrid& cluster, const HourGrid& subjects, TimeRange range, const HourPresence& presence,
    const UsageOptions& options = {});

enum class ChangeCause : std::uint8_t {
    Hours, ///< more or fewer hours have data
    Capacity,
    Allocation,
    UnknownUse, ///< the use of more or less of what was allocated is unknown
    Utilization, ///< of the subjects, each for itself
    Mix,
    Unattributed, ///< of the cluster, and of no subject
};

enum class ChangeScale : std::uint8_t {
    GpuHours,
    PercentOfCapacity, ///< per GPU·h of capacity: for clusters of different size. Hours and capacity have no part
};

struct ChangePart
{
    ChangeCause cause = ChangeCause::Hours;
    double value = 0;
};

/// One subject's part of the change, and what it is made of: allocation + unknownUse + utilization = change().
struct Contribution
{
    std::string name; ///< empty: what no subject explains
    double earlier = 0, later = 0; ///< used
    double allocation = 0, unknownUse = 0, utilization = 0;
    double change() const { return later - earlier; }
};

struct ChangeSplit
{
    double earlier = unknown, later = unknown; ///< used; unknown where a period has no data
    std::vector<ChangePart> parts; ///< every cause, in the order of the enumeration; they add up to change()
    std::vector<Contribution> contributors; ///< by the size of their change, then by name
    Contribution unattributed; ///< with the contributors it adds up to change()
    bool capacityKnown = true;
    /// The utilisation v in percent, and what changed it, in points: the subjects' own, the mix, and what no subject
    /// explains; they add up. Unknown where v is unknown in a period.
    double utilizationBefore = unknown, utilizationAfter = unknown;
    double ownPoints = unknown, mixPoints = unknown, unattributedPoints = unknown;

    bool isEmpty() const { return parts.empty(); }
    double change() const { return later - earlier; }
    double part(ChangeCause cause) const;
};

/// Mean of the GPUs in use over the hours with data, without those in which the subject's use is unknown.
double meanUsedGpus(const Usage& usage);
/// What a figure is per GPU of capacity, in percent: GPU-hours of the capacity's, the peak of allocated GPUs of the
/// mean capacity. Unknown for other figures, and where the capacity is. For usages over
/// HourPresence::ofKnownCapacity(): over other hours it would be more than the part that it is.
double percentOfCapacity(const Usage& usage, Metric metric);

/// Empty where a period has no hour with data, or (PercentOfCapacity) no known capacity. PercentOfCapacity is for
/// periods over HourPresence::ofKnownCapacity().
ChangeSplit splitChange(const UsedPeriod& earlier, const UsedPeriod& later, ChangeScale scale = ChangeScale::GpuHours);

} // namespace atlas
