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

/// A namespace's quota: the newest capacity of its rows. Servers without quotas put 0 or the cluster's capacity there.
double newestQuota(const HourGrid& grid, int subject, const HourGrid& cluster);

} // namespace atlas
