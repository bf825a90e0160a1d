// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/RowTables.h"
#include "models/store/Sqlite.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace atlas {

/// A connection that reads, with what its numbers mean. Names are never changed or removed in a store, so what was
/// once read stays true.
class Connection
{
public:
    /// `stop`: asked while a statement runs; true ends it with an error. Empty: never.
    explicit Connection(std::unique_ptr<sqlite::Database> database, std::function<bool()> stop = {})
        : m_stop(std::move(stop))
        , m_database(std::move(database))
    {
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    sqlite::Database& db() { return *m_database; }

    /// From now on statements end with an error once `limit` has passed; nullopt: they take as long as they take.
    void limitTime(std::optional<std::chrono::milliseconds> limit);

    std::optional<std::int64_t> clusterId(const std::string& cluster);
    std::optional<std::int64_t> scopeId(const GridScope& scope);
    /// Throws CACHE for a number without a name: the store is damaged.
    const SubjectName& subject(std::int64_t id);
    /// An interned text; 0 is the empty one.
    const std::string& text(std::int64_t id);

private:
    std::chrono::steady_clock::time_point m_deadline{};
    std::function<bool()> m_stop;
    std::unique_ptr<sqlite::Database> m_database;
    std::unordered_map<std::int64_t, SubjectName> m_subjects;
    std::unordered_map<std::int64_t, std::string> m_texts;
};

/// Lends connections to threads. New ones are opened as needed, up to a limit; then a borrower waits.
class ConnectionPool
{
public:
    using Opener = std::function<std::unique_ptr<Connection>()>;

    /// `readLimit`: how long a lent connection may be used, because who reads holds on to the log; nullopt: there is
    /// no log.
    ConnectionPool(Opener opener, int limit, std::optional<std::chrono::milliseconds> readLimit)
        : m_opener(std::move(opener))
        , m_limit(limit)
        , m_readLimit(readLimit)
    {
    }

    class Lease
    {
    public:
        Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection)
            : m_pool(pool)
            , m_connection(std::move(connection))
        {
        }
        ~Lease() { m_pool.giveBack(std::move(m_connection)); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Connection& operator*() { return *m_connection; }
        Connection* operator->() { return m_connection.get(); }
        /// Closes it now; the next borrower gets a new one.
        void discard() { m_connection.reset(); }

    private:
        ConnectionPool& m_pool;
        std::unique_ptr<Connection> m_connection;
    };

    /// Throws sqlite::Failure when a new connection cannot be opened.
    Lease borrow();
    /// Waits for all that are lent, and closes all.
    void close();
    /// As close(), then runs `meanwhile`, while nobody is lent one; afterwards lending goes on with new ones. Not for
    /// threads that hold a connection; calls follow one another.
    void renew(const std::function<void()>& meanwhile);

private:
    void giveBack(std::unique_ptr<Connection> connection);

    Opener m_opener;
    const int m_limit;
    const std::optional<std::chrono::milliseconds> m_readLimit;
    std::mutex m_mutex;
    std::condition_variable m_returned;
    std::vector<std::unique_ptr<Connection>> m_idle;
    int m_open = 0;
    bool m_closed = false; ///< for the moment
};

/// What is thrown when the file contradicts itself.
[[noreturn]] void throwDamaged(const char* what);

} // namespace atlas
