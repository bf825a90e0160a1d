// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/TokenGate.h"

#include <microhttpd.h>

#include <QCryptographicHash>

namespace atlas {

namespace {

constexpr unsigned tooMany = 429;
constexpr std::string_view scheme("Bearer ");

QByteArray digestOf(QByteArrayView text)
{
    return QCryptographicHash::hash(text.toByteArray(), QCryptographicHash::Sha256);
}

bool equal(const QByteArray& one, const QByteArray& other)
{
    int differences = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        differences |= one[i] ^ other[i];
    return differences == 0;
}

} // namespace

void TokenGate::setToken(const QByteArray& token)
{
    const std::lock_guard lock(m_mutex);
    m_digest = token.isEmpty() ? QByteArray() : digestOf(token);
}

TokenGate::Verdict TokenGate::judge(const std::string& address, const std::string& authorization, Clock::time_point now)
{
    const bool shown = authorization.starts_with(scheme);
    const auto digest =
        digestOf(shown ? QByteArrayView(authorization).sliced(qsizetype(scheme.size())) : QByteArrayView());
    const std::lock_guard lock(m_mutex);
    if (m_digest.isEmpty())
        return {};
    std::erase_if(m_wrong,
        [now](const auto& one) { return one.second.closedUntil <= now && now - one.second.since >= closedFor; });
    if (const auto known = m_wrong.find(address); known != m_wrong.end() && known->second.closedUntil > now) {
        const auto rest = std::chrono::ceil<std::chrono::seconds>(known->second.closedUntil - now);
        return {tooMany, int(rest.count())};
    }
    if (!equal(digest, m_digest)) {
        if (shown) {
            auto& wrong = m_wrong.try_emplace(address, Wrong{now, {}, 0}).first->second;
            if (++wrong.count >= mostWrong)
                wrong.closedUntil = now + closedFor;
        }
        return {MHD_HTTP_UNAUTHORIZED, 0};
    }
    if (now - m_second >= std::chrono::seconds(1)) {
        m_second = now;
        m_welcomed = 0;
    }
    if (++m_welcomed > mostASecond)
        return {tooMany, 1};
    return {};
}

} // namespace atlas
