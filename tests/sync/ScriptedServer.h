// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <map>
#include <optional>

namespace atlas::test {

struct Answer
{
    int status = 200;
    QByteArray body;
};

/// A server of the API with one cluster "alpha" that has a row of each level for every hour asked for; any endpoint can
/// be answered otherwise. Lives in the test's thread.
class ScriptedServer : public QObject
{
    Q_OBJECT
public:
    ScriptedServer();

    QUrl url() const; ///< with /api/v1
    /// Replaces the answer of one endpoint ("clusters", "labels/hourly-stats" ...).
    void answer(const QString& endpoint, std::function<Answer(const QUrlQuery&)> how) { m_special[endpoint] = how; }
    void fail(const QString& endpoint, int status, const QByteArray& body);
    /// The endpoint answers as it did at first.
    void mend(const QString& endpoint) { m_special.erase(endpoint); }

    /// Endpoints in the order they were asked for, and how often one was.
    const QStringList& asked() const { return m_asked; }
    int count(const QString& endpoint) const { return int(m_asked.count(endpoint)); }
    void forget() { m_asked.clear(); }
    int mostAtOnce() const { return m_mostAtOnce; }

private:
    Answer regular(const QString& endpoint, const QUrlQuery& query) const;
    void serve(class QTcpSocket* socket);

    QTcpServer m_server;
    std::map<QString, std::function<Answer(const QUrlQuery&)>> m_special;
    QStringList m_asked;
    int m_running = 0, m_mostAtOnce = 0;
};

} // namespace atlas::test
