// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/SubjectComparison.h"

#include <vector>

/// The table of all subjects of a comparison. Pure; any thread.
namespace atlas {

/// A row a subject: those ranked, those that were there in the period before alone, those set apart, and what the
/// cluster allocated beyond all of them. `quotas`: of those ranked.
Table subjectTable(const ComparisonInput& input, const ComparisonValues& values,
    const std::vector<RankedSubject>& ranked, const std::vector<double>& quotas);

/// What the cluster has beyond the rows is a row of its own, so that the columns gpu_hours, used, idle and unknown,
/// those of them that are there, add up to the cluster. Where its own rows say less than theirs, nobody has the rest:
/// the row is called what it is then, a difference. `nameId`: the column of names; `price`: of a GPU-hour, for cost and
/// idle_cost.
void addUnattributed(Table& table, const char* nameId, const Usage& cluster, double price = unknown);

/// A namespace's quota: the newest capacity of its rows. Servers without quotas put 0 or the cluster's capacity there.
double newestQuota(const HourGrid& grid, int subject, const HourGrid& cluster);

} // namespace atlas
