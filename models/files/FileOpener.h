// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Progress.h"
#include "models/domain/Time.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Files that people open: bundles and recorded replies (single files, folders, archives). They come from anywhere, so
/// a limited process reads a private copy of them and writes what is good into a store of its own; nobody else looks at
/// the file.
namespace atlas {

enum class OpenedKind : std::uint8_t { Bundle, Replies };

/// A file that was opened.
struct OpenedFile
{
    QString path;
    OpenedKind kind = OpenedKind::Bundle;
    std::vector<std::string> clusters; ///< as the store names them; of replies: of all that were opened together
    TimeRange range; ///< from the first hour to the end of the last
    std::int64_t rows = 0, snapshots = 0, rejectedRows = 0;
    /// The first of the files of a folder or an archive that are no replies, and why.
    std::vector<std::pair<QString, QString>> skipped;
    // Of a bundle:
    Instant created{};
    QString version; ///< of the program that wrote it
    QByteArray digest;
    QString notes; ///< plain text from outside
    QByteArray alertRules, displaySettings;
};

/// What became of all of them together.
struct OpenedFiles
{
    QString store; ///< of what they hold; to be opened read-only, removed by who asked for it
    std::vector<OpenedFile> files;
};

struct OpenLimits
{
    std::int64_t fileBytes = 512LL << 20; ///< of one file
    std::chrono::seconds processor{20}, wall{60}; ///< of the reading process
    std::int64_t memoryBytes = 1LL << 30;
};

/// Opens files together into the store `store` (made anew; its folder is there, and nobody else's). Where two have a
/// cluster of the same name, it is named by its file: "prod-a (week-47)". FILE_REJECTED with the reason and the file's
/// name when one of them cannot be opened: then there is no store. INTERNAL where the reading program is missing.
/// EXPORT where `progress` was cancelled. Blocks; any thread but that of the window.
Result<OpenedFiles> openFiles(
    const QStringList& paths, const QString& store, Progress& progress, const OpenLimits& limits = {});

} // namespace atlas
