// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/FileOpener.h"

#include <QByteArray>

/// What the window's process and the reading program say to each other: one line of JSON each.
namespace atlas {

/// A private copy, and what it is a copy of.
struct CopiedFile
{
    QString copy; ///< in the folder of the copies
    QString name; ///< shown; of a file in a folder its path below that

    friend bool operator==(const CopiedFile&, const CopiedFile&) = default;
};

/// A path that was to be opened.
struct CopiedPath
{
    QString name; ///< of the file or folder
    bool folder = false;
    std::vector<CopiedFile> files; ///< one, or all of the folder

    friend bool operator==(const CopiedPath&, const CopiedPath&) = default;
};

struct ReadingTask
{
    QString store; ///< to be made
    std::vector<CopiedPath> paths;

    friend bool operator==(const ReadingTask&, const ReadingTask&) = default;
};

/// What the reading program found, or why it stopped and at which path (-1: at none in particular).
struct ReadingOutcome
{
    std::vector<OpenedFile> files; ///< by the order of the paths, without these
    std::optional<Error> error;
    int failedPath = -1;
};

/// More than this is not listened to.
inline constexpr qsizetype longestOutcome = qsizetype(16) << 20;

QByteArray encodeTask(const ReadingTask& task);
std::optional<ReadingTask> decodeTask(const QByteArray& line);
QByteArray encodeOutcome(const ReadingOutcome& outcome);
/// Believes nothing: nullopt for what no reading program says of `paths` paths.
std::optional<ReadingOutcome> decodeOutcome(const QByteArray& line, std::size_t paths);

} // namespace atlas
