// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Quarantine.h"

#include "models/store/LockFile.h"
#include "models/store/SqliteStore.h"
#include "models/store/StoreText.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace atlas {

QStringList quarantinedStores(const QString& path)
{
    const QFileInfo info(path);
    static const QRegularExpression stamp(QStringLiteral("\\.corrupt-\\d{8}T\\d{6}Z$"));
    QStringList found;
    // The stamp of time sorts by age.
    for (const auto& name : info.dir().entryList(QDir::Files | QDir::Hidden, QDir::Name)) {
        if (name.startsWith(info.fileName() + QStringLiteral(".corrupt-")) && name.contains(stamp))
            found << path + name.mid(info.fileName().size());
    }
    return found;
}

Result<void> removeQuarantined(const QString& path, const QString& aside)
{
    if (!quarantinedStores(path).contains(aside)) {
        return failure(ErrorClass::Usage,
            StoreText::tr("This file is no store that was set aside. Nothing was removed; choose one of the list."),
            aside);
    }
    // The file last: as long as it is there, an interrupted removal can be repeated.
    for (const auto& suffix : {QStringLiteral("-wal"), QStringLiteral("-shm"), QString()}) {
        if (QFile::exists(aside + suffix) && !QFile::remove(aside + suffix)) {
            return failure(ErrorClass::Cache,
                StoreText::tr("The damaged store could not be removed. It is still there; check the permissions of "
                              "its folder."),
                aside + suffix);
        }
    }
    return {};
}

Result<QString> SqliteStore::quarantine(const QString& path, Instant now)
{
    auto lock = LockFile::take(path + QStringLiteral(".lock"));
    if (!lock)
        return tl::unexpected<Error>(lock.error());
    const auto stamp = QDateTime::fromSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC)
                           .toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    const QString aside = path + QStringLiteral(".corrupt-") + stamp;
    // The file last: while it is in its place, an interrupted attempt can simply be repeated.
    for (const auto& suffix : {QStringLiteral("-wal"), QStringLiteral("-shm"), QString()}) {
        const QString from = path + suffix;
        if (QFile::exists(from) && !QFile::rename(from, aside + suffix)) {
            return failure(ErrorClass::Cache,
                StoreText::tr("The damaged store could not be moved aside. It is still in its place; check the "
                              "permissions of its folder."),
                from);
        }
    }
    return aside;
}

} // namespace atlas
