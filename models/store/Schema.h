// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"
#include "models/store/Sqlite.h"

#include <QString>

#include <memory>
#include <optional>

namespace atlas {

/// The layout of the file, and what a file of ours looks like.
inline constexpr int schemaVersion = 2;
inline constexpr std::int32_t storeApplicationId = 0x47415453; // "GATS"

/// Looks at the first bytes of a file, without SQLite and without a change to it. An error says why it is none of
/// ours (no database, of another program, of a newer version, cut off). False: there is nothing yet.
Result<bool> inspectStoreFile(const QString& path);

/// Whether a write-ahead log holds what is not in the file yet.
bool hasUnfinishedWork(const QString& path);

/// Counts a commit: tells the readers of other processes that what they remember is old.
void countCommit(sqlite::Database& db);

/// How an instant lies in the tables.
inline std::int64_t seconds(Instant t)
{
    return t.time_since_epoch().count();
}

} // namespace atlas
