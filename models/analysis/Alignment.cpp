// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Alignment.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace atlas {

namespace {

constexpr int hoursPerWeek = 7 * 24;

TimeRange monthBefore(TimeRange range, const QTimeZone& zone)
{
    const auto onTheWall = [&zone](Instant t) {
        const auto local = QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone);
        return QDateTime(local.date(), local.time(), Qt::UTC);
    };
    const auto instant = [&zone](const QDateTime& wall) {
        return Instant(std::chrono::seconds(QDateTime(wall.date(), wall.time(), zone).toSecsSinceEpoch()));
    };
    const auto from = onTheWall(range.from), to = onTheWall(range.to);
    const auto begin = from.addMonths(-1);
    auto end = to.addMonths(-1);
    if (end.date().day() != to.date().day()) { // a day that the month does not have
        const QDateTime monthsEnd(end.date().addDays(1), QTime(0, 0), Qt::UTC);
        end = std::min(monthsEnd, begin.addMSecs(from.msecsTo(to)));
    }
    return {instant(begin), instant(end)};
}

TimeRange hoursOf(HourIndex from, HourIndex to)
{
    return {hourStart(from), hourStart(to)};
}

AlignedPeriods byOffset(TimeRange later, TimeRange earlier)
{
    const int hours = std::min(later.hours(), earlier.hours());
    AlignedPeriods result;
    result.later = hoursOf(later.firstHour(), later.firstHour() + hours);
    result.earlier = hoursOf(earlier.firstHour(), earlier.firstHour() + hours);
    result.cutLater = later.hours() - hours;
    result.cutEarlier = earlier.hours() - hours;
    for (int i = 0; i < hours; ++i)
        result.earlierOf.emplace_back(earlier.firstHour() + i);
    return result;
}

/// Hours on the wall since 1970-01-01 00:00 there.
HourIndex wallHour(HourIndex hour, ZoneOffsets& offsets)
{
    return hourIndex(hourStart(hour) + offsets.at(hour));
}

AlignedPeriods byWeekday(TimeRange later, TimeRange earlier, const QTimeZone& zone)
{
    AlignedPeriods result;
    result.cutLater = later.hours();
    result.cutEarlier = earlier.hours();
    if (later.hours() == 0 || earlier.hours() == 0)
        return result;
    ZoneOffsets offsets(zone);
    std::unordered_map<HourIndex, HourIndex> atWall;
    for (HourIndex hour = earlier.firstHour(); hour < earlier.endHour(); ++hour)
        atWall.emplace(wallHour(hour, offsets), hour); // of two the first stays
    const HourIndex apart = wallHour(later.firstHour(), offsets) - wallHour(earlier.firstHour(), offsets);
    int weeks = int(std::lround(double(apart) / hoursPerWeek));
    if (weeks == 0)
        weeks = apart < 0 ? -1 : 1;

    std::vector<std::optional<HourIndex>> pairs;
    HourIndex first = 0, last = -1; // indices of `later` that have a counterpart
    HourIndex earliest = 0, latest = 0;
    for (HourIndex hour = later.firstHour(); hour < later.endHour(); ++hour) {
        const auto found = atWall.find(wallHour(hour, offsets) - weeks * hoursPerWeek);
        pairs.emplace_back(found == atWall.end() ? std::nullopt : std::optional(found->second));
        if (found == atWall.end())
            continue;
        if (last < 0) {
            first = HourIndex(pairs.size()) - 1;
            earliest = found->second;
        }
        last = HourIndex(pairs.size()) - 1;
        latest = found->second;
        atWall.erase(found); // the hour that a clock change repeats has no counterpart the second time
    }
    if (last < 0)
        return result;
    result.earlierOf.assign(pairs.begin() + first, pairs.begin() + last + 1);
    result.later = hoursOf(later.firstHour() + first, later.firstHour() + last + 1);
    result.earlier = hoursOf(earliest, latest + 1);
    result.cutLater -= result.later.hours();
    result.cutEarlier -= result.earlier.hours();
    const int paired = int(
        std::count_if(result.earlierOf.begin(), result.earlierOf.end(), [](const auto& e) { return e.has_value(); }));
    result.onlyLater = result.later.hours() - paired;
    result.onlyEarlier = result.earlier.hours() - paired;
    return result;
}

} // namespace

TimeRange comparedPeriod(TimeRange range, TimeRange before, ComparedPeriod which, AlignBy how, const QTimeZone& zone)
{
    const bool weekday = how == AlignBy::Weekday;
    switch (which) {
    case ComparedPeriod::Before: {
        const int weeks =
            std::max(1, (range.hours() + hoursPerWeek - 2) / hoursPerWeek); // 169 h: a week of 25-hour day
        return weekday ? shiftedByDays(range, -7 * weeks, DayShift::WallClock, zone) : before;
    }
    case ComparedPeriod::WeekBefore:
        return shiftedByDays(range, -7, DayShift::WallClock, zone);
    case ComparedPeriod::MonthBefore:
        return weekday ? shiftedByDays(range, -28, DayShift::WallClock, zone) : monthBefore(range, zone);
    case ComparedPeriod::Free:
        break;
    }
    return {};
}

AlignedPeriods alignPeriods(TimeRange later, TimeRange earlier, AlignBy how, const QTimeZone& zone)
{
    return how == AlignBy::Offset ? byOffset(later, earlier) : byWeekday(later, earlier, zone);
}

BucketSpan AlignedPeriods::earlierSpan(const BucketSpan& span) const
{
    BucketSpan result{0, 0, span.label};
    for (HourIndex hour = std::max(span.from, later.firstHour()); hour < std::min(span.to, later.endHour()); ++hour) {
        const auto& pair = earlierOf[std::size_t(hour - later.firstHour())];
        if (!pair)
            continue;
        if (result.to == result.from)
            result.from = *pair;
        result.to = *pair + 1;
    }
    return result;
}

} // namespace atlas
