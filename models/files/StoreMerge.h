// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Progress.h"
#include "models/files/FileOpener.h"
#include "models/store/SqliteStore.h"

namespace atlas {

/// Adds what was opened to a store that can be written: hours, snapshots, and what is known of which stretches of
/// time. A row replaces the stored one of its key unless it is older. What the store knows of a stretch stays where it
/// is as much or more; the requests and unusable rows of files are not taken over.
///
/// Some 100,000 rows are stored at a time: after a failure, and after EXPORT because `progress` was cancelled, it can
/// be done again. Blocks; any thread but that of the window.
Result<CommitStats> mergeInto(SqliteStore& target, const OpenedFiles& opened, Progress& progress);

/// The parts of an imported stretch that say more than what is known: behind Complete nothing does, behind others only
/// Complete (and what is not a gap behind a gap).
std::vector<CoverageEntry> newCoverage(
    const std::vector<CoverageEntry>& known, const std::vector<CoverageEntry>& imported);

} // namespace atlas
