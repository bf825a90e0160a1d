// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/SqliteStore.h"

namespace atlas {

/// Opens the store of a path as well as that goes: for writing; else for reading, beside the one who writes or where
/// writing is not allowed; else, where there is nothing that can be used (damaged, of a newer version or of another
/// program, no folder), a store in memory that keeps nothing. What is at the path is never changed for that.
/// SqliteStore::health() tells which it is, and why. CACHE only where not even memory is left.
///
/// `options.readOnly`: not for writing.
Result<std::unique_ptr<SqliteStore>> openBest(const QString& path, StoreOptions options = {});

/// The same for a cache of our own, which can be fetched again: a damaged one is set aside (SqliteStore::quarantine())
/// and a new one is begun, whose health() says so. A store of a newer version or of another program is left alone.
Result<std::unique_ptr<SqliteStore>> openCache(const QString& path, Instant now, StoreOptions options = {});

} // namespace atlas
