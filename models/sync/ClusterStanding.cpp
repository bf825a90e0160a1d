// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/ClusterStanding.h"

#include "models/api/ApiClient.h"
#include "models/sync/RefreshSchedule.h"

#include <QCoreApplication>

#include <algorithm>

namespace atlas {

namespace {

constexpr std::chrono::seconds clockTolerance{120};

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ClusterStanding)
};

/// The order in which states are told where several hold.
int weight(ClusterState state)
{
    switch (state) {
    case ClusterState::LoginNeeded:
        return 5;
    case ClusterState::Blocked:
        return 4;
    case ClusterState::ReadOnly:
        return 3;
    case ClusterState::Stale:
        return 2;
    case ClusterState::Partial:
        return 1;
    case ClusterState::Fresh:
        return 0;
    }
    return 0;
}

FetchKind twin(FetchKind kind)
{
    switch (kind) {
    case FetchKind::Visible:
        return FetchKind::Recent;
    case FetchKind::Recent:
        return FetchKind::Visible;
    case FetchKind::VisibleWorkloads:
        return FetchKind::RecentWorkloads;
    case FetchKind::RecentWorkloads:
        return FetchKind::VisibleWorkloads;
    case FetchKind::Snapshots:
        break;
    }
    return kind;
}

Error clockError(std::chrono::seconds ahead)
{
    const auto minutes = std::chrono::abs(ahead).count() / 60;
    const QString sentence = ahead.count() > 0
        ? Text::tr("The clock of this machine is %n minutes behind the server's. Data are placed by the server's time; "
                   "set the clock to see the right \"now\".",
            nullptr, int(minutes))
        : Text::tr("The clock of this machine is %n minutes ahead of the server's. Data are placed by the server's "
                   "time; set the clock to see the right \"now\".",
            nullptr, int(minutes));
    return {ErrorClass::Clock, sentence, {}, 0, {}};
}

} // namespace

ClusterState stateOf(const Error& error)
{
    constexpr int forbidden = 403, noPermission = 4005;
    switch (error.cls) {
    case ErrorClass::Auth:
        return error.code == forbidden || error.code == noPermission ? ClusterState::Partial
                                                                     : ClusterState::LoginNeeded;
    case ErrorClass::Tls:
    case ErrorClass::Usage:
        return ClusterState::Blocked;
    case ErrorClass::Partial:
    case ErrorClass::Payload:
        return endpointMissing(error) ? ClusterState::Blocked : ClusterState::Partial;
    case ErrorClass::Cache:
        return ClusterState::ReadOnly;
    default:
        return endpointMissing(error) ? ClusterState::Blocked : ClusterState::Stale;
    }
}

void ClusterStanding::ended(
    FetchKind kind, const std::optional<Error>& problem, int gaps, Instant now, std::chrono::milliseconds steady)
{
    auto& outcome = m_outcomes[std::size_t(kind)];
    const bool same = problem && outcome.problem && problem->cls == outcome.problem->cls;
    outcome.failures = !problem ? 0 : same ? outcome.failures + 1 : 1;
    outcome.problem = problem;
    // Both kinds of a level look at the same ledger: what the later one saw holds for both.
    outcome.gaps = gaps;
    m_outcomes[std::size_t(twin(kind))].gaps = gaps;
    const bool allWell = std::all_of(m_outcomes.begin(), m_outcomes.end(), [](const Outcome& o) { return !o.problem; });
    if (allWell) {
        m_lastSuccess = now;
        m_sinceSuccess = steady;
    }
}

ClusterStatus ClusterStanding::status(std::chrono::milliseconds steady) const
{
    ClusterStatus status;
    status.lastSuccess = m_lastSuccess;
    status.state = m_sinceSuccess && RefreshSchedule::isFresh(steady - *m_sinceSuccess) ? ClusterState::Fresh
                                                                                        : ClusterState::Stale;
    int worst = -1;
    for (const auto kind : {FetchKind::Snapshots, FetchKind::Recent, FetchKind::RecentWorkloads})
        status.gaps += m_outcomes[std::size_t(kind)].gaps;
    for (const auto& outcome : m_outcomes) {
        if (!outcome.problem)
            continue;
        const auto state = stateOf(*outcome.problem);
        if (weight(state) > worst) {
            worst = weight(state);
            status.state = state;
            status.error = outcome.problem;
            status.failures = outcome.failures;
        }
    }
    if (worst < 0 && status.gaps > 0 && status.state == ClusterState::Fresh)
        status.state = ClusterState::Partial;
    if (!status.error && std::chrono::abs(m_serverAhead) > clockTolerance)
        status.error = clockError(m_serverAhead);
    return status;
}

} // namespace atlas
