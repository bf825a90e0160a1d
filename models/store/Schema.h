// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace atlas
