// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/StoreOpener.h"

#include "app/cli/sample/SampleCommand.h"
#include "app/desktop/ReadFiles.h"
#include "app/desktop/SavedConnections.h"
#include "app/desktop/Sessions.h"
#include "models/domain/Async.h"
#include "models/store/BestStore.h"
#include "models/sync/ConnectionSettings.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTimer>
#include <QUrl>
#include <QtConcurrentRun>

#include <map>

namespace atlas {

namespace {

constexpr int sampleLifetime = 24 * 3600; // seconds; then its last days are no longer the last ones

using StoreAnswer = std::shared_ptr<Result<std::unique_ptr<SqliteStore>>>; // QFuture of Qt 6.4 wants to copy

StoreAnswer openInPool(const QString& path, StoreOptions options)
{
    return std::make_shared<Result<std::unique_ptr<SqliteStore>>>(SqliteStore::open(path, options));
}

/// A cache for a live view, and which connection feeds which of its clusters.
struct OpenedCache
{
    std::unique_ptr<SqliteStore> store;
    std::map<std::string, std::string> sources;
};
using OpenedCachePtr = std::shared_ptr<Result<OpenedCache>>;

/// As well as it can be opened: the store says why nothing is kept, where that is so.
Result<OpenedCache> openForLive(const QString& path, Instant now)
{
    QDir().mkpath(QFileInfo(path).path());
    auto store = openCache(path, now);
    if (!store)
        return tl::unexpected(store.error());
    OpenedCache cache{std::move(*store), {}};
    if (auto sources = cache.store->sources())
        cache.sources = std::move(*sources);
    return cache;
}

/// Asks in the calling thread, which is not the window's: certificates are read and replies decoded there.
Result<ProbeResult> probeServer(const ApiConfig& config, const QUrl& url, const Progress& progress)
{
    constexpr std::chrono::milliseconds glance(100);
    Result<ProbeResult> result = failure(ErrorClass::Net, {});
    QEventLoop loop;
    QTimer stillWanted;
    QObject::connect(&stillWanted, &QTimer::timeout, &loop, [&] {
        if (progress.isCancelled())
            loop.quit();
    });
    stillWanted.start(glance);
    ApiClient client(config);
    whenDone(client.probeBasePath(url), &loop, [&](const Result<ProbeResult>& found) {
        result = found;
        loop.quit();
    });
    loop.exec();
    return result;
}

} // namespace

StoreOpener::StoreOpener(const QString& cacheFolder, const QString& dataFolder, SavedConnections& connections,
    const Clock& clock, QObject* parent)
    : SourceOpener(parent)
    , m_cacheFolder(cacheFolder)
    , m_dataFolder(dataFolder)
    , m_connections(connections)
    , m_clock(clock)
{
    connect(&connections, &SavedConnections::liveWanted, this, &StoreOpener::openLive);
}

StoreOpener::~StoreOpener()
{
    cancel();
}

QString StoreOpener::cachePath(const QUrl& baseUrl) const
{
    auto host = baseUrl.host();
    host.replace(QRegularExpression(QStringLiteral("[^A-Za-z0-9.-]")), QStringLiteral("_"));
    const auto plain = baseUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const auto digest = QCryptographicHash::hash(plain.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return QStringLiteral("%1/servers/%2-%3.db").arg(m_cacheFolder, host, QString::fromLatin1(digest));
}

template <typename Then>
void StoreOpener::openCache(const QString& path, Then then)
{
    const auto open = [path, now = m_clock.now()] {
        return std::make_shared<Result<OpenedCache>>(openForLive(path, now));
    };
    whenDone(QtConcurrent::run(open), this, [this, request = m_request, then](const OpenedCachePtr& cache) {
        if (request != m_request)
            return;
        if (!*cache) {
            emit failed(cache->error());
            return;
        }
        auto* session = new LiveSession(std::move((*cache)->store), std::move((*cache)->sources), m_clock, m_retention);
        connect(session, &LiveSession::retentionChanged, this, &StoreOpener::setRetention);
        then(session);
        emit opened(session);
    });
}

void StoreOpener::connectTo(const QString& url, const QString& token, bool insecure)
{
    cancel();
    const auto request = m_request;
    const auto typed = m_connections.understand(url);
    auto profile = typed.profile;
    auto secret = typed.secret.value_or(QByteArray());
    if (!token.isEmpty()) {
        profile.auth = AuthKind::Bearer;
        secret = token.toUtf8();
    }
    profile.id = QStringLiteral("this-run");
    profile.insecureHttp = insecure;
    if (const auto refused = m_connections.refusal(profile)) {
        emit failed(*refused);
        return;
    }
    if (QFileInfo::exists(cachePath(profile.url))) {
        openServer(profile, secret, profile.url); // what was kept is shown at once; the session finds the server itself
        return;
    }
    emit progressed(tr("Looking for the API at %1 …").arg(profile.url.host()));
    m_reading = std::make_shared<Progress>();
    const auto probe = [config = apiConfigOf(profile, secret), url = profile.url, progress = m_reading] {
        return probeServer(config, url, *progress);
    };
    whenDone(
        QtConcurrent::run(probe), this, [this, request, profile, secret](const Result<ProbeResult>& result) mutable {
            if (request != m_request)
                return;
            if (!result) {
                emit failed(result.error());
                return;
            }
            const auto asked = profile.url;
            profile.url = result->baseUrl;
            openServer(profile, secret, asked);
        });
}

void StoreOpener::openServer(const ConnectionProfile& profile, const QByteArray& token, const QUrl& asked)
{
    openCache(cachePath(asked), [profile, token](LiveSession* session) { session->setConnection(profile, token); });
}

void StoreOpener::openLive()
{
    ++m_request;
    if (m_live) {
        emit isOpen(); // it follows the connections by itself, and a second one would find the store taken
        return;
    }
    emit progressed(tr("Opening the saved connections …"));
    openCache(m_dataFolder + QStringLiteral("/store.db"), [this](LiveSession* session) {
        m_live = session;
        follow(session);
    });
}

void StoreOpener::follow(LiveSession* session)
{
    const auto take = [this, session](const ConnectionProfile& profile) {
        if (!profile.enabled || profile.auth == AuthKind::None) {
            session->setConnection(profile, {}); // the keyring is not asked for nothing
            return;
        }
        m_connections.readSecret(
            profile.id, session, [session, profile](const QByteArray& secret, const std::optional<Error>& unreadable) {
                session->setConnection(profile, secret, unreadable);
            });
    };
    for (const auto& profile : m_connections.connections())
        take(profile);
    connect(&m_connections, &SavedConnections::connectionSaved, session, take);
    connect(&m_connections, &SavedConnections::connectionRemoved, session, &LiveSession::removeConnection);
}

void StoreOpener::openFiles(const QStringList& paths)
{
    cancel();
    if (paths.isEmpty())
        return;
    // Later, as all that follows: also for who listens only from now on.
    QMetaObject::invokeMethod(
        this,
        [this, request = m_request, names = namesOf(paths)] {
            if (request == m_request)
                emit progressed(tr("Opening %1 …").arg(names));
        },
        Qt::QueuedConnection);
    if (paths.size() > 1) {
        importFiles(paths);
        return;
    }
    // Looking at a file takes as long as its drive does.
    whenDone(QtConcurrent::run(isStore, paths.front()), this, [this, request = m_request, paths](bool store) {
        if (request != m_request)
            return;
        if (store)
            openStore(paths.front(), tr("File %1").arg(namesOf(paths)));
        else
            importFiles(paths);
    });
}

void StoreOpener::cancel()
{
    ++m_request;
    if (m_reading)
        m_reading->cancel();
    m_reading.reset();
}

void StoreOpener::importFiles(const QStringList& paths)
{
    m_reading = std::make_shared<Progress>();
    const auto read = [paths, progress = m_reading] {
        return std::make_shared<Result<ReadFiles>>(readFiles(paths, *progress));
    };
    whenDone(QtConcurrent::run(read), this,
        [this, request = m_request, source = namesOf(paths)](const std::shared_ptr<Result<ReadFiles>>& files) {
            if (request != m_request)
                return;
            m_reading.reset();
            if (*files)
                emit opened(new OfflineSession(std::move((*files)->store), source, std::move((*files)->opened)));
            else
                emit failed(files->error());
        });
}

void StoreOpener::openStore(const QString& path, const QString& source)
{
    StoreOptions options;
    options.readOnly = true;
    options.mustExist = true;
    whenDone(QtConcurrent::run(openInPool, path, options), this,
        [this, request = m_request, source](const StoreAnswer& store) {
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
    if (!m_sample.isRunning()) // who gave it up and asks again waits for the same: two would write one file
        m_sample = QtConcurrent::run(make);
    whenDone(m_sample, this, [this, request, path](const Result<SampleReport>& report) {
        if (request != m_request)
            return;
        if (report)
            openStore(path, tr("Sample cluster"));
        else
            emit failed(report.error());
    });
}

} // namespace atlas
