// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/SessionAlerts.h"

#include "models/alerts/StoreAlerts.h"
#include "models/store/SqliteStore.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace atlas {

namespace {

/// Bundles by what they hold, wherever they lie; other files by where they are.
QString whatIsOpen(Session& session)
{
    QStringList names;
    for (const auto& source : session.openedSources())
        names << (source.digest.isEmpty() ? QFileInfo(source.path).absoluteFilePath()
                                          : QString::fromLatin1(source.digest));
    const auto* store = qobject_cast<SqliteStore*>(&session.store());
    if (names.isEmpty() && store)
        names << QFileInfo(store->path()).absoluteFilePath();
    return names.join(u'\n');
}

/// The servers' clusters share one file; a file's have their own.
AlertPlaces placesOf(Session& session, const AlertFolders& folders)
{
    if (folders.memory.isEmpty())
        return {folders.rules, {}};
    auto name = QStringLiteral("servers");
    if (!session.isLive()) {
        const auto digest = QCryptographicHash::hash(whatIsOpen(session).toUtf8(), QCryptographicHash::Sha256);
        name = QStringLiteral("file-") + QString::fromLatin1(digest.toHex().left(12));
    }
    return {folders.rules, QStringLiteral("%1/alerts-%2.json").arg(folders.memory, name)};
}

/// One failure may be the network that is not up again yet after the machine slept.
std::map<std::string, AlertHearing> heardOf(const Session& session)
{
    constexpr int enough = 2;
    std::map<std::string, AlertHearing> heard;
    for (const auto& status : session.clusterStatuses()) {
        const bool refused = status.state == ClusterState::LoginNeeded || status.state == ClusterState::Blocked;
        heard[status.cluster.toStdString()] = {
            status.lastSuccess, refused || (status.error && status.failures >= enough)};
    }
    return heard;
}

} // namespace

std::unique_ptr<AlertCenter> sessionAlerts(Session& session, const AlertFolders& folders, const Clock& clock,
    const std::function<void(const std::vector<FiringAlert>&)>& fired)
{
    const auto options = [&session](const QString& cluster) { return session.usageOptions(cluster); };
    auto alerts = std::make_unique<StoreAlerts>(
        AlertSource{session.store(), session.isLive(), options}, placesOf(session, folders), clock);
    auto* center = alerts.get();
    center->setHeard(heardOf(session));
    QObject::connect(
        &session, &Session::statusChanged, center, [center, &session] { center->setHeard(heardOf(session)); });
    QObject::connect(&session, &Session::settingsChanged, center, &StoreAlerts::evaluateAll);
    if (session.isLive())
        QObject::connect(center, &AlertCenter::fired, center, fired);
    return alerts;
}

} // namespace atlas
