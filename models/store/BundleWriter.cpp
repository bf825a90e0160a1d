// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Bundle.h"

#include "models/store/BundleFormat.h"
#include "models/store/LedgerRows.h"
#include "models/store/MissedRows.h"
#include "models/store/RowTables.h"
#include "models/store/Schema.h"
#include "models/store/StorePlace.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStorageInfo>

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>
#include <unordered_set>

namespace atlas {

namespace {

using bundle::largestFile;

Error notWritten(const QString& path, const QString& reason)
{
    return {ErrorClass::Export,
        StoreText::tr("%1 could not be written: %2. What was there before is as it was; choose another place or make "
                      "room.")
            .arg(QFileInfo(path).fileName(), reason),
        path, 0, {}};
}

Error cancelledError()
{
    return {ErrorClass::Export, StoreText::tr("The export was cancelled. Nothing was written."),
        QStringLiteral("cancelled"), 0, {}};
}

/// The parameters of requests that say what was asked for. Anything else is nobody's business.
bool tellsWhatWasAsked(std::string_view parameter)
{
    static constexpr std::array<std::string_view, 15> known{"cluster", "dimension_key", "dimension_type",
        "dimension_value", "end_time", "level", "namespace", "order_by", "order_direction", "page", "page_size",
        "start_time", "workload_name", "workload_type", "zone"};
    return std::find(known.begin(), known.end(), parameter) != known.end();
}

/// A request without server and without what is no question: nothing that could be a secret.
std::string withoutSecrets(std::string_view request)
{
    if (const auto scheme = request.find("://"); scheme != std::string_view::npos) {
        const auto path = request.find_first_of("/?#", scheme + 3);
        request.remove_prefix(path == std::string_view::npos ? request.size() : path);
    }
    const auto question = request.find_first_of("?#");
    std::string cleaned(request.substr(0, question));
    if (question == std::string_view::npos || request[question] == '#')
        return cleaned;
    auto rest = request.substr(question + 1);
    rest = rest.substr(0, rest.find('#'));
    char separator = '?';
    while (!rest.empty()) {
        const auto end = rest.find('&');
        const auto parameter = rest.substr(0, end);
        if (tellsWhatWasAsked(parameter.substr(0, parameter.find('=')))) {
            cleaned += separator;
            cleaned += parameter;
            separator = '&';
        }
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return cleaned;
}

void withoutSecretsInSql(sqlite3_context* context, int, sqlite3_value** values)
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    const auto cleaned =
        withoutSecrets({text ? text : "", text ? std::size_t(sqlite3_value_bytes(values[0])) : std::size_t(0)});
    sqlite3_result_text(context, cleaned.data(), int(cleaned.size()), SQLITE_TRANSIENT);
}

int isCancelled(void* progress)
{
    return static_cast<const Progress*>(progress)->isCancelled() ? 1 : 0;
}

/// Makes the bundle as a temporary database of SQLite, which nobody else sees, beside the store. The store is read in
/// one transaction: one point in time.
class BundleMaker
{
public:
    BundleMaker(const QString& storePath, const BundleWish& wish, Progress& progress)
        : m_wish(wish)
        , m_progress(progress)
        , m_db("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    {
        m_db.run("PRAGMA page_size=" + std::to_string(bundle::pageSize)
            + "; PRAGMA encoding='UTF-8'; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
              "PRAGMA trusted_schema=OFF");
        auto place = StorePlace::of(storePath, {});
        m_db.run("PRAGMA busy_timeout=" + std::to_string(place.limits.readWait.count()));
        sqlite3_create_function_v2(m_db.handle(), "without_secrets", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
            &withoutSecretsInSql, nullptr, nullptr, nullptr);
        attachReader(m_db, place, "store");
        sqlite3_progress_handler(m_db.handle(), 10'000, &isCancelled, &progress);
    }

    /// Throws sqlite::Failure.
    BundleManifest make();
    sqlite::Database& db() { return m_db; }

private:
    void bindRange(sqlite::Statement& statement) const;
    void chooseClusters();
    void chooseScopes();
    template <class Row>
    void findUsed(std::unordered_set<std::int64_t>& subjects, std::unordered_set<std::int64_t>& texts);
    void number(const char* table, const std::unordered_set<std::int64_t>& stored, const char* ordered);
    void nameThings();
    template <class Row>
    void copyRows();
    void copySnapshots();
    void copyLedger();
    void writeManifest(BundleManifest& manifest);
    QByteArray digest();

    const BundleWish& m_wish;
    Progress& m_progress;
    sqlite::Database m_db;
};

[[noreturn]] void refuse(const QString& sentence)
{
    throw sqlite::Failure(Error{ErrorClass::Usage, sentence, {}, 0, {}});
}

void BundleMaker::chooseClusters()
{
    m_db.run("CREATE TEMP TABLE cluster_map(id INTEGER PRIMARY KEY, stored INTEGER UNIQUE)");
    auto names = m_wish.clusters;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (names.empty() || m_wish.range.isEmpty())
        refuse(StoreText::tr("There is nothing to export: no cluster is chosen, or the time is empty."));
    sqlite::Statement add(
        m_db.handle(), "INSERT INTO cluster_map(id, stored) SELECT ?1, id FROM store.cluster WHERE name=?2");
    sqlite::Statement name(m_db.handle(), "INSERT INTO main.cluster VALUES(?1, ?2)");
    for (std::size_t i = 0; i < names.size(); ++i) {
        for (auto* statement : {&add, &name}) {
            statement->bind(1, std::int64_t(i + 1));
            statement->bind(2, std::string_view(names[i]));
        }
        add.run();
        if (m_db.changes() == 0) {
            refuse(StoreText::tr("The store has no cluster %1. Nothing was written.")
                       .arg(QString::fromStdString(names[i])));
        }
        name.run();
    }
}

void BundleMaker::chooseScopes()
{
    m_db.run("CREATE TEMP TABLE scope_map(id INTEGER PRIMARY KEY, stored INTEGER UNIQUE, level INTEGER)");
    sqlite::Statement choose(m_db.handle(),
        "INSERT INTO scope_map(stored, level) SELECT s.id, s.level FROM store.scope s JOIN cluster_map c"
        " ON c.stored=s.cluster WHERE (s.level<>?3 OR ?4) AND EXISTS(SELECT 1 FROM store.hours WHERE scope=s.id"
        " AND hour>=?1 AND hour<?2) ORDER BY c.id, s.level, s.dimension_type, s.dimension_key");
    bindRange(choose);
    choose.bind(3, std::int64_t(Level::Workload));
    choose.bind(4, std::int64_t(m_wish.workloads));
    choose.run();
    m_db.run("INSERT INTO main.scope SELECT m.id, c.id, s.level, s.dimension_type, s.dimension_key FROM scope_map m"
             " JOIN store.scope s ON s.id=m.stored JOIN cluster_map c ON c.stored=s.cluster ORDER BY m.id");
    sqlite::Statement count(m_db.handle(),
        "SELECT total(h.rows) FROM store.hours h JOIN scope_map m ON m.stored=h.scope WHERE h.hour>=?1 AND h.hour<?2");
    bindRange(count);
    if (count.step())
        m_progress.addTotal(2 * count.integer(0)); // to be written, and to be read again
}

void BundleMaker::bindRange(sqlite::Statement& statement) const
{
    statement.bind(1, std::int64_t(m_wish.range.firstHour()));
    statement.bind(2, std::int64_t(m_wish.range.endHour()));
}

template <class Row>
void BundleMaker::findUsed(std::unordered_set<std::int64_t>& subjects, std::unordered_set<std::int64_t>& texts)
{
    std::string columns = "subject";
    if constexpr (textColumns<Row>() > 0)
        columns += ", status, owner_uid, owner_name, labels, annotations";
    sqlite::Statement rows(m_db.handle(),
        "SELECT " + columns + " FROM scope_map m CROSS JOIN store." + RowTable<Row>::name
            + " r ON r.scope=m.stored AND r.hour>=?1 AND r.hour<?2 WHERE m.level="
            + std::to_string(int(RowTable<Row>::level)));
    bindRange(rows);
    while (rows.step()) {
        subjects.insert(rows.integer(0));
        for (int text = 1; text <= textColumns<Row>(); ++text)
            texts.insert(rows.integer(text));
    }
}

/// Gives things new numbers, in the order that the statement `ordered` selects the chosen ones in: the same content
/// has the same numbers, whatever those of the store are.
void BundleMaker::number(const char* table, const std::unordered_set<std::int64_t>& stored, const char* ordered)
{
    const std::string map = table;
    m_db.run("CREATE TEMP TABLE " + map
        + "_used(stored INTEGER PRIMARY KEY);"
          "CREATE TEMP TABLE "
        + map
        + "_order(id INTEGER PRIMARY KEY, stored INTEGER);"
          "CREATE TEMP TABLE "
        + map + "_map(stored INTEGER PRIMARY KEY, id INTEGER)");
    sqlite::Statement use(m_db.handle(), "INSERT INTO " + map + "_used VALUES(?1)");
    for (const auto id : stored) {
        if (id == 0)
            continue;
        use.bind(1, id);
        use.run();
    }
    m_db.run("INSERT INTO " + map + "_order(stored) " + ordered + "; INSERT INTO " + map
        + "_map SELECT stored, id FROM " + map + "_order; INSERT INTO " + map + "_map VALUES(0, 0)");
}

void BundleMaker::nameThings()
{
    std::unordered_set<std::int64_t> subjects, texts;
    findUsed<NamespaceHour>(subjects, texts);
    findUsed<DimensionHour>(subjects, texts);
    if (m_wish.workloads)
        findUsed<WorkloadHour>(subjects, texts);
    number("subject", subjects,
        "SELECT s.id FROM subject_used u JOIN store.subject s ON s.id=u.stored JOIN scope_map m ON m.stored=s.scope"
        " ORDER BY m.id, s.namespace, s.name, s.type");
    number("text", texts, "SELECT t.id FROM text_used u JOIN store.text t ON t.id=u.stored ORDER BY t.value");
    m_db.run("INSERT INTO main.subject SELECT o.id, m.id, s.namespace, s.name, s.type FROM subject_order o"
             " CROSS JOIN store.subject s ON s.id=o.stored JOIN scope_map m ON m.stored=s.scope ORDER BY o.id;"
             "INSERT INTO main.text SELECT o.id, t.value FROM text_order o CROSS JOIN store.text t ON t.id=o.stored"
             " ORDER BY o.id");
}

template <class Row>
void BundleMaker::copyRows()
{
    std::string columns = "m.id, r.hour, s.id", joins;
    for (const auto& figure : RowTable<Row>::figures)
        columns += std::string(", r.") + figure.name;
    columns += ", r.server_id, r.created_after, r.updated_after, r.second";
    if constexpr (textColumns<Row>() > 0) {
        int number = 0;
        for (const char* name : {"status", "owner_uid", "owner_name", "labels", "annotations"}) {
            const auto text = 't' + std::to_string(++number);
            columns += ", " + text + ".id";
            joins += " CROSS JOIN text_map " + text + " ON " + text + ".stored=r." + name;
        }
    }
    sqlite::Statement copy(m_db.handle(),
        std::string("INSERT INTO main.") + RowTable<Row>::name + " SELECT " + columns
            + " FROM scope_map m CROSS JOIN store." + RowTable<Row>::name
            + " r ON r.scope=m.stored AND r.hour>=?1 AND r.hour<?2 CROSS JOIN subject_map s ON s.stored=r.subject"
            + joins + " WHERE m.level=" + std::to_string(int(RowTable<Row>::level)) + " ORDER BY 1, 2, 3");
    bindRange(copy);
    copy.run();
    m_progress.advance(m_db.changes());
}

void BundleMaker::copySnapshots()
{
    if (!m_wish.snapshots)
        return;
    sqlite::Statement copy(m_db.handle(),
        "INSERT INTO main.snapshot(cluster, time, dimension_type, dimension_key, dimension_value, server_id, capacity,"
        " allocated, body) SELECT c.id, s.time, s.dimension_type, s.dimension_key, s.dimension_value, s.server_id,"
        " s.capacity, s.allocated, s.body FROM cluster_map c CROSS JOIN store.snapshot s ON s.cluster=c.stored"
        " AND s.time>=?1 AND s.time<?2 ORDER BY c.id, s.time, s.dimension_type, s.dimension_key, s.dimension_value");
    copy.bind(1, seconds(m_wish.range.from));
    copy.bind(2, seconds(m_wish.range.to));
    copy.run();
}

void BundleMaker::copyLedger()
{
    const std::string workloads(RowTable<WorkloadHour>::endpoint);
    sqlite::Statement coverage(m_db.handle(),
        "INSERT INTO main.coverage(cluster, endpoint, dimension_type, dimension_key, from_time, to_time, state,"
        " rows_received, stated_total, fetched_at, request, attempts, open_since) SELECT c.id, e.endpoint,"
        " e.dimension_type, e.dimension_key, max(e.from_time, ?1), min(e.to_time, ?2), e.state, e.rows_received,"
        " e.stated_total, e.fetched_at, without_secrets(e.request), e.attempts, e.open_since FROM cluster_map c"
        " CROSS JOIN store.coverage e ON e.cluster=c.stored AND e.from_time<?2 AND e.to_time>?1"
        " AND (?3 OR e.endpoint<>?4) AND (?5 OR e.endpoint<>'snapshots')"
        " ORDER BY c.id, e.endpoint, e.dimension_type, e.dimension_key, e.from_time, e.id");
    coverage.bind(1, seconds(m_wish.range.from));
    coverage.bind(2, seconds(m_wish.range.to));
    coverage.bind(3, std::int64_t(m_wish.workloads));
    coverage.bind(4, std::string_view(workloads));
    coverage.bind(5, std::int64_t(m_wish.snapshots));
    coverage.run();
    // Which connection asked is not said, nor how a request failed in words: they name its host.
    m_db.run("INSERT INTO main.request_log(cluster, at, request, attempt, http_status, rows, bytes, milliseconds,"
             " trace_id, failure, message) SELECT c.id, r.at, without_secrets(r.request), r.attempt, r.http_status,"
             " r.rows, r.bytes, r.milliseconds, r.trace_id, r.failure, '' FROM store.request_log r"
             " JOIN main.cluster c ON c.name=r.cluster ORDER BY r.id;"
             "INSERT INTO main.rejected(cluster, at, endpoint, reason, raw) SELECT c.id, r.at, r.endpoint, r.reason,"
             " r.raw FROM store.rejected r JOIN main.cluster c ON c.name=r.cluster ORDER BY r.id;"
             "INSERT INTO main.field_fault(cluster, endpoint, field, problem, count) SELECT c.id, f.endpoint, f.field,"
             " f.problem, f.count FROM main.cluster c JOIN store.field_fault f ON f.cluster=c.name"
             " ORDER BY c.id, f.endpoint, f.field, f.problem");
}

void BundleMaker::writeManifest(BundleManifest& manifest)
{
    sqlite::Statement name(m_db.handle(), "SELECT name FROM main.cluster ORDER BY id");
    QJsonArray clusters;
    while (name.step()) {
        manifest.clusters.emplace_back(name.text(0));
        clusters << QString::fromStdString(manifest.clusters.back());
    }
    const auto rowsOf = [&](const char* table) {
        return m_db.scalar(std::string("SELECT count(*) FROM main.") + table);
    };
    for (const auto level : {Level::Cluster, Level::Namespace, Level::Dimension, Level::Workload})
        manifest.hourRows += rowsOf(tableOf(level));
    manifest.snapshots = rowsOf("snapshot");
    manifest.requests = rowsOf("request_log");
    sqlite::Statement add(m_db.handle(), "INSERT INTO main.manifest VALUES(?1, ?2)");
    const auto say = [&](std::string_view key, const QByteArray& value) {
        if (std::size_t(value.size()) > bundle::longestText) {
            refuse(StoreText::tr("The notes or alert rules are too long for an export (1 MB at most). Nothing was "
                                 "written."));
        }
        const std::string_view text(value.constData(), std::size_t(value.size()));
        add.bind(1, key);
        add.bind(2, text);
        add.run();
    };
    say("alert_rules", manifest.alertRules);
    say("clusters", QJsonDocument(clusters).toJson(QJsonDocument::Compact));
    say("created", QByteArray::fromStdString(formatRfc3339(manifest.created)));
    say("display_settings", manifest.displaySettings);
    say("from", QByteArray::fromStdString(formatRfc3339(manifest.range.from)));
    say("hour_rows", QByteArray::number(qlonglong(manifest.hourRows)));
    say("notes", manifest.notes.toUtf8());
    say("requests", QByteArray::number(qlonglong(manifest.requests)));
    say("snapshots", QByteArray::number(qlonglong(manifest.snapshots)));
    say("to", QByteArray::fromStdString(formatRfc3339(manifest.range.to)));
    say("version", manifest.version.toUtf8());
    manifest.digest = digest();
    say("digest", manifest.digest);
}

/// Over everything that is there by now: all but itself.
QByteArray BundleMaker::digest()
{
    bundle::RowDigest digest;
    for (const auto& table : bundle::tables()) {
        digest.beginTable(table.name);
        sqlite::Statement rows(m_db.handle(), "SELECT * FROM main." + table.name);
        std::int64_t count = 0;
        for (; rows.step(); ++count)
            digest.addRow(bundle::Cells(rows.handle(), table.columns));
        if (table.name.ends_with("_hour"))
            m_progress.advance(count);
    }
    return digest.result();
}

BundleManifest BundleMaker::make()
{
    BundleManifest manifest;
    manifest.format = bundle::format;
    manifest.version = m_wish.version;
    manifest.created = m_wish.created;
    manifest.range = m_wish.range;
    manifest.notes = m_wish.notes;
    manifest.alertRules = m_wish.alertRules;
    manifest.displaySettings = m_wish.displaySettings;
    sqlite::Transaction transaction(m_db, "BEGIN");
    for (const auto& table : bundle::tables())
        m_db.run("CREATE TABLE main." + table.sql.substr(std::string_view("CREATE TABLE ").size()));
    chooseClusters();
    chooseScopes();
    nameThings();
    copyRows<ClusterHour>();
    copyRows<NamespaceHour>();
    copyRows<DimensionHour>();
    if (m_wish.workloads)
        copyRows<WorkloadHour>();
    copySnapshots();
    copyLedger();
    writeManifest(manifest);
    transaction.commit();
    m_db.run("PRAGMA main.user_version=" + std::to_string(bundle::format)
        + "; PRAGMA main.application_id=" + std::to_string(bundle::applicationId));
    return manifest;
}

/// The bytes of the database, without gaps, as VACUUM leaves them: in memory, so that nothing is beside the file that
/// a crash could leave behind.
class Vacuumed
{
public:
    explicit Vacuumed(sqlite::Database& from)
        // A name that no other has in this process: such databases are shared by name.
        : m_uri("file:/gpu-atlas-bundle-" + std::to_string(++s_number) + "?vfs=memdb")
        , m_db(m_uri, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    {
        sqlite::Statement vacuum(from.handle(), "VACUUM main INTO ?1");
        vacuum.bind(1, std::string_view(m_uri));
        vacuum.run();
        sqlite3_file_control(m_db.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &m_file);
        if (m_file && m_file->pMethods)
            m_file->pMethods->xFileSize(m_file, &m_size);
    }
    Vacuumed(const Vacuumed&) = delete;
    Vacuumed& operator=(const Vacuumed&) = delete;

    std::int64_t size() const { return m_size; }
    bool read(std::int64_t from, QByteArray& bytes) const
    {
        return m_file->pMethods->xRead(m_file, bytes.data(), int(bytes.size()), from) == SQLITE_OK;
    }

private:
    static inline std::atomic<int> s_number{0};
    const std::string m_uri;
    sqlite::Database m_db;
    sqlite3_file* m_file = nullptr;
    sqlite3_int64 m_size = 0;
};

/// Of a full disk the file itself only knows that something failed.
QString whyNot(const QSaveFile& out, std::int64_t size)
{
    if (QStorageInfo(QFileInfo(out.fileName()).absolutePath()).bytesAvailable() >= size)
        return out.errorString();
    return StoreText::tr("there is no room on the disk for %1 MB").arg(double(size) / 1e6, 0, 'f', 1);
}

std::optional<Error> save(const Vacuumed& file, const QString& path, const Progress& progress)
{
    if (file.size() == 0)
        return notWritten(path, StoreText::tr("there is not enough memory"));
    if (file.size() > largestFile) {
        return Error{ErrorClass::Export,
            StoreText::tr(
                "The file would be larger than what can be opened again (512 MB). Nothing was written; choose "
                "a shorter time, or leave out workloads."),
            path, 0, {}};
    }
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return notWritten(path, out.errorString());
    QByteArray bytes;
    for (std::int64_t done = 0; done < file.size(); done += bytes.size()) {
        bytes.resize(qsizetype(std::min<std::int64_t>(1 << 20, file.size() - done)));
        if (progress.isCancelled() || !file.read(done, bytes) || out.write(bytes) != bytes.size()) {
            const auto reason = whyNot(out, file.size());
            out.cancelWriting();
            return progress.isCancelled() ? cancelledError() : notWritten(path, reason);
        }
    }
    if (!out.commit())
        return notWritten(path, whyNot(out, file.size()));
    return std::nullopt;
}

} // namespace

Result<BundleManifest> writeBundle(
    const QString& storePath, const BundleWish& wish, const QString& path, Progress& progress)
{
    if (const auto usable = inspectStoreFile(storePath); !usable || !*usable) {
        return usable ? failure(ErrorClass::Cache, StoreText::tr("There is no store to export from."), storePath)
                      : tl::unexpected<Error>(usable.error());
    }
    if (inspectStoreFile(path).value_or(false)) {
        return failure(ErrorClass::Export,
            StoreText::tr("There is a store at that place, and no export takes the place of one. Choose another name."),
            path);
    }
    auto written = sqlite::guarded([&] {
        BundleMaker maker(storePath, wish, progress);
        auto manifest = maker.make();
        if (const auto error = save(Vacuumed(maker.db()), path, progress))
            throw sqlite::Failure(*error);
        return manifest;
    });
    if (!written && progress.isCancelled())
        return tl::unexpected<Error>(cancelledError());
    return written;
}

} // namespace atlas
