// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Time.h"
#include "models/domain/UtilizationBasis.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <vector>

namespace atlas {

/// How a connection proves who it is. The secret itself is kept elsewhere (keyring), never here.
enum class AuthKind : std::uint8_t { None, Bearer, Cookie, Header };

/// A server as the user set it up: all but its secret. A plain value that may be stored and shown.
struct ConnectionProfile
{
    QString id; ///< made once, never shown: names the secret and the connection's clusters
    QString name; ///< "Production"
    QUrl url; ///< up to, and without, `/gpu-aggregation`; without user info, query and fragment
    bool enabled = true;
    QStringList clusters; ///< only these; empty: all that the server has
    AuthKind auth = AuthKind::None;
    QString headerName; ///< with AuthKind::Header
    bool insecureHttp = false; ///< http to another machine is allowed: shown as a red badge for good
    QString caFile; ///< PEM; if set, the only roots that count
    QString clientCertFile, clientKeyFile; ///< PEM, both or none
    bool systemProxy = true;
    bool ratesAreFractions = false;
    UtilizationBasis basis = UtilizationBasis::Allocated;
    bool zeroHoursAreUnknown = false;
    QByteArray zone; ///< IANA name that the window shows its clusters in; empty: the window's own
    double pricePerGpuHour = -1; ///< below 0: none
    QString currency; ///< "EUR"

    friend bool operator==(const ConnectionProfile&, const ConnectionProfile&) = default;
};

/// One thing that a test of a connection found out.
struct ConnectionFinding
{
    enum class Level : std::uint8_t { Good, Note, Problem };
    Level level = Level::Good;
    QString sentence;
    QString detail;

    friend bool operator==(const ConnectionFinding&, const ConnectionFinding&) = default;
};

/// What a test of a connection found, in the order in which it was found.
struct ConnectionReport
{
    std::vector<ConnectionFinding> findings;
    QUrl url; ///< the base that answered; empty: none did
    QStringList clusters; ///< as far as the server names them
    std::optional<Error> error; ///< why it cannot be used; nullopt: it can

    friend bool operator==(const ConnectionReport&, const ConnectionReport&) = default;
};

/// How the data of one cluster stand. Exactly one of these at any time.
enum class ClusterState : std::uint8_t {
    Fresh, ///< the last complete fetch is at most two intervals old
    Stale, ///< it is older, or there was none yet
    Partial, ///< some of what was asked did not come
    LoginNeeded, ///< the server wants a (different) token; nothing is asked until there is one
    Blocked, ///< the server cannot be used as it is configured: certificate, redirect, not this kind of server
    ReadOnly, ///< nothing can be stored, or nothing will ever change: an opened file
};

struct ClusterStatus
{
    QString cluster; ///< under the name that the store has it; empty: the connection as a whole, before it named any
    QString connection; ///< id of its profile
    QString connectionName;
    ClusterState state = ClusterState::Stale;
    std::optional<Instant> lastSuccess; ///< when the server last gave all that it has of what was asked
    std::optional<Error> error; ///< why it is not Fresh
    int failures = 0; ///< of that kind in a row
    int gaps = 0; ///< stretches of time still to be fetched
    std::optional<Instant> nextTry; ///< when it is asked next, where that is known
    bool throttled = false; ///< the server asked us to wait until nextTry
    bool insecure = false; ///< plain http to another machine

    friend bool operator==(const ClusterStatus&, const ClusterStatus&) = default;
};

} // namespace atlas
