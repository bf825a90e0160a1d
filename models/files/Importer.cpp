// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/Importer.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace atlas {

namespace {

constexpr qint64 largestFile = 512LL * 1024 * 1024;

using RowName = std::tuple<std::string, std::string, std::string>;

const char* endpointOf(const ClusterHour&)
{
    return "cluster/hourly-stats";
}
const char* endpointOf(const NamespaceHour&)
{
    return "namespaces/hourly-stats";
}
const char* endpointOf(const DimensionHour&)
{
    return "labels/hourly-stats";
}
const char* endpointOf(const WorkloadHour&)
{
    return "workloads/hourly-stats";
}

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
    if (!info.isFile())
        return skip(path, QStringLiteral("it is no regular file"));
    if (info.size() > largestFile)
        return skip(path, QStringLiteral("it is larger than any reply"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return skip(path, QStringLiteral("it cannot be read"));
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
        return takeSnapshot(body);
    case ReplyKind::Snapshots:
        return takeSnapshots(body, written);
    case ReplyKind::Names:
    case ReplyKind::Empty:
        return {}; // a reply, with nothing to store
    case ReplyKind::ErrorEnvelope: {
        const auto stated = m_decoder.statedError(body);
        return failure(ErrorClass::Api,
            QStringLiteral("the server's answer is an error: %1").arg(stated ? stated->message : QString()));
    }
    case ReplyKind::NotAReply:
        break;
    }
    return failure(ErrorClass::FileRejected, QStringLiteral("it is no reply of the API"));
}

template <typename Row>
Result<void> Importer::takeRows(const QByteArray& body, Stamp written, std::vector<Row>& into)
{
    auto page = m_decoder.decodePage<Row>(body);
    if (!page)
        return tl::unexpected(page.error());
    std::set<Group*> touched;
    for (const auto& row : page->rows) {
        auto& group = m_groups[{row.cluster, endpointOf(row), dimensionOf(row)}];
        const HourIndex hour = row.at.hour();
        group.first = group.keys.empty() ? hour : std::min(group.first, hour);
        group.end = group.keys.empty() ? hour + 1 : std::max(group.end, hour + 1);
        group.fetchedAt = std::max(group.fetchedAt, written);
        group.keys.insert(std::tuple_cat(std::tuple(hour), nameOf(row)));
        touched.insert(&group);
    }
    for (auto* group : touched) {
        if (page->total)
            group->totals.insert(*page->total);
        else
            group->totalMissing = true;
    }
    m_report.rows += std::int64_t(page->rows.size());
    m_report.rejectedRows += page->stats.rejectedRows;
    into.insert(into.end(), std::make_move_iterator(page->rows.begin()), std::make_move_iterator(page->rows.end()));
    return {};
}

Result<void> Importer::takeSnapshot(const QByteArray& body)
{
    auto snapshot = m_decoder.decodeSnapshot(body);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
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
        entry.endpoint = "snapshots";
        entry.range = range;
        entry.state = CoverageState::Complete;
        entry.rowsReceived = std::int64_t(list->rows.size());
        entry.fetchedAt = written;
        m_batch.coverage.push_back(std::move(entry));
    }
    m_report.snapshots += std::int64_t(list->rows.size());
    m_report.rejectedRows += list->stats.rejectedRows;
    return {};
}

std::vector<CoverageEntry> Importer::coverage() const
{
    std::vector<CoverageEntry> entries;
    for (const auto& [key, group] : m_groups) {
        CoverageEntry entry;
        std::tie(entry.cluster, entry.endpoint, entry.dimension) = key;
        entry.range = {hourStart(group.first), hourStart(group.end)};
        entry.rowsReceived = std::int64_t(group.keys.size());
        entry.fetchedAt = group.fetchedAt;
        // A plain array is the whole answer; pages are it when they state one total, and all of it is there.
        const bool plain = group.totals.empty();
        const bool allPages =
            !group.totalMissing && group.totals.size() == 1 && *group.totals.begin() == entry.rowsReceived;
        if (!plain && group.totals.size() == 1)
            entry.statedTotal = *group.totals.begin();
        entry.state = plain || allPages ? CoverageState::Complete : CoverageState::Unverified;
        entries.push_back(std::move(entry));
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
    batch.rejectedRows = m_report.rejectedRows;
    return batch;
}

} // namespace atlas
