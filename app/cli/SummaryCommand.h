// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Summary.h"
#include "models/domain/Error.h"
#include "models/store/SqliteStore.h"

#include <QTimeZone>

#include <optional>
#include <string>

namespace atlas {

/// Sums over the rows of a cluster as the store has them, added up without the analysis: a check on it.
struct RowSums
{
    std::int64_t rows = 0;
    double gpuHours = 0;
    double idleGpuHours = 0; ///< over the rows with both figures
};

/// Asks the store for what a summary needs, the period of equal length before included, and waits for it.
/// USAGE: the store has no such cluster (the sentence names those there are), or the range holds no hour.
/// A range without rows is not an error. More workload hours than a grid holds: the summary leaves out the
/// workloads, and says so.
Result<Summary> loadSummary(StoreReader& store, const std::string& cluster, TimeRange range, int top,
    const QTimeZone& zone, const UsageOptions& options = {});

Result<RowSums> sumRows(SqliteStore& store, const std::string& cluster, TimeRange range);

/// The summary as JSON, indented, with a final newline. Numbers have all their digits, unknown is null, times are UTC.
/// docs/metrics.md has the names. `rows` is what the self-checks compare with; without it they leave that out.
std::string summaryJson(const Summary& summary, const std::string& cluster, int top, const QTimeZone& zone,
    const std::optional<RowSums>& rows = std::nullopt, const UsageOptions& options = {});

/// The three together: what `gpu-atlasctl summary --format json` prints. Blocks; not for a thread that paints.
Result<std::string> summaryCommand(SqliteStore& store, const std::string& cluster, TimeRange range, int top,
    const QTimeZone& zone, const UsageOptions& options = {});

} // namespace atlas
