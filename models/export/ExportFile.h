// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Progress.h"

#include <QIODevice>
#include <QString>

#include <functional>
#include <optional>

namespace atlas {

/// Writes a file for the user, whole or not at all: without a name first, then in one step in the place of what was
/// there, once it is on the disk. What `write` returns, Cancel, a full disk (the sentence says how much is needed) or a
/// folder that cannot be written, or a database in the place of the file, end it with EXPORT; the old file is then as
/// it was, and no other is left, not even by a program that is killed. Permissions of an old file are kept, links are
/// followed; a pipe or a device is written as it goes. `out` knows only writing, and has no position to go to. Blocks.
std::optional<Error> writeExportFile(const QString& path,
    const std::function<std::optional<Error>(QIODevice& out)>& write, const Progress* progress = nullptr);

/// Writes to the standard output, which a pipe may close and a disk may limit: EXPORT says which. Blocks.
std::optional<Error> writeStandardOutput(const std::function<std::optional<Error>(QIODevice& out)>& write);

/// That it was cancelled, as an error.
Error exportCancelled();
/// "34.2 MB".
QString exportSize(qint64 bytes);

} // namespace atlas
