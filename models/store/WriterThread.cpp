// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/WriterThread.h"

#include "models/store/Schema.h"
#include "models/store/StoreText.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

namespace atlas {

namespace {

constexpr qint64 checkpointFrom = qint64(8) << 20; ///< bytes of log
constexpr qint64 truncateFrom = qint64(48) << 20;

std::pair<std::uint64_t, std::uint64_t> identityOf(const QString& path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return {status.st_dev, status.st_ino};
}

} // namespace

WriterThread::WriterThread(std::unique_ptr<sqlite::Database> database, QString path, Committed committed)
    : m_database(std::move(database))
    , m_writer(std::make_unique<BatchWriter>(*m_database))
    , m_path(std::move(path))
    , m_fileIdentity(identityOf(m_path))
    , m_committed(std::move(committed))
    , m_thread([this] { run(); })
{
}

WriterThread::WriterThread(ConnectionPool& connections, Committed committed)
    : m_connections(&connections)
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

void WriterThread::run()
{
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_finishing || !m_jobs.empty() || !m_pieces.empty(); });
        if (!m_jobs.empty()) {
            auto job = std::move(m_jobs.front());
            m_jobs.pop_front();
            lock.unlock();
            commitJob(std::move(job));
        } else if (m_finishing) {
            return;
        } else {
            lock.unlock();
            workOnPiece();
        }
        if (m_database)
            checkpoint();
    }
}

void WriterThread::commitJob(Job job)
{
    const auto outcome = write(job.batch);
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
    const auto goesOn = sqlite::guarded([&] {
        if (m_connections)
            return (*front)(m_connections->borrow()->db());
        if (!m_database)
            reopen();
        return (*front)(*m_database);
    });
    if (!goesOn || !*goesOn) {
        Piece done;
        const std::lock_guard lock(m_mutex);
        done.swap(m_pieces.front());
        m_pieces.pop_front();
    }
}

Result<CommitOutcome> WriterThread::write(const RowBatch& batch)
{
    return sqlite::guarded([&] {
        if (!m_connections)
            return writeToFile(batch);
        auto connection = m_connections->borrow();
        if (!m_writer)
            m_writer = std::make_unique<BatchWriter>(connection->db());
        return m_writer->write(batch);
    });
}

CommitOutcome WriterThread::writeToFile(const RowBatch& batch)
{
    if (identityOf(m_path) != m_fileIdentity) {
        throw sqlite::Failure(Error{ErrorClass::Cache,
            StoreText::tr("The store's file was moved, removed or replaced while it was open. Nothing was stored; put "
                          "it back, or close and open the store again."),
            m_path, 0, {}});
    }
    if (!m_database)
        reopen();
    try {
        return m_writer->write(batch);
    } catch (const sqlite::Failure& failed) {
        // After a failed write or sync the state behind this connection is not known: never write through it again.
        if ((failed.code() & 0xff) == SQLITE_IOERR) {
            m_writer.reset();
            m_database.reset();
        }
        throw;
    }
}

void WriterThread::reopen()
{
    auto database = openWriter(m_path, false);
    sqlite::Statement check(database->handle(), "PRAGMA quick_check(1)");
    if (!check.step() || check.text(0) != "ok")
        throw sqlite::Failure(sqlite::describe(SQLITE_CORRUPT, "quick_check"), SQLITE_CORRUPT);
    m_database = std::move(database);
    m_writer = std::make_unique<BatchWriter>(*m_database);
}

void WriterThread::checkpoint()
{
    const auto log = QFileInfo(m_path + QStringLiteral("-wal")).size();
    if (log < checkpointFrom)
        return;
    // What fails here is in the log still, and is tried again after the next commit.
    sqlite3_wal_checkpoint_v2(m_database->handle(), nullptr,
        log < truncateFrom ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

} // namespace atlas
