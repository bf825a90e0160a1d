// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/LiveWorker.h"

#include "models/domain/Async.h"

namespace atlas {

LiveWorker::LiveWorker(ApiConfig config, SqliteStore& store, const Clock& clock)
    : m_config(std::move(config))
    , m_store(store)
    , m_clock(clock)
{
}

void LiveWorker::run(const SyncRequest& request)
{
    if (m_engine)
        sync(request);
    else
        probe(request);
}

void LiveWorker::probe(const SyncRequest& request)
{
    m_client = std::make_unique<ApiClient>(m_config);
    whenDone(m_client->probeBasePath(m_config.baseUrl), this, [this, request](Result<ProbeResult> found) {
        if (!found) {
            emit finished(tl::unexpected(found.error()));
            return;
        }
        m_config.baseUrl = found->baseUrl;
        m_client = std::make_unique<ApiClient>(m_config);
        m_engine = std::make_unique<SyncEngine>(*m_client, m_store, m_clock);
        connect(m_engine.get(), &SyncEngine::progress, this, &LiveWorker::progress);
        sync(request);
    });
}

void LiveWorker::sync(const SyncRequest& request)
{
    whenDone(m_engine->sync(request), this, [this](const Result<SyncReport>& result) { emit finished(result); });
}

} // namespace atlas
