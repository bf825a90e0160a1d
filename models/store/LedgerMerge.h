// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Ledger.h"

#include <vector>

namespace atlas {

/// Joins neighbours among the entries of one endpoint (in order of time, without overlaps) where nothing is lost that
/// decides about fetching, so that a store that is refreshed every hour for years keeps a ledger of some dozen entries.
///
/// Neighbours of one state are joined if they came of one fetch; and, if both are past being rewritten (fetched 48
/// hours after their end), when they were fetched in the same quarter of a day, or end more than 36 days before `now`,
/// behind every fetch that repeats itself. The joint entry has the later fetch's time and request, and the rows of
/// both. Returns for each entry of the result the number of the first entry it was made of.
std::vector<std::size_t> mergeCoverage(std::vector<CoverageEntry>& entries, Stamp now);

} // namespace atlas
