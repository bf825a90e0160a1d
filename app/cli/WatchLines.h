// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "models/domain/Time.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace atlas {

/// "fresh", "stale", "partial", "login-needed", "blocked", "read-only".
std::string_view clusterStateName(ClusterState state);

/// What a collector prints: a line for each change of a cluster's state or of the reason for it, not for each further
/// failure of the same kind. As text, or as one JSON object a line.
class WatchLines
{
public:
    /// `clock` outlives it.
    WatchLines(const Clock& clock, bool json)
        : m_clock(clock)
        , m_json(json)
    {
    }

    std::string started(int connections) const;
    /// Whole lines; empty if nothing is worth one.
    std::string update(const std::vector<ClusterStatus>& statuses);

private:
    std::string line(const ClusterStatus& status) const;

    const Clock& m_clock;
    const bool m_json;
    std::map<std::pair<QString, QString>, ClusterStatus> m_printed; ///< by connection and cluster
};

} // namespace atlas
