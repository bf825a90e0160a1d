// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/WriterThread.h"

namespace atlas {

WriterThread::WriterThread(
    WritingConnection::Setup setup, std::unique_ptr<sqlite::Database> database, Committed committed)
    : m_probeInterval(setup.place.limits.probe)
    , m_file(std::move(setup), std::move(database))
    , m_committed(std::move(committed))
    , m_thread([this] { run(); })
{
}

WriterThread::~WriterThread()
{
    finish();
}

void WriterThread::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_finishing = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

QFuture<Result<CommitStats>> WriterThread::commit(RowBatch batch)
{
    QPromise<Result<CommitStats>> promise;
    promise.start();
    auto future = promise.future();
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({std::move(batch), std::move(promise)});
    }
    m_wake.notify_all();
    return future;
}

void WriterThread::post(Piece piece)
{
    {
        const std::lock_guard lock(m_mutex);
        m_pieces.push_back(std::move(piece));
    }
    m_wake.notify_all();
}

void WriterThread::lookAtFile()
{
    {
        const std::lock_guard lock(m_mutex);
        m_lookAtFile = true;
    }
    m_wake.notify_all();
}

/// False: it is time to try whether the store can be written to again.
bool WriterThread::waitForWork(std::unique_lock<std::mutex>& lock)
{
    const bool well = m_file.isWell();
    const auto work = [&] { return m_finishing || m_lookAtFile || !m_jobs.empty() || (well && !m_pieces.empty()); };
    if (well) {
        m_wake.wait(lock, work);
        return true;
    }
    return m_wake.wait_for(lock, m_probeInterval, work);
}

void WriterThread::run()
{
    for (;;) {
        std::unique_lock lock(m_mutex);
        const bool work = waitForWork(lock);
        if (!m_jobs.empty()) {
            auto job = std::move(m_jobs.front());
            m_jobs.pop_front();
            lock.unlock();
            commitJob(std::move(job));
        } else if (m_finishing) {
            return;
        } else if (!work || m_lookAtFile) {
            m_lookAtFile = false;
            lock.unlock();
            (void)sqlite::guarded([&] { return m_file.probe(), true; }); // what it found out is in health()
            continue;
        } else {
            lock.unlock();
            workOnPiece();
        }
        m_file.tidyLog();
    }
}

void WriterThread::commitJob(Job job)
{
    const auto outcome = sqlite::guarded([&] { return m_file.write(job.batch); });
    if (outcome) {
        m_committed(*outcome);
        job.promise.addResult(Result<CommitStats>(outcome->stats));
    } else {
        job.promise.addResult(Result<CommitStats>(tl::unexpected<Error>(outcome.error())));
    }
    job.promise.finish();
}

void WriterThread::workOnPiece()
{
    const Piece* front = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        front = &m_pieces.front(); // only this thread takes pieces away, and a deque keeps its elements in place
    }
    const auto goesOn = sqlite::guarded([&] { return m_file.run(*front); });
    if (!goesOn || !*goesOn) {
        Piece done;
        const std::lock_guard lock(m_mutex);
        done.swap(m_pieces.front());
        m_pieces.pop_front();
    }
}

} // namespace atlas
