// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SummaryCommand.h"

#include <QDateTime>

#define RAPIDJSON_HAS_STDSTRING 1
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <array>
#include <cmath>

namespace atlas {

namespace {

/// Writes keys and values; unknown is null.
class JsonText
{
public:
    JsonText() { m_writer.SetIndent(' ', 2); }

    void key(const std::string& name) { m_writer.Key(name); }
    void number(const std::string& name, double value)
    {
        key(name);
        number(value);
    }
    void number(double value)
    {
        if (std::isfinite(value))
            m_writer.Double(value);
        else
            m_writer.Null();
    }
    /// A figure that counts things: without a fraction where it has none.
    void count(const std::string& name, double value)
    {
        key(name);
        constexpr double largestExact = 9007199254740992.0;
        if (std::abs(value) <= largestExact && value == std::floor(value))
            m_writer.Int64(std::int64_t(value));
        else
            number(value);
    }
    void text(const std::string& name, const std::string& value)
    {
        key(name);
        m_writer.String(value);
    }
    void text(const std::string& value) { m_writer.String(value); }
    void instant(const std::string& name, Instant t) { text(name, formatRfc3339(t)); }
    void flag(const std::string& name, bool value)
    {
        key(name);
        m_writer.Bool(value);
    }
    template <typename Content>
    void object(const std::string& name, Content content)
    {
        key(name);
        object(content);
    }
    template <typename Content>
    void object(Content content)
    {
        m_writer.StartObject();
        content();
        m_writer.EndObject();
    }
    template <typename Items, typename Item>
    void list(const std::string& name, const Items& items, Item item)
    {
        key(name);
        list(items, item);
    }
    template <typename Items, typename Item>
    void list(const Items& items, Item item)
    {
        m_writer.StartArray();
        for (const auto& each : items)
            item(each);
        m_writer.EndArray();
    }
    std::string take() { return std::string(m_buffer.GetString(), m_buffer.GetSize()) + '\n'; }

private:
    rapidjson::StringBuffer m_buffer;
    rapidjson::PrettyWriter<rapidjson::StringBuffer> m_writer{m_buffer};
};

/// What the average of a subject is divided by: the cluster's hours, or in a bucket the subject's own.
enum class AverageOver { ClusterHours, OwnRows };

class SummaryWriter
{
public:
    SummaryWriter(const Summary& summary, const UsageOptions& options)
        : m_summary(summary)
        , m_options(options)
    {
    }

    std::string write(const std::string& cluster, int top, const QTimeZone& zone, const std::optional<RowSums>& rows);

private:
    void query(const std::string& cluster, int top, const QTimeZone& zone);
    void cluster();
    void previous();
    void deltas();
    void namespaces();
    void labels();
    void tops();
    void buckets(const std::string& name, const std::vector<BucketUsage>& buckets, bool withCapacity);
    void namespacesDaily();
    void selfChecks(const std::optional<RowSums>& rows);

    void usage(const Usage& usage, AverageOver average);
    void capacity(const Usage& usage);
    void peak(const std::string& name, const PeakHour& peak);
    void change(const std::string& name, double current, double previous);
    void namedUsage(const NamedUsage& named);
    void top(
        const std::string& name, const std::vector<NamedUsage>& subjects, const std::string& figure, Metric metric);

    const Summary& m_summary;
    const UsageOptions& m_options;
    JsonText m_json;
};

void SummaryWriter::query(const std::string& cluster, int top, const QTimeZone& zone)
{
    const QTimeZone shown = zone.isValid() ? zone : QTimeZone::utc();
    const auto from = QDateTime::fromSecsSinceEpoch(m_summary.range.from.time_since_epoch().count(), Qt::UTC);
    m_json.object("query", [&] {
        m_json.text("cluster", cluster);
        m_json.instant("start", m_summary.range.from);
        m_json.instant("end", m_summary.range.to);
        m_json.count("top", top);
        m_json.count("utc_offset_minutes", shown.offsetFromUtc(from) / 60); // whole minutes in every zone since 1972
        m_json.text("range", "start <= stat_hour < end");
        m_json.text("zone", shown.id().toStdString());
        m_json.text(
            "utilization_basis", m_options.basis == UtilizationBasis::Allocated ? "allocated GPUs" : "all GPUs");
        m_json.flag("all_zero_hours_are_unknown", m_options.zeroHoursAreUnknown);
    });
}

void SummaryWriter::peak(const std::string& name, const PeakHour& peak)
{
    m_json.number(name, peak.value);
    m_json.key(name + "_hour");
    if (isKnown(peak.value))
        m_json.text(formatRfc3339(peak.hour));
    else
        m_json.number(unknown);
}

void SummaryWriter::usage(const Usage& usage, AverageOver average)
{
    m_json.count("hours_present", usage.hoursPresent);
    m_json.number("gpu_hours", metricValue(usage, Metric::GpuHours));
    m_json.number("used_gpu_hours", metricValue(usage, Metric::UsedGpuHours));
    m_json.number("idle_gpu_hours", metricValue(usage, Metric::IdleGpuHours));
    m_json.number("unknown_gpu_hours", usage.unknownGpuHours);
    m_json.number("idle_below_gpu_hours", metricValue(usage, Metric::IdleBelowGpuHours));
    m_json.number("weighted_mean_utilization", usage.utilization);
    m_json.number("mean_utilization", usage.meanUtilization);
    m_json.number("max_utilization", usage.maxUtilization);
    m_json.number("min_utilization", usage.minUtilization);
    m_json.number("p50_of_hours", usage.p50OfHours);
    m_json.number("p95_of_hours", usage.p95OfHours);
    m_json.number(
        "avg_allocated", average == AverageOver::ClusterHours ? usage.averageAllocated : usage.averageWhilePresent);
    peak("peak_allocated", usage.peakAllocated);
    peak("peak_utilization", usage.peakUtilization);
    m_json.number("mean_active_workloads", usage.meanActiveWorkloads);
    m_json.count("peak_active_workloads", usage.peakActiveWorkloads);
    m_json.number("coverage_pct", 100 * usage.coverage());
    m_json.count("all_zero_hours", usage.allZeroHours);
    m_json.count("out_of_range_hours", usage.outOfRangeHours);
}

void SummaryWriter::capacity(const Usage& usage)
{
    m_json.number("capacity_gpu_hours", metricValue(usage, Metric::CapacityGpuHours));
    m_json.number("unallocated_gpu_hours", metricValue(usage, Metric::UnallocatedGpuHours));
    m_json.number("overallocated_gpu_hours", usage.overallocatedGpuHours);
    m_json.count("unknown_capacity_hours", usage.unknownCapacityHours);
    m_json.number("allocation_rate", usage.allocationRate);
    m_json.number("mean_allocation_rate", usage.meanAllocationRate);
    m_json.count("sample_count", usage.sampleCount);
    m_json.count("hours_expected", usage.hoursExpected);
}

void SummaryWriter::cluster()
{
    const Usage& total = m_summary.cluster;
    m_json.object("cluster", [&] {
        usage(total, AverageOver::ClusterHours);
        capacity(total);
        m_json.count("hours_missing", total.hoursExpected - total.hoursPresent);
        m_json.list("missing", m_summary.missing, [&](const TimeRange& run) {
            m_json.list(std::array{run.from, run.to}, [&](Instant t) { m_json.text(formatRfc3339(t)); });
        });
        m_json.number("p50_utilization_max", total.maxP50);
        m_json.number("p95_utilization_max", total.maxP95);
        m_json.count("zero_gpu_hours", total.zeroGpuHours);
        m_json.number("idle_below_pct", m_options.idleThreshold);
        m_json.number("unattributed_gpu_hours", m_summary.unattributedGpuHours);
    });
}

void SummaryWriter::previous()
{
    m_json.object("previous", [&] {
        m_json.instant("start", m_summary.previousRange.from);
        m_json.instant("end", m_summary.previousRange.to);
        m_json.object("cluster", [&] {
            usage(m_summary.previousCluster, AverageOver::ClusterHours);
            capacity(m_summary.previousCluster);
        });
    });
}

void SummaryWriter::change(const std::string& name, double current, double previous)
{
    const Change change = changeOf(current, previous);
    m_json.object(name, [&] {
        m_json.number("current", change.current);
        m_json.number("previous", change.previous);
        m_json.number("delta", change.absolute);
        m_json.number("pct", change.percent);
    });
}

void SummaryWriter::deltas()
{
    const Usage &now = m_summary.cluster, &before = m_summary.previousCluster;
    m_json.object("delta", [&] {
        const auto ofSum = [&](const std::string& name, Metric metric) {
            change(name, metricValue(now, metric), metricValue(before, metric));
        };
        ofSum("gpu_hours", Metric::GpuHours);
        ofSum("used_gpu_hours", Metric::UsedGpuHours);
        ofSum("idle_gpu_hours", Metric::IdleGpuHours);
        change("weighted_mean_utilization", now.utilization, before.utilization);
        change("mean_utilization", now.meanUtilization, before.meanUtilization);
        change("allocation_rate", now.allocationRate, before.allocationRate);
        change("peak_allocated", now.peakAllocated.value, before.peakAllocated.value);
        change("peak_utilization", now.peakUtilization.value, before.peakUtilization.value);
        ofSum("unallocated_gpu_hours", Metric::UnallocatedGpuHours);
        change("avg_allocated", now.averageAllocated, before.averageAllocated);
        change("hours_present", now.hoursPresent, before.hoursPresent);
    });
}

void SummaryWriter::namedUsage(const NamedUsage& named)
{
    m_json.object([&] {
        m_json.text("name", named.name);
        usage(named.usage, AverageOver::ClusterHours);
        m_json.number("share_pct", named.sharePercent);
    });
}

void SummaryWriter::namespaces()
{
    m_json.list("namespaces", m_summary.namespaces, [&](const NamedUsage& named) { namedUsage(named); });
    auto gone = m_summary.previousNamespaces;
    m_json.object("namespace_delta", [&] {
        for (const auto& named : m_summary.namespaces) {
            const auto it = m_summary.previousNamespaces.find(named.name);
            const bool isNew = it == m_summary.previousNamespaces.end();
            const auto figure = [&](const std::string& key, Metric metric) {
                change(key, metricValue(named.usage, metric), isNew ? unknown : metricValue(it->second, metric));
            };
            gone.erase(named.name);
            m_json.object(named.name, [&] {
                figure("gpu_hours", Metric::GpuHours);
                figure("idle_gpu_hours", Metric::IdleGpuHours);
                figure("weighted_mean_utilization", Metric::Utilization);
                figure("avg_allocated", Metric::AverageAllocated);
            });
        }
    });
    m_json.object("namespaces_gone", [&] {
        for (const auto& [name, usage] : gone)
            m_json.object(name, [&] { m_json.number("previous_gpu_hours", usage.gpuHours); });
    });
}

void SummaryWriter::labels()
{
    m_json.object("labels", [&] {
        for (const auto& [key, values] : m_summary.dimensions)
            m_json.list(std::string(dimensionTypeName(key.type)) + '/' + key.key, values,
                [&](const NamedUsage& named) { namedUsage(named); });
    });
}

void SummaryWriter::top(
    const std::string& name, const std::vector<NamedUsage>& subjects, const std::string& figure, Metric metric)
{
    m_json.list(name, subjects, [&](const NamedUsage& subject) {
        m_json.object([&] {
            m_json.text("name", subject.name);
            m_json.number(figure, metricValue(subject.usage, metric));
        });
    });
}

void SummaryWriter::tops()
{
    m_json.object("top", [&] {
        top("namespaces_by_gpu_hours", m_summary.topNamespacesByGpuHours, "gpu_hours", Metric::GpuHours);
        top("namespaces_by_idle_gpu_hours", m_summary.topNamespacesByIdle, "idle_gpu_hours", Metric::IdleGpuHours);
        top("namespaces_by_utilization", m_summary.topNamespacesByUtilization, "weighted_mean_utilization",
            Metric::Utilization);
        if (m_summary.topWorkloadsOmitted) {
            for (const char* list : {"workloads_by_gpu_hours", "workloads_by_idle_gpu_hours"})
                m_json.text(list, "omitted: more workload hours than fit into memory; choose a shorter range");
            return;
        }
        top("workloads_by_gpu_hours", m_summary.topWorkloadsByGpuHours, "gpu_hours", Metric::GpuHours);
        top("workloads_by_idle_gpu_hours", m_summary.topWorkloadsByIdle, "idle_gpu_hours", Metric::IdleGpuHours);
    });
}

void SummaryWriter::buckets(const std::string& name, const std::vector<BucketUsage>& buckets, bool withCapacity)
{
    m_json.list(name, buckets, [&](const BucketUsage& bucket) {
        m_json.object([&] {
            m_json.text("bucket", bucket.bucket);
            usage(bucket.usage, AverageOver::OwnRows);
            if (withCapacity)
                capacity(bucket.usage);
            else
                m_json.count("hours_expected", bucket.usage.hoursExpected);
        });
    });
}

void SummaryWriter::namespacesDaily()
{
    if (m_summary.namespacesDailyOmitted) {
        m_json.text("namespaces_daily", "omitted: more than 20 namespaces");
        return;
    }
    m_json.object("namespaces_daily", [&] {
        for (const auto& [name, days] : m_summary.namespacesDaily)
            buckets(name, days, false);
    });
}

void SummaryWriter::selfChecks(const std::optional<RowSums>& rows)
{
    const auto same = [](double a, double b) { return Check{a, b}.holds(); };
    const Usage& total = m_summary.cluster;
    bool labelsHold = true;
    for (const auto& [key, check] : m_summary.dimensionsSumToCluster)
        labelsHold = labelsHold && check.holds();
    m_json.object("self_checks", [&] {
        if (rows) {
            m_json.flag("sql_gpu_hours", same(rows->gpuHours, total.gpuHours));
            // The rows' own figures know neither another basis nor doubts about zeros.
            if (m_options.basis == UtilizationBasis::Allocated && !m_options.zeroHoursAreUnknown)
                m_json.flag("sql_idle", same(rows->idleGpuHours, total.idleGpuHours));
            m_json.flag("sql_rows", rows->rows == total.hoursPresent);
        }
        m_json.flag("namespaces_sum_to_cluster", m_summary.namespacesSumToCluster.holds());
        m_json.flag("days_sum_to_total", m_summary.daysSumToTotal.holds());
        m_json.flag("labels_sum_to_cluster", labelsHold);
        m_json.flag("parts_sum_to_capacity", m_summary.partsSumToCapacity.holds());
    });
}

std::string SummaryWriter::write(
    const std::string& name, int top, const QTimeZone& zone, const std::optional<RowSums>& rows)
{
    m_json.object([&] {
        query(name, top, zone);
        cluster();
        previous();
        deltas();
        namespaces();
        labels();
        tops();
        buckets("daily", m_summary.daily, true);
        buckets("weekly", m_summary.weekly, true);
        buckets("monthly", m_summary.monthly, true);
        namespacesDaily();
        selfChecks(rows);
    });
    return m_json.take();
}

} // namespace

std::string summaryJson(const Summary& summary, const std::string& cluster, int top, const QTimeZone& zone,
    const std::optional<RowSums>& rows, const UsageOptions& options)
{
    return SummaryWriter(summary, options).write(cluster, top, zone, rows);
}

} // namespace atlas
