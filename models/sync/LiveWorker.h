// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiClient.h"
#include "models/sync/SyncEngine.h"

#include <QObject>

#include <memory>

namespace atlas {

/// The part of LiveSync that lives in the fetching thread: finds the base path of the given URL once, then syncs.
class LiveWorker : public QObject
{
    Q_OBJECT
public:
    LiveWorker(ApiConfig config, SqliteStore& store, const Clock& clock);

    /// Called in the worker's thread; ends with finished().
    void run(const SyncRequest& request);

signals:
    void progress(const atlas::SyncProgress& progress);
    void finished(const tl::expected<atlas::SyncReport, atlas::Error>& result);

private:
    void probe(const SyncRequest& request);
    void sync(const SyncRequest& request);

    ApiConfig m_config;
    SqliteStore& m_store;
    const Clock& m_clock;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<SyncEngine> m_engine; ///< null until the base path is known
};

} // namespace atlas
