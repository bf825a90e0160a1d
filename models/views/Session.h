// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/AlertRules.h"
#include "models/analysis/Usage.h"
#include "models/domain/Connection.h"
#include "models/domain/Error.h"
#include "models/domain/Ledger.h"
#include "models/domain/Time.h"
#include "models/store/StoreReader.h"

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace atlas {

enum class SessionState : std::uint8_t {
    Loading, ///< nothing has come from the source yet
    Fresh,
    Stale, ///< the last success is long ago
    Partial, ///< some of what was asked did not come
    LoginNeeded,
    Blocked, ///< the source cannot be used as it is configured
    ReadOnly, ///< an opened file: nothing will change
};

/// How the source of the data is doing: what the status strip shows.
struct SessionStatus
{
    SessionState state = SessionState::Loading;
    QString source; ///< "API gpu.example.org", "File sample.atlas"
    std::optional<Instant> lastSuccess; ///< when everything that was asked came last
    std::optional<Error> error; ///< why the state is not Fresh; its message is shown
    std::int64_t rejectedRows = -1; ///< rows the source sent and the store refused; -1: not counted
    bool busy = false;
    bool inBackground = false; ///< busy, and nothing that is shown waits for it
    QString activity; ///< "namespaces of prod-a", while busy
    int done = 0, total = 0; ///< progress of the activity; total 0: unknown

    friend bool operator==(const SessionStatus&, const SessionStatus&) = default;
};

/// What a GPU costs for an hour.
struct GpuPrice
{
    double perGpuHour = 0;
    QString currency; ///< "EUR"

    friend bool operator==(const GpuPrice&, const GpuPrice&) = default;
};

/// A file that was opened. Nobody vouches for what it says: all texts are plain text from outside.
struct OpenedSource
{
    QString path;
    bool isBundle = false; ///< else recorded replies
    std::vector<std::string> clusters; ///< as the store names them
    TimeRange range;
    std::int64_t rows = 0, snapshots = 0, rejectedRows = 0;
    std::vector<std::pair<QString, QString>> skipped; ///< files in it that were not understood, and why
    // Of a bundle:
    Instant created{};
    QString version; ///< of the program that wrote it
    QByteArray digest; ///< hex
    QString notes;
    std::vector<AlertRule> rules; ///< offered, not taken
    QMap<QString, QString> display; ///< "zone", "link", "currency", "price" ...: how who wrote it saw it
};

/// An open source of data: a store to read, and what keeps it filled. Pages read the store and never know whether a
/// server, a file or a sample is behind it. GUI thread; the programs under app/ implement it.
class Session : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Lives as long as the session.
    virtual StoreReader& store() = 0;
    virtual SessionStatus status() const = 0;
    /// Asks the source again for what may have changed. Data arrive through StoreReader::changed().
    virtual void refresh() = 0;
    /// Makes sure the hours of a range will be in the store, if the source has them; all clusters if `clusters` is
    /// empty. Cheap to call often.
    virtual void ensureRange(const QStringList& clusters, TimeRange range) = 0;
    /// Whether new data can arrive (decides what "now" is, and whether refreshing makes sense).
    virtual bool isLive() const = 0;
    /// Where each cluster stands; empty for a source that never changes.
    virtual std::vector<ClusterStatus> clusterStatuses() const { return {}; }
    /// Asks one connection again (all if empty), also one that waits for a login or is blocked.
    virtual void retry(const QString& connection) = 0;
    /// Gives up what is under way; what came stays.
    virtual void cancel() = 0;
    /// Whether the source's data are kept and for how long; nullopt where that is not the source's affair.
    virtual std::optional<RetentionPolicy> retention() const { return std::nullopt; }
    virtual void setRetention(const RetentionPolicy&) { }
    /// The files that it shows, where it is files that were opened.
    virtual std::vector<OpenedSource> openedSources() const { return {}; }
    /// Whether figures are read as the files' display settings say: zone, price, what hours count.
    virtual bool followsFiles() const { return false; }
    virtual void setFollowsFiles(bool) { }
    // Settings of the connection that a cluster is from.

    /// How its figures are to be read.
    virtual UsageOptions usageOptions(const QString&) const { return {}; }
    /// The IANA zone to show it in; empty: the window's own.
    virtual QByteArray displayZone(const QString&) const { return {}; }
    /// nullopt where none is set.
    virtual std::optional<GpuPrice> price(const QString&) const { return std::nullopt; }

signals:
    void statusChanged();
    /// usageOptions(), displayZone() or price() of some cluster are others now.
    void settingsChanged();
};

} // namespace atlas
