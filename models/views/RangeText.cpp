// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/RangeText.h"

#include <QDateTime>
#include <QStringList>

namespace atlas {

namespace {

constexpr qsizetype dateLength = 10, minuteLength = 16; // of 2024-12-01T00:00

QString instantToText(Instant t, const QTimeZone& zone)
{
    const auto local = QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone);
    auto text = local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODate);
    if (local.time().second() == 0)
        text.remove(minuteLength, 3); // ":00"
    return text;
}

} // namespace

std::optional<Instant> instantFromText(QString text, const QTimeZone& zone)
{
    if (text.size() == dateLength) {
        const auto date = QDate::fromString(text, Qt::ISODate);
        return date.isValid() ? std::optional(Instant(std::chrono::seconds(date.startOfDay(zone).toSecsSinceEpoch())))
                              : std::nullopt;
    }
    if (text.size() >= minuteLength && (text.size() == minuteLength || text[minuteLength] != u':'))
        text.insert(minuteLength, QStringLiteral(":00"));
    const auto parsed = parseRfc3339(text.toStdString());
    if (!parsed)
        return std::nullopt;
    const auto time = std::chrono::floor<std::chrono::seconds>(parsed->time);
    if (!parsed->zoneMissing)
        return time;
    const auto wall = QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
    return Instant(std::chrono::seconds(QDateTime(wall.date(), wall.time(), zone).toSecsSinceEpoch()));
}

QString rangeToText(TimeRange range, const QTimeZone& zone)
{
    return instantToText(range.from, zone) + u'/' + instantToText(range.to, zone);
}

std::optional<TimeRange> rangeFromText(const QString& text, const QTimeZone& zone)
{
    const auto parts = text.trimmed().split(u'/');
    if (parts.size() != 2)
        return std::nullopt;
    const auto from = instantFromText(parts[0].trimmed(), zone), to = instantFromText(parts[1].trimmed(), zone);
    if (!from || !to || *to <= *from)
        return std::nullopt;
    return TimeRange{*from, *to};
}

} // namespace atlas
