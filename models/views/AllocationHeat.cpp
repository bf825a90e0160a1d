// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationHeat.h"

#include "models/analysis/Format.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/RollUp.h"
#include "models/views/AllocationTimes.h"
#include "models/views/Derive.h"

#include <algorithm>
#include <cmath>

namespace atlas {
namespace {

/// The next of 1, 2, 5, 10, 20 ... at or above a value.
double roundUp(double value)
{
    if (!(value > 0))
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1, 2, 5}) {
        if (value <= step * power)
            return step * power;
    }
    return 10 * power;
}

} // namespace

HeatmapData allocationHeat(const AllocationHeatInput& input)
{
    HeatmapData map;
    map.unit = input.utilization ? Unit::Percent : Unit::Gpus;
    map.metric = input.utilization ? Metric::Utilization : Metric::AverageAllocated;
    map.scope = GridScope{input.clusterName, Level::Namespace, {}};
    map.zone = input.zone;
    if (input.buckets.empty())
        return map;
    for (const auto& bucket : input.buckets) {
        map.t.push_back(hourStart(bucket.from));
        map.columns.push_back(bucket.label);
    }
    map.end = hourStart(input.buckets.back().to);
    const HourPresence presence(*input.cluster);
    const HourIndex from = input.buckets.front().from, to = input.buckets.back().to;
    const auto ranked =
        rankSubjects({input.namespaces.get(), from, to, nullptr, 0, 0, &presence, input.options}, Metric::GpuHours);
    const auto addRow = [&](const HourGrid& grid, int subject, const QString& name, const std::string& key) {
        const auto values = bucketValues(grid, subject, input.buckets, presence, *map.metric, input.options);
        map.rows.push_back(name);
        map.subjects.push_back(key);
        map.cells.insert(map.cells.end(), values.begin(), values.end());
    };
    const auto shown = std::min(ranked.size(), std::size_t(std::max(0, input.top)));
    for (std::size_t i = 0; i < shown; ++i)
        addRow(*input.namespaces, ranked[i].subject, displayName(ranked[i].name), ranked[i].name);
    if (shown < ranked.size()) {
        std::vector<int> rest;
        for (std::size_t i = shown; i < ranked.size(); ++i)
            rest.push_back(ranked[i].subject);
        const auto sum = sumSubjects(*input.namespaces, rest, {}, input.options);
        addRow(sum, 0, AllocationHeatPresenter::tr("%n other(s)", nullptr, int(rest.size())), {});
    }
    if (!input.utilization) {
        double most = 0;
        for (const double cell : map.cells)
            most = isKnown(cell) ? std::max(most, cell) : most;
        map.high = roundUp(most);
    }
    return map;
}

AllocationHeatPresenter::AllocationHeatPresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_data(std::make_shared<Values>())
{
}

bool AllocationHeatPresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    const auto was = allocationChoice(before), is = allocationChoice(after);
    return was.heatmap != is.heatmap || (is.heatmap && was.heatOfUtilization != is.heatOfUtilization)
        || Presenter::concerns(before, after);
}

void AllocationHeatPresenter::load()
{
    const auto choice = allocationChoice(state().query());
    if (!choice.heatmap) { // nobody sees it
        finish(PanelState::ready());
        return;
    }
    const TimeRange range = state().range();
    fetchGrids({{Level::Cluster, range}, {Level::Namespace, range}}, [=, this](const std::vector<GridPtr>& grids) {
        AllocationHeatInput input;
        input.cluster = grids[0];
        input.namespaces = grids[1];
        input.clusterName = colorScope();
        input.zone = state().query().zone;
        input.options = shownOptions();
        input.utilization = choice.heatOfUtilization;
        compute(
            [input, range, bucket = state().bucket(), zone = state().zone()]() mutable {
                input.buckets = cutBuckets(range, bucket, zone);
                auto values = std::make_shared<Values>();
                values->map = allocationHeat(input);
                values->table = tableOf(values->map, tr("Allocation over time"), tr("From"));
                return std::shared_ptr<const Values>(std::move(values));
            },
            [this](std::shared_ptr<const Values> values) {
                m_data = std::move(values);
                finish(m_data->map.rows.empty() ? noData() : PanelState::ready());
            });
    });
}

} // namespace atlas
