// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/Summaries.h"

#include "models/analysis/Buckets.h"
#include "models/analysis/RollUp.h"
#include "models/analysis/Usage.h"
#include "models/domain/WallClock.h"
#include "models/store/SqliteStore.h"

#include <QTimeZone>

namespace atlas {

namespace {

Result<QTimeZone> zoneOf(const QueryParams& params)
{
    const auto name = params.text("zone");
    if (!name)
        return QTimeZone::utc();
    const auto id = QByteArray::fromStdString(*name);
    if (!isZoneName(id))
        return apiFailure(apiBadParameter, QStringLiteral("zone must be an IANA name such as Europe/Berlin"));
    return QTimeZone(id);
}

PeriodSummary summaryOf(const std::string& cluster, HourIndex from, const Usage& usage)
{
    PeriodSummary summary;
    summary.cluster = cluster;
    summary.start = hourStart(from);
    summary.hours = usage.hoursPresent;
    // A sum over nothing known says nothing.
    if (usage.capacityGpuHours > 0)
        summary.capacityGpuHours = usage.capacityGpuHours;
    if (isKnown(usage.averageAllocated))
        summary.allocatedGpuHours = usage.gpuHours;
    if (isKnown(usage.meanUtilization))
        summary.usedGpuHours = usage.usedGpuHours;
    summary.avgUtilization = usage.utilization;
    return summary;
}

} // namespace

Result<std::vector<PeriodSummary>> summaries(
    SqliteStore& store, std::string_view endpoint, const std::string& cluster, const QueryParams& params)
{
    const auto range = params.range();
    if (!range)
        return tl::unexpected(range.error());
    constexpr std::chrono::days longest(3 * 366);
    if (range->length() > longest)
        return apiFailure(apiBadParameter, QStringLiteral("a range of more than three years is not summed up at once"));
    if (const auto level = params.text("level"); level && *level != "cluster")
        return apiFailure(apiBadParameter, QStringLiteral("level must be cluster"));
    const auto zone = zoneOf(params);
    if (!zone)
        return tl::unexpected(zone.error());

    const auto grid = store.grid({{cluster, Level::Cluster, {}}, *range}).result();
    if (!grid)
        return tl::unexpected(grid.error());
    std::vector<PeriodSummary> list;
    if ((*grid)->subjectCount() == 0)
        return list;
    const auto bucket = endpoint == "summary/daily" ? Bucket::Day
        : endpoint == "summary/weekly"              ? Bucket::Week
                                                    : Bucket::Month;
    const auto spans = cutBuckets(*range, bucket, *zone);
    const auto usages = rollUp(**grid, 0, spans, HourPresence(**grid));
    for (std::size_t i = 0; i < spans.size(); ++i)
        list.push_back(summaryOf(cluster, spans[i].from, usages[i]));
    return list;
}

} // namespace atlas
