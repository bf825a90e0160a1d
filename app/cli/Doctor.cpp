// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Doctor.h"

#include "app/cli/CommandOptions.h"
#include "models/analysis/LevelId.h"
#include "models/analysis/Usage.h"
#include "models/sync/SyncEndpoints.h"

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
    totals.offGpuHours += part.offGpuHours;
    const auto* worst = part.worst();
    if (worst && (!totals.worst || std::abs(worst->difference()) > std::abs(totals.worst->difference())))
        totals.worst = *worst;
}

/// The totals of a cluster's snapshots as hours of a level: an hour's allocation is the mean over its snapshots. Only
/// of hours that have all of them.
Result<GridPtr> snapshotHours(SqliteStore& store, const std::string& cluster, TimeRange range)
{
    constexpr int ofAnHour = 12;
    const auto heads = store.snapshotHeads(cluster, range).result();
    if (!heads)
        return tl::unexpected(heads.error());
    std::map<HourIndex, std::pair<double, int>> sums;
    for (const auto& head : *heads) {
        auto& [sum, count] = sums[hourIndex(head.time)];
        sum += head.allocated.value; // unknown makes the hour unknown
        ++count;
    }
    auto grid = std::make_shared<HourGrid>(
        GridScope{cluster, Level::Namespace, {}}, range.firstHour(), range.hours(), std::vector<std::string>{"all"});
    const auto allocated = grid->mutableSeries(Column::Allocated, 0);
    for (const auto& [hour, sum] : sums) {
        if (sum.second >= ofAnHour)
            allocated[std::size_t(hour - grid->firstHour())] = sum.first / sum.second;
    }
    return GridPtr(std::move(grid));
}

/// Figure by figure over the whole time of a cluster, some weeks after the other: years of many namespaces at once
/// would not fit into a small machine.
Result<void> addFigures(SqliteStore& store, ClusterHealth& health)
{
    if (!health.info.hours)
        return {};
    const auto& name = health.info.name;
    constexpr std::chrono::hours step(60 * 24);
    const TimeRange all = *health.info.hours;
    health.expectedHours = all.hours();
    std::vector<std::optional<DimensionKey>> levels{std::nullopt}; // namespaces
    for (const auto& key : health.info.dimensions)
        levels.push_back(key);
    std::vector<ReconciledTotals> totals(levels.size() + 1); // and snapshots
    std::vector<char> isThere(totals.size(), 0);
    for (Instant from = all.from; from < all.to; from += step) {
        const TimeRange part{from, std::min(all.to, from + step)};
        const auto cluster = store.grid({{name, Level::Cluster, {}}, part}).result();
        if (!cluster)
            return tl::unexpected(cluster.error());
        for (std::size_t i = 0; i < totals.size(); ++i) {
            const bool snapshots = i == levels.size(), namespaces = i == 0;
            const auto grid = snapshots ? snapshotHours(store, name, part)
                : namespaces            ? store.grid({{name, Level::Namespace, {}}, part}).result()
                                        : store.grid({{name, Level::Dimension, *levels[i]}, part}).result();
            if (!grid)
                return tl::unexpected(grid.error());
            const auto compared = reconcile(**cluster, **grid);
            add(totals[i], compared);
            isThere[i] = isThere[i] || (snapshots ? compared.compared > 0 : (*grid)->subjectCount() > 0);
            if (namespaces) { // others may begin late: a label that was not asked for, snapshots that are kept for days
                totals[i].clusterOnly += compared.clusterOnly;
                totals[i].levelOnly += compared.namespacesOnly;
            }
        }
        const HourPresence presence(**cluster);
        for (int subject = 0; subject < (*cluster)->subjectCount(); ++subject) {
            const auto usage = usageOf(**cluster, subject, part.firstHour(), part.endHour(), presence);
            health.clusterHours += usage.hoursPresent;
            health.allZeroHours += usage.allZeroHours;
            health.outOfRangeHours += usage.outOfRangeHours;
        }
    }
    for (std::size_t i = 0; i < totals.size(); ++i) {
        totals[i].level = i == 0 ? QStringLiteral("namespaces")
            : i == levels.size() ? QStringLiteral("snapshots")
                                 : levelId(Level::Dimension, *levels[i]);
        if (isThere[i])
            health.reconciled.push_back(std::move(totals[i]));
    }
    return {};
}

QString hours(std::int64_t number)
{
    return number == 1 ? QStringLiteral("1 hour") : QStringLiteral("%1 hours").arg(number);
}

/// The findings about one cluster, behind those of the clusters before it.
class Findings
{
public:
    Findings(std::vector<Finding>& list, const std::string& cluster)
        : m_list(list)
        , m_cluster(cluster)
    {
    }

    /// `what`: behind "3 hours"; nothing where there are none.
    void add(const QString& about, std::int64_t count, const QString& what)
    {
        if (count <= 0)
            return;
        const QString name = printable(QString::fromStdString(m_cluster));
        m_list.push_back(
            {m_cluster, about, count, QStringLiteral("%1, %2: %3 %4.").arg(name, about, hours(count), what)});
    }

private:
    std::vector<Finding>& m_list;
    const std::string& m_cluster;
};

void addEndpoint(Findings& findings, const EndpointHours& endpoint)
{
    const auto name = nameOf(endpoint);
    const bool gapIsOne = endpoint.gap == 1, unverifiedIsOne = endpoint.unverified == 1;
    findings.add(name, endpoint.gap,
        gapIsOne ? QStringLiteral("is still to be fetched") : QStringLiteral("are still to be fetched"));
    findings.add(name, endpoint.unverified,
        unverifiedIsOne ? QStringLiteral("is unverified") : QStringLiteral("are unverified"));
    findings.add(name, endpoint.missing,
        endpoint.missing == 1 ? QStringLiteral("is missing on the server")
                              : QStringLiteral("are missing on the server"));
}

void addLevel(Findings& findings, const ReconciledTotals& checked)
{
    if (checked.off > 0) {
        findings.add(checked.level, checked.off,
            QStringLiteral("of %1 %2 from the cluster by more than %3 %, by %4 GPU-hours in all")
                .arg(checked.compared)
                .arg(checked.off == 1 ? QStringLiteral("differs") : QStringLiteral("differ"))
                .arg(checked.tolerancePercent)
                .arg(checked.offGpuHours, 0, 'f', 2));
    }
    findings.add(checked.level, checked.clusterOnly,
        QStringLiteral("without figures of the %1, though the cluster has some").arg(checked.level));
    findings.add(checked.level, checked.levelOnly,
        QStringLiteral("with figures of the %1, though the cluster has none").arg(checked.level));
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

std::vector<Finding> DoctorReport::findings() const
{
    std::vector<Finding> list;
    for (const auto& cluster : clusters) {
        Findings findings(list, cluster.info.name);
        std::int64_t explained = 0;
        for (const auto& endpoint : cluster.endpoints) {
            addEndpoint(findings, endpoint);
            if (endpoint.endpoint == endpoints::clusterHours)
                explained = endpoint.gap + endpoint.missing;
        }
        findings.add(endpoints::text(endpoints::clusterHours), cluster.expectedHours - cluster.clusterHours - explained,
            QStringLiteral("without a row, though the server was asked"));
        for (const auto& level : cluster.reconciled)
            addLevel(findings, level);
    }
    return list;
}

std::optional<Error> DoctorReport::problem() const
{
    if (integrity)
        return *integrity;
    const auto found = findings();
    if (found.empty())
        return std::nullopt;
    auto sentence = found.front().sentence;
    if (found.size() > 1)
        sentence += QStringLiteral(" There is more: %1 findings in all.").arg(found.size());
    return Error{ErrorClass::Partial,
        QStringLiteral("The file is sound, its data are not whole. %1 Nothing was changed; the next sync fetches what "
                       "it can.")
            .arg(sentence),
        {}, 0, {}};
}

} // namespace atlas
