// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/Sessions.h"
#include "models/domain/Progress.h"

#include <QStringList>

#include <memory>

namespace atlas {

/// Bundles and replies as a store to look at.
struct ReadFiles
{
    OpenedStore opened; ///< before the store, which lies in its folder
    std::unique_ptr<SqliteStore> store;
};

/// Whether a path is a store of ours, to be opened where it lies. Whatever is named as one is taken for one, so that
/// what is wrong with it is said in a store's words; but for a bundle, which is one under any name.
bool isStore(const QString& path);

/// Reads files into a private store (models/files) and opens it. FILE_REJECTED with the reason; EXPORT where `progress`
/// was cancelled. Blocks.
Result<ReadFiles> readFiles(const QStringList& paths, Progress& progress);

/// "week-47.gpuatlas + replies"; of many the first and how many more.
QString namesOf(const QStringList& paths);

} // namespace atlas
