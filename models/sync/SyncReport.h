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

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// What to fetch.
struct SyncRequest
{
    std::string
        connection; ///< id that the ledger, the request log and the clusters' sources get; "" for a command's own
    std::vector<std::string> clusters; ///< the server's names; empty: all that it has
    TimeRange range; ///< hours that start in it, and snapshots
    TimeRange first; ///< asked for before all else (what is visible); empty: nothing is preferred
    std::vector<Level> levels{Level::Cluster, Level::Namespace, Level::Dimension, Level::Workload};
    bool snapshots = true; ///< the latest, and those in the range
    std::optional<TimeRange> snapshotRange; ///< for the snapshots; nullopt: `range`
    bool force =
        false; ///< also hours that may have changed since they were fetched this hour, and gaps that still wait
    std::chrono::hours settle{48}; ///< rows of an hour may be rewritten for this long after it ended
    /// Hours older than this day are backfill: at most this many requests a second are made for them; 0: no limit.
    double backfillPerSecond = 0;
    /// The name in the store for a name of the server's; null: the same. Called in the sync's thread.
    std::function<std::string(const std::string&)> storedName;
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
    std::string cluster; ///< its name in the store
    std::string endpoint; ///< path below /gpu-aggregation: "namespaces/hourly-stats"
    std::optional<DimensionKey> dimension;
    int windows = 0; ///< stretches of time that were asked for
    int failedWindows = 0;
    int unverifiedWindows = 0; ///< stored, but rows may be missing
    std::int64_t rows = 0; ///< or snapshots
    int gaps = 0; ///< stretches of its ledger that are still to be fetched when the sync ends
    bool missing = false; ///< the server does not have it: not a failure
    bool forbidden = false; ///< the token does not allow it (403): not asked again for an hour
    std::optional<Error> error; ///< the first failure

    friend bool operator==(const EndpointOutcome&, const EndpointOutcome&) = default;
};

/// What a sync did. It is a success of its own: see problem().
struct SyncReport
{
    std::vector<std::string> clusters; ///< under their names in the store
    std::vector<EndpointOutcome> endpoints;
    CommitStats stored;
    std::optional<std::chrono::seconds> serverAhead; ///< of our clock, by the Date header; nullopt: none was sent
    std::optional<Error> stopped; ///< why the server was asked nothing more: it is away, or asks to wait (retryAfter)
    bool cancelled = false; ///< the sync was ended before it was done
    QStringList notes; ///< what the server lacks, and how it was made up for

    /// What went wrong: nullopt if nothing did; the failure itself if nothing at all could be fetched; else PARTIAL.
    std::optional<Error> problem() const;
    /// The same for one cluster (its name in the store).
    std::optional<Error> problem(const std::string& cluster) const;
    /// "namespaces of prod-a", "label team of prod-a": for people.
    static QString describe(const EndpointOutcome& outcome);

    friend bool operator==(const SyncReport&, const SyncReport&) = default;
};

} // namespace atlas

Q_DECLARE_METATYPE(atlas::SyncProgress)
