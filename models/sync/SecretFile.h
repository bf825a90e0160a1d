// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QByteArray>
#include <QString>

namespace atlas {

inline constexpr qint64 longestSecret = 64 * 1024 + 2;

/// The content of a regular file, as it is; `isPrivate`: that nobody else may be able to read. USAGE with the reason.
/// Blocks for a moment.
Result<QByteArray> readSecretFile(const QString& path, bool isPrivate);

/// From now on the process leaves no core file, in which a secret could be found.
void leaveNoCoreFile();

} // namespace atlas
