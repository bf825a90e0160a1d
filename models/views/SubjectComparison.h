// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/Table.h"

#include <vector>

/// What the pages Namespaces and Teams have in common: the subjects of one level ranked, shared out, over time and as a
/// table, from grids to values. Pure; any thread.
namespace atlas {

struct ComparisonInput
{
    GridPtr cluster; ///< covering both periods
    GridPtr current, previous; ///< of the subjects
    TimeRange range, previousRange;
    std::vector<BucketSpan> buckets; ///< of the range
    QByteArray zone;
    Metric metric = Metric::GpuHours;
    std::string clusterName;
    QString subjectTitle; ///< "Namespace", "team"
    std::string defaultValue; ///< of a label: set apart; empty: none
    bool unattributedRow = false; ///< a row for what the cluster has beyond the sum of the subjects
    UsageOptions options;
};

struct ComparisonValues
{
    BarData ranking; ///< by the metric: top ten, other
    BarData groups; ///< allocated, used and held idle GPU-hours of the top eight
    BarData shares; ///< of GPU-hours: top eight, other
    TimeSeriesData gpus; ///< average GPUs of the top five a bucket, in the order of the ranking
    TimeSeriesData utilization; ///< their utilisation
    Table table; ///< all subjects
    Usage cluster; ///< of the range
    double unattributedGpuHours = unknown; ///< cluster − Σ subjects
    int subjects = 0;
};

ComparisonValues compareSubjects(const ComparisonInput& input);

/// "167 of 168 h": how much of the range has data; empty where all of it has.
QString coverageNote(const Usage& cluster);

} // namespace atlas
