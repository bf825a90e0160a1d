// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QStringList>

namespace atlas {

/// More damaged stores than these are not worth their space: time to ask the user about the oldest.
inline constexpr int quarantinesWorthKeeping = 3;

/// The damaged stores that SqliteStore::quarantine() has set aside beside a path, oldest first.
QStringList quarantinedStores(const QString& path);

/// Removes one of them, with its companions. Nothing calls this but an explicit wish. USAGE for any other file.
Result<void> removeQuarantined(const QString& path, const QString& aside);

} // namespace atlas
