// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/Sqlite.h"

#include <QString>

namespace atlas {

/// Brings the layout of a file up to `version`, in one transaction: afterwards, and after a crash at any instant, it is
/// of the old version or of the new one. An empty database is made into a store.
///
/// Before a store with data is changed, a copy of it is made beside it, checked and made durable:
/// `<path>.v<version>-<UTC>`. It stays; of several attempts only the last copy does. Without room for it nothing is
/// changed. `path` is empty for a store in memory, which has no older versions. Throws sqlite::Failure.
void migrate(sqlite::Database& db, int version, const QString& path);

/// The refusal of a file that a newer program made, and that of a file of another program.
tl::unexpected<Error> newerVersion(std::int64_t version);
tl::unexpected<Error> foreign(const QString& path);

} // namespace atlas
