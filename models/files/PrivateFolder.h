// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/store/LockFile.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace atlas {

/// A folder of our own for copies that nobody else is to see or change. It goes with this object; what killed processes
/// left beside it is removed when the next is made, and never that of a living one. Made by any thread, then of one.
class PrivateFolder
{
public:
    /// Below `where`, which is there. EXPORT when that is not possible.
    static Result<std::unique_ptr<PrivateFolder>> make(const QString& where);

    QString path() const { return m_folder.path(); }
    QString filePath(const QString& name) const { return m_folder.filePath(name); }

private:
    explicit PrivateFolder(const QString& where);

    std::unique_ptr<LockFile> m_lock; ///< says to others that the folder is in use; ends with the process
    QTemporaryDir m_folder;
};

} // namespace atlas
