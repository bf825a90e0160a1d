// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/FileReading.h"

#include "models/files/Archive.h"
#include "models/files/FilesText.h"
#include "models/files/Importer.h"
#include "models/store/Bundle.h"
#include "models/store/SqliteStore.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <functional>
#include <memory>
#include <set>

namespace atlas {

namespace {

constexpr std::size_t namedSkipped = 100;
constexpr qsizetype longestReason = 300;

tl::unexpected<Error> refuse(const QString& sentence, const QString& detail = {})
{
    return failure(ErrorClass::FileRejected, sentence, detail);
}

/// Calls `use(cluster)` with the cluster's name in each row of a batch.
void eachCluster(RowBatch& batch, const std::function<void(std::string& cluster)>& use)
{
    const auto all = [&](auto& rows) {
        for (auto& row : rows)
            use(row.cluster);
    };
    all(batch.clusters);
    all(batch.namespaces);
    all(batch.dimensions);
    all(batch.workloads);
    all(batch.coverage);
    all(batch.fieldFaults);
    for (auto& snapshot : batch.snapshots)
        use(snapshot.head.cluster);
}

/// From the first hour that a row or a snapshot lies in to the end of the last.
TimeRange hoursOf(const RowBatch& batch)
{
    TimeRange range;
    const auto add = [&](Instant time) {
        const TimeRange hour{hourStart(hourIndex(time)), hourStart(hourIndex(time) + 1)};
        range = range.isEmpty() ? hour : TimeRange{std::min(range.from, hour.from), std::max(range.to, hour.to)};
    };
    const auto all = [&](const auto& rows) {
        for (const auto& row : rows)
            add(row.at.time);
    };
    all(batch.clusters);
    all(batch.namespaces);
    all(batch.dimensions);
    all(batch.workloads);
    for (const auto& snapshot : batch.snapshots)
        add(snapshot.head.time);
    return range;
}

/// One reading of a task.
class Reading
{
public:
    Reading(const ReadingTask& task, Progress& progress)
        : m_task(task)
        , m_progress(progress)
        , m_files(task.paths.size())
        , m_bundles(task.paths.size())
    {
    }

    Result<std::vector<OpenedFile>> run();
    /// Of the path that is being read; -1: all of them are.
    int present() const { return m_present; }

private:
    Result<void> look(std::size_t path);
    Result<void> readReply(const CopiedPath& path);
    void readFolder(const CopiedPath& path);
    void nameClusters();
    Result<void> readBundle(std::size_t path);
    Result<void> storeReplies();

    const ReadingTask& m_task;
    Progress& m_progress;
    std::vector<OpenedFile> m_files;
    std::vector<std::unique_ptr<BundleReader>> m_bundles; ///< by path; null: it is none
    std::vector<std::map<std::string, std::string>> m_names; ///< by path, then of the replies
    Importer m_importer;
    RowBatch m_replies;
    int m_present = -1;
};

Result<void> Reading::readReply(const CopiedPath& path)
{
    const auto& copy = path.files.front();
    QFile bytes(copy.copy);
    if (!bytes.open(QIODevice::ReadOnly))
        return refuse(
            FilesText::tr("The file cannot be read. Nothing was changed; check its permissions."), bytes.errorString());
    const auto before = m_importer.report();
    const QFileInfo info(copy.copy);
    if (looksLikeArchive(bytes.peek(512))) {
        const auto read = readArchive(copy.copy, writtenAt(info), {},
            [&](const QString& name, const QByteArray& body, Stamp time) { m_importer.read(name, body, time); });
        if (!read)
            return read;
    } else {
        m_importer.read(copy.name, bytes.readAll(), writtenAt(info));
    }
    if (m_importer.report().replies == before.replies) {
        const auto& skipped = m_importer.report().skipped;
        if (skipped.size() == before.skipped.size())
            return refuse(FilesText::tr("It is neither an export of GPU Atlas nor a recorded reply. Nothing was "
                                        "changed; choose another file."));
        QString reason = skipped.back().reason;
        if (!reason.endsWith(u'.'))
            reason += u'.';
        return refuse(FilesText::tr(
            "It is neither an export of GPU Atlas nor a recorded reply that can be used: %1 Choose another file.")
                          .arg(reason));
    }
    return {};
}

void Reading::readFolder(const CopiedPath& path)
{
    for (const auto& file : path.files) {
        QFile bytes(file.copy);
        const auto body = bytes.open(QIODevice::ReadOnly) ? bytes.readAll() : QByteArray();
        m_importer.read(file.name, body, writtenAt(QFileInfo(file.copy)));
    }
}

Result<void> Reading::look(std::size_t index)
{
    const auto& path = m_task.paths[index];
    auto& file = m_files[index];
    file.kind = OpenedKind::Replies;
    QFile bytes(path.folder ? QString() : path.files.front().copy);
    if (!path.folder && bytes.open(QIODevice::ReadOnly) && bytes.peek(16) == QByteArray("SQLite format 3\0", 16)) {
        bytes.close();
        file.kind = OpenedKind::Bundle;
        auto reader = BundleReader::open(path.files.front().copy);
        if (!reader)
            return tl::unexpected(reader.error());
        m_bundles[index] = std::move(*reader);
        return {};
    }
    bytes.close();
    const auto before = m_importer.report();
    if (path.folder) {
        readFolder(path);
        if (m_importer.report().replies == before.replies)
            return refuse(
                FilesText::tr("There is no recorded reply in the folder. Nothing was changed; choose another one."));
    } else if (const auto read = readReply(path); !read) {
        return read;
    }
    const auto& after = m_importer.report();
    file.rows = after.rows - before.rows;
    file.snapshots = after.snapshots - before.snapshots;
    file.rejectedRows = after.rejectedRows - before.rejectedRows;
    for (auto i = before.skipped.size(); i < after.skipped.size() && file.skipped.size() < namedSkipped; ++i)
        file.skipped.emplace_back(after.skipped[i].path, after.skipped[i].reason.left(longestReason));
    return {};
}

/// Replies are one source, whatever files they come from.
void Reading::nameClusters()
{
    std::vector<NamedSource> sources;
    QString repliesFrom;
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        const bool bundle = m_bundles[i] != nullptr;
        sources.push_back({m_task.paths[i].name, bundle ? m_bundles[i]->clusters() : std::vector<std::string>()});
        if (!bundle && repliesFrom.isEmpty())
            repliesFrom = m_task.paths[i].name;
    }
    std::set<std::string> replied;
    eachCluster(m_replies, [&](const std::string& cluster) { replied.insert(cluster); });
    sources.push_back({repliesFrom, {replied.begin(), replied.end()}});
    m_names = distinctNames(sources);
}

Result<void> Reading::readBundle(std::size_t path)
{
    const auto read = m_bundles[path]->readInto(m_task.store, m_names[path], m_progress);
    m_bundles[path].reset();
    if (!read)
        return tl::unexpected(read.error());
    auto& file = m_files[path];
    for (const auto& [own, name] : m_names[path])
        file.clusters.push_back(name);
    const auto& manifest = read->manifest;
    file.range = manifest.range;
    file.rows = read->rows;
    file.snapshots = read->snapshots;
    file.rejectedRows = read->rejectedRows;
    file.created = manifest.created;
    file.version = manifest.version;
    file.digest = manifest.digest;
    file.notes = manifest.notes;
    file.alertRules = manifest.alertRules;
    file.displaySettings = manifest.displaySettings;
    return {};
}

Result<void> Reading::storeReplies()
{
    const auto& names = m_names.back();
    eachCluster(m_replies, [&](std::string& cluster) { cluster = names.at(cluster); });
    const auto range = hoursOf(m_replies);
    auto store = SqliteStore::open(m_task.store);
    if (!store)
        return tl::unexpected(store.error());
    if (const auto stored = (*store)->commit(std::move(m_replies)).result(); !stored)
        return tl::unexpected(stored.error());
    std::vector<std::string> clusters;
    for (const auto& [own, name] : names)
        clusters.push_back(name);
    for (auto& file : m_files) {
        if (file.kind == OpenedKind::Replies) {
            file.clusters = clusters;
            file.range = range;
        }
    }
    return {};
}

Result<std::vector<OpenedFile>> Reading::run()
{
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        m_present = int(i);
        if (const auto looked = look(i); !looked)
            return tl::unexpected(looked.error());
    }
    m_replies = m_importer.takeBatch();
    nameClusters();
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        m_present = int(i);
        if (m_bundles[i] == nullptr)
            continue;
        if (const auto read = readBundle(i); !read)
            return tl::unexpected(read.error());
    }
    m_present = -1;
    if (std::ranges::any_of(m_files, [](const OpenedFile& file) { return file.kind == OpenedKind::Replies; })) {
        if (const auto stored = storeReplies(); !stored)
            return tl::unexpected(stored.error());
    }
    return std::move(m_files);
}

} // namespace

std::vector<std::map<std::string, std::string>> distinctNames(const std::vector<NamedSource>& sources)
{
    std::map<std::string, int> count;
    for (const auto& source : sources) {
        for (const auto& cluster : source.clusters)
            ++count[cluster];
    }
    // A name that only one source has stays, also where another source's new name would be the same.
    std::set<std::string> taken;
    for (const auto& [cluster, sourcesWithIt] : count) {
        if (sourcesWithIt == 1)
            taken.insert(cluster);
    }
    std::vector<std::map<std::string, std::string>> names;
    for (const auto& source : sources) {
        auto& own = names.emplace_back();
        const auto end = source.file.lastIndexOf(u'.');
        const auto file = (end > 0 ? source.file.left(end) : source.file).toStdString();
        for (const auto& cluster : source.clusters) {
            if (count[cluster] == 1) {
                own[cluster] = cluster;
                continue;
            }
            auto name = cluster + " (" + file + ')';
            for (int number = 2; !taken.insert(name).second; ++number)
                name = cluster + " (" + file + ' ' + std::to_string(number) + ')';
            own[cluster] = name;
        }
    }
    return names;
}

ReadingOutcome readFiles(const ReadingTask& task, Progress& progress)
{
    Reading reading(task, progress);
    try {
        auto files = reading.run();
        if (files)
            return {std::move(*files), std::nullopt, -1};
        return {{}, files.error(), reading.present()};
    } catch (const std::bad_alloc&) {
        const auto tooMuch = refuse(FilesText::tr(
            "Reading it needs more memory than is given to it (1 GB). Nothing was changed; ask for a shorter time."));
        return {{}, tooMuch.value(), reading.present()};
    }
}

} // namespace atlas
