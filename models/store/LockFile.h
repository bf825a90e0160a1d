// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <memory>

namespace atlas {

/// The right to write a store: an advisory lock on a small file beside it, which carries the owner's process id. The
/// lock ends with the process, however that ends; the file stays.
class LockFile
{
public:
    /// CACHE with the process that has the lock, or because the file cannot be made.
    static Result<std::unique_ptr<LockFile>> take(const QString& path);
    ~LockFile();
    /// Whether the file is still the one that others find at its path; if not, they can take it as well.
    bool isInPlace() const;
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;

private:
    LockFile(QString path, int descriptor)
        : m_path(std::move(path))
        , m_descriptor(descriptor)
    {
    }
    const QString m_path;
    const int m_descriptor;
};

} // namespace atlas
