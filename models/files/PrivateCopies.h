// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Progress.h"
#include "models/files/PrivateFolder.h"
#include "models/files/ReaderTalk.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <utility>

namespace atlas {

/// Copies of files that people open, in a private folder that goes with this object, so that nobody changes them while
/// they are read, and nothing that lies beside them is taken for a part of them. One thread.
class PrivateCopies
{
public:
    /// Makes the folder below `where`. EXPORT when that is not possible.
    static Result<std::unique_ptr<PrivateCopies>> make(const QString& where);

    QString path() const { return m_folder->path(); }

    /// Copies a file, or all files of a folder. FILE_REJECTED for what is neither (links, pipes, devices), is larger
    /// than `mostBytes`, or changes meanwhile; the sentence does not name it. EXPORT where `progress` was cancelled.
    Result<CopiedPath> copy(const QString& path, std::int64_t mostBytes, const Progress& progress);

private:
    explicit PrivateCopies(std::unique_ptr<PrivateFolder> folder)
        : m_folder(std::move(folder))
    {
    }
    Result<CopiedFile> copyFile(
        const QString& path, const QString& name, std::int64_t& bytesLeft, const Progress& progress);

    std::unique_ptr<PrivateFolder> m_folder;
    int m_copies = 0;
};

} // namespace atlas
