// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Usage.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// Who holds GPUs and does not use them, since when, and what taking them back would have freed. Pure.
namespace atlas {

/// Hours one after the other in which a subject held GPUs at or below the threshold.
///
/// A run ends in the hour in which the utilisation is above the threshold, in which the subject holds nothing, or in
/// which it has no row though the cluster has one. An hour of which the use or the allocation is unknown, and one
/// without a row of the cluster, neither counts nor ends a run: it is no sign of work, and no proof of idleness.
struct IdleRun
{
    int subject = -1; ///< index in the grid
    HourIndex since = 0; ///< its first hour, which may lie before the period
    HourIndex until = 0; ///< past its last counted hour
    bool fromTheStart = false; ///< it may have begun earlier: the grid's first hours belong to it
    bool ongoing = false; ///< nothing ended it within the period
    int hours = 0; ///< counted, from its begin on
    double idleGpuHours = 0; ///< Σ a over the counted hours in the period
    double freedGpuHours = 0; ///< Σ a over those in the period that follow the rule's first hours

    friend bool operator==(const IdleRun&, const IdleRun&) = default;
};

/// "Whoever was at or below the threshold for so many hours in a row loses the GPUs until they are wanted again."
struct ReclaimRule
{
    int afterHours = 24; ///< at least 1
    double threshold = 10; ///< percent

    friend bool operator==(const ReclaimRule&, const ReclaimRule&) = default;
};

/// All runs with a counted hour in [from, to), by subject and time; what the grid has before `from` tells when they
/// began. Namespaces and workloads, not clusters.
std::vector<IdleRun> idleRuns(const HourGrid& grid, HourIndex from, HourIndex to, const HourPresence& presence,
    const ReclaimRule& rule, const UsageOptions& options = {});

/// What a rule would have freed.
struct Reclaim
{
    std::vector<IdleRun> runs; ///< those that freed something, the most first
    double freedGpuHours = 0;
    int subjects = 0; ///< that lost GPUs
};
Reclaim reclaimOf(const std::vector<IdleRun>& runs);

/// A subject with what it held idle in a period.
struct IdleHolder
{
    int subject = -1; ///< index in the grid
    Usage usage;
    double share = unknown; ///< % of the held-idle GPU-hours of all subjects
    std::optional<IdleRun> run; ///< the one with most GPU-hours in the period, of equals the last; nullopt: none
    /// The begin of the last hours in a row in which it held GPUs; hours of which that is not known do not end them. At
    /// the grid's first hour it may be earlier.
    std::optional<HourIndex> heldSince;

    /// GPU-days held idle: 24 GPU·h are one. Unknown where its use is.
    double idleGpuDays() const;
};
/// The subjects with rows in [from, to), by held-idle GPU-hours, then by name. `runs` is of idleRuns() over the same.
std::vector<IdleHolder> idleHolders(const HourGrid& grid, HourIndex from, HourIndex to, const HourPresence& presence,
    const std::vector<IdleRun>& runs, const UsageOptions& options = {});

/// The subjects on one side of two lines.
struct Quadrant
{
    int subjects = 0;
    double gpuHours = 0, idleGpuHours = 0;
};
/// By GPU-hours (below the line: 0, from it on: +1) and utilisation (at or below the line: 0, above: +2). Subjects of
/// unknown utilisation are in none.
std::array<Quadrant, 4> quadrantsOf(const std::vector<IdleHolder>& holders, double gpuHours, double utilization);

} // namespace atlas
