// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "models/domain/Ledger.h"
#include "models/domain/Time.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace atlas {

class SqliteStore;

/// What is going on at this moment, over all connections.
struct SyncActivity
{
    bool busy = false; ///< requests are under way
    bool inBackground = false; ///< they are, and what is visible does not wait for any of them
    QString text; ///< "namespaces of prod-a"
    int done = 0, total = 0; ///< windows fetched, of how many

    friend bool operator==(const SyncActivity&, const SyncActivity&) = default;
};

struct SyncHubOptions
{
    int maxRequests = 8; ///< in flight, over all connections
    int maxRequestsPerServer = 4;
    std::chrono::hours history{35 * 24}; ///< of clusters, namespaces and labels: kept whole in the background
    std::chrono::hours workloadHistory{7 * 24}; ///< the same of workloads, which are many
    double backfillPerSecond = 2; ///< requests a second to a server for what is older than a day and not visible
    RetentionPolicy retention;
    bool maintenance = true; ///< retention every night, integrity check every week, both when nothing else is under way
};

/// Keeps one store in step with any number of servers: what is visible first, then what is due by the hour, by five
/// minutes and by night, history on demand, gaps again with growing patience. Each cluster has a state of its own, and
/// a failing one changes neither state nor timing of the others. Data reach the screen through the store's changed()
/// signal, never from here. Everything but the bookkeeping happens in one thread of its own.
///
/// Two connections whose servers use the same cluster name: the second one's is stored as "name@connection name", and
/// stays that when the connection is renamed.
///
/// Lives in the thread of its creator (the window's). `store` and `clock` outlive it.
class SyncHub : public QObject
{
    Q_OBJECT
public:
    SyncHub(SqliteStore& store, const Clock& clock, SyncHubOptions options = {}, QObject* parent = nullptr);
    ~SyncHub() override;

    /// Adds a connection, or replaces the one of this id: replies still under way for the old one are dropped unread.
    /// `secret`: token, cookie or header value; empty for none. It is kept in memory only.
    void setConnection(const ConnectionProfile& profile, const QByteArray& secret);
    /// The connection's clusters stay in the store and are no longer fetched, until there is a connection to the same
    /// server again, which goes on with them.
    void removeConnection(const QString& id);

    /// Begins, or changes what is fetched before all else: the hours of `range` of these clusters (names in the store;
    /// empty: all). Calls during a cycle merge into it.
    void setVisible(const QStringList& clusters, TimeRange range);
    /// Asks again for everything that may have changed: one connection, or all if `connection` is empty. Presses during
    /// a cycle merge into one; a pause that a server asked for is overridden once. Also takes up connections that wait
    /// for a login or are blocked.
    void refresh(const QString& connection = {});
    /// Gives up the cycles under way; what was committed stays, and the schedule goes on.
    void cancel();
    void setRetention(const RetentionPolicy& policy);

    /// By connection in the order they were added, then by name.
    std::vector<ClusterStatus> statuses() const;
    SyncActivity activity() const;

signals:
    /// At most once a turn of the event loop.
    void changed();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
