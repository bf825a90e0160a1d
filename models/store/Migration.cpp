// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Migration.h"

#include "models/store/MissedRows.h"
#include "models/store/RowTables.h"
#include "models/store/Schema.h"
#include "models/store/StoreText.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QUrl>

#include <array>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace atlas {

namespace {

Q_LOGGING_CATEGORY(storeLog, "atlas.store")

/// Version 1. Names are written once and meant by numbers. `hours` counts the rows of each hour of a scope: what there
/// is, how much of it, and where page n begins are known without reading rows.
std::string versionOne()
{
    return std::string("CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
                       "CREATE TABLE cluster(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
                       "CREATE TABLE scope(id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, level INTEGER NOT NULL,"
                       " dimension_type INTEGER NOT NULL, dimension_key TEXT NOT NULL, rows INTEGER NOT NULL,"
                       " UNIQUE(cluster, level, dimension_type, dimension_key));"
                       "CREATE TABLE subject(id INTEGER PRIMARY KEY, scope INTEGER NOT NULL, namespace TEXT NOT NULL,"
                       " name TEXT NOT NULL, type TEXT NOT NULL, UNIQUE(scope, namespace, name, type));"
                       "CREATE TABLE text(id INTEGER PRIMARY KEY, value BLOB NOT NULL UNIQUE);"
                       "CREATE TABLE hours(scope INTEGER NOT NULL, hour INTEGER NOT NULL, rows INTEGER NOT NULL,"
                       " PRIMARY KEY(scope, hour)) WITHOUT ROWID;")
        + rowTableSql<ClusterHour>() + rowTableSql<NamespaceHour>() + rowTableSql<DimensionHour>()
        + rowTableSql<WorkloadHour>()
        + "CREATE TABLE snapshot(cluster INTEGER NOT NULL, time INTEGER NOT NULL, dimension_type TEXT NOT NULL,"
          " dimension_key TEXT NOT NULL, dimension_value TEXT NOT NULL, server_id INTEGER NOT NULL, capacity REAL,"
          " allocated REAL, body BLOB NOT NULL,"
          " UNIQUE(cluster, time, dimension_type, dimension_key, dimension_value));"
          "CREATE TABLE coverage(id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, endpoint TEXT NOT NULL,"
          " dimension_type INTEGER, dimension_key TEXT NOT NULL, from_time INTEGER NOT NULL, to_time INTEGER NOT NULL,"
          " state INTEGER NOT NULL, rows_received INTEGER NOT NULL, stated_total INTEGER, fetched_at INTEGER NOT NULL,"
          " request TEXT NOT NULL);"
          "CREATE INDEX coverage_place ON coverage(cluster, endpoint, dimension_key, to_time);"
          "INSERT INTO meta VALUES('commits', 0), ('rejected_rows', 0);";
}

/// Version 2: which connection feeds a cluster, the requests made, what could not be used, the tries of a gap, and the
/// rows that their server no longer has. Those lie in tables of their own, so that no read has to leave them out.
std::string versionTwo()
{
    return std::string("ALTER TABLE cluster ADD COLUMN source TEXT;"
                       "ALTER TABLE coverage ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;"
                       "ALTER TABLE coverage ADD COLUMN open_since INTEGER;"
                       "CREATE TABLE request_log(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, connection TEXT NOT NULL,"
                       " cluster TEXT NOT NULL, request TEXT NOT NULL, attempt INTEGER NOT NULL,"
                       " http_status INTEGER NOT NULL, rows INTEGER NOT NULL, bytes INTEGER NOT NULL,"
                       " milliseconds INTEGER NOT NULL, trace_id TEXT NOT NULL, failure TEXT, message TEXT NOT NULL);"
                       "CREATE TABLE rejected(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, cluster TEXT NOT NULL,"
                       " endpoint TEXT NOT NULL, reason TEXT NOT NULL, raw BLOB NOT NULL);"
                       "CREATE TABLE field_fault(cluster TEXT NOT NULL, endpoint TEXT NOT NULL, field TEXT NOT NULL,"
                       " problem TEXT NOT NULL, count INTEGER NOT NULL,"
                       " PRIMARY KEY(cluster, endpoint, field, problem)) WITHOUT ROWID;"
                       "CREATE TABLE missed(scope INTEGER NOT NULL, hour INTEGER NOT NULL, subject INTEGER NOT NULL,"
                       " PRIMARY KEY(scope, hour, subject)) WITHOUT ROWID;")
        + rowTableSql<ClusterHour>(goneSuffix) + rowTableSql<NamespaceHour>(goneSuffix)
        + rowTableSql<DimensionHour>(goneSuffix) + rowTableSql<WorkloadHour>(goneSuffix);
}

/// Step n leads from version n to n + 1.
using Step = std::string (*)();
constexpr std::array<Step, schemaVersion> steps{versionOne, versionTwo};

[[noreturn]] void refuseCopy(const QString& detail)
{
    throw sqlite::Failure(Error{ErrorClass::Cache,
        StoreText::tr("The store is of an older version, and the copy that has to be made before it is changed failed. "
                      "Nothing was changed; make room beside it for a file of its size, and try again."),
        detail, 0, {}});
}

void makeDurable(const QString& path, int flags)
{
    const int file = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    const bool done = file >= 0 && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    if (!done)
        refuseCopy(path);
}

void checkCopy(const QString& path, std::int64_t version)
{
    sqlite::Database copy("file:" + QUrl::toPercentEncoding(path, "/").toStdString(), SQLITE_OPEN_READONLY);
    sqlite::Statement check(copy.handle(), "PRAGMA quick_check(1)");
    if (!check.step() || check.text(0) != "ok" || copy.scalar("PRAGMA user_version") != version
        || copy.scalar("PRAGMA application_id") != storeApplicationId)
        refuseCopy(path);
}

/// Under another name until it is whole and durable, so that what bears the name can be relied on.
void keepCopy(sqlite::Database& db, std::int64_t version, const QString& path)
{
    const QFileInfo info(path);
    auto folder = info.dir();
    const QString prefix = info.fileName() + QStringLiteral(".v%1-").arg(version);
    const QString name = prefix + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    const QString unfinished = info.fileName() + QStringLiteral(".v%1.unfinished").arg(version);
    const auto removeUnfinished = [&] {
        folder.remove(unfinished);
        folder.remove(unfinished + QStringLiteral("-journal"));
    };
    try {
        removeUnfinished(); // of an attempt that was killed
        // Nobody else's to read while it is made.
        if (const int empty = ::open(QFile::encodeName(folder.filePath(unfinished)).constData(),
                O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
            empty >= 0)
            ::close(empty);
        else
            refuseCopy(folder.filePath(unfinished));
        sqlite::Statement copy(db.handle(), "VACUUM INTO ?1");
        const auto target = QFile::encodeName(folder.filePath(unfinished)).toStdString();
        copy.bind(1, std::string_view(target));
        copy.run();
        checkCopy(folder.filePath(unfinished), version);
    } catch (const sqlite::Failure& failed) {
        removeUnfinished();
        refuseCopy(failed.error().detail);
    }
    QFile::setPermissions(folder.filePath(unfinished), info.permissions()); // not open to more than the store is
    makeDurable(folder.filePath(unfinished), O_RDONLY);
    // On the same second as an interrupted attempt the name is taken: the new copy takes its place.
    folder.remove(name);
    if (!folder.rename(unfinished, name))
        refuseCopy(folder.filePath(name));
    makeDurable(folder.path(), O_RDONLY | O_DIRECTORY);
    for (const auto& old : folder.entryList(QDir::Files)) {
        if (old.startsWith(prefix) && old != name)
            folder.remove(old);
    }
    qCInfo(storeLog, "The store is brought to a new layout; a copy of the old one is kept as %s",
        qUtf8Printable(folder.filePath(name)));
}

} // namespace

tl::unexpected<Error> newerVersion(std::int64_t version)
{
    return failure(ErrorClass::Cache,
        StoreText::tr("The store was made by version %1 of its layout; this program knows version %2 and did not "
                      "touch it. Update the program, or choose another file.")
            .arg(version)
            .arg(schemaVersion));
}

tl::unexpected<Error> foreign(const QString& path)
{
    return failure(ErrorClass::Cache,
        StoreText::tr("The file is a database of another program. It was not touched; choose another file."), path);
}

void migrate(sqlite::Database& db, int version, const QString& path)
{
    const auto present = db.scalar("PRAGMA user_version");
    if (present > version)
        throw sqlite::Failure(newerVersion(present).value());
    if (present == version)
        return;
    if (present == 0 && db.scalar("SELECT count(*) FROM sqlite_master") > 0)
        throw sqlite::Failure(foreign({}).value());
    if (present > 0 && !path.isEmpty())
        keepCopy(db, present, path);
    sqlite::Transaction transaction(db, "BEGIN IMMEDIATE");
    for (auto step = present; step < version; ++step)
        db.run(steps[std::size_t(step)]());
    db.run("PRAGMA user_version=" + std::to_string(version));
    db.run("PRAGMA application_id=" + std::to_string(storeApplicationId));
    transaction.commit();
}

} // namespace atlas
