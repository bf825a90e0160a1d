// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Rows.h"
#include "models/domain/Time.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a store can say about its own data: what was asked for and what came, which requests were made, what could not
/// be used. Committed together with the rows it speaks of.
namespace atlas {

/// What is known of a stretch of time after it was asked for.
enum class CoverageState : std::uint8_t {
    Complete, ///< all rows that the server states
    Unverified, ///< rows arrived, their number could not be confirmed
    Gap, ///< to be fetched (again)
    MissingOnServer, ///< asked for long enough: the server has none
};

/// One stretch of one endpoint of one cluster, and what came of asking for it. For a stretch of time the entry
/// committed last counts: it takes the place of what older entries said about it (which keep the rest of theirs).
struct CoverageEntry
{
    std::string cluster;
    std::string endpoint; ///< "cluster/hourly-stats", "snapshots" ...
    std::optional<DimensionKey> dimension; ///< for "labels/hourly-stats"
    TimeRange range;
    CoverageState state = CoverageState::Gap;
    std::int64_t rowsReceived = 0; ///< distinct rows of the request, also where only a part of its range is left
    std::optional<std::int64_t> statedTotal;
    Stamp fetchedAt{};
    std::string request; ///< path and parameters, without host and secrets; "" where none was made
    int attempts = 0; ///< of a gap: how often it was asked for in vain, in a row
    std::optional<Stamp> openSince; ///< of a gap: when it was first asked for in vain

    friend bool operator==(const CoverageEntry&, const CoverageEntry&) = default;
};

/// One exchange with a server, successful or not. No host, no header, no secret.
struct RequestRecord
{
    Stamp at{}; ///< when it was sent
    std::string connection; ///< id of the connection; "" for a command's own
    std::string cluster; ///< "" where the request names none
    std::string request; ///< path below the base, and parameters
    int attempt = 1;
    int httpStatus = 0; ///< 0: no answer
    std::int64_t rows = -1; ///< -1: not an answer with rows
    std::int64_t bytes = 0; ///< of the body, decompressed
    std::chrono::milliseconds duration{0};
    std::string traceId;
    std::optional<ErrorClass> failure;
    std::string message; ///< of the failure, or a warning; "" if all went well

    friend bool operator==(const RequestRecord&, const RequestRecord&) = default;
};

/// A row that came and could not be used.
struct RejectedRecord
{
    Stamp at{};
    std::string cluster, endpoint;
    std::string reason;
    std::string raw; ///< its JSON text, at most 4 KiB

    friend bool operator==(const RejectedRecord&, const RejectedRecord&) = default;
};

/// How often a field of a source's rows was not what the contract says.
struct FieldFault
{
    std::string cluster, endpoint;
    std::string field; ///< snake_case name on the wire
    std::string
        problem; ///< "missing", "null", "wrong-type", "too-large", "out-of-range", "no-zone", "off-boundary", "future"
    std::int64_t count = 0;

    friend bool operator==(const FieldFault&, const FieldFault&) = default;
};

/// How old data may get before a store lets go of them. Zero or less keeps them for ever.
struct RetentionPolicy
{
    std::chrono::days hours{730}; ///< hourly rows, what the ledger says of that time, and snapshots altogether
    std::chrono::days snapshots{14}; ///< every snapshot's body; after that one an hour

    friend bool operator==(const RetentionPolicy&, const RetentionPolicy&) = default;
};

/// Sizes and dates of a store.
struct StoreFacts
{
    QString path; ///< empty for a store in memory
    std::int64_t bytes = 0; ///< on disk, with the write-ahead log
    std::int64_t freeBytes = 0; ///< of those, unused
    std::int64_t hourRows = 0;
    std::int64_t snapshots = 0;
    std::int64_t rejectedRows = 0; ///< ever
    std::int64_t hiddenRows = 0; ///< gone from their server, and kept
    int schemaVersion = 0;
    std::optional<Instant> integrityCheckedAt; ///< when the last check that found nothing ended

    friend bool operator==(const StoreFacts&, const StoreFacts&) = default;
};

/// Whether a store can be written to.
struct StoreHealth
{
    enum class State : std::uint8_t {
        Writable,
        ReadOnly, ///< opened for reading, or the file or folder does not allow writing
        Full, ///< no space is left; tried again by itself
        Broken, ///< the last write failed in a way that leaves its outcome open; reopened and checked before the next
        InMemory, ///< works, and keeps nothing beyond this run
    };
    State state = State::Writable;
    std::optional<Error> error; ///< why; where Writable, something to know about it

    bool takesCommits() const { return state == State::Writable || state == State::InMemory; }
    friend bool operator==(const StoreHealth&, const StoreHealth&) = default;
};

} // namespace atlas
