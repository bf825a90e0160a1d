// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/AllocationTree.h"
#include "models/views/Presenter.h"

#include <optional>

namespace atlas {

/// The last hours of one tile: its workload's rows, or its namespace's where the workload has none; of the annotation's
/// value, of the cluster, or of all shown clusters where no tile is selected.
struct AllocationHistory
{
    QString caption; ///< whose hours they are
    TimeSeriesData gpus, utilization;
    Table table;
    std::optional<WorkloadHour> newest; ///< the newest row of a workload: its type, status, owner and labels
};

class AllocationHistoryPresenter final : public Presenter
{
    Q_OBJECT
public:
    AllocationHistoryPresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    /// The tile to tell of, and when the allocation was; nullopt: all shown clusters. `annotation`: the key whose value
    /// a tile of values is. Nothing is loaded for another instant of the same hour.
    void setItem(std::optional<AllocationItem> item, Instant time, const std::string& annotation = {});
    const AllocationHistory& data() const { return m_data; }

    struct HourColumns; ///< the hours on their way from rows or a grid to the charts

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;
    bool concernsChange(const QString& cluster, TimeRange range, bool snapshots) const override;

private:
    TimeRange hours() const;
    void loadWorkload();
    /// Shows the hours of a subject of a grid.
    void loadGrid(const GridScope& scope, const std::string& subject, const QString& caption);
    void showGrid(const HourGrid& grid, int subject, const QString& caption);
    void show(const HourColumns& columns, const GridScope& scope, const std::string& subject, const QString& caption);

    std::optional<AllocationItem> m_item;
    std::string m_annotation;
    Instant m_time{};
    bool m_isAsked = false; ///< the above are what was asked for
    AllocationHistory m_data;
};

} // namespace atlas
