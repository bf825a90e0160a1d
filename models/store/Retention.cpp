// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Retention.h"

#include "models/store/MissedRows.h"
#include "models/store/Schema.h"

#include <algorithm>
#include <limits>

namespace atlas {

namespace {

constexpr std::int64_t rowsAtOnce = 5000;
constexpr std::int64_t snapshotsAtOnce = 500; ///< each has a body of some kilobytes
constexpr std::int64_t daySeconds = 86'400;
constexpr int daysAtOnce = 31; ///< that are looked through for snapshots to thin

std::optional<Instant> border(std::chrono::days age, Instant now)
{
    if (age.count() <= 0)
        return std::nullopt;
    return std::chrono::floor<std::chrono::hours>(now - age);
}

} // namespace

Retention::Retention(RetentionPolicy policy, Instant now, Changed changed)
    : m_hoursBorder(border(policy.hours, now))
    , m_snapshotsBorder(border(policy.snapshots, now))
    , m_changed(std::move(changed))
    , m_phase(m_hoursBorder ? Phase::Ledger : Phase::Thinning)
{
}

bool Retention::step(sqlite::Database& db)
{
    switch (m_phase) {
    case Phase::Ledger: // first: what it no longer claims may be fetched again, what it claims has to be there
        if (!dropLedger(db))
            m_phase = Phase::Rows;
        break;
    case Phase::Rows:
        if (!dropRows(db))
            m_phase = Phase::GoneRows;
        break;
    case Phase::GoneRows:
        if (!dropGone(db))
            m_phase = Phase::Snapshots;
        break;
    case Phase::Snapshots:
        if (!dropSnapshots(db))
            m_phase = Phase::Thinning;
        break;
    case Phase::Thinning:
        if (!m_snapshotsBorder || !thinSnapshots(db))
            m_phase = Phase::Done;
        break;
    case Phase::Done:
        break;
    }
    return m_phase != Phase::Done;
}

bool Retention::dropLedger(sqlite::Database& db)
{
    const auto until = seconds(*m_hoursBorder);
    sqlite::Transaction transaction(db, "BEGIN IMMEDIATE");
    sqlite::Query drop(db, "DELETE FROM coverage WHERE id IN (SELECT id FROM coverage WHERE to_time<=?1 LIMIT ?2)");
    drop->bind(1, until);
    drop->bind(2, rowsAtOnce);
    drop->run();
    const bool more = db.changes() == rowsAtOnce;
    sqlite::Query clip(db, "UPDATE coverage SET from_time=?1 WHERE from_time<?1 AND to_time>?1");
    clip->bind(1, until);
    clip->run();
    transaction.commit();
    return more;
}

bool Retention::dropRows(sqlite::Database& db)
{
    const auto until = std::int64_t(hourIndex(*m_hoursBorder));
    sqlite::Transaction transaction(db, "BEGIN IMMEDIATE");
    Scope scope;
    {
        sqlite::Query next(db,
            "SELECT s.id, s.level, c.name FROM scope s JOIN cluster c ON c.id=s.cluster"
            " WHERE EXISTS(SELECT 1 FROM hours WHERE scope=s.id AND hour<?1) LIMIT 1");
        next->bind(1, until);
        if (!next->step())
            return false;
        scope = {next->integer(0), Level(next->integer(1)), std::string(next->text(2))};
    }
    // As many whole hours as fit, and of one that does not fit a part.
    std::int64_t rows = 0;
    HourIndex first = 0, end = 0;
    {
        sqlite::Query hours(db, "SELECT hour, rows FROM hours WHERE scope=?1 AND hour<?2 ORDER BY hour LIMIT ?3");
        hours->bind(1, scope.id);
        hours->bind(2, until);
        hours->bind(3, rowsAtOnce);
        while (hours->step() && rows + hours->integer(1) <= rowsAtOnce) {
            first = end == 0 ? HourIndex(hours->integer(0)) : first;
            end = HourIndex(hours->integer(0)) + 1;
            rows += hours->integer(1);
        }
        if (end == 0) {
            first = HourIndex(hours->integer(0));
            end = first + 1;
        }
    }
    std::int64_t gone = 0;
    if (rows == 0) {
        gone = dropPartOfHour(db, scope, first);
    } else {
        for (const auto& table : {std::string(tableOf(scope.level)), std::string("hours")}) {
            sqlite::Query drop(db, "DELETE FROM " + table + " WHERE scope=?1 AND hour>=?2 AND hour<?3");
            drop->bind(1, scope.id);
            drop->bind(2, std::int64_t(first));
            drop->bind(3, std::int64_t(end));
            drop->run();
            gone = gone == 0 ? db.changes() : gone;
        }
    }
    sqlite::Query count(db, "UPDATE scope SET rows=rows-?2 WHERE id=?1");
    count->bind(1, scope.id);
    count->bind(2, gone);
    count->run();
    countCommit(db);
    transaction.commit();
    m_report.hourRows += gone;
    m_changed(scope.cluster, {hourStart(first), hourStart(end)}, false);
    return true;
}

std::int64_t Retention::dropPartOfHour(sqlite::Database& db, const Scope& scope, HourIndex hour)
{
    const std::string rows = std::string(" FROM ") + tableOf(scope.level) + " WHERE scope=?1 AND hour=?2";
    sqlite::Query drop(db, "DELETE" + rows + " AND subject IN (SELECT subject" + rows + " ORDER BY subject LIMIT ?3)");
    drop->bind(1, scope.id);
    drop->bind(2, std::int64_t(hour));
    drop->bind(3, rowsAtOnce);
    drop->run();
    const std::int64_t gone = db.changes();
    sqlite::Query count(db, "UPDATE hours SET rows=rows-?3 WHERE scope=?1 AND hour=?2");
    count->bind(1, scope.id);
    count->bind(2, std::int64_t(hour));
    count->bind(3, gone);
    count->run();
    sqlite::Query empty(db, "DELETE FROM hours WHERE scope=?1 AND hour=?2 AND (rows<=0 OR ?3=0)");
    empty->bind(1, scope.id);
    empty->bind(2, std::int64_t(hour));
    empty->bind(3, gone);
    empty->run();
    return gone;
}

bool Retention::dropGone(sqlite::Database& db)
{
    bool more = false;
    sqlite::Transaction transaction(db, "BEGIN IMMEDIATE");
    auto room = rowsAtOnce;
    for (const auto level : {Level::Cluster, Level::Namespace, Level::Dimension, Level::Workload}) {
        const auto removed = dropOldest(db, std::string(tableOf(level)) + goneSuffix, room);
        m_report.hourRows += removed;
        room -= removed;
        more = more || room == 0;
    }
    more = dropOldest(db, "missed", room) == room || more;
    transaction.commit();
    return more;
}

std::int64_t Retention::dropOldest(sqlite::Database& db, const std::string& table, std::int64_t limit)
{
    sqlite::Query drop(db,
        "DELETE FROM " + table + " WHERE (scope, hour, subject) IN (SELECT scope, hour, subject FROM " + table
            + " WHERE hour<?1 LIMIT ?2)");
    drop->bind(1, std::int64_t(hourIndex(*m_hoursBorder)));
    drop->bind(2, limit);
    drop->run();
    return db.changes();
}

bool Retention::dropSnapshots(sqlite::Database& db)
{
    sqlite::Transaction transaction(db, "BEGIN IMMEDIATE");
    std::int64_t cluster = 0;
    std::string name;
    {
        sqlite::Query next(db,
            "SELECT id, name FROM cluster WHERE EXISTS(SELECT 1 FROM snapshot WHERE cluster=cluster.id AND time<?1)"
            " LIMIT 1");
        next->bind(1, seconds(*m_hoursBorder));
        if (!next->step())
            return false;
        cluster = next->integer(0);
        name = next->text(1);
    }
    sqlite::Query drop(
        db, "DELETE FROM snapshot WHERE rowid IN (SELECT rowid FROM snapshot WHERE cluster=?1 AND time<?2 LIMIT ?3)");
    drop->bind(1, cluster);
    drop->bind(2, seconds(*m_hoursBorder));
    drop->bind(3, snapshotsAtOnce);
    drop->run();
    const auto removed = db.changes();
    countCommit(db);
    transaction.commit();
    m_report.snapshots += removed;
    m_changed(name, {}, true);
    return true;
}

bool Retention::thinSnapshots(sqlite::Database& db)
{
    const auto until = seconds(*m_snapshotsBorder);
    sqlite::Transaction transaction(db, "BEGIN IMMEDIATE");
    std::int64_t removed = 0;
    std::string name;
    bool more = true;
    for (int day = 0; day < daysAtOnce && removed < snapshotsAtOnce; ++day) {
        {
            sqlite::Query next(db,
                "SELECT cluster, time, (SELECT name FROM cluster WHERE id=snapshot.cluster) FROM snapshot"
                " WHERE (cluster, time)>=(?1, ?2) AND time<?3 ORDER BY cluster, time LIMIT 1");
            next->bind(1, m_thinCluster);
            next->bind(2, m_thinFrom);
            next->bind(3, until);
            if (!next->step()) {
                more = false;
                break;
            }
            if (removed > 0 && next->integer(0) != m_thinCluster)
                break; // one cluster's change at a time
            m_thinCluster = next->integer(0);
            m_thinFrom = next->integer(1);
            name = next->text(2);
        }
        const auto end = std::min((m_thinFrom / daySeconds + 1) * daySeconds, until);
        sqlite::Query drop(db,
            "DELETE FROM snapshot WHERE rowid IN (SELECT rowid FROM (SELECT rowid, row_number() OVER"
            " (PARTITION BY dimension_type, dimension_key, dimension_value, time/3600 ORDER BY time) AS place"
            " FROM snapshot WHERE cluster=?1 AND time>=?2 AND time<?3) WHERE place>1 LIMIT ?4)");
        drop->bind(1, m_thinCluster);
        drop->bind(2, m_thinFrom / 3600 * 3600);
        drop->bind(3, end);
        drop->bind(4, snapshotsAtOnce);
        drop->run();
        removed += db.changes();
        if (db.changes() < snapshotsAtOnce)
            m_thinFrom = end;
    }
    if (removed > 0)
        countCommit(db);
    transaction.commit();
    m_report.snapshots += removed;
    if (removed > 0)
        m_changed(name, {}, true);
    return more;
}

} // namespace atlas
