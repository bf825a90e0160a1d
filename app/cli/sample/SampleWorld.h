// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/sample/SampleCatalogue.h"
#include "app/cli/sample/SampleRandom.h"
#include "models/analysis/SnapshotHours.h"

#include <array>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace atlas {

/// What a simulated cluster starts from.
struct SampleWorldPlan
{
    std::uint64_t seed = 1;
    int gpus = 512; ///< in nodes of 8
    int utcOffset = 0; ///< hours
    std::vector<SampleNamespace> namespaces;
    Instant midway{}; ///< when the namespaces marked so appear
};

/// What happens to the whole cluster at a moment; the calendar of SampleCluster says when.
struct SampleConditions
{
    bool drained = false; ///< maintenance: nothing may run
    bool metricsLost = false; ///< utilisations read 0
    int nodesToCome = 0; ///< nodes that are bought, and not yet there
    int nodesLost = 0; ///< nodes that stopped reporting while their pods are still listed
};

/// Nodes, pods and users, in steps of five minutes: inference services that follow the day, notebooks that hold GPUs
/// over nights and weekends, training jobs that a scheduler starts until the cluster is as full as it wants it, batch
/// jobs at night. The same plan gives the same world.
class SampleWorld
{
public:
    static constexpr std::chrono::minutes interval{5};

    explicit SampleWorld(SampleWorldPlan plan);

    /// The next sample, at `time`. Call with times one interval apart.
    const ClusterSample& step(Instant time, const SampleConditions& conditions);

    /// What the samples' indexes refer to.
    PodTablePtr pods() const { return m_pods; }
    /// Begins a new table with the pods that live now, so that a long history does not carry all that ever lived.
    void renewPods();

private:
    struct Pod
    {
        std::uint32_t index = 0;
        int node = 0;
        double bias = 0; ///< %: some pods of a workload always do a little more than others
    };
    struct Workload
    {
        SampleKind kind = SampleKind::Service;
        int ns = 0;
        std::string name, user, app;
        LabelList labels, annotations;
        int gpusPerPod = 1;
        int replicas = 1; ///< wanted at full load
        std::int64_t started = 0, ends = 0; ///< in steps
        double low = 20, high = 60; ///< % between which its utilisation moves
        int period = 48; ///< steps between two checkpoints
        bool hung = false; ///< holds its GPUs and does nothing towards its end
        bool active = false; ///< a notebook with somebody before it
        double drift = 0; ///< slow noise, %
        double memory = 0.6; ///< share of the GPU memory in use
        std::vector<Pod> pods;
    };
    /// The day at a moment, on the clock of the people there.
    struct Moment
    {
        std::int64_t step = 0;
        int stepOfDay = 0; ///< 0 .. 287
        bool weekend = false;
        double wave = 0; ///< 0 .. 1: the load of online services
        double presence = 0; ///< 0 .. 1: people at work
    };

    Moment momentOf(Instant time) const;
    void populate(int ns);
    void addNotebook(int ns, std::int64_t step, bool aged);
    Workload makeWorkload(SampleKind kind, int ns);
    void label(Workload& workload);

    void endWorkloads(const Moment& now);
    void reconcile(const Moment& now, bool drained);
    void startBatch(const Moment& now);
    void schedule(const Moment& now, bool drained);
    void enqueue();
    bool startPod(Workload& workload);
    void stopPods(Workload& workload, std::size_t keep);
    int wantedReplicas(const Workload& workload, const Moment& now);

    double levelOf(Workload& workload, const Moment& now);
    void sampleWorkload(Workload& workload, const Moment& now, bool metricsLost);
    void samplePending();

    SampleWorldPlan m_plan;
    SampleRandom m_random;
    std::array<double, 288> m_wave{}, m_presence{}; ///< by step of the day
    std::vector<int> m_freeOfNode;
    int m_nodes = 0; ///< that are there
    int m_allocated = 0;
    double m_fullness = 0; ///< slow noise of how full the scheduler wants the cluster
    double m_trainingWeight = 0;
    std::int64_t m_step = -1;
    bool m_midwayCame = false;

    std::vector<Workload> m_workloads;
    std::deque<Workload> m_queue; ///< jobs that wait for GPUs
    std::uint32_t m_pendingPod = 0; ///< the pod that stands for the head of the queue
    bool m_hasPendingPod = false;
    std::shared_ptr<PodTable> m_pods = std::make_shared<PodTable>();
    ClusterSample m_sample;
};

} // namespace atlas
