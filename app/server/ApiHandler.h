// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/QueryParams.h"
#include "models/api/WireEncoder.h"
#include "models/domain/Error.h"
#include "models/domain/Inventory.h"
#include "models/domain/Time.h"

#include <functional>
#include <string>
#include <string_view>

namespace atlas {

class SqliteStore;

/// The body of a reply in pieces, for replies that may be larger than memory should hold: each call gives the next
/// piece, an empty one is the end. A failure breaks the connection off, so that the client sees a cut reply.
using BodyPieces = std::function<Result<std::string>()>;

struct ApiReply
{
    unsigned status = 200;
    std::string body; ///< the whole body, where `pieces` is empty
    BodyPieces pieces;
    int retryAfterSeconds = 0; ///< 0: no such header
};

/// Answers requests from a store, in the canonical form; knows nothing of sockets. Called from any thread.
///
/// Below `/api/v1` and `/v1`: `/gpu-aggregation/...` of the contract, `/healthz` (the process lives) and `/readyz` (the
/// store can be read). A bad parameter is HTTP 200 with code 4001, an unknown cluster or no snapshot 4004, a store that
/// cannot be read HTTP 503 with code 5002, a read that took too long HTTP 504 with the same; a path that does not exist
/// is HTTP 404 with code 4004. What succeeds says how old its data are.
class ApiHandler
{
public:
    /// Both outlive the handler.
    ApiHandler(SqliteStore& store, const Clock& clock)
        : m_store(store)
        , m_clock(clock)
    {
    }

    ApiReply answer(std::string_view path, const QueryParams& params) const;

private:
    Result<ApiReply> answerBelow(std::string_view endpoint, const QueryParams& params) const;
    /// The cluster that a request is about: the one it names, or the first.
    Result<ClusterInfo> cluster(const QueryParams& params) const;
    /// Of data that come every `interval`; stale where two of those have passed.
    DataAge age(std::optional<Instant> until, std::chrono::seconds interval) const;
    DataAge ageOfHours(const std::optional<TimeRange>& hours) const;
    DataAge ageOfSnapshots(const ClusterInfo& cluster) const;
    /// A list of all clusters, or of what goes for all of them.
    Result<ApiReply> listReply(const std::vector<std::string>* names = nullptr) const;
    template <typename Row>
    Result<ApiReply> hours(const QueryParams& params) const;
    Result<ApiReply> names(std::string_view endpoint, const QueryParams& params) const;
    Result<ApiReply> latestSnapshot(const QueryParams& params) const;
    Result<ApiReply> snapshots(const QueryParams& params) const;

    SqliteStore& m_store;
    const Clock& m_clock;
};

/// A reply that states a failure in the envelope.
ApiReply errorReply(const Error& error);

} // namespace atlas
