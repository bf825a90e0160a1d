// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/StorePlace.h"

#include "models/store/FileSystem.h"
#include "models/store/Migration.h"
#include "models/store/Schema.h"
#include "models/store/StoreText.h"

#include <QFileInfo>
#include <QUrl>

namespace atlas {

namespace {

std::string uriOf(const StorePlace& place, bool unchanging)
{
    auto uri = "file:" + QUrl::toPercentEncoding(place.path, "/").toStdString();
    if (!place.vfs.empty())
        uri += "?vfs=" + place.vfs;
    if (unchanging)
        uri += place.vfs.empty() ? "?immutable=1" : "&immutable=1";
    return uri;
}

std::string waitPragma(std::chrono::milliseconds wait)
{
    return "PRAGMA busy_timeout=" + std::to_string(wait.count()) + ';';
}

/// Tables and indexes of a file, word for word.
std::string layoutOf(sqlite::Database& db, const char* name)
{
    std::string layout;
    sqlite::Statement entries(db.handle(),
        std::string("SELECT type || char(10) || name || char(10) || tbl_name || char(10) || ifnull(sql, '') FROM ")
            + name + ".sqlite_master ORDER BY name, type");
    while (entries.step())
        layout.append(entries.text(0)).append("\n");
    return layout;
}

const std::string& ownLayout()
{
    static const std::string layout = [] {
        sqlite::Database db(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        migrate(db, schemaVersion, {});
        return layoutOf(db, "main");
    }();
    return layout;
}

/// Throws unless the layout is the one that is read here.
void checkLayout(sqlite::Database& db, const char* name, const QString& path)
{
    const auto version = db.scalar(std::string("PRAGMA ") + name + ".user_version");
    if (version > schemaVersion)
        throw sqlite::Failure(newerVersion(version).value());
    if (version < schemaVersion) {
        throw sqlite::Failure(Error{ErrorClass::Cache,
            StoreText::tr("The store is empty or of an older version, and read-only. Nothing was changed; open it once "
                          "for writing."),
            path, 0, {}});
    }
    if (layoutOf(db, name) != ownLayout()) {
        throw sqlite::Failure(Error{ErrorClass::Cache,
            StoreText::tr("The file's tables are not those of a store: another program made or changed it. It was left "
                          "as it is; choose another file."),
            path, SQLITE_NOTADB, {}});
    }
}

/// Nothing of the file's own is run, and what is read of it is bounded.
void harden(sqlite::Database& db)
{
    for (const int off : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
             SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_WRITABLE_SCHEMA})
        sqlite3_db_config(db.handle(), off, 0, nullptr);
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    constexpr int largestValue = 256 << 20; // a snapshot with all its workloads is a hundredth of that
    sqlite3_limit(db.handle(), SQLITE_LIMIT_LENGTH, largestValue);
    sqlite3_limit(db.handle(), SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    sqlite3_limit(db.handle(), SQLITE_LIMIT_ATTACHED, 0);
}

std::unique_ptr<sqlite::Database> openReaderAt(const StorePlace& place, bool unchanging)
{
    auto db = std::make_unique<sqlite::Database>(uriOf(place, unchanging), SQLITE_OPEN_READONLY);
    harden(*db);
    db->run(waitPragma(place.limits.readWait)
        + "PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;"
          "PRAGMA cell_size_check=ON");
    checkLayout(*db, "main", place.path);
    return db;
}

/// In a store at rest on a network drive, the mark of a write-ahead log, which cannot be opened there.
bool keepsLog(const QString& path)
{
    constexpr int readVersionAt = 19, withLog = 2;
    return firstBytes(path, readVersionAt + 1).value_or(QByteArray()).endsWith(char(withLog));
}

} // namespace

StorePlace StorePlace::of(const QString& path, const StoreOptions& options)
{
    const auto type = [&] { return options.fileSystemType ? options.fileSystemType(path) : fileSystemType(path); };
    return {path, options.inMemory, !options.inMemory && isNetworkFileSystem(type()), options.vfs, options.limits};
}

std::unique_ptr<sqlite::Database> openWriter(const StorePlace& place)
{
    auto db = std::make_unique<sqlite::Database>(
        place.inMemory ? std::string(":memory:") : uriOf(place, false), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    // The page size can only be chosen before the first write. 8 KiB suits scans of hours.
    db->run(waitPragma(place.limits.writeWait)
        + "PRAGMA page_size=8192; PRAGMA secure_delete=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768;"
          "PRAGMA trusted_schema=OFF");
    if (place.network) {
        // Locks of single ranges cannot be relied on there, so the file is locked once and as a whole. Said before
        // the first access, this also opens a file that a local disk has left with a log.
        db->run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL");
    }
    // Before the log is switched on: then a new store is either whole or empty, and its header always says what it is.
    migrate(*db, schemaVersion, place.inMemory ? QString() : place.path);
    if (!place.isShared()) {
        // We checkpoint ourselves, after the answer to a commit has been given.
        // Each commit is on the disk before it is answered: a power loss takes back none of them.
        db->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
                "PRAGMA journal_size_limit="
            + std::to_string(place.limits.mostLog));
    }
    return db;
}

std::unique_ptr<sqlite::Database> openWriterIfRoom(const StorePlace& place)
{
    try {
        return openWriter(place);
    } catch (const sqlite::Failure& failed) {
        if (sqlite::troubleOf(failed) != sqlite::Trouble::NoSpace || QFileInfo(place.path).size() == 0)
            throw;
    }
    return nullptr;
}

namespace {

/// Without the right or the room to make the log's index file, a store at rest can still be read as an unchanging file:
/// calls `open(unchanging)` accordingly.
template <class Open>
auto openForReading(const StorePlace& place, Open open)
{
    const bool atRest = !hasUnfinishedWork(place.path);
    if (atRest && place.network && keepsLog(place.path))
        return open(true);
    try {
        return open(false);
    } catch (const sqlite::Failure& failed) {
        const auto trouble = sqlite::troubleOf(failed);
        if (!atRest || (trouble != sqlite::Trouble::NoSpace && trouble != sqlite::Trouble::NotWritable))
            throw;
    }
    return open(true);
}

} // namespace

std::unique_ptr<sqlite::Database> openReader(const StorePlace& place, bool* unchanging)
{
    return openForReading(place, [&](bool still) {
        auto db = openReaderAt(place, still);
        if (unchanging)
            *unchanging = still;
        return db;
    });
}

void attachReader(sqlite::Database& db, const StorePlace& place, const char* name)
{
    openForReading(place, [&](bool unchanging) {
        const auto uri = uriOf(place, unchanging) + (place.vfs.empty() && !unchanging ? "?mode=ro" : "&mode=ro");
        {
            sqlite::Statement attach(db.handle(), std::string("ATTACH ?1 AS ") + name);
            attach.bind(1, std::string_view(uri));
            attach.run();
        }
        db.holds(place.path);
        try {
            checkLayout(db, name, place.path);
        } catch (...) {
            db.run(std::string("DETACH ") + name);
            throw;
        }
    });
}

void quickCheck(sqlite::Database& db)
{
    sqlite::Statement check(db.handle(), "PRAGMA quick_check(1)");
    if (check.step() && check.text(0) == "ok")
        return;
    const auto finding = std::string(check.text(0));
    throw sqlite::Failure(sqlite::describe(SQLITE_CORRUPT, finding.c_str()), SQLITE_CORRUPT);
}

} // namespace atlas
