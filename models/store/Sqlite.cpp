// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Sqlite.h"

#include "models/store/StoreText.h"

#include <QFile>

#include <cerrno>

namespace atlas::sqlite {

Error describe(int code, const char* detail)
{
    QString message;
    switch (code & 0xff) {
    case SQLITE_FULL:
        message =
            StoreText::tr("The disk of the store is full. Nothing of this batch was stored, older data are whole. "
                          "Free some space; storing goes on by itself.");
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        message = StoreText::tr("The store is damaged or is no store. It was left as it is; move it aside, and a new "
                                "one is fetched.");
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        message = StoreText::tr("The store is busy in another process. Nothing was changed; try again.");
        break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        message = StoreText::tr("The store cannot be opened as asked: its file or folder is missing or not writable. "
                                "Nothing was changed; check the path and its permissions, or open it read-only.");
        break;
    case SQLITE_IOERR:
        message = StoreText::tr("Reading or writing the store's file failed. What was stored before is kept; check "
                                "the disk.");
        break;
    case SQLITE_INTERRUPT:
        message = StoreText::tr("The question to the store took too long and was stopped. Ask for a shorter range.");
        break;
    default:
        message = StoreText::tr("The store refused a statement. Nothing was changed.");
    }
    return Error{ErrorClass::Cache, message,
        QStringLiteral("SQLite %1: %2").arg(code).arg(QString::fromUtf8(detail ? detail : "")), code & 0xff, {}};
}

namespace {

/// What the system said to the access that failed. Statements that commit do not pass it on: then the files know.
int systemCodeOf(sqlite3* db, int code)
{
    const int kind = code & 0xff;
    if (kind != SQLITE_IOERR && kind != SQLITE_CANTOPEN)
        return 0; // the system's last word is of an earlier failure
    int error = sqlite3_system_errno(db);
    for (const int which : {SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER}) {
        sqlite3_file* file = nullptr;
        if (error == 0 && sqlite3_file_control(db, "main", which, &file) == SQLITE_OK && file && file->pMethods)
            file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error);
    }
    return error;
}

} // namespace

Failure failureOf(sqlite3* db, int code)
{
    const int systemCode = systemCodeOf(db, code);
    const bool full = systemCode == ENOSPC || systemCode == EDQUOT;
    return Failure(describe(full ? SQLITE_FULL : code, sqlite3_errmsg(db)), code, systemCode);
}

Trouble troubleOf(const Failure& failed)
{
    if (failed.systemCode() == ENOSPC || failed.systemCode() == EDQUOT)
        return Trouble::NoSpace;
    switch (failed.code() & 0xff) {
    case SQLITE_FULL:
        return Trouble::NoSpace;
    case SQLITE_IOERR:
        return failed.code() == SQLITE_IOERR_NOMEM ? Trouble::None : Trouble::Unsure;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Trouble::Unsure;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return Trouble::NotWritable;
    default:
        return Trouble::None;
    }
}

Statement::Statement(sqlite3* db, std::string_view sql)
{
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(db, sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK)
        throw failureOf(db, code);
    m_handle.reset(handle);
}

void Statement::fail(int code) const
{
    const auto failed = failureOf(sqlite3_db_handle(m_handle.get()), code);
    sqlite3_reset(m_handle.get());
    throw failed;
}

Database::Database(const std::string& uri, int flags)
{
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(
        uri.c_str(), &handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    m_handle.reset(handle);
    if (code != SQLITE_OK)
        throw handle ? failureOf(handle, code) : Failure(describe(code, nullptr), code);
    if (const char* path = sqlite3_db_filename(handle, "main"); path && *path)
        holds(QFile::decodeName(path)); // before it has any lock
}

void Database::run(const std::string& sql)
{
    const int code = sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        throw failureOf(m_handle.get(), code);
}

std::int64_t Database::scalar(const std::string& sql)
{
    Statement statement(m_handle.get(), sql);
    return statement.step() ? statement.integer(0) : 0;
}

Statement& Database::statement(std::string_view sql)
{
    auto it = m_statements.find(sql);
    if (it == m_statements.end())
        it = m_statements.emplace(std::string(sql), std::make_unique<Statement>(m_handle.get(), sql)).first;
    it->second->reset();
    return *it->second;
}

Transaction::~Transaction()
{
    // After some errors SQLite has rolled back by itself.
    if (m_open && !sqlite3_get_autocommit(m_db.handle()))
        sqlite3_exec(m_db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_db.run("COMMIT");
    m_open = false;
}

} // namespace atlas::sqlite
