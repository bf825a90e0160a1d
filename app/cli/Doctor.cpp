// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Doctor.h"

#include "models/analysis/Usage.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace atlas {

namespace {

std::vector<EndpointHours> endpointHours(const std::vector<CoverageEntry>& ledger)
{
    std::map<std::tuple<std::string, std::optional<DimensionKey>>, EndpointHours> byEndpoint;
    for (const auto& entry : ledger) {
        auto& hours = byEndpoint[{entry.endpoint, entry.dimension}];
        hours.endpoint = entry.endpoint;
        hours.dimension = entry.dimension;
        switch (entry.state) {
        case CoverageState::Complete:
            hours.complete += entry.range.hours();
            break;
        case CoverageState::Unverified:
            hours.unverified += entry.range.hours();
            break;
        case CoverageState::Gap:
            // A gap between two snapshots may be shorter than an hour, and is one all the same.
            hours.gap += std::max(1, entry.range.hours());
            if (!hours.oldestGap || entry.range.from < *hours.oldestGap)
                hours.oldestGap = entry.range.from;
            break;
        case CoverageState::MissingOnServer:
            hours.missing += entry.range.hours();
            break;
        }
    }
    std::vector<EndpointHours> list;
    for (auto& [key, hours] : byEndpoint)
        list.push_back(std::move(hours));
    return list;
}

void add(ReconciledTotals& totals, const Reconciliation& part)
{
    totals.tolerancePercent = part.tolerancePercent;
    totals.compared += part.compared;
    totals.off += part.off;
    totals.clusterOnly += part.clusterOnly;
    totals.namespacesOnly += part.namespacesOnly;
    totals.offGpuHours += part.offGpuHours;
    const auto* worst = part.worst();
    if (worst && (!totals.worst || std::abs(worst->difference()) > std::abs(totals.worst->difference())))
        totals.worst = *worst;
}

/// Figure by figure over the whole time of a cluster, some weeks after the other: years of many namespaces at once
/// would not fit into a small machine.
Result<void> addFigures(SqliteStore& store, ClusterHealth& health)
{
    if (!health.info.hours)
        return {};
    constexpr std::chrono::hours step(60 * 24);
    const TimeRange all = *health.info.hours;
    health.expectedHours = all.hours();
    for (Instant from = all.from; from < all.to; from += step) {
        const TimeRange part{from, std::min(all.to, from + step)};
        const auto cluster = store.grid({{health.info.name, Level::Cluster, {}}, part}).result();
        if (!cluster)
            return tl::unexpected(cluster.error());
        const auto namespaces = store.grid({{health.info.name, Level::Namespace, {}}, part}).result();
        if (!namespaces)
            return tl::unexpected(namespaces.error());
        add(health.reconciliation, reconcile(**cluster, **namespaces));
        health.reconciliation.hasNamespaces |= (*namespaces)->subjectCount() > 0;
        const HourPresence presence(**cluster);
        for (int subject = 0; subject < (*cluster)->subjectCount(); ++subject) {
            const auto usage = usageOf(**cluster, subject, part.firstHour(), part.endHour(), presence);
            health.clusterHours += usage.hoursPresent;
            health.allZeroHours += usage.allZeroHours;
            health.outOfRangeHours += usage.outOfRangeHours;
        }
    }
    return {};
}

QString count(std::int64_t number, const char* one, const char* many)
{
    return QStringLiteral("%1 %2").arg(number).arg(QLatin1StringView(number == 1 ? one : many));
}

} // namespace

Result<DoctorReport> examine(SqliteStore& store, Instant now)
{
    DoctorReport report;
    const auto sound = store.checkIntegrity(now).result();
    if (!sound)
        report.integrity = sound.error();
    const auto facts = store.facts().result();
    if (!facts)
        return report.integrity ? Result<DoctorReport>(report) : tl::unexpected(facts.error());
    report.facts = *facts;
    const auto inventory = store.inventory().result();
    if (!inventory)
        return report.integrity ? Result<DoctorReport>(report) : tl::unexpected(inventory.error());
    for (const auto& info : inventory->clusters) {
        ClusterHealth health;
        health.info = info;
        const auto ledger = store.coverage(info.name);
        if (ledger)
            health.endpoints = endpointHours(*ledger);
        const auto added = ledger ? addFigures(store, health) : tl::unexpected(ledger.error());
        // What is damaged cannot be read to its end, which has been said.
        if (!added && !report.integrity)
            return tl::unexpected(added.error());
        report.clusters.push_back(std::move(health));
    }
    constexpr int few = 5;
    report.fieldFaults = store.fieldFaults().result().value_or(std::vector<FieldFault>());
    report.rejected = store.rejectedLog(few).result().value_or(std::vector<RejectedRecord>());
    return report;
}

std::optional<Error> DoctorReport::problem() const
{
    if (integrity)
        return *integrity;
    std::int64_t gaps = 0, unverified = 0, off = 0;
    for (const auto& cluster : clusters) {
        for (const auto& endpoint : cluster.endpoints) {
            gaps += endpoint.gap;
            unverified += endpoint.unverified;
        }
        off += cluster.reconciliation.off;
        if (cluster.reconciliation.hasNamespaces)
            off += cluster.reconciliation.clusterOnly + cluster.reconciliation.namespacesOnly;
    }
    QStringList found;
    if (gaps > 0)
        found << count(gaps, "hour is still to be fetched", "hours are still to be fetched");
    if (unverified > 0)
        found << count(unverified, "hour is unverified", "hours are unverified");
    if (off > 0)
        found << count(
            off, "hour of a cluster disagrees with its namespaces", "hours of clusters disagree with their namespaces");
    if (found.isEmpty())
        return std::nullopt;
    return Error{ErrorClass::Partial,
        QStringLiteral("The store is sound, but %1. Nothing was changed; the next sync fetches what it can.")
            .arg(found.join(QLatin1StringView(", "))),
        {}, 0, {}};
}

} // namespace atlas
