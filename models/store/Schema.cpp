// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Schema.h"

#include "models/store/FileSystem.h"
#include "models/store/Migration.h"
#include "models/store/StoreText.h"

#include <QFileInfo>

#include <cerrno>
#include <system_error>

namespace atlas {

namespace {

constexpr int headerSize = 100;

tl::unexpected<Error> damaged(const QString& message, const QString& path)
{
    return tl::unexpected<Error>(Error{ErrorClass::Cache, message, path, SQLITE_NOTADB, {}});
}

} // namespace

Result<bool> inspectStoreFile(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return false;
    errno = EISDIR;
    const auto begin = info.isFile() ? firstBytes(path, headerSize) : std::nullopt;
    if (!begin) {
        return failure(ErrorClass::Cache,
            StoreText::tr("The store cannot be read. Nothing was changed; check the path and its permissions."),
            QStringLiteral("%1: %2").arg(path, QString::fromStdString(std::system_category().message(errno))));
    }
    const auto& header = *begin;
    if (header.isEmpty())
        return false;
    if (header.size() < headerSize || !header.startsWith(QByteArray("SQLite format 3\0", 16))) {
        return damaged(
            StoreText::tr("The file is no store: it does not begin as one. It was not touched; choose another "
                          "file, or move it aside."),
            path);
    }
    if (std::int32_t(bigEndian(header, 68, 4)) != storeApplicationId)
        return foreign(path);
    const auto version = bigEndian(header, 60, 4);
    if (version > std::uint32_t(schemaVersion))
        return newerVersion(version);
    const auto pageField = bigEndian(header, 16, 2);
    const auto pageSize = pageField == 1 ? 65536 : qint64(pageField);
    // Pages may be missing only while a write-ahead log still holds them.
    if (QFileInfo(path).size() < pageSize * qint64(bigEndian(header, 28, 4)) && !hasUnfinishedWork(path)) {
        return damaged(
            StoreText::tr("The store is damaged: its end is missing. It was left as it is; move it aside, and "
                          "a new one is fetched."),
            path);
    }
    return true;
}

bool hasUnfinishedWork(const QString& path)
{
    return QFileInfo(path + QStringLiteral("-wal")).size() > 0;
}

void countCommit(sqlite::Database& db)
{
    sqlite::Query(db, "UPDATE meta SET value=value+1 WHERE key='commits'")->run();
}

} // namespace atlas
