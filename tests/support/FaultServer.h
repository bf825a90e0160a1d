// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QSslConfiguration>
#include <QUrl>
#include <QUrlQuery>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

class QTcpServer;
class QTcpSocket;

namespace atlas::test {

/// A server on a free loopback port that answers exactly what a test tells it to, as bytes: cut, dripped, never. Runs
/// in the event loop of the thread that makes it.
class FaultServer : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray method, target;
        QString path; ///< decoded
        QUrlQuery query;
        QHash<QByteArray, QByteArray> headers; ///< names in lower case

        QString parameter(const char* name) const
        {
            return query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
        }
    };

    /// What goes down the socket.
    struct Answer
    {
        enum class End { Close, Reset, KeepSilent };
        QByteArray bytes;
        End end = End::Close;
        int pieceSize = 0; ///< 0: all at once
        std::chrono::milliseconds pause{0}; ///< between two pieces
    };
    using Handler = std::function<Answer(const Request&)>;

    explicit FaultServer(QObject* parent = nullptr);
    /// With a certificate and a key: speaks TLS.
    explicit FaultServer(const QSslConfiguration& tls, QObject* parent = nullptr);
    ~FaultServer() override;

    /// Answers paths that start with `prefix`; the longest prefix wins. Paths of nobody get 404 with an HTML page.
    void on(const QString& prefix, Handler handler);
    void on(const QString& prefix, Answer answer);

    QUrl url(const QString& path = {}) const;
    quint16 port() const;
    const std::vector<Request>& requests() const { return m_requests; }
    int count(const QString& prefix) const;
    int connections() const { return m_connections; }

    static Answer reply(int status, const QByteArray& type, const QByteArray& body, const QByteArray& headers = {});
    static Answer json(const QByteArray& body, int status = 200, const QByteArray& headers = {});
    static Answer html(const QByteArray& body, int status = 200);
    static Answer redirect(const QByteArray& location, int status = 302);
    static Answer silence();

Q_SIGNALS:
    void requested();

private:
    void listen(QTcpServer* server);
    void onConnection(QTcpSocket* socket);
    void onBytes(QTcpSocket* socket);
    void send(QTcpSocket* socket, const Answer& answer);
    void sendPiece(QTcpSocket* socket, const Answer& answer, qsizetype from);
    Answer answerFor(const Request& request) const;

    QTcpServer* m_server = nullptr;
    bool m_tls = false;
    std::vector<std::pair<QString, Handler>> m_handlers;
    std::vector<Request> m_requests;
    QHash<QTcpSocket*, QByteArray> m_partial;
    QSet<QTcpSocket*> m_ended; ///< got their last answer
    int m_connections = 0;
};

} // namespace atlas::test
