// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ClusterStates.h"

#include "models/analysis/Format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace atlas {

namespace {

struct ClusterStates
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ClusterStates)
};

/// The time of day, and the day where it is another one.
QString shortTime(Instant time, Instant now, const QTimeZone& zone)
{
    const auto local = [&zone](Instant t) { return QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone); };
    const QLocale locale;
    return local(time).date() == local(now).date() ? locale.toString(local(time).time(), QStringLiteral("HH:mm"))
                                                   : formatInstant(time, zone);
}

bool isWarning(const Error& error)
{
    return error.cls == ErrorClass::Clock || error.cls == ErrorClass::Partial || error.cls == ErrorClass::Throttled;
}

} // namespace

QString stateName(ClusterState state)
{
    switch (state) {
    case ClusterState::Fresh:
        return ClusterStates::tr("Fresh");
    case ClusterState::Stale:
        return ClusterStates::tr("Stale");
    case ClusterState::Partial:
        return ClusterStates::tr("Partial");
    case ClusterState::LoginNeeded:
        return ClusterStates::tr("Login needed");
    case ClusterState::Blocked:
        return ClusterStates::tr("Blocked");
    case ClusterState::ReadOnly:
        return ClusterStates::tr("Read-only");
    }
    return {};
}

int severity(const ClusterStatus& status)
{
    switch (status.state) {
    case ClusterState::Fresh:
        return 0;
    case ClusterState::Partial:
        return 1;
    case ClusterState::Stale:
        return 2;
    case ClusterState::ReadOnly:
        return status.error ? 3 : 0;
    case ClusterState::Blocked:
        return 4;
    case ClusterState::LoginNeeded:
        return 5;
    }
    return 0;
}

QString stateText(const ClusterStatus& status, Instant now, const QTimeZone& zone)
{
    const QString name = stateName(status.state);
    switch (status.state) {
    case ClusterState::Stale:
        return status.lastSuccess ? ClusterStates::tr("Stale since %1").arg(shortTime(*status.lastSuccess, now, zone))
                                  : ClusterStates::tr("Stale: nothing was fetched yet");
    case ClusterState::Partial:
        return status.gaps > 0 ? ClusterStates::tr("Partial (%n gap(s))", nullptr, status.gaps) : name;
    case ClusterState::Blocked:
    case ClusterState::ReadOnly:
        return status.error ? ClusterStates::tr("%1: %2").arg(name, status.error->message) : name;
    case ClusterState::Fresh:
    case ClusterState::LoginNeeded:
        break;
    }
    return name;
}

QString countdownText(const ClusterStatus& status, Instant now)
{
    if (!status.throttled || !status.nextTry || *status.nextTry <= now)
        return {};
    const auto left = (*status.nextTry - now).count();
    return ClusterStates::tr("asks again in %1:%2").arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0'));
}

QString statusTitle(const ClusterStatus& status)
{
    const QString name = status.cluster.isEmpty() ? status.connectionName : status.cluster;
    return displayName(name.toStdString());
}

const ClusterStatus* leadingStatus(const std::vector<ClusterStatus>& statuses, const QString& primary)
{
    const ClusterStatus* worst = nullptr;
    for (const auto& status : statuses) {
        if (!status.cluster.isEmpty() && status.cluster == primary)
            return &status;
        if (!worst || severity(status) > severity(*worst))
            worst = &status;
    }
    return worst;
}

std::vector<ClusterStatus> worstFirst(std::vector<ClusterStatus> statuses)
{
    std::stable_sort(statuses.begin(), statuses.end(),
        [](const ClusterStatus& a, const ClusterStatus& b) { return severity(a) > severity(b); });
    return statuses;
}

std::vector<Banner> bannersOf(const std::vector<ClusterStatus>& statuses)
{
    std::vector<Banner> banners;
    for (const auto& status : worstFirst(statuses)) {
        if (!status.error)
            continue;
        const bool ofStore = status.error->cls == ErrorClass::Cache;
        Banner banner;
        banner.key = ofStore
            ? QStringLiteral("store")
            : QStringLiteral("%1\n%2\n%3").arg(status.connection, status.cluster).arg(int(status.error->cls));
        const auto same = [&banner](const Banner& other) { return other.key == banner.key; };
        if (std::any_of(banners.begin(), banners.end(), same))
            continue;
        banner.connection = ofStore ? QString() : status.connection;
        banner.title = ofStore ? ClusterStates::tr("Cache") : statusTitle(status);
        banner.error = *status.error;
        banner.count = std::max(1, status.failures);
        banner.warning = isWarning(*status.error);
        banner.login = status.state == ClusterState::LoginNeeded;
        banner.canRetry = status.error->cls != ErrorClass::Clock;
        banners.push_back(std::move(banner));
    }
    return banners;
}

QString detailsOf(const Banner& banner)
{
    const auto& error = banner.error;
    const auto cls = errorClassName(error.cls);
    QStringList lines{banner.title, error.message};
    if (!error.detail.isEmpty())
        lines << error.detail;
    lines << (error.code != 0 ? ClusterStates::tr("Class %1, code %2").arg(cls).arg(error.code)
                              : ClusterStates::tr("Class %1").arg(cls));
    if (!error.traceId.isEmpty())
        lines << ClusterStates::tr("Trace id %1").arg(error.traceId);
    return lines.join(QLatin1Char('\n'));
}

} // namespace atlas
