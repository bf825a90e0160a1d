// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/Importer.h"

#include "models/domain/Endpoints.h"
#include "models/files/Archive.h"
#include "models/files/FilesText.h"
#include "models/store/RowTables.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace atlas {

namespace {

using RowName = std::tuple<std::string, std::string, std::string>;

RowName nameOf(const ClusterHour&)
{
    return {};
}
RowName nameOf(const NamespaceHour& row)
{
    return {row.name, {}, {}};
}
RowName nameOf(const DimensionHour& row)
{
    return {row.value, {}, {}};
}
RowName nameOf(const WorkloadHour& row)
{
    return {row.namespaceName, row.name, row.type};
}

template <typename Row>
std::optional<DimensionKey> dimensionOf(const Row& row)
{
    if constexpr (std::is_same_v<Row, DimensionHour>)
        return row.dimension;
    else
        return std::nullopt;
}

template <typename Row>
void sortByHour(std::vector<Row>& rows)
{
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.at.time < b.at.time; });
}

} // namespace

Stamp writtenAt(const QFileInfo& file)
{
    return Stamp(std::chrono::microseconds(file.lastModified().toMSecsSinceEpoch() * 1000));
}

Importer::Importer(DecodeOptions options)
    : m_decoder(options)
{
}

QStringList Importer::filesBelow(const QString& path)
{
    if (!QFileInfo(path).isDir())
        return {path};
    QStringList files;
    QDirIterator entries(path, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext())
        files << entries.next();
    files.sort();
    return files;
}

void Importer::skip(const QString& path, const QString& reason)
{
    ++m_report.files;
    m_report.skipped.push_back({path, reason});
}

void Importer::read(const QString& path)
{
    const QFileInfo info(path);
    if (info.isSymLink())
        return skip(path, FilesText::tr("it is a link; name the file that it leads to"));
    if (!info.isFile())
        return skip(path, FilesText::tr("it is no regular file"));
    if (info.size() > largestReply)
        return skip(path, FilesText::tr("it is larger than any reply (64 MiB); divide it"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return skip(path, FilesText::tr("it cannot be read"));
    read(path, file.readAll(), writtenAt(info));
}

void Importer::read(const QString& name, const QByteArray& body, Stamp written)
{
    if (const auto taken = take(body, written); !taken)
        return skip(name, taken.error().message);
    ++m_report.files;
    ++m_report.replies;
}

Result<void> Importer::take(const QByteArray& body, Stamp written)
{
    switch (classifyReply(body)) {
    case ReplyKind::ClusterHours:
        return takeRows(body, written, m_batch.clusters);
    case ReplyKind::NamespaceHours:
        return takeRows(body, written, m_batch.namespaces);
    case ReplyKind::DimensionHours:
        return takeRows(body, written, m_batch.dimensions);
    case ReplyKind::WorkloadHours:
        return takeRows(body, written, m_batch.workloads);
    case ReplyKind::Snapshot:
        return takeSnapshot(body, written);
    case ReplyKind::Snapshots:
        return takeSnapshots(body, written);
    case ReplyKind::Names:
    case ReplyKind::Empty:
        return {}; // a reply, with nothing to store
    case ReplyKind::ErrorEnvelope: {
        const auto stated = m_decoder.statedError(body);
        return failure(ErrorClass::Api,
            FilesText::tr("the server's answer is an error: %1").arg(stated ? stated->message : QString()));
    }
    case ReplyKind::NotAReply:
        break;
    }
    return failure(ErrorClass::FileRejected, FilesText::tr("it is no reply of the API"));
}

void Importer::takeFindings(
    const DecodeStats& stats, const std::string& cluster, std::string_view endpoint, Stamp written)
{
    m_report.rejectedRows += stats.rejectedRows;
    addFindings(m_batch, stats, cluster, std::string(endpoint), written);
}

template <typename Row>
Result<void> Importer::takeRows(const QByteArray& body, Stamp written, std::vector<Row>& into)
{
    auto page = m_decoder.decodePage<Row>(body);
    if (!page)
        return tl::unexpected(page.error());
    std::map<Group*, Reply> replies;
    for (const auto& row : page->rows) {
        auto& group = m_groups[{row.cluster, std::string(RowTable<Row>::endpoint), dimensionOf(row)}];
        const HourIndex hour = row.at.hour();
        auto& reply = replies.try_emplace(&group, Reply{hour, hour + 1, page->total, page->stats.rowsSeen, written})
                          .first->second;
        reply.first = std::min(reply.first, hour);
        reply.end = std::max(reply.end, hour + 1);
        group.keys.insert(std::tuple_cat(std::tuple(hour), nameOf(row)));
    }
    for (const auto& [group, reply] : replies)
        group->replies.push_back(reply);
    m_report.rows += std::int64_t(page->rows.size());
    const auto cluster = page->rows.empty() ? std::string() : page->rows.front().cluster;
    takeFindings(page->stats, cluster, RowTable<Row>::endpoint, written);
    into.insert(into.end(), std::make_move_iterator(page->rows.begin()), std::make_move_iterator(page->rows.end()));
    return {};
}

Result<void> Importer::takeSnapshot(const QByteArray& body, Stamp written)
{
    DecodeStats stats;
    auto snapshot = m_decoder.decodeSnapshot(body, &stats);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    takeFindings(stats, *snapshot ? (*snapshot)->head.cluster : std::string(), endpoints::snapshots, written);
    if (*snapshot) {
        ++m_report.snapshots;
        m_latest.push_back(std::move(**snapshot));
    }
    return {};
}

Result<void> Importer::takeSnapshots(const QByteArray& body, Stamp written)
{
    auto list = m_decoder.decodeSnapshots(body);
    if (!list)
        return tl::unexpected(list.error());
    std::map<std::string, TimeRange> ranges; // by cluster
    for (auto& snapshot : list->rows) {
        const Instant time = snapshot.head.time;
        const auto [range, isNew] = ranges.try_emplace(snapshot.head.cluster, TimeRange{time, time});
        range->second.from = std::min(range->second.from, time);
        range->second.to = std::max(range->second.to, time + std::chrono::seconds(1));
        m_batch.snapshots.push_back(std::move(snapshot));
    }
    for (const auto& [cluster, range] : ranges) {
        CoverageEntry entry;
        entry.cluster = cluster;
        entry.endpoint = endpoints::snapshots;
        entry.range = range;
        entry.state = CoverageState::Complete;
        entry.rowsReceived = std::int64_t(list->rows.size());
        entry.fetchedAt = written;
        m_batch.coverage.push_back(std::move(entry));
    }
    m_report.snapshots += std::int64_t(list->rows.size());
    takeFindings(list->stats, list->rows.empty() ? std::string() : list->rows.front().head.cluster,
        endpoints::snapshots, written);
    return {};
}

/// What replies whose hours meet say of them. Hours without rows between others are left open: whether anybody asked
/// for them is not known.
void Importer::addCoverage(
    const CoverageEntry& place, const Group& group, std::span<const Reply> answer, std::vector<CoverageEntry>& entries)
{
    constexpr std::int64_t longestPage = 1000; // a plain array of just as many rows may have had another after it
    HourIndex end = answer.front().end;
    std::set<std::int64_t> totals;
    bool plain = true, wholePages = true, mayGoOn = false;
    CoverageEntry entry = place;
    for (const auto& reply : answer) {
        end = std::max(end, reply.end);
        entry.fetchedAt = std::max(entry.fetchedAt, reply.written);
        if (reply.total)
            totals.insert(*reply.total);
        plain = plain && !reply.total;
        wholePages = wholePages && reply.total;
        mayGoOn = mayGoOn || (!reply.total && reply.rows == longestPage);
    }
    const auto from = group.keys.lower_bound({answer.front().first, {}, {}, {}});
    const auto to = group.keys.lower_bound({end, {}, {}, {}});
    const bool allThere = wholePages && totals.size() == 1 && *totals.begin() == std::distance(from, to);
    entry.state = allThere || (plain && !mayGoOn) ? CoverageState::Complete : CoverageState::Unverified;
    if (totals.size() == 1)
        entry.statedTotal = *totals.begin();
    const auto before = entries.size();
    for (auto key = from; key != to; ++key) {
        const Instant hour = hourStart(std::get<0>(*key));
        if (entries.size() == before || entries.back().range.to < hour) {
            entry.range = {hour, hour};
            entries.push_back(entry);
        }
        entries.back().range.to = hour + std::chrono::hours(1);
        ++entries.back().rowsReceived;
    }
}

std::vector<CoverageEntry> Importer::coverage()
{
    std::vector<CoverageEntry> entries;
    for (auto& [key, group] : m_groups) {
        CoverageEntry place;
        std::tie(place.cluster, place.endpoint, place.dimension) = key;
        auto& replies = group.replies;
        std::ranges::sort(replies, {}, &Reply::first);
        for (std::size_t begin = 0, next = 0; begin < replies.size(); begin = next) {
            for (auto end = replies[begin].end; next < replies.size() && replies[next].first <= end; ++next)
                end = std::max(end, replies[next].end);
            addCoverage(place, group, std::span(replies).subspan(begin, next - begin), entries);
        }
    }
    return entries;
}

RowBatch Importer::takeBatch()
{
    RowBatch batch = std::move(m_batch);
    m_batch = {};
    sortByHour(batch.clusters);
    sortByHour(batch.namespaces);
    sortByHour(batch.dimensions);
    sortByHour(batch.workloads);
    std::stable_sort(batch.snapshots.begin(), batch.snapshots.end(),
        [](const AllocationSnapshot& a, const AllocationSnapshot& b) { return a.head.time < b.head.time; });
    // Lists often leave the workloads out: the whole snapshot replaces its short form.
    std::move(m_latest.begin(), m_latest.end(), std::back_inserter(batch.snapshots));
    m_latest.clear();
    auto entries = coverage();
    std::move(entries.begin(), entries.end(), std::back_inserter(batch.coverage));
    m_groups.clear();
    return batch;
}

} // namespace atlas
