// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/WireEncoder.h"
#include "models/domain/Error.h"
#include "models/domain/Time.h"

#include <string>

namespace atlas {

class SqliteStore;

/// The reply to `/snapshots` as a stream: a day of a large cluster is more than a hundred megabytes of JSON, so that
/// only some snapshots at a time are read and encoded. Snapshots are oldest first.
class SnapshotPieces
{
public:
    /// The store outlives it.
    SnapshotPieces(SqliteStore& store, std::string cluster, TimeRange range, const DataAge& age)
        : m_store(&store)
        , m_cluster(std::move(cluster))
        , m_rest(range)
        , m_age(age)
    {
    }

    /// The next piece of the body; empty after the last.
    Result<std::string> operator()();

private:
    enum class State { Begin, First, More, Done };

    SqliteStore* m_store;
    std::string m_cluster;
    TimeRange m_rest; ///< still to be read
    DataAge m_age;
    State m_state = State::Begin;
};

} // namespace atlas
