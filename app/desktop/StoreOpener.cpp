// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/StoreOpener.h"

#include "app/cli/sample/SampleCommand.h"
#include "app/desktop/Sessions.h"
#include "models/domain/Async.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>
#include <QtConcurrentRun>

namespace atlas {

namespace {

constexpr int maxRecent = 8;
constexpr int sampleLifetime = 24 * 3600; // seconds; then its last days are no longer the last ones

using OpenedStore = std::shared_ptr<Result<std::unique_ptr<SqliteStore>>>; // QFuture of Qt 6.4 wants to copy

OpenedStore openInPool(const QString& path, StoreOptions options)
{
    return std::make_shared<Result<std::unique_ptr<SqliteStore>>>(SqliteStore::open(path, options));
}

/// What people type: with or without scheme and slashes.
QUrl urlOf(const QString& text)
{
    auto url = QUrl::fromUserInput(text.contains(QStringLiteral("://")) ? text : QStringLiteral("http://") + text);
    auto path = url.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path);
    url.setUserInfo({}); // never sent, never shown
    return url;
}

} // namespace

StoreOpener::StoreOpener(const QString& cacheFolder, const Clock& clock, QObject* parent)
    : SourceOpener(parent)
    , m_cacheFolder(cacheFolder)
    , m_clock(clock)
{
}

StoreOpener::~StoreOpener() = default;

QString StoreOpener::cachePath(const QUrl& baseUrl) const
{
    auto host = baseUrl.host();
    host.replace(QRegularExpression(QStringLiteral("[^A-Za-z0-9.-]")), QStringLiteral("_"));
    const auto plain = baseUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const auto digest = QCryptographicHash::hash(plain.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return QStringLiteral("%1/servers/%2-%3.db").arg(m_cacheFolder, host, QString::fromLatin1(digest));
}

void StoreOpener::connectTo(const QString& url, const QString& token)
{
    const auto request = ++m_request;
    ApiConfig config;
    config.baseUrl = urlOf(url);
    if (config.baseUrl.host().isEmpty()) {
        emit failed({ErrorClass::Usage,
            tr("\"%1\" is no address of a server. It looks like https://gpu.example.org.").arg(url), {}, 0, {}});
        return;
    }
    if (!token.isEmpty())
        config.auth = {ApiAuth::Kind::Bearer, token.toUtf8(), {}};
    if (QFileInfo::exists(cachePath(config.baseUrl))) {
        remember(url);
        openServer(config, config.baseUrl); // what was kept is shown at once; the session finds the server by itself
        return;
    }
    emit progressed(tr("Looking for the API at %1 …").arg(config.baseUrl.host()));
    m_probe = std::make_unique<ApiClient>(config);
    whenDone(m_probe->probeBasePath(config.baseUrl), this,
        [this, request, config, url](const Result<ProbeResult>& result) mutable {
            if (request != m_request)
                return;
            if (!result) {
                emit failed(result.error());
                return;
            }
            const auto asked = config.baseUrl;
            config.baseUrl = result->baseUrl;
            remember(url);
            openServer(config, asked);
        });
}

void StoreOpener::remember(const QString& url)
{
    m_recent.removeAll(url);
    m_recent.prepend(url);
    m_recent = m_recent.mid(0, maxRecent);
}

void StoreOpener::openServer(const ApiConfig& config, const QUrl& asked)
{
    const auto path = cachePath(asked);
    QDir().mkpath(QFileInfo(path).path());
    whenDone(QtConcurrent::run(openInPool, path, StoreOptions{}), this,
        [this, request = m_request, config](const OpenedStore& store) {
            if (request != m_request)
                return;
            if (*store)
                emit opened(liveSession(std::move(**store), config));
            else
                emit failed(store->error());
        });
}

Session* StoreOpener::liveSession(std::unique_ptr<SqliteStore> store, const ApiConfig& config)
{
    const auto& url = config.baseUrl;
    const auto place =
        url.port() < 0 ? url.host() : QStringLiteral("%1:%2").arg(url.host(), QString::number(url.port()));
    auto* const session = new LiveSession(std::move(store), tr("API %1").arg(place), m_clock);
    ConnectionProfile profile;
    profile.id = QStringLiteral("adhoc");
    profile.name = place;
    profile.url = url;
    profile.insecureHttp = true; // typed by hand for this run
    profile.auth = config.auth.kind;
    session->hub().setConnection(profile, config.auth.secret);
    return session;
}

void StoreOpener::openFile(const QString& path)
{
    ++m_request;
    emit progressed(tr("Opening %1 …").arg(QFileInfo(path).fileName()));
    openStore(path, tr("File %1").arg(QFileInfo(path).fileName()));
}

void StoreOpener::openStore(const QString& path, const QString& source)
{
    StoreOptions options;
    options.readOnly = true;
    options.mustExist = true;
    whenDone(QtConcurrent::run(openInPool, path, options), this,
        [this, request = m_request, source](const OpenedStore& store) {
            if (request != m_request)
                return;
            if (*store)
                emit opened(new OfflineSession(std::move(**store), source));
            else
                emit failed(store->error());
        });
}

void StoreOpener::exploreSample()
{
    const auto request = ++m_request;
    const auto path = m_cacheFolder + QStringLiteral("/sample.db");
    const QFileInfo existing(path);
    if (existing.exists() && existing.lastModified().secsTo(QDateTime::currentDateTime()) < sampleLifetime) {
        openStore(path, tr("Sample cluster"));
        return;
    }
    emit progressed(tr("Simulating two clusters over 35 days; this takes some seconds …"));
    QDir().mkpath(m_cacheFolder);
    const auto make = [path, clock = &m_clock] {
        SampleOptions options;
        options.out = path;
        options.force = true;
        return writeSample(options, *clock);
    };
    whenDone(QtConcurrent::run(make), this, [this, request, path](const Result<SampleReport>& report) {
        if (request != m_request)
            return;
        if (report)
            openStore(path, tr("Sample cluster"));
        else
            emit failed(report.error());
    });
}

} // namespace atlas
