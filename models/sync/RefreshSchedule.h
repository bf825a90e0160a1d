// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"
#include "models/sync/FetchPlanner.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace atlas {

/// What a connection is due to be asked for.
struct DueWork
{
    bool snapshots = false; ///< the latest, and those missed meanwhile
    bool hours = false; ///< hourly rows: an hour was published since they were asked for
    bool night = false; ///< once a day: rows may have been rewritten long after their hour

    bool any() const { return snapshots || hours || night; }
    friend bool operator==(const DueWork&, const DueWork&) = default;
};

/// When one connection asks its server again: snapshots every five minutes, hourly rows as soon as they are taken for
/// published (one and a half to two minutes past the hour), all of the last weeks once a night. Ages are measured on
/// the clock that nobody sets, so that a clock set back or forth neither stops the schedule nor makes it run wild; what
/// was missed in a sleep is due once. Pure.
class RefreshSchedule
{
public:
    /// `jitter` in [0, 1): how long after publication this connection asks, so that not all do at once.
    explicit RefreshSchedule(double jitter = 0.5)
        : m_hourlyDelay(publishDelay + std::chrono::seconds(std::int64_t(30 * jitter)))
    {
    }

    static constexpr std::chrono::milliseconds snapshotInterval = std::chrono::minutes(5);

    /// An earlier run of the program asked for the last weeks so long ago. A night that was missed is due at once: who
    /// opens the window by day only would never see one.
    void rememberNight(std::chrono::milliseconds age, std::chrono::milliseconds steady)
    {
        m_night = steady - (age < nightInterval ? std::max(age, std::chrono::milliseconds(0)) : longestNightless);
    }

    DueWork due(Instant now, std::chrono::milliseconds steady) const
    {
        DueWork work;
        work.snapshots = !m_snapshots || steady - *m_snapshots >= snapshotInterval;
        // By the wall clock, since rows appear by it; by the other one, if the wall clock was set back.
        work.hours = !m_hours || m_hourSeen < published(now) || steady - *m_hours >= std::chrono::hours(1);
        const auto nightless = m_night ? steady - *m_night : std::chrono::milliseconds(0);
        work.night = nightless >= longestNightless || (nightless >= nightInterval && isNight(now));
        return work;
    }

    /// How long until something is due; zero if something is.
    std::chrono::milliseconds untilNext(Instant now, std::chrono::milliseconds steady) const
    {
        if (due(now, steady).any())
            return std::chrono::milliseconds(0);
        const auto toSnapshots = *m_snapshots + snapshotInterval - steady;
        const std::chrono::milliseconds toHour = hourStart(published(now) + 1) + m_hourlyDelay - now;
        return std::min(toSnapshots, toHour);
    }

    void began(const DueWork& work, Instant now, std::chrono::milliseconds steady)
    {
        if (work.snapshots)
            m_snapshots = steady;
        if (work.hours) {
            m_hours = steady;
            m_hourSeen = published(now);
        }
        if (work.night || !m_night)
            m_night = steady;
    }

    /// Whether data are still fresh so long after they were fetched: for two intervals.
    static bool isFresh(std::chrono::milliseconds age) { return age <= 2 * snapshotInterval; }

private:
    static constexpr std::chrono::milliseconds nightInterval = std::chrono::hours(20);
    /// By then a night came and went in which this machine slept.
    static constexpr std::chrono::milliseconds longestNightless = nightInterval + std::chrono::hours(24);

    /// The hour in which the newest published row's hour ended.
    HourIndex published(Instant now) const { return hourIndex(now - m_hourlyDelay); }
    /// 1:00 to 5:00 UTC: an agreed quiet time, the same for all machines and zones.
    static bool isNight(Instant now)
    {
        const auto ofDay = now - std::chrono::floor<std::chrono::days>(now);
        return ofDay >= std::chrono::hours(1) && ofDay < std::chrono::hours(5);
    }

    std::chrono::seconds m_hourlyDelay;
    std::optional<std::chrono::milliseconds> m_snapshots, m_hours, m_night;
    HourIndex m_hourSeen = 0;
};

} // namespace atlas
