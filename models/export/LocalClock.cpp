// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/LocalClock.h"

#include "models/analysis/Format.h"

#include <QDateTime>

namespace atlas {

namespace {

QDateTime dateTime(Instant time)
{
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

/// Of the years 0 to 9999.
void appendDigits(std::string& text, int number, int digits)
{
    char written[4] = {'0', '0', '0', '0'};
    for (int i = digits - 1; i >= 0; --i, number /= 10)
        written[i] = char('0' + number % 10);
    text.append(written, std::size_t(digits));
}

} // namespace

LocalClock::LocalClock(const QByteArray& zone)
    : m_zone(QTimeZone(zone).isValid() ? QTimeZone(zone) : QTimeZone::utc())
    , m_isUtc(zoneName(m_zone) == QStringLiteral("UTC"))
{
    if (m_isUtc)
        m_stretch = {Instant::min(), Instant::max()};
}

QString LocalClock::name() const
{
    return zoneName(m_zone);
}

std::chrono::seconds LocalClock::offsetAt(Instant time)
{
    if (m_stretch.contains(time))
        return m_offset;
    m_offset = std::chrono::seconds(m_zone.offsetFromUtc(dateTime(time)));
    m_stretch = {time, time + std::chrono::seconds(1)};
    if (const auto before = m_zone.previousTransition(dateTime(m_stretch.to)); before.atUtc.isValid())
        m_stretch.from = Instant(std::chrono::seconds(before.atUtc.toSecsSinceEpoch()));
    if (const auto after = m_zone.nextTransition(dateTime(time)); after.atUtc.isValid())
        m_stretch.to = Instant(std::chrono::seconds(after.atUtc.toSecsSinceEpoch()));
    return m_offset;
}

void appendDateTime(std::string& text, Instant time, char between)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    appendDigits(text, int(date.year()), 4);
    text += '-';
    appendDigits(text, int(unsigned(date.month())), 2);
    text += '-';
    appendDigits(text, int(unsigned(date.day())), 2);
    text += between;
    appendDigits(text, int(clock.hours().count()), 2);
    text += ':';
    appendDigits(text, int(clock.minutes().count()), 2);
    text += ':';
    appendDigits(text, int(clock.seconds().count()), 2);
}

} // namespace atlas
