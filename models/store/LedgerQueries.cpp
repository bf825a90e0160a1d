// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/LedgerRows.h"
#include "models/store/MissedRows.h"
#include "models/store/Queries.h"

namespace atlas::queries {

std::vector<CoverageEntry> coverage(Connection& connection, const std::string& cluster)
{
    std::vector<CoverageEntry> entries;
    const auto clusterId = connection.clusterId(cluster);
    if (!clusterId)
        return entries;
    sqlite::Query query(connection.db(),
        std::string("SELECT ") + coverageColumns
            + " FROM coverage WHERE cluster=?1 ORDER BY endpoint, dimension_type, dimension_key, from_time");
    query->bind(1, *clusterId);
    while (query->step())
        entries.push_back(readCoverage(*query, cluster));
    return entries;
}

std::vector<RequestRecord> requests(Connection& connection, int limit)
{
    std::vector<RequestRecord> records;
    sqlite::Query query(connection.db(),
        "SELECT at, connection, cluster, request, attempt, http_status, rows, bytes, milliseconds, trace_id, failure,"
        " message FROM request_log ORDER BY id DESC LIMIT ?1");
    query->bind(1, std::int64_t(limit));
    while (query->step()) {
        RequestRecord record;
        record.at = stampOf(query->integer(0));
        record.connection = query->text(1);
        record.cluster = query->text(2);
        record.request = query->text(3);
        record.attempt = int(query->integer(4));
        record.httpStatus = int(query->integer(5));
        record.rows = query->integer(6);
        record.bytes = query->integer(7);
        record.duration = std::chrono::milliseconds(query->integer(8));
        record.traceId = query->text(9);
        if (!query->isNull(10))
            record.failure = errorClassNamed(query->text(10));
        record.message = query->text(11);
        records.push_back(std::move(record));
    }
    return records;
}

std::vector<RejectedRecord> rejected(Connection& connection, int limit)
{
    std::vector<RejectedRecord> records;
    sqlite::Query query(
        connection.db(), "SELECT at, cluster, endpoint, reason, raw FROM rejected ORDER BY id DESC LIMIT ?1");
    query->bind(1, std::int64_t(limit));
    while (query->step()) {
        records.push_back({stampOf(query->integer(0)), std::string(query->text(1)), std::string(query->text(2)),
            std::string(query->text(3)), std::string(query->blob(4))});
    }
    return records;
}

std::vector<FieldFault> fieldFaults(Connection& connection)
{
    std::vector<FieldFault> faults;
    sqlite::Query query(connection.db(),
        "SELECT cluster, endpoint, field, problem, count FROM field_fault"
        " ORDER BY cluster, endpoint, field, problem");
    while (query->step()) {
        faults.push_back({std::string(query->text(0)), std::string(query->text(1)), std::string(query->text(2)),
            std::string(query->text(3)), query->integer(4)});
    }
    return faults;
}

std::map<std::string, std::string> sources(Connection& connection)
{
    std::map<std::string, std::string> sources;
    sqlite::Query query(connection.db(), "SELECT name, source FROM cluster WHERE source IS NOT NULL");
    while (query->step())
        sources.emplace(query->text(0), query->text(1));
    return sources;
}

StoreFacts facts(Connection& connection)
{
    auto& db = connection.db();
    StoreFacts facts;
    facts.freeBytes = db.scalar("PRAGMA freelist_count") * db.scalar("PRAGMA page_size");
    facts.hourRows = db.scalar("SELECT total(rows) FROM scope");
    facts.snapshots = db.scalar("SELECT count(*) FROM snapshot");
    facts.rejectedRows = counter(connection, "rejected_rows");
    facts.hiddenRows = MissedRows::goneRows(db);
    facts.schemaVersion = int(db.scalar("PRAGMA user_version"));
    if (const auto checked = counter(connection, "integrity_checked_at"); checked != 0)
        facts.integrityCheckedAt = Instant(std::chrono::seconds(checked));
    return facts;
}

} // namespace atlas::queries
