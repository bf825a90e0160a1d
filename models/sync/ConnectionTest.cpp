// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/ConnectionTest.h"

#include "models/api/ApiClient.h"
#include "models/domain/Async.h"
#include "models/domain/Endpoints.h"
#include "models/sync/ConnectionSettings.h"

#include <QPromise>
#include <QThread>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace atlas {

namespace {

using Level = ConnectionFinding::Level;

QString inHours(std::chrono::seconds age)
{
    const auto hours = std::chrono::floor<std::chrono::hours>(age).count();
    constexpr int twoDays = 48;
    if (hours >= twoDays)
        return ConnectionTest::tr("%n days", nullptr, int(hours / 24));
    return hours > 0 ? ConnectionTest::tr("%n hours", nullptr, int(hours))
                     : ConnectionTest::tr("%n minutes", nullptr, int(std::max<std::int64_t>(0, age.count() / 60)));
}

/// The rates of rows that are known and not 0, and the largest of them.
struct Rates
{
    int count = 0;
    double largest = 0;

    explicit Rates(const std::vector<ClusterHour>& rows)
    {
        for (const auto& row : rows) {
            for (const double rate : {row.allocationRate.value, row.avgUtilization.value, row.maxUtilization.value}) {
                if (isKnown(rate) && rate > 0) {
                    ++count;
                    largest = std::max(largest, rate);
                }
            }
        }
    }
    // Few values, or those of an almost idle cluster, prove nothing; that is why it is only said.
    bool looksLikeFractions() const { return count >= 24 && largest <= 1; }
    bool looksLikePercent() const { return count >= 24 && largest > 2; }
};

} // namespace

/// One run: asks one question after the other, and writes down what the answers mean.
class ConnectionRun : public QObject
{
public:
    ConnectionRun(const Clock& clock, ConnectionProfile profile, QByteArray secret)
        : m_clock(clock)
        , m_profile(std::move(profile))
        , m_secret(std::move(secret))
    {
        m_promise.start();
    }

    QFuture<ConnectionReport> future() const { return m_promise.future(); }

    void start()
    {
        if (const auto refused = refusal(m_profile))
            return fail(*refused);
        m_config = apiConfigOf(m_profile, m_secret);
        m_config.ratesAreFractions = false; // to see them as they are sent
        if (m_profile.auth != AuthKind::None && m_config.auth.kind == AuthKind::None)
            add(Level::Note,
                ConnectionTest::tr("No token that can be sent is known; the server is asked without one."));
        makeClient();
        whenDone(m_client->probeBasePath(m_profile.url), this, [this](const Result<ProbeResult>& found) {
            if (!found)
                return fail(found.error());
            m_found = *found;
            sayWhatWasFound();
            m_config.baseUrl = m_found.baseUrl;
            makeClient();
            askForHours(std::chrono::hours(48));
        });
    }

private:
    void makeClient()
    {
        auto environment = ApiEnvironment::system();
        environment.now = [this] { return m_clock.now(); };
        m_client = std::make_unique<ApiClient>(m_config, std::move(environment));
        connect(m_client.get(), &ApiClient::clockSeen, this, [this](std::chrono::seconds ahead) { m_ahead = ahead; });
        connect(m_client.get(), &ApiClient::exchanged, this, [this](const RequestRecord& record) {
            m_exchanges[record.request.substr(0, record.request.find('?'))] = record;
        });
    }

    void add(Level level, const QString& sentence, const QString& detail = {})
    {
        m_report.findings.push_back({level, sentence, detail});
    }

    void fail(const Error& error)
    {
        add(Level::Problem, error.message, error.detail);
        m_report.error = error;
        sayHowTheClockStands();
        finish();
    }

    void finish()
    {
        m_promise.addResult(m_report);
        m_promise.finish();
    }

    /// The one that is looked at; empty: the server's default.
    std::string cluster() const
    {
        if (!m_profile.clusters.isEmpty())
            return m_profile.clusters.front().toStdString();
        return m_found.clusters.empty() ? std::string() : m_found.clusters.front();
    }

    void sayWhatWasFound()
    {
        m_report.url = m_found.baseUrl;
        for (const auto& name : m_found.clusters)
            m_report.clusters << QString::fromStdString(name);
        const QString address = m_found.baseUrl.toDisplayString();
        if (m_found.baseUrl == m_profile.url)
            add(Level::Good, ConnectionTest::tr("A GPU aggregation API answers at %1.").arg(address));
        else
            add(Level::Note,
                ConnectionTest::tr("A GPU aggregation API answers at %1; this address is the one to save.")
                    .arg(address));
        sayHowItIsProtected();
        sayClusters();
        sayEndpoints();
    }

    void sayHowItIsProtected()
    {
        if (m_found.baseUrl.scheme() == u"https")
            add(Level::Good,
                m_profile.caFile.isEmpty()
                    ? ConnectionTest::tr("The connection is encrypted, and this system trusts the certificate.")
                    : ConnectionTest::tr("The connection is encrypted, and the chosen CA file vouches for it."));
        else if (isPlainHttp(m_found.baseUrl))
            add(Level::Problem,
                ConnectionTest::tr("The connection is not encrypted: others on the way can read the token and change "
                                   "the figures."));
        add(Level::Good,
            m_config.auth.kind == AuthKind::None ? ConnectionTest::tr("The server answers without a token.")
                                                 : ConnectionTest::tr("The server accepts the token."));
    }

    void sayDialect(Envelope envelope)
    {
        switch (envelope) {
        case Envelope::Canonical:
            return add(Level::Good, ConnectionTest::tr("Its answers are in the usual form."));
        case Envelope::Flat:
            return add(Level::Good, ConnectionTest::tr("Its answers are in the flat form of some servers."));
        case Envelope::Bare:
            return add(Level::Good, ConnectionTest::tr("Its answers come without an envelope, as of older servers."));
        }
    }

    void sayClusters()
    {
        if (m_report.clusters.isEmpty()) {
            add(Level::Note,
                ConnectionTest::tr("The server names no cluster: what it calls its default cluster is shown."));
            return;
        }
        add(Level::Good, ConnectionTest::tr("%n clusters", nullptr, int(m_report.clusters.size())),
            m_report.clusters.join(QLatin1StringView(", ")));
        if (!m_found.endpoints.clusters)
            return; // known from its rows alone: there may be more
        for (const auto& name : m_profile.clusters) {
            if (!m_report.clusters.contains(name))
                add(Level::Problem, ConnectionTest::tr("The server has no cluster \"%1\".").arg(name));
        }
    }

    void sayEndpoints()
    {
        const auto& has = m_found.endpoints;
        QStringList missing;
        const std::array<std::pair<bool, const char*>, 4> names{
            {{has.clusters, "/clusters"}, {has.namespaces, "/namespaces"}, {has.dimensionKeys, "/dimension-keys"},
                {has.dimensionValues, "/dimension-values"}}};
        for (const auto& [there, path] : names) {
            if (!there)
                missing << QLatin1StringView(path);
        }
        if (!missing.isEmpty())
            add(Level::Note, ConnectionTest::tr("An older server: names are taken from the rows and snapshots."),
                ConnectionTest::tr("not there: %1").arg(missing.join(QLatin1StringView(", "))));
        if (has.workloads)
            add(Level::Good, ConnectionTest::tr("It has hourly rows of clusters, namespaces, labels and workloads."));
        else
            add(Level::Note, ConnectionTest::tr("It has no hourly rows of single workloads."));
        if (!has.snapshots)
            add(Level::Note,
                ConnectionTest::tr("It has no snapshot at present: the allocation is shown from the newest complete "
                                   "hour of the workloads."));
    }

    void askForHours(std::chrono::hours back)
    {
        const auto now = m_clock.now();
        whenDone(m_client->clusterHoursPage(cluster(), {now - back, now}, 1), this,
            [this, back](const Result<DecodedPage<ClusterHour>>& page) {
                constexpr std::chrono::hours month(30 * 24);
                if (page && page->rows.empty() && back < month)
                    return askForHours(month);
                if (page) {
                    sayDialect(page->envelope);
                    sayWhatTheRowsTell(page->rows);
                }
                // A failure is among the exchanges.
                askForSnapshot();
            });
    }

    void sayWhatTheRowsTell(const std::vector<ClusterHour>& rows)
    {
        if (rows.empty()) {
            add(Level::Problem, ConnectionTest::tr("It has no hourly row of the last 30 days."));
            return;
        }
        const auto newest = std::max_element(
            rows.begin(), rows.end(), [](const ClusterHour& a, const ClusterHour& b) { return a.at.time < b.at.time; });
        const auto age = m_clock.now() - hourStart(newest->at.hour() + 1);
        constexpr std::chrono::hours late(2);
        add(age > late ? Level::Problem : Level::Good,
            age > late
                ? ConnectionTest::tr("Its newest hour ended %1 ago: the server does not keep up.").arg(inHours(age))
                : ConnectionTest::tr("Its newest hour is complete."),
            QString::fromStdString(formatRfc3339(hourStart(newest->at.hour()))));
        const Rates rates(rows);
        if (rates.looksLikeFractions() && !m_profile.ratesAreFractions)
            add(Level::Note,
                ConnectionTest::tr("All rates of the last hours are at most 1. If the cluster is not almost idle, they "
                                   "are fractions: then say so in the settings of the connection."),
                ConnectionTest::tr("largest of %1 rates: %2").arg(rates.count).arg(rates.largest));
        if (rates.looksLikePercent() && m_profile.ratesAreFractions)
            add(Level::Problem,
                ConnectionTest::tr(
                    "Rates above 1 arrive although the connection says that they are fractions: they are "
                    "percent."),
                ConnectionTest::tr("largest of %1 rates: %2").arg(rates.count).arg(rates.largest));
    }

    void askForSnapshot()
    {
        if (!m_found.endpoints.snapshots)
            return askForExtensions();
        whenDone(m_client->latestSnapshot(cluster()), this, [this](const Result<LatestSnapshot>& latest) {
            if (latest && latest->snapshot) {
                const auto taken = latest->snapshot->head.time;
                const auto age = m_clock.now() - taken;
                constexpr std::chrono::minutes late(30);
                add(age > late ? Level::Note : Level::Good,
                    ConnectionTest::tr("Its newest snapshot was taken %1 ago.").arg(inHours(age)),
                    QString::fromStdString(formatRfc3339(taken)));
            }
            askForExtensions();
        });
    }

    void askForExtensions()
    {
        whenDone(m_client->extensions(), this, [this](const Result<std::vector<std::string>>& names) {
            if (names && !names->empty()) {
                QStringList list;
                for (const auto& name : *names)
                    list << QString::fromStdString(name);
                add(Level::Good, ConnectionTest::tr("It offers extensions."), list.join(QLatin1StringView(", ")));
            }
            sayWhatFailed();
            sayHowTheClockStands();
            finish();
        });
    }

    /// Questions whose last answer was a failure, other than that the server does not have them.
    void sayWhatFailed()
    {
        constexpr int ok = 200, forbidden = 403, notFound = 404, notAllowed = 405;
        const auto& has = m_found.endpoints;
        const std::map<std::string_view, bool> there{{endpoints::clusters, has.clusters},
            {endpoints::namespaces, has.namespaces}, {endpoints::keys, has.dimensionKeys},
            {endpoints::values, has.dimensionValues}, {endpoints::workloadHours, has.workloads},
            {endpoints::latest, has.snapshots}, {endpoints::extensions, false}};
        for (const auto& [path, exchange] : m_exchanges) {
            const auto flag = there.find(path);
            const bool missing = exchange.httpStatus == notFound || exchange.httpStatus == notAllowed
                || (exchange.httpStatus == ok && flag != there.end() && !flag->second);
            if (!exchange.failure || missing)
                continue;
            const auto name = QString::fromStdString(path);
            if (exchange.httpStatus == forbidden)
                add(Level::Problem, ConnectionTest::tr("The token is valid, but not allowed for %1.").arg(name));
            else
                add(Level::Problem, ConnectionTest::tr("%1 failed.").arg(name),
                    QString::fromStdString(exchange.message));
        }
    }

    void sayHowTheClockStands()
    {
        if (!m_ahead)
            return;
        constexpr std::chrono::seconds tolerated(120);
        if (std::chrono::abs(*m_ahead) <= tolerated)
            add(Level::Good, ConnectionTest::tr("Its clock and the one of this machine agree."));
        else
            add(Level::Problem,
                m_ahead->count() > 0
                    ? ConnectionTest::tr("Its clock is %1 ahead of the one of this machine.").arg(inHours(*m_ahead))
                    : ConnectionTest::tr("Its clock is %1 behind the one of this machine.").arg(inHours(-*m_ahead)));
    }

    const Clock& m_clock;
    const ConnectionProfile m_profile;
    const QByteArray m_secret;
    ApiConfig m_config;
    std::unique_ptr<ApiClient> m_client;
    ProbeResult m_found;
    std::optional<std::chrono::seconds> m_ahead;
    std::map<std::string, RequestRecord> m_exchanges; ///< the last one of each path
    ConnectionReport m_report;
    QPromise<ConnectionReport> m_promise;
};

class ConnectionTest::Private
{
public:
    explicit Private(const Clock& clock)
        : clock(clock)
    {
        thread.setObjectName(QStringLiteral("connection test"));
    }
    ~Private()
    {
        giveUp();
        thread.quit();
        thread.wait();
    }

    void giveUp()
    {
        future.cancel(); // at once; what it does at the moment may take a little
        if (run)
            std::exchange(run, nullptr)->deleteLater();
    }

    const Clock& clock;
    QThread thread;
    ConnectionRun* run = nullptr; ///< lives and dies in the thread
    QFuture<ConnectionReport> future;
};

ConnectionTest::ConnectionTest(const Clock& clock, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(clock))
{
}

ConnectionTest::~ConnectionTest() = default;

QFuture<ConnectionReport> ConnectionTest::run(const ConnectionProfile& profile, const QByteArray& secret)
{
    d->giveUp();
    d->run = new ConnectionRun(d->clock, profile, secret);
    d->future = d->run->future();
    d->run->moveToThread(&d->thread);
    d->thread.start(); // nothing where it runs
    QMetaObject::invokeMethod(d->run, &ConnectionRun::start);
    return d->future;
}

} // namespace atlas
