// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "models/domain/Error.h"
#include "models/domain/Time.h"

#include <array>
#include <chrono>
#include <optional>

namespace atlas {

/// What was asked of a server: each kind stands for itself, so that fresh snapshots do not hide that the hours failed.
enum class FetchKind : std::uint8_t { Snapshots, Visible, VisibleWorkloads, Recent, RecentWorkloads };
inline constexpr std::size_t fetchKindCount = 5;

/// How one cluster's data stand, by what became of the fetches. Pure.
class ClusterStanding
{
public:
    /// A fetch of `kind` ended. `problem`: nullopt if everything came. `gaps`: stretches still to be fetched.
    void ended(
        FetchKind kind, const std::optional<Error>& problem, int gaps, Instant now, std::chrono::milliseconds steady);
    /// What became of `kind` no longer counts: nobody asks for it now.
    void forget(FetchKind kind) { m_outcomes[std::size_t(kind)] = {}; }
    /// When data of an earlier run came last: they are there, and of that age.
    void remember(Instant lastSuccess) { m_lastSuccess = lastSuccess; }
    /// The server's clock, as far ahead of ours as it said.
    void clockSeen(std::chrono::seconds ahead) { m_serverAhead = ahead; }

    /// Without the connection's fields. A clock that is more than two minutes off is told as a CLOCK error where there
    /// is no other one; it does not change the state.
    ClusterStatus status(std::chrono::milliseconds steady) const;

private:
    struct Outcome
    {
        std::optional<Error> problem;
        int failures = 0;
    };

    std::array<Outcome, fetchKindCount> m_outcomes;
    std::array<int, 3> m_gaps{}; ///< of the ledger's parts, as they were seen last: two kinds look at the same one
    std::optional<Instant> m_lastSuccess;
    std::optional<std::chrono::milliseconds> m_sinceSuccess;
    std::chrono::seconds m_serverAhead{0};
};

/// The state that a failure leads to: AUTH to a login (but not 403, which only lacks a part), TLS, a refused address
/// and a server without the API are Blocked, CACHE is ReadOnly, PARTIAL is Partial; all else is Stale.
ClusterState stateOf(const Error& error);

} // namespace atlas
