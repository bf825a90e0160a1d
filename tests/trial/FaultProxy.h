// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <map>
#include <random>
#include <string>

class QTcpSocket;

namespace atlas::test {

/// Stands before a real server and spoils some of its answers, at random with a fixed seed: refuses, resets in the
/// middle of a body, cuts, delays, answers as a broken proxy would, or asks to wait. In the test's thread.
class FaultProxy : public QObject
{
    Q_OBJECT
public:
    /// `server`: a base URL on loopback.
    FaultProxy(const QUrl& server, unsigned seed);

    QUrl url() const; ///< the same base, here
    /// Of how many requests one is spoilt: 0 none, 1 all.
    void setFaultRate(double rate) { m_rate = rate; }
    /// Nobody answers any more, or again.
    void setDead(bool dead) { m_dead = dead; }

    /// How often each fault was played.
    const std::map<std::string, int>& played() const { return m_played; }
    int requests() const { return m_requests; }

private:
    void serve(QTcpSocket* client);
    void answer(QTcpSocket* client, const QByteArray& head);
    void forward(QTcpSocket* client, const QByteArray& head, qint64 cutAfter);
    void reply(QTcpSocket* client, const QByteArray& statusLine, const QByteArray& headers, const QByteArray& body);

    QUrl m_server;
    QTcpServer m_listener;
    std::mt19937 m_engine;
    double m_rate = 0;
    bool m_dead = false;
    int m_requests = 0;
    std::map<std::string, int> m_played;
};

} // namespace atlas::test
