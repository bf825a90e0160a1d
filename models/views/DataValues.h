// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Reconciliation.h"
#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/CoverageValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Ledger.h"
#include "models/domain/Table.h"

#include <QHash>
#include <QString>

#include <string>
#include <vector>

/// The page Data from a store's ledger to values: can the figures be trusted? Pure; any thread.
namespace atlas {

struct DataInput
{
    struct Cluster
    {
        std::string name;
        std::vector<CoverageEntry> ledger;
    };
    std::vector<Cluster> clusters; ///< in the order in which they are shown
    std::vector<RequestRecord> requests; ///< newest first
    std::vector<RejectedRecord> rejected; ///< newest first
    std::vector<FieldFault> faults;
    StoreFacts facts;
    std::string primary; ///< the cluster of the grids
    GridPtr clusterGrid, namespaceGrid; ///< of the range; null without a cluster
    /// The cluster's hours against the values of each of its labels and annotations, which should add up alike.
    struct Dimension
    {
        DimensionKey key;
        Reconciliation found;
    };
    std::vector<Dimension> dimensions;
    TimeRange range;
    QByteArray zone = "UTC";
    UsageOptions options;
};

/// Hours of the range by what is known of them, over all lines of a ledger.
struct CoverageHours
{
    int complete = 0, unverified = 0, gap = 0, missing = 0, notAsked = 0;

    int total() const { return complete + unverified + gap + missing + notAsked; }
    friend bool operator==(const CoverageHours&, const CoverageHours&) = default;
};

struct DataValues
{
    CoverageData coverage;
    Table coverageTable; ///< a row a line: hours by state, rows of the requests, when it was fetched last
    CoverageHours hours; ///< over all lines of all clusters
    CoverageHours primaryHours; ///< of the primary cluster's own rows

    Table requests, rejected, faults;
    QHash<QString, QString> rejectedText; ///< by key of a row of `rejected`: all that is known, with its raw text
    QHash<QString, QString> requestText; ///< likewise of `requests`

    TimeSeriesData reconciliation; ///< allocated GPUs of the primary cluster, and of its namespaces
    /// The hours in which they differ or only one of them says anything, and those in which the values of a label or
    /// annotation differ from the cluster.
    Table reconciliationTable;
    int comparedHours = 0, offHours = 0; ///< of the namespaces
    int clusterOnlyHours = 0, namespacesOnlyHours = 0;
    double offGpuHours = 0;

    int allZeroHours = 0; ///< of the primary cluster in the range
    int presentHours = 0, expectedHours = 0;
    StoreFacts facts;
};

DataValues dataValuesOf(const DataInput& input);

/// "Namespaces", "Label team" ...: an endpoint's name for people; what is not known is shown as it is.
QString endpointName(const std::string& endpoint, const std::optional<DimensionKey>& dimension = {});
/// "1.2 MB": whole bytes in steps of 1000.
QString formatBytes(std::int64_t bytes);

} // namespace atlas
