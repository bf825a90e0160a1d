// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>

namespace atlas {

/// How far a long piece of work is, and whether it is still wanted: shared by the thread that works and the one that
/// waits. Any thread.
class Progress
{
public:
    /// For who waits: the work ends soon, and leaves nothing behind.
    void cancel() { m_cancelled = true; }
    bool isCancelled() const { return m_cancelled; }
    /// 0..1; unknown (NaN) while nobody knows how much there is to do.
    double fraction() const
    {
        const auto total = m_total.load();
        if (total <= 0)
            return std::numeric_limits<double>::quiet_NaN();
        const auto done = m_done.load();
        return done >= total ? 1.0 : double(done) / double(total);
    }

    /// For who works: steps on all, of any kind (rows, pages, bytes), and steps done.
    void setTotal(std::int64_t steps) { m_total = steps; }
    void addTotal(std::int64_t steps) { m_total += steps; }
    void advance(std::int64_t steps = 1) { m_done += steps; }

private:
    std::atomic<std::int64_t> m_total{0}, m_done{0};
    std::atomic<bool> m_cancelled{false};
};

} // namespace atlas
