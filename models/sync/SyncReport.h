// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Rows.h"
#include "models/domain/Time.h"
#include "models/store/StoreTypes.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// What to fetch.
struct SyncRequest
{
    std::vector<std::string> clusters; ///< empty: all that the server has
    TimeRange range; ///< hours that start in it, and snapshots
    std::vector<Level> levels{Level::Cluster, Level::Namespace, Level::Dimension, Level::Workload};
    bool snapshots = true; ///< the latest, and those in the range
    std::optional<TimeRange> snapshotRange; ///< for the snapshots; nullopt: `range`
    bool force = false; ///< also hours that may have changed since they were fetched this hour
};

struct SyncProgress
{
    QString text; ///< what was worked on last, such as "namespaces of prod-a"
    int done = 0, total = 0; ///< windows; the total may grow

    friend bool operator==(const SyncProgress&, const SyncProgress&) = default;
};

/// What became of one endpoint (for labels: of one key) of one cluster.
struct EndpointOutcome
{
    std::string cluster;
    std::string endpoint; ///< path below /gpu-aggregation: "namespaces/hourly-stats"
    std::optional<DimensionKey> dimension;
    int windows = 0; ///< stretches of time that were asked for
    int failedWindows = 0;
    int unverifiedWindows = 0; ///< stored, but rows may be missing
    std::int64_t rows = 0; ///< or snapshots
    bool missing = false; ///< the server does not have it: not a failure
    std::optional<Error> error; ///< the first failure

    friend bool operator==(const EndpointOutcome&, const EndpointOutcome&) = default;
};

/// What a sync did. It is a success of its own: see problem().
struct SyncReport
{
    std::vector<std::string> clusters;
    std::vector<EndpointOutcome> endpoints;
    CommitStats stored;
    QStringList notes; ///< what the server lacks, and how it was made up for

    /// What went wrong: nullopt if nothing did; the failure itself if nothing at all could be fetched; else PARTIAL.
    std::optional<Error> problem() const;
    /// "namespaces of prod-a", "label team of prod-a": for people.
    static QString describe(const EndpointOutcome& outcome);

    friend bool operator==(const SyncReport&, const SyncReport&) = default;
};

} // namespace atlas

Q_DECLARE_METATYPE(atlas::SyncProgress)
