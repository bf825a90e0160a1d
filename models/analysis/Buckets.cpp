// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Buckets.h"

#include "models/analysis/Format.h"

#include <QDateTime>

#include <QDate>

#include <algorithm>

namespace atlas {

namespace {

using namespace std::chrono;

const QDate epochDay(1970, 1, 1);

/// What hours have in common that share a bucket, ascending with time: the day or month of the bucket's begin.
std::int64_t bucketKey(Instant local, Bucket bucket)
{
    const auto day = floor<days>(local);
    switch (bucket) {
    case Bucket::Day:
        return day.time_since_epoch().count();
    case Bucket::Week:
        return (day - (weekday(day) - Monday)).time_since_epoch().count();
    case Bucket::Month:
    case Bucket::Quarter: {
        const year_month_day date{day};
        const auto months = std::int64_t(int(date.year())) * 12 + unsigned(date.month()) - 1;
        return bucket == Bucket::Month ? months : months / 3;
    }
    case Bucket::Hour:
    case Bucket::Auto:
        break;
    }
    return hourIndex(local);
}

QString bucketLabel(std::int64_t key, Bucket bucket)
{
    if (bucket == Bucket::Month)
        return QStringLiteral("%1-%2")
            .arg(key / 12, 4, 10, QLatin1Char('0'))
            .arg(key % 12 + 1, 2, 10, QLatin1Char('0'));
    if (bucket == Bucket::Quarter)
        return QStringLiteral("%1-Q%2").arg(key / 4, 4, 10, QLatin1Char('0')).arg(key % 4 + 1);
    const QDate day = epochDay.addDays(key);
    if (bucket == Bucket::Week) {
        int year = 0;
        const int week = day.weekNumber(&year);
        return QStringLiteral("%1-W%2").arg(year, 4, 10, QLatin1Char('0')).arg(week, 2, 10, QLatin1Char('0'));
    }
    return day.toString(Qt::ISODate);
}

QString hourLabel(HourIndex hour, seconds offset)
{
    return QString::fromStdString(formatRfc3339(hourStart(hour) + offset)).left(16);
}

std::vector<BucketSpan> hourBuckets(HourIndex first, HourIndex end, ZoneOffsets& offsets)
{
    std::vector<BucketSpan> spans;
    spans.reserve(std::size_t(end - first));
    for (HourIndex hour = first; hour < end; ++hour) {
        const auto offset = offsets.at(hour);
        QString label = hourLabel(hour, offset);
        // The hour that a clock change repeats has the label of its neighbour: both name their offset.
        if (offsets.at(hour - 1) - offset == hours(1) || offset - offsets.at(hour + 1) == hours(1))
            label += QString::fromStdString(offsetText(offset));
        spans.push_back({hour, hour + 1, label});
    }
    return spans;
}

} // namespace

ZoneOffsets::ZoneOffsets(QTimeZone zone)
    : m_zone(zone.isValid() ? std::move(zone) : QTimeZone::utc())
{
}

seconds ZoneOffsets::offsetAt(HourIndex hour) const
{
    return seconds(m_zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(std::int64_t(hour) * 3600, Qt::UTC)));
}

seconds ZoneOffsets::at(HourIndex hour)
{
    if (hour >= m_from && hour < m_to)
        return m_offset;
    // A zone does not change its clock twice within a day: where both ends agree, so does what lies between.
    constexpr HourIndex day = 24;
    const HourIndex first = hour - ((hour % day) + day) % day;
    m_offset = offsetAt(hour);
    if (offsetAt(first) == m_offset && offsetAt(first + day) == m_offset) {
        m_from = first;
        m_to = first + day;
    } else {
        m_from = hour;
        m_to = hour + 1;
    }
    return m_offset;
}

std::vector<BucketSpan> cutBuckets(TimeRange range, Bucket bucket, const QTimeZone& zone)
{
    std::vector<BucketSpan> spans;
    if (range.isEmpty())
        return spans;
    bucket = resolveBucket(bucket, range);
    ZoneOffsets offsets(zone);
    if (bucket == Bucket::Hour)
        return hourBuckets(range.firstHour(), range.endHour(), offsets);
    std::int64_t key = 0;
    for (HourIndex hour = range.firstHour(); hour < range.endHour(); ++hour) {
        const auto hourKey = bucketKey(hourStart(hour) + offsets.at(hour), bucket);
        // A clock set back over midnight does not reopen the day before.
        if (spans.empty() || hourKey > key) {
            key = hourKey;
            spans.push_back({hour, hour, bucketLabel(key, bucket)});
        }
        spans.back().to = hour + 1;
    }
    return spans;
}

Bucket resolveBucket(Bucket bucket, TimeRange range)
{
    if (bucket != Bucket::Auto)
        return bucket;
    const auto length = range.length();
    if (length <= days(14))
        return Bucket::Hour;
    if (length <= days(180))
        return Bucket::Day;
    return length <= days(731) ? Bucket::Week : Bucket::Month;
}

TimeRange shiftedByDays(TimeRange range, int days, DayShift how, const QTimeZone& zone)
{
    const auto shifted = [&](Instant t) -> Instant {
        if (how == DayShift::Duration || !zone.isValid())
            return t + std::chrono::hours(24 * days);
        const auto local = QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone);
        const auto moved = QDateTime(local.date().addDays(days), local.time(), zone);
        return Instant(std::chrono::seconds(moved.toSecsSinceEpoch()));
    };
    return {shifted(range.from), shifted(range.to)};
}

} // namespace atlas
