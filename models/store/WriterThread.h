// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/BatchWriter.h"
#include "models/store/Connection.h"

#include <QFuture>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace atlas {

/// The one thread that writes a store. It also checkpoints, after the answer to a commit was given, and nobody else
/// does (two connections that reset a log at once can damage it in the SQLite versions in the field).
class WriterThread
{
public:
    using Committed = std::function<void(const CommitOutcome&)>;

    /// `committed` is called on the thread after each commit, before its future is ready.
    WriterThread(std::unique_ptr<sqlite::Database> database, QString path, Committed committed);
    /// For a store in memory: borrows its only connection for each commit.
    WriterThread(ConnectionPool& connections, Committed committed);
    ~WriterThread();
    WriterThread(const WriterThread&) = delete;
    WriterThread& operator=(const WriterThread&) = delete;

    QFuture<Result<CommitStats>> commit(RowBatch batch);
    /// A piece of work that can wait, on the writing thread: called when no commit waits, again and again until it
    /// returns false; commits go first between two calls. It makes its own transactions, short ones. What it throws
    /// counts as a failed write, and it is not called again. Pieces are worked off one after the other; those that are
    /// left when the thread ends are dropped.
    using Piece = std::function<bool(sqlite::Database&)>;
    void post(Piece piece);
    /// Writes the commits that wait, then ends the thread. The connection stays open until destruction.
    void finish();

private:
    struct Job
    {
        RowBatch batch;
        QPromise<Result<CommitStats>> promise;
    };

    void run();
    void commitJob(Job job);
    void workOnPiece();
    Result<CommitOutcome> write(const RowBatch& batch);
    CommitOutcome writeToFile(const RowBatch& batch);
    void reopen();
    void checkpoint();

    std::unique_ptr<sqlite::Database> m_database; ///< null: reopened before the next write
    std::unique_ptr<BatchWriter> m_writer;
    ConnectionPool* m_connections = nullptr;
    const QString m_path;
    std::pair<std::uint64_t, std::uint64_t> m_fileIdentity{}; ///< device and inode
    Committed m_committed;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    std::deque<Piece> m_pieces;
    bool m_finishing = false;
    std::thread m_thread; ///< last: starts when all else is there
};

} // namespace atlas
