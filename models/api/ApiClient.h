// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiConfig.h"
#include "models/api/WireDecoder.h"
#include "models/domain/Error.h"
#include "models/domain/Ledger.h"
#include "models/domain/PeriodSummary.h"
#include "models/domain/Rows.h"
#include "models/domain/Snapshot.h"

#include <QFuture>
#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// All rows of a range, gathered over pages and narrower windows.
template <typename Row>
struct WalkResult
{
    std::vector<Row> rows; ///< distinct by natural key, the newest version of each, by time, then by key
    std::optional<std::int64_t> statedTotal; ///< sum of what the server states for the windows
    int pages = 0; ///< replies read
    bool verified = false; ///< the server's own totals (or its plain whole array) confirm that nothing is missing
    std::vector<TimeRange> unverified; ///< windows in which rows may be missing; empty if verified
    bool manyRejected = false; ///< more than 1 % of a window's rows were unusable
    bool noData = false; ///< the server said 4004
    Envelope envelope = Envelope::Bare;
    QStringList warnings; ///< sentences for the request log
    DecodeStats stats;
};

/// The newest snapshot of a server.
struct LatestSnapshot
{
    std::optional<AllocationSnapshot> snapshot; ///< nullopt: the server has none
    DecodeStats stats;
};

/// Narrows `/workloads/hourly-stats`; empty fields do not narrow.
struct WorkloadFilter
{
    std::string namespaceName, name, type;
};

/// Which endpoints a server has. The five of old are always there where a base path was found.
struct EndpointSet
{
    bool clusters = false, namespaces = false, dimensionKeys = false, dimensionValues = false, workloads = false;
    bool snapshots = false; ///< `/snapshots/latest` has data (the newest servers store none)

    friend bool operator==(const EndpointSet&, const EndpointSet&) = default;
};

struct ProbeResult
{
    QUrl baseUrl; ///< what to store: up to, and without, `/gpu-aggregation`
    EndpointSet endpoints;
    std::vector<std::string> clusters; ///< as far as the server names them
    Envelope envelope = Envelope::Bare;
};

/// True where the server does not have the endpoint (HTTP 404 or 405, or a proxy's HTML page in its place).
bool endpointMissing(const Error& error);
/// True where a web page came in the place of an answer, as if all were well: the server does not have the endpoint, or
/// somebody on the way wants a login.
bool isPage(const Error& error);

/// True where the token is valid, and not for what was asked (HTTP 403, code 4005).
bool isForbidden(const Error& error);

/// Speaks to one server. Lives in one thread with an event loop, and is called there; replies are decoded there, so
/// give it a thread that may be busy for some milliseconds. Consume the futures with whenDone: when the client dies,
/// they are cancelled and nothing is called.
///
/// Empty cluster names mean the server's default cluster. Ranges are half-open; the wire's inclusive ends are the
/// client's affair. Who cancels a future is asked for no more pages. Failures are retried here and nowhere else: at
/// most three attempts, with jitter, as the budget of the server allows. Error classes: NET, TIMEOUT, TLS, AUTH,
/// THROTTLED, API, PAYLOAD; PARTIAL after 10 000 pages.
class ApiClient : public QObject
{
    Q_OBJECT

public:
    explicit ApiClient(ApiConfig config, QObject* parent = nullptr);
    ApiClient(ApiConfig config, ApiEnvironment environment, QObject* parent = nullptr);
    ~ApiClient() override;

    const ApiConfig& config() const;
    /// For requests from now on; those under way end as they began.
    void setAuth(ApiAuth auth);

    QFuture<Result<std::vector<std::string>>> clusters();
    QFuture<Result<std::vector<std::string>>> namespaces(const std::string& cluster, TimeRange range);
    QFuture<Result<std::vector<std::string>>> dimensionKeys(
        const std::string& cluster, DimensionType type, TimeRange range);
    QFuture<Result<std::vector<std::string>>> dimensionValues(
        const std::string& cluster, const DimensionKey& key, TimeRange range);

    /// One page each, `page` counted from 1, as the server sends it.
    QFuture<Result<DecodedPage<ClusterHour>>> clusterHoursPage(const std::string& cluster, TimeRange range, int page);
    QFuture<Result<DecodedPage<NamespaceHour>>> namespaceHoursPage(
        const std::string& cluster, TimeRange range, int page, const std::string& namespaceName = {});
    QFuture<Result<DecodedPage<DimensionHour>>> dimensionHoursPage(
        const std::string& cluster, const DimensionKey& key, TimeRange range, int page, const std::string& value = {});
    QFuture<Result<DecodedPage<WorkloadHour>>> workloadHoursPage(
        const std::string& cluster, TimeRange range, int page, const WorkloadFilter& filter = {});

    /// All rows of a range: walks the pages, splits ranges over 30 days, and fetches what page borders lost again in
    /// narrower windows. Fails as a whole when a page fails for good.
    QFuture<Result<WalkResult<ClusterHour>>> clusterHours(const std::string& cluster, TimeRange range);
    QFuture<Result<WalkResult<NamespaceHour>>> namespaceHours(
        const std::string& cluster, TimeRange range, const std::string& namespaceName = {});
    QFuture<Result<WalkResult<DimensionHour>>> dimensionHours(
        const std::string& cluster, const DimensionKey& key, TimeRange range, const std::string& value = {});
    QFuture<Result<WalkResult<WorkloadHour>>> workloadHours(
        const std::string& cluster, TimeRange range, const WorkloadFilter& filter = {});

    /// May be one of another dimension than "cluster": look at its head.
    QFuture<Result<LatestSnapshot>> latestSnapshot(const std::string& cluster);
    /// All snapshots of a range, oldest first; asks again for halves of the range where a reply would be too large.
    QFuture<Result<DecodedPage<AllocationSnapshot>>> snapshots(const std::string& cluster, TimeRange range);

    /// Names of the extension endpoints that the server advertises ("summary/daily", ...); empty where it advertises
    /// none, which is no failure.
    QFuture<Result<std::vector<std::string>>> extensions();
    /// A cluster's days, oldest first, from a server that advertises "summary/daily". Days are UTC days, or those of
    /// `zone` (an IANA name).
    QFuture<Result<std::vector<PeriodSummary>>> dailySummaries(
        const std::string& cluster, TimeRange range, const std::string& zone = {});

    /// Ends the wait that the server asked for, so that a refresh by hand is tried at once; false where there is none,
    /// or where it was ended before and the server has not answered well since.
    bool overrideThrottle();

    /// Tries the URL, then the URL with `/api/v1`, `/v1` and `/api`, and tells which one answers in a known envelope
    /// and what it offers. Independent of config().baseUrl.
    QFuture<Result<ProbeResult>> probeBasePath(const QUrl& url);

Q_SIGNALS:
    /// The server asked us to wait; the client does so by itself. For a countdown.
    void throttled(std::chrono::milliseconds wait);
    /// One exchange ended, whatever came of it. `connection` is left empty.
    void exchanged(const atlas::RequestRecord& record);
    /// How far the server's clock (its Date header) is ahead of ours, with each answer that has one.
    void clockSeen(std::chrono::seconds ahead);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
