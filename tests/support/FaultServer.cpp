// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FaultServer.h"

#include <QHostAddress>
#include <QPointer>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace atlas::test {

FaultServer::FaultServer(QObject* parent)
    : QObject(parent)
{
    listen(new QTcpServer(this));
}

FaultServer::FaultServer(const QSslConfiguration& tls, QObject* parent)
    : QObject(parent)
    , m_tls(true)
{
    auto* server = new QSslServer(this);
    server->setSslConfiguration(tls);
    listen(server);
}

FaultServer::~FaultServer() = default;

void FaultServer::listen(QTcpServer* server)
{
    m_server = server;
    connect(server, &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (auto* socket = m_server->nextPendingConnection())
            onConnection(socket);
    });
    if (!server->listen(QHostAddress::LocalHost))
        qFatal("FaultServer cannot listen");
}

quint16 FaultServer::port() const
{
    return m_server->serverPort();
}

QUrl FaultServer::url(const QString& path) const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(port());
    url.setPath(path);
    return url;
}

void FaultServer::on(const QString& prefix, Handler handler)
{
    m_handlers.emplace_back(prefix, std::move(handler));
}

void FaultServer::on(const QString& prefix, Answer answer)
{
    on(prefix, [answer = std::move(answer)](const Request&) { return answer; });
}

int FaultServer::count(const QString& prefix) const
{
    int n = 0;
    for (const auto& request : m_requests)
        n += request.path.startsWith(prefix) ? 1 : 0;
    return n;
}

void FaultServer::onConnection(QTcpSocket* socket)
{
    ++m_connections;
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onBytes(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_partial.remove(socket);
        m_ended.remove(socket);
        socket->deleteLater();
    });
    onBytes(socket);
}

void FaultServer::onBytes(QTcpSocket* socket)
{
    if (m_ended.contains(socket)) // what comes after the last answer is not heard
        return;
    auto& text = m_partial[socket];
    text += socket->readAll();
    const auto end = text.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    Request request;
    const auto lines = text.left(end).split('\n');
    text.remove(0, end + 4);
    const auto first = lines.front().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    const QUrl target(QString::fromLatin1(request.target));
    request.path = target.path(QUrl::FullyDecoded);
    request.query = QUrlQuery(target);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const auto colon = lines[i].indexOf(':');
        request.headers.insert(lines[i].left(colon).trimmed().toLower(), lines[i].mid(colon + 1).trimmed());
    }
    m_requests.push_back(request);
    const auto answer = answerFor(request);
    if (answer.end != Answer::End::KeepSilent)
        m_ended.insert(socket);
    send(socket, answer);
    Q_EMIT requested();
}

FaultServer::Answer FaultServer::answerFor(const Request& request) const
{
    const Handler* best = nullptr;
    qsizetype length = -1;
    for (const auto& [prefix, handler] : m_handlers) {
        if (request.path.startsWith(prefix) && prefix.size() > length) {
            best = &handler;
            length = prefix.size();
        }
    }
    return best != nullptr ? (*best)(request) : html("<html><title>404 nothing here</title></html>", 404);
}

void FaultServer::send(QTcpSocket* socket, const Answer& answer)
{
    sendPiece(socket, answer, 0);
}

void FaultServer::sendPiece(QTcpSocket* socket, const Answer& answer, qsizetype from)
{
    const qsizetype size = answer.pieceSize > 0 ? answer.pieceSize : answer.bytes.size();
    socket->write(answer.bytes.mid(from, size));
    socket->flush();
    if (from + size < answer.bytes.size()) {
        QTimer::singleShot(answer.pause, socket, [this, socket, answer, from, size] {
            if (socket->state() == QAbstractSocket::ConnectedState)
                sendPiece(socket, answer, from + size);
        });
        return;
    }
    if (answer.end == Answer::End::Close) {
        socket->disconnectFromHost();
    } else if (answer.end == Answer::End::Reset) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        socket->abort();
    }
}

FaultServer::Answer FaultServer::reply(
    int status, const QByteArray& type, const QByteArray& body, const QByteArray& headers)
{
    Answer answer;
    answer.bytes = "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n";
    if (!type.isEmpty())
        answer.bytes += "Content-Type: " + type + "\r\n";
    answer.bytes +=
        headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    return answer;
}

FaultServer::Answer FaultServer::json(const QByteArray& body, int status, const QByteArray& headers)
{
    return reply(status, "application/json; charset=utf-8", body, headers);
}

FaultServer::Answer FaultServer::html(const QByteArray& body, int status)
{
    return reply(status, "text/html", body);
}

FaultServer::Answer FaultServer::redirect(const QByteArray& location, int status)
{
    return reply(status, "text/html", "moved", "Location: " + location + "\r\n");
}

FaultServer::Answer FaultServer::silence()
{
    return {{}, Answer::End::KeepSilent, 0, {}};
}

} // namespace atlas::test
