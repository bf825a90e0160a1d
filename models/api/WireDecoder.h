// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Ledger.h"
#include "models/domain/PeriodSummary.h"
#include "models/domain/Rows.h"
#include "models/domain/Snapshot.h"

#include <QByteArrayView>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Bytes of a reply into domain values: every envelope, spelling and shape that servers in the field send.
namespace atlas {

struct DecodeOptions
{
    /// Rates come as 0-1 and are multiplied by 100. A setting of the connection, never guessed from the values.
    bool ratesAreFractions = false;
    /// Fail where more than half of the rows are unusable. Off for who judges several pages together (schemaChange()).
    bool judgeRejects = true;
};

/// How a reply was wrapped.
enum class Envelope : std::uint8_t {
    Canonical, ///< {"meta":{"code":2000},"data":...}
    Flat, ///< {"code":0,"data":...}
    Bare, ///< the data alone
};

/// A reply's envelope, apart from its data.
struct ReplyForm
{
    Envelope envelope = Envelope::Bare;
    std::optional<int> code; ///< as stated
    std::string traceId; ///< "" where there is none

    friend bool operator==(const ReplyForm&, const ReplyForm&) = default;
};

/// Why a figure of a row is unknown, or stored but doubtful.
enum class FieldProblem : std::uint8_t {
    Missing,
    Null,
    WrongType, ///< neither a number nor a numeric text
    TooLarge, ///< an integer beyond 64 bits, where one is needed
    OutOfRange, ///< outside the physical range: stored as sent
    NoZone, ///< a time without a zone: read as UTC
    OffBoundary, ///< an hourly row's time that is no full hour
};
inline constexpr std::size_t fieldProblemCount = 7;

struct FieldCount
{
    std::string field; ///< snake_case name on the wire
    FieldProblem problem = FieldProblem::Missing;
    std::int64_t count = 0;
    std::string cluster; ///< whose rows they are; "" where these do not say

    friend bool operator==(const FieldCount&, const FieldCount&) = default;
};

/// A row whose key or time is unusable.
struct RejectedRow
{
    std::string reason;
    std::string raw; ///< the row's JSON text, valid UTF-8, at most 4 KiB
    std::string cluster; ///< as FieldCount::cluster

    friend bool operator==(const RejectedRow&, const RejectedRow&) = default;
};

/// What was odd about a reply, for the request log and for PARTIAL.
struct DecodeStats
{
    std::int64_t rowsSeen = 0; ///< decoded and rejected ones
    std::int64_t rejectedRows = 0; ///< all of them; `rejected` keeps the first 1000
    std::int64_t zoneMissing = 0; ///< times without a zone, read as UTC
    std::int64_t future = 0; ///< hourly rows dated more than two hours after now; counted by who knows what time it is
    std::vector<FieldCount> fields; ///< only counts above zero
    std::vector<RejectedRow> rejected;

    /// Adds another page's figures.
    void merge(const DecodeStats& other);
    std::int64_t count(std::string_view field, FieldProblem problem) const;
};

/// PAYLOAD "the schema changed" where more than half of the rows are unusable.
std::optional<Error> schemaChange(const DecodeStats& stats);

/// The counts as the ledger of a store keeps them: by field and problem, together with times in the future. `cluster`
/// is whose the reply is, where its rows do not say.
std::vector<FieldFault> fieldFaults(const DecodeStats& stats, const std::string& cluster, const std::string& endpoint);

/// Adds what a reply had that could not be used to what goes into a store (a RowBatch).
template <class Batch>
void addFindings(
    Batch& batch, const DecodeStats& stats, const std::string& cluster, const std::string& endpoint, Stamp at)
{
    batch.rejectedRows += stats.rejectedRows;
    for (const auto& row : stats.rejected)
        batch.rejected.push_back({at, row.cluster.empty() ? cluster : row.cluster, endpoint, row.reason, row.raw});
    auto faults = fieldFaults(stats, cluster, endpoint);
    batch.fieldFaults.insert(batch.fieldFaults.end(), faults.begin(), faults.end());
}

/// One reply with rows.
template <typename Row>
struct DecodedPage
{
    std::vector<Row> rows; ///< in the order of the wire, repeats included
    std::optional<std::int64_t> total, totalPages, page; ///< as stated, where stated
    bool wrapped = false; ///< the rows came in a page object, not as a plain array
    bool noData = false; ///< the server said 4004: an empty result
    Envelope envelope = Envelope::Bare;
    DecodeStats stats;
};

/// Decodes replies. Keeps its parser and its buffer from call to call: make one a thread, use it for everything.
///
/// All functions fail with API (AUTH, THROTTLED) where the envelope states an error, and with PAYLOAD where the bytes
/// are no JSON, are cut off, nest deeper than 64, lack the data or have data of another type, or when more than half
/// of the rows are unusable ("schema changed"). A `data` of null is a failure; code 4004 is an empty result.
class WireDecoder
{
public:
    explicit WireDecoder(DecodeOptions options = {});
    ~WireDecoder();
    WireDecoder(WireDecoder&&) noexcept;
    WireDecoder& operator=(WireDecoder&&) noexcept;

    Result<DecodedPage<ClusterHour>> decodeClusterHours(QByteArrayView body);
    Result<DecodedPage<NamespaceHour>> decodeNamespaceHours(QByteArrayView body);
    Result<DecodedPage<DimensionHour>> decodeDimensionHours(QByteArrayView body);
    Result<DecodedPage<WorkloadHour>> decodeWorkloadHours(QByteArrayView body);

    /// `/snapshots/latest`: nullopt where the server says that it has none (4004).
    /// `stats`: where to put what was odd about it; null: nobody asks.
    Result<std::optional<AllocationSnapshot>> decodeSnapshot(QByteArrayView body, DecodeStats* stats = nullptr);
    /// `/snapshots`, as sent (oldest first).
    Result<DecodedPage<AllocationSnapshot>> decodeSnapshots(QByteArrayView body);
    /// `/summary/daily` and its like.
    Result<DecodedPage<PeriodSummary>> decodeSummaries(QByteArrayView body);
    /// The lists of names: clusters, namespaces, keys, values, extensions.
    Result<std::vector<std::string>> decodeNames(QByteArrayView body);

    /// Generic code chooses by the row type.
    template <typename Row>
    Result<DecodedPage<Row>> decodePage(QByteArrayView body);

    /// The failure that the envelope states, if the bytes are an envelope that states one (4004 included).
    std::optional<Error> statedError(QByteArrayView body);

    /// How the reply decoded last was wrapped, failed or not.
    const ReplyForm& lastForm() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

template <>
inline Result<DecodedPage<ClusterHour>> WireDecoder::decodePage(QByteArrayView body)
{
    return decodeClusterHours(body);
}
template <>
inline Result<DecodedPage<NamespaceHour>> WireDecoder::decodePage(QByteArrayView body)
{
    return decodeNamespaceHours(body);
}
template <>
inline Result<DecodedPage<DimensionHour>> WireDecoder::decodePage(QByteArrayView body)
{
    return decodeDimensionHours(body);
}
template <>
inline Result<DecodedPage<WorkloadHour>> WireDecoder::decodePage(QByteArrayView body)
{
    return decodeWorkloadHours(body);
}
template <>
inline Result<DecodedPage<AllocationSnapshot>> WireDecoder::decodePage(QByteArrayView body)
{
    return decodeSnapshots(body);
}

/// True for a PAYLOAD failure that only means "the text ends too early": fetching again may help.
bool isTruncated(const Error& error);

/// What a recorded reply is, judged by its content alone.
enum class ReplyKind : std::uint8_t {
    NotAReply, ///< no JSON, or JSON that no endpoint sends
    Empty, ///< a success without rows: nothing tells of which kind (fine: nothing to import)
    ErrorEnvelope,
    Names, ///< a list of names
    ClusterHours,
    NamespaceHours,
    DimensionHours,
    WorkloadHours,
    Snapshot,
    Snapshots,
};

/// Recognises a reply by the shape of its envelope and the keys of its rows.
ReplyKind classifyReply(QByteArrayView body);

} // namespace atlas
