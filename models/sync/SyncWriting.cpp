// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SqliteStore.h"
#include "models/sync/SyncEndpoints.h"
#include "models/sync/SyncRun.h"

#include <QUrl>

#include <algorithm>
#include <utility>

/// The way of a sync's answers into the store, what the ledger is to say of them, and the end.
namespace atlas {

namespace {

using endpoints::text;
using std::chrono::hours;

/// Path and parameters, as the ledger keeps them.
std::string requestText(const std::string& cluster, const EndpointOutcome& about, TimeRange window)
{
    const auto value = [](std::string_view plain) { return QUrl::toPercentEncoding(text(plain)).toStdString(); };
    std::string result = about.endpoint + "?cluster=" + value(cluster);
    if (about.dimension) {
        result += "&dimension_type=" + std::string(dimensionTypeName(about.dimension->type))
            + "&dimension_key=" + value(about.dimension->key);
    }
    return result + "&start_time=" + formatRfc3339(window.from)
        + "&end_time=" + formatRfc3339(window.to - std::chrono::seconds(1));
}

} // namespace

/// Puts down what the ledger is to say of a window.
void SyncRun::write(const Lane& lane, const std::vector<CoveredSpan>& spans, TimeRange window, std::int64_t rows,
    std::optional<std::int64_t> total)
{
    const auto& about = m_report.endpoints[lane.outcome];
    for (const auto& span : spans) {
        CoverageEntry entry;
        entry.cluster = about.cluster;
        entry.endpoint = about.endpoint;
        entry.dimension = about.dimension;
        entry.range = {span.range.from, std::min(span.range.to, window.to)}; // the running hour is not over
        entry.state = span.state;
        entry.rowsReceived = rows;
        entry.statedTotal = total;
        entry.fetchedAt = span.fetchedAt;
        entry.request = requestText(lane.cluster, about, window);
        entry.attempts = span.attempts;
        entry.openSince = span.openSince;
        m_pending.coverage.push_back(std::move(entry));
    }
}

/// Hours that came late: what the other endpoints said of them was said too early.
void SyncRun::reopen(const Lane& clusterLane, const std::vector<CoveredSpan>& after)
{
    const auto overlap = [](TimeRange a, TimeRange b) {
        return TimeRange{std::max(a.from, b.from), std::min(a.to, b.to)};
    };
    const auto& name = stored(clusterLane.cluster);
    std::vector<CoverageEntry> again;
    for (const auto& was : clusterLane.before) {
        if (was.attempts == 0 || was.state == CoverageState::Complete || was.state == CoverageState::Unverified)
            continue;
        for (const auto& is : after) {
            const auto late = overlap(was.range, is.range);
            if (late.isEmpty() || is.state != CoverageState::Complete)
                continue;
            for (const auto& entry : m_coverage[name]) {
                const auto part = overlap(entry.range, late);
                if (part.isEmpty() || entry.state != CoverageState::Complete || !endpoints::isHourly(entry.endpoint)
                    || entry.endpoint == endpoints::clusterHours)
                    continue;
                CoverageEntry open = entry;
                open.range = part;
                open.state = CoverageState::Gap;
                again.push_back(std::move(open));
            }
        }
    }
    for (auto& open : again) {
        const auto lane = std::find_if(m_lanes.begin(), m_lanes.end(), [&](const Lane& other) {
            const auto& about = m_report.endpoints[other.outcome];
            return about.cluster == name && about.endpoint == open.endpoint && about.dimension == open.dimension;
        });
        if (lane != m_lanes.end()) {
            const bool planned = std::any_of(lane->planned.begin(), lane->planned.end(),
                [&](TimeRange due) { return due.from <= open.range.from && open.range.to <= due.to; });
            if (planned)
                continue;
            lane->due.push_back(open.range);
            lane->planned.push_back(open.range);
        }
        m_pending.coverage.push_back(std::move(open));
    }
}

void SyncRun::note(const QString& sentence)
{
    constexpr int enough = 100;
    if (m_report.notes.size() < enough && !m_report.notes.contains(sentence))
        m_report.notes << sentence;
}

/// Hands what is gathered to the store; while that writes, the next answers gather. The log of requests alone can wait.
void SyncRun::flush()
{
    const bool onlyRequests = m_pending.coverage.empty() && m_pending.snapshots.empty() && m_pending.sources.empty();
    const bool ending = m_running == 0 && m_questions == 0;
    if (m_pending.coverage.empty() && m_pending.snapshots.empty())
        m_doneWindows += std::exchange(m_pendingWindows, 0); // their answers were empty
    if (m_writing || !m_done || m_pending.isEmpty() || (onlyRequests && !ending))
        return;
    m_writing = true;
    m_writtenWindows = std::exchange(m_pendingWindows, 0);
    whenDone(m_store.commit(std::exchange(m_pending, {})), this, [this](const Result<CommitStats>& written) {
        if (!m_done)
            return;
        m_writing = false;
        if (!written)
            return finish(tl::unexpected(written.error()));
        m_report.stored.inserted += written->inserted;
        m_report.stored.updated += written->updated;
        m_report.stored.unchanged += written->unchanged;
        m_report.stored.older += written->older;
        m_report.stored.snapshots += written->snapshots;
        m_doneWindows += std::exchange(m_writtenWindows, 0);
        flush();
        int left = m_running + m_pendingWindows + m_writtenWindows;
        for (const auto& lane : m_lanes) {
            const int perWindow =
                std::min(hoursPerWindow(lane.density->rowsPerHour, lane.density->hours), lane.longestHours);
            for (const auto& stretch : lane.due)
                left += (std::max(1, stretch.hours()) + perWindow - 1) / perWindow;
        }
        emit progress({m_lastDone, m_doneWindows, m_doneWindows + left});
        startNext();
    });
}

/// Ends the sync if nothing is left to be done.
void SyncRun::conclude()
{
    const bool idle = std::all_of(m_lanes.begin(), m_lanes.end(), [](const Lane& lane) { return lane.due.empty(); });
    if (!idle || m_running > 0 || m_questions > 0)
        return;
    flush();
    if (m_writing)
        return;
    for (const auto& [outcome, error] : m_missing) {
        auto& about = m_report.endpoints[outcome];
        if (m_anyAnswer) {
            note(tr("The server has no %1.").arg(SyncReport::describe(about)));
            const auto server = std::find_if(
                m_stored.begin(), m_stored.end(), [&](const auto& name) { return name.second == about.cluster; });
            rememberMissing({server->first, about.endpoint}, error);
        } else { // a login page answers everything, and lacks everything
            about.missing = false;
            about.windows = about.failedWindows = std::max(1, about.windows);
            about.error = error;
        }
    }
    if (m_listMissing && m_anyAnswer)
        rememberMissing({std::string(), std::string(endpoints::clusters)}, *m_listMissing);
    countGaps();
    finish(std::move(m_report));
}

/// How many stretches each endpoint still lacks. Two kinds of hours do not count: those before the server's first,
/// which it is asked for like any other, and those that ended just now.
void SyncRun::countGaps()
{
    for (const auto& name : m_touched) {
        if (auto coverage = m_store.coverage(name))
            m_coverage[name] = std::move(*coverage);
    }
    constexpr std::chrono::minutes late(15);
    const Instant now = m_clock.now();
    for (auto& about : m_report.endpoints) {
        const auto& ledger = m_coverage[about.cluster];
        std::vector<TimeRange> gaps;
        Instant beginning = Instant::max();
        for (const auto& entry : ledger) {
            if (entry.endpoint != about.endpoint || entry.dimension != about.dimension)
                continue;
            if (entry.state == CoverageState::Gap)
                gaps.push_back(entry.range);
            else if (entry.state == CoverageState::Complete)
                beginning = std::min(beginning, entry.range.from);
        }
        std::sort(gaps.begin(), gaps.end(), [](TimeRange a, TimeRange b) { return a.from < b.from; });
        Instant last{};
        for (const auto& gap : gaps) {
            const bool beforeAll =
                about.endpoint == endpoints::clusterHours && beginning != Instant::max() && gap.to <= beginning;
            const bool justNow = now - gap.from <= late + hours(1);
            if (!beforeAll && !justNow && gap.from != last)
                ++about.gaps;
            last = gap.to;
        }
    }
}

void SyncRun::finish(Result<SyncReport> result)
{
    auto done = std::exchange(m_done, nullptr);
    if (!done)
        return;
    m_backfillTimer.stop();
    m_client.disconnect(this);
    for (auto& asked : std::exchange(m_asked, {}))
        asked.cancel(); // walks ask for no further page
    if (!result && result.error().cls == ErrorClass::Cache) {
        // What the store did not take has to be fetched and said again.
        m_memory.latest.clear();
        m_memory.sourcesSaid.clear();
        m_memory.keys.clear();
    } else if (!m_pending.isEmpty()) {
        m_store.commit(std::exchange(m_pending, {})); // whole windows, and the log
    }
    done(std::move(result));
}

} // namespace atlas
