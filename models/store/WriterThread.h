// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/WritingConnection.h"

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
/// does (two connections that reset a log at once can damage it in the SQLite versions in the field). After a failed
/// write it tries by itself, now and then, whether writing is possible again.
class WriterThread
{
public:
    using Committed = std::function<void(const CommitOutcome&)>;

    /// `committed` is called on the thread after each commit, before its future is ready; the callbacks of the setup
    /// are called on it, too.
    WriterThread(WritingConnection::Setup setup, std::unique_ptr<sqlite::Database> database, Committed committed);
    ~WriterThread();
    WriterThread(const WriterThread&) = delete;
    WriterThread& operator=(const WriterThread&) = delete;

    QFuture<Result<CommitStats>> commit(RowBatch batch);
    /// A piece of work that can wait, on the writing thread: called when no commit waits and the store can be written
    /// to, again and again until it returns false; commits go first between two calls. It makes its own transactions,
    /// short ones. What it throws counts as a failed write, and it is not called again. Pieces are worked off one after
    /// the other; those that are left when the thread ends are dropped.
    using Piece = std::function<bool(sqlite::Database&)>;
    void post(Piece piece);
    /// Another file was seen in the place of the opened one: looks at it soon.
    void lookAtFile();
    /// Writes the commits that wait, then ends the thread. The connection stays open until destruction.
    void finish();

    /// From any thread.
    StoreHealth health() const { return m_file.health(); }
    FileIdentity fileIdentity() const { return m_file.identity(); }

private:
    struct Job
    {
        RowBatch batch;
        QPromise<Result<CommitStats>> promise;
    };

    void run();
    bool waitForWork(std::unique_lock<std::mutex>& lock);
    void commitJob(Job job);
    void workOnPiece();

    const std::chrono::milliseconds m_probeInterval;
    WritingConnection m_file;
    Committed m_committed;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    std::deque<Piece> m_pieces;
    bool m_lookAtFile = false;
    bool m_finishing = false;
    std::thread m_thread; ///< last: starts when all else is there
};

} // namespace atlas
