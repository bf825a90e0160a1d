// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/PrivateFolder.h"
#include "models/store/SqliteStore.h"
#include "models/sync/SyncHub.h"
#include "models/views/Session.h"

#include <QHash>
#include <QTimer>

#include <map>
#include <memory>

namespace atlas {

/// What is behind an opened store that was made of files.
struct OpenedStore
{
    std::shared_ptr<PrivateFolder> folder; ///< of the store; goes with the last who reads it
    std::vector<OpenedSource> sources;
};

/// An opened store: nothing is asked for, nothing changes.
class OfflineSession final : public Session
{
    Q_OBJECT
public:
    OfflineSession(std::unique_ptr<SqliteStore> store, const QString& source, OpenedStore opened = {});

    StoreReader& store() override { return *m_store; }
    SessionStatus status() const override { return m_status; }
    void refresh() override { }
    void ensureRange(const QStringList&, TimeRange) override { }
    bool isLive() const override { return false; }
    void retry(const QString&) override { }
    void cancel() override { }

    std::vector<OpenedSource> openedSources() const override { return m_opened.sources; }
    bool followsFiles() const override { return m_followsFiles; }
    void setFollowsFiles(bool on) override;
    UsageOptions usageOptions(const QString& cluster) const override;
    QByteArray displayZone(const QString& cluster) const override;
    std::optional<GpuPrice> price(const QString& cluster) const override;

    /// Keeps the store's file for as long as somebody has it; null for a file that stays.
    std::shared_ptr<PrivateFolder> folder() const { return m_opened.folder; }

private:
    /// What the file of a cluster says of how it is to be shown; empty where that is not asked for.
    QMap<QString, QString> display(const QString& cluster) const;

    OpenedStore m_opened;
    std::unique_ptr<SqliteStore> m_store; ///< in the folder: closed before that goes
    SessionStatus m_status;
    bool m_followsFiles = false;
};

/// Servers, seen through a cache that is kept in step with them.
class LiveSession final : public Session
{
    Q_OBJECT
public:
    /// `sources`: which connection feeds which cluster, as the store knows it. `clock` outlives the session.
    LiveSession(std::unique_ptr<SqliteStore> store, std::map<std::string, std::string> sources, const Clock& clock,
        const RetentionPolicy& retention);

    /// Adds or changes a connection; one that is switched off is known, and not fetched. `unreadable`: why its secret
    /// is not there.
    void setConnection(
        const ConnectionProfile& profile, const QByteArray& secret, const std::optional<Error>& unreadable = {});
    void removeConnection(const QString& id);

    StoreReader& store() override { return *m_store; }
    SessionStatus status() const override;
    void refresh() override { m_hub.refresh(); }
    void retry(const QString& connection) override { m_hub.refresh(connection); }
    void cancel() override { m_hub.cancel(); }
    /// The first call begins the fetching.
    void ensureRange(const QStringList& clusters, TimeRange range) override;
    bool isLive() const override { return true; }
    std::vector<ClusterStatus> clusterStatuses() const override;
    std::optional<RetentionPolicy> retention() const override { return m_retention; }
    void setRetention(const RetentionPolicy& policy) override;
    UsageOptions usageOptions(const QString& cluster) const override;
    QByteArray displayZone(const QString& cluster) const override;
    std::optional<GpuPrice> price(const QString& cluster) const override;

signals:
    void retentionChanged(const atlas::RetentionPolicy& policy);

private:
    /// The connection that a cluster is from; null where nobody knows.
    const ConnectionProfile* profileOf(const QString& cluster) const;
    QString source() const;
    void countRejected();

    std::unique_ptr<SqliteStore> m_store;
    QTimer m_counting;
    std::int64_t m_rejectedRows = -1;
    std::map<std::string, std::string> m_sources;
    RetentionPolicy m_retention;
    std::vector<ConnectionProfile> m_profiles; ///< those that are fetched, in the order in which they were added
    QHash<QString, Error> m_unreadable; ///< by connection
    QString m_primary; ///< the cluster that is looked at
    bool m_started = false;
    SyncHub m_hub;
};

/// Host and port: what people know a server by.
QString placeOf(const QUrl& url);

} // namespace atlas
