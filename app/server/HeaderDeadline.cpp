// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/HeaderDeadline.h"

#include <sys/socket.h>

namespace atlas {

namespace {
constexpr std::chrono::seconds forHeaders(5);
constexpr std::chrono::milliseconds glance(500);
} // namespace

HeaderDeadline::HeaderDeadline()
    : m_watch([this](const std::stop_token& stop) { watch(stop); })
{
}

void HeaderDeadline::opened(const void* connection, int socket)
{
    const std::lock_guard lock(m_mutex);
    m_connections[connection] = {socket, Clock::now() + forHeaders};
}

void HeaderDeadline::asked(const void* connection)
{
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_connections.find(connection); known != m_connections.end())
        known->second.deadline = Clock::time_point::max();
}

void HeaderDeadline::answered(const void* connection, std::chrono::seconds silence)
{
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_connections.find(connection); known != m_connections.end())
        known->second.deadline = Clock::now() + silence + forHeaders;
}

void HeaderDeadline::closed(const void* connection)
{
    const std::lock_guard lock(m_mutex);
    m_connections.erase(connection);
}

void HeaderDeadline::watch(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (!m_ended.wait_for(lock, stop, glance, [] { return false; }) && !stop.stop_requested()) {
        const auto now = Clock::now();
        for (auto& [connection, about] : m_connections) {
            if (about.deadline > now)
                continue;
            ::shutdown(about.socket, SHUT_RDWR); // its own thread notices, and closes it
            about.deadline = Clock::time_point::max();
        }
    }
}

} // namespace atlas
