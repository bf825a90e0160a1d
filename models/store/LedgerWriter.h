// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/Sqlite.h"
#include "models/store/StoreTypes.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>

namespace atlas {

/// Writes what a batch says beside its rows: coverage, requests, what could not be used. Within the caller's
/// transaction.
class LedgerWriter
{
public:
    using ClusterId = std::function<std::int64_t(const std::string& cluster)>;

    LedgerWriter(sqlite::Database& db, ClusterId clusterId)
        : m_db(db)
        , m_clusterId(std::move(clusterId))
    {
    }

    void write(const RowBatch& batch);

private:
    void writeCoverage(const CoverageEntry& entry);
    void mergeCoverage(const CoverageEntry& place);
    void bindPlace(sqlite::Statement& statement, const CoverageEntry& entry);
    void writeRequests(const std::vector<RequestRecord>& requests);
    void writeRejected(const std::vector<RejectedRecord>& rejected);
    void writeFaults(const std::vector<FieldFault>& faults);

    sqlite::Database& m_db;
    ClusterId m_clusterId;
    using Place = std::tuple<std::string, std::string, std::optional<DimensionKey>>; ///< cluster, endpoint, dimension
    std::map<Place, int> m_writtenSinceMerge;
};

} // namespace atlas
