// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/BundleImport.h"

#include "models/store/BundleInsert.h"
#include "models/store/LedgerRows.h"
#include "models/store/LedgerWriter.h"
#include "models/store/Schema.h"
#include "models/store/SnapshotCodec.h"

#include <algorithm>
#include <limits>

namespace atlas::bundle {

namespace {

constexpr std::int64_t anything = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t lastSecond = std::int64_t(mostHour) * 3600;
constexpr std::int64_t longestDistance = std::int64_t(100) * 366 * 86400 * 1'000'000; ///< of stamps: a century
constexpr std::int64_t mostCount = std::int64_t(1) << 53;
constexpr std::int64_t mostEntries = 1'000'000; ///< of the ledger: far more than a store has
constexpr std::int64_t rowsBetweenLooks = 4096;
constexpr std::size_t namedRejects = 1000;

// lupdate takes the namespace of these two for another where they are not named in full.
[[noreturn]] void notAsWritten(const QString& detail)
{
    reject(atlas::StoreText::tr(
               "The file is not as it was written: what it says of itself does not agree with what it holds. "
               "Nothing was changed; ask for it again."),
        detail);
}

[[noreturn]] void badNames(const char* table)
{
    reject(
        atlas::StoreText::tr("The file is damaged: its lists of names cannot be used. Nothing was changed; ask for it "
                             "again."),
        QStringLiteral("its table %1 cannot be used").arg(QLatin1StringView(table)));
}

template <class T>
T orBadNames(std::optional<T> value, const char* table)
{
    if (!value)
        badNames(table);
    return std::move(*value);
}

/// Whether a text is valid; if not, it becomes so.
bool isClean(std::string& text)
{
    if (isUtf8(text))
        return true;
    text = cleanUtf8(text);
    return false;
}

bool isClean(AllocationSnapshot& snapshot)
{
    bool clean = true;
    const auto look = [&](std::string& text) { clean = isClean(text) && clean; };
    for (auto& group : snapshot.namespaces) {
        look(group.name);
        for (auto& workload : group.workloads) {
            for (auto* text : {&workload.uid, &workload.name, &workload.namespaceName, &workload.kind})
                look(*text);
        }
    }
    for (auto& part : snapshot.annotations) {
        look(part.key);
        look(part.value);
    }
    return clean;
}

} // namespace

/// Calls `read(cells)` for each row of a table. Returns their number.
template <class Read>
std::int64_t Import::eachRow(const std::string& table, Read read)
{
    const auto& all = tables();
    const auto known = std::find_if(all.begin(), all.end(), [&](const Table& t) { return t.name == table; });
    const bool isManifest = table == "manifest";
    m_digest.beginTable(table);
    sqlite::Statement rows(m_from.handle(), "SELECT * FROM " + table);
    std::int64_t count = 0;
    while (rows.step()) {
        const Cells cells(rows.handle(), known->columns);
        // The digest says nothing of itself.
        if (!isManifest || cells.bytes(0) != "digest")
            m_digest.addRow(cells);
        read(cells);
        if (++count % rowsBetweenLooks == 0) {
            m_progress.advance(rowsBetweenLooks);
            if (m_progress.isCancelled())
                throw sqlite::Failure(Error{ErrorClass::Export, {}, {}, 0, {}}, SQLITE_INTERRUPT);
        }
    }
    return count;
}

BundleContents Import::run(const Claims& claims)
{
    BundleContents contents;
    sqlite::Transaction transaction(m_to, "BEGIN IMMEDIATE");
    m_progress.addTotal(claims.hourRows);
    eachRow("manifest", [](const Cells&) {}); // the claims are it
    readClusters();
    readScopes();
    readSubjects();
    readTexts();
    readRows<ClusterHour>(claims.range, contents);
    readRows<NamespaceHour>(claims.range, contents);
    readRows<DimensionHour>(claims.range, contents);
    readRows<WorkloadHour>(claims.range, contents);
    writeTexts();
    readSnapshots(claims.range, contents);
    readCoverage();
    readRequests(claims.requests);
    readRejected();
    readFaults();
    if (contents.rows != claims.hourRows || contents.snapshots != claims.snapshots)
        notAsWritten(QStringLiteral("the numbers of rows differ"));
    if (m_digest.result() != claims.digest)
        notAsWritten(QStringLiteral("the digest differs"));
    if (contents.rejectedRows * 2 > contents.rows + contents.snapshots) {
        bundle::reject(
            StoreText::tr("More than half of the rows in the file are unusable. Nothing was changed; the program "
                          "that wrote it does not keep to the format."));
    }
    for (const auto& [place, count] : m_faults)
        m_ledger.fieldFaults.push_back({{}, place.first, place.second, "wrong-type", count});
    m_ledger.rejectedRows += contents.rejectedRows;
    std::map<std::string, std::int64_t> ids;
    for (std::size_t i = 0; i < m_clusters.size(); ++i)
        ids[m_clusters[i]] = m_clusterIds[i];
    LedgerWriter(m_to, [&](const std::string& cluster) { return ids.at(cluster); }).write(m_ledger);
    countCommit(m_to);
    transaction.commit();
    return contents;
}

void Import::readClusters()
{
    sqlite::Statement insert(m_to.handle(), "INSERT INTO cluster(name) VALUES(?1)");
    eachRow("cluster", [&](const Cells& cells) {
        const auto name = orBadNames(cells.text(1), "cluster");
        const auto stored = m_names.find(name);
        if (cells.integer(0, 1, anything) != std::int64_t(m_clusters.size()) + 1 || stored == m_names.end())
            badNames("cluster");
        insert.bind(1, std::string_view(stored->second));
        insert.run();
        m_clusters.push_back(stored->second);
        m_clusterIds.push_back(m_to.lastInsertId());
    });
}

void Import::readScopes()
{
    sqlite::Statement insert(m_to.handle(),
        "INSERT INTO scope(cluster, level, dimension_type, dimension_key, rows) VALUES(?1, ?2, ?3, ?4, 0)");
    eachRow("scope", [&](const Cells& cells) {
        const auto cluster = clusterAt(cells, 1);
        const auto level = cells.integer(2, int(Level::Cluster), int(Level::Workload));
        const auto type = cells.integer(3, int(DimensionType::Label), int(DimensionType::Annotation));
        const auto key = cells.text(4);
        if (cells.integer(0, 1, anything) != std::int64_t(m_scopes.size()) + 1 || !cluster || !level || !type || !key)
            badNames("scope");
        const bool dimension = Level(*level) == Level::Dimension;
        if (!dimension && (*type != 0 || !key->empty()))
            badNames("scope");
        insert.bind(1, m_clusterIds[std::size_t(*cluster)]);
        insert.bind(2, *level);
        insert.bind(3, *type);
        insert.bind(4, std::string_view(*key));
        insert.run();
        m_scopes.push_back({m_to.lastInsertId(), *cluster, Level(*level), {DimensionType(*type), *key}});
    });
}

void Import::readSubjects()
{
    sqlite::Statement insert(m_to.handle(), "INSERT INTO subject(scope, namespace, name, type) VALUES(?1, ?2, ?3, ?4)");
    eachRow("subject", [&](const Cells& cells) {
        const auto scope = cells.integer(1, 1, std::int64_t(m_scopes.size()));
        const auto space = cells.text(2), name = cells.text(3), type = cells.text(4);
        if (cells.integer(0, 1, anything) != std::int64_t(m_subjects.size()) + 1 || !scope || !space || !name || !type)
            badNames("subject");
        const auto& about = m_scopes[std::size_t(*scope - 1)];
        const bool hasPlace = !space->empty() || !type->empty();
        if (about.level == Level::Cluster || (about.level != Level::Workload && hasPlace))
            badNames("subject");
        insert.bind(1, about.id);
        insert.bind(2, std::string_view(*space));
        insert.bind(3, std::string_view(*name));
        insert.bind(4, std::string_view(*type));
        insert.run();
        m_subjects.push_back({m_to.lastInsertId(), int(*scope)});
    });
}

void Import::readTexts()
{
    sqlite::Statement known(m_to.handle(), "SELECT id, value FROM text"); // of files that were read before
    while (known.step()) {
        m_numbers.emplace(known.blob(1), known.integer(0));
        m_lastNumber = std::max(m_lastNumber, known.integer(0));
    }
    eachRow("text", [&](const Cells& cells) {
        const auto value = cells.blob(1);
        if (cells.integer(0, 1, anything) != std::int64_t(m_texts.size()) + 1 || !value || value->size() > longestText)
            badNames("text");
        m_texts.push_back({std::string(*value)});
    });
}

/// The number that a text has, or will have, in the store.
std::int64_t Import::storedText(std::string text)
{
    if (text.empty())
        return 0;
    const auto [place, isNew] = m_numbers.emplace(std::move(text), m_lastNumber + 1);
    if (isNew) {
        ++m_lastNumber;
        m_newTexts.push_back(&place->first);
    }
    return place->second;
}

void Import::writeTexts()
{
    sqlite::Statement insert(m_to.handle(), "INSERT INTO text(id, value) VALUES(?1, ?2)");
    auto number = m_lastNumber - std::int64_t(m_newTexts.size());
    for (const auto* text : m_newTexts) {
        insert.bind(1, ++number);
        insert.bindBlob(2, *text);
        insert.run();
    }
    m_newTexts.clear();
}

/// The number in the store of a plain text; -1: unusable.
std::int64_t Import::plainText(std::int64_t id)
{
    if (id == 0)
        return 0;
    auto& text = m_texts[std::size_t(id - 1)];
    if (text.plain < 0)
        text.plain = storedText(cleanUtf8(text.bytes));
    return text.plain;
}

/// The number in the store of a list of labels; -1: it is none.
std::int64_t Import::labels(std::int64_t id)
{
    if (id == 0)
        return 0;
    auto& text = m_texts[std::size_t(id - 1)];
    if (text.labels < 0) {
        auto list = decodeLabels(text.bytes);
        if (!list)
            return -1;
        for (auto& [key, value] : *list) {
            isClean(key);
            isClean(value);
        }
        text.labels = storedText(encodeLabels(*list));
    }
    return text.labels;
}

std::optional<int> Import::clusterAt(const Cells& cells, int column) const
{
    const auto id = cells.integer(column, 1, std::int64_t(m_clusters.size()));
    return id ? std::optional(int(*id) - 1) : std::nullopt;
}

void Import::reject(const std::string& table, std::int64_t row)
{
    if (m_ledger.rejected.size() < namedRejects) {
        m_ledger.rejected.push_back(
            {{}, {}, table, "unusable key", "row " + std::to_string(row) + " of the file's table " + table});
    }
}

void Import::countFault(const std::string& table, const char* field)
{
    ++m_faults[{table, field}];
}

template <class Row>
void Import::readRows(TimeRange range, BundleContents& contents)
{
    using Kind = RowTable<Row>;
    const std::string table = Kind::name, endpoint(Kind::endpoint);
    RowInserter into(m_to, "INSERT INTO " + table + '(' + columnList<Row>() + ')', rowColumns<Row>());
    HourCounter hours;
    const std::int64_t first = range.firstHour(), end = range.endHour();
    std::tuple<std::int64_t, std::int64_t, std::int64_t> before{0, -1, -1};
    std::int64_t number = 0;
    const auto addInteger = [&](const Cells& cells, int column, std::int64_t most, const char* field) {
        if (const auto value = cells.integer(column, -most, most))
            return into.add(*value);
        into.addNull();
        if (!cells.isNull(column))
            countFault(endpoint, field);
    };
    const auto addText = [&](const Cells& cells, int column, const char* field, auto numberOf) {
        const auto id = cells.integer(column, 0, std::int64_t(m_texts.size()));
        const auto stored = id ? (this->*numberOf)(*id) : -1;
        if (stored < 0)
            countFault(endpoint, field);
        into.add(std::max<std::int64_t>(stored, 0));
    };
    const auto rows = eachRow(table, [&](const Cells& cells) {
        ++number;
        const auto scope = cells.integer(0, 1, std::int64_t(m_scopes.size()));
        const auto hour = cells.integer(1, 0, mostHour);
        const auto subject = cells.integer(2, 0, std::int64_t(m_subjects.size()));
        const bool named = scope && hour && subject && m_scopes[std::size_t(*scope - 1)].level == Kind::level
            && (Kind::level == Level::Cluster ? *subject == 0
                                              : *subject > 0 && m_subjects[std::size_t(*subject - 1)].scope == *scope);
        // In the order of their keys, so that none is there twice.
        if (!named || std::tuple(*scope, *hour, *subject) <= before) {
            ++contents.rejectedRows;
            return reject(table, number);
        }
        before = {*scope, *hour, *subject};
        if (*hour < first || *hour >= end)
            notAsWritten(QStringLiteral("it has an hour outside of its range"));
        const auto scopeId = m_scopes[std::size_t(*scope - 1)].id;
        into.add(scopeId);
        into.add(*hour);
        into.add(*subject == 0 ? std::int64_t(0) : m_subjects[std::size_t(*subject - 1)].id);
        int column = keyColumns;
        for (const auto& figure : Kind::figures) {
            const auto value = cells.figure(column++);
            if (!value)
                countFault(endpoint, figure.name);
            into.add(value.value_or(unknown));
        }
        const auto id = cells.integer(column++, -anything - 1, anything);
        if (!id)
            countFault(endpoint, "id");
        into.add(id.value_or(0));
        addInteger(cells, column++, longestDistance, "created_at");
        addInteger(cells, column++, longestDistance, "updated_at");
        addInteger(cells, column++, 3599, "stat_hour");
        if constexpr (textColumns<Row>() > 0) {
            addText(cells, column++, "status", &Import::plainText);
            addText(cells, column++, "owner_uid", &Import::plainText);
            addText(cells, column++, "owner_name", &Import::plainText);
            addText(cells, column++, "labels", &Import::labels);
            addText(cells, column++, "annotations", &Import::labels);
        }
        into.endRow();
        hours.add(scopeId, *hour);
    });
    into.finish();
    hours.write(m_to);
    contents.rows += rows;
}

bool Import::storeSnapshot(const Cells& cells, std::string_view body)
{
    sqlite::Query insert(m_to,
        "INSERT INTO snapshot(cluster, time, dimension_type, dimension_key, dimension_value, server_id, capacity,"
        " allocated, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING");
    const auto type = cells.text(3), key = cells.text(4), value = cells.text(5);
    const auto id = cells.integer(6, -anything - 1, anything);
    const auto capacity = cells.figure(7), allocated = cells.figure(8);
    if (!type || !key || !value)
        return false;
    for (const auto& [known, field] : {std::pair(id.has_value(), "id"), {capacity.has_value(), "total_gpu"},
             {allocated.has_value(), "allocated_gpu"}}) {
        if (!known)
            countFault("snapshots", field);
    }
    insert->bind(1, m_clusterIds[std::size_t(*clusterAt(cells, 1))]);
    insert->bind(2, *cells.integer(2, 0, lastSecond));
    insert->bind(3, std::string_view(*type));
    insert->bind(4, std::string_view(*key));
    insert->bind(5, std::string_view(*value));
    insert->bind(6, id.value_or(0));
    insert->bind(7, capacity.value_or(unknown));
    insert->bind(8, allocated.value_or(unknown));
    insert->bindBlob(9, body);
    insert->run();
    return m_to.changes() > 0; // none where it is there already
}

void Import::readSnapshots(TimeRange range, BundleContents& contents)
{
    std::int64_t number = 0;
    contents.snapshots = eachRow("snapshot", [&](const Cells& cells) {
        ++number;
        const auto time = cells.integer(2, 0, lastSecond);
        const auto body = cells.blob(9);
        AllocationSnapshot snapshot;
        bool taken = false;
        if (clusterAt(cells, 1) && time && body && decodeSnapshotBody(*body, snapshot)) {
            if (!range.contains(Instant(std::chrono::seconds(*time))))
                notAsWritten(QStringLiteral("it has a snapshot outside of its range"));
            taken =
                isClean(snapshot) ? storeSnapshot(cells, *body) : storeSnapshot(cells, encodeSnapshotBody(snapshot));
        }
        if (!taken) {
            ++contents.rejectedRows;
            reject("snapshot", number);
        }
    });
}

void Import::readCoverage()
{
    const auto count = eachRow("coverage", [&](const Cells& cells) {
        const auto cluster = clusterAt(cells, 1);
        const auto endpoint = cells.text(2), key = cells.text(4), request = cells.text(11);
        const auto type = cells.integer(3, int(DimensionType::Label), int(DimensionType::Annotation));
        const auto from = cells.integer(5, 0, lastSecond), to = cells.integer(6, 0, lastSecond);
        const auto state = cells.integer(7, int(CoverageState::Complete), int(CoverageState::MissingOnServer));
        const auto received = cells.integer(8, 0, mostCount), total = cells.integer(9, 0, mostCount);
        const auto fetchedAt = cells.integer(10, -mostCount, mostCount),
                   since = cells.integer(13, -mostCount, mostCount);
        const auto attempts = cells.integer(12, 0, mostEntries);
        if (!cluster || !endpoint || !key || !request || (!type && !cells.isNull(3)) || !from || !to || *to <= *from
            || !state || !received || !fetchedAt || !attempts || m_ledger.coverage.size() >= std::size_t(mostEntries))
            return reject("coverage", std::int64_t(m_ledger.coverage.size()));
        CoverageEntry entry;
        entry.cluster = m_clusters[std::size_t(*cluster)];
        entry.endpoint = *endpoint;
        if (type)
            entry.dimension = DimensionKey{DimensionType(*type), *key};
        entry.range = {Instant(std::chrono::seconds(*from)), Instant(std::chrono::seconds(*to))};
        entry.state = CoverageState(*state);
        entry.rowsReceived = *received;
        entry.statedTotal = total;
        entry.fetchedAt = stampOf(*fetchedAt);
        entry.request = *request;
        entry.attempts = int(*attempts);
        if (since)
            entry.openSince = stampOf(*since);
        m_ledger.coverage.push_back(std::move(entry));
    });
    m_progress.advance(count);
}

void Import::readRequests(std::int64_t claimed)
{
    const auto count = eachRow("request_log", [&](const Cells& cells) {
        const auto cluster = clusterAt(cells, 1);
        const auto at = cells.integer(2, -mostCount, mostCount);
        const auto request = cells.text(3), trace = cells.text(9), message = cells.text(11);
        const auto attempt = cells.integer(4, 0, mostEntries), status = cells.integer(5, 0, 999);
        const auto rows = cells.integer(6, -1, mostCount), bytes = cells.integer(7, 0, mostCount);
        const auto milliseconds = cells.integer(8, 0, mostCount);
        const auto failed = cells.text(10);
        if (!cluster || !at || !request || !trace || !message || !attempt || !status || !rows || !bytes
            || !milliseconds)
            return reject("request_log", std::int64_t(m_ledger.requests.size()));
        m_ledger.requests.push_back({stampOf(*at), {}, m_clusters[std::size_t(*cluster)], *request, int(*attempt),
            int(*status), *rows, *bytes, std::chrono::milliseconds(*milliseconds), *trace,
            failed ? std::optional(errorClassNamed(*failed)) : std::nullopt, *message});
    });
    if (count != claimed)
        notAsWritten(QStringLiteral("the numbers of rows differ"));
}

void Import::readRejected()
{
    eachRow("rejected", [&](const Cells& cells) {
        const auto cluster = clusterAt(cells, 1);
        const auto at = cells.integer(2, -mostCount, mostCount);
        const auto endpoint = cells.text(3), reason = cells.text(4);
        const auto raw = cells.blob(5);
        if (!cluster || !at || !endpoint || !reason || !raw || m_ledger.rejected.size() >= std::size_t(mostEntries))
            return;
        ++m_ledger.rejectedRows;
        m_ledger.rejected.push_back(
            {stampOf(*at), m_clusters[std::size_t(*cluster)], *endpoint, *reason, cleanUtf8(*raw)});
    });
}

void Import::readFaults()
{
    eachRow("field_fault", [&](const Cells& cells) {
        const auto cluster = clusterAt(cells, 1);
        const auto endpoint = cells.text(2), field = cells.text(3), problem = cells.text(4);
        const auto count = cells.integer(5, 0, mostCount);
        if (!cluster || !endpoint || !field || !problem || !count
            || m_ledger.fieldFaults.size() >= std::size_t(mostEntries))
            return;
        m_ledger.fieldFaults.push_back({m_clusters[std::size_t(*cluster)], *endpoint, *field, *problem, *count});
    });
}

} // namespace atlas::bundle
