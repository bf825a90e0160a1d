// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/ApiHandler.h"

#include "app/server/SnapshotPieces.h"
#include "app/server/Summaries.h"
#include "models/domain/Endpoints.h"
#include "models/store/SqliteStore.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace atlas {

namespace {

ApiReply ok(std::string body)
{
    ApiReply reply;
    reply.body = std::move(body);
    return reply;
}

Result<ApiReply> namesReply(const Result<std::vector<std::string>>& names, const DataAge& age)
{
    if (!names)
        return tl::unexpected(names.error());
    return ok(encodeNames(*names, age));
}

Result<RowPage<ClusterHour>> read(SqliteStore& store, const RowQuery& query, const ClusterHour*)
{
    return store.clusterHours(query);
}
Result<RowPage<NamespaceHour>> read(SqliteStore& store, const RowQuery& query, const NamespaceHour*)
{
    return store.namespaceHours(query);
}
Result<RowPage<DimensionHour>> read(SqliteStore& store, const RowQuery& query, const DimensionHour*)
{
    return store.dimensionHours(query);
}
Result<RowPage<WorkloadHour>> read(SqliteStore& store, const RowQuery& query, const WorkloadHour*)
{
    return store.workloadHoursPage(query);
}

} // namespace

ApiReply errorReply(const Error& error)
{
    ApiReply reply;
    int code = error.code;
    if (tookTooLong(error)) {
        reply.status = 504;
        code = apiDatabase;
    } else if (error.cls == ErrorClass::Cache) {
        reply.status = 503;
        reply.retryAfterSeconds = 5;
        code = apiDatabase;
    } else if (error.cls != ErrorClass::Api) {
        reply.status = 500;
        code = apiInternal;
    }
    reply.body = encodeError(code, error.message.toStdString());
    return reply;
}

ApiReply ApiHandler::answer(std::string_view path, const QueryParams& params) const
{
    if (path == "/healthz")
        return ok(R"({"meta":{"code":2000,"message":"OK"},"data":"alive","tracing":null})");
    if (path == "/readyz") {
        auto clusters = listReply();
        return clusters ? std::move(*clusters) : errorReply(clusters.error());
    }

    for (const std::string_view prefix : {"/api/v1/gpu-aggregation/", "/v1/gpu-aggregation/"}) {
        if (path.starts_with(prefix)) {
            auto reply = answerBelow(path.substr(prefix.size()), params);
            return reply ? std::move(*reply) : errorReply(reply.error());
        }
    }
    ApiReply reply;
    reply.status = 404;
    reply.body =
        encodeError(apiNoSuchData, "there is nothing at this path; the data are below /api/v1/gpu-aggregation/");
    return reply;
}

Result<ApiReply> ApiHandler::answerBelow(std::string_view endpoint, const QueryParams& params) const
{
    if (const auto known = params.checkNames(); !known)
        return tl::unexpected(known.error());
    if (endpoint == endpoints::clusterHours)
        return hours<ClusterHour>(params);
    if (endpoint == endpoints::namespaceHours)
        return hours<NamespaceHour>(params);
    if (endpoint == endpoints::labelHours)
        return hours<DimensionHour>(params);
    if (endpoint == endpoints::workloadHours)
        return hours<WorkloadHour>(params);
    if (endpoint == endpoints::latest)
        return latestSnapshot(params);
    if (endpoint == endpoints::snapshots)
        return snapshots(params);
    if (endpoint == endpoints::extensions) {
        const std::vector<std::string> names(extensionNames.begin(), extensionNames.end());
        return listReply(&names);
    }
    if (std::find(extensionNames.begin(), extensionNames.end(), endpoint) != extensionNames.end()) {
        const auto about = cluster(params);
        if (!about)
            return tl::unexpected(about.error());
        const auto periods = summaries(m_store, endpoint, about->name, params);
        if (!periods)
            return tl::unexpected(periods.error());
        return ok(encodeSummaries(*periods, ageOfHours(about->hours)));
    }
    if (endpoint == endpoints::clusters)
        return listReply();
    constexpr std::array metadata{endpoints::namespaces, endpoints::keys, endpoints::values};
    if (std::find(metadata.begin(), metadata.end(), endpoint) != metadata.end())
        return names(endpoint, params);

    ApiReply reply;
    reply.status = 404;
    reply.body = encodeError(apiNoSuchData, "there is no such endpoint");
    return reply;
}

Result<ClusterInfo> ApiHandler::cluster(const QueryParams& params) const
{
    const auto known = m_store.inventory().result();
    if (!known)
        return tl::unexpected(known.error());
    const auto wanted = params.text("cluster");
    if (!wanted) {
        if (known->clusters.empty())
            return apiFailure(apiNoSuchData, QStringLiteral("the store holds no cluster"));
        return known->clusters.front();
    }
    if (const auto* info = known->find(*wanted))
        return *info;
    return apiFailure(apiNoSuchData, QStringLiteral("there is no cluster of this name; /clusters lists them"));
}

DataAge ApiHandler::age(std::optional<Instant> until, std::chrono::seconds interval) const
{
    return {until, !until || m_clock.now() - *until > 2 * interval};
}

DataAge ApiHandler::ageOfHours(const std::optional<TimeRange>& hours) const
{
    return age(hours ? std::optional(hours->to) : std::nullopt, std::chrono::hours(1));
}

DataAge ApiHandler::ageOfSnapshots(const ClusterInfo& cluster) const
{
    return age(cluster.latestSnapshot, std::chrono::minutes(5));
}

Result<ApiReply> ApiHandler::listReply(const std::vector<std::string>* names) const
{
    const auto known = m_store.inventory().result();
    if (!known)
        return tl::unexpected(known.error());
    std::vector<std::string> clusters;
    std::optional<Instant> newest;
    for (const auto& info : known->clusters) {
        clusters.push_back(info.name);
        if (info.hours)
            newest = std::max(newest, std::optional(info.hours->to)); // nullopt comes before all
    }
    return ok(encodeNames(names ? *names : clusters, age(newest, std::chrono::hours(1))));
}

template <typename Row>
Result<ApiReply> ApiHandler::hours(const QueryParams& params) const
{
    constexpr bool ofDimension = std::is_same_v<Row, DimensionHour>, ofWorkload = std::is_same_v<Row, WorkloadHour>;
    RowQuery query;
    const auto range = params.range();
    if (!range)
        return tl::unexpected(range.error());
    query.range = *range;
    if constexpr (ofDimension) {
        const auto dimension = params.dimension();
        if (!dimension)
            return tl::unexpected(dimension.error());
        query.dimension = *dimension;
        query.dimensionValue = params.text("dimension_value");
    }
    if constexpr (ofWorkload || std::is_same_v<Row, NamespaceHour>)
        query.namespaceName = params.text("namespace");
    if constexpr (ofWorkload) {
        query.workloadName = params.text("workload_name");
        query.workloadType = params.text("workload_type");
    }
    const auto ordered = params.order(std::move(query), ofDimension || ofWorkload);
    if (!ordered)
        return tl::unexpected(ordered.error());
    query = *ordered;
    const auto page = params.page();
    if (!page)
        return tl::unexpected(page.error());
    query.offset = (page->page - 1) * page->size;
    query.limit = page->size;
    const auto about = cluster(params);
    if (!about)
        return tl::unexpected(about.error());
    query.cluster = about->name;

    const auto rows = read(m_store, query, static_cast<const Row*>(nullptr));
    if (!rows)
        return tl::unexpected(rows.error());
    const PageInfo info{rows->total, page->page, page->size, (rows->total + page->size - 1) / page->size};
    return ok(encodePage(
        std::span<const Row>(rows->rows), info, ageOfHours(ofWorkload ? about->workloadHours : about->hours)));
}

Result<ApiReply> ApiHandler::names(std::string_view endpoint, const QueryParams& params) const
{
    const auto range = params.range();
    if (!range)
        return tl::unexpected(range.error());
    const auto about = cluster(params);
    if (!about)
        return tl::unexpected(about.error());
    const auto age = ageOfHours(about->hours);
    if (endpoint == endpoints::namespaces)
        return namesReply(m_store.namespaceNames(about->name, *range), age);
    if (endpoint == endpoints::values) {
        const auto dimension = params.dimension();
        if (!dimension)
            return tl::unexpected(dimension.error());
        return namesReply(m_store.dimensionValues(about->name, *dimension, *range), age);
    }
    const auto type = params.dimensionType();
    if (!type)
        return tl::unexpected(type.error());
    const auto keys = m_store.dimensionKeys(about->name, *range);
    if (!keys)
        return tl::unexpected(keys.error());
    std::vector<std::string> names;
    for (const auto& key : *keys) {
        if (key.type == *type)
            names.push_back(key.key);
    }
    return namesReply(std::move(names), age);
}

Result<ApiReply> ApiHandler::latestSnapshot(const QueryParams& params) const
{
    const auto about = cluster(params);
    if (!about)
        return tl::unexpected(about.error());
    const auto newest = m_store.snapshot(about->name, std::nullopt).result();
    if (!newest)
        return tl::unexpected(newest.error());
    if (!*newest)
        return apiFailure(apiNoSuchData, QStringLiteral("there is no snapshot of this cluster"));
    return ok(encodeSnapshot(**newest, ageOfSnapshots(*about)));
}

Result<ApiReply> ApiHandler::snapshots(const QueryParams& params) const
{
    const Instant now = m_clock.now();
    const auto range = params.range(TimeRange{now - std::chrono::hours(24), now + std::chrono::seconds(1)});
    if (!range)
        return tl::unexpected(range.error());
    const auto about = cluster(params);
    if (!about)
        return tl::unexpected(about.error());
    ApiReply reply;
    reply.pieces = SnapshotPieces(m_store, about->name, *range, ageOfSnapshots(*about));
    return reply;
}

} // namespace atlas
