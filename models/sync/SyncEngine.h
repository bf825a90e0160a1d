// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Time.h"
#include "models/sync/SyncReport.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace atlas {

class ApiClient;
class SqliteStore;
class SyncRun;

/// Brings what a server has and a store lacks into the store: finds the clusters and label keys, plans the missing
/// windows, fetches them newest first, at most four at a time, and commits the rows of each window together with its
/// coverage entry. A failing endpoint does not stop the others. Endpoints that older servers lack are made up for:
/// names come from the rows, label keys from the snapshots' annotations and two usual guesses.
///
/// Lives in the thread of its client. One sync at a time.
class SyncEngine : public QObject
{
    Q_OBJECT
public:
    /// All three outlive the engine.
    SyncEngine(ApiClient& client, SqliteStore& store, const Clock& clock, QObject* parent = nullptr);
    /// Gives up a sync under way; its future is cancelled, and what was committed stays.
    ~SyncEngine() override;

    /// Fails as a whole only where nothing can be done: no cluster can be found, the server wants a token (AUTH), an
    /// unknown cluster is asked for (USAGE, naming those that exist), the store cannot be written (CACHE), or a sync is
    /// under way already (USAGE). Everything else is told by the report.
    QFuture<Result<SyncReport>> sync(const SyncRequest& request);
    bool isBusy() const;

signals:
    void progress(const atlas::SyncProgress& progress);

private:
    ApiClient& m_client;
    SqliteStore& m_store;
    const Clock& m_clock;
    std::unique_ptr<SyncRun> m_run;
};

} // namespace atlas
