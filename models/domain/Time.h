// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atlas {

/// An instant in UTC, to the second. Zones exist only where something is shown or bucketed.
using Instant = std::chrono::sys_seconds;
/// An instant in UTC, to the microsecond: when a row was written, by the server's clock.
using Stamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Hours since 1970-01-01T00:00Z: the index of an hourly row.
using HourIndex = std::int32_t;

constexpr HourIndex hourIndex(Instant t)
{
    return HourIndex(std::chrono::floor<std::chrono::hours>(t).time_since_epoch().count());
}
constexpr Instant hourStart(HourIndex hour)
{
    return Instant(std::chrono::hours(hour));
}

/// Half-open: `from` belongs to it, `to` does not.
struct TimeRange
{
    Instant from{};
    Instant to{};

    bool isEmpty() const { return to <= from; }
    bool contains(Instant t) const { return from <= t && t < to; }
    std::chrono::seconds length() const { return to - from; }
    /// The first hour that starts in the range, and one past the last. Hours are counted by their start.
    HourIndex firstHour() const;
    HourIndex endHour() const;
    int hours() const { return isEmpty() ? 0 : std::max(0, endHour() - firstHour()); }

    friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// An RFC3339 time as servers send it, and what was odd about it.
struct ParsedTime
{
    Stamp time{};
    bool zoneMissing = false; ///< had no zone: read as UTC (to be counted)
};

/// Strict RFC3339 (row T3 of the fault list): `Z`, `z` or an offset; up to 9 fraction digits, cut to microseconds;
/// `:60` is the next second; no zone is UTC and marked. Everything else, `24:00:00` and a comma fraction included,
/// gives nullopt. Year 0001 gives nullopt as well: it is how servers write "missing". Never allocates.
std::optional<ParsedTime> parseRfc3339(std::string_view text);

/// `2025-11-05T14:00:00Z`.
std::string formatRfc3339(Instant t);
/// As above, with the microseconds where there are any.
std::string formatRfc3339(Stamp t);

/// The time now. Injected, so that tests own it.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    /// Time on a clock that nobody sets, counted from anywhere: for ages, deadlines and schedules. It goes on while the
    /// machine sleeps.
    virtual std::chrono::milliseconds steady() const;
    /// How long a timer has to run where `wait` is meant. Other than `wait` on a clock that runs faster only.
    virtual std::chrono::milliseconds timerFor(std::chrono::milliseconds wait) const { return wait; }
};

class SystemClock final : public Clock
{
public:
    Instant now() const override;
};

/// Stands still until it is told otherwise.
class FixedClock final : public Clock
{
public:
    explicit FixedClock(Instant t)
        : m_now(t)
    {
    }
    Instant now() const override { return m_now; }
    std::chrono::milliseconds steady() const override { return m_steady; }
    /// As when somebody sets the clock: ages do not change.
    void set(Instant t) { m_now = t; }
    /// As when time passes.
    void advance(std::chrono::seconds by)
    {
        m_now += by;
        m_steady += by;
    }

private:
    Instant m_now;
    std::chrono::milliseconds m_steady{0};
};

} // namespace atlas

Q_DECLARE_METATYPE(atlas::Instant)
Q_DECLARE_METATYPE(atlas::TimeRange)
