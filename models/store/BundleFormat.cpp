// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/BundleFormat.h"

#include "models/store/RowTables.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace atlas::bundle {

namespace {

constexpr std::size_t hashedAtOnce = std::size_t(1) << 20;

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
    : m_hash(QCryptographicHash::Blake2b_256)
    , m_waiting(hashedAtOnce)
    , m_going(hashedAtOnce)
{
}

/// Where so many more bytes go.
char* RowDigest::room(std::size_t bytes)
{
    if (m_used + bytes > m_waiting.size()) {
        flush();
        if (bytes > m_waiting.size())
            m_waiting.resize(bytes);
    }
    m_used += bytes;
    return m_waiting.data() + m_used - bytes;
}

void RowDigest::beginTable(std::string_view name)
{
    addText('T', name);
}

void RowDigest::addText(char kind, std::string_view bytes)
{
    char* to = room(5 + bytes.size());
    *to++ = kind;
    for (int shift = 24; shift >= 0; shift -= 8)
        *to++ = char(bytes.size() >> shift);
    std::copy(bytes.begin(), bytes.end(), to);
}

void RowDigest::addInteger(std::int64_t value)
{
    // How many bytes hold it and its sign.
    const auto bits = 65 - std::countl_zero(std::uint64_t(value < 0 ? ~value : value));
    const int size = (bits + 7) / 8;
    char* to = room(std::size_t(size) + 2);
    *to++ = 'i';
    *to++ = char(size);
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
        *to++ = char(value >> shift);
}

void RowDigest::addNumber(double value)
{
    constexpr double exact = 9007199254740992.0; // 2^53
    if (std::abs(value) < exact && value == double(std::int64_t(value)))
        return addInteger(std::int64_t(value));
    const auto bits = std::bit_cast<std::uint64_t>(value);
    char* to = room(9);
    *to++ = 'r';
    for (int shift = 56; shift >= 0; shift -= 8)
        *to++ = char(bits >> shift);
}

void RowDigest::addRow(const Cells& row)
{
    for (int column = 0; column < row.columns(); ++column) {
        switch (row.type(column)) {
        case SQLITE_INTEGER:
            addInteger(sqlite3_value_int64(row.value(column)));
            break;
        case SQLITE_FLOAT:
            addNumber(sqlite3_value_double(row.value(column)));
            break;
        case SQLITE_TEXT:
            addText('t', row.bytes(column));
            break;
        case SQLITE_BLOB:
            addText('b', row.bytes(column));
            break;
        default:
            *room(1) = 'n';
        }
    }
}

void RowDigest::flush()
{
    m_hashing.wait();
    m_going.swap(m_waiting); // two that stay: fresh memory for each would cost as much as filling it
    m_hashing.run([this, used = m_used] { m_hash.addData(QByteArrayView(m_going.data(), qsizetype(used))); });
    m_used = 0;
}

QByteArray RowDigest::result()
{
    flush();
    m_hashing.wait();
    return m_hash.result().toHex();
}

} // namespace atlas::bundle
