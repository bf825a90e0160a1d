// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <algorithm>
#include <atomic>

namespace atlas::test {

/// A clock that the test sets while other threads read it. Timers run in no time: what waits looks at the clock again
/// and again until the test has moved it.
class TestClock final : public Clock
{
public:
    explicit TestClock(Instant start)
        : m_now(start.time_since_epoch().count())
    {
    }

    Instant now() const override { return Instant(std::chrono::seconds(m_now)); }
    std::chrono::milliseconds steady() const override { return std::chrono::milliseconds(m_steady); }
    std::chrono::milliseconds timerFor(std::chrono::milliseconds wait) const override
    {
        return m_timersAreReal ? wait
                               : std::clamp(wait / 1000, std::chrono::milliseconds(1), std::chrono::milliseconds(20));
    }

    /// As when somebody sets the clock.
    void set(Instant t) { m_now = t.time_since_epoch().count(); }
    /// From now on timers run as long as they are meant to: what waits does not go on by itself within a test.
    void makeTimersReal() { m_timersAreReal = true; }
    /// As when time passes.
    void advance(std::chrono::seconds by)
    {
        m_now += by.count();
        m_steady += by.count() * 1000;
    }

private:
    std::atomic<bool> m_timersAreReal{false};
    std::atomic<std::int64_t> m_now, m_steady{1'000'000};
};

} // namespace atlas::test
