// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Clusters.h"
#include "models/views/LevelExport.h"
#include "models/views/StoreAnswer.h"

#include <QFuture>

#include <set>

/// The parts of level exports (LevelExport.h): rows that are made of a store's hours stretch by stretch.
namespace atlas {

/// The clusters of a wish with how each is read, without grids.
std::vector<ClusterPart> partsOf(const LevelExport& wish);
/// One grid of a level from the clusters' own: as it is of one, of several as if they were one.
GridPtr combinedGrid(Level level, const std::vector<GridPtr>& grids, const LevelExport& wish);
/// EXPORT: somebody said cancel.
Error readingCancelled();
/// USAGE: subjects that are not there.
Error nobodyCalled(const std::set<std::string>& names);
/// "Namespace", or the key of a dimension.
QString levelTitle(Level level, const DimensionKey& dimension);

/// Reads the store stretch by stretch: while one is written, the next is being read.
class StretchRows : public RowSource
{
public:
    /// `scopes`: what is read of each stretch.
    StretchRows(StoreReader& store, const LevelExport& wish, Progress& progress, std::vector<BucketSpan> stretches,
        std::vector<GridScope> scopes);

    const Table& head() const override { return m_table; }
    std::int64_t rowCount() const override { return -1; }
    Result<bool> next(std::vector<Cell>& cells) override;

protected:
    /// The grids of a stretch, one a scope, are there.
    virtual void begin(const BucketSpan& stretch, const std::vector<GridPtr>& grids) = 0;
    /// The next row of it; false: there are no more.
    virtual bool nextOf(std::vector<Cell>& cells) = 0;
    bool isWanted(const std::string& subject);

    const LevelExport m_wish;
    Table m_table;

private:
    void ask();

    StoreReader& m_store;
    Progress& m_progress;
    const std::vector<BucketSpan> m_stretches;
    const std::vector<GridScope> m_scopes;
    const std::set<std::string> m_wanted;
    std::set<std::string> m_unseen;
    std::size_t m_begun = 0;
    std::vector<QFuture<Result<GridPtr>>> m_answers; ///< of the stretch after those
};

/// The hours as the store has them, by time, cluster and subject.
Result<std::unique_ptr<RowSource>> storedHours(StoreReader& store, const LevelExport& wish, Progress& progress);

/// A row a subject and bucket with every figure, by time and subject; without a bucket one row a subject over the
/// range. Each cluster stands by itself; the subjects of other levels are read as on the pages.
std::unique_ptr<RowSource> bucketRows(StoreReader& store, const LevelExport& wish, Progress& progress);

} // namespace atlas
