// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sample/SampleWorld.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace atlas {

namespace {

constexpr int gpusPerNode = 8;
constexpr int stepsPerHour = 12;
constexpr int stepsPerDay = 24 * stepsPerHour;
constexpr double gpuMemory = 80; // GB

/// A smooth step from 0 at `from` to 1 at `to`.
double rise(double x, double from, double to)
{
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

/// Two digits, as people number their runs.
std::string twoDigits(int number)
{
    return {char('0' + number / 10 % 10), char('0' + number % 10)};
}

/// Utilisations are measured to a hundredth.
double measured(double percent)
{
    return std::round(std::clamp(percent, 0.0, 100.0) * 100) / 100;
}

} // namespace

SampleWorld::SampleWorld(SampleWorldPlan plan)
    : m_plan(std::move(plan))
    , m_random(m_plan.seed)
    , m_freeOfNode(std::size_t(std::max(1, m_plan.gpus / gpusPerNode)), gpusPerNode)
{
    for (int i = 0; i < stepsPerDay; ++i) {
        const double hour = i / double(stepsPerHour);
        const double day = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * (hour - 3.5) / 24);
        const double evening = std::exp(-(hour - 20.5) * (hour - 20.5) / 5);
        m_wave[std::size_t(i)] = std::min(1.0, 0.82 * day + 0.32 * evening);
        const double lunch = 0.45 * std::exp(-(hour - 12.5) * (hour - 12.5) / 0.5);
        m_presence[std::size_t(i)] = std::max(0.01, rise(hour, 8.5, 10.5) * (1 - rise(hour, 17.5, 21)) * (1 - lunch));
    }
    for (int ns = 0; ns < int(m_plan.namespaces.size()); ++ns) {
        if (!m_plan.namespaces[std::size_t(ns)].midway)
            populate(ns);
    }
}

SampleWorld::Moment SampleWorld::momentOf(Instant time) const
{
    const auto local = time + std::chrono::hours(m_plan.utcOffset);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::weekday weekday{day};
    Moment now;
    now.step = m_step;
    now.stepOfDay = int((local - day) / interval);
    now.weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    now.wave = m_wave[std::size_t(now.stepOfDay)] * (now.weekend ? 0.74 : 1.0);
    now.presence = now.weekend ? 0.01 : m_presence[std::size_t(now.stepOfDay)];
    return now;
}

SampleWorld::Workload SampleWorld::makeWorkload(SampleKind kind, int ns)
{
    Workload w;
    w.kind = kind;
    w.ns = ns;
    w.app = sampleApp(kind, m_random);
    w.user = sampleUser(m_random);
    w.name = kind == SampleKind::Notebook || kind == SampleKind::Training ? w.user + '-' + w.app : w.app;
    w.name += '-'
        + (kind == SampleKind::Service ? "v" + std::to_string(1 + m_random.below(9)) : twoDigits(m_random.below(100)));
    if (kind == SampleKind::Service)
        w.name += '-' + m_random.hex(3);
    w.started = m_step;
    w.period = 24 + m_random.below(60);
    w.memory = m_random.between(0.35, 0.92);
    label(w);
    return w;
}

void SampleWorld::label(Workload& w)
{
    const auto& ns = m_plan.namespaces[std::size_t(w.ns)];
    const bool forgetful = w.kind == SampleKind::Notebook && m_random.chance(0.3);
    if (!ns.labelled || forgetful)
        return;
    static constexpr std::array environments = {"prod", "dev", "train", "batch"};
    w.labels = {{"app", w.app}, {"env", environments[std::size_t(w.kind)]}, {"team", ns.team}};
    if (!m_random.chance(0.12))
        w.annotations = {{"cost-center", ns.costCenter}, {"project", ns.project}};
}

/// What runs in a namespace all the time: services and notebooks for its part of the cluster.
void SampleWorld::populate(int index)
{
    const auto& ns = m_plan.namespaces[std::size_t(index)];
    double total = 0;
    for (const auto& other : m_plan.namespaces)
        total += other.weight;
    const double gpus = m_plan.gpus * 0.9 * ns.weight / total;
    m_trainingWeight += ns.weight * ns.training;

    int services = int(std::lround(gpus * ns.services));
    while (services > 0) {
        Workload w = makeWorkload(SampleKind::Service, index);
        w.gpusPerPod = services >= 8 && m_random.chance(0.3) ? 4 : services >= 4 && m_random.chance(0.3) ? 2 : 1;
        w.replicas = std::max(1, std::min(services, 3 + m_random.below(10)) / w.gpusPerPod);
        w.low = m_random.between(10, 24);
        w.high = m_random.between(52, 88);
        services -= w.replicas * w.gpusPerPod;
        m_workloads.push_back(std::move(w));
    }
    int notebooks = int(std::lround(gpus * ns.notebooks));
    if (ns.services * gpus < 0.5 && ns.batch == 0) // somebody always holds something
        notebooks = std::max(1, notebooks);
    for (; notebooks > 0; notebooks -= m_workloads.back().gpusPerPod)
        addNotebook(index, std::max<std::int64_t>(0, m_step), true);
}

void SampleWorld::addNotebook(int ns, std::int64_t step, bool aged)
{
    Workload w = makeWorkload(SampleKind::Notebook, ns);
    w.gpusPerPod = m_random.chance(0.15) ? 2 : 1;
    w.high = m_random.between(35, 85);
    w.started = step;
    const int life = stepsPerDay * (3 + m_random.below(20));
    w.ends = step + (aged ? 1 + m_random.below(life) : life);
    m_workloads.push_back(std::move(w));
}

bool SampleWorld::startPod(Workload& w)
{
    // The fullest node that still has room: whole nodes stay free for large jobs.
    int best = -1;
    for (int node = 0; node < m_nodes; ++node) {
        const int free = m_freeOfNode[std::size_t(node)];
        if (free >= w.gpusPerPod && (best < 0 || free < m_freeOfNode[std::size_t(best)]))
            best = node;
    }
    if (best < 0)
        return false;
    m_freeOfNode[std::size_t(best)] -= w.gpusPerPod;
    m_allocated += w.gpusPerPod;
    PodInfo info;
    info.uid = m_random.uid();
    const bool numbered = w.kind == SampleKind::Training || w.kind == SampleKind::Notebook;
    info.name = numbered ? w.name + (w.kind == SampleKind::Training ? "-worker-" : "-") + std::to_string(w.pods.size())
                         : w.name + '-' + m_random.hex(5);
    info.namespaceName = m_plan.namespaces[std::size_t(w.ns)].name;
    info.kind = info.ownerType = sampleType(w.kind);
    info.ownerName = w.name;
    info.labels = w.labels;
    info.annotations = w.annotations;
    w.pods.push_back({m_pods->add(std::move(info)), best, m_random.noise() * 3});
    return true;
}

void SampleWorld::stopPods(Workload& w, std::size_t keep)
{
    while (w.pods.size() > keep) {
        m_freeOfNode[std::size_t(w.pods.back().node)] += w.gpusPerPod;
        m_allocated -= w.gpusPerPod;
        w.pods.pop_back();
    }
}

void SampleWorld::endWorkloads(const Moment& now)
{
    std::vector<int> successors; // the next user takes over a notebook's GPUs
    std::erase_if(m_workloads, [&](Workload& w) {
        if (w.kind == SampleKind::Service || now.step < w.ends)
            return false;
        stopPods(w, 0);
        if (w.kind == SampleKind::Notebook)
            successors.push_back(w.ns);
        return true;
    });
    for (const int ns : successors)
        addNotebook(ns, now.step, false);
}

int SampleWorld::wantedReplicas(const Workload& w, const Moment& now)
{
    if (w.kind != SampleKind::Service)
        return w.replicas;
    return std::max(1, int(std::lround(w.replicas * (0.62 + 0.38 * now.wave))));
}

void SampleWorld::reconcile(const Moment& now, bool drained)
{
    if (drained) {
        std::erase_if(m_workloads, [this](Workload& w) {
            stopPods(w, 0);
            return w.kind == SampleKind::Training || w.kind == SampleKind::Batch;
        });
        return;
    }
    const bool scaling = now.step % 3 == 0; // autoscalers are in no hurry
    for (auto& w : m_workloads) {
        const auto wanted = std::size_t(wantedReplicas(w, now));
        if (w.pods.size() < wanted && (scaling || w.pods.empty()))
            while (w.pods.size() < wanted && startPod(w)) { }
        else if (w.pods.size() > wanted && scaling)
            stopPods(w, wanted);
    }
}

void SampleWorld::startBatch(const Moment& now)
{
    constexpr int evening = 21 * stepsPerHour;
    if (now.stepOfDay < evening || now.stepOfDay % 6 != 0)
        return;
    double total = 0;
    for (const auto& ns : m_plan.namespaces)
        total += ns.weight;
    for (int index = 0; index < int(m_plan.namespaces.size()); ++index) {
        const auto& ns = m_plan.namespaces[std::size_t(index)];
        if (ns.batch <= 0 || (ns.midway && !m_midwayCame) || (now.stepOfDay / 6 + index) % 6 != 0)
            continue;
        Workload w = makeWorkload(SampleKind::Batch, index);
        w.replicas = std::max(1, int(m_plan.gpus * 0.9 * ns.weight / total * ns.batch * m_random.between(0.7, 1.3)));
        w.low = m_random.between(70, 82);
        w.high = m_random.between(85, 96);
        w.ends = now.step + stepsPerHour * (4 + m_random.below(4)) + m_random.below(stepsPerHour);
        m_workloads.push_back(std::move(w));
    }
}

/// A new training job at the end of the queue, of a namespace by its weight.
void SampleWorld::enqueue()
{
    double at = m_random.uniform() * m_trainingWeight;
    int chosen = -1;
    for (int ns = 0; ns < int(m_plan.namespaces.size()); ++ns) {
        const auto& entry = m_plan.namespaces[std::size_t(ns)];
        const double weight = entry.midway && !m_midwayCame ? 0 : entry.weight * entry.training;
        if (weight <= 0)
            continue;
        chosen = ns;
        at -= weight;
        if (at < 0)
            break;
    }
    if (chosen < 0)
        return;
    Workload w = makeWorkload(SampleKind::Training, chosen);
    const double size = m_random.uniform() * m_plan.namespaces[std::size_t(chosen)].weight;
    const int largest = std::max(1, m_plan.gpus / gpusPerNode / 8); // nodes
    w.gpusPerPod = size < 0.6 ? 2 : size < 1.5 ? 4 : gpusPerNode;
    w.gpusPerPod = std::min(w.gpusPerPod, m_plan.gpus);
    if (w.gpusPerPod == gpusPerNode)
        w.replicas = std::min(largest, 1 << std::min(4, int(size / 3)));
    const double hours = 2 + 46 * m_random.uniform() * m_random.uniform() + (w.replicas > 2 ? 18 : 0);
    w.ends = std::int64_t(hours * stepsPerHour);
    w.low = m_random.chance(0.12) ? m_random.between(18, 35) : m_random.between(58, 78);
    w.high = w.low + m_random.between(8, 18);
    w.hung = m_random.chance(0.05);
    m_queue.push_back(std::move(w));
}

void SampleWorld::schedule(const Moment& now, bool drained)
{
    m_fullness = std::clamp(0.995 * m_fullness + 0.004 * m_random.noise(), -0.06, 0.05);
    const double wish = 0.89 + 0.055 * now.presence - (now.weekend ? 0.09 : 0.0) + m_fullness;
    if (drained)
        return;
    while (m_queue.size() < 3 && m_trainingWeight > 0) {
        const auto before = m_queue.size();
        enqueue();
        if (m_queue.size() == before)
            return;
    }
    while (!m_queue.empty()) {
        auto& head = m_queue.front();
        const int size = head.gpusPerPod * head.replicas;
        if (m_allocated + size > int(wish * m_nodes * gpusPerNode) + head.gpusPerPod / 2)
            break;
        bool placed = true;
        while (placed && int(head.pods.size()) < head.replicas)
            placed = startPod(head);
        if (!placed) { // all of it or nothing
            stopPods(head, 0);
            break;
        }
        const bool filling = now.step == 0;
        head.started = now.step - (filling ? m_random.below(int(head.ends)) : 0);
        head.ends += head.started;
        m_workloads.push_back(std::move(head));
        m_queue.pop_front();
        m_hasPendingPod = false;
        enqueue();
    }
}

double SampleWorld::levelOf(Workload& w, const Moment& now)
{
    w.drift = 0.93 * w.drift + 0.9 * m_random.noise();
    const std::int64_t age = now.step - w.started;
    switch (w.kind) {
    case SampleKind::Service: {
        const double share = (0.62 + 0.38 * now.wave); // of its replicas that run
        return w.low + (w.high - w.low) * now.wave / share + w.drift;
    }
    case SampleKind::Notebook:
        if (w.active ? m_random.chance(0.05 + 0.25 * (1 - now.presence)) : m_random.chance(0.12 * now.presence))
            w.active = !w.active;
        return w.active ? w.high * m_random.between(0.15, 1.1) : 0;
    case SampleKind::Training:
        if (w.hung && (w.ends - now.step) * 4 < w.ends - w.started)
            return 0;
        if (age < 3)
            return 4 + double(age) * 6; // loading
        if (age % w.period < 2)
            return w.low * 0.35; // writing a checkpoint
        return (w.low + w.high) / 2 + 2 * w.drift;
    case SampleKind::Batch:
        break;
    }
    return age < 1 ? 12 : (w.low + w.high) / 2 + w.drift;
}

void SampleWorld::sampleWorkload(Workload& w, const Moment& now, bool metricsLost)
{
    const double level = levelOf(w, now);
    for (const auto& pod : w.pods) {
        PodSample sample;
        sample.pod = pod.index;
        sample.gpus = w.gpusPerPod;
        sample.utilization = metricsLost || level <= 0 ? 0.0 : measured(level + pod.bias + 1.5 * m_random.noise());
        sample.memoryTotal = gpuMemory * w.gpusPerPod;
        sample.memoryUsed = std::round(sample.memoryTotal * w.memory * (level > 0 ? 1.0 : 0.9) * 10) / 10;
        m_sample.pods.push_back(sample);
    }
}

/// The head of the queue: a pod that asks for GPUs and has none yet.
void SampleWorld::samplePending()
{
    if (m_queue.empty())
        return;
    const auto& head = m_queue.front();
    if (!m_hasPendingPod) {
        PodInfo info{m_random.uid(), head.name + "-worker-0", m_plan.namespaces[std::size_t(head.ns)].name,
            std::string(sampleType(head.kind)), head.name, std::string(sampleType(head.kind)), head.labels,
            head.annotations};
        m_pendingPod = m_pods->add(std::move(info));
        m_hasPendingPod = true;
    }
    PodSample sample;
    sample.pod = m_pendingPod;
    sample.requested = head.gpusPerPod * head.replicas;
    m_sample.pods.push_back(sample);
}

const ClusterSample& SampleWorld::step(Instant time, const SampleConditions& conditions)
{
    ++m_step;
    const Moment now = momentOf(time);
    if (!m_midwayCame && time >= m_plan.midway) {
        m_midwayCame = true;
        for (int ns = 0; ns < int(m_plan.namespaces.size()); ++ns) {
            if (m_plan.namespaces[std::size_t(ns)].midway)
                populate(ns);
        }
    }
    m_nodes = int(m_freeOfNode.size()) - conditions.nodesToCome;
    endWorkloads(now);
    startBatch(now);
    reconcile(now, conditions.drained);
    schedule(now, conditions.drained);

    m_sample.time = time;
    m_sample.capacity = double(m_nodes - conditions.nodesLost) * gpusPerNode;
    m_sample.pods.clear();
    for (auto& w : m_workloads)
        sampleWorkload(w, now, conditions.metricsLost);
    if (!conditions.drained)
        samplePending();
    return m_sample;
}

void SampleWorld::renewPods()
{
    auto pods = std::make_shared<PodTable>();
    for (auto& w : m_workloads) {
        for (auto& pod : w.pods)
            pod.index = pods->add(m_pods->at(pod.index));
    }
    if (m_hasPendingPod)
        m_pendingPod = pods->add(m_pods->at(m_pendingPod));
    m_pods = std::move(pods);
}

} // namespace atlas
