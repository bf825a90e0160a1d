// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Progress.h"
#include "models/files/ReaderTalk.h"
#include "models/store/LockFile.h"

#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <memory>

namespace atlas {

/// A folder of our own with copies of files that people open, so that nobody changes them while they are read, and
/// nothing that lies beside them is taken for a part of them. It goes with this object; what a crash left of others is
/// removed when the next is made. One thread.
class PrivateCopies
{
public:
    /// Makes the folder below `where`. EXPORT when that is not possible.
    static Result<std::unique_ptr<PrivateCopies>> make(const QString& where);

    QString path() const { return m_folder.path(); }

    /// Copies a file, or all files of a folder. FILE_REJECTED for what is neither (links, pipes, devices), is larger
    /// than `mostBytes`, or changes meanwhile; the sentence does not name it. EXPORT where `progress` was cancelled.
    Result<CopiedPath> copy(const QString& path, std::int64_t mostBytes, const Progress& progress);

private:
    explicit PrivateCopies(const QString& pattern)
        : m_folder(pattern)
    {
    }
    Result<CopiedFile> copyFile(
        const QString& path, const QString& name, std::int64_t& bytesLeft, const Progress& progress);

    std::unique_ptr<LockFile> m_lock; ///< says to others that the folder is in use
    QTemporaryDir m_folder;
    int m_copies = 0;
};

} // namespace atlas
