// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/Table.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

/// What the pages Namespaces and Teams have in common: the subjects of one level ranked, shared out, over time and as a
/// table, from grids to values. Pure; any thread.
namespace atlas {

/// What is computed of the grids once, whatever is then shown of them: the part that takes time.
struct SubjectFigures
{
    GridPtr cluster; ///< covering both periods
    GridPtr current, previous; ///< of the subjects
    TimeRange range, previousRange;
    UsageOptions options;

    HourPresence presence;
    Usage clusterUsage; ///< of the range
    SubjectUsages usages;
    std::vector<std::vector<double>> trends; ///< average GPUs in parts of the range, a subject of `current` each

    /// Whether these are the figures of the same hours read in the same way.
    bool isSame(const SubjectFigures& other) const;
};
using SubjectFiguresPtr = std::shared_ptr<const SubjectFigures>;

/// Fills the second half from the first.
SubjectFiguresPtr computeFigures(SubjectFigures of);

struct ComparisonInput
{
    SubjectFiguresPtr figures;
    std::vector<BucketSpan> buckets; ///< of the range
    QByteArray zone;
    Metric metric = Metric::GpuHours;
    GridScope scope; ///< of the subjects; its cluster is empty where names are qualified ("cluster/subject")
    QString subjectTitle; ///< "Namespace", "team"
    std::string defaultValue; ///< of a label: set apart (also "cluster/value"); empty: none
    bool unattributedRow = false; ///< a row for what the cluster has beyond the sum of the subjects
    QString currency; ///< of the price in the options; empty: none is set
    int top = 10; ///< bars of the ranking and small multiples
    std::vector<std::string> selected; ///< get lines beside the first five
    Metric multiplesOf = Metric::AverageAllocated; ///< or Utilization
    bool overTime = false; ///< `stacked` is wanted
    bool stackedShares = false; ///< it in percent of their sum
    /// The clusters' own hours by what their subjects' names begin with ("prod/", or nothing for one cluster): a
    /// namespace's "quota" that is the cluster's capacity is none.
    std::vector<std::pair<std::string, GridPtr>> clusters;
};

struct ComparisonValues
{
    SubjectFiguresPtr figures; ///< that all this was made of
    BarData ranking; ///< by the metric: the first `top`, other
    BarData groups; ///< allocated, used and held idle GPU-hours of the top eight
    BarData shares; ///< of GPU-hours: top eight, other
    TimeSeriesData gpus; ///< average GPUs a bucket of the first five and of those selected, in the order of the ranking
    TimeSeriesData utilization; ///< their utilisation
    TimeSeriesData stacked; ///< average GPUs of the top eight by GPU-hours, other, and the default value
    TimeSeriesData multiples; ///< the first `top`, a line each
    /// Used, held idle and what is left of the quota in GPUs, of the first `top` that have one; empty where no
    /// namespace has.
    BarData quotas;
    Table table; ///< all subjects
    Table rankingTable, groupsTable, sharesTable, gpusTable, utilizationTable, stackedTable, multiplesTable,
        quotasTable;
    Usage cluster; ///< of the range
    double unattributedGpuHours = unknown; ///< cluster − Σ subjects
    int subjects = 0;
    bool comparable = true; ///< false: the period before has so much less (or more) data that no change is shown
};

ComparisonValues compareSubjects(const ComparisonInput& input);

/// "167 of 168 h": how much of the range has data; empty where all of it has.
QString coverageNote(const Usage& cluster);

/// Whether a subject is the default value of a label ("unknown", "cluster/unknown").
bool isDefaultValue(const std::string& name, const std::string& defaultValue);

/// Whether two periods hold hours of data enough alike for totals to be set against each other.
bool areComparable(int hours, int previousHours);

} // namespace atlas
