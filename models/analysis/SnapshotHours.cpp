// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/SnapshotHours.h"

#include "models/analysis/Arithmetic.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace atlas {

namespace {

/// Mean, extremes and percentiles of a figure over the samples that have it.
class SampleFigures
{
public:
    void add(double value)
    {
        if (isKnown(value))
            m_values.push_back(value);
    }
    void clear() { m_values.clear(); }
    /// Sorts once; the percentiles and extremes need it.
    void seal() { std::sort(m_values.begin(), m_values.end()); }
    double mean() const
    {
        double sum = 0;
        for (const double v : m_values)
            sum += v;
        return m_values.empty() ? unknown : sum / double(m_values.size());
    }
    double min() const { return m_values.empty() ? unknown : m_values.front(); }
    double max() const { return m_values.empty() ? unknown : m_values.back(); }
    double percentile(double p) const
    {
        return m_values.empty() ? unknown : m_values[std::size_t(std::floor(double(m_values.size() - 1) * p))];
    }

private:
    std::vector<double> m_values;
};

/// What an hour's samples amount to for a group of pods. `current*` belong to the sample being added.
struct Group
{
    WeightedMean currentUtilization;
    double currentAllocated = 0;
    int currentPods = 0;

    double allocatedSum = 0;
    double podSum = 0;
    int present = 0; ///< samples
    SampleFigures utilization;

    void addPod(double gpus, double u)
    {
        currentAllocated += gpus;
        currentUtilization.add(gpus, u);
        ++currentPods;
    }
    void closeSample()
    {
        allocatedSum += currentAllocated;
        podSum += currentPods;
        ++present;
        utilization.add(currentUtilization.value());
        currentUtilization = {};
        currentAllocated = 0;
        currentPods = 0;
    }
    void clear()
    {
        allocatedSum = podSum = 0;
        present = 0;
        utilization.clear();
    }
};

/// The groups of one level, found by index. Groups live on from hour to hour; only those with samples give rows.
class GroupList
{
public:
    std::uint32_t grow()
    {
        m_groups.emplace_back();
        return std::uint32_t(m_groups.size() - 1);
    }
    void addPod(std::uint32_t index, double gpus, double u)
    {
        auto& group = m_groups[index];
        if (group.currentPods == 0)
            m_touched.push_back(index);
        group.addPod(gpus, u);
    }
    /// Calls done(index, group) for each group of the sample, before its current figures are folded in.
    template <typename Done>
    void closeSample(Done done)
    {
        for (const auto index : m_touched) {
            done(index, m_groups[index]);
            m_groups[index].closeSample();
        }
        m_touched.clear();
    }
    void closeSample()
    {
        closeSample([](std::uint32_t, const Group&) {});
    }
    Group& operator[](std::uint32_t index) { return m_groups[index]; }

private:
    std::vector<Group> m_groups;
    std::vector<std::uint32_t> m_touched;
};

double rate(double allocated, double capacity)
{
    return ratio(100.0 * allocated, capacity);
}

template <typename Row>
void setUtilization(Row& row, SampleFigures& figures)
{
    figures.seal();
    row.avgUtilization = figures.mean();
    row.maxUtilization = figures.max();
    row.minUtilization = figures.min();
}

template <typename Row>
void setPercentiles(Row& row, const SampleFigures& figures)
{
    row.p50Utilization = figures.percentile(0.50);
    row.p95Utilization = figures.percentile(0.95);
}

RowTimes timesOf(HourIndex hour, Stamp writtenAt)
{
    return {hourStart(hour), writtenAt, writtenAt};
}

const std::string* find(const LabelList& labels, const std::string& key)
{
    for (const auto& [name, value] : labels) {
        if (name == key)
            return &value;
    }
    return nullptr;
}

} // namespace

AllocationSnapshot snapshotOf(
    const std::string& cluster, const PodTable& pods, const ClusterSample& sample, bool withWorkloads)
{
    struct Part
    {
        double gpus = 0;
        int count = 0;
        WeightedMean utilization;
        std::vector<AllocatedWorkload> workloads;
        void add(const PodSample& pod)
        {
            gpus += pod.gpus;
            ++count;
            utilization.add(pod.gpus, pod.utilization);
        }
    };
    std::map<std::string_view, Part> namespaces;
    std::map<std::pair<std::string_view, std::string_view>, Part> annotations;
    double allocated = 0;
    for (const auto& pod : sample.pods) {
        const auto& info = pods.at(pod.pod);
        auto& part = namespaces[info.namespaceName];
        part.add(pod);
        allocated += pod.gpus;
        if (withWorkloads)
            part.workloads.push_back(
                {info.uid, info.name, info.namespaceName, info.kind, pod.gpus, pod.utilization, 1});
        for (const auto& [key, value] : info.annotations)
            annotations[{key, value}].add(pod);
    }

    AllocationSnapshot snapshot;
    snapshot.head.cluster = cluster;
    snapshot.head.time = sample.time;
    snapshot.head.dimensionType = "cluster";
    snapshot.head.capacity = sample.capacity;
    snapshot.head.allocated = std::round(allocated);
    snapshot.namespaces.reserve(namespaces.size());
    for (auto& [name, part] : namespaces)
        snapshot.namespaces.push_back(
            {std::string(name), part.gpus, part.utilization.value(), part.count, std::move(part.workloads)});
    for (const auto& [name, part] : annotations)
        snapshot.annotations.push_back(
            {std::string(name.first), std::string(name.second), part.gpus, part.utilization.value(), part.count});
    return snapshot;
}

/// Groups are found once a pod, when a sample first names it; after that a sample is a loop over numbers.
struct HourAggregator::State
{
    struct Workload
    {
        std::uint32_t firstPod = 0;
        double requestedCurrent = 0, requestedSum = 0;
        double memoryUsedCurrent = unknown, memoryTotalCurrent = unknown;
        SampleFigures memoryUsed, memoryTotal, replicas;
    };

    std::string cluster;
    PodTablePtr pods;
    DimensionPolicy policy;
    bool workloadRows = true;

    int samples = 0;
    double allocatedSum = 0;
    SampleFigures capacity, utilization;

    std::map<std::string, std::uint32_t> namespaceIndex; // sorted: rows come out by name
    std::vector<std::map<std::string, std::uint32_t>> valueIndex; // one a key
    std::map<std::tuple<std::string, std::string, std::string>, std::uint32_t> workloadIndex; // namespace, name, type
    GroupList namespaces, workloads;
    std::vector<GroupList> values; // one a key
    std::vector<Workload> workloadFigures; // beside `workloads`
    std::vector<std::uint32_t> groupsOfPod; // stride(): namespace, workload, value of each key

    std::size_t stride() const { return 2 + policy.keys.size(); }
    void learnPods();
    void addPod(const PodSample& pod);
    void closeWorkload(std::uint32_t index, const Group& group);
    void appendCluster(HourRows& rows, const RowTimes& at);
    void appendGroups(HourRows& rows, const RowTimes& at);
    void appendWorkloads(HourRows& rows, const RowTimes& at);
};

void HourAggregator::State::learnPods()
{
    const auto indexIn = [](auto& index, auto&& key, GroupList& groups) {
        const auto [it, isNew] = index.try_emplace(std::forward<decltype(key)>(key), 0);
        if (isNew)
            it->second = groups.grow();
        return it->second;
    };
    for (auto pod = std::uint32_t(groupsOfPod.size() / stride()); pod < pods->size(); ++pod) {
        const auto& info = pods->at(pod);
        groupsOfPod.push_back(indexIn(namespaceIndex, info.namespaceName, namespaces));
        const bool owned = !info.ownerName.empty();
        const auto workload = indexIn(workloadIndex,
            std::tuple(info.namespaceName, owned ? info.ownerName : info.name, owned ? info.ownerType : info.kind),
            workloads);
        groupsOfPod.push_back(workload);
        if (workload == workloadFigures.size())
            workloadFigures.emplace_back().firstPod = pod;
        for (std::size_t k = 0; k < policy.keys.size(); ++k) {
            const auto& key = policy.keys[k];
            const auto* value = find(key.type == DimensionType::Label ? info.labels : info.annotations, key.key);
            groupsOfPod.push_back(indexIn(valueIndex[k], value ? *value : policy.defaultValue, values[k]));
        }
    }
}

void HourAggregator::State::addPod(const PodSample& pod)
{
    const auto* groups = &groupsOfPod[pod.pod * stride()];
    namespaces.addPod(groups[0], pod.gpus, pod.utilization);
    for (std::size_t k = 0; k < values.size(); ++k)
        values[k].addPod(groups[2 + k], pod.gpus, pod.utilization);
    if (!workloadRows)
        return;
    workloads.addPod(groups[1], pod.gpus, pod.utilization);
    auto& workload = workloadFigures[groups[1]];
    const double requested = isKnown(pod.requested) ? pod.requested : pod.gpus;
    workload.requestedCurrent += requested;
    const auto addKnown = [](double& sum, double value) {
        if (isKnown(value))
            sum = isKnown(sum) ? sum + value : value;
    };
    addKnown(workload.memoryUsedCurrent, pod.memoryUsed);
    addKnown(workload.memoryTotalCurrent, pod.memoryTotal);
}

void HourAggregator::State::closeWorkload(std::uint32_t index, const Group& group)
{
    auto& workload = workloadFigures[index];
    workload.requestedSum += workload.requestedCurrent;
    workload.memoryUsed.add(workload.memoryUsedCurrent);
    workload.memoryTotal.add(workload.memoryTotalCurrent);
    workload.replicas.add(group.currentPods);
    workload.requestedCurrent = 0;
    workload.memoryUsedCurrent = workload.memoryTotalCurrent = unknown;
}

void HourAggregator::State::appendCluster(HourRows& rows, const RowTimes& at)
{
    ClusterHour row;
    row.cluster = cluster;
    row.at = at;
    const double meanCapacity = capacity.mean();
    row.capacity = isKnown(meanCapacity) ? std::floor(meanCapacity) : unknown;
    row.allocated = allocatedSum / samples;
    row.allocationRate = rate(row.allocated, row.capacity);
    setUtilization(row, utilization);
    setPercentiles(row, utilization);
    row.sampleCount = samples;
    rows.clusters.push_back(std::move(row));
}

void HourAggregator::State::appendGroups(HourRows& rows, const RowTimes& at)
{
    const auto fill = [&](auto& row, Group& group) {
        row.cluster = cluster;
        row.at = at;
        row.allocated = group.allocatedSum / samples;
        setUtilization(row, group.utilization);
        row.activeWorkloads = std::floor(group.podSum / samples);
        group.clear();
    };
    for (const auto& [name, index] : namespaceIndex) {
        if (auto& group = namespaces[index]; group.present > 0) {
            auto& row = rows.namespaces.emplace_back();
            row.name = name;
            row.capacity = 0;
            fill(row, group);
        }
    }
    for (std::size_t k = 0; k < values.size(); ++k) {
        for (const auto& [value, index] : valueIndex[k]) {
            if (auto& group = values[k][index]; group.present > 0) {
                auto& row = rows.dimensions.emplace_back();
                row.dimension = policy.keys[k];
                row.value = value;
                fill(row, group);
            }
        }
    }
}

void HourAggregator::State::appendWorkloads(HourRows& rows, const RowTimes& at)
{
    for (const auto& [key, index] : workloadIndex) {
        auto& group = workloads[index];
        if (group.present == 0)
            continue;
        auto& figures = workloadFigures[index];
        const auto& pod = pods->at(figures.firstPod);
        auto& row = rows.workloads.emplace_back();
        row.cluster = cluster;
        std::tie(row.namespaceName, row.name, row.type) = key;
        row.at = at;
        row.allocated = group.allocatedSum / samples;
        row.requested = figures.requestedSum / samples;
        setUtilization(row, group.utilization);
        setPercentiles(row, group.utilization);
        for (auto* list : {&figures.memoryUsed, &figures.memoryTotal, &figures.replicas})
            list->seal();
        row.avgMemoryUsed = figures.memoryUsed.mean();
        row.maxMemoryUsed = figures.memoryUsed.max();
        row.avgMemoryTotal = figures.memoryTotal.mean();
        row.avgReplicas = figures.replicas.mean();
        row.maxReplicas = figures.replicas.max();
        row.minReplicas = figures.replicas.min();
        row.sampleCount = group.present;
        row.status = "Running";
        row.ownerName = pod.ownerName;
        row.labels = pod.labels;
        row.annotations = pod.annotations;
        group.clear();
        figures.requestedSum = 0;
        for (auto* list : {&figures.memoryUsed, &figures.memoryTotal, &figures.replicas})
            list->clear();
    }
}

HourAggregator::HourAggregator(std::string cluster, PodTablePtr pods, DimensionPolicy policy, bool workloadRows)
    : m_state(std::make_unique<State>())
{
    m_state->cluster = std::move(cluster);
    m_state->pods = std::move(pods);
    m_state->workloadRows = workloadRows;
    m_state->values.resize(policy.keys.size());
    m_state->valueIndex.resize(policy.keys.size());
    m_state->policy = std::move(policy);
}

HourAggregator::~HourAggregator() = default;
HourAggregator::HourAggregator(HourAggregator&&) noexcept = default;
HourAggregator& HourAggregator::operator=(HourAggregator&&) noexcept = default;

void HourAggregator::add(const ClusterSample& sample)
{
    auto& state = *m_state;
    state.learnPods();
    WeightedMean total;
    double allocated = 0;
    for (const auto& pod : sample.pods) {
        total.add(pod.gpus, pod.utilization);
        allocated += pod.gpus;
        state.addPod(pod);
    }
    state.namespaces.closeSample();
    for (auto& groups : state.values)
        groups.closeSample();
    state.workloads.closeSample([&](std::uint32_t index, const Group& group) { state.closeWorkload(index, group); });
    state.allocatedSum += allocated;
    state.capacity.add(sample.capacity);
    state.utilization.add(total.value());
    ++state.samples;
}

HourRows HourAggregator::finish(HourIndex hour, Stamp writtenAt)
{
    auto& state = *m_state;
    HourRows rows;
    if (state.samples == 0)
        return rows;
    const auto at = timesOf(hour, writtenAt);
    state.appendCluster(rows, at);
    state.appendGroups(rows, at);
    state.appendWorkloads(rows, at);
    state.samples = 0;
    state.allocatedSum = 0;
    state.capacity.clear();
    state.utilization.clear();
    return rows;
}

HourRows hourOfSnapshots(const std::string& cluster, const SnapshotList& snapshots, HourIndex hour, Stamp writtenAt)
{
    struct Part
    {
        double allocatedSum = 0, countSum = 0;
        SampleFigures utilization;

        void add(const Figure& gpus, const Figure& u, const Figure& count)
        {
            allocatedSum += gpus; // one unknown part makes the sum unknown
            countSum += count;
            utilization.add(u);
        }
    };
    int samples = 0;
    SampleFigures capacity, allocated, utilization;
    std::map<std::string, Part> namespaces;
    std::map<std::pair<std::string, std::string>, Part> annotations;
    for (const auto& snapshot : snapshots) {
        const auto& head = snapshot->head;
        if (head.cluster != cluster || head.dimensionType != "cluster" || hourIndex(head.time) != hour)
            continue;
        ++samples;
        WeightedMean total;
        for (const auto& part : snapshot->namespaces) {
            total.add(part.gpus, part.utilization);
            namespaces[part.name].add(part.gpus, part.utilization, part.workloadCount);
        }
        for (const auto& part : snapshot->annotations)
            annotations[{part.key, part.value}].add(part.gpus, part.utilization, part.workloadCount);
        capacity.add(head.capacity);
        allocated.add(head.allocated);
        utilization.add(total.value());
    }

    HourRows rows;
    if (samples == 0)
        return rows;
    const auto at = timesOf(hour, writtenAt);
    const auto fill = [&](auto& row, Part& part) {
        row.cluster = cluster;
        row.at = at;
        row.allocated = part.allocatedSum / samples;
        setUtilization(row, part.utilization);
        row.activeWorkloads = std::floor(part.countSum / samples);
    };
    auto& total = rows.clusters.emplace_back();
    total.cluster = cluster;
    total.at = at;
    total.capacity = std::floor(capacity.mean()); // the floor of unknown is unknown
    total.allocated = allocated.mean();
    total.allocationRate = rate(total.allocated, total.capacity);
    setUtilization(total, utilization);
    setPercentiles(total, utilization);
    total.sampleCount = samples;
    for (auto& [name, part] : namespaces) {
        auto& row = rows.namespaces.emplace_back();
        row.name = name;
        row.capacity = 0;
        fill(row, part);
    }
    for (auto& [name, part] : annotations) {
        auto& row = rows.dimensions.emplace_back();
        row.dimension = {DimensionType::Annotation, name.first};
        row.value = name.second;
        fill(row, part);
    }
    return rows;
}

} // namespace atlas
