// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommandOptions.h"
#include "app/cli/Doctor.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

namespace atlas {

namespace {

QString megabytes(std::int64_t bytes)
{
    return QStringLiteral("%1 MB").arg(double(bytes) / 1e6, 0, 'f', 1);
}

QString gpuHours(double value)
{
    return QString::number(value, 'f', 2);
}

QString hours(std::int64_t count)
{
    return count == 1 ? QStringLiteral("1 hour") : QStringLiteral("%1 hours").arg(count);
}

QString endpointLine(const EndpointHours& endpoint)
{
    QString line = u"  " + nameOf(endpoint) + QStringLiteral(": %1 h complete").arg(endpoint.complete);
    if (endpoint.unverified > 0)
        line += QStringLiteral(", %1 h unverified").arg(endpoint.unverified);
    if (endpoint.gap > 0)
        line += QStringLiteral(", %1 h still to be fetched (from %2)")
                    .arg(endpoint.gap)
                    .arg(QString::fromStdString(formatRfc3339(*endpoint.oldestGap)));
    if (endpoint.missing > 0)
        line += QStringLiteral(", %1 h missing on the server").arg(endpoint.missing);
    return line;
}

QStringList clusterLines(const ClusterHealth& cluster)
{
    QStringList lines;
    const auto& info = cluster.info;
    lines << QStringLiteral("cluster %1").arg(printable(QString::fromStdString(info.name)));
    if (info.hours)
        lines << QStringLiteral("  rows of %1 of %2, %3 to %4")
                     .arg(cluster.clusterHours)
                     .arg(hours(cluster.expectedHours), QString::fromStdString(formatRfc3339(info.hours->from)),
                         QString::fromStdString(formatRfc3339(info.hours->to)));
    if (info.latestSnapshot)
        lines
            << QStringLiteral("  newest snapshot %1").arg(QString::fromStdString(formatRfc3339(*info.latestSnapshot)));
    for (const auto& endpoint : cluster.endpoints)
        lines << endpointLine(endpoint);
    if (cluster.reconciled.empty())
        lines << QStringLiteral("  there is nothing that should add up to the cluster");
    for (const auto& checked : cluster.reconciled) {
        lines << QStringLiteral("  %1: %2 of %3 differ from the cluster by more than %4 %")
                     .arg(printable(checked.level))
                     .arg(checked.off)
                     .arg(hours(checked.compared))
                     .arg(checked.tolerancePercent);
        if (checked.worst)
            lines << QStringLiteral("    %1 GPU-hours in all; furthest off %2 in %3: cluster %4, %5 %6")
                         .arg(gpuHours(checked.offGpuHours), gpuHours(checked.worst->difference()),
                             QString::fromStdString(formatRfc3339(hourStart(checked.worst->hour))),
                             gpuHours(checked.worst->cluster), printable(checked.level),
                             gpuHours(checked.worst->namespaces));
    }
    if (cluster.allZeroHours > 0)
        lines << QStringLiteral("  in %1 every utilisation is 0 although GPUs were allocated")
                     .arg(hours(cluster.allZeroHours));
    if (cluster.outOfRangeHours > 0)
        lines << QStringLiteral("  in %1 there is a figure that cannot be").arg(hours(cluster.outOfRangeHours));
    return lines;
}

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void text(Writer& out, const char* key, const std::string& value)
{
    out.Key(key);
    out.String(value.data(), rapidjson::SizeType(value.size()));
}

void number(Writer& out, const char* key, std::int64_t value)
{
    out.Key(key);
    out.Int64(value);
}

void figure(Writer& out, const char* key, double value)
{
    out.Key(key);
    if (isKnown(value))
        out.Double(value);
    else
        out.Null();
}

void time(Writer& out, const char* key, const std::optional<Instant>& value)
{
    if (value)
        return text(out, key, formatRfc3339(*value));
    out.Key(key);
    out.Null();
}

void write(Writer& out, const EndpointHours& endpoint)
{
    out.StartObject();
    text(out, "endpoint", endpoint.endpoint);
    if (endpoint.dimension) {
        text(out, "dimension_type", std::string(dimensionTypeName(endpoint.dimension->type)));
        text(out, "dimension_key", endpoint.dimension->key);
    }
    number(out, "complete_hours", endpoint.complete);
    number(out, "unverified_hours", endpoint.unverified);
    number(out, "gap_hours", endpoint.gap);
    number(out, "missing_hours", endpoint.missing);
    time(out, "oldest_gap", endpoint.oldestGap);
    out.EndObject();
}

void write(Writer& out, const ReconciledTotals& checked)
{
    out.StartObject();
    text(out, "level", checked.level.toStdString());
    number(out, "compared_hours", checked.compared);
    number(out, "off_hours", checked.off);
    number(out, "cluster_only_hours", checked.clusterOnly);
    number(out, "level_only_hours", checked.levelOnly);
    figure(out, "tolerance_percent", checked.tolerancePercent);
    figure(out, "off_gpu_hours", checked.offGpuHours);
    out.Key("worst");
    if (checked.worst) {
        out.StartObject();
        time(out, "hour", hourStart(checked.worst->hour));
        figure(out, "cluster_gpu_hours", checked.worst->cluster);
        figure(out, "level_gpu_hours", checked.worst->namespaces);
        figure(out, "difference_percent", checked.worst->percent());
        out.EndObject();
    } else {
        out.Null();
    }
    out.EndObject();
}

void write(Writer& out, const Finding& finding)
{
    out.StartObject();
    text(out, "cluster", finding.cluster);
    text(out, "about", finding.about.toStdString());
    number(out, "hours", finding.hours);
    text(out, "sentence", finding.sentence.toStdString());
    out.EndObject();
}

void write(Writer& out, const ClusterHealth& cluster)
{
    out.StartObject();
    text(out, "cluster", cluster.info.name);
    time(out, "first_hour", cluster.info.hours ? std::optional(cluster.info.hours->from) : std::nullopt);
    time(out, "end", cluster.info.hours ? std::optional(cluster.info.hours->to) : std::nullopt);
    number(out, "expected_hours", cluster.expectedHours);
    number(out, "hours_with_rows", cluster.clusterHours);
    time(out, "latest_snapshot", cluster.info.latestSnapshot);
    number(out, "rows", cluster.info.hourRows);
    number(out, "all_zero_hours", cluster.allZeroHours);
    number(out, "out_of_range_hours", cluster.outOfRangeHours);
    out.Key("coverage");
    out.StartArray();
    for (const auto& endpoint : cluster.endpoints)
        write(out, endpoint);
    out.EndArray();
    out.Key("reconciliation");
    out.StartArray();
    for (const auto& level : cluster.reconciled)
        write(out, level);
    out.EndArray();
    out.EndObject();
}

void writeFaults(Writer& out, const DoctorReport& report)
{
    out.Key("field_faults");
    out.StartArray();
    for (const auto& fault : report.fieldFaults) {
        out.StartObject();
        text(out, "cluster", fault.cluster);
        text(out, "endpoint", fault.endpoint);
        text(out, "field", fault.field);
        text(out, "problem", fault.problem);
        number(out, "count", fault.count);
        out.EndObject();
    }
    out.EndArray();
    out.Key("rejected_newest");
    out.StartArray();
    for (const auto& row : report.rejected) {
        out.StartObject();
        text(out, "at", formatRfc3339(row.at));
        text(out, "cluster", row.cluster);
        text(out, "endpoint", row.endpoint);
        text(out, "reason", row.reason);
        text(out, "raw", row.raw);
        out.EndObject();
    }
    out.EndArray();
}

} // namespace

QString nameOf(const EndpointHours& endpoint)
{
    auto name = QString::fromStdString(endpoint.endpoint);
    if (endpoint.dimension) {
        const auto type = dimensionTypeName(endpoint.dimension->type);
        name += u' ' + QString::fromLatin1(type.data(), qsizetype(type.size()));
        if (!endpoint.dimension->key.empty()) // the list of keys has none
            name += u':' + QString::fromStdString(endpoint.dimension->key);
    }
    return name;
}

std::string doctorText(const DoctorReport& report)
{
    const auto& facts = report.facts;
    QStringList lines;
    lines << QStringLiteral("store %1").arg(facts.path);
    lines << QStringLiteral("  %1, of which %2 unused; schema %3; %4 hourly rows, %5 snapshots")
                 .arg(megabytes(facts.bytes), megabytes(facts.freeBytes))
                 .arg(facts.schemaVersion)
                 .arg(facts.hourRows)
                 .arg(facts.snapshots);
    lines << (report.integrity
            ? QStringLiteral("  integrity: %1 %2").arg(report.integrity->message, report.integrity->detail)
            : QStringLiteral("  integrity: sound"));
    if (facts.hiddenRows > 0)
        lines << QStringLiteral("  %1 rows are gone from their server; they are kept and not shown")
                     .arg(facts.hiddenRows);
    lines << QStringLiteral("  %1 rows arrived that could not be used").arg(facts.rejectedRows);
    for (const auto& row : report.rejected)
        lines << QStringLiteral("    %1 %2 of %3: %4")
                     .arg(QString::fromStdString(formatRfc3339(row.at)), QString::fromStdString(row.endpoint),
                         printable(QString::fromStdString(row.cluster)), printable(QString::fromStdString(row.reason)));
    for (const auto& fault : report.fieldFaults)
        lines << QStringLiteral("  %1 of %2: field %3 %4, %5 times")
                     .arg(QString::fromStdString(fault.endpoint), printable(QString::fromStdString(fault.cluster)),
                         printable(QString::fromStdString(fault.field)), QString::fromStdString(fault.problem),
                         QString::number(fault.count));
    for (const auto& cluster : report.clusters)
        lines << clusterLines(cluster);
    const auto findings = report.findings();
    lines << (findings.empty() ? QStringLiteral("findings: none") : QStringLiteral("findings:"));
    for (const auto& finding : findings)
        lines << u"  " + finding.sentence;
    return lines.join(u'\n').toStdString() + "\n";
}

std::string doctorJson(const DoctorReport& report)
{
    rapidjson::StringBuffer buffer;
    Writer out(buffer);
    const auto& facts = report.facts;
    const auto problem = report.problem();
    out.SetIndent(' ', 2);
    out.StartObject();
    text(out, "store", facts.path.toStdString());
    text(out, "verdict", problem ? QString(errorClassName(problem->cls)).toStdString() : "OK");
    text(out, "problem", problem ? problem->message.toStdString() : "");
    text(out, "integrity",
        report.integrity ? QString(report.integrity->message + u' ' + report.integrity->detail).toStdString()
                         : "sound");
    number(out, "bytes", facts.bytes);
    number(out, "free_bytes", facts.freeBytes);
    number(out, "schema_version", facts.schemaVersion);
    number(out, "hour_rows", facts.hourRows);
    number(out, "snapshots", facts.snapshots);
    number(out, "hidden_rows", facts.hiddenRows);
    number(out, "rejected_rows", facts.rejectedRows);
    time(out, "integrity_checked_at", facts.integrityCheckedAt);
    out.Key("findings");
    out.StartArray();
    for (const auto& finding : report.findings())
        write(out, finding);
    out.EndArray();
    writeFaults(out, report);
    out.Key("clusters");
    out.StartArray();
    for (const auto& cluster : report.clusters)
        write(out, cluster);
    out.EndArray();
    out.EndObject();
    return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

} // namespace atlas
