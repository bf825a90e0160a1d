// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiClient.h"
#include "models/domain/Time.h"
#include "ui/SourceOpener.h"

#include <QString>

#include <memory>

namespace atlas {

class SqliteStore;

/// Opens servers, files and the sample for the window. Caches lie in one folder, one store a server; the sample beside
/// them. Nothing blocks the caller: files are opened and the sample is made in the thread pool.
class StoreOpener final : public SourceOpener
{
    Q_OBJECT
public:
    /// `cacheFolder` is made when needed; `clock` outlives the opener.
    StoreOpener(const QString& cacheFolder, const Clock& clock, QObject* parent = nullptr);
    ~StoreOpener() override;

    void connectTo(const QString& url, const QString& token) override;
    void openFile(const QString& path) override;
    void exploreSample() override;
    QStringList recentServers() const override { return m_recent; }
    void setRecentServers(const QStringList& urls) { m_recent = urls; }

    /// Where the cache of a server is: named by its host and a digest of its URL without secrets.
    QString cachePath(const QUrl& baseUrl) const;

private:
    void remember(const QString& url);
    /// `asked`: the address as it was typed; the cache is its.
    void openServer(const ApiConfig& config, const QUrl& asked);
    Session* liveSession(std::unique_ptr<SqliteStore> store, const ApiConfig& config);
    void openStore(const QString& path, const QString& source);

    QString m_cacheFolder;
    const Clock& m_clock;
    QStringList m_recent;
    std::unique_ptr<ApiClient> m_probe;
    quint64 m_request = 0; ///< answers of older requests are dropped
};

} // namespace atlas
