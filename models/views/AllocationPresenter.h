// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/AllocationTree.h"
#include "models/views/Presenter.h"

#include <memory>
#include <optional>

namespace atlas {

/// Where the shown allocation comes from.
enum class AllocationSource : std::uint8_t { None, Snapshot, WorkloadHour };

/// The values of the page Allocation.
struct AllocationData
{
    AllocationSource source = AllocationSource::None;
    Instant time{}; ///< of the snapshot; for a workload hour its start
    AllocationView view;
};

/// The newest snapshot of the primary cluster as treemap and table; where a server keeps no snapshots, the newest hour
/// of its workloads in their place.
class AllocationPresenter final : public Presenter
{
    Q_OBJECT
public:
    AllocationPresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    const AllocationData& data() const { return *m_data; }
    const AllocationGrouping& grouping() const { return m_grouping; }
    void setGrouping(const AllocationGrouping& grouping);

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
    void loadNewestHour(const std::string& cluster);
    void show(AllocationSource source, SnapshotPtr snapshot);

    AllocationGrouping m_grouping;
    std::shared_ptr<const AllocationData> m_data;
};

/// The last hours of one tile: its workload's rows, or its namespace's where the workload has none; of the whole
/// cluster where no tile is selected.
struct AllocationHistory
{
    QString caption; ///< whose hours they are
    TimeSeriesData gpus, utilization;
    Table table;
};

class AllocationHistoryPresenter final : public Presenter
{
    Q_OBJECT
public:
    AllocationHistoryPresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    /// The tile to tell of, and when the allocation was; nullopt: the whole cluster.
    void setItem(std::optional<AllocationItem> item, Instant time);
    const AllocationHistory& data() const { return m_data; }

    struct HourColumns; ///< the hours on their way from rows or a grid to the charts

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;

private:
    /// Shows the hours of a subject of a grid: a namespace, or the cluster.
    void loadGrid(const GridScope& scope, const std::string& subject, TimeRange range, const QString& caption);

    void show(const HourColumns& columns, TimeRange range, const QString& caption);

    std::optional<AllocationItem> m_item;
    Instant m_time{};
    AllocationHistory m_data;
};

} // namespace atlas
