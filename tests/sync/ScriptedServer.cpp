// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/ScriptedServer.h"

#include "models/api/WireEncoder.h"

#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace atlas::test {

namespace {

AllocationSnapshot snapshotAt(const std::string& cluster, Instant time)
{
    AllocationSnapshot snapshot;
    snapshot.head.cluster = cluster;
    snapshot.head.dimensionType = "cluster";
    snapshot.head.time = time;
    snapshot.head.allocated = 4;
    snapshot.annotations.push_back({"project", "apollo", 4.0, 50.0, 1.0});
    return snapshot;
}

QByteArray names(const std::vector<std::string>& list)
{
    return QByteArray::fromStdString(encodeNames(list));
}

void setName(NamespaceHour& row, int number)
{
    row.name = number == 0 ? std::string("ml") : "ml-" + std::to_string(number);
}
template <typename Row>
void setName(Row&, int)
{
}

} // namespace

TimeRange ScriptedServer::rangeOf(const QUrlQuery& query)
{
    const auto time = [&](const char* name) {
        const auto text = query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded).toStdString();
        const auto parsed = parseRfc3339(text);
        return parsed ? std::chrono::floor<std::chrono::seconds>(parsed->time) : Instant{};
    };
    return {time("start_time"), time("end_time") + std::chrono::seconds(1)};
}

std::string ScriptedServer::clusterOf(const QUrlQuery& query) const
{
    const auto asked = query.queryItemValue(QStringLiteral("cluster"), QUrl::FullyDecoded).toStdString();
    return std::find(clusters.begin(), clusters.end(), asked) != clusters.end() ? asked : clusters.front();
}

template <typename Row>
Answer ScriptedServer::hours(const QUrlQuery& query, Row row, int perHour) const
{
    std::vector<Row> rows;
    const auto range = rangeOf(query);
    row.cluster = clusterOf(query);
    row.allocated = 4;
    for (HourIndex hour = range.firstHour(); hour < range.endHour(); ++hour) {
        row.at.time = hourStart(hour);
        for (int number = 0; number < (missingHours.contains(hour) ? 0 : perHour); ++number) {
            setName(row, number);
            rows.push_back(row);
        }
    }
    mostRows = std::max(mostRows, int(rows.size()));
    const auto total = std::int64_t(rows.size());
    constexpr std::int64_t pageSize = 1000;
    const auto page = std::max(1, query.queryItemValue(QStringLiteral("page")).toInt());
    const auto from = std::min(total, (page - 1) * pageSize), to = std::min(total, from + pageSize);
    const std::span<const Row> part(rows.data() + from, std::size_t(to - from));
    const auto pages = (total + pageSize - 1) / pageSize;
    return {200, QByteArray::fromStdString(encodePage(part, {total, page, pageSize, pages}))};
}

std::vector<QUrlQuery> ScriptedServer::queries(const QString& endpoint) const
{
    std::vector<QUrlQuery> result;
    for (const auto& [asked, query] : m_queries) {
        if (asked == endpoint)
            result.push_back(query);
    }
    return result;
}

void ScriptedServer::release()
{
    for (const auto& [socket, answer] : std::exchange(m_held, {})) {
        if (socket)
            send(socket, answer);
    }
}

void ScriptedServer::die()
{
    m_server.close();
    for (auto* socket : m_server.findChildren<QTcpSocket*>())
        socket->abort();
}

ScriptedServer::ScriptedServer()
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (auto* socket = m_server.nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
    });
}

QUrl ScriptedServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1/api/v1").arg(m_server.serverPort()));
}

void ScriptedServer::fail(const QString& endpoint, int status, const QByteArray& body)
{
    answer(endpoint, [=](const QUrlQuery&) { return Answer{status, body}; });
}

Answer ScriptedServer::regular(const QString& endpoint, const QUrlQuery& query) const
{
    if (endpoint == QLatin1StringView("clusters"))
        return {200, names(clusters)};
    if (endpoint == QLatin1StringView("namespaces"))
        return {200, names({"ml"})};
    if (endpoint == QLatin1StringView("dimension-keys")) {
        const bool label = query.queryItemValue(QStringLiteral("dimension_type")) == QLatin1StringView("label");
        return {200, names(label ? std::vector<std::string>{"team"} : std::vector<std::string>{})};
    }
    if (endpoint == QLatin1StringView("dimension-values"))
        return {200, names({"red"})};
    if (endpoint == QLatin1StringView("cluster/hourly-stats"))
        return hours(query, ClusterHour{});
    if (endpoint == QLatin1StringView("namespaces/hourly-stats")) {
        NamespaceHour row;
        row.name = "ml";
        return hours(query, row, namespaces);
    }
    if (endpoint == QLatin1StringView("labels/hourly-stats")) {
        DimensionHour row;
        row.dimension.key = query.queryItemValue(QStringLiteral("dimension_key")).toStdString();
        row.dimension.type =
            dimensionTypeFromName(query.queryItemValue(QStringLiteral("dimension_type")).toStdString()).value();
        row.value = "red";
        return hours(query, row);
    }
    if (endpoint == QLatin1StringView("workloads/hourly-stats")) {
        WorkloadHour row;
        row.namespaceName = "ml";
        row.name = "train";
        row.type = "Job";
        return hours(query, row);
    }
    if (endpoint == QLatin1StringView("snapshots/latest"))
        return {200, QByteArray::fromStdString(encodeSnapshot(snapshotAt(clusterOf(query), hourStart(482136 + 9))))};
    if (endpoint == QLatin1StringView("snapshots"))
        return {200,
            QByteArray::fromStdString(encodeSnapshots(std::vector{snapshotAt(clusterOf(query), rangeOf(query).from)}))};
    return {404, "{}"};
}

void ScriptedServer::serve(QTcpSocket* socket)
{
    const QByteArray request = socket->property("request").toByteArray() + socket->readAll();
    if (!request.contains("\r\n\r\n")) {
        socket->setProperty("request", request);
        return;
    }
    socket->setProperty("request", QByteArray());
    const QUrl target = QUrl::fromEncoded(request.split(' ').value(1));
    const QString prefix = QStringLiteral("/api/v1/gpu-aggregation/");
    const QString endpoint = target.path().startsWith(prefix) ? target.path().mid(prefix.size()) : QString();
    m_asked << endpoint;
    m_queries.emplace_back(endpoint, QUrlQuery(target));
    m_mostAtOnce = std::max(m_mostAtOnce, ++m_running);
    // From the event loop, so that requests that come together are counted together.
    QTimer::singleShot(0, socket, [this, socket, endpoint, query = QUrlQuery(target)] {
        --m_running;
        const auto special = m_special.find(endpoint);
        const Answer answer = special != m_special.end() ? special->second(query) : regular(endpoint, query);
        if (answer.held)
            m_held.emplace_back(socket, answer);
        else
            send(socket, answer);
    });
}

void ScriptedServer::send(QTcpSocket* socket, const Answer& answer)
{
    socket->write("HTTP/1.1 " + QByteArray::number(answer.status)
        + " X\r\nContent-Type: " + (answer.body.startsWith('<') ? "text/html" : "application/json")
        + "\r\nContent-Length: " + QByteArray::number(answer.body.size())
        + (date.isEmpty() ? QByteArray() : "\r\nDate: " + date) + "\r\n" + answer.headers + "\r\n" + answer.body);
}

} // namespace atlas::test
