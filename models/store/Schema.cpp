// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Schema.h"

#include "models/store/RowTables.h"
#include "models/store/StoreText.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <array>

#include <fcntl.h>
#include <unistd.h>

namespace atlas {

namespace {

constexpr int headerSize = 100;

std::uint32_t bigEndian(const QByteArray& bytes, int at, int size)
{
    std::uint32_t value = 0;
    for (int i = 0; i < size; ++i)
        value = value << 8 | std::uint8_t(bytes[at + i]);
    return value;
}

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

template <class Row>
std::string rowTableSql()
{
    std::string sql = std::string("CREATE TABLE ") + RowTable<Row>::name
        + "(scope INTEGER NOT NULL, hour INTEGER NOT NULL, subject INTEGER NOT NULL";
    for (const auto& figure : RowTable<Row>::figures)
        sql += std::string(", ") + figure.name + " REAL";
    sql += ", server_id INTEGER NOT NULL, created_after INTEGER, updated_after INTEGER, second INTEGER";
    if constexpr (textColumns<Row>() > 0) {
        for (const char* name : {"status", "owner_uid", "owner_name", "labels", "annotations"})
            sql += std::string(", ") + name + " INTEGER NOT NULL";
    }
    return sql + ", PRIMARY KEY(scope, hour, subject)) WITHOUT ROWID;";
}

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

/// Step n leads from version n to n + 1.
using Migration = std::string (*)();
constexpr std::array<Migration, schemaVersion> migrations{versionOne};

void migrate(sqlite::Database& db)
{
    const auto version = db.scalar("PRAGMA user_version");
    if (version > schemaVersion)
        throw sqlite::Failure(newerVersion(version).value());
    if (version == schemaVersion)
        return;
    if (version == 0 && db.scalar("SELECT count(*) FROM sqlite_master") > 0)
        throw sqlite::Failure(foreign({}).value());
    sqlite::Transaction transaction(db, "BEGIN IMMEDIATE");
    for (auto step = std::size_t(version); step < migrations.size(); ++step)
        db.run(migrations[step]());
    db.run("PRAGMA user_version=" + std::to_string(schemaVersion));
    db.run("PRAGMA application_id=" + std::to_string(storeApplicationId));
    transaction.commit();
}

std::string uriOf(const QString& path, const char* parameters)
{
    return "file:" + QUrl::toPercentEncoding(path, "/").toStdString() + parameters;
}

bool hasUnfinishedWork(const QString& path)
{
    return QFileInfo(path + QStringLiteral("-wal")).size() > 0;
}

bool folderIsWritable(const QString& path)
{
    const auto folder = QFile::encodeName(QFileInfo(path).absolutePath());
    return ::faccessat(AT_FDCWD, folder.constData(), W_OK, AT_EACCESS) == 0;
}

} // namespace

Result<bool> inspectStoreFile(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return false;
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly)) {
        return failure(ErrorClass::Cache,
            StoreText::tr("The store cannot be read. Nothing was changed; check the path and its permissions."),
            QStringLiteral("%1: %2").arg(path, file.errorString()));
    }
    if (file.size() == 0)
        return false;
    const auto header = file.read(headerSize);
    if (header.size() < headerSize || !header.startsWith(QByteArray("SQLite format 3\0", 16))) {
        return failure(ErrorClass::Cache,
            StoreText::tr("The file is no store: it does not begin as one. It was not touched; choose another file, "
                          "or move it aside."),
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
    if (file.size() < pageSize * qint64(bigEndian(header, 28, 4)) && !hasUnfinishedWork(path)) {
        return failure(ErrorClass::Cache,
            StoreText::tr("The store is damaged: its end is missing. It was left as it is; move it aside, and a new "
                          "one is fetched."),
            path);
    }
    return true;
}

std::unique_ptr<sqlite::Database> openWriter(const QString& path, bool inMemory)
{
    auto db = std::make_unique<sqlite::Database>(
        inMemory ? std::string(":memory:") : uriOf(path, ""), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    sqlite3_busy_timeout(db->handle(), 5000);
    // The page size can only be chosen before the first write. 8 KiB suits scans of hours.
    db->run("PRAGMA page_size=8192; PRAGMA secure_delete=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768;"
            "PRAGMA trusted_schema=OFF");
    // Before the log is switched on: then a new store is either whole or empty, and its header always says what it is.
    migrate(*db);
    if (!inMemory) {
        // We checkpoint ourselves, after the answer to a commit has been given.
        db->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0;"
                "PRAGMA journal_size_limit=67108864");
    }
    return db;
}

std::unique_ptr<sqlite::Database> openReader(const QString& path)
{
    // Without the right to make the log's index file, a store at rest can still be read as an unchanging file.
    const bool atRest = !folderIsWritable(path) && !hasUnfinishedWork(path);
    auto db = std::make_unique<sqlite::Database>(uriOf(path, atRest ? "?immutable=1" : ""), SQLITE_OPEN_READONLY);
    sqlite3_busy_timeout(db->handle(), 250);
    db->run("PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;"
            "PRAGMA trusted_schema=OFF");
    const auto version = db->scalar("PRAGMA user_version");
    if (version > schemaVersion)
        throw sqlite::Failure(newerVersion(version).value());
    if (version < schemaVersion) {
        throw sqlite::Failure(Error{ErrorClass::Cache,
            StoreText::tr("The store is empty or of an older version, and read-only. Nothing was changed; open it once "
                          "for writing."),
            path, 0, {}});
    }
    return db;
}

} // namespace atlas
