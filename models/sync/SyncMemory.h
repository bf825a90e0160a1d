// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/PeriodSummary.h"
#include "models/domain/Rows.h"
#include "models/domain/Time.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace atlas {

/// What an engine knows of its server from one sync to the next, so that a sync that finds nothing new costs next to
/// nothing. Ages are counted on the clock that nobody sets.
struct SyncMemory
{
    using Steady = std::chrono::milliseconds;
    /// Cluster (the server's name) and endpoint; an empty cluster for endpoints that name none.
    using Place = std::pair<std::string, std::string>;
    using Lane = std::tuple<std::string, std::string, std::optional<DimensionKey>>;

    /// How many rows an hour has, and over how many hours that was measured.
    struct Density
    {
        double rowsPerHour = 0;
        int hours = 0; ///< 0: not at all
    };
    struct Refusal
    {
        Steady until{0};
        Error error;
    };
    struct AskedKeys
    {
        Steady at{0};
        TimeRange range;
    };
    struct Latest
    {
        Steady at{0}; ///< when it was received
        Instant time{}; ///< when it was taken
    };

    std::vector<std::string> clusters; ///< the server's names
    std::optional<Steady> clustersAt;
    std::map<Place, Refusal> forbidden; ///< 403
    std::map<Place, Steady> missing; ///< the server does not have it: not asked until then
    std::map<std::pair<std::string, DimensionType>, AskedKeys> keys;
    std::map<Lane, Density> densities;
    std::map<std::string, Latest> latest; ///< the newest snapshot, by cluster
    std::set<std::string> sourcesSaid; ///< clusters whose connection the store was told
    Steady backfillAt{0}; ///< the next request for old hours may be made then
    std::optional<std::vector<std::string>> extensions;
    std::map<std::string, Steady> comparedAt; ///< when the days of a cluster were compared last
    std::map<std::pair<std::string, Instant>, PeriodSummary> doubted; ///< days asked for again, as the server had them
};

} // namespace atlas
