// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/WritingConnection.h"

#include "models/store/Schema.h"
#include "models/store/StoreText.h"

#include <QFileInfo>

namespace atlas {

namespace {

constexpr std::int64_t megabyte = 1 << 20;
constexpr std::int64_t frameHeader = 24; // of a page in the log

/// About what a batch adds to the log, and, once more, to the file. Pages are written whole, so that little costs much.
std::int64_t bytesOf(const RowBatch& batch)
{
    constexpr std::int64_t base = megabyte / 2, row = 400, snapshot = 64 << 10, note = 1 << 10;
    const auto rows = batch.clusters.size() + batch.namespaces.size() + batch.dimensions.size();
    const auto notes = batch.coverage.size() + batch.rejected.size() + batch.requests.size() + batch.fieldFaults.size();
    return base + row * std::int64_t(rows + 2 * batch.workloads.size())
        + snapshot * std::int64_t(batch.snapshots.size()) + note * std::int64_t(notes);
}

Error diskFull(std::int64_t bytes, const QString& detail)
{
    const auto megabytes = std::max<std::int64_t>(1, (bytes + megabyte - 1) / megabyte);
    return Error{ErrorClass::Cache,
        StoreText::tr("The disk of the store is full: %1 MB are needed. Nothing of this batch was stored, older data "
                      "are whole. Free some space; storing goes on by itself.")
            .arg(megabytes),
        detail, 0, {}};
}

Error cacheError(const QString& message, const QString& detail)
{
    return Error{ErrorClass::Cache, message, detail, 0, {}};
}

Error fileIsGone(const QString& path)
{
    return cacheError(StoreText::tr("The store's file was moved or removed while it was open. Nothing was stored; put "
                                    "it back, or a new one is begun in a while."),
        path);
}

StoreHealth::State stateOf(sqlite::Trouble trouble)
{
    switch (trouble) {
    case sqlite::Trouble::NoSpace:
        return StoreHealth::State::Full;
    case sqlite::Trouble::NotWritable:
        return StoreHealth::State::ReadOnly;
    default:
        return StoreHealth::State::Broken;
    }
}

} // namespace

WritingConnection::WritingConnection(Setup setup, std::unique_ptr<sqlite::Database> database)
    : m_setup(std::move(setup))
    , m_identity(m_setup.place.inMemory ? FileIdentity{} : identityOf(m_setup.place.path))
{
    if (database) {
        adopt(std::move(database));
    } else if (!m_setup.place.isShared()) {
        m_readersAreBlind = true;
        m_needed = megabyte;
        m_trouble = StoreHealth{StoreHealth::State::Full, diskFull(m_needed, m_setup.place.path)};
    }
    if (m_setup.place.network) {
        m_warning = cacheError(
            StoreText::tr("The store lies on a network drive. It is written without a log and by this program alone, "
                          "which is slower; choose a folder on a local disk if you can."),
            m_setup.place.path);
    }
}

CommitOutcome WritingConnection::write(const RowBatch& batch)
{
    CommitOutcome outcome;
    onDatabase(bytesOf(batch), [&](sqlite::Database& db) { outcome = batchWriter(db).write(batch); });
    return outcome;
}

bool WritingConnection::run(const std::function<bool(sqlite::Database&)>& work)
{
    bool goesOn = false;
    onDatabase(0, [&](sqlite::Database& db) { goesOn = work(db); });
    return goesOn;
}

void WritingConnection::probe()
{
    if (isWaitingForSpace())
        return;
    try {
        onDatabase(0, [](sqlite::Database& db) {
            // A real change: SQLite does not write what is the same.
            sqlite::Transaction transaction(db, "BEGIN IMMEDIATE");
            countCommit(db);
            transaction.commit();
        });
        tidyLog();
    } catch (const sqlite::Failure&) {
        // Known now, and tried again later.
    }
}

/// There is less than the failed batch needs. (Moving the log into the file may need none at all: that is tried.)
bool WritingConnection::isWaitingForSpace() const
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_trouble || m_trouble->state != StoreHealth::State::Full)
            return false;
    }
    const auto free = freeBytes(m_setup.place.path);
    return free >= 0 && free < m_needed;
}

/// Runs work that writes about `bytes` bytes.
void WritingConnection::onDatabase(std::int64_t bytes, const Work& work)
{
    try {
        followFile();
        if (m_setup.place.isShared())
            onShared(work);
        else
            onOwn(bytes, work);
    } catch (const sqlite::Failure& failed) {
        fail(failed, bytes);
    }
    m_checkNeeded = false;
    setTrouble({});
}

void WritingConnection::onOwn(std::int64_t bytes, const Work& work)
{
    if (!m_database)
        reopen();
    makeRoomInLog(bytes);
    work(*m_database);
}

void WritingConnection::onShared(const Work& work)
{
    auto lease = m_setup.readers.borrow();
    lease->limitTime({});
    try {
        if (m_checkNeeded)
            quickCheck(lease->db());
        work(lease->db());
    } catch (const sqlite::Failure& failed) {
        const auto trouble = sqlite::troubleOf(failed);
        if (!m_setup.place.inMemory && trouble != sqlite::Trouble::None) {
            m_writer.reset();
            lease.discard();
        }
        throw;
    }
}

BatchWriter& WritingConnection::batchWriter(sqlite::Database& db)
{
    if (!m_writer)
        m_writer = std::make_unique<BatchWriter>(db);
    return *m_writer;
}

/// Remembers what a failed write says about the next one, and passes it on.
void WritingConnection::fail(const sqlite::Failure& failed, std::int64_t bytes)
{
    const auto trouble = sqlite::troubleOf(failed);
    if (trouble == sqlite::Trouble::None)
        throw failed;
    // After a failed write or sync the state behind a connection is not known: never write through it again. A full
    // disk alone is refused in good order.
    if ((failed.code() & 0xff) != SQLITE_FULL && !m_setup.place.inMemory) {
        m_writer.reset();
        m_database.reset();
        m_checkNeeded = true;
    }
    auto error = failed.error();
    if (trouble == sqlite::Trouble::NoSpace) {
        if (bytes > 0 || m_needed == 0)
            m_needed = std::max(2 * bytes, megabyte);
        error = diskFull(m_needed, failed.error().detail);
    }
    setTrouble(StoreHealth{stateOf(trouble), error});
    throw sqlite::Failure(error, failed.code(), failed.systemCode());
}

void WritingConnection::reopen()
{
    auto database = openWriter(m_setup.place);
    if (m_checkNeeded)
        quickCheck(*database);
    adopt(std::move(database));
    if (m_readersAreBlind)
        m_setup.readers.renew([] {});
    m_readersAreBlind = false;
}

void WritingConnection::adopt(std::unique_ptr<sqlite::Database> database)
{
    m_writer.reset();
    m_database = std::move(database);
    m_pageSize = m_database->scalar("PRAGMA page_size");
    m_logBytes = QFileInfo(m_setup.place.path + QStringLiteral("-wal")).size();
    sqlite3_wal_hook(
        m_database->handle(),
        [](void* self, sqlite3*, const char*, int pages) {
            auto& me = *static_cast<WritingConnection*>(self);
            me.m_logBytes = pages * (me.m_pageSize + frameHeader);
            return SQLITE_OK;
        },
        this);
}

void WritingConnection::tidyLog()
{
    const auto& limits = m_setup.place.limits;
    if (!m_database)
        return;
    if (m_logBytes < limits.checkpointLog) {
        setLogTrouble({});
        return;
    }
    int pages = 0, moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(m_database->handle(), nullptr,
        m_logBytes < limits.truncateLog ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE, &pages, &moved);
    if (code == SQLITE_OK) {
        if (pages == moved)
            m_logBytes = 0; // the next write begins it anew
        setLogTrouble({});
        return;
    }
    // What could not be moved is in the log still.
    const auto failed = sqlite::failureOf(m_database->handle(), code);
    const auto trouble = sqlite::troubleOf(failed);
    if (trouble == sqlite::Trouble::None)
        return; // a reader is in the way: again after the next commit
    if (trouble == sqlite::Trouble::NoSpace) {
        m_needed = m_logBytes;
        setLogTrouble(StoreHealth{StoreHealth::State::Full, diskFull(m_needed, failed.error().detail)});
    }
    if ((code & 0xff) != SQLITE_FULL) {
        m_writer.reset();
        m_database.reset();
        m_checkNeeded = true;
        if (trouble != sqlite::Trouble::NoSpace)
            setTrouble(StoreHealth{stateOf(trouble), failed.error()});
    }
}

void WritingConnection::makeRoomInLog(std::int64_t bytes)
{
    if (m_logBytes == 0 || m_logBytes + bytes <= m_setup.place.limits.mostLog)
        return;
    const int code =
        sqlite3_wal_checkpoint_v2(m_database->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code == SQLITE_OK)
        m_logBytes = 0;
    else
        throw sqlite::failureOf(m_database->handle(), code); // busy: the reader has to end first
}

void WritingConnection::followFile()
{
    const auto& place = m_setup.place;
    if (place.inMemory)
        return;
    const auto present = identityOf(place.path);
    if (m_isFollowed && present == identity() && !present.isNone()) {
        m_missingSince.reset();
        return;
    }
    if (present.isNone()) {
        // It may be on its way back: only after a while a new one takes its place.
        const auto now = std::chrono::steady_clock::now();
        if (!m_missingSince)
            m_missingSince = now;
        if (now - *m_missingSince < place.limits.probe) {
            const auto error = fileIsGone(place.path);
            setTrouble(StoreHealth{StoreHealth::State::Broken, error});
            throw sqlite::Failure(error);
        }
    }
    takeFileInPlace(present);
}

void WritingConnection::takeFileInPlace(FileIdentity present)
{
    m_isFollowed = false;
    {
        const std::lock_guard lock(m_mutex);
        m_identity = present; // readers need not point it out again
    }
    try {
        // While nobody reads: two files under one name would use the same log and the same index of it.
        m_setup.readers.renew([&] {
            foldLogInto();
            m_writer.reset();
            m_database.reset();
            m_checkNeeded = true;
            checkLock();
            if (const auto usable = inspectStoreFile(m_setup.place.path); !usable)
                throw sqlite::Failure(usable.error());
            m_readersAreBlind = false; // new ones are lent right after this
            if (!m_setup.place.isShared())
                reopen();
        });
    } catch (const sqlite::Failure& failed) {
        if (sqlite::troubleOf(failed) == sqlite::Trouble::None)
            setTrouble(StoreHealth{StoreHealth::State::Broken, failed.error()});
        throw;
    }
    const bool begun = present.isNone();
    m_missingSince.reset();
    m_isFollowed = true;
    {
        const std::lock_guard lock(m_mutex);
        m_identity = identityOf(m_setup.place.path);
        m_warning = begun ? cacheError(StoreText::tr("The store's file was gone, and a new one was begun. What it held "
                                                     "is fetched again as far as the servers have it."),
                        m_setup.place.path)
                          : cacheError(StoreText::tr("The store's file was replaced by another while it was open. That "
                                                     "one was checked and is in use now."),
                              m_setup.place.path);
    }
    m_setup.replaced();
    m_setup.healthChanged();
}

/// Puts what the log holds into the file that it belongs to, wherever that is now, and empties it: whatever file is
/// opened at this place next must not find it.
void WritingConnection::foldLogInto()
{
    if (!m_database)
        return;
    const int code =
        sqlite3_wal_checkpoint_v2(m_database->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK)
        throw sqlite::failureOf(m_database->handle(), code);
}

/// The lock went with the folder, if the whole folder was replaced.
void WritingConnection::checkLock()
{
    if (m_setup.lock->isInPlace())
        return;
    auto taken = LockFile::take(m_setup.place.path + QStringLiteral(".lock"));
    if (!taken)
        throw sqlite::Failure(taken.error());
    m_setup.lock = std::move(*taken);
}

StoreHealth WritingConnection::health() const
{
    const std::lock_guard lock(m_mutex);
    if (m_trouble)
        return *m_trouble;
    if (m_logTrouble)
        return *m_logTrouble;
    auto health = m_setup.whenWell;
    if (m_warning)
        health.error = m_warning;
    return health;
}

bool WritingConnection::isWell() const
{
    const std::lock_guard lock(m_mutex);
    return !m_trouble && !m_logTrouble;
}

FileIdentity WritingConnection::identity() const
{
    const std::lock_guard lock(m_mutex);
    return m_identity;
}

void WritingConnection::setTrouble(std::optional<StoreHealth> trouble)
{
    const auto before = health();
    {
        const std::lock_guard lock(m_mutex);
        m_trouble = std::move(trouble);
    }
    tellIfChanged(before);
}

void WritingConnection::setLogTrouble(std::optional<StoreHealth> trouble)
{
    const auto before = health();
    {
        const std::lock_guard lock(m_mutex);
        m_logTrouble = std::move(trouble);
    }
    tellIfChanged(before);
}

void WritingConnection::tellIfChanged(const StoreHealth& before)
{
    if (health() != before)
        m_setup.healthChanged();
}

} // namespace atlas
