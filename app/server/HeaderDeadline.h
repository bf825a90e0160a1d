// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace atlas {

/// Breaks off connections whose request headers are not whole in time: libmicrohttpd knows the time of silence alone,
/// and who sends a byte now and then is never silent. Any thread.
class HeaderDeadline
{
public:
    HeaderDeadline();

    /// A connection began; it has 5 seconds for its first headers.
    void opened(const void* connection, int socket);
    /// Its headers are whole.
    void asked(const void* connection);
    /// It was answered, and may ask again: 5 seconds more than it may be silent.
    void answered(const void* connection, std::chrono::seconds silence);
    /// Before its socket is closed.
    void closed(const void* connection);

private:
    using Clock = std::chrono::steady_clock;
    struct Connection
    {
        int socket = -1;
        Clock::time_point deadline;
    };

    void watch(const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_ended;
    std::map<const void*, Connection> m_connections;
    std::jthread m_watch; ///< last: ends first
};

} // namespace atlas
