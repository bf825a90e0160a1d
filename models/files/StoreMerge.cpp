// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/StoreMerge.h"

#include "models/files/FilesText.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace atlas {

namespace {

constexpr std::size_t rowsAtOnce = 100'000, rowsPerSnapshot = 1000; // of about the same size in memory
constexpr std::chrono::hours step{24};

/// How much a state says.
int weightOf(CoverageState state)
{
    switch (state) {
    case CoverageState::Gap:
        return 0;
    case CoverageState::Unverified:
        return 1;
    case CoverageState::MissingOnServer:
        return 2;
    case CoverageState::Complete:
        break;
    }
    return 3;
}

/// What is left of some ranges without another.
std::vector<TimeRange> without(const std::vector<TimeRange>& ranges, TimeRange taken)
{
    std::vector<TimeRange> left;
    for (const auto& range : ranges) {
        for (const TimeRange part : {TimeRange{range.from, std::min(range.to, taken.from)},
                 TimeRange{std::max(range.from, taken.to), range.to}}) {
            if (!part.isEmpty())
                left.push_back(part);
        }
    }
    return left;
}

tl::unexpected<Error> cancelled()
{
    return failure(ErrorClass::Export, FilesText::tr("The import was cancelled."), QStringLiteral("cancelled"));
}

class Merge
{
public:
    Merge(SqliteStore& target, SqliteStore& source, TimeRange range, Progress& progress)
        : m_target(target)
        , m_source(source)
        , m_range(range)
        , m_progress(progress)
    {
    }

    Result<CommitStats> run();

private:
    Result<void> mergeCluster(const ClusterInfo& info);
    Result<void> mergeStep(const ClusterInfo& info, TimeRange range);
    Result<void> mergeFindings();
    Result<void> commit();

    SqliteStore& m_target;
    SqliteStore& m_source;
    const TimeRange m_range;
    Progress& m_progress;
    RowBatch m_batch;
    CommitStats m_stats;
};

template <class Rows>
Result<void> take(Rows rows, decltype(Rows::value_type::rows)& into)
{
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    std::move(rows->rows.begin(), rows->rows.end(), std::back_inserter(into));
    return {};
}

Result<void> Merge::commit()
{
    if (m_progress.isCancelled())
        return cancelled();
    if (m_batch.isEmpty())
        return {};
    const auto done = m_target.commit(std::exchange(m_batch, {})).result();
    if (!done)
        return tl::unexpected<Error>(done.error());
    m_stats.inserted += done->inserted;
    m_stats.updated += done->updated;
    m_stats.unchanged += done->unchanged;
    m_stats.older += done->older;
    m_stats.snapshots += done->snapshots;
    m_stats.hidden += done->hidden;
    return {};
}

Result<void> Merge::mergeStep(const ClusterInfo& info, TimeRange range)
{
    RowQuery query;
    query.cluster = info.name;
    query.range = range;
    query.limit = -1;
    Result<void> done = take(m_source.clusterHours(query), m_batch.clusters);
    if (done)
        done = take(m_source.namespaceHours(query), m_batch.namespaces);
    if (done)
        done = take(m_source.workloadHoursPage(query), m_batch.workloads);
    for (const auto& key : info.dimensions) {
        query.dimension = key;
        if (done)
            done = take(m_source.dimensionHours(query), m_batch.dimensions);
    }
    if (!done)
        return done;
    constexpr std::chrono::hours fewSnapshots{4};
    for (Instant at = range.from; done && at < range.to; at += fewSnapshots) {
        auto snapshots = m_source.snapshots(info.name, {at, std::min(at + fewSnapshots, range.to)});
        if (!snapshots)
            return tl::unexpected<Error>(snapshots.error());
        std::move(snapshots->begin(), snapshots->end(), std::back_inserter(m_batch.snapshots));
        const auto rows =
            m_batch.clusters.size() + m_batch.namespaces.size() + m_batch.dimensions.size() + m_batch.workloads.size();
        if (rows + rowsPerSnapshot * m_batch.snapshots.size() >= rowsAtOnce)
            done = commit();
    }
    return done;
}

Result<void> Merge::mergeCluster(const ClusterInfo& info)
{
    const auto imported = m_source.coverage(info.name);
    const auto known = m_target.coverage(info.name);
    if (!imported || !known)
        return tl::unexpected<Error>(!imported ? imported.error() : known.error());
    const auto stepsTo = [this](Instant at) { return (at - m_range.from + step - std::chrono::seconds(1)) / step; };
    m_progress.addTotal(stepsTo(m_range.to));
    // What a file says of its range is not believed: only where there is something, time is spent.
    for (Instant at = m_range.from; at < m_range.to;) {
        const auto next = m_source.nextData(info.name, at);
        if (!next)
            return tl::unexpected<Error>(next.error());
        const Instant from = std::min(*next ? std::max(at, hourStart(hourIndex(**next))) : m_range.to, m_range.to);
        const Instant to = std::min(from + step, m_range.to);
        if (from < to) {
            if (const auto done = mergeStep(info, {from, to}); !done)
                return done;
        }
        m_progress.advance(stepsTo(to) - stepsTo(at));
        at = to;
    }
    // By itself: an entry beside some of its rows would say that the others are gone.
    if (const auto done = commit(); !done)
        return done;
    m_batch.coverage = newCoverage(*known, *imported);
    // "All none of them" would say so, too.
    std::erase_if(m_batch.coverage, [](const CoverageEntry& entry) { return entry.rowsReceived == 0; });
    return commit();
}

Result<CommitStats> Merge::run()
{
    const auto inventory = m_source.inventory().result();
    if (!inventory)
        return tl::unexpected<Error>(inventory.error());
    for (const auto& info : inventory->clusters) {
        if (const auto done = mergeCluster(info); !done)
            return tl::unexpected<Error>(done.error());
    }
    // The same files once more bring nothing new, and nothing that could not be used either.
    if (m_stats.inserted + m_stats.updated + m_stats.snapshots > 0) {
        if (const auto done = mergeFindings(); !done)
            return tl::unexpected<Error>(done.error());
    }
    return m_stats;
}

Result<void> Merge::mergeFindings()
{
    constexpr int keptRejected = 1000; // by a store
    auto rejected = m_source.rejectedLog(keptRejected).result();
    auto faults = m_source.fieldFaults().result();
    const auto rows = m_source.rejectedRows();
    if (!rejected || !faults || !rows)
        return tl::unexpected<Error>(!rejected ? rejected.error() : !faults ? faults.error() : rows.error());
    m_batch.rejected = std::move(*rejected);
    std::reverse(m_batch.rejected.begin(), m_batch.rejected.end()); // the newest comes last
    m_batch.fieldFaults = std::move(*faults);
    m_batch.rejectedRows = *rows;
    return commit();
}

} // namespace

std::vector<CoverageEntry> newCoverage(
    const std::vector<CoverageEntry>& known, const std::vector<CoverageEntry>& imported)
{
    std::vector<CoverageEntry> entries;
    for (const auto& entry : imported) {
        std::vector<TimeRange> ranges{entry.range};
        for (const auto& other : known) {
            const bool samePlace = other.cluster == entry.cluster && other.endpoint == entry.endpoint
                && other.dimension == entry.dimension;
            if (samePlace && weightOf(other.state) >= weightOf(entry.state))
                ranges = without(ranges, other.range);
        }
        for (const auto& range : ranges) {
            entries.push_back(entry);
            entries.back().range = range;
        }
    }
    return entries;
}

Result<CommitStats> mergeInto(SqliteStore& target, const OpenedFiles& opened, Progress& progress)
{
    StoreOptions options;
    options.frozen = true;
    options.stop = [&progress] { return progress.isCancelled(); };
    const auto source = SqliteStore::open(opened.store, options);
    if (!source)
        return tl::unexpected<Error>(source.error());
    TimeRange all;
    for (const auto& file : opened.files) {
        if (!file.range.isEmpty())
            all = all.isEmpty() ? file.range
                                : TimeRange{std::min(all.from, file.range.from), std::max(all.to, file.range.to)};
    }
    auto merged = Merge(target, **source, all, progress).run();
    if (!merged && progress.isCancelled())
        return cancelled(); // also within a statement
    return merged;
}

} // namespace atlas
