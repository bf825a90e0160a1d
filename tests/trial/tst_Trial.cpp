// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/NaturalKey.h"
#include "models/sync/SyncHub.h"
#include "tests/support/ScaledClock.h"
#include "tests/support/TestRegistry.h"
#include "tests/trial/TrialServer.h"

#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <set>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

const Instant end = hourStart(482136 + 24 * 40); // of the data: some hours after the trial
constexpr auto afterwards = std::chrono::hours(12);
constexpr double faultRate = 0.15;

template <typename Row>
QString difference(const char* level, Result<RowPage<Row>> server, Result<RowPage<Row>> ours)
{
    if (!server || !ours)
        return QStringLiteral("%1: cannot be read").arg(QLatin1StringView(level));
    const auto byKey = [](const Row& one, const Row& other) { return naturalKey(one) < naturalKey(other); };
    std::sort(server->rows.begin(), server->rows.end(), byKey);
    std::sort(ours->rows.begin(), ours->rows.end(), byKey);
    if (server->rows == ours->rows)
        return {};
    QString text = QStringLiteral("%1: the server has %2 rows, the store %3")
                       .arg(QLatin1StringView(level))
                       .arg(server->rows.size())
                       .arg(ours->rows.size());
    std::set<std::string> hours;
    for (const auto& row : server->rows) {
        if (!std::binary_search(ours->rows.begin(), ours->rows.end(), row, byKey))
            hours.insert(formatRfc3339(row.at.time) + " (missing)");
    }
    for (std::size_t i = 0; i < std::min(server->rows.size(), ours->rows.size()); ++i) {
        if (naturalKey(server->rows[i]) == naturalKey(ours->rows[i]) && server->rows[i] != ours->rows[i])
            hours.insert(formatRfc3339(server->rows[i].at.time) + " (other)");
    }
    for (const auto& hour : hours)
        text += QLatin1Char(' ') + QString::fromStdString(hour);
    return text;
}

/// What the two stores say differently of one cluster; empty if nothing.
QString differences(SqliteStore& server, SqliteStore& ours, const std::string& cluster, TimeRange range)
{
    RowQuery query;
    query.cluster = cluster;
    query.range = range;
    query.limit = -1;
    QStringList found{difference("cluster", server.clusterHours(query), ours.clusterHours(query)),
        difference("namespaces", server.namespaceHours(query), ours.namespaceHours(query)),
        difference("workloads", server.workloadHoursPage(query), ours.workloadHoursPage(query))};
    const auto keys = server.dimensionKeys(cluster, range);
    if (!keys || keys->empty())
        return QStringLiteral("the server has no labels");
    for (const auto& key : *keys) {
        query.dimension = key;
        found << difference(key.key.c_str(), server.dimensionHours(query), ours.dimensionHours(query));
    }
    found.removeAll(QString());
    return found.join(QStringLiteral("; "));
}

QString describe(const std::vector<ClusterStatus>& statuses)
{
    QStringList lines;
    for (const auto& status : statuses) {
        lines << QStringLiteral("%1: state %2, %3 gaps, %4")
                     .arg(status.cluster)
                     .arg(int(status.state))
                     .arg(status.gaps)
                     .arg(status.error ? status.error->message : QStringLiteral("no error"));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

/// Several hours in half a minute, or with ATLAS_TRIAL_MINUTES=10 a day in ten: three servers whose data appear as time
/// goes on, before each a proxy that spoils a part of the answers, and one that is away for hours.
class tst_Trial : public QObject
{
    Q_OBJECT

private slots:
    void L1_aDayWithFaultsEndsFreshAndEqual()
    {
        const int minutes = qEnvironmentVariableIntValue("ATLAS_TRIAL_MINUTES");
        const auto span = minutes > 0 ? 24h : 6h;
        const auto real = minutes > 0 ? std::chrono::seconds(60 * minutes) : 30s;
        const int factor = int(std::chrono::seconds(span) / real);
        const Instant start = end - afterwards - span;
        QTemporaryDir folder;
        const ScaledClock clock(start, factor);

        std::vector<std::unique_ptr<TrialServer>> servers;
        for (int i = 0; i < 3; ++i)
            servers.push_back(std::make_unique<TrialServer>(i, start, end, clock, folder.path()));
        auto store = SqliteStore::open(folder.filePath(QStringLiteral("ours.db")));
        QVERIFY(store);
        SyncHubOptions options;
        options.history = 48h;
        options.workloadHistory = 48h;
        SyncHub hub(**store, clock, options);
        for (std::size_t i = 0; i < servers.size(); ++i) {
            ConnectionProfile profile;
            profile.id = profile.name = QStringLiteral("server%1").arg(i);
            profile.url = servers[i]->proxy().url();
            hub.setConnection(profile, {});
            servers[i]->proxy().setFaultRate(faultRate);
        }
        hub.setVisible({}, {start - 12h, start + span});

        bool diedFresh = false;
        QTimer life;
        connect(&life, &QTimer::timeout, this, [&] {
            for (const auto& server : servers)
                server->goOn();
            const auto part = (clock.now() - start) * 100 / span;
            const bool away = part >= 30 && part < 55;
            servers[1]->proxy().setDead(away);
            for (const auto& server : servers)
                server->proxy().setFaultRate(part < 80 ? faultRate : 0);
            for (const auto& status : hub.statuses()) {
                if (part > 50 && away && status.connection == QStringLiteral("server1"))
                    diedFresh = diedFresh || status.state == ClusterState::Fresh;
            }
        });
        life.start(20);

        const auto allFresh = [&] {
            const auto statuses = hub.statuses();
            return statuses.size() == servers.size()
                && std::all_of(statuses.begin(), statuses.end(),
                    [](const ClusterStatus& status) { return status.state == ClusterState::Fresh; });
        };
        const auto isEqual = [&] {
            return std::all_of(servers.begin(), servers.end(), [&](const auto& server) {
                return differences(server->store(), **store, server->cluster(), {start - 12h, start + span}).isEmpty();
            });
        };
        const auto over = [&] { return clock.now() >= start + span; };
        QTRY_VERIFY_WITH_TIMEOUT(over(), int(std::chrono::milliseconds(real * 2).count()));
        // The last gap may rest for hours before it is asked for again.
        while (clock.now() < end - 1h && !(allFresh() && isEqual()))
            QTest::qWait(50);

        QVERIFY(!diedFresh);
        QVERIFY2(allFresh(), qPrintable(describe(hub.statuses())));
        for (const auto& server : servers) {
            const auto text = differences(server->store(), **store, server->cluster(), {start - 12h, start + span});
            QVERIFY2(text.isEmpty(), qPrintable(QString::fromStdString(server->cluster()) + QLatin1Char(' ') + text));
            int played = 0;
            for (const auto& [fault, times] : server->proxy().played())
                played += times;
            QVERIFY(played > 0);
            qInfo("%s: %d requests, %d spoilt", server->cluster().c_str(), server->proxy().requests(), played);
        }
    }
};

ATLAS_TEST(tst_Trial);
#include "tst_Trial.moc"
