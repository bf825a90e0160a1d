// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Usage.h"
#include "models/domain/Metric.h"

#include <vector>

namespace atlas {

/// One subject's figures bucket by bucket: usageOf() for each span.
std::vector<Usage> rollUp(const HourGrid& grid, int subject, const std::vector<BucketSpan>& buckets,
    const HourPresence& presence, const UsageOptions& options = {});

/// bucketValue() of rollUp(), for AverageAllocated and Utilization in one quick pass: what lines and sparklines of many
/// subjects are made of.
std::vector<double> bucketValues(const HourGrid& grid, int subject, const std::vector<BucketSpan>& buckets,
    const HourPresence& presence, Metric metric, const UsageOptions& options = {});

/// The sum over several subjects as a grid of one subject called `name`, for lines and stacked areas: Σ a and Σ active
/// workloads (unknown where one present subject's is), GPU-weighted u over the subjects with both known. No row where
/// none is present. Extremes, percentiles and capacities are not derivable and are left out. Totals of a period come
/// from sumOf(): where only some subjects' u is known, a of this sum times its u claims too much.
HourGrid sumSubjects(
    const HourGrid& grid, const std::vector<int>& subjects, std::string name, const UsageOptions& options = {});

/// The cluster's hours with a column that servers do not send for clusters: active workloads, Σ over the namespaces
/// (0 where the cluster holds nothing and no namespace is there; unknown where a namespace's is). So every figure of
/// Usage can be had for a cluster.
HourGrid withActiveWorkloads(const HourGrid& cluster, const HourGrid& namespaces);

/// By hour of the week in a zone, 7 × 24 cells, Monday 00:00 first; unknown where no hour falls: utilisation Σ a·u / Σ
/// a, allocation rate 100·Σ a / Σ c, the mean of a over the hours with a row, or the mean of
/// what was held idle (a − used) over the hours in which that is known. An hour counts in the cell in which it
/// starts.
enum class HourOfWeekFigure : std::uint8_t { Utilization, AllocationRate, AverageAllocated, HeldIdle };
std::vector<double> hourOfWeek(const HourGrid& grid, int subject, HourIndex from, HourIndex to, HourOfWeekFigure figure,
    const QTimeZone& zone, const UsageOptions& options = {});

} // namespace atlas
