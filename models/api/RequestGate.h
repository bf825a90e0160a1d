// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <utility>

namespace atlas {

/// Lets so many requests at a time through, over all clients that share it, in turn. Servers that did not answer last
/// time share half of the places, so that dead ones never keep the others waiting. In the thread of its clients.
class RequestGate
{
public:
    explicit RequestGate(int limit)
        : m_free(limit)
        , m_suspectFree(std::max(1, limit / 2))
    {
    }

    /// Takes a place if there is one. Otherwise `wake` is called once, later, when one may be free: it has to enter
    /// again. `suspect`: the server did not answer last time; leave with the same word.
    bool enter(std::function<void()> wake, bool suspect = false)
    {
        if (m_free > 0 && (!suspect || m_suspectFree > 0)) {
            --m_free;
            m_suspectFree -= suspect ? 1 : 0;
            return true;
        }
        (suspect ? m_suspects : m_waiting).push_back(std::move(wake));
        return false;
    }

    void leave(bool suspect = false)
    {
        ++m_free;
        m_suspectFree += suspect ? 1 : 0;
        // One that was woken may have no need any more: then it is the next one's turn.
        while (m_free > 0 && !m_waiting.empty())
            wakeFirst(m_waiting);
        while (m_free > 0 && m_suspectFree > 0 && !m_suspects.empty())
            wakeFirst(m_suspects);
    }

private:
    using Queue = std::deque<std::function<void()>>;

    static void wakeFirst(Queue& queue)
    {
        const auto wake = std::move(queue.front());
        queue.pop_front();
        wake();
    }

    int m_free, m_suspectFree;
    Queue m_waiting, m_suspects;
};

} // namespace atlas
