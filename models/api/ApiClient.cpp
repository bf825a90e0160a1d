// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"

#include "models/api/BaseProbe.h"
#include "models/api/Fetcher.h"
#include "models/api/PageWalk.h"
#include "models/api/SnapshotWalk.h"

#include <QPromise>

namespace atlas {

namespace {

Question clusterQuestion(const std::string& cluster)
{
    return Question{"/cluster/hourly-stats", {}}.with("cluster", cluster);
}

Question namespaceQuestion(const std::string& cluster, const std::string& name)
{
    return Question{"/namespaces/hourly-stats", {}}.with("cluster", cluster).with("namespace", name);
}

Question dimensionQuestion(const std::string& cluster, const DimensionKey& key, const std::string& value)
{
    return Question{"/labels/hourly-stats", {}}
        .with("cluster", cluster)
        .with("dimension_type", std::string(dimensionTypeName(key.type)))
        .with("dimension_key", key.key)
        .with("dimension_value", value);
}

Question workloadQuestion(const std::string& cluster, const WorkloadFilter& filter)
{
    return Question{"/workloads/hourly-stats", {}}
        .with("cluster", cluster)
        .with("namespace", filter.namespaceName)
        .with("workload_name", filter.name)
        .with("workload_type", filter.type);
}

/// One question, one future.
template <typename T>
QFuture<Result<T>> askOnce(Fetcher& fetcher, Question question, Fetcher::Decode<T> decode)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto future = promise->future();
    fetcher.ask<T>(
        std::move(question), std::move(decode),
        [promise](tl::expected<T, RequestFailure> answer) {
            if (answer)
                promise->addResult(Result<T>(std::move(*answer)));
            else
                promise->addResult(Result<T>(tl::unexpected(answer.error().error)));
            promise->finish();
        },
        [promise] { return !promise->isCanceled(); });
    return future;
}

QFuture<Result<std::vector<std::string>>> askNames(Fetcher& fetcher, Question question)
{
    return askOnce<std::vector<std::string>>(fetcher, std::move(question),
        [](WireDecoder& decoder, QByteArrayView body) { return decoder.decodeNames(body); });
}

template <typename Row>
QFuture<Result<DecodedPage<Row>>> askPage(Fetcher& fetcher, Question question, TimeRange range, int page)
{
    question.within(range).with("page", std::to_string(page)).with("page_size", std::to_string(rowsPerPage));
    return askOnce<DecodedPage<Row>>(
        fetcher, std::move(question), [](WireDecoder& decoder, QByteArrayView body) -> Result<DecodedPage<Row>> {
            auto read = decoder.decodePage<Row>(body);
            if (!read)
                return read;
            if (auto changed = schemaChange(read->stats))
                return tl::unexpected(std::move(*changed));
            return read;
        });
}

template <typename Row>
QFuture<Result<WalkResult<Row>>> walk(Fetcher& fetcher, Question question, TimeRange range)
{
    return std::make_shared<PageWalk<Row>>(fetcher, std::move(question), range)->start();
}

} // namespace

class ApiClient::Private
{
public:
    Private(ApiConfig config, ApiEnvironment environment)
        : fetcher(std::move(config), std::move(environment), nullptr)
    {
    }

    Fetcher fetcher;
};

ApiClient::ApiClient(ApiConfig config, QObject* parent)
    : ApiClient(std::move(config), ApiEnvironment::system(), parent)
{
}

ApiClient::ApiClient(ApiConfig config, ApiEnvironment environment, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(config), std::move(environment)))
{
    connect(&d->fetcher, &Fetcher::throttled, this, &ApiClient::throttled);
    connect(&d->fetcher, &Fetcher::exchanged, this, &ApiClient::exchanged);
    connect(&d->fetcher, &Fetcher::clockSeen, this, &ApiClient::clockSeen);
}

ApiClient::~ApiClient() = default;

const ApiConfig& ApiClient::config() const
{
    return d->fetcher.config();
}

void ApiClient::setAuth(ApiAuth auth)
{
    d->fetcher.setAuth(auth);
}

QFuture<Result<std::vector<std::string>>> ApiClient::clusters()
{
    return askNames(d->fetcher, Question{"/clusters", {}});
}

QFuture<Result<std::vector<std::string>>> ApiClient::namespaces(const std::string& cluster, TimeRange range)
{
    return askNames(d->fetcher, Question{"/namespaces", {}}.with("cluster", cluster).within(range));
}

QFuture<Result<std::vector<std::string>>> ApiClient::dimensionKeys(
    const std::string& cluster, DimensionType type, TimeRange range)
{
    return askNames(d->fetcher,
        Question{"/dimension-keys", {}}
            .with("cluster", cluster)
            .with("dimension_type", std::string(dimensionTypeName(type)))
            .within(range));
}

QFuture<Result<std::vector<std::string>>> ApiClient::dimensionValues(
    const std::string& cluster, const DimensionKey& key, TimeRange range)
{
    return askNames(d->fetcher,
        Question{"/dimension-values", {}}
            .with("cluster", cluster)
            .with("dimension_type", std::string(dimensionTypeName(key.type)))
            .with("dimension_key", key.key)
            .within(range));
}

QFuture<Result<DecodedPage<ClusterHour>>> ApiClient::clusterHoursPage(
    const std::string& cluster, TimeRange range, int page)
{
    return askPage<ClusterHour>(d->fetcher, clusterQuestion(cluster), range, page);
}

QFuture<Result<DecodedPage<NamespaceHour>>> ApiClient::namespaceHoursPage(
    const std::string& cluster, TimeRange range, int page, const std::string& namespaceName)
{
    return askPage<NamespaceHour>(d->fetcher, namespaceQuestion(cluster, namespaceName), range, page);
}

QFuture<Result<DecodedPage<DimensionHour>>> ApiClient::dimensionHoursPage(
    const std::string& cluster, const DimensionKey& key, TimeRange range, int page, const std::string& value)
{
    return askPage<DimensionHour>(d->fetcher, dimensionQuestion(cluster, key, value), range, page);
}

QFuture<Result<DecodedPage<WorkloadHour>>> ApiClient::workloadHoursPage(
    const std::string& cluster, TimeRange range, int page, const WorkloadFilter& filter)
{
    return askPage<WorkloadHour>(d->fetcher, workloadQuestion(cluster, filter), range, page);
}

QFuture<Result<WalkResult<ClusterHour>>> ApiClient::clusterHours(const std::string& cluster, TimeRange range)
{
    return walk<ClusterHour>(d->fetcher, clusterQuestion(cluster), range);
}

QFuture<Result<WalkResult<NamespaceHour>>> ApiClient::namespaceHours(
    const std::string& cluster, TimeRange range, const std::string& namespaceName)
{
    return walk<NamespaceHour>(d->fetcher, namespaceQuestion(cluster, namespaceName), range);
}

QFuture<Result<WalkResult<DimensionHour>>> ApiClient::dimensionHours(
    const std::string& cluster, const DimensionKey& key, TimeRange range, const std::string& value)
{
    return walk<DimensionHour>(d->fetcher, dimensionQuestion(cluster, key, value), range);
}

QFuture<Result<WalkResult<WorkloadHour>>> ApiClient::workloadHours(
    const std::string& cluster, TimeRange range, const WorkloadFilter& filter)
{
    return walk<WorkloadHour>(d->fetcher, workloadQuestion(cluster, filter), range);
}

QFuture<Result<LatestSnapshot>> ApiClient::latestSnapshot(const std::string& cluster)
{
    return askOnce<LatestSnapshot>(d->fetcher, Question{"/snapshots/latest", {}}.with("cluster", cluster),
        [](WireDecoder& decoder, QByteArrayView body) -> Result<LatestSnapshot> {
            LatestSnapshot latest;
            auto snapshot = decoder.decodeSnapshot(body, &latest.stats);
            if (!snapshot)
                return tl::unexpected(std::move(snapshot.error()));
            latest.snapshot = std::move(*snapshot);
            return latest;
        });
}

QFuture<Result<DecodedPage<AllocationSnapshot>>> ApiClient::snapshots(const std::string& cluster, TimeRange range)
{
    return std::make_shared<SnapshotWalk>(d->fetcher, Question{"/snapshots", {}}.with("cluster", cluster), range)
        ->start();
}

QFuture<Result<std::vector<std::string>>> ApiClient::extensions()
{
    using Names = std::vector<std::string>;
    auto promise = std::make_shared<QPromise<Result<Names>>>();
    promise->start();
    auto future = promise->future();
    d->fetcher.ask<Names>(
        Question{"/extensions", {}},
        [](WireDecoder& decoder, QByteArrayView body) { return decoder.decodeNames(body); },
        [promise](tl::expected<Names, RequestFailure> names) {
            const auto hasNone = [](const Error& error) { // refuses the question, rather than fails at it
                const bool refused = error.code / 100 == 4 || error.code / 1000 == 4;
                return endpointMissing(error) || (error.cls == ErrorClass::Api && refused);
            };
            if (names)
                promise->addResult(Result<Names>(std::move(*names)));
            else if (hasNone(names.error().error))
                promise->addResult(Result<Names>(Names()));
            else
                promise->addResult(Result<Names>(tl::unexpected(names.error().error)));
            promise->finish();
        },
        [promise] { return !promise->isCanceled(); });
    return future;
}

QFuture<Result<std::vector<PeriodSummary>>> ApiClient::dailySummaries(
    const std::string& cluster, TimeRange range, const std::string& zone)
{
    using Summaries = std::vector<PeriodSummary>;
    return askOnce<Summaries>(d->fetcher,
        Question{"/summary/daily", {}}
            .with("cluster", cluster)
            .within(range)
            .with("level", "cluster")
            .with("zone", zone),
        [](WireDecoder& decoder, QByteArrayView body) {
            return decoder.decodeSummaries(body).and_then([](DecodedPage<PeriodSummary>&& page) -> Result<Summaries> {
                if (auto changed = schemaChange(page.stats))
                    return tl::unexpected(std::move(*changed));
                return std::move(page.rows);
            });
        });
}

bool ApiClient::overrideThrottle()
{
    return d->fetcher.overrideThrottle();
}

QFuture<Result<ProbeResult>> ApiClient::probeBasePath(const QUrl& url)
{
    return std::make_shared<BaseProbe>(d->fetcher, url)->start();
}

bool endpointMissing(const Error& error)
{
    return isPage(error)
        || (error.cls == ErrorClass::Net && (error.code == 404 || error.code == 405 || error.code == 501));
}

bool isPage(const Error& error)
{
    return error.cls == ErrorClass::Net && error.code >= 200 && error.code < 300;
}

bool isForbidden(const Error& error)
{
    constexpr int forbidden = 403, noPermission = 4005;
    return error.cls == ErrorClass::Auth && (error.code == forbidden || error.code == noPermission);
}

} // namespace atlas
