// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SqliteStore.h"
#include "models/sync/DayComparison.h"
#include "models/sync/SyncEndpoints.h"
#include "models/sync/SyncRun.h"

#include <algorithm>

/// Once a night, days that settled long ago are compared with the server's own summaries, where it offers them: what
/// was rewritten there after all is asked for again.
namespace atlas {

namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr hours nightly{35 * 24}, comparisonAge{20};
constexpr int mostDays = 31; // of a cluster, in one night
constexpr std::string_view dailySummary = "summary/daily";

} // namespace

void SyncRun::compareDays()
{
    const auto& levels = m_request.levels;
    if (m_request.settle < nightly || std::find(levels.begin(), levels.end(), Level::Cluster) == levels.end())
        return;
    const auto askAll = [this] {
        const auto& offered = *m_memory.extensions;
        if (std::find(offered.begin(), offered.end(), dailySummary) == offered.end())
            return;
        for (const auto& [cluster, name] : m_stored)
            askDays(cluster);
    };
    if (m_memory.extensions)
        return askAll();
    ask(m_client.extensions(), [this, askAll](const Result<std::vector<std::string>>& offered) {
        if (!offered)
            return; // not needed: the next night asks again
        m_memory.extensions = *offered;
        askAll();
    });
}

void SyncRun::askDays(const std::string& cluster)
{
    // All that was ever fetched whole: what is kept in step by itself is younger.
    Instant since = m_request.range.from;
    for (const auto& entry : m_coverage[stored(cluster)]) {
        if (entry.endpoint == endpoints::clusterHours && entry.state == CoverageState::Complete)
            since = std::min(since, entry.range.from);
    }
    constexpr days longest(1000); // servers sum up no more at once
    since = std::max(since, m_clock.now() - longest);
    const TimeRange range{std::chrono::ceil<days>(since),
        std::chrono::floor<days>(std::min(m_request.range.to, m_clock.now() - m_request.settle))};
    const auto last = m_memory.comparedAt.find(cluster);
    if (range.isEmpty() || (last != m_memory.comparedAt.end() && m_clock.steady() - last->second < comparisonAge))
        return;
    ask(m_client.dailySummaries(cluster, range),
        [this, cluster, range](const Result<std::vector<PeriodSummary>>& summaries) {
            if (!summaries)
                return;
            m_memory.comparedAt[cluster] = m_clock.steady();
            takeDays(cluster, range, *summaries);
        });
}

void SyncRun::takeDays(const std::string& cluster, TimeRange range, const std::vector<PeriodSummary>& summaries)
{
    RowQuery query;
    query.cluster = stored(cluster);
    query.range = range;
    query.limit = -1;
    const auto own = m_store.clusterHours(query);
    if (!own)
        return finish(tl::unexpected(own.error()));
    int count = 0;
    for (const auto& day : differingDays(summaries, own->rows)) {
        const TimeRange window{day.start, day.start + days(1)};
        if (window.from < range.from || window.to > range.to || ++count > mostDays)
            continue;
        // What differs although it was fetched again will always differ.
        const std::pair place(cluster, day.start);
        if (const auto known = m_memory.doubted.find(place); known != m_memory.doubted.end() && known->second == day)
            continue;
        m_doubts[place] = day;
        for (auto& lane : m_lanes) {
            const bool known = std::any_of(lane.planned.begin(), lane.planned.end(),
                [&](TimeRange due) { return due.from < window.to && window.from < due.to; });
            if (lane.cluster != cluster || known || !endpoints::isHourly(m_report.endpoints[lane.outcome].endpoint))
                continue;
            lane.due.push_back(window);
            lane.planned.push_back(window);
        }
    }
}

/// The window came: a day in it that differs from now on is no news.
void SyncRun::noteDoubts(const std::string& cluster, TimeRange window)
{
    for (auto doubt = m_doubts.lower_bound({cluster, window.from});
         doubt != m_doubts.end() && doubt->first.first == cluster && doubt->first.second + days(1) <= window.to;
         doubt = m_doubts.erase(doubt))
        m_memory.doubted[doubt->first] = doubt->second;
}

} // namespace atlas
