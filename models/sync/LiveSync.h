// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Time.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

struct ApiConfig;
class SqliteStore;

/// How much the data on the screen can be trusted to be the server's newest.
enum class SyncState {
    Fresh, ///< the last complete fetch is at most two intervals old
    Stale, ///< it is older, or there was none yet
    Partial, ///< some endpoints failed; what came was kept
    LoginNeeded, ///< the server wants a (different) token; nothing is asked until there is one
    Blocked, ///< the server cannot be used as it is configured: certificate, redirect, not this kind of server
    ReadOnly, ///< the store cannot be written; what it holds is shown
};

struct SyncStatus
{
    SyncState state = SyncState::Stale;
    bool busy = false; ///< requests are under way
    std::optional<Instant> lastSuccess; ///< when everything that was asked last came; nullopt: never
    std::optional<Error> error; ///< of the last cycle; its message is the sentence to show
    QString progress; ///< "namespaces of prod-a", while busy
    int done = 0, total = 0; ///< windows fetched, of how many, while busy

    friend bool operator==(const SyncStatus&, const SyncStatus&) = default;
};

/// Keeps a store in step with one server: fetches what a view wants to see and the store does not have, then the
/// hourly rows once an hour and the snapshots every five minutes. Data reach the screen through the store's
/// changed() signal, never from here. Fetching, decoding and writing happen in a thread of its own.
///
/// Lives in the thread of its creator (the window's). `store` and `clock` outlive it.
class LiveSync : public QObject
{
    Q_OBJECT
public:
    LiveSync(const ApiConfig& config, SqliteStore& store, const Clock& clock, QObject* parent = nullptr);
    ~LiveSync() override;

    /// Begins: fetches the snapshots, the hours of `visible` of all clusters, and sets the timers.
    void start(TimeRange visible);
    /// Makes sure that the hours of `range` are asked for, where the store does not have them; all the server's
    /// clusters if `clusters` is empty. Replaces the range that is kept fresh. Calls during a cycle merge into one.
    void ensureRange(const std::vector<std::string>& clusters, TimeRange range);
    /// Asks again for everything that may have changed on the server. Calls during a cycle merge into one.
    void refresh();

    SyncStatus status() const;

signals:
    void statusChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
