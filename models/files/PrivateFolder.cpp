// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/PrivateFolder.h"

#include "models/files/FilesText.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <unistd.h>

namespace atlas {

namespace {

const QString prefix = QStringLiteral(".gpu-atlas-open-");
const QString lockName = QStringLiteral("lock");
constexpr qint64 secondsToBegin = 600; ///< in which a new folder may be without its lock
constexpr int attempts = 3;

void removeLeftOvers(const QDir& where)
{
    const auto now = QDateTime::currentDateTimeUtc();
    for (const auto& info : where.entryInfoList({prefix + u'*'}, QDir::Dirs | QDir::Hidden | QDir::NoSymLinks)) {
        if (info.ownerId() != ::geteuid())
            continue;
        const QString lock = info.filePath() + u'/' + lockName;
        if (!QFileInfo::exists(lock)) { // its owner came no further; what has more in it is none of ours
            if (info.lastModified().secsTo(now) >= secondsToBegin)
                where.rmdir(info.fileName());
            continue;
        }
        if (LockFile::take(lock)) // its owner is gone
            QDir(info.filePath()).removeRecursively();
    }
}

} // namespace

PrivateFolder::PrivateFolder(const QString& where)
    : m_folder(where + u'/' + prefix + QStringLiteral("XXXXXX"))
{
}

Result<std::unique_ptr<PrivateFolder>> PrivateFolder::make(const QString& where)
{
    removeLeftOvers(QDir(where));
    QString why;
    // Who removes what others left may take a new folder for such a one, as long as it is not locked.
    for (int attempt = 0; attempt < attempts; ++attempt) {
        std::unique_ptr<PrivateFolder> made(new PrivateFolder(where));
        if (!made->m_folder.isValid()) {
            why = made->m_folder.errorString();
            break;
        }
        auto lock = LockFile::take(made->filePath(lockName));
        if (lock && (*lock)->isInPlace()) {
            made->m_lock = std::move(*lock);
            return made;
        }
        why = lock ? QString() : lock.error().detail;
    }
    return failure(ErrorClass::Export,
        FilesText::tr("There is no room for a copy of the file. Nothing was changed; make room or allow writing in %1.")
            .arg(where),
        why);
}

} // namespace atlas
