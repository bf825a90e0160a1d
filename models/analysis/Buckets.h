// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QString>
#include <QTimeZone>

#include <string>
#include <vector>

namespace atlas {

enum class Bucket : std::uint8_t { Auto, Hour, Day, Week, Month, Quarter };

/// Hours [from, to) that a calendar bucket holds within a range. An hour belongs to the bucket in which it starts.
struct BucketSpan
{
    HourIndex from = 0, to = 0;
    /// "2024-12-17", "2024-W51", "2024-12", "2024-Q4"; for hours "2024-12-17T05:00" in the zone, and
    /// "2024-10-27T02:00+01:00" where the clock shows an hour twice.
    QString label;

    int hours() const { return to - from; }
    friend bool operator==(const BucketSpan&, const BucketSpan&) = default;
};

/// Cuts a range at the calendar borders of a zone: days of 23 or 25 hours at a clock change, ISO 8601 weeks (Monday),
/// months, quarters. The first and last bucket hold only what lies in the range. Auto is resolved by resolveBucket()
/// first.
std::vector<BucketSpan> cutBuckets(TimeRange range, Bucket bucket, const QTimeZone& zone);

/// A zone's offsets hour by hour, without asking the zone each time. Not for several threads at once.
class ZoneOffsets
{
public:
    explicit ZoneOffsets(QTimeZone zone); ///< an invalid zone is UTC
    /// Local time minus UTC at the start of an hour.
    std::chrono::seconds at(HourIndex hour);

private:
    std::chrono::seconds offsetAt(HourIndex hour) const;

    QTimeZone m_zone;
    HourIndex m_from = 0, m_to = 0; ///< hours that share m_offset
    std::chrono::seconds m_offset{0};
};

/// What "the same time some days earlier" means where the clocks changed in between.
enum class DayShift : std::uint8_t {
    Duration, ///< so many times 24 hours: what was compared is of equal length
    WallClock, ///< the same hour on the wall: of which there may be one more or one less
};

/// The range some days earlier (negative) or later. A wall-clock time that does not exist is taken as the next one that
/// does; of one that exists twice the first counts.
TimeRange shiftedByDays(TimeRange range, int days, DayShift how, const QTimeZone& zone);

/// Auto: hours up to 14 days, days up to 180, weeks up to two years, else months. Others: themselves.
Bucket resolveBucket(Bucket bucket, TimeRange range);

} // namespace atlas
