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

/// Of all hours of a cluster, its own figures against those of a level that should add up to it.
struct ReconciledTotals
{
    QString level; ///< "namespaces", "label:team", "snapshots"
    int compared = 0, off = 0; ///< hours
    int clusterOnly = 0, levelOnly = 0; ///< hours in which one of the two has no figures; of namespaces alone
    double tolerancePercent = 1;
    double offGpuHours = 0;
    std::optional<ReconciledHour> worst;
};

struct ClusterHealth
{
    ClusterInfo info;
    std::vector<EndpointHours> endpoints;
    int clusterHours = 0; ///< with a row, of all between the first and the last
    int expectedHours = 0;
    int allZeroHours = 0; ///< GPUs were allocated, and every utilisation is 0
    int outOfRangeHours = 0; ///< with a figure that cannot be
    std::vector<ReconciledTotals> reconciled; ///< of each level that the store has
};

/// One thing that keeps a cluster's data from being relied upon.
struct Finding
{
    std::string cluster;
    QString about; ///< an endpoint or level: "labels/hourly-stats label:team", "snapshots"
    std::int64_t hours = 0;
    QString sentence;
};

/// All that can be found out about a store by reading it.
struct DoctorReport
{
    StoreFacts facts;
    std::optional<Error> integrity; ///< what the check found; nullopt: the file is sound
    std::vector<ClusterHealth> clusters;
    std::vector<FieldFault> fieldFaults;
    std::vector<RejectedRecord> rejected; ///< the newest few

    /// What is missing, unverified or contradicts something else; of each cluster in the order of the report.
    std::vector<Finding> findings() const;
    /// CACHE if the file is damaged, PARTIAL if there are findings.
    std::optional<Error> problem() const;
};

/// Reads the whole store; as long as that takes. `now` is the time of the check.
Result<DoctorReport> examine(SqliteStore& store, Instant now);

/// An endpoint as the report names it: "labels/hourly-stats label:team".
QString nameOf(const EndpointHours& endpoint);

/// For people, and for programs: one JSON object, indented. Both with a final newline.
std::string doctorText(const DoctorReport& report);
std::string doctorJson(const DoctorReport& report);

} // namespace atlas
