// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sample/SampleCommand.h"

#include "app/cli/sample/SampleCluster.h"
#include "models/domain/Endpoints.h"
#include "models/store/LockFile.h"
#include "models/store/SqliteStore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <filesystem>
#include <memory>

namespace atlas {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Sample", text);
}

std::optional<Error> checked(const SampleOptions& options)
{
    const auto outside = [](int value, int low, int high, const char* name) -> std::optional<Error> {
        if (value >= low && value <= high)
            return std::nullopt;
        return Error{ErrorClass::Usage,
            tr("--%1 must be between %2 and %3; nothing was written.").arg(QLatin1StringView(name)).arg(low).arg(high),
            {}, 0, {}};
    };
    if (auto error = outside(options.days, 1, 3660, "days"))
        return error;
    if (auto error = outside(options.gpus, 8, 100000, "gpus"))
        return error;
    if (auto error = outside(options.namespaces, 1, 5000, "namespaces"))
        return error;
    if (auto error = outside(options.clusters, 1, 20, "clusters"))
        return error;
    const QFileInfo target(options.out);
    if (options.out.isEmpty() || target.isDir())
        return Error{ErrorClass::Usage, tr("--out must name a file; nothing was written."), options.out, 0, {}};
    if (target.exists() && !options.force)
        return Error{ErrorClass::Usage,
            tr("%1 exists already and was kept; choose another name, or add --force to replace it.").arg(options.out),
            {}, 0, {}};
    if (!target.dir().exists())
        return Error{ErrorClass::Usage,
            tr("The folder %1 does not exist; make it, or choose another.").arg(target.path()), {}, 0, {}};
    return std::nullopt;
}

/// Gathers rows and commits them in large batches, one on its way while the next is made.
class RowCollector
{
public:
    explicit RowCollector(SqliteStore& store)
        : m_store(store)
    {
    }

    Result<void> add(SampleHour hour)
    {
        const auto move = [](auto& from, auto& to) {
            to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
        };
        m_rows += std::int64_t(hour.rows.clusters.size() + hour.rows.namespaces.size() + hour.rows.dimensions.size()
            + hour.rows.workloads.size());
        m_rows += 100 * std::int64_t(hour.snapshots.size());
        move(hour.rows.clusters, m_batch.clusters);
        move(hour.rows.namespaces, m_batch.namespaces);
        move(hour.rows.dimensions, m_batch.dimensions);
        move(hour.rows.workloads, m_batch.workloads);
        move(hour.snapshots, m_batch.snapshots);
        constexpr std::int64_t enough = 60000;
        return m_rows < enough ? Result<void>() : send();
    }
    Result<void> finish(std::vector<CoverageEntry> coverage)
    {
        m_batch.coverage = std::move(coverage);
        if (auto sent = send(); !sent)
            return sent;
        return wait();
    }

private:
    Result<void> send()
    {
        if (auto done = wait(); !done)
            return done;
        m_pending = m_store.commit(std::exchange(m_batch, {}));
        m_rows = 0;
        return {};
    }
    Result<void> wait()
    {
        if (!m_pending)
            return {};
        const auto result = std::exchange(m_pending, std::nullopt)->result();
        return result ? Result<void>() : Result<void>(tl::unexpect, result.error());
    }

    SqliteStore& m_store;
    RowBatch m_batch;
    std::int64_t m_rows = 0;
    std::optional<QFuture<Result<CommitStats>>> m_pending;
};

struct RowCounts
{
    std::int64_t clusters = 0, namespaces = 0, workloads = 0, snapshots = 0;
    std::map<DimensionKey, std::int64_t> dimensions;

    void add(const SampleHour& hour)
    {
        clusters += std::int64_t(hour.rows.clusters.size());
        namespaces += std::int64_t(hour.rows.namespaces.size());
        workloads += std::int64_t(hour.rows.workloads.size());
        snapshots += std::int64_t(hour.snapshots.size());
        for (const auto& row : hour.rows.dimensions)
            ++dimensions[row.dimension];
    }
};

/// What a fetch of the same rows would have noted: everything complete, the hours of the outage asked for in vain.
std::vector<CoverageEntry> coverageOf(const SampleCluster& cluster, const RowCounts& before, const RowCounts& after)
{
    // Counts are known in total; the stretch behind the outage and the one before it both carry what they hold.
    std::vector<CoverageEntry> entries;
    const auto range = cluster.range(), outage = cluster.outage();
    const Stamp fetchedAt = range.to + std::chrono::minutes(2);
    const auto add = [&](std::string_view endpoint, std::optional<DimensionKey> key, TimeRange part,
                         std::int64_t rows) {
        if (part.isEmpty())
            return;
        CoverageEntry entry;
        entry.cluster = cluster.name();
        entry.endpoint = endpoint;
        entry.dimension = std::move(key);
        entry.range = part;
        entry.state = part == outage ? CoverageState::MissingOnServer : CoverageState::Complete;
        entry.rowsReceived = rows;
        entry.statedTotal = rows;
        entry.fetchedAt = fetchedAt;
        entries.push_back(std::move(entry));
    };
    const auto addAll = [&](std::string_view endpoint, const std::optional<DimensionKey>& key, Instant from,
                            std::int64_t rowsBefore, std::int64_t rowsAfter) {
        add(endpoint, key, {from, outage.from}, rowsBefore);
        add(endpoint, key, {std::max(from, outage.from), outage.to}, 0);
        add(endpoint, key, {std::max(from, outage.to), range.to}, rowsAfter);
    };
    addAll(endpoints::clusterHours, std::nullopt, range.from, before.clusters, after.clusters);
    addAll(endpoints::namespaceHours, std::nullopt, range.from, before.namespaces, after.namespaces);
    for (const auto& key : SampleCluster::dimensions()) {
        const auto count = [&key](const RowCounts& counts) {
            const auto at = counts.dimensions.find(key);
            return at == counts.dimensions.end() ? 0 : at->second;
        };
        addAll(endpoints::labelHours, key, range.from, count(before), count(after));
    }
    addAll(endpoints::workloadHours, std::nullopt, cluster.workloadsFrom(), before.workloads, after.workloads);
    add(endpoints::snapshots, std::nullopt, {cluster.snapshotsFrom(), cluster.snapshotsFrom() + std::chrono::hours(24)},
        before.snapshots + after.snapshots);
    return entries;
}

Result<void> writeCluster(SqliteStore& store, const SampleClusterPlan& plan, SampleReport& report, Progress* progress)
{
    SampleCluster cluster(plan);
    RowCollector writer(store);
    RowCounts before, after;
    while (auto hour = cluster.next()) {
        if (progress && progress->isCancelled())
            return failure(ErrorClass::Export, tr("The sample was cancelled; nothing was written."));
        if (progress)
            progress->advance();
        (hourStart(hour->hour) < cluster.outage().from ? before : after).add(*hour);
        report.dimensionRows += std::int64_t(hour->rows.dimensions.size());
        if (auto added = writer.add(std::move(*hour)); !added)
            return added;
    }
    report.range = cluster.range();
    report.clusterRows += before.clusters + after.clusters;
    report.namespaceRows += before.namespaces + after.namespaces;
    report.workloadRows += before.workloads + after.workloads;
    report.snapshots += before.snapshots + after.snapshots;
    return writer.finish(coverageOf(cluster, before, after));
}

Result<void> writeStore(const QString& path, const SampleOptions& options, SampleReport& report, Progress* progress)
{
    if (progress)
        progress->setTotal(std::int64_t(options.clusters) * options.days * 24);

    auto store = SqliteStore::open(path);
    if (!store)
        return tl::unexpected(store.error());
    for (int index = 0; index < options.clusters; ++index) {
        SampleClusterPlan plan;
        plan.index = index;
        plan.seed = options.seed;
        plan.days = options.days;
        plan.gpus = options.gpus;
        plan.namespaces = options.namespaces;
        plan.end = report.end;
        if (auto written = writeCluster(**store, plan, report, progress); !written)
            return written;
    }
    return {};
}

/// Puts the finished store in its place, over an older one where that was asked for.
Result<void> moveInto(const QString& from, const QString& to)
{
    std::error_code error;
    std::filesystem::rename(QFile::encodeName(from).toStdString(), QFile::encodeName(to).toStdString(), error);
    // A closed store has no write-ahead log; one that is left belongs to the file that was replaced.
    for (const char* companion : {"-wal", "-shm"}) {
        if (!error)
            QFile::remove(to + QLatin1StringView(companion));
    }
    if (error)
        return failure(ErrorClass::Cache, tr("The sample could not be moved to %1; check the folder's rights.").arg(to),
            QString::fromStdString(error.message()));
    return {};
}

} // namespace

Result<SampleReport> writeSample(const SampleOptions& options, const Clock& clock, Progress* progress)
{
    if (auto error = checked(options))
        return tl::unexpected(*error);
    const QFileInfo target(options.out);
    std::unique_ptr<LockFile> ours; // of the store that is replaced: nobody may be writing to it
    if (target.exists()) {
        auto taken = LockFile::take(target.absoluteFilePath() + QLatin1StringView(".lock"));
        if (!taken)
            return tl::unexpected(taken.error());
        ours = std::move(*taken);
    }
    QTemporaryDir folder(target.dir().filePath(QStringLiteral(".atlas-sample-XXXXXX")));
    if (!folder.isValid())
        return failure(ErrorClass::Cache, tr("The folder %1 cannot be written to; choose another.").arg(target.path()),
            folder.errorString());

    SampleReport report;
    report.path = target.absoluteFilePath();
    report.end = options.end.value_or(std::chrono::floor<std::chrono::duration<int, std::ratio<300>>>(clock.now()));
    const QString made = folder.filePath(QStringLiteral("sample"));
    if (auto written = writeStore(made, options, report, progress); !written)
        return tl::unexpected(written.error());
    if (auto moved = moveInto(made, report.path); !moved)
        return tl::unexpected(moved.error());
    report.bytes = QFileInfo(report.path).size();
    return report;
}

} // namespace atlas
