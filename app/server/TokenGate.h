// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace atlas {

/// Who may ask: those that show the token, where there is one. Any thread.
///
/// Ten wrong tokens of an address in a minute close the gate to it for a minute, right ones too. The token is good for
/// 50 requests a second.
class TokenGate
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr int mostWrong = 10, mostASecond = 50;
    static constexpr std::chrono::seconds closedFor{60};

    struct Verdict
    {
        unsigned status = 0; ///< 0: welcome; else 401 or 429
        int retryAfterSeconds = 0;
    };

    /// Empty: none is asked for.
    void setToken(const QByteArray& token);
    /// `authorization`: what the header of that name says; empty without one.
    Verdict judge(const std::string& address, const std::string& authorization, Clock::time_point now);

private:
    struct Wrong
    {
        Clock::time_point since, closedUntil;
        int count = 0;
    };

    std::mutex m_mutex;
    QByteArray m_digest; ///< of the token: two of one length compare in the same time
    std::map<std::string, Wrong> m_wrong; ///< by address
    Clock::time_point m_second; ///< in which these were let through
    int m_welcomed = 0;
};

} // namespace atlas
