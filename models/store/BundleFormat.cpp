// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/BundleFormat.h"

#include "models/store/RowTables.h"

#include <bit>
#include <cmath>

namespace atlas::bundle {

namespace {

constexpr qsizetype hashedAtOnce = 1 << 20;

template <class Row>
Table rowTable()
{
    auto sql = rowTableSql<Row>();
    sql.pop_back(); // the schema keeps statements without their end
    return {RowTable<Row>::name, std::move(sql), rowColumns<Row>()};
}

} // namespace

const std::vector<Table>& tables()
{
    static const std::vector<Table> all{
        {"manifest", "CREATE TABLE manifest(name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID", 2},
        {"cluster", "CREATE TABLE cluster(id INTEGER PRIMARY KEY, name TEXT NOT NULL)", 2},
        {"scope",
            "CREATE TABLE scope(id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, level INTEGER NOT NULL,"
            " dimension_type INTEGER NOT NULL, dimension_key TEXT NOT NULL)",
            5},
        {"subject",
            "CREATE TABLE subject(id INTEGER PRIMARY KEY, scope INTEGER NOT NULL, namespace TEXT NOT NULL,"
            " name TEXT NOT NULL, type TEXT NOT NULL)",
            5},
        {"text", "CREATE TABLE text(id INTEGER PRIMARY KEY, value BLOB NOT NULL)", 2},
        rowTable<ClusterHour>(),
        rowTable<NamespaceHour>(),
        rowTable<DimensionHour>(),
        rowTable<WorkloadHour>(),
        {"snapshot",
            "CREATE TABLE snapshot(id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, time INTEGER NOT NULL,"
            " dimension_type TEXT NOT NULL, dimension_key TEXT NOT NULL, dimension_value TEXT NOT NULL,"
            " server_id INTEGER NOT NULL, capacity REAL, allocated REAL, body BLOB NOT NULL)",
            10},
        {"coverage",
            "CREATE TABLE coverage(id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, endpoint TEXT NOT NULL,"
            " dimension_type INTEGER, dimension_key TEXT NOT NULL, from_time INTEGER NOT NULL, to_time INTEGER NOT "
            "NULL,"
            " state INTEGER NOT NULL, rows_received INTEGER NOT NULL, stated_total INTEGER, fetched_at INTEGER NOT "
            "NULL,"
            " request TEXT NOT NULL, attempts INTEGER NOT NULL, open_since INTEGER)",
            14},
        {"request_log",
            "CREATE TABLE request_log(id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, at INTEGER NOT NULL,"
            " request TEXT NOT NULL, attempt INTEGER NOT NULL, http_status INTEGER NOT NULL, rows INTEGER NOT NULL,"
            " bytes INTEGER NOT NULL, milliseconds INTEGER NOT NULL, trace_id TEXT NOT NULL, failure TEXT,"
            " message TEXT NOT NULL)",
            12},
        {"rejected",
            "CREATE TABLE rejected(id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, at INTEGER NOT NULL,"
            " endpoint TEXT NOT NULL, reason TEXT NOT NULL, raw BLOB NOT NULL)",
            6},
        {"field_fault",
            "CREATE TABLE field_fault(id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, endpoint TEXT NOT NULL,"
            " field TEXT NOT NULL, problem TEXT NOT NULL, count INTEGER NOT NULL)",
            6},
    };
    return all;
}

RowDigest::RowDigest()
    : m_hash(QCryptographicHash::Sha256)
{
    m_waiting.reserve(hashedAtOnce + 4096);
}

RowDigest::~RowDigest()
{
    if (m_running.valid())
        m_running.wait();
}

void RowDigest::beginTable(std::string_view name)
{
    addText('T', name.data(), name.size());
}

void RowDigest::addText(char kind, const void* bytes, std::size_t size)
{
    const char head[] = {kind, char(size >> 24), char(size >> 16), char(size >> 8), char(size)};
    m_waiting.append(head, sizeof head);
    m_waiting.append(static_cast<const char*>(bytes), qsizetype(size));
    if (m_waiting.size() >= hashedAtOnce)
        flush();
}

void RowDigest::addInteger(std::int64_t value)
{
    char bytes[10] = {'i'};
    int size = 1;
    while (size < 8 && (value >> (8 * size - 1)) != 0 && (value >> (8 * size - 1)) != -1)
        ++size;
    bytes[1] = char(size);
    for (int i = 0; i < size; ++i)
        bytes[2 + i] = char(value >> (8 * (size - 1 - i)));
    m_waiting.append(bytes, 2 + size);
}

void RowDigest::addRow(sqlite3_stmt* row, int columns)
{
    constexpr double exact = 9007199254740992.0; // 2^53
    for (int column = 0; column < columns; ++column) {
        switch (sqlite3_column_type(row, column)) {
        case SQLITE_INTEGER:
            addInteger(sqlite3_column_int64(row, column));
            break;
        case SQLITE_FLOAT: {
            const double value = sqlite3_column_double(row, column);
            if (std::abs(value) < exact && value == std::trunc(value)) {
                addInteger(std::int64_t(value));
                break;
            }
            const auto bits = std::bit_cast<std::uint64_t>(value);
            char bytes[9] = {'r'};
            for (int i = 0; i < 8; ++i)
                bytes[1 + i] = char(bits >> (8 * (7 - i)));
            m_waiting.append(bytes, sizeof bytes);
            break;
        }
        case SQLITE_TEXT:
        case SQLITE_BLOB: {
            const char kind = sqlite3_column_type(row, column) == SQLITE_TEXT ? 't' : 'b';
            const void* bytes = sqlite3_column_blob(row, column);
            addText(kind, bytes, std::size_t(sqlite3_column_bytes(row, column)));
            break;
        }
        default:
            m_waiting.append('n');
        }
    }
    if (m_waiting.size() >= hashedAtOnce)
        flush();
}

void RowDigest::flush()
{
    if (m_running.valid())
        m_running.get();
    m_running = std::async(std::launch::async, [this, bytes = std::move(m_waiting)] { m_hash.addData(bytes); });
    m_waiting = QByteArray();
    m_waiting.reserve(hashedAtOnce + 4096);
}

QByteArray RowDigest::result()
{
    flush();
    m_running.get();
    return m_hash.result().toHex();
}

} // namespace atlas::bundle
