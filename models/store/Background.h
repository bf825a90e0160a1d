// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <future>
#include <utility>

namespace atlas {

/// One piece of work at a time beside the thread that has this, the next when the one before is done.
class Background
{
public:
    Background() = default;
    ~Background()
    {
        if (m_running.valid())
            m_running.wait();
    }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    /// Throws what the work before threw.
    template <class Work>
    void run(Work work)
    {
        wait();
        m_running = std::async(std::launch::async, std::move(work));
    }
    /// Until nothing runs any more; throws what it threw.
    void wait()
    {
        if (m_running.valid())
            m_running.get();
    }

private:
    std::future<void> m_running;
};

} // namespace atlas
