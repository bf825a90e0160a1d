// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/store/FileSystem.h"
#include "models/store/StoreText.h"

#include <sqlite3.h>

#include <cstdint>
#include <exception>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

/// The C API of SQLite with owners: inside models/store only. Failures are thrown here and become a Result at the
/// border of the store (see guarded()).
namespace atlas::sqlite {

class Failure : public std::exception
{
public:
    explicit Failure(Error error, int code = SQLITE_ERROR, int systemCode = 0)
        : m_error(std::move(error))
        , m_code(code)
        , m_systemCode(systemCode)
    {
    }
    const Error& error() const { return m_error; }
    int code() const { return m_code; } ///< SQLite's extended result code
    int systemCode() const { return m_systemCode; } ///< errno of a failed access to a file; 0: unknown
    const char* what() const noexcept override { return "store failure"; }

private:
    Error m_error;
    int m_code, m_systemCode;
};

/// What a failure says about writing to the file at all.
enum class Trouble : std::uint8_t {
    None, ///< nothing: it concerns this one call
    NoSpace, ///< the disk, or what the user may have of it, is full
    NotWritable, ///< the file or folder does not allow it
    Unsure, ///< what is behind the connection is not known: it must not be written through again
};
Trouble troubleOf(const Failure& failed);

/// The sentence for a result code: disk full, damaged, busy, not writable ...
Error describe(int code, const char* detail);
/// The failure of the last call on a connection.
Failure failureOf(sqlite3* db, int code);

/// One prepared statement. Text and blobs are bound without a copy: they live until the statement is stepped through.
class Statement
{
public:
    Statement(sqlite3* db, std::string_view sql);

    void bind(int index, std::int64_t value) { check(sqlite3_bind_int64(m_handle.get(), index, value)); }
    /// NaN, the unknown figure, is stored as NULL.
    void bind(int index, double value) { check(sqlite3_bind_double(m_handle.get(), index, value)); }
    void bind(int index, std::string_view text)
    {
        check(sqlite3_bind_text64(
            m_handle.get(), index, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8));
    }
    void bindBlob(int index, std::string_view bytes)
    {
        check(
            sqlite3_bind_blob64(m_handle.get(), index, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_STATIC));
    }
    void bindNull(int index) { check(sqlite3_bind_null(m_handle.get(), index)); }

    /// True while there is a row.
    bool step()
    {
        const int code = sqlite3_step(m_handle.get());
        if (code == SQLITE_ROW)
            return true;
        if (code != SQLITE_DONE)
            fail(code);
        return false;
    }
    /// For statements that give no rows; ready to be bound again.
    void run()
    {
        while (step()) { }
        sqlite3_reset(m_handle.get());
    }
    void reset() { sqlite3_reset(m_handle.get()); }

    sqlite3_stmt* handle() const { return m_handle.get(); }
    bool isNull(int column) const { return sqlite3_column_type(m_handle.get(), column) == SQLITE_NULL; }
    std::int64_t integer(int column) const { return sqlite3_column_int64(m_handle.get(), column); }
    /// NULL is unknown, again.
    double figure(int column) const
    {
        const double value = sqlite3_column_double(m_handle.get(), column);
        // NULL reads as 0: only a zero needs the second look.
        return value == 0 && isNull(column) ? std::numeric_limits<double>::quiet_NaN() : value;
    }
    /// Valid until the next step.
    std::string_view text(int column) const
    {
        const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_handle.get(), column));
        return {data ? data : "", std::size_t(sqlite3_column_bytes(m_handle.get(), column))};
    }
    std::string_view blob(int column) const
    {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(m_handle.get(), column));
        return {data ? data : "", std::size_t(sqlite3_column_bytes(m_handle.get(), column))};
    }

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    void check(int code) const
    {
        if (code != SQLITE_OK)
            fail(code);
    }
    [[noreturn]] void fail(int code) const;

    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
};

/// One connection, for one thread at a time, with its prepared statements.
class Database
{
public:
    /// `uri` as SQLite takes it, `flags` SQLITE_OPEN_...
    Database(const std::string& uri, int flags);

    sqlite3* handle() const { return m_handle.get(); }
    /// Runs statements without parameters.
    void run(const std::string& sql);
    std::int64_t scalar(const std::string& sql);
    int changes() const { return sqlite3_changes(m_handle.get()); }
    std::int64_t lastInsertId() const { return sqlite3_last_insert_rowid(m_handle.get()); }

    /// Another file is attached.
    void holds(const QString& path) { m_marks.emplace_back(identityOf(path)); }

    /// The prepared statement of a text, kept for the next time. Reset and without bindings.
    Statement& statement(std::string_view sql);

private:
    struct Close
    {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    };
    std::list<OpenMark> m_marks; ///< first: they go when all is closed
    std::unique_ptr<sqlite3, Close> m_handle;
    std::map<std::string, std::unique_ptr<Statement>, std::less<>> m_statements;
};

/// Resets a statement when it goes out of scope, so that no read transaction stays open by accident.
class Query
{
public:
    Query(Database& db, std::string_view sql)
        : m_statement(db.statement(sql))
    {
    }
    ~Query() { m_statement.reset(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    Statement* operator->() { return &m_statement; }
    Statement& operator*() { return m_statement; }

private:
    Statement& m_statement;
};

/// A transaction that rolls back unless it was committed.
class Transaction
{
public:
    Transaction(Database& db, const char* begin)
        : m_db(db)
    {
        m_db.run(begin);
    }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_db;
    bool m_open = true;
};

/// Runs `work`, which may throw, at the border of the store.
template <class Work>
auto guarded(Work&& work) -> Result<decltype(work())>
{
    try {
        return work();
    } catch (const Failure& failed) {
        return tl::unexpected<Error>(failed.error());
    } catch (const std::bad_alloc&) {
        return failure(ErrorClass::Cache,
            StoreText::tr("There is not enough memory for this. Nothing was changed; "
                          "ask for a shorter time range."));
    } catch (const std::exception& other) {
        return failure(ErrorClass::Internal, StoreText::tr("The store failed unexpectedly. Nothing was changed."),
            QString::fromUtf8(other.what()));
    }
}

} // namespace atlas::sqlite
