// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <algorithm>

namespace atlas::test {

/// A clock that begins at `start` when it is made and runs `factor` times as fast as the real one. Any thread.
class ScaledClock final : public Clock
{
public:
    ScaledClock(Instant start, int factor)
        : m_start(start)
        , m_factor(factor)
        , m_began(Clock::steady())
    {
    }

    Instant now() const override { return m_start + std::chrono::floor<std::chrono::seconds>(steady()); }
    std::chrono::milliseconds steady() const override { return (Clock::steady() - m_began) * m_factor; }
    std::chrono::milliseconds timerFor(std::chrono::milliseconds wait) const override
    {
        return std::max(std::chrono::milliseconds(1), wait / m_factor);
    }

private:
    Instant m_start;
    int m_factor;
    std::chrono::milliseconds m_began;
};

} // namespace atlas::test
