// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Reconciliation.h"

#include "models/analysis/CleanRow.h"
#include "models/analysis/Usage.h"

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

/// What the rows of one hour of a grid say together.
struct HourSum
{
    bool hasRow = false;
    double allocated = 0; ///< unknown where a row does not say
};

/// Hour by hour over [first, end).
std::vector<HourSum> sumHours(const HourGrid& grid, HourIndex first, HourIndex end)
{
    const auto from = std::max(first, grid.firstHour());
    const auto to = std::min(end, grid.firstHour() + grid.hours());
    std::vector<HourSum> sums(std::size_t(end - first));
    std::vector<ExactSum> exact(sums.size());
    std::vector<char> vague(sums.size(), 0);
    for (int subject = 0; subject < grid.subjectCount(); ++subject) {
        const SubjectColumns columns(grid, subject);
        for (HourIndex hour = from; hour < to; ++hour) {
            const auto inGrid = std::size_t(hour - grid.firstHour()), at = std::size_t(hour - first);
            if (!columns.hasRow(inGrid))
                continue;
            sums[at].hasRow = true;
            const double allocated = CleanRow(columns, inGrid, false, false).a;
            if (isKnown(allocated))
                exact[at].add(allocated);
            else
                vague[at] = 1;
        }
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i].allocated = sums[i].hasRow && vague[i] == 0 ? exact[i].value() : unknown;
    return sums;
}

} // namespace

double ReconciledHour::percent() const
{
    const double larger = std::max(cluster, namespaces);
    if (!isKnown(difference()))
        return unknown;
    return larger > 0 ? 100 * std::abs(difference()) / larger : 0;
}

const ReconciledHour* Reconciliation::worst() const
{
    const ReconciledHour* worst = nullptr;
    for (const auto& hour : hours) {
        if (hour.off && (!worst || std::abs(hour.difference()) > std::abs(worst->difference())))
            worst = &hour;
    }
    return worst;
}

Reconciliation reconcile(const HourGrid& cluster, const HourGrid& namespaces, double tolerancePercent)
{
    Reconciliation result;
    result.tolerancePercent = tolerancePercent;
    // An empty grid says nothing about where the other one lies.
    const bool noCluster = cluster.hours() == 0, noNamespaces = namespaces.hours() == 0;
    if (noCluster && noNamespaces)
        return result;
    const auto& one = noCluster ? namespaces : cluster;
    const auto& other = noNamespaces ? cluster : namespaces;
    const auto first = std::min(one.firstHour(), other.firstHour());
    const auto end = std::max(one.firstHour() + one.hours(), other.firstHour() + other.hours());
    const auto whole = sumHours(cluster, first, end), parts = sumHours(namespaces, first, end);
    ExactSum clusterSum, namespaceSum, offSum;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (!whole[i].hasRow && !parts[i].hasRow)
            continue;
        ReconciledHour hour{first + HourIndex(i), whole[i].allocated, parts[i].allocated};
        if (hour.cluster == 0.0 && !parts[i].hasRow)
            hour.namespaces = 0;
        if (isKnown(hour.difference())) {
            ++result.compared;
            clusterSum.add(hour.cluster);
            namespaceSum.add(hour.namespaces);
            hour.off = hour.percent() > tolerancePercent;
            if (hour.off) {
                ++result.off;
                offSum.add(std::abs(hour.difference()));
            }
        } else if (isKnown(hour.cluster)) {
            ++result.clusterOnly;
        } else if (isKnown(hour.namespaces)) {
            ++result.namespacesOnly;
        }
        result.hours.push_back(hour);
    }
    result.clusterGpuHours = clusterSum.value();
    result.namespaceGpuHours = namespaceSum.value();
    result.offGpuHours = offSum.value();
    return result;
}

} // namespace atlas
