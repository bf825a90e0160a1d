// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/WireDecoder.h"
#include "models/domain/Error.h"
#include "models/store/StoreTypes.h"

#include <QFileInfo>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace atlas {

/// A file that was not imported, and why.
struct SkippedFile
{
    QString path;
    QString reason;

    friend bool operator==(const SkippedFile&, const SkippedFile&) = default;
};

/// What the files of an import hold.
struct ImportReport
{
    int files = 0; ///< looked at
    int replies = 0; ///< of these, replies; with or without rows
    std::int64_t rows = 0, snapshots = 0; ///< as read; one that several replies hold counts each time
    std::int64_t rejectedRows = 0; ///< whose name or time is unusable
    std::vector<SkippedFile> skipped;
};

/// When a file was last written.
Stamp writtenAt(const QFileInfo& file);

/// Reads recorded replies - what curl saved, of any endpoint in any envelope - into one batch, in the order of the
/// hours. The batch is committed whole, so that an import that fails leaves the store as it was.
///
/// Coverage: for each cluster, endpoint and dimension the hours that have rows, and no other. Replies whose hours meet
/// are taken for one answer: complete where its distinct rows are as many as the pages state (a plain array states
/// none, and may be a page if it is as long as one), else unverified; fetched when the newest of its files was written.
class Importer
{
public:
    explicit Importer(DecodeOptions options = {});

    /// The files of a path: itself, or all below a folder, sorted. Links to folders are not followed.
    static QStringList filesBelow(const QString& path);

    /// Reads one file; what cannot be used is named in the report.
    void read(const QString& path);
    /// The same with a file's contents, when it was written, and what it is called in the report.
    void read(const QString& name, const QByteArray& body, Stamp written);
    const ImportReport& report() const { return m_report; }
    /// All rows that were read; the importer is empty afterwards.
    RowBatch takeBatch();

private:
    struct Reply
    {
        HourIndex first = 0, end = 0;
        std::optional<std::int64_t> total; ///< as it states it
        std::int64_t rows = 0; ///< in all of the reply
        Stamp written{};
    };
    struct Group
    {
        std::vector<Reply> replies;
        /// Natural keys below the group's own: (hour, names).
        std::set<std::tuple<HourIndex, std::string, std::string, std::string>> keys;
    };
    using GroupKey =
        std::tuple<std::string, std::string, std::optional<DimensionKey>>; ///< cluster, endpoint, dimension

    template <typename Row>
    Result<void> takeRows(const QByteArray& body, Stamp written, std::vector<Row>& into);
    Result<void> takeSnapshot(const QByteArray& body, Stamp written);
    void takeFindings(const DecodeStats& stats, const std::string& cluster, std::string_view endpoint, Stamp written);
    Result<void> takeSnapshots(const QByteArray& body, Stamp written);
    Result<void> take(const QByteArray& body, Stamp written);
    void skip(const QString& path, const QString& reason);
    std::vector<CoverageEntry> coverage();
    static void addCoverage(const CoverageEntry& place, const Group& group, std::span<const Reply> answer,
        std::vector<CoverageEntry>& entries);

    WireDecoder m_decoder;
    RowBatch m_batch;
    std::vector<AllocationSnapshot> m_latest; ///< of `/snapshots/latest`: they hold more than those of lists
    std::map<GroupKey, Group> m_groups;
    ImportReport m_report;
};

} // namespace atlas
