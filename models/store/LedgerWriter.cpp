// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/LedgerWriter.h"

#include "models/store/LedgerMerge.h"
#include "models/store/LedgerRows.h"
#include "models/store/Schema.h"

#include <algorithm>
#include <span>

namespace atlas {

namespace {

constexpr std::size_t keptRequests = 10'000, keptRejected = 1000;
constexpr std::size_t longestText = 2048, longestRaw = 4096; ///< bytes: whatever a server sends, the log stays small

/// So many entries of one endpoint are written between two looks for some to join: a refresh writes one.
constexpr int mergeAfter = 24;

constexpr const char* placeIs = "cluster=?1 AND endpoint=?2 AND dimension_type IS ?3 AND dimension_key=?4";

/// The beginning of a text, not cut inside a character.
std::string_view cut(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80)
        --bytes;
    return text.substr(0, bytes);
}

/// The last entries of a list: more than the store keeps need not be written.
template <class T>
std::span<const T> newest(const std::vector<T>& list, std::size_t kept)
{
    return std::span(list).last(std::min(list.size(), kept));
}

void dropOld(sqlite::Database& db, const std::string& table, std::size_t kept)
{
    sqlite::Query drop(db, "DELETE FROM " + table + " WHERE id<=(SELECT max(id) FROM " + table + ")-?1");
    drop->bind(1, std::int64_t(kept));
    drop->run();
}

void bindOptional(sqlite::Statement& statement, int index, std::optional<std::int64_t> value)
{
    if (value)
        statement.bind(index, *value);
    else
        statement.bindNull(index);
}

} // namespace

void LedgerWriter::write(const RowBatch& batch)
{
    for (const auto& entry : batch.coverage) {
        if (!entry.range.isEmpty())
            writeCoverage(entry);
    }
    for (const auto& entry : batch.coverage) {
        auto& written =
            m_writtenSinceMerge.try_emplace({entry.cluster, entry.endpoint, entry.dimension}, mergeAfter).first->second;
        if (++written < mergeAfter)
            continue;
        mergeCoverage(entry);
        written = 0;
    }
    writeRequests(batch.requests);
    writeRejected(batch.rejected);
    writeFaults(batch.fieldFaults);
    if (batch.rejectedRows != 0) {
        sqlite::Query rejected(m_db, "UPDATE meta SET value=value+?1 WHERE key='rejected_rows'");
        rejected->bind(1, batch.rejectedRows);
        rejected->run();
    }
    for (const auto& [cluster, connection] : batch.sources) {
        sqlite::Query source(m_db, "UPDATE cluster SET source=?2 WHERE id=?1 AND source IS NOT ?2");
        source->bind(1, m_clusterId(cluster));
        if (connection.empty())
            source->bindNull(2);
        else
            source->bind(2, std::string_view(connection));
        source->run();
    }
}

void LedgerWriter::bindPlace(sqlite::Statement& statement, const CoverageEntry& entry)
{
    statement.bind(1, m_clusterId(entry.cluster));
    statement.bind(2, std::string_view(entry.endpoint));
    if (entry.dimension)
        statement.bind(3, std::int64_t(entry.dimension->type));
    else
        statement.bindNull(3);
    statement.bind(4, entry.dimension ? std::string_view(entry.dimension->key) : std::string_view());
}

void LedgerWriter::writeCoverage(const CoverageEntry& entry)
{
    // What older entries say of this stretch gives way: first those that reach over its end keep what is behind it,
    // then all keep what is before it, then those with nothing left go.
    static const std::string rest = "state, rows_received, stated_total, fetched_at, request, attempts, open_since";
    static const std::string makeRoom[] = {
        "INSERT INTO coverage(cluster, endpoint, dimension_type, dimension_key, from_time, to_time, " + rest
            + ") SELECT cluster, endpoint, dimension_type, dimension_key, ?6, to_time, " + rest
            + " FROM coverage WHERE " + placeIs + " AND from_time<?6 AND to_time>?6 AND to_time>?5",
        std::string("UPDATE coverage SET to_time=?5 WHERE ") + placeIs + " AND from_time<?5 AND to_time>?5 AND ?5<?6",
        std::string("DELETE FROM coverage WHERE ") + placeIs + " AND to_time>?5 AND from_time>=?5 AND to_time<=?6",
        std::string("DELETE FROM coverage WHERE ") + placeIs + " AND to_time>?6 AND from_time>=?5 AND from_time<?6",
    };
    for (const auto& sql : makeRoom) {
        sqlite::Query query(m_db, sql);
        bindPlace(*query, entry);
        query->bind(5, seconds(entry.range.from));
        query->bind(6, seconds(entry.range.to));
        query->run();
    }
    static const std::string insertSql = std::string("INSERT INTO coverage(cluster, ") + coverageColumns
        + ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)";
    sqlite::Query insert(m_db, insertSql);
    bindPlace(*insert, entry);
    insert->bind(5, seconds(entry.range.from));
    insert->bind(6, seconds(entry.range.to));
    insert->bind(7, std::int64_t(entry.state));
    insert->bind(8, entry.rowsReceived);
    bindOptional(*insert, 9, entry.statedTotal);
    insert->bind(10, microseconds(entry.fetchedAt));
    insert->bind(11, cut(entry.request, longestText));
    insert->bind(12, std::int64_t(entry.attempts));
    bindOptional(*insert, 13, entry.openSince ? std::optional(microseconds(*entry.openSince)) : std::nullopt);
    insert->run();
}

void LedgerWriter::mergeCoverage(const CoverageEntry& place)
{
    Stamp now = place.fetchedAt;
    std::vector<CoverageEntry> entries;
    std::vector<std::int64_t> ids;
    {
        static const std::string sql =
            std::string("SELECT ") + coverageColumns + ", id FROM coverage WHERE " + placeIs + " ORDER BY from_time";
        sqlite::Query query(m_db, sql);
        bindPlace(*query, place);
        while (query->step()) {
            entries.push_back(readCoverage(*query, place.cluster));
            ids.push_back(query->integer(coverageColumnCount));
            now = std::max(now, entries.back().fetchedAt);
        }
    }
    const auto firsts = atlas::mergeCoverage(entries, now);
    for (std::size_t i = 0; i < firsts.size(); ++i) {
        const auto end = i + 1 < firsts.size() ? firsts[i + 1] : ids.size();
        if (end - firsts[i] == 1)
            continue; // as it was
        for (auto gone = firsts[i] + 1; gone < end; ++gone) {
            sqlite::Query remove(m_db, "DELETE FROM coverage WHERE id=?1");
            remove->bind(1, ids[gone]);
            remove->run();
        }
        const auto& entry = entries[i];
        sqlite::Query update(m_db,
            "UPDATE coverage SET to_time=?2, rows_received=?3, stated_total=?4, fetched_at=?5, request=?6"
            " WHERE id=?1");
        update->bind(1, ids[firsts[i]]);
        update->bind(2, seconds(entry.range.to));
        update->bind(3, entry.rowsReceived);
        bindOptional(*update, 4, entry.statedTotal);
        update->bind(5, microseconds(entry.fetchedAt));
        update->bind(6, std::string_view(entry.request));
        update->run();
    }
}

void LedgerWriter::writeRequests(const std::vector<RequestRecord>& requests)
{
    if (requests.empty())
        return;
    for (const auto& record : newest(requests, keptRequests)) {
        sqlite::Query insert(m_db,
            "INSERT INTO request_log(at, connection, cluster, request, attempt, http_status, rows, bytes, milliseconds,"
            " trace_id, failure, message) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)");
        insert->bind(1, microseconds(record.at));
        insert->bind(2, cut(record.connection, longestText));
        insert->bind(3, cut(record.cluster, longestText));
        insert->bind(4, cut(record.request, longestText));
        insert->bind(5, std::int64_t(record.attempt));
        insert->bind(6, std::int64_t(record.httpStatus));
        insert->bind(7, record.rows);
        insert->bind(8, record.bytes);
        insert->bind(9, std::int64_t(record.duration.count()));
        insert->bind(10, cut(record.traceId, longestText));
        // By name: the numbers of the classes are nobody's promise.
        const auto name = record.failure ? errorClassName(*record.failure) : QLatin1StringView();
        if (record.failure)
            insert->bind(11, std::string_view(name.data(), std::size_t(name.size())));
        else
            insert->bindNull(11);
        insert->bind(12, cut(record.message, longestText));
        insert->run();
    }
    dropOld(m_db, "request_log", keptRequests);
}

void LedgerWriter::writeRejected(const std::vector<RejectedRecord>& rejected)
{
    if (rejected.empty())
        return;
    for (const auto& record : newest(rejected, keptRejected)) {
        sqlite::Query insert(m_db, "INSERT INTO rejected(at, cluster, endpoint, reason, raw) VALUES(?1,?2,?3,?4,?5)");
        insert->bind(1, microseconds(record.at));
        insert->bind(2, cut(record.cluster, longestText));
        insert->bind(3, cut(record.endpoint, longestText));
        insert->bind(4, cut(record.reason, longestText));
        insert->bindBlob(5, cut(record.raw, longestRaw));
        insert->run();
    }
    dropOld(m_db, "rejected", keptRejected);
}

void LedgerWriter::writeFaults(const std::vector<FieldFault>& faults)
{
    for (const auto& fault : faults) {
        sqlite::Query add(m_db,
            "INSERT INTO field_fault VALUES(?1,?2,?3,?4,?5) ON CONFLICT DO UPDATE SET count=count+excluded.count");
        add->bind(1, std::string_view(fault.cluster));
        add->bind(2, std::string_view(fault.endpoint));
        add->bind(3, std::string_view(fault.field));
        add->bind(4, std::string_view(fault.problem));
        add->bind(5, fault.count);
        add->run();
    }
}

} // namespace atlas
