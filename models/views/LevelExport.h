// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Usage.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Metric.h"
#include "models/domain/Progress.h"
#include "models/domain/RowSource.h"
#include "models/store/StoreReader.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What of a level leaves as a table, for the window's exports and the command line alike: the same question gives the
/// same bytes.
namespace atlas {

struct LevelExport
{
    std::vector<std::string> clusters; ///< several: subjects are named "cluster/subject"
    Level level = Level::Namespace;
    DimensionKey dimension; ///< with Level::Dimension
    TimeRange range;
    /// What a page's table measures changes against (DashboardState::previousRange()); empty: as many hours just
    /// before.
    TimeRange previousRange = {};
    Metric rankedBy = Metric::GpuHours; ///< what a page's table ranks by (DashboardQuery::metric)
    QByteArray zone = "UTC"; ///< IANA id
    /// nullopt: a row a subject over the whole range, as its page shows it (of clusters, which no page lists: with
    /// every figure). Hour: the hours as the store has them, under the names of the API, each cluster by itself;
    /// others: a row a subject and bucket, with every figure. A subject without rows in a bucket has no row there.
    std::optional<Bucket> bucket;
    std::vector<std::string> subjects; ///< only these, as grids name them; empty: all
    QStringList columns; ///< ids, in this order; empty: all
    /// Of all columns also that which a page shows only where some namespace has what it is about: programs count
    /// columns.
    bool forPrograms = false;
    QString where; ///< a FilterExpression on the cells, also of columns that are left out; empty: all rows
    QString sortBy; ///< a column's id, "-id" for the largest first; empty: the page's order, or by time and subject
    std::vector<UsageOptions> options; ///< one a cluster; missing ones are the defaults
    QString currency; ///< empty: no costs
};

/// The rows of an export. It reads the store while it is used, so that a year of hours is never in memory as cells;
/// only sorting what is not sorted by itself needs all rows at once (at most half a million). `store` should be of one
/// point in time (StoreOptions::frozen); it and `progress`, whose cancel() ends it (EXPORT), outlive the rows. USAGE
/// where there is no such cluster, dimension or column (the sentence names those there are), the filter cannot be
/// understood, or nobody has a wished name: of hours and buckets that is known at the end, and one of them is enough,
/// since who was there before may be gone. Blocks.
Result<std::unique_ptr<RowSource>> levelRows(StoreReader& store, const LevelExport& wish, Progress& progress);

/// What an export is about, and how its figures were read.
struct ExportScope
{
    std::vector<std::string> clusters;
    TimeRange range;
    QByteArray zone = "UTC"; ///< IANA id
    QString filter = {}; ///< as it was typed
    std::vector<UsageOptions> options = {}; ///< one a cluster; missing ones are the defaults
    QString currency = {}; ///< of their prices; empty: no costs
    std::vector<std::string> subjects = {}; ///< only these; empty: all
    Level level = Level::Cluster; ///< of the rows: workloads may be known for fewer hours than all else
};
/// Of the rows that levelRows() gives.
ExportScope scopeOf(const LevelExport& wish);

/// What an export says about itself: source, clusters, range, zone, filter, what utilisation is measured over and the
/// like, coverage with gaps and unverified hours, version, time of creation. Blocks.
struct ExportSource
{
    QString source; ///< "API gpu.example.org", "File sample.db"
    QString version; ///< of the product
    Instant created{};
    QString link = {}; ///< to the view in the window (linkOf()); empty: none
};
Result<TableFacts> exportFacts(StoreReader& store, const ExportSource& source, const ExportScope& scope);

} // namespace atlas
