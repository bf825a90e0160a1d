// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/BatchWriter.h"
#include "models/store/Connection.h"
#include "models/store/FileSystem.h"
#include "models/store/LockFile.h"
#include "models/store/StorePlace.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace atlas {

/// The connection that writes a store, through all that may happen to its file: after a failure that leaves its state
/// unknown it is opened again and checked before the next write, and when another file has taken the place of the
/// opened one, that one is checked and used. Keeps the log small. Knows whether the store can be written to.
///
/// For the writing thread only, unless stated.
class WritingConnection
{
public:
    struct Setup
    {
        StorePlace place;
        ConnectionPool& readers; ///< of a shared place: lends the one connection that there is
        std::unique_ptr<LockFile> lock; ///< null for a store in memory
        StoreHealth whenWell; ///< what health() tells as long as nothing fails
        std::function<void()> healthChanged;
        std::function<void()> replaced; ///< everything that was read before is of another file
    };
    /// `database`: null where the place is shared, and where opening it failed for want of space.
    WritingConnection(Setup setup, std::unique_ptr<sqlite::Database> database);

    /// Stores a batch; throws sqlite::Failure, and then nothing of it is there.
    CommitOutcome write(const RowBatch& batch);
    /// Runs other work that writes; throws what that throws.
    bool run(const std::function<bool(sqlite::Database&)>& work);
    /// Moves the log into the file when it has grown.
    void tidyLog();
    /// Finds out whether the store can be written to again.
    void probe();
    /// Takes up the file that is in the place of the opened one, if there is another.
    void followFile();

    /// From any thread.
    StoreHealth health() const;
    bool isWell() const;
    /// The file that was opened, or was to be, last. From any thread.
    FileIdentity identity() const;

private:
    using Work = std::function<void(sqlite::Database&)>;
    void onDatabase(std::int64_t bytes, const Work& work);
    void onOwn(std::int64_t bytes, const Work& work);
    void onShared(const Work& work);
    BatchWriter& batchWriter(sqlite::Database& db);

    void reopen();
    void adopt(std::unique_ptr<sqlite::Database> database);
    void takeFileInPlace(FileIdentity present);
    void foldLogInto();
    void makeRoomInLog(std::int64_t bytes);
    void checkLock();
    bool isWaitingForSpace() const;

    [[noreturn]] void fail(const sqlite::Failure& failed, std::int64_t bytes);
    void setTrouble(std::optional<StoreHealth> trouble);
    void setLogTrouble(std::optional<StoreHealth> trouble);
    void tellIfChanged(const StoreHealth& before);

    Setup m_setup;
    std::unique_ptr<sqlite::Database> m_database; ///< null: opened before the next write
    std::unique_ptr<BatchWriter> m_writer; ///< of that connection
    bool m_checkNeeded = false;
    bool m_isFollowed = true; ///< the file of m_identity is the one that was opened
    bool m_readersAreBlind = false; ///< they read without the log, because there was no room for its index
    std::int64_t m_pageSize = 0;
    std::int64_t m_logBytes = 0; ///< in use
    std::int64_t m_needed = 0; ///< bytes, of the last write that found no space
    std::optional<std::chrono::steady_clock::time_point> m_missingSince;

    mutable std::mutex m_mutex; ///< of what follows
    FileIdentity m_identity;
    std::optional<StoreHealth> m_trouble, m_logTrouble;
    std::optional<Error> m_warning;
};

} // namespace atlas
