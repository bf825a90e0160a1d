// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/sample/SampleCommand.h"
#include "app/desktop/Sessions.h"
#include "models/api/ApiClient.h"
#include "models/domain/Connection.h"
#include "models/domain/Ledger.h"
#include "models/domain/Progress.h"
#include "models/domain/Time.h"
#include "ui/SourceOpener.h"

#include <QFuture>
#include <QPointer>
#include <QString>

#include <memory>

namespace atlas {

class SavedConnections;

/// Opens servers, files and the sample for the window. Caches lie in two folders: one store of all saved connections
/// among the data, and one each for servers that were named on the command line among the caches; the sample beside
/// those. A store is opened where it lies; bundles and recorded replies are read into a private one. Nothing blocks the
/// caller: files are opened and the sample is made in the thread pool.
class StoreOpener final : public SourceOpener
{
    Q_OBJECT
public:
    /// The folders are made when needed; `connections` and `clock` outlive the opener.
    StoreOpener(const QString& cacheFolder, const QString& dataFolder, SavedConnections& connections,
        const Clock& clock, QObject* parent = nullptr);
    ~StoreOpener() override;

    /// A server that is not saved, with a cache of its own. `token`: empty for none. `insecure`: http to another
    /// machine is allowed.
    void connectTo(const QString& url, const QString& token, bool insecure);
    /// All enabled saved connections at once.
    void openLive();
    void openFiles(const QStringList& paths) override;
    void cancel() override;
    void exploreSample() override;

    /// How long caches keep what; the window's user may change it.
    RetentionPolicy retention() const { return m_retention; }
    void setRetention(const RetentionPolicy& policy) { m_retention = policy; }

    /// Where the cache of a server is: named by its host and a digest of its URL without secrets.
    QString cachePath(const QUrl& baseUrl) const;

private:
    /// `asked`: the address as it was typed; the cache is its.
    void openServer(const ConnectionProfile& profile, const QByteArray& token, const QUrl& asked);
    /// Opens a cache as well as it can be; then(session) gives the session its connections.
    template <typename Then>
    void openCache(const QString& path, Then then);
    /// The session has the enabled connections, now and whenever they change.
    void follow(LiveSession* session);
    void openStore(const QString& path, const QString& source);
    /// Bundles and replies: read by a process of their own into a store that goes with the session.
    void importFiles(const QStringList& paths);

    QString m_cacheFolder, m_dataFolder;
    SavedConnections& m_connections;
    const Clock& m_clock;
    RetentionPolicy m_retention;
    QPointer<LiveSession> m_live; ///< the saved connections, while they are shown
    std::shared_ptr<Progress> m_reading; ///< of files or a server's first answer; null: nothing is awaited
    QFuture<Result<SampleReport>> m_sample; ///< the sample being made, or as it was made last
    quint64 m_request = 0; ///< answers of older requests are dropped
};

} // namespace atlas
