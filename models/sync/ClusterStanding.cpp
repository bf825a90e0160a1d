// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/ClusterStanding.h"

#include "models/api/ApiClient.h"
#include "models/sync/RefreshSchedule.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

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

/// Snapshots, hours, workloads: the parts of the ledger whose gaps are counted.
std::size_t partOf(FetchKind kind)
{
    switch (kind) {
    case FetchKind::Snapshots:
        break;
    case FetchKind::Visible:
    case FetchKind::Recent:
        return 1;
    case FetchKind::VisibleWorkloads:
    case FetchKind::RecentWorkloads:
        return 2;
    }
    return 0;
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
    switch (error.cls) {
    case ErrorClass::Auth:
        return isForbidden(error) ? ClusterState::Partial : ClusterState::LoginNeeded;
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
    m_gaps[partOf(kind)] = gaps;
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
    status.gaps = std::accumulate(m_gaps.begin(), m_gaps.end(), 0);
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
