// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/MissedRows.h"

#include "models/store/RowTables.h"

#include <algorithm>
#include <vector>

namespace atlas {

namespace {

constexpr std::array levels{Level::Cluster, Level::Namespace, Level::Dimension, Level::Workload};

std::string goneTableOf(Level level)
{
    return std::string(tableOf(level)) + goneSuffix;
}

bool hasRows(sqlite::Database& db, const std::string& table)
{
    sqlite::Query any(db, "SELECT 1 FROM " + table + " LIMIT 1");
    return any->step();
}

void bindHour(sqlite::Statement& statement, std::int64_t scope, HourIndex hour)
{
    statement.bind(1, scope);
    statement.bind(2, std::int64_t(hour));
}

/// The subjects of an hour in a table, sorted.
std::vector<std::int64_t> subjectsOf(sqlite::Database& db, const std::string& table, std::int64_t scope, HourIndex hour)
{
    std::vector<std::int64_t> subjects;
    sqlite::Query query(db, "SELECT subject FROM " + table + " WHERE scope=?1 AND hour=?2 ORDER BY subject");
    bindHour(*query, scope, hour);
    while (query->step())
        subjects.push_back(query->integer(0));
    return subjects;
}

bool contains(std::span<const std::int64_t> subjects, std::int64_t subject)
{
    return std::binary_search(subjects.begin(), subjects.end(), subject);
}

} // namespace

const char* tableOf(Level level)
{
    switch (level) {
    case Level::Cluster:
        return RowTable<ClusterHour>::name;
    case Level::Namespace:
        return RowTable<NamespaceHour>::name;
    case Level::Dimension:
        return RowTable<DimensionHour>::name;
    case Level::Workload:
        break;
    }
    return RowTable<WorkloadHour>::name;
}

void MissedRows::begin()
{
    m_anyMissed = hasRows(m_db, "missed");
    for (const auto level : levels)
        m_anyGone[std::size_t(level)] = hasRows(m_db, goneTableOf(level));
}

std::int64_t MissedRows::arrive(Level level, std::int64_t scope, HourIndex hour, std::span<const std::int64_t> subjects)
{
    if (m_anyMissed) {
        for (const auto subject : subjectsOf(m_db, "missed", scope, hour)) {
            if (!contains(subjects, subject))
                continue;
            sqlite::Query forget(m_db, "DELETE FROM missed WHERE scope=?1 AND hour=?2 AND subject=?3");
            bindHour(*forget, scope, hour);
            forget->bind(3, subject);
            forget->run();
        }
    }
    std::int64_t back = 0;
    if (m_anyGone[std::size_t(level)]) {
        const auto gone = goneTableOf(level);
        for (const auto subject : subjectsOf(m_db, gone, scope, hour)) {
            if (!contains(subjects, subject))
                continue;
            moveRow(gone, tableOf(level), scope, hour, subject);
            ++back;
        }
    }
    return back;
}

std::int64_t MissedRows::missOthers(
    Level level, std::int64_t scope, HourIndex hour, std::span<const std::int64_t> subjects)
{
    const auto before = subjectsOf(m_db, "missed", scope, hour);
    std::int64_t gone = 0;
    for (const auto subject : subjectsOf(m_db, tableOf(level), scope, hour)) {
        if (contains(subjects, subject))
            continue;
        const bool again = contains(before, subject);
        sqlite::Query note(m_db,
            again ? "DELETE FROM missed WHERE scope=?1 AND hour=?2 AND subject=?3"
                  : "INSERT INTO missed VALUES(?1,?2,?3)");
        bindHour(*note, scope, hour);
        note->bind(3, subject);
        note->run();
        if (again) {
            moveRow(tableOf(level), goneTableOf(level), scope, hour, subject);
            ++gone;
        }
    }
    return gone;
}

void MissedRows::moveRow(
    const std::string& from, const std::string& to, std::int64_t scope, HourIndex hour, std::int64_t subject)
{
    const std::string row = " FROM " + from + " WHERE scope=?1 AND hour=?2 AND subject=?3";
    for (const auto& sql : {"INSERT INTO " + to + " SELECT *" + row, "DELETE" + row}) {
        sqlite::Query move(m_db, sql);
        bindHour(*move, scope, hour);
        move->bind(3, subject);
        move->run();
    }
}

std::int64_t MissedRows::goneRows(sqlite::Database& db)
{
    std::int64_t rows = 0;
    for (const auto level : levels)
        rows += db.scalar("SELECT count(*) FROM " + goneTableOf(level));
    return rows;
}

} // namespace atlas
