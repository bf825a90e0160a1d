// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Progress.h"
#include "models/store/Bundle.h"
#include "models/store/BundleFormat.h"
#include "models/store/RowTables.h"
#include "models/store/StoreTypes.h"

#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace atlas::bundle {

/// Reads all tables of a checked bundle once, in their order, into a store's database in one transaction. All throws
/// sqlite::Failure.
class Import
{
public:
    /// What the manifest says, before it is believed.
    struct Claims
    {
        TimeRange range;
        std::int64_t hourRows = 0, snapshots = 0, requests = 0;
        QByteArray digest;
    };

    Import(sqlite::Database& from, sqlite::Database& to, const std::map<std::string, std::string>& names,
        Progress& progress)
        : m_from(from)
        , m_to(to)
        , m_names(names)
        , m_progress(progress)
    {
    }

    BundleContents run(const Claims& claims);

private:
    struct Scope
    {
        std::int64_t id = 0; ///< in the store
        int cluster = 0;
        Level level = Level::Cluster;
        DimensionKey dimension;
    };
    struct Subject
    {
        std::int64_t id = 0; ///< in the store
        int scope = 0;
    };
    /// A text in its two roles; -1: not looked at yet; 0: none, or unusable.
    struct Text
    {
        std::string bytes;
        std::int64_t plain = -1, labels = -1;
    };

    template <class Read>
    std::int64_t eachRow(const std::string& table, Read read);
    void readClusters();
    void readScopes();
    void readSubjects();
    void readTexts();
    template <class Row>
    void readRows(TimeRange range, BundleContents& contents);
    void readSnapshots(TimeRange range, BundleContents& contents);
    bool storeSnapshot(const Cells& cells, std::string_view body);
    void readCoverage();
    void readRequests(std::int64_t claimed);
    void readRejected();
    void readFaults();

    std::int64_t storedText(std::string text);
    std::int64_t plainText(std::int64_t id);
    std::int64_t labels(std::int64_t id);
    void writeTexts();
    std::optional<int> clusterAt(const Cells& cells, int column) const;
    void reject(const std::string& table, std::int64_t row);
    void countFault(const std::string& table, const char* field);

    sqlite::Database& m_from;
    sqlite::Database& m_to;
    const std::map<std::string, std::string>& m_names;
    Progress& m_progress;
    RowDigest m_digest;
    std::vector<std::string> m_clusters; ///< their names in the store
    std::vector<std::int64_t> m_clusterIds;
    std::vector<Scope> m_scopes;
    std::vector<Subject> m_subjects;
    std::vector<Text> m_texts;
    /// Of all texts in the store. New ones are written after the rows, whose connection is another thread's meanwhile.
    std::unordered_map<std::string, std::int64_t> m_numbers;
    std::int64_t m_lastNumber = 0;
    std::vector<const std::string*> m_newTexts; ///< in the order of their numbers
    RowBatch m_ledger;
    std::map<std::pair<std::string, std::string>, std::int64_t> m_faults; ///< by table and field
};

} // namespace atlas::bundle
