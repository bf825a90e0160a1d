// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/trial/FaultProxy.h"

#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace atlas::test {

namespace {

constexpr qint64 whole = -1;

/// The server lives in the real time, the trial in its own.
QByteArray withoutDate(QByteArray answer)
{
    const auto at = answer.indexOf("\r\nDate:");
    if (at >= 0 && at < answer.indexOf("\r\n\r\n"))
        answer.remove(at, answer.indexOf("\r\n", at + 2) - at);
    return answer;
}

} // namespace

FaultProxy::FaultProxy(const QUrl& server, unsigned seed)
    : m_server(server)
    , m_engine(seed)
{
    m_listener.listen(QHostAddress::LocalHost);
    connect(&m_listener, &QTcpServer::newConnection, this, [this] {
        while (auto* client = m_listener.nextPendingConnection()) {
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
            if (m_dead) {
                client->abort();
                continue;
            }
            connect(client, &QTcpSocket::readyRead, this, [this, client] { serve(client); });
        }
    });
}

QUrl FaultProxy::url() const
{
    QUrl url = m_server;
    url.setPort(m_listener.serverPort());
    return url;
}

/// Requests are GETs: a head is all of them. A client sends the next one after the answer.
void FaultProxy::serve(QTcpSocket* client)
{
    const QByteArray head = client->property("head").toByteArray() + client->readAll();
    const bool complete = head.contains("\r\n\r\n");
    client->setProperty("head", complete ? QByteArray() : head);
    if (complete)
        answer(client, head);
}

void FaultProxy::answer(QTcpSocket* client, const QByteArray& head)
{
    ++m_requests;
    if (m_dead)
        return client->abort();
    if (std::uniform_real_distribution<>(0, 1)(m_engine) >= m_rate)
        return forward(client, head, whole);

    const auto play = [this](const char* fault) { ++m_played[fault]; };
    switch (std::uniform_int_distribution<>(0, 7)(m_engine)) {
    case 0:
        play("reset");
        return client->abort();
    case 1:
        play("cut");
        return forward(client, head, std::uniform_int_distribution<>(1, 2000)(m_engine));
    case 2:
        play("500");
        return reply(client, "500 Internal Server Error", "Content-Type: application/json\r\n",
            R"({"meta":{"code":5000,"message":"internal"},"data":null})");
    case 3:
        play("bad gateway");
        return reply(
            client, "502 Bad Gateway", "Content-Type: text/html\r\n", "<html><title>Bad gateway</title></html>");
    case 4:
        play("throttle");
        return reply(client, "429 Too Many Requests", "Content-Type: application/json\r\nRetry-After: 2\r\n",
            R"({"code":429,"message":"slow down"})");
    case 5:
        play("captive portal");
        return reply(
            client, "200 OK", "Content-Type: text/html\r\n", "<html><title>Log in to the hotel</title></html>");
    case 6:
        play("null data");
        return reply(client, "200 OK", "Content-Type: application/json\r\n",
            R"({"meta":{"code":2000,"message":"OK"},"data":null})");
    default:
        play("late");
        QTimer::singleShot(50, client, [this, client, head] { forward(client, head, whole); });
    }
}

void FaultProxy::forward(QTcpSocket* client, const QByteArray& head, qint64 cutAfter)
{
    auto* server = new QTcpSocket(client);
    // The server wants its own name in the request, and one connection a request keeps this simple.
    auto lines = head.split('\n');
    QByteArray request;
    for (const auto& line : lines) {
        const auto name = line.left(line.indexOf(':')).toLower();
        if (name == "host")
            request += "Host: " + m_server.host().toUtf8() + ':' + QByteArray::number(m_server.port()) + "\r\n";
        else if (name == "connection")
            continue;
        else if (line == "\r")
            request += "Connection: close\r\n\r\n";
        else if (!line.isEmpty())
            request += line + '\n';
    }
    connect(server, &QTcpSocket::connected, server, [server, request] { server->write(request); });
    auto sent = std::make_shared<qint64>(0);
    auto answerHead = std::make_shared<QByteArray>();
    const auto pass = [client, server, sent, answerHead, cutAfter] {
        auto bytes = server->readAll();
        if (*sent == 0) {
            *answerHead += bytes;
            if (!answerHead->contains("\r\n\r\n"))
                return;
            bytes = withoutDate(*answerHead);
        }
        if (cutAfter != whole && *sent + bytes.size() > cutAfter)
            bytes.truncate(cutAfter - *sent);
        client->write(bytes);
        *sent += bytes.size();
        if (cutAfter != whole && *sent >= cutAfter) {
            client->flush();
            client->abort();
        }
    };
    connect(server, &QTcpSocket::readyRead, client, pass);
    connect(server, &QTcpSocket::disconnected, client, [client, pass] {
        pass();
        client->disconnectFromHost();
    });
    server->connectToHost(m_server.host(), quint16(m_server.port()));
}

void FaultProxy::reply(
    QTcpSocket* client, const QByteArray& statusLine, const QByteArray& headers, const QByteArray& body)
{
    client->write("HTTP/1.1 " + statusLine + "\r\n" + headers
        + "Connection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    client->disconnectFromHost();
}

} // namespace atlas::test
