// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/Guests.h"

namespace atlas {

bool Guests::came(const std::string& address)
{
    const std::lock_guard lock(m_mutex);
    if (m_all >= most)
        return false;
    int& ofIt = m_connected[address];
    if (ofIt >= mostOfAnAddress)
        return false;
    ++ofIt;
    ++m_all;
    return true;
}

void Guests::left(const std::string& address)
{
    const std::lock_guard lock(m_mutex);
    --m_all;
    if (const auto ofIt = m_connected.find(address); ofIt != m_connected.end() && --ofIt->second == 0)
        m_connected.erase(ofIt);
}

void Guests::served()
{
    const std::lock_guard lock(m_mutex);
    ++m_answers;
}

void Guests::done()
{
    const std::lock_guard lock(m_mutex);
    if (--m_answers == 0)
        m_quiet.notify_all();
}

void Guests::waitUntilDone(std::chrono::seconds longest)
{
    std::unique_lock lock(m_mutex);
    m_quiet.wait_for(lock, longest, [this] { return m_answers == 0; });
}

} // namespace atlas
