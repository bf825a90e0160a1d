// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <utility>

namespace atlas {

/// Lets so many requests at a time through, over all clients that share it. In the thread of its clients.
class RequestGate
{
public:
    explicit RequestGate(int limit)
        : m_free(limit)
    {
    }

    /// Takes a place if there is one. Otherwise `wake` is called once, later, when one may be free.
    bool enter(std::function<void()> wake)
    {
        if (m_free > 0) {
            --m_free;
            return true;
        }
        m_waiting.push_back(std::move(wake));
        return false;
    }

    void leave()
    {
        ++m_free;
        if (m_waiting.empty())
            return;
        const auto wake = std::move(m_waiting.front());
        m_waiting.pop_front();
        wake();
    }

private:
    int m_free;
    std::deque<std::function<void()>> m_waiting;
};

} // namespace atlas
