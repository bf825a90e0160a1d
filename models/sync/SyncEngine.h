// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Time.h"
#include "models/sync/SyncMemory.h"
#include "models/sync/SyncReport.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace atlas {

class ApiClient;
class SqliteStore;
class SyncRun;

/// Brings what a server has and a store lacks into the store: finds the clusters and label keys, plans the missing
/// windows (FetchPlanner.h), fetches them, the visible ones and then the newest first, at most four at a time, and
/// commits the rows of each window together with its coverage entry, and the log of the requests.
///
/// Windows are cut so that an answer has fewer than 1000 rows, as far as the density of the rows is known: from the
/// ledger, from earlier answers, or from a first narrow window. A window has at least one hour: where one hour alone
/// has more rows (workloads of large clusters), it is walked page by page, and a year of those takes as many requests
/// as it has hours. How far back they are fetched is for the caller to limit.
///
/// A failing window fails alone, a failing endpoint does not stop the others. One that is forbidden (403) is not asked
/// for an hour, one that the server lacks for a day; after three failures in a row, or where the server is out of
/// reach, an endpoint rests until the next sync; a server that asks to wait (THROTTLED), or is out of reach four times
/// in a row, is asked nothing more. What
/// older servers lack is made up for: names come from the rows, label keys from the snapshots' annotations and two
/// usual guesses.
///
/// Remembers from sync to sync what costs requests: names, keys, what is missing or forbidden, densities. Keep one as
/// long as its server and token stay the same. Lives in the thread of its client. One sync at a time.
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
    /// Ends the sync under way at once: its future gets the report of what was done until then, marked as cancelled.
    /// Replies under way are dropped; windows that had arrived whole are still stored, no other. Nothing if idle.
    void cancel();

signals:
    void progress(const atlas::SyncProgress& progress);

private:
    ApiClient& m_client;
    SqliteStore& m_store;
    const Clock& m_clock;
    SyncMemory m_memory;
    std::unique_ptr<SyncRun> m_run;
};

} // namespace atlas
