// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Time.h"

#include <ctime>

#include <array>
#include <cstdio>

namespace atlas {

using namespace std::chrono;

HourIndex TimeRange::firstHour() const
{
    return HourIndex(ceil<std::chrono::hours>(from).time_since_epoch().count());
}
HourIndex TimeRange::endHour() const
{
    return HourIndex(ceil<std::chrono::hours>(to).time_since_epoch().count());
}

namespace {

/// Reads exactly `digits` digits at `pos`; -1 if one is none.
int number(std::string_view text, std::size_t pos, int digits)
{
    int value = 0;
    for (int i = 0; i < digits; ++i) {
        if (pos + std::size_t(i) >= text.size())
            return -1;
        const char c = text[pos + std::size_t(i)];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

std::optional<ParsedTime> parseRfc3339(std::string_view text)
{
    // 2025-11-05T14:00:00
    constexpr std::size_t dateTimeLength = 19;
    if (text.size() < dateTimeLength || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    if (text[10] != 'T' && text[10] != 't' && text[10] != ' ')
        return std::nullopt;
    const int y = number(text, 0, 4), mo = number(text, 5, 2), d = number(text, 8, 2);
    const int h = number(text, 11, 2), mi = number(text, 14, 2), s = number(text, 17, 2);
    if (y < 0 || mo < 0 || d < 0 || h < 0 || mi < 0 || s < 0 || h > 23 || mi > 59 || s > 60)
        return std::nullopt;
    const year_month_day date{year(y), month(unsigned(mo)), day(unsigned(d))};
    if (!date.ok() || y <= 1)
        return std::nullopt;

    std::size_t pos = dateTimeLength;
    microseconds fraction{0};
    if (pos < text.size() && text[pos] == '.') {
        ++pos;
        int digits = 0, micros = 0;
        for (; pos < text.size() && text[pos] >= '0' && text[pos] <= '9'; ++pos, ++digits) {
            if (digits < 6)
                micros = micros * 10 + (text[pos] - '0');
        }
        if (digits == 0 || digits > 9)
            return std::nullopt;
        for (int i = digits; i < 6; ++i)
            micros *= 10;
        fraction = microseconds(micros);
    }

    ParsedTime parsed;
    minutes offset{0};
    if (pos == text.size()) {
        parsed.zoneMissing = true;
    } else if (text[pos] == 'Z' || text[pos] == 'z') {
        ++pos;
    } else if (text[pos] == '+' || text[pos] == '-') {
        const int oh = number(text, pos + 1, 2), om = number(text, pos + 4, 2);
        if (oh < 0 || om < 0 || oh > 23 || om > 59 || text[pos + 3] != ':')
            return std::nullopt;
        offset = std::chrono::hours(oh) + minutes(om);
        if (text[pos] == '-')
            offset = -offset;
        pos += 6;
    }
    if (pos != text.size())
        return std::nullopt;
    // seconds == 60 runs over into the next minute by itself
    parsed.time = sys_days(date) + std::chrono::hours(h) + minutes(mi) + seconds(s) + fraction - offset;
    return parsed;
}

std::string formatRfc3339(Instant t)
{
    const auto midnight = floor<days>(t);
    const year_month_day date{midnight};
    const hh_mm_ss time{t - midnight};
    std::array<char, 40> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int(date.year()),
        unsigned(date.month()), unsigned(date.day()), int(time.hours().count()), int(time.minutes().count()),
        int(time.seconds().count()));
    return {buffer.data(), std::size_t(length)};
}

std::string formatRfc3339(Stamp t)
{
    const auto whole = floor<seconds>(t);
    std::string text = formatRfc3339(Instant(whole));
    const auto micros = (t - whole).count();
    if (micros != 0) {
        std::array<char, 16> buffer{};
        std::snprintf(buffer.data(), buffer.size(), ".%06dZ", int(micros));
        text.replace(text.size() - 1, 1, buffer.data());
    }
    return text;
}

milliseconds Clock::steady() const
{
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return duration_cast<milliseconds>(std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec));
}

Instant SystemClock::now() const
{
    return floor<seconds>(system_clock::now());
}

} // namespace atlas
