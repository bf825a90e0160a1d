// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Bundle.h"

#include "models/store/Background.h"
#include "models/store/BundleImport.h"
#include "models/store/FileSystem.h"
#include "models/store/Migration.h"
#include "models/store/Schema.h"
#include "models/store/StorePlace.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <new>

namespace atlas {

namespace {

using bundle::reject;

[[noreturn]] void damaged(const QString& detail)
{
    reject(StoreText::tr("The file is damaged. Nothing was changed; ask for it again."), detail);
}

/// The first 100 bytes, which SQLite would believe.
void checkHeader(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        reject(
            StoreText::tr("The file cannot be read. Nothing was changed; check its permissions."), file.errorString());
    const auto header = file.read(100);
    const bool database = header.size() == 100 && header.startsWith(QByteArray("SQLite format 3\0", 16));
    if (database && std::int32_t(bigEndian(header, 68, 4)) == storeApplicationId)
        reject(StoreText::tr("The file is a store of GPU Atlas, no export of one. Open it as a store."));
    if (!database || std::int32_t(bigEndian(header, 68, 4)) != bundle::applicationId)
        reject(StoreText::tr("The file is no export of GPU Atlas. Nothing was changed; choose another file."));
    const auto version = bigEndian(header, 60, 4);
    if (version > std::uint32_t(bundle::format)) {
        reject(StoreText::tr("The file was written by a newer version. Nothing was changed; update the program to open "
                             "it."),
            QStringLiteral("format %1; this program knows up to %2").arg(version).arg(bundle::format));
    }
    const qint64 pages = bigEndian(header, 28, 4);
    if (version < 1 || bigEndian(header, 16, 2) != std::uint32_t(bundle::pageSize) || header[18] != 1 || header[19] != 1
        || header[20] != 0 || bigEndian(header, 56, 4) != SQLITE_UTF8)
        damaged(QStringLiteral("its header is none of an export"));
    if (file.size() != pages * bundle::pageSize)
        damaged(QStringLiteral("it has %1 bytes instead of %2").arg(file.size()).arg(pages * bundle::pageSize));
    if (file.size() > bundle::largestFile) {
        reject(StoreText::tr("The file is larger than what is opened (512 MB). Nothing was changed; ask for a shorter "
                             "time."));
    }
}

/// Nothing but reading of the tables that a bundle has, and the check of its pages.
int authorize(void*, int action, const char* first, const char*, const char*, const char*)
{
    const auto isTable = [&](const bundle::Table& table) { return first && table.name == first; };
    switch (action) {
    case SQLITE_SELECT:
        return SQLITE_OK;
    case SQLITE_READ:
        return (first && std::string_view(first) == "sqlite_master") || std::ranges::any_of(bundle::tables(), isTable)
            ? SQLITE_OK
            : SQLITE_DENY;
    case SQLITE_PRAGMA:
        return first && std::string_view(first) == "quick_check" ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

void harden(sqlite::Database& db)
{
    auto* handle = db.handle();
    db.run("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA query_only=ON");
    for (const int off : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
             SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_WRITABLE_SCHEMA})
        sqlite3_db_config(handle, off, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    for (const auto& [limit, value] :
        {std::pair(SQLITE_LIMIT_LENGTH, 64 << 20), {SQLITE_LIMIT_SQL_LENGTH, 10'000}, {SQLITE_LIMIT_COLUMN, 100},
            {SQLITE_LIMIT_EXPR_DEPTH, 20}, {SQLITE_LIMIT_COMPOUND_SELECT, 2}, {SQLITE_LIMIT_VDBE_OP, 25'000},
            {SQLITE_LIMIT_FUNCTION_ARG, 8}, {SQLITE_LIMIT_ATTACHED, 0}, {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
            {SQLITE_LIMIT_VARIABLE_NUMBER, 10}, {SQLITE_LIMIT_TRIGGER_DEPTH, 1}, {SQLITE_LIMIT_WORKER_THREADS, 0}})
        sqlite3_limit(handle, limit, value);
    sqlite3_set_authorizer(handle, &authorize, nullptr);
}

/// Word for word: nothing of a schema that is not ours is ever run.
void checkSchema(sqlite::Database& db)
{
    sqlite::Statement entries(db.handle(), "SELECT type, name, tbl_name, sql FROM sqlite_master");
    auto expected = bundle::tables().begin();
    while (entries.step()) {
        if (expected == bundle::tables().end() || entries.text(0) != "table" || entries.text(1) != expected->name
            || entries.text(2) != expected->name || entries.text(3) != expected->sql)
            reject(StoreText::tr("The file holds other tables than an export has. Nothing was changed; choose another "
                                 "file."));
        ++expected;
    }
    if (expected != bundle::tables().end())
        reject(
            StoreText::tr("The file holds other tables than an export has. Nothing was changed; choose another file."));
}

template <class Number>
Number numberIn(const std::string& text)
{
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0)
        damaged(QStringLiteral("its table manifest cannot be used"));
    return value;
}

Instant instantIn(const std::string& text)
{
    const auto time = parseRfc3339(text);
    if (!time || text.size() != 20 || formatRfc3339(std::chrono::floor<std::chrono::seconds>(time->time)) != text)
        damaged(QStringLiteral("its table manifest cannot be used"));
    return std::chrono::floor<std::chrono::seconds>(time->time);
}

Error tooMuchMemory(const QString& detail)
{
    return {ErrorClass::FileRejected,
        StoreText::tr("Reading the file needs more memory than is given to it (1 GB). Nothing was changed; ask for a "
                      "shorter time."),
        detail, 0, {}};
}

/// What a failure is to who opens the file.
Error errorOf(const sqlite::Failure& failed, bool cancelled)
{
    if (cancelled)
        return {ErrorClass::Export, StoreText::tr("Opening was cancelled."), QStringLiteral("cancelled"), 0, {}};
    if (failed.error().cls != ErrorClass::Cache || sqlite::troubleOf(failed) == sqlite::Trouble::NoSpace)
        return failed.error();
    switch (failed.code() & 0xff) {
    case SQLITE_NOMEM:
        return tooMuchMemory(failed.error().detail);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        return failed.error(); // of the store that it is read into
    case SQLITE_INTERRUPT:
        return {ErrorClass::FileRejected,
            StoreText::tr("Reading the file takes too long. Nothing was changed; ask for it again."),
            failed.error().detail, 0, {}};
    default:
        return {ErrorClass::FileRejected, StoreText::tr("The file is damaged. Nothing was changed; ask for it again."),
            failed.error().detail, 0, {}};
    }
}

/// Nobody writes to it: no journal and no log beside it are looked for.
std::unique_ptr<sqlite::Database> openUnchanging(const QString& path)
{
    auto db = std::make_unique<sqlite::Database>(
        "file:" + QUrl::toPercentEncoding(path, "/").toStdString() + "?mode=ro&immutable=1",
        SQLITE_OPEN_READONLY | SQLITE_OPEN_PRIVATECACHE);
    harden(*db);
    return db;
}

void checkPages(const QString& path)
{
    const auto db = openUnchanging(path);
    sqlite::Statement check(db->handle(), "PRAGMA quick_check(1)");
    if (!check.step() || check.text(0) != "ok")
        damaged(QString::fromUtf8(check.text(0).data(), qsizetype(check.text(0).size())));
}

template <class Work>
auto guardedReading(const Progress* progress, Work work) -> Result<decltype(work())>
{
    return sqlite::guarded([&] {
        try {
            return work();
        } catch (const std::bad_alloc&) {
            throw sqlite::Failure(tooMuchMemory({}), SQLITE_NOMEM);
        } catch (const sqlite::Failure& failed) {
            throw sqlite::Failure(errorOf(failed, progress != nullptr && progress->isCancelled()), failed.code());
        }
    });
}

} // namespace

bool isBundleFile(const QString& path)
{
    constexpr int headerSize = 100;
    const auto header = QFileInfo(path).isFile() ? firstBytes(path, headerSize) : std::nullopt;
    return header && header->size() == headerSize && header->startsWith(QByteArray("SQLite format 3\0", 16))
        && std::int32_t(bigEndian(*header, 68, 4)) == bundle::applicationId;
}

struct BundleReader::Parts
{
    std::unique_ptr<sqlite::Database> db;
    std::vector<std::string> clusters;
    BundleManifest manifest;
    /// Beside the reading of the rows, which stands the same damage: nothing is taken before both are through.
    Background pageCheck;

    void limitTime(std::optional<std::chrono::milliseconds> limit);
    void readManifest();
    void readClusters();

private:
    std::chrono::steady_clock::time_point m_deadline;
};

/// From now on statements end with an error once `limit` has passed; nullopt: the process has its own limit.
void BundleReader::Parts::limitTime(std::optional<std::chrono::milliseconds> limit)
{
    if (!limit)
        return sqlite3_progress_handler(db->handle(), 0, nullptr, nullptr);
    m_deadline = std::chrono::steady_clock::now() + *limit;
    sqlite3_progress_handler(
        db->handle(), 1000,
        [](void* deadline) -> int {
            return std::chrono::steady_clock::now() > *static_cast<std::chrono::steady_clock::time_point*>(deadline);
        },
        &m_deadline);
}

void BundleReader::Parts::readManifest()
{
    std::map<std::string, std::string, std::less<>> said;
    sqlite::Statement rows(db->handle(), "SELECT name, value FROM manifest");
    while (rows.step()) {
        const bundle::Cells cells(rows.handle(), 2);
        const auto name = cells.text(0), value = cells.text(1);
        if (!name || !value || said.size() > 20 || !said.emplace(*name, *value).second)
            damaged(QStringLiteral("its table manifest cannot be used"));
    }
    const auto take = [&](std::string_view name) {
        const auto it = said.find(name);
        if (it == said.end())
            damaged(QStringLiteral("its table manifest cannot be used"));
        auto value = std::move(it->second);
        said.erase(it);
        return value;
    };
    manifest.format = bundle::format;
    manifest.version = QString::fromStdString(take("version"));
    manifest.created = instantIn(take("created"));
    manifest.range = {instantIn(take("from")), instantIn(take("to"))};
    manifest.hourRows = numberIn<std::int64_t>(take("hour_rows"));
    manifest.snapshots = numberIn<std::int64_t>(take("snapshots"));
    manifest.requests = numberIn<std::int64_t>(take("requests"));
    manifest.digest = QByteArray::fromStdString(take("digest"));
    manifest.notes = QString::fromStdString(take("notes"));
    manifest.alertRules = QByteArray::fromStdString(take("alert_rules"));
    manifest.displaySettings = QByteArray::fromStdString(take("display_settings"));
    for (const auto& name : QJsonDocument::fromJson(QByteArray::fromStdString(take("clusters"))).array())
        manifest.clusters.push_back(name.toString().toStdString());
    if (!said.empty() || manifest.range.isEmpty())
        damaged(QStringLiteral("its table manifest cannot be used"));
}

void BundleReader::Parts::readClusters()
{
    sqlite::Statement rows(db->handle(), "SELECT name FROM cluster");
    while (rows.step()) {
        const auto name = bundle::Cells(rows.handle(), 1).text(0);
        if (!name || name->empty() || clusters.size() >= 10'000)
            damaged(QStringLiteral("its table cluster cannot be used"));
        clusters.push_back(*name);
    }
    std::sort(clusters.begin(), clusters.end());
    auto claimed = manifest.clusters;
    std::sort(claimed.begin(), claimed.end());
    if (clusters.empty() || claimed != clusters || std::ranges::adjacent_find(clusters) != clusters.end()) {
        reject(StoreText::tr("The file is not as it was written: what it says of itself does not agree with what it "
                             "holds. Nothing was changed; ask for it again."),
            QStringLiteral("the names of clusters differ"));
    }
}

BundleReader::BundleReader(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

BundleReader::~BundleReader() = default;

Result<std::unique_ptr<BundleReader>> BundleReader::open(const QString& path)
{
    return guardedReading(nullptr, [&] {
        checkHeader(path);
        auto parts = std::make_unique<Parts>();
        parts->db = openUnchanging(path);
        parts->limitTime(std::chrono::seconds(1));
        checkSchema(*parts->db);
        parts->readManifest();
        parts->readClusters();
        parts->limitTime(std::nullopt);
        parts->pageCheck.run([path] { checkPages(path); });
        return std::unique_ptr<BundleReader>(new BundleReader(std::move(parts)));
    });
}

const std::vector<std::string>& BundleReader::clusters() const
{
    return m_parts->clusters;
}

Result<BundleContents> BundleReader::readInto(
    const QString& path, const std::map<std::string, std::string>& names, Progress& progress)
{
    return guardedReading(&progress, [&] {
        // A new file that nobody has seen: what a crash would leave of it is of no use to anyone.
        sqlite::Database to(
            "file:" + QUrl::toPercentEncoding(path, "/").toStdString(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        to.run("PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
               "PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA locking_mode=EXCLUSIVE");
        migrate(to, schemaVersion, {});
        const auto& manifest = m_parts->manifest;
        bundle::Import import(*m_parts->db, to, names, progress);
        const auto read = [&] {
            try {
                return import.run(
                    {manifest.range, manifest.hourRows, manifest.snapshots, manifest.requests, manifest.digest});
            } catch (const sqlite::Failure&) {
                m_parts->pageCheck.wait(); // where the pages are damaged, the rows' trouble is only its consequence
                throw;
            }
        };
        auto contents = read();
        m_parts->pageCheck.wait();
        contents.manifest = manifest;
        return contents;
    });
}

} // namespace atlas
