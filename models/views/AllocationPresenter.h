// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/AllocationComparison.h"
#include "models/views/AllocationTimes.h"
#include "models/views/AllocationTree.h"
#include "models/views/Presenter.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace atlas {

/// Where the shown allocation comes from.
enum class AllocationSource : std::uint8_t { None, Snapshot, WorkloadHour };

/// When an allocation was: a snapshot's time, the start of an hour.
struct AllocationTime
{
    AllocationSource source = AllocationSource::None;
    Instant time{};
};

/// The values of the page Allocation at one instant.
struct AllocationData
{
    AllocationSource source = AllocationSource::None; ///< of the newest part
    Instant time{}; ///< of the newest snapshot in it; for a workload hour its start
    std::map<std::string, AllocationTime> parts; ///< of each cluster that has any; they can be of other times
    AllocationView view;
    std::optional<AllocationComparison> comparison;
    /// Which cluster has nothing at that time, or is of another, or has nothing to compare with; empty: all is there.
    QString remark;
};
using AllocationPtr = std::shared_ptr<const AllocationData>;

/// Who held which GPUs, newest or at a chosen instant (allocationChoice()), as treemap, table and comparison with
/// another instant. Where a server keeps no snapshots (any more), an hour of its workloads stands in their place. What
/// was shown last and what a step leads to is kept ready, so that stepping asks nothing.
class AllocationPresenter final : public Presenter
{
    Q_OBJECT
public:
    AllocationPresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    const AllocationData& data() const { return *m_data; }
    const AllocationPtr& shared() const { return m_data; }
    AllocationChoice choice() const { return allocationChoice(state().query()); }

    /// What can be stepped through; position() is where the shown allocation stands in it, -1: before all.
    const AllocationTimes& times() const { return m_times; }
    int position() const { return m_times.positionOf(m_data->time); }
    bool canStep(int by) const;

    void setGrouping(const AllocationGrouping& grouping);
    /// Shows an instant's allocation; nullopt: the newest, from now on. With `continuing` it belongs to the step of the
    /// history before it, so that a run of them (playing, dragging) is one.
    void setAt(std::optional<Instant> at, bool continuing = false);
    /// So many snapshots on; the last one is the newest, and stays so.
    void step(int by, bool continuing = false);
    void setWith(const QString& with);
    void nextStep() override;

    /// "Snapshot of 18 Dec 2024 23:55, UTC"; says so where it is an hour's mean. Empty without data.
    QString sourceText() const;
    /// "3,130 of 3,416 GPUs allocated · 49.1 % utilisation · 119 namespaces · 3,130 workloads".
    QString totalsText() const;

protected:
    void load() override;
    PanelState noData() const override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;
    bool concernsChange(const QString& cluster, TimeRange range, bool snapshots) const override;

private:
    /// What of the query decides an allocation.
    struct Wanted
    {
        QStringList clusters;
        std::optional<Instant> at; ///< nullopt: the newest
        std::optional<Instant> with;
        AllocationGrouping grouping;
        QByteArray zone;
        QStringList notUnderstood; ///< texts of the query that were to be instants

        friend bool operator==(const Wanted&, const Wanted&) = default;
    };
    /// One cluster's allocation at some time.
    struct Taken
    {
        AllocationSource source = AllocationSource::None;
        SnapshotPtr snapshot;
    };
    struct Job;
    using Receiver = std::function<void(const Result<Taken>&)>;

    void loadTimes(bool hasSnapshots);
    void loadAllocation();
    Wanted wantedAt(std::optional<Instant> at) const;
    /// nullopt for the newest of all.
    std::optional<Instant> instantAt(int position) const;
    AllocationPtr cached(const Wanted& wanted) const;
    /// Fetches and computes what is wanted; it goes to the cache, and on the screen if it is still wanted then.
    void prepare(const Wanted& wanted);
    void take(const std::string& cluster, std::optional<Instant> at, const Receiver& then);
    void takeNewest(const std::string& cluster, const Receiver& then);
    void takeSnapshot(const std::string& cluster, std::optional<Instant> time, const Receiver& then);
    void takeHour(const std::string& cluster, TimeRange hours, const Receiver& then);
    void compute(const std::shared_ptr<Job>& job);
    static AllocationPtr allocationOf(const Job& job);
    static QString sourceTextOf(const AllocationTime& when, const QTimeZone& zone);
    void arrived(const Job& job, AllocationPtr data);
    void show(AllocationPtr data);
    void prepareNeighbours();
    void forget();

    AllocationPtr m_data;
    AllocationTimes m_times;
    QStringList m_timesOf; ///< the clusters whose instants m_times has; empty: it is to be loaded
    TimeRange m_timesFor; ///< the range that was shown then
    std::optional<Instant> m_newest; ///< allocation of the shown clusters
    std::optional<Wanted> m_wanted; ///< by the load under way
    std::vector<Wanted> m_preparing;
    std::deque<std::pair<Wanted, AllocationPtr>> m_cache; ///< the newest first
    int m_direction = 1; ///< of the last step
    quint64 m_epoch = 0; ///< counts what made all that was prepared worthless
};

} // namespace atlas
