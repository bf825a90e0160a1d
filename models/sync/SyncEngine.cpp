// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SyncEngine.h"

#include "models/store/SqliteStore.h"
#include "models/sync/SyncRun.h"

#include <QPromise>

namespace atlas {

namespace {

QFuture<Result<SyncReport>> failed(ErrorClass cls, const QString& message)
{
    QPromise<Result<SyncReport>> promise;
    promise.start();
    promise.addResult(failure(cls, message));
    promise.finish();
    return promise.future();
}

} // namespace

SyncEngine::SyncEngine(ApiClient& client, SqliteStore& store, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_store(store)
    , m_clock(clock)
{
}

SyncEngine::~SyncEngine() = default;

bool SyncEngine::isBusy() const
{
    return m_run != nullptr;
}

void SyncEngine::cancel()
{
    if (m_run)
        m_run->cancel();
}

QFuture<Result<SyncReport>> SyncEngine::sync(const SyncRequest& request)
{
    if (m_run)
        return failed(ErrorClass::Usage, tr("A sync is under way already."));
    if (m_store.isReadOnly())
        return failed(ErrorClass::Cache, tr("The store is open for reading only; nothing was fetched."));
    if (request.range.isEmpty())
        return failed(ErrorClass::Usage, tr("The range ends before it begins; nothing was fetched."));

    auto promise = std::make_shared<QPromise<Result<SyncReport>>>();
    promise->start();
    const auto future = promise->future();
    const auto done = [this, promise](Result<SyncReport> result) {
        // The run is still on the stack: it dies from the event loop, and what still arrives for it is dropped.
        auto* run = m_run.release();
        run->disconnect();
        run->setParent(this);
        run->deleteLater();
        promise->addResult(std::move(result));
        promise->finish();
    };
    m_run = std::make_unique<SyncRun>(m_client, m_store, m_clock, m_memory, request, done);
    connect(m_run.get(), &SyncRun::progress, this, &SyncEngine::progress);
    m_run->begin();
    return future;
}

} // namespace atlas
