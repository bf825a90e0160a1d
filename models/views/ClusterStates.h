// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "models/domain/Error.h"
#include "models/domain/Time.h"

#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <optional>
#include <vector>

/// What the states of clusters come to in words, and which of them want to be said above the page. Pure.
namespace atlas {

/// "Fresh", "Login needed" ..., translated.
QString stateName(ClusterState state);
/// How urgently a state wants a look: 0 for Fresh and ReadOnly without a reason, more for worse ones.
int severity(const ClusterStatus& status);

/// The state with what belongs to it: "Stale since 14:05", "Partial (3 gaps)", "Blocked: certificate expired".
QString stateText(const ClusterStatus& status, Instant now, const QTimeZone& zone);
/// "asks again in 0:42" while the server asked us to wait; empty otherwise.
QString countdownText(const ClusterStatus& status, Instant now);
/// The cluster's name, or its connection's where it has none; fit to be shown.
QString statusTitle(const ClusterStatus& status);

/// The primary cluster's status; where it has none the worst one. nullptr without any.
const ClusterStatus* leadingStatus(const std::vector<ClusterStatus>& statuses, const QString& primary);
/// All of them, the worst first, then in their order.
std::vector<ClusterStatus> worstFirst(std::vector<ClusterStatus> statuses);

/// One thing to be said above the page: one a cluster and class of failure.
struct Banner
{
    QString key; ///< the same as long as it is about the same thing
    QString connection; ///< id, for Retry and Log in
    QString title; ///< the cluster, or the connection
    Error error;
    int count = 1; ///< times in a row
    bool warning = false; ///< works on, but not as it should
    bool login = false; ///< a token would help
    bool canRetry = true;

    friend bool operator==(const Banner&, const Banner&) = default;
};

/// The worst first. What concerns the store (CACHE) is said once, however many clusters it has.
std::vector<Banner> bannersOf(const std::vector<ClusterStatus>& statuses);

/// All that is known of a failure, as lines to be read, selected and copied.
QString detailsOf(const Banner& banner);

} // namespace atlas
