// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/SnapshotChanges.h"

#include "models/analysis/Arithmetic.h"
#include "models/analysis/Attribution.h"
#include "models/analysis/Usage.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <tuple>
#include <unordered_map>

namespace atlas {
namespace {

double gpusOf(const AllocatedWorkload& workload)
{
    return workload.gpus.known() ? double(workload.gpus) : 0;
}

/// Finds the workload of the earlier snapshot that one of the later is; each is given out once.
class Earlier
{
public:
    template <typename Skips>
    Earlier(const AllocationSnapshot& snapshot, Skips skips)
    {
        for (const auto& part : snapshot.namespaces) {
            if (skips(part.name))
                continue;
            for (const auto& workload : part.workloads) {
                m_order.push_back({&workload, &part, false});
                const auto index = m_order.size() - 1;
                if (!workload.uid.empty())
                    m_byUid[workload.uid].push_back(index);
                m_byName[nameOf(part, workload)].push_back(index);
            }
        }
    }

    const AllocatedWorkload* byUid(const AllocatedWorkload& workload)
    {
        if (workload.uid.empty())
            return nullptr;
        const auto found = m_byUid.find(workload.uid);
        return found == m_byUid.end() ? nullptr : take(found->second, [](const auto&) { return true; });
    }
    /// One without a uid, or any where the workload itself has none.
    const AllocatedWorkload* byName(const AllocatedNamespace& part, const AllocatedWorkload& workload)
    {
        const auto found = m_byName.find(nameOf(part, workload));
        if (found == m_byName.end())
            return nullptr;
        return take(found->second,
            [&](const AllocatedWorkload& earlier) { return workload.uid.empty() || earlier.uid.empty(); });
    }
    template <typename Use>
    void forEachLeft(Use use) const
    {
        for (const auto& entry : m_order) {
            if (!entry.taken)
                use(*entry.part, *entry.workload);
        }
    }

private:
    struct Entry
    {
        const AllocatedWorkload* workload = nullptr;
        const AllocatedNamespace* part = nullptr;
        bool taken = false;
    };
    using Name = std::tuple<std::string_view, std::string_view, std::string_view>;

    static Name nameOf(const AllocatedNamespace& part, const AllocatedWorkload& workload)
    {
        return {part.name, workload.kind, workload.name};
    }
    template <typename Fits>
    const AllocatedWorkload* take(std::deque<std::size_t>& candidates, Fits fits)
    {
        while (!candidates.empty() && m_order[candidates.front()].taken)
            candidates.pop_front();
        for (const auto index : candidates) {
            auto& entry = m_order[index];
            if (!entry.taken && fits(*entry.workload)) {
                entry.taken = true;
                return entry.workload;
            }
        }
        return nullptr;
    }

    std::vector<Entry> m_order;
    std::unordered_map<std::string_view, std::deque<std::size_t>> m_byUid;
    std::map<Name, std::deque<std::size_t>> m_byName;
};

class Comparison
{
public:
    Comparison(const AllocationSnapshot& before, const AllocationSnapshot& after, bool byNamespace)
        : m_before(before)
        , m_after(after)
    {
        m_result.totalsOnly =
            before.namespaces.empty() != after.namespaces.empty() && (saysTotalsOnly(before) || saysTotalsOnly(after));
        findWhole(byNamespace);
    }

    SnapshotChanges run()
    {
        if (!m_result.totalsOnly)
            compareWorkloads();
        compareRests();
        std::sort(m_result.changes.begin(), m_result.changes.end(), [](const auto& a, const auto& b) {
            const double x = std::abs(a.change()), y = std::abs(b.change());
            return x != y ? x > y : std::tie(a.namespaceName, a.name, a.uid) < std::tie(b.namespaceName, b.name, b.uid);
        });
        m_result.came = m_came.value();
        m_result.went = m_went.value();
        m_result.grew = m_grew.value();
        m_result.shrank = m_shrank.value();
        return std::move(m_result);
    }

private:
    static bool saysTotalsOnly(const AllocationSnapshot& snapshot)
    {
        return snapshot.namespaces.empty() && snapshot.head.allocated > 0;
    }

    void findWhole(bool all)
    {
        std::map<std::string_view, std::pair<const AllocatedNamespace*, const AllocatedNamespace*>> both;
        for (const auto& part : m_before.namespaces)
            both[part.name].first = &part;
        for (const auto& part : m_after.namespaces)
            both[part.name].second = &part;
        const auto isBare = [](const AllocatedNamespace* part) {
            return part && part->workloads.empty() && part->gpus > 0;
        };
        for (const auto& [name, parts] : both) {
            const auto [before, after] = parts;
            const bool differ = (isBare(before) && after && !after->workloads.empty())
                || (isBare(after) && before && !before->workloads.empty());
            if (all || differ)
                m_result.asWhole.emplace_back(name);
        }
    }

    bool isWhole(const std::string& name) const
    {
        return std::binary_search(m_result.asWhole.begin(), m_result.asWhole.end(), name);
    }

    void compareWorkloads()
    {
        Earlier earlier(m_before, [this](const std::string& name) { return isWhole(name); });
        // all uids first: a name must not take what another's uid claims
        std::vector<const AllocatedWorkload*> same;
        for (const auto& part : m_after.namespaces) {
            for (const auto& workload : part.workloads)
                same.push_back(isWhole(part.name) ? nullptr : earlier.byUid(workload));
        }
        std::size_t index = 0;
        for (const auto& part : m_after.namespaces) {
            for (const auto& workload : part.workloads) {
                const auto* match = same[index++];
                if (isWhole(part.name)) {
                    m_result.byWorkload.push_back(unknown);
                    continue;
                }
                if (!match)
                    match = earlier.byName(part, workload);
                auto change = describe(part, workload);
                change.after = gpusOf(workload);
                change.utilizationAfter = workload.utilization;
                if (match) {
                    change.before = gpusOf(*match);
                    change.utilizationBefore = match->utilization;
                }
                m_result.byWorkload.push_back(beyondRounding(change.change(), change.after));
                add(std::move(change));
            }
        }
        earlier.forEachLeft([this](const AllocatedNamespace& part, const AllocatedWorkload& workload) {
            auto change = describe(part, workload);
            change.before = gpusOf(workload);
            change.utilizationBefore = workload.utilization;
            add(std::move(change));
        });
    }

    static HoldingChange describe(const AllocatedNamespace& part, const AllocatedWorkload& workload)
    {
        HoldingChange change;
        change.namespaceName = part.name;
        change.name = workload.name;
        change.workloadKind = workload.kind;
        change.uid = workload.uid;
        return change;
    }

    /// What is counted and not listed, with its sign, so that nothing is missing from the sum.
    void compareRests()
    {
        std::map<std::string, HoldingChange> rests;
        const auto gather = [&](const Attribution& attribution, double HoldingChange::*side,
                                double HoldingChange::*utilization) {
            for (const auto& part : attribution.namespaces) {
                auto& rest = rests[part.name];
                if (!isKnown(part.gpus))
                    continue;
                const bool whole = isWhole(part.name);
                rest.*side += whole ? part.gpus : beyondRounding(part.gpus - part.listedGpus, part.gpus);
                rest.*utilization = whole ? part.utilization : part.remainderUtilization;
            }
        };
        const auto before = attributionOf(m_before), after = attributionOf(m_after);
        if (!m_result.totalsOnly) {
            gather(before, &HoldingChange::before, &HoldingChange::utilizationBefore);
            gather(after, &HoldingChange::after, &HoldingChange::utilizationAfter);
        }
        for (auto& [name, rest] : rests) {
            rest.holder = HoldingChange::NotListed;
            rest.namespaceName = name;
            add(std::move(rest));
        }
        m_result.before = isKnown(before.allocated) ? before.allocated : 0;
        m_result.after = isKnown(after.allocated) ? after.allocated : 0;
        HoldingChange rest;
        rest.holder = HoldingChange::Unattributed;
        rest.before = beyondRounding(m_result.before - (m_result.totalsOnly ? 0 : before.attributed), m_result.before);
        rest.after = beyondRounding(m_result.after - (m_result.totalsOnly ? 0 : after.attributed), m_result.after);
        add(std::move(rest));
    }

    void add(HoldingChange change)
    {
        const double by = beyondRounding(change.change(), change.after);
        if (by == 0) {
            m_result.unchanged += change.holder == HoldingChange::Workload && change.after > 0 ? 1 : 0;
            return;
        }
        if (by > 0) {
            const bool came = change.before == 0;
            change.kind = came ? HoldingChange::Came : HoldingChange::Grew;
            (came ? m_came : m_grew).add(by);
            ++(came ? m_result.cameCount : m_result.grewCount);
        } else {
            const bool went = change.after == 0;
            change.kind = went ? HoldingChange::Went : HoldingChange::Shrank;
            (went ? m_went : m_shrank).add(-by);
            ++(went ? m_result.wentCount : m_result.shrankCount);
        }
        m_result.changes.push_back(std::move(change));
    }

    const AllocationSnapshot &m_before, &m_after;
    SnapshotChanges m_result;
    ExactSum m_came, m_went, m_grew, m_shrank;
};

} // namespace

SnapshotChanges changesBetween(const AllocationSnapshot& before, const AllocationSnapshot& after, bool byNamespace)
{
    return Comparison(before, after, byNamespace).run();
}

} // namespace atlas
