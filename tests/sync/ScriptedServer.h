// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace atlas::test {

struct Answer
{
    int status = 200;
    QByteArray body;
    bool held = false; ///< sent by release() only
    QByteArray headers = {}; ///< more of them, each with its line end
};

/// A server of the API with a cluster "alpha", unless it is told of others, that has a row of each level for every hour
/// asked for; any endpoint can be answered otherwise. Lives in the test's thread.
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
    void forget()
    {
        m_asked.clear();
        m_queries.clear();
    }
    int mostAtOnce() const { return m_mostAtOnce; }
    /// What an endpoint was asked for, in order.
    std::vector<QUrlQuery> queries(const QString& endpoint) const;
    static TimeRange rangeOf(const QUrlQuery& query);
    /// The regular answer, for special ones that are almost like it.
    Answer regular(const QString& endpoint, const QUrlQuery& query) const;

    /// Sends what was held back.
    void release();
    /// Nobody listens any more; connections are cut.
    void die();

    std::vector<std::string> clusters{"alpha"}; ///< asked for any other one, it answers for the first
    QByteArray date; ///< its Date header; empty: none is sent
    int namespaces = 1; ///< rows an hour of `namespaces/hourly-stats`
    std::set<HourIndex> missingHours; ///< no endpoint has rows of these
    mutable int mostRows = 0; ///< of one regular answer

private:
    template <typename Row>
    Answer hours(const QUrlQuery& query, Row row, int perHour = 1) const;
    void serve(QTcpSocket* socket);
    std::string clusterOf(const QUrlQuery& query) const;
    void send(QTcpSocket* socket, const Answer& answer);

    QTcpServer m_server;
    std::map<QString, std::function<Answer(const QUrlQuery&)>> m_special;
    QStringList m_asked;
    std::vector<std::pair<QString, QUrlQuery>> m_queries;
    std::vector<std::pair<QPointer<QTcpSocket>, Answer>> m_held;
    int m_running = 0, m_mostAtOnce = 0;
};

} // namespace atlas::test
