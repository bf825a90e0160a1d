// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/FetchPlanner.h"

#include <algorithm>

namespace atlas {

namespace {

/// Marks in `due` the hours that a span leaves nothing to ask about.
void strikeOut(std::vector<char>& due, HourIndex first, const CoveredSpan& span, Instant newestPublication,
    const PlanOptions& options)
{
    const auto from = std::max(first, span.range.firstHour());
    const auto to = std::min(HourIndex(first + HourIndex(due.size())), span.range.endHour());
    const bool fresh = !options.force && span.fetchedAt >= newestPublication;
    for (HourIndex hour = from; hour < to; ++hour) {
        const bool settled = span.complete && span.fetchedAt >= hourStart(hour + 1) + options.settle;
        const bool published = span.fetchedAt >= hourStart(hour + 1) + options.publishDelay;
        if (settled || (fresh && published))
            due[std::size_t(hour - first)] = 0;
    }
}

} // namespace

std::vector<TimeRange> planFetches(
    TimeRange wanted, std::span<const CoveredSpan> covered, Instant now, const PlanOptions& options)
{
    const HourIndex first = wanted.firstHour();
    const HourIndex end = std::min(wanted.endHour(), hourIndex(now - options.publishDelay));
    if (wanted.isEmpty() || end <= first)
        return {};

    std::vector<char> due(std::size_t(end - first), 1);
    const Instant newestPublication = hourStart(hourIndex(now - options.publishDelay)) + options.publishDelay;
    for (const auto& span : covered)
        strikeOut(due, first, span, newestPublication, options);

    const auto longest = HourIndex(std::max(1, options.hoursPerFetch));
    std::vector<TimeRange> windows;
    for (HourIndex top = end; top > first;) {
        if (!due[std::size_t(top - 1 - first)]) {
            --top;
            continue;
        }
        HourIndex bottom = top - 1;
        while (bottom > first && top - bottom < longest && due[std::size_t(bottom - 1 - first)])
            --bottom;
        windows.push_back({hourStart(bottom), hourStart(top)});
        top = bottom;
    }
    return windows;
}

} // namespace atlas
