// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sample/SampleCluster.h"

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr int samplesPerHour = 12;
constexpr int warmUpHours = 36;

int gpusOf(const SamplePlace& place, int gpusOfFirst)
{
    return 8 * std::max(1, int(std::lround(gpusOfFirst * place.size / 8)));
}

} // namespace

const std::vector<DimensionKey>& SampleCluster::dimensions()
{
    static const std::vector<DimensionKey> keys = {{DimensionType::Label, "app"}, {DimensionType::Label, "env"},
        {DimensionType::Label, "team"}, {DimensionType::Annotation, "cost-center"},
        {DimensionType::Annotation, "project"}};
    return keys;
}

SampleCluster::SampleCluster(const SampleClusterPlan& plan)
    : m_plan(plan)
    , m_place(samplePlace(plan.index))
    , m_end(hourIndex(plan.end))
    , m_gpus(gpusOf(m_place, plan.gpus))
{
    m_first = m_end - plan.days * 24;
    m_workloadsFrom = std::max(m_first, m_end - plan.workloadDays * 24);
    m_midway = hourStart(hoursAt(0.5, 1).from);
    const bool isFirst = plan.index == 0;
    m_grown = hoursAt(0.62, 1).from;
    m_outage = isFirst ? hoursAt(0.33, 5) : hoursAt(0.86, 3);
    m_fewSamples = hoursAt(0.55, 1);
    m_metricsLost = hoursAt(0.70, 1);
    m_nodesLost = hoursAt(0.80, 1);
    if (!isFirst)
        m_drained = hoursAt(0.30, 3);

    const std::uint64_t seed = plan.seed * 0x9E3779B97F4A7C15ULL + std::uint64_t(plan.index);
    SampleRandom random(seed);
    SampleWorldPlan world;
    world.seed = seed + 0x51ED2701ULL;
    world.gpus = m_gpus;
    world.utcOffset = m_place.utcOffset;
    world.namespaces = sampleNamespaces(plan.index, plan.namespaces, m_gpus, random);
    world.midway = m_midway;
    for (const auto& ns : world.namespaces)
        m_quotas[ns.name] = ns.quota;
    m_world.emplace(std::move(world));
    warmUp();
}

SampleCluster::Hours SampleCluster::hoursAt(double share, int length) const
{
    const auto from = m_first + HourIndex((m_end - m_first) * share);
    return {from, from + length};
}

/// A cluster that has been running for a while: jobs of every age, queues, people in the middle of something.
void SampleCluster::warmUp()
{
    m_hour = m_first;
    Instant time = hourStart(m_first) - std::chrono::hours(warmUpHours);
    for (; time < hourStart(m_first); time += SampleWorld::interval)
        m_world->step(time, conditionsIn(m_first));
}

SampleConditions SampleCluster::conditionsIn(HourIndex hour) const
{
    SampleConditions conditions;
    conditions.drained = m_drained.contains(hour);
    conditions.metricsLost = m_metricsLost.contains(hour);
    if (hour < m_grown)
        conditions.nodesToCome = m_gpus / 8 / 16;
    if (m_nodesLost.contains(hour))
        conditions.nodesLost = m_gpus / 8 * 22 / 100;
    return conditions;
}

bool SampleCluster::sampledAt(HourIndex hour, int sample) const
{
    constexpr int lost = 5;
    return !m_outage.contains(hour) && !(m_fewSamples.contains(hour) && sample < lost);
}

std::optional<SampleHour> SampleCluster::next()
{
    if (hourStart(m_hour) >= m_plan.end)
        return std::nullopt;
    if (!m_aggregator || (m_hour - m_first) % 24 == 0 || m_hour == m_workloadsFrom) {
        m_world->renewPods();
        m_aggregator.emplace(
            m_place.name, m_world->pods(), DimensionPolicy{dimensions(), "unknown"}, m_hour >= m_workloadsFrom);
    }
    SampleHour result;
    result.hour = m_hour;
    const auto conditions = conditionsIn(m_hour);
    for (int i = 0; i < samplesPerHour; ++i) {
        const Instant time = hourStart(m_hour) + i * SampleWorld::interval;
        if (time >= m_plan.end)
            break;
        const auto& sample = m_world->step(time, conditions);
        if (!sampledAt(m_hour, i))
            continue;
        m_aggregator->add(sample);
        if (time >= snapshotsFrom())
            result.snapshots.push_back(snapshotOfSample(sample));
    }
    constexpr std::chrono::seconds jobDelay{72};
    if (m_hour < m_end) {
        result.rows = m_aggregator->finish(m_hour, Stamp(hourStart(m_hour + 1) + jobDelay));
        finishRows(result.rows);
    }
    ++m_hour;
    return result;
}

/// What the aggregation of samples cannot know: quotas, and what became of workloads.
void SampleCluster::finishRows(HourRows& rows) const
{
    for (auto& row : rows.namespaces) {
        const auto quota = m_quotas.find(row.name);
        if (quota == m_quotas.end() || quota->second == 0)
            continue;
        row.capacity = quota->second;
        row.allocationRate = 100.0 * row.allocated / row.capacity;
    }
    for (auto& row : rows.workloads) {
        if (row.allocated.value == 0.0)
            row.status = "Pending";
    }
}

AllocationSnapshot SampleCluster::snapshotOfSample(const ClusterSample& sample) const
{
    ClusterSample holding = sample;
    std::erase_if(holding.pods, [](const PodSample& pod) { return pod.gpus <= 0; }); // waits, and holds nothing
    return snapshotOf(m_place.name, *m_world->pods(), holding);
}

} // namespace atlas
