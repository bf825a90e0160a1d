// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/RowReader.h"

namespace atlas::json {

namespace {

template <typename Row>
using Spec = FieldSpec<Row>;

template <typename Row>
constexpr Spec<Row> plain(std::string_view name, FieldKind kind)
{
    return {name, kind, nullptr, nullptr, nullptr};
}
template <typename Row>
constexpr Spec<Row> figure(std::string_view name, Figure Row::*member, FieldKind kind = FieldKind::Amount)
{
    return {name, kind, member, nullptr, nullptr};
}
template <typename Row>
constexpr Spec<Row> percent(std::string_view name, Figure Row::*member)
{
    return {name, FieldKind::Percent, member, nullptr, nullptr};
}
template <typename Row>
constexpr Spec<Row> text(std::string_view name, std::string Row::*member, FieldKind kind = FieldKind::Text)
{
    return {name, kind, nullptr, member, nullptr};
}
template <typename Row>
constexpr Spec<Row> labels(std::string_view name, LabelList Row::*member)
{
    return {name, FieldKind::Labels, nullptr, nullptr, member};
}

using C = ClusterHour;
constexpr std::array clusterFields{
    plain<C>("id", FieldKind::Id),
    text("cluster_name", &C::cluster, FieldKind::Name),
    plain<C>("stat_hour", FieldKind::Hour),
    figure("total_gpu_capacity", &C::capacity),
    figure("allocated_gpu_count", &C::allocated),
    figure("allocation_rate", &C::allocationRate, FieldKind::Rate),
    percent("avg_utilization", &C::avgUtilization),
    percent("max_utilization", &C::maxUtilization),
    percent("min_utilization", &C::minUtilization),
    percent("p50_utilization", &C::p50Utilization),
    percent("p95_utilization", &C::p95Utilization),
    figure("sample_count", &C::sampleCount),
    plain<C>("created_at", FieldKind::Created),
    plain<C>("updated_at", FieldKind::Updated),
};

using N = NamespaceHour;
constexpr std::array namespaceFields{
    plain<N>("id", FieldKind::Id),
    text("cluster_name", &N::cluster, FieldKind::Name),
    text("namespace", &N::name, FieldKind::Name),
    plain<N>("stat_hour", FieldKind::Hour),
    figure("total_gpu_capacity", &N::capacity),
    figure("allocated_gpu_count", &N::allocated),
    figure("allocation_rate", &N::allocationRate, FieldKind::Rate),
    percent("avg_utilization", &N::avgUtilization),
    percent("max_utilization", &N::maxUtilization),
    percent("min_utilization", &N::minUtilization),
    figure("active_workload_count", &N::activeWorkloads),
    plain<N>("created_at", FieldKind::Created),
    plain<N>("updated_at", FieldKind::Updated),
};

using D = DimensionHour;
constexpr std::array dimensionFields{
    plain<D>("id", FieldKind::Id),
    text("cluster_name", &D::cluster, FieldKind::Name),
    plain<D>("dimension_type", FieldKind::Dimension),
    plain<D>("dimension_key", FieldKind::DimensionName),
    text("dimension_value", &D::value, FieldKind::Key),
    plain<D>("stat_hour", FieldKind::Hour),
    figure("allocated_gpu_count", &D::allocated),
    percent("avg_utilization", &D::avgUtilization),
    percent("max_utilization", &D::maxUtilization),
    percent("min_utilization", &D::minUtilization),
    figure("active_workload_count", &D::activeWorkloads),
    plain<D>("created_at", FieldKind::Created),
    plain<D>("updated_at", FieldKind::Updated),
};

using W = WorkloadHour;
constexpr std::array workloadFields{
    plain<W>("id", FieldKind::Id),
    text("cluster_name", &W::cluster, FieldKind::Name),
    text("namespace", &W::namespaceName, FieldKind::Name),
    text("workload_name", &W::name, FieldKind::Name),
    text("workload_type", &W::type, FieldKind::Key),
    plain<W>("stat_hour", FieldKind::Hour),
    figure("allocated_gpu_count", &W::allocated),
    figure("requested_gpu_count", &W::requested),
    percent("avg_utilization", &W::avgUtilization),
    percent("max_utilization", &W::maxUtilization),
    percent("min_utilization", &W::minUtilization),
    percent("p50_utilization", &W::p50Utilization),
    percent("p95_utilization", &W::p95Utilization),
    figure("avg_gpu_memory_used", &W::avgMemoryUsed),
    figure("max_gpu_memory_used", &W::maxMemoryUsed),
    figure("avg_gpu_memory_total", &W::avgMemoryTotal),
    figure("avg_replica_count", &W::avgReplicas),
    figure("max_replica_count", &W::maxReplicas),
    figure("min_replica_count", &W::minReplicas),
    text("workload_status", &W::status),
    figure("sample_count", &W::sampleCount),
    text("owner_uid", &W::ownerUid),
    text("owner_name", &W::ownerName),
    labels("labels", &W::labels),
    labels("annotations", &W::annotations),
    plain<W>("created_at", FieldKind::Created),
    plain<W>("updated_at", FieldKind::Updated),
};

} // namespace

template <>
std::span<const FieldSpec<ClusterHour>> fieldsOf()
{
    return clusterFields;
}
template <>
std::span<const FieldSpec<NamespaceHour>> fieldsOf()
{
    return namespaceFields;
}
template <>
std::span<const FieldSpec<DimensionHour>> fieldsOf()
{
    return dimensionFields;
}
template <>
std::span<const FieldSpec<WorkloadHour>> fieldsOf()
{
    return workloadFields;
}

error_code readLabels(ReadContext& context, Value& value, LabelList& out, Reading& reading)
{
    const auto token = tokenText(value);
    if (token.empty() || token.front() != '{') {
        std::string_view unused;
        const auto error = readText(context, value, unused, reading);
        if (!error && reading.used)
            reading = Reading::failed(FieldProblem::WrongType);
        return error;
    }
    Object object;
    if (const auto error = value.get_object().get(object))
        return error;
    return forEachField(object, [&](std::string_view key, Value& member) -> error_code {
        const auto text = tokenText(member);
        std::string_view label = text;
        error_code error = simdjson::SUCCESS;
        if (!text.empty() && text.front() == '"')
            error = readString(member, text, label);
        else
            error = meetUnknown(context, text);
        if (error || (!text.empty() && (text.front() == '{' || text.front() == '[')))
            return error;
        out.emplace_back(key, text == "null" ? std::string_view() : label);
        return simdjson::SUCCESS;
    });
}

} // namespace atlas::json
