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
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;

private:
    explicit LockFile(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor;
};

} // namespace atlas
