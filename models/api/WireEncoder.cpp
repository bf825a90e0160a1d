// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/WireEncoder.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

namespace atlas {

namespace {

/// The canonical form, on RapidJSON's writer: its Grisu2 digits read back to the same double.
class JsonOut
{
public:
    JsonOut()
        : m_writer(m_buffer)
    {
    }

    void beginObject() { m_writer.StartObject(); }
    void endObject() { m_writer.EndObject(); }
    void beginArray() { m_writer.StartArray(); }
    void endArray() { m_writer.EndArray(); }
    void key(std::string_view text) { m_writer.Key(text.data(), rapidjson::SizeType(text.size())); }
    void text(std::string_view text) { m_writer.String(text.data(), rapidjson::SizeType(text.size())); }
    void null() { m_writer.Null(); }
    void boolean(bool value) { m_writer.Bool(value); }
    void integer(std::int64_t number) { m_writer.Int64(number); }

    /// Infinite is no JSON number either.
    void number(double value)
    {
        if (std::isfinite(value))
            m_writer.Double(value);
        else
            m_writer.Null();
    }
    /// A figure that the canonical form writes as an integer: without a fraction where it has none.
    void whole(double value)
    {
        constexpr double exactLimit = 9007199254740992.0;
        const bool negativeZero = value == 0 && std::signbit(value);
        if (std::isfinite(value) && std::abs(value) <= exactLimit && value == std::floor(value) && !negativeZero)
            m_writer.Int64(std::int64_t(value));
        else
            number(value);
    }

    void field(std::string_view name, std::string_view value)
    {
        key(name);
        text(value);
    }
    void field(std::string_view name, Figure value)
    {
        key(name);
        number(value);
    }
    void wholeField(std::string_view name, Figure value)
    {
        key(name);
        whole(value);
    }
    void integerField(std::string_view name, std::int64_t value)
    {
        key(name);
        integer(value);
    }
    void field(std::string_view name, const std::optional<Stamp>& value)
    {
        key(name);
        if (value)
            text(formatRfc3339(*value));
        else
            null();
    }
    void field(std::string_view name, const LabelList& labels)
    {
        key(name);
        beginObject();
        for (const auto& [label, value] : labels)
            field(label, std::string_view(value));
        endObject();
    }

    std::string take() const { return {m_buffer.GetString(), m_buffer.GetSize()}; }

private:
    rapidjson::StringBuffer m_buffer;
    rapidjson::Writer<rapidjson::StringBuffer> m_writer;
};

void beginReply(JsonOut& out, int code, std::string_view message, const std::optional<DataAge>& age)
{
    out.beginObject();
    out.key("meta");
    out.beginObject();
    out.integerField("code", code);
    out.field("message", message);
    if (age) {
        out.key("as_of");
        if (age->asOf)
            out.text(formatRfc3339(*age->asOf));
        else
            out.null();
        out.key("stale");
        out.boolean(age->stale);
    }
    out.endObject();
    out.key("data");
}

std::string endReply(JsonOut& out)
{
    out.key("tracing");
    out.null();
    out.endObject();
    return out.take();
}

void beginReply(JsonOut& out, const std::optional<DataAge>& age)
{
    constexpr int success = 2000;
    beginReply(out, success, "OK", age);
}

template <typename Row>
void writeUtilization(JsonOut& out, const Row& row)
{
    out.field("avg_utilization", row.avgUtilization);
    out.field("max_utilization", row.maxUtilization);
    out.field("min_utilization", row.minUtilization);
}

void writeWritten(JsonOut& out, const RowTimes& at)
{
    out.field("created_at", at.createdAt);
    out.field("updated_at", at.updatedAt);
}

void write(JsonOut& out, const ClusterHour& row)
{
    out.integerField("id", row.id);
    out.field("cluster_name", row.cluster);
    out.field("stat_hour", formatRfc3339(row.at.time));
    out.wholeField("total_gpu_capacity", row.capacity);
    out.field("allocated_gpu_count", row.allocated);
    out.field("allocation_rate", row.allocationRate);
    writeUtilization(out, row);
    out.field("p50_utilization", row.p50Utilization);
    out.field("p95_utilization", row.p95Utilization);
    out.wholeField("sample_count", row.sampleCount);
    writeWritten(out, row.at);
}

void write(JsonOut& out, const NamespaceHour& row)
{
    out.integerField("id", row.id);
    out.field("cluster_name", row.cluster);
    out.field("namespace", row.name);
    out.field("stat_hour", formatRfc3339(row.at.time));
    out.wholeField("total_gpu_capacity", row.capacity);
    out.field("allocated_gpu_count", row.allocated);
    out.field("allocation_rate", row.allocationRate);
    writeUtilization(out, row);
    out.wholeField("active_workload_count", row.activeWorkloads);
    writeWritten(out, row.at);
}

void write(JsonOut& out, const DimensionHour& row)
{
    out.integerField("id", row.id);
    out.field("cluster_name", row.cluster);
    out.field("dimension_type", dimensionTypeName(row.dimension.type));
    out.field("dimension_key", row.dimension.key);
    out.field("dimension_value", row.value);
    out.field("stat_hour", formatRfc3339(row.at.time));
    out.field("allocated_gpu_count", row.allocated);
    writeUtilization(out, row);
    out.wholeField("active_workload_count", row.activeWorkloads);
    writeWritten(out, row.at);
}

void write(JsonOut& out, const WorkloadHour& row)
{
    out.integerField("id", row.id);
    out.field("cluster_name", row.cluster);
    out.field("namespace", row.namespaceName);
    out.field("workload_name", row.name);
    out.field("workload_type", row.type);
    out.field("stat_hour", formatRfc3339(row.at.time));
    out.field("allocated_gpu_count", row.allocated);
    out.field("requested_gpu_count", row.requested);
    writeUtilization(out, row);
    out.field("p50_utilization", row.p50Utilization);
    out.field("p95_utilization", row.p95Utilization);
    out.field("avg_gpu_memory_used", row.avgMemoryUsed);
    out.field("max_gpu_memory_used", row.maxMemoryUsed);
    out.field("avg_gpu_memory_total", row.avgMemoryTotal);
    out.field("avg_replica_count", row.avgReplicas);
    out.wholeField("max_replica_count", row.maxReplicas);
    out.wholeField("min_replica_count", row.minReplicas);
    out.field("workload_status", row.status);
    out.wholeField("sample_count", row.sampleCount);
    out.field("owner_uid", row.ownerUid);
    out.field("owner_name", row.ownerName);
    out.field("labels", row.labels);
    out.field("annotations", row.annotations);
    writeWritten(out, row.at);
}

void write(JsonOut& out, const AllocatedWorkload& workload)
{
    out.beginObject();
    out.field("uid", workload.uid);
    out.field("name", workload.name);
    out.field("namespace", workload.namespaceName);
    out.field("kind", workload.kind);
    out.wholeField("allocatedGpu", workload.gpus);
    out.field("utilization", workload.utilization);
    out.wholeField("replicaCount", workload.replicas);
    out.endObject();
}

void writeGroup(JsonOut& out, Figure gpus, Figure utilization, Figure workloadCount)
{
    out.wholeField("allocatedGpu", gpus);
    out.field("utilization", utilization);
    out.wholeField("workloadCount", workloadCount);
}

void writeDetails(JsonOut& out, const AllocationSnapshot& snapshot)
{
    out.beginObject();
    out.key("namespaces");
    out.beginObject();
    for (const auto& group : snapshot.namespaces) {
        out.key(group.name);
        out.beginObject();
        writeGroup(out, group.gpus, group.utilization, group.workloadCount);
        out.key("workloads");
        out.beginArray();
        for (const auto& workload : group.workloads)
            write(out, workload);
        out.endArray();
        out.endObject();
    }
    out.endObject();
    out.key("annotations");
    out.beginObject();
    for (const auto& group : snapshot.annotations) {
        out.key(group.key + ":" + group.value);
        out.beginObject();
        writeGroup(out, group.gpus, group.utilization, group.workloadCount);
        out.endObject();
    }
    out.endObject();
    out.endObject();
}

void write(JsonOut& out, const AllocationSnapshot& snapshot)
{
    const auto& head = snapshot.head;
    out.beginObject();
    out.integerField("id", head.id);
    out.field("cluster_name", head.cluster);
    out.field("snapshot_time", formatRfc3339(head.time));
    out.field("dimension_type", head.dimensionType);
    out.field("dimension_key", head.dimensionKey);
    out.field("dimension_value", head.dimensionValue);
    out.wholeField("total_gpu_capacity", head.capacity);
    out.wholeField("allocated_gpu_count", head.allocated);
    out.key("allocation_details");
    writeDetails(out, snapshot);
    out.key("created_at"); // not kept
    out.null();
    out.endObject();
}

template <typename Row>
std::string page(std::span<const Row> rows, const PageInfo& info, const std::optional<DataAge>& age)
{
    JsonOut out;
    beginReply(out, age);
    out.beginObject();
    out.integerField("total", info.total);
    out.integerField("page", info.page);
    out.integerField("page_size", info.pageSize);
    out.integerField("total_pages", info.totalPages);
    out.key("data");
    out.beginArray();
    for (const auto& row : rows) {
        out.beginObject();
        write(out, row);
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return endReply(out);
}

} // namespace

std::string encodePage(std::span<const ClusterHour> rows, const PageInfo& info, const std::optional<DataAge>& age)
{
    return page(rows, info, age);
}
std::string encodePage(std::span<const NamespaceHour> rows, const PageInfo& info, const std::optional<DataAge>& age)
{
    return page(rows, info, age);
}
std::string encodePage(std::span<const DimensionHour> rows, const PageInfo& info, const std::optional<DataAge>& age)
{
    return page(rows, info, age);
}
std::string encodePage(std::span<const WorkloadHour> rows, const PageInfo& info, const std::optional<DataAge>& age)
{
    return page(rows, info, age);
}

std::string encodeSummaries(std::span<const PeriodSummary> summaries, const std::optional<DataAge>& age)
{
    JsonOut out;
    beginReply(out, age);
    out.beginArray();
    for (const auto& summary : summaries) {
        out.beginObject();
        out.field("cluster_name", summary.cluster);
        out.field("period_start", formatRfc3339(summary.start));
        out.integerField("hours", summary.hours);
        out.field("capacity_gpu_hours", summary.capacityGpuHours);
        out.field("allocated_gpu_hours", summary.allocatedGpuHours);
        out.field("used_gpu_hours", summary.usedGpuHours);
        out.field("avg_utilization", summary.avgUtilization);
        out.endObject();
    }
    out.endArray();
    return endReply(out);
}

std::string encodeNames(std::span<const std::string> names, const std::optional<DataAge>& age)
{
    JsonOut out;
    beginReply(out, age);
    out.beginArray();
    for (const auto& name : names)
        out.text(name);
    out.endArray();
    return endReply(out);
}

std::string encodeSnapshot(const AllocationSnapshot& snapshot, const std::optional<DataAge>& age)
{
    JsonOut out;
    beginReply(out, age);
    write(out, snapshot);
    return endReply(out);
}

std::string encodeSnapshots(std::span<const AllocationSnapshot> snapshots, const std::optional<DataAge>& age)
{
    JsonOut out;
    beginReply(out, age);
    out.beginArray();
    for (const auto& snapshot : snapshots)
        write(out, snapshot);
    out.endArray();
    return endReply(out);
}

std::string encodeError(int code, std::string_view message, std::string_view traceId)
{
    JsonOut out;
    beginReply(out, code, message, std::nullopt);
    out.null();
    if (traceId.empty())
        return endReply(out);
    out.key("tracing");
    out.beginObject();
    out.field("trace_id", traceId);
    out.field("span_id", std::string_view());
    out.endObject();
    out.endObject();
    return out.take();
}

} // namespace atlas
