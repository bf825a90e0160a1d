// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Progress.h"
#include "models/domain/Time.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace atlas {

/// What `gpu-atlasctl sample` was asked for.
struct SampleOptions
{
    QString out; ///< the store to make
    std::uint64_t seed = 1;
    int days = 35; ///< 1 .. 3660
    int gpus = 512; ///< of the first cluster, 8 .. 100000; rounded to nodes of 8
    int namespaces = 24; ///< of the first cluster, 1 .. 5000
    int clusters = 2; ///< 1 .. 20
    std::optional<Instant> end; ///< samples are taken before this; none: now, cut to five minutes
    bool force = false; ///< replace an existing file
};

struct SampleReport
{
    QString path;
    TimeRange range; ///< whole hours
    Instant end{};
    std::int64_t clusterRows = 0, namespaceRows = 0, dimensionRows = 0, workloadRows = 0, snapshots = 0;
    std::int64_t bytes = 0; ///< size of the file
};

/// Simulates clusters and writes them into a new store. The same options with the same end give the same rows. The file
/// is written beside its place and moved there when it is whole; after a failure there is none, and an existing
/// one is as it was. Hourly rows and labels for all days, workload rows for the last 35 days at most, snapshots with
/// all their pods for the last 24 hours. Blocks; needs an event loop neither running nor absent (any thread).
///
/// Errors: USAGE for options out of range and for an existing file without `force`, CACHE from the store, EXPORT where
/// `progress` was cancelled.
Result<SampleReport> writeSample(const SampleOptions& options, const Clock& clock, Progress* progress = nullptr);

} // namespace atlas
