// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Table.h"
#include "models/views/Presenter.h"

#include <memory>

namespace atlas {

/// What a heat map of namespaces over time is made from.
struct AllocationHeatInput
{
    GridPtr cluster, namespaces; ///< hours of the range
    std::string clusterName; ///< whose they are; empty: of several, whose subjects name theirs
    std::vector<BucketSpan> buckets;
    QByteArray zone = "UTC";
    UsageOptions options;
    bool utilization = false; ///< colour is utilisation; else the mean of the GPUs held
    int top = 50;
};

/// Rows are the namespaces with the most GPU-hours, the largest first, and the sum of those not shown; columns the
/// buckets. A bucket in which the cluster has no hour is unknown; in others an absent namespace holds 0 GPUs. Pure.
HeatmapData allocationHeat(const AllocationHeatInput& input);

/// The page Allocation as namespaces × time: works while that is chosen.
class AllocationHeatPresenter final : public Presenter
{
    Q_OBJECT
public:
    AllocationHeatPresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    const HeatmapData& data() const { return m_data->map; }
    const Table& table() const { return m_data->table; }

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;

private:
    struct Values
    {
        HeatmapData map;
        Table table;
    };

    std::shared_ptr<const Values> m_data;
};

} // namespace atlas
