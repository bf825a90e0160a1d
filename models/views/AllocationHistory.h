// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/AllocationTree.h"
#include "models/views/Presenter.h"

#include <optional>

namespace atlas {

/// A tile's hours up to the time of the allocation: its workload's rows, or its namespace's where the workload has
/// none; of the annotation's value, of the cluster, or of all shown clusters where no tile is selected.
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

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;
    bool concernsChange(const QString& cluster, TimeRange range, bool snapshots) const override;

private:
    /// Whose hours are asked for. The answer brings it along: another tile or time may be meant by then.
    struct Asked
    {
        TimeRange range;
        GridScope scope; ///< as figures name it
        std::string subject;
        QString caption;
    };

    TimeRange hours() const;
    /// "train-0: the 24 hours to 2024-12-16 00:00 UTC".
    QString captionOf(const QString& whose, TimeRange range) const;
    void loadWorkload(const AllocationItem& item, TimeRange range);
    void loadGrid(const Asked& asked);
    /// Shows the hours of a subject of a grid; below 0: there are none.
    void show(const HourGrid& grid, int subject, const Asked& asked);

    std::optional<AllocationItem> m_item;
    std::string m_annotation;
    Instant m_time{};
    bool m_isAsked = false; ///< the above are what was asked for
    AllocationHistory m_data;
};

} // namespace atlas
