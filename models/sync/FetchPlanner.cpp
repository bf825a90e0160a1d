// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/FetchPlanner.h"

#include <algorithm>
#include <array>

namespace atlas {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// A stretch of hours, `to` not included.
struct HourSpan
{
    HourIndex from, to;
};

TimeRange timeRange(HourSpan span)
{
    return {hourStart(span.from), hourStart(span.to)};
}

/// A clock that was ahead wrote this: what it says about ages is worth nothing.
bool fromTheFuture(const CoveredSpan& span, Instant now)
{
    return span.fetchedAt > now + minutes(10);
}

bool hasRested(const CoveredSpan& span, Instant now)
{
    const Instant since = span.openSince.value_or(now);
    if (span.state == CoverageState::Unverified && since <= now && now - since > gapPatience)
        return false; // asked for long enough: it stays as doubtful as it is
    return now - span.fetchedAt >= gapRest(span.attempts);
}

/// The hours of the span, from its first, that leave nothing to ask for: the older ones of a complete stretch are
/// settled while the younger ones are due, so these end where the first due hour begins.
HourSpan nothingToAsk(const CoveredSpan& span, Instant now, Instant newestPublication, const PlanOptions& options)
{
    const HourSpan all{span.range.firstHour(), span.range.endHour()};
    const HourSpan none{all.from, all.from};
    if (fromTheFuture(span, now))
        return none;
    const bool open = span.state == CoverageState::Gap || span.state == CoverageState::Unverified;
    if (open && hasRested(span, now))
        return none;
    if (options.force && span.state != CoverageState::Complete)
        return none;
    // Hours that ended early enough before the fetch are settled, or rest.
    HourIndex end = std::min(all.to, hourIndex(span.fetchedAt - options.settle));
    if (!options.force && span.fetchedAt >= newestPublication) {
        // Nothing was published since; what was not published then was not seen.
        end = std::max(end, std::min(all.to, hourIndex(span.fetchedAt - options.publishDelay)));
    }
    return {all.from, std::max(all.from, end)};
}

/// Cuts stretches at the borders of `first` and puts the parts inside before the others.
std::vector<TimeRange> preferred(std::vector<TimeRange> stretches, TimeRange first)
{
    if (first.isEmpty())
        return stretches;
    std::vector<TimeRange> inside, outside;
    const Instant from = hourStart(first.firstHour()), to = hourStart(first.endHour());
    const auto add = [](std::vector<TimeRange>& list, TimeRange part) {
        if (!part.isEmpty())
            list.push_back(part);
    };
    for (const auto& stretch : stretches) {
        add(outside, {std::max(stretch.from, to), stretch.to});
        add(inside, {std::max(stretch.from, from), std::min(stretch.to, to)});
        add(outside, {stretch.from, std::min(stretch.to, from)});
    }
    inside.insert(inside.end(), outside.begin(), outside.end());
    return inside;
}

/// What is known of an hour, with a cursor that goes along with time.
class Before
{
public:
    explicit Before(std::span<const CoveredSpan> spans)
        : m_spans(spans.begin(), spans.end())
    {
        std::sort(m_spans.begin(), m_spans.end(),
            [](const CoveredSpan& a, const CoveredSpan& b) { return a.range.from < b.range.from; });
    }
    /// Hours in ascending order.
    const CoveredSpan* at(HourIndex hour)
    {
        const Instant start = hourStart(hour);
        while (m_next < m_spans.size() && m_spans[m_next].range.to <= start)
            ++m_next;
        return m_next < m_spans.size() && m_spans[m_next].range.contains(start) ? &m_spans[m_next] : nullptr;
    }

private:
    std::vector<CoveredSpan> m_spans;
    std::size_t m_next = 0;
};

void append(std::vector<CoveredSpan>& list, CoveredSpan span)
{
    if (!list.empty()) {
        auto& last = list.back();
        if (last.range.to == span.range.from && last.state == span.state && last.attempts == span.attempts
            && last.openSince == span.openSince) {
            last.range.to = span.range.to;
            return;
        }
    }
    list.push_back(std::move(span));
}

/// Not as it should be, once more.
CoveredSpan inVain(TimeRange hour, const CoveredSpan* before, Instant now, CoverageState state, bool counts)
{
    CoveredSpan span{hour, now, state, counts ? 1 : 0, now};
    if (before && before->state != CoverageState::Complete) {
        span.attempts += before->attempts;
        const bool answered = before->attempts > 0; // else the server was out of reach, which says nothing
        if (answered && before->openSince && *before->openSince <= now)
            span.openSince = before->openSince;
    }
    return span;
}

} // namespace

CoveredSpan coveredSpan(const CoverageEntry& entry)
{
    CoveredSpan span{
        entry.range, std::chrono::floor<std::chrono::seconds>(entry.fetchedAt), entry.state, entry.attempts, {}};
    if (entry.openSince)
        span.openSince = std::chrono::floor<std::chrono::seconds>(*entry.openSince);
    return span;
}

std::chrono::seconds gapRest(int attempts)
{
    constexpr std::array<minutes, 7> rests{
        minutes(0), minutes(5), minutes(15), hours(1), hours(4), hours(12), hours(24)};
    return rests[std::size_t(std::clamp(attempts, 0, int(rests.size()) - 1))];
}

std::vector<TimeRange> dueStretches(
    TimeRange wanted, std::span<const CoveredSpan> covered, Instant now, const PlanOptions& options)
{
    const HourIndex published = hourIndex(now - options.publishDelay);
    const HourSpan all{wanted.firstHour(), std::min(wanted.endHour(), published)};
    if (wanted.isEmpty() || all.to <= all.from)
        return {};

    const Instant newestPublication = hourStart(published) + options.publishDelay;
    std::vector<HourSpan> done;
    for (const auto& span : covered) {
        const auto part = nothingToAsk(span, now, newestPublication, options);
        if (part.from < part.to && part.from < all.to && part.to > all.from)
            done.push_back(part);
    }
    // What lies between the parts that are done, from the newest on.
    std::sort(done.begin(), done.end(), [](HourSpan a, HourSpan b) { return a.to > b.to; });
    std::vector<TimeRange> due;
    HourIndex top = all.to;
    for (const auto& part : done) {
        if (part.to < top)
            due.push_back(timeRange({part.to, top}));
        top = std::min(top, part.from);
    }
    if (top > all.from)
        due.push_back(timeRange({all.from, top}));
    return preferred(std::move(due), options.first);
}

TimeRange takeWindow(std::vector<TimeRange>& stretches, int longestHours)
{
    auto& stretch = stretches.front();
    const TimeRange window{std::max(stretch.from, stretch.to - hours(std::max(1, longestHours))), stretch.to};
    stretch.to = window.from;
    if (stretch.isEmpty())
        stretches.erase(stretches.begin());
    return window;
}

std::vector<TimeRange> planFetches(
    TimeRange wanted, std::span<const CoveredSpan> covered, Instant now, const PlanOptions& options)
{
    auto stretches = dueStretches(wanted, covered, now, options);
    std::vector<TimeRange> windows;
    while (!stretches.empty())
        windows.push_back(takeWindow(stretches, options.hoursPerFetch));
    return windows;
}

int hoursPerWindow(double rowsPerHour, int measuredHours)
{
    constexpr double rowsPerWindow = 900; // of 1000: their number varies
    constexpr int month = 30 * 24, fewDays = 4 * 24, growth = 4;
    // Where next to nothing came, much may come further back.
    const int longest = rowsPerHour < 1 ? fewDays : month;
    const double fitting = rowsPerHour > 0 ? rowsPerWindow / rowsPerHour : longest;
    const int measured = std::max(1, std::min(measuredHours, month));
    return std::max(1, int(std::min({fitting, double(longest), double(growth) * measured})));
}

std::vector<CoveredSpan> afterAnswer(const AnsweredWindow& answer, std::span<const CoveredSpan> before, Instant now)
{
    Before known(before);
    std::vector<CoveredSpan> result;
    for (HourIndex hour = answer.window.firstHour(); hour < answer.window.endHour(); ++hour) {
        const TimeRange range{hourStart(hour), hourStart(hour + 1)};
        const auto* was = known.at(hour);
        const bool doubtful = std::any_of(answer.unverified.begin(), answer.unverified.end(),
            [&](TimeRange part) { return part.from < range.to && range.from < part.to; });
        const bool expectsRows = answer.hasRows && !(was && was->state == CoverageState::Complete);
        if (expectsRows && !answer.hasRows(hour)) {
            auto gap = inVain(range, was, now, CoverageState::Gap, true);
            if (now - *gap.openSince >= gapPatience)
                gap.state = CoverageState::MissingOnServer;
            append(result, gap);
        } else if (doubtful) {
            append(result, inVain(range, was, now, CoverageState::Unverified, true));
        } else {
            append(result, {range, now, CoverageState::Complete, 0, {}});
        }
    }
    return result;
}

std::vector<CoveredSpan> afterFailure(TimeRange window, std::span<const CoveredSpan> before, Instant now, bool counts)
{
    Before known(before);
    std::vector<CoveredSpan> result;
    for (HourIndex hour = window.firstHour(); hour < window.endHour(); ++hour) {
        const auto* was = known.at(hour);
        const bool isGap = was && was->state == CoverageState::Gap;
        if ((was && !isGap) || (isGap && !counts))
            continue;
        append(result, inVain({hourStart(hour), hourStart(hour + 1)}, was, now, CoverageState::Gap, counts));
    }
    return result;
}

} // namespace atlas
