// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/LedgerWriter.h"
#include "models/store/MissedRows.h"
#include "models/store/RowTables.h"
#include "models/store/Sqlite.h"
#include "models/store/StoreTypes.h"

#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace atlas {

/// What a commit changed of one cluster.
struct ClusterChange
{
    TimeRange hours; ///< from the first to past the last hour with a new or changed row; empty: none
    bool snapshots = false;
};

struct CommitOutcome
{
    CommitStats stats;
    std::map<std::string, ClusterChange> clusters; ///< every cluster that the batch speaks of
};

/// Writes batches through one connection. Remembers the numbers of names between batches.
class BatchWriter
{
public:
    explicit BatchWriter(sqlite::Database& db)
        : m_db(db)
        , m_missed(db)
        , m_ledger(db, [this](const std::string& cluster) { return clusterId(cluster); })
    {
    }
    BatchWriter(const BatchWriter&) = delete;
    BatchWriter& operator=(const BatchWriter&) = delete;

    /// Writes a batch in one transaction; throws sqlite::Failure after rolling back.
    CommitOutcome write(const RowBatch& batch);

private:
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    using NumberOf = std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>>;

    struct Scope
    {
        std::int64_t id = 0;
        NumberOf subjects;
    };
    template <class Row>
    struct Place
    {
        std::int64_t scope, subject;
        HourIndex hour;
        const Row* row;
    };

    std::int64_t clusterId(const std::string& cluster);
    Scope& scope(const std::string& cluster, Level level, const DimensionKey& dimension);
    std::optional<std::int64_t> knownScope(const GridScope& scope);
    std::int64_t subjectId(Scope& scope, std::string_view namespaceName, std::string_view name, std::string_view type);
    std::int64_t textId(std::string_view text);

    template <class Row>
    std::vector<Place<Row>> places(const std::vector<Row>& rows);
    template <class Row>
    void writeRows(const std::vector<Row>& rows, const std::vector<CoverageEntry>& coverage, CommitOutcome& outcome);
    template <class Row>
    static void subjectsOf(std::span<const Place<Row>> places, std::vector<std::int64_t>& subjects);
    template <class Row>
    void missRows(
        std::span<const Place<Row>> ordered, const std::vector<CoverageEntry>& coverage, CommitOutcome& outcome);
    std::vector<std::pair<HourIndex, std::int64_t>> hoursOf(std::int64_t scope, HourIndex first, HourIndex end);
    template <class Row>
    std::int64_t writeHour(std::span<const Place<Row>> places, CommitOutcome& outcome);
    template <class Row>
    void bindRow(sqlite::Statement& insert, int index, const Place<Row>& place);
    bool hasHour(std::int64_t scope, HourIndex hour);
    template <class Row>
    void meetStored(const Place<Row>& place, CommitOutcome& outcome);
    void countRows(std::int64_t scope, HourIndex hour, std::int64_t rows);
    void writeSnapshot(const AllocationSnapshot& snapshot, CommitOutcome& outcome);
    void forget();

    sqlite::Database& m_db;
    NumberOf m_clusters, m_texts;
    std::map<GridScope, Scope> m_scopes;
    std::string m_key; ///< reused for looking up subjects
    MissedRows m_missed;
    LedgerWriter m_ledger;
};

} // namespace atlas
