// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Table.h"

#include <QString>

#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Steps from figures to chart and table values that the pages share. Pure; any thread.
namespace atlas {

/// "cluster/name": what categorical colours are taken from, the same on every page. An empty cluster means that the
/// name is qualified already, as those of several clusters together are.
std::string entityColorKey(const std::string& cluster, const std::string& name);

/// Key of the bar "Other": no subject has it.
QString otherKey();

/// The time axis of bucketed series: t, end, range, zone and unit set; no series yet.
TimeSeriesData timeAxis(
    const std::vector<BucketSpan>& buckets, TimeRange range, const QByteArray& zone, Unit unit, bool steps = false);

/// One value a bucket.
std::vector<double> valuesOf(const std::vector<Usage>& usages, const std::function<double(const Usage&)>& figure);

/// Bars of the `top` best ranked subjects, keys being their names. GpuHours gives bars of used + held idle + unknown,
/// every other metric one segment. `rest`: adds "Other (n)" for those not shown, where the metric adds up. Annotations
/// hold the value with its unit, and for GPU-hours the share.
BarData rankingBars(
    const std::vector<RankedSubject>& ranked, Metric metric, int top, bool rest, const std::string& cluster);

/// Whether the figures of subjects have a sum: GPU-hours of all kinds, and money.
bool addsUp(Metric metric);

Unit metricUnit(Metric metric);
/// "GPU-hours", "Utilisation" ..., translated.
QString metricName(Metric metric);

/// Which figures the bars or lines of a chart are, so that the table behind it leads to where they come from.
struct TableSource
{
    std::optional<GridScope> scope = std::nullopt; ///< none: the table says nothing of it
    TimeRange range = {};
    std::optional<Metric> metric = std::nullopt; ///< of the segments of Role::Category
};

/// Says of bars what they are: the segments by their roles, a bar of several by `source.metric`. Keys of bars are names
/// of subjects.
void attribute(BarData& data, const TableSource& source);

/// The table behind a time series: a row a bucket, a column a series (band ends included).
Table tableOf(const TimeSeriesData& data, const QString& title);
/// The table behind bars: a row a bar, a column a segment name. Keys of bars are names of subjects.
Table tableOf(const BarData& data, const QString& title, const QString& labelTitle, const TableSource& source = {});
/// The table behind a heat map: a row a row; where its columns are times, a row a bucket and a column a subject.
Table tableOf(const HeatmapData& data, const QString& title, const QString& labelTitle);

} // namespace atlas
