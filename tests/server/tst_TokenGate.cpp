// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/TokenGate.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace atlas;
using namespace std::chrono_literals;

class tst_TokenGate : public QObject
{
    Q_OBJECT

    const TokenGate::Clock::time_point m_now = TokenGate::Clock::now();

private slots:
    void withoutATokenAllAreWelcome()
    {
        TokenGate gate;
        for (int i = 0; i < 200; ++i)
            QCOMPARE(gate.judge("a", i % 2 == 0 ? "" : "Bearer x", m_now).status, 0U);
    }

    void S3_onlyTheTokenIsWelcome()
    {
        TokenGate gate;
        gate.setToken("secret");
        QCOMPARE(gate.judge("a", "Bearer secret", m_now).status, 0U);
        for (const char* shown : {"", "secret", "Bearer", "Bearer ", "Bearer secre", "Bearer secrets", "Basic secret"})
            QCOMPARE(gate.judge("a", shown, m_now).status, 401U);
        gate.setToken("another");
        QCOMPARE(gate.judge("b", "Bearer secret", m_now).status, 401U);
        QCOMPARE(gate.judge("b", "Bearer another", m_now).status, 0U);
    }

    void S3_tenWrongTokensCloseTheGateForAMinute()
    {
        TokenGate gate;
        gate.setToken("secret");
        for (int i = 0; i < 30; ++i)
            QCOMPARE(gate.judge("a", "", m_now).status, 401U); // who shows none guesses none
        for (int i = 0; i < 10; ++i)
            QCOMPARE(gate.judge("a", "Bearer guess", m_now + i * 1s).status, 401U);
        const auto closed = gate.judge("a", "Bearer secret", m_now + 10s);
        QCOMPARE(closed.status, 429U);
        QCOMPARE(closed.retryAfterSeconds, 59);
        QCOMPARE(gate.judge("b", "Bearer secret", m_now + 10s).status, 0U);
        QCOMPARE(gate.judge("a", "Bearer secret", m_now + 70s).status, 0U);
        // Spread over more than a minute they are errors of people.
        for (int i = 0; i < 30; ++i)
            QCOMPARE(gate.judge("c", "Bearer guess", m_now + i * 10s).status, 401U);
    }

    void S7_fiftyRequestsASecond()
    {
        TokenGate gate;
        gate.setToken("secret");
        for (int i = 0; i < 50; ++i)
            QCOMPARE(gate.judge("a", "Bearer secret", m_now).status, 0U);
        const auto verdict = gate.judge("b", "Bearer secret", m_now + 900ms);
        QCOMPARE(verdict.status, 429U);
        QCOMPARE(verdict.retryAfterSeconds, 1);
        QCOMPARE(gate.judge("a", "Bearer secret", m_now + 1s).status, 0U);
    }
};

ATLAS_TEST(tst_TokenGate);
#include "tst_TokenGate.moc"
