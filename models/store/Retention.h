// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"
#include "models/store/Sqlite.h"
#include "models/store/StoreTypes.h"

#include <functional>
#include <optional>
#include <string>

namespace atlas {

/// One round of letting go of old data, in pieces that leave time for commits between them.
///
/// Older than RetentionPolicy::hours: hourly rows, those that are gone from their server too, snapshots, and what the
/// ledger says of that time, so that nothing believes it is there. Older than RetentionPolicy::snapshots: all
/// snapshots but the first of each hour.
class Retention
{
public:
    /// Told after each piece that changed what a cluster has.
    using Changed = std::function<void(const std::string& cluster, TimeRange hours, bool snapshots)>;

    Retention(RetentionPolicy policy, Instant now, Changed changed);

    /// Removes at most 5000 rows in one transaction; false: there is nothing left. Throws sqlite::Failure.
    bool step(sqlite::Database& db);

    const RetentionReport& report() const { return m_report; }

private:
    struct Scope
    {
        std::int64_t id = 0;
        Level level = Level::Cluster;
        std::string cluster;
    };
    enum class Phase { Ledger, Rows, GoneRows, Snapshots, Thinning, Done };

    bool dropLedger(sqlite::Database& db);
    bool dropRows(sqlite::Database& db);
    std::int64_t dropPartOfHour(sqlite::Database& db, const Scope& scope, HourIndex hour);
    bool dropGone(sqlite::Database& db);
    std::int64_t dropOldest(sqlite::Database& db, const std::string& table, std::int64_t limit);
    bool dropSnapshots(sqlite::Database& db);
    bool thinSnapshots(sqlite::Database& db);

    const std::optional<Instant> m_hoursBorder, m_snapshotsBorder;
    const Changed m_changed;
    Phase m_phase;
    std::int64_t m_thinCluster = 0, m_thinFrom = 0; ///< how far thinning came
    RetentionReport m_report;
};

} // namespace atlas
