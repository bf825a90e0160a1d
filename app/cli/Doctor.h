// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Reconciliation.h"
#include "models/domain/Error.h"
#include "models/domain/Inventory.h"
#include "models/domain/Ledger.h"
#include "models/store/SqliteStore.h"

#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// What a store says about one endpoint of a cluster, in hours of its ledger.
struct EndpointHours
{
    std::string endpoint;
    std::optional<DimensionKey> dimension;
    std::int64_t complete = 0, unverified = 0, gap = 0, missing = 0;
    std::optional<Instant> oldestGap; ///< where the first one begins
};

/// Of all hours of a cluster, a cluster's figures against those of its namespaces.
struct ReconciledTotals
{
    int compared = 0, off = 0, clusterOnly = 0, namespacesOnly = 0; ///< hours
    double tolerancePercent = 1;
    double offGpuHours = 0;
    std::optional<ReconciledHour> worst;
    bool hasNamespaces = false; ///< without any nothing can be compared
};

struct ClusterHealth
{
    ClusterInfo info;
    std::vector<EndpointHours> endpoints;
    int clusterHours = 0; ///< with a row, of all between the first and the last
    int expectedHours = 0;
    int allZeroHours = 0; ///< GPUs were allocated, and every utilisation is 0
    int outOfRangeHours = 0; ///< with a figure that cannot be
    ReconciledTotals reconciliation;
};

/// All that can be found out about a store by reading it.
struct DoctorReport
{
    StoreFacts facts;
    std::optional<Error> integrity; ///< what the check found; nullopt: the file is sound
    std::vector<ClusterHealth> clusters;
    std::vector<FieldFault> fieldFaults;
    std::vector<RejectedRecord> rejected; ///< the newest few

    /// CACHE if the file is damaged, PARTIAL if data are missing, unverified or contradict each other; the sentence
    /// says how many there are of each.
    std::optional<Error> problem() const;
};

/// Reads the whole store; as long as that takes. `now` is the time of the check.
Result<DoctorReport> examine(SqliteStore& store, Instant now);

/// For people, and for programs: one JSON object, indented. Both with a final newline.
std::string doctorText(const DoctorReport& report);
std::string doctorJson(const DoctorReport& report);

} // namespace atlas
