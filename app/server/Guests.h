// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

namespace atlas {

/// Counts who is connected and who is being answered. Any thread.
class Guests
{
public:
    /// How many are answered at a time, in all and of one address.
    static constexpr int most = 256, mostOfAnAddress = 32;

    /// A connection came; whether it is one of those that are answered. Each true one is followed by a left().
    bool came(const std::string& address);
    void left(const std::string& address);

    /// An answer begins, and ends.
    void served();
    void done();
    /// Waits for the answers under way, so long at most.
    void waitUntilDone(std::chrono::seconds longest);

private:
    std::mutex m_mutex;
    std::condition_variable m_quiet;
    std::map<std::string, int> m_connected; ///< by address
    int m_all = 0, m_answers = 0;
};

} // namespace atlas
