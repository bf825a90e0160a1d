// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"
#include "models/domain/ScatterValues.h"
#include "models/domain/WaterfallValues.h"

/// Made-up but realistic chart values, the same in every run: for tests, pictures and benchmarks of charts.
namespace atlas::test {

/// 2025-01-01T00:00Z
inline constexpr Instant sampleStart{std::chrono::seconds(1735689600)};

std::vector<QString> sampleNamespaces(int count); ///< English, Chinese and very long names

/// Hours of capacity and allocated GPUs, as steps.
TimeSeriesData sampleCapacity(int hours);
/// Allocation rate and utilisation with band, P50, P95, a gap of 9 hours and a provisional last hour.
TimeSeriesData sampleRates(int hours);
/// Utilisation of `lines` namespaces.
TimeSeriesData sampleNamespaceLines(int hours, int lines);

BarData sampleRanking(int bars); ///< used | held idle, "other" last
BarData sampleShares(int parts); ///< one category segment a bar, "other" last
BarData sampleTeams(int teams); ///< allocated, used, held idle side by side
BarValue sampleCapacityBar();
HeatmapData sampleWeek(); ///< 7 × 24 with unknown cells
WaterfallData sampleWaterfall(); ///< of large totals and small steps
ScatterData sampleScatter(int points); ///< logarithmic; one of unknown utilisation
TreemapNode sampleCluster(int namespaces, int workloads); ///< with pods, unknown values and an unallocated tile

} // namespace atlas::test
