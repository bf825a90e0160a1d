// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Usage.h"
#include "models/domain/Metric.h"

#include <QString>

#include <string>
#include <vector>

namespace atlas {

/// A figure of a usage; unknown for Metric::Share, which is none of one subject's, and where no row of the subject says
/// it. A subject without rows holds nothing: its sums are 0.
double metricValue(const Usage& usage, Metric metric);
/// The same of a bucket of time: unknown where the cluster has no row (but the coverage, which then is 0). Who is
/// absent has no active workloads.
double bucketValue(const Usage& usage, Metric metric);

struct RankedSubject
{
    int subject = -1; ///< index in the grid
    std::string name;
    Usage usage;
    Usage previous; ///< of the period before; hoursPresent 0 where the subject was absent
    double share = unknown; ///< % of the sum of GPU-hours over all subjects
    int rank = 0; ///< from 1
    int previousRank = 0; ///< 0: absent in the period before

    int rankChange() const { return previousRank == 0 ? 0 : previousRank - rank; }
};

/// What to rank: `previous` is the grid of the period before (null: none; it may be the same grid) over hours
/// [previousFrom, previousTo).
struct RankingInput
{
    const HourGrid* grid = nullptr;
    HourIndex from = 0, to = 0;
    const HourGrid* previous = nullptr;
    HourIndex previousFrom = 0, previousTo = 0;
    const HourPresence* presence = nullptr; ///< of the cluster over both periods
    UsageOptions options;
};
/// The usages of all subjects over both periods, in the grids' order: computed once, then ranked by any metric.
struct SubjectUsages
{
    std::vector<std::string> names, previousNames;
    std::vector<Usage> usages, previous;
};
SubjectUsages subjectUsages(const RankingInput& input);

/// The subjects with rows in the period, ranked downwards by a metric, then by name; unknown values last.
std::vector<RankedSubject> rankSubjects(const SubjectUsages& usages, Metric metric);
/// The subjects that had rows in the period before and have none now, by name: subject -1, rank 0.
std::vector<RankedSubject> goneSubjects(const SubjectUsages& usages, Metric metric);

/// The subjects with rows in [from, to), ranked downwards by a metric, then by name; unknown values last.
std::vector<RankedSubject> rankSubjects(const RankingInput& input, Metric metric);
/// The subjects that had rows in the period before and have none now, by name: subject -1, rank 0.
std::vector<RankedSubject> goneSubjects(const RankingInput& input, Metric metric);

/// Sums the usages of subjects over the same span into one ("other"): adds what adds up, weights what is weighted;
/// peaks, extremes, percentiles and plain means of the sum are not known from the parts' totals and stay unknown. Hours
/// are those of the part that has most.
Usage sumOf(const std::vector<Usage>& parts);

} // namespace atlas
