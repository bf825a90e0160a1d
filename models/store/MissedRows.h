// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"
#include "models/store/Sqlite.h"

#include <array>
#include <span>
#include <string>

namespace atlas {

/// Of each table of rows there is a second one with this at the end of its name, of the same columns: the rows that
/// their server no longer has. Out of the first table they cost reads nothing and are in no count.
inline constexpr const char* goneSuffix = "_gone";

/// Keeps account of stored rows that complete fetches did not bring. Writes within the caller's transaction; the
/// counts of rows are the caller's to keep. Subjects are always those of one hour of one scope, sorted.
class MissedRows
{
public:
    explicit MissedRows(sqlite::Database& db)
        : m_db(db)
    {
    }

    /// To be called when a transaction begins: mostly there is nothing missed and nothing gone, and nothing to look up.
    void begin();

    /// Rows of these subjects arrive: none of them is missed any more, and those that were gone are put back. Returns
    /// how many were.
    std::int64_t arrive(Level level, std::int64_t scope, HourIndex hour, std::span<const std::int64_t> subjects);
    /// A complete fetch brought these subjects alone: the other stored rows of the hour are missed, and those missed
    /// before are gone. Returns how many are.
    std::int64_t missOthers(Level level, std::int64_t scope, HourIndex hour, std::span<const std::int64_t> subjects);

    /// Rows that are gone, of all levels.
    static std::int64_t goneRows(sqlite::Database& db);

private:
    void moveRow(
        const std::string& from, const std::string& to, std::int64_t scope, HourIndex hour, std::int64_t subject);

    sqlite::Database& m_db;
    bool m_anyMissed = true;
    std::array<bool, 4> m_anyGone{true, true, true, true}; ///< by level
};

/// The table of a level's rows.
const char* tableOf(Level level);

} // namespace atlas
