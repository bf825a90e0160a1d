// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Usage.h"
#include "models/domain/HourGrid.h"
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
    QByteArray zone = "UTC"; ///< IANA id
    /// nullopt: a row a subject over the whole range, as its page shows it. Hour: the hours as the store has them,
    /// with every figure; others: a row a subject and bucket.
    std::optional<Bucket> bucket;
    std::vector<std::string> subjects; ///< only these; empty: all
    QStringList columns; ///< ids, in this order; empty: all
    QString where; ///< a FilterExpression on the cells; empty: all rows
    QString sortBy; ///< a column's id, "-id" for the largest first; empty: the page's order
    std::vector<UsageOptions> options; ///< one a cluster
    QString currency; ///< empty: no costs
};

/// The rows of an export. It may read the store while it is used. USAGE where there is no such cluster, column or
/// dimension (the sentence names those there are), or the filter cannot be understood. Blocks.
Result<std::unique_ptr<RowSource>> levelRows(StoreReader& store, const LevelExport& wish, Progress& progress);

/// What an export says about itself: source, clusters, range, zone, filter, coverage with gaps and unverified hours,
/// version, time of creation. Blocks.
struct ExportSource
{
    QString source; ///< "API gpu.example.org", "File sample.db"
    QString version; ///< of the product
    Instant created{};
};
Result<TableFacts> exportFacts(StoreReader& store, const ExportSource& source, const std::vector<std::string>& clusters,
    TimeRange range, const QByteArray& zone, const QString& filter = {});

} // namespace atlas
