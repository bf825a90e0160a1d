// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Connection.h"

namespace atlas {

namespace {
// A connection remembers this many names of each kind, then starts anew: pods come and go by the million.
constexpr std::size_t rememberedNames = 100'000;
} // namespace

void throwDamaged(const char* what)
{
    throw sqlite::Failure(sqlite::describe(SQLITE_CORRUPT, what), SQLITE_CORRUPT);
}

void Connection::limitTime(std::optional<std::chrono::milliseconds> limit)
{
    using Clock = std::chrono::steady_clock;
    constexpr int instructions = 2000; // of SQLite's machine between two looks at the clock
    if (!limit && !m_stop) {
        sqlite3_progress_handler(db().handle(), 0, nullptr, nullptr);
        return;
    }
    m_deadline = limit ? Clock::now() + *limit : Clock::time_point::max();
    sqlite3_progress_handler(
        db().handle(), instructions,
        [](void* self) -> int {
            const auto& me = *static_cast<const Connection*>(self);
            return Clock::now() > me.m_deadline || (me.m_stop && me.m_stop());
        },
        this);
}

std::optional<std::int64_t> Connection::clusterId(const std::string& cluster)
{
    sqlite::Query query(db(), "SELECT id FROM cluster WHERE name=?1");
    query->bind(1, std::string_view(cluster));
    return query->step() ? std::optional(query->integer(0)) : std::nullopt;
}

std::optional<std::int64_t> Connection::scopeId(const GridScope& scope)
{
    const bool dimension = scope.level == Level::Dimension;
    sqlite::Query query(db(),
        "SELECT s.id FROM scope s JOIN cluster c ON c.id=s.cluster WHERE c.name=?1 AND s.level=?2 AND "
        "s.dimension_type=?3 AND s.dimension_key=?4");
    query->bind(1, std::string_view(scope.cluster));
    query->bind(2, std::int64_t(scope.level));
    query->bind(3, std::int64_t(dimension ? scope.dimension.type : DimensionType::Label));
    query->bind(4, dimension ? std::string_view(scope.dimension.key) : std::string_view());
    return query->step() ? std::optional(query->integer(0)) : std::nullopt;
}

const SubjectName& Connection::subject(std::int64_t id)
{
    if (const auto it = m_subjects.find(id); it != m_subjects.end())
        return it->second;
    if (m_subjects.size() >= rememberedNames)
        m_subjects.clear();
    sqlite::Query query(db(), "SELECT name, namespace, type FROM subject WHERE id=?1");
    query->bind(1, id);
    if (!query->step())
        throwDamaged("a row without a name");
    return m_subjects
        .emplace(id, SubjectName{std::string(query->text(0)), std::string(query->text(1)), std::string(query->text(2))})
        .first->second;
}

const std::string& Connection::text(std::int64_t id)
{
    static const std::string none;
    if (id == 0)
        return none;
    if (const auto it = m_texts.find(id); it != m_texts.end())
        return it->second;
    if (m_texts.size() >= rememberedNames)
        m_texts.clear();
    sqlite::Query query(db(), "SELECT value FROM text WHERE id=?1");
    query->bind(1, id);
    if (!query->step())
        throwDamaged("a row without its text");
    return m_texts.emplace(id, std::string(query->blob(0))).first->second;
}

ConnectionPool::Lease ConnectionPool::borrow()
{
    std::unique_lock lock(m_mutex);
    m_returned.wait(lock, [this] { return !m_closed && (!m_idle.empty() || m_open < m_limit); });
    std::unique_ptr<Connection> connection;
    if (!m_idle.empty()) {
        connection = std::move(m_idle.back());
        m_idle.pop_back();
    } else {
        ++m_open;
        lock.unlock();
        try {
            connection = m_opener();
        } catch (...) {
            giveBack(nullptr);
            throw;
        }
    }
    connection->limitTime(m_readLimit);
    return {*this, std::move(connection)};
}

void ConnectionPool::giveBack(std::unique_ptr<Connection> connection)
{
    {
        const std::lock_guard lock(m_mutex);
        if (connection)
            m_idle.push_back(std::move(connection));
        else
            --m_open;
    }
    m_returned.notify_all();
}

void ConnectionPool::close()
{
    renew([] {});
}

void ConnectionPool::renew(const std::function<void()>& meanwhile)
{
    {
        std::unique_lock lock(m_mutex);
        m_returned.wait(lock, [this] { return !m_closed; });
        m_closed = true;
        m_returned.wait(lock, [this] { return int(m_idle.size()) == m_open; });
        m_idle.clear();
        m_open = 0;
    }
    const auto lendAgain = [this] {
        const std::lock_guard lock(m_mutex);
        m_closed = false;
        m_returned.notify_all();
    };
    try {
        meanwhile();
    } catch (...) {
        lendAgain();
        throw;
    }
    lendAgain();
}

} // namespace atlas
