// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/ServedStore.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace atlas::test {

namespace {

RowTimes at(int hour)
{
    RowTimes times;
    times.time = hourStart(ServedStore::firstHour + hour);
    times.updatedAt = times.time + std::chrono::hours(1);
    return times;
}

RowBatch rows()
{
    RowBatch batch;
    for (int hour = 0; hour < ServedStore::hours; ++hour) {
        ClusterHour cluster;
        cluster.cluster = "alpha";
        cluster.at = at(hour);
        cluster.capacity = 64;
        cluster.allocated = 40.5;
        cluster.avgUtilization = (hour * 7) % 30; // each value once
        batch.clusters.push_back(cluster);
        for (const char* name : {"ml", "数据", "web"}) {
            NamespaceHour row;
            row.cluster = "alpha";
            row.name = name;
            row.at = at(hour);
            row.allocated = 8;
            row.avgUtilization = 50;
            batch.namespaces.push_back(row);
        }
        for (const char* team : {"blue", "red"}) {
            DimensionHour row;
            row.cluster = "alpha";
            row.dimension = {DimensionType::Label, "team"};
            row.value = team;
            row.at = at(hour);
            row.allocated = team[0] == 'b' ? 3 : 5;
            batch.dimensions.push_back(row);
        }
        for (const char* name : {"train", "serve"}) {
            WorkloadHour row;
            row.cluster = "alpha";
            row.namespaceName = "ml";
            row.name = name;
            row.type = "Deployment";
            row.at = at(hour);
            row.allocated = name[0] == 't' ? 6 : 2;
            batch.workloads.push_back(row);
        }
    }
    DimensionHour project;
    project.cluster = "alpha";
    project.dimension = {DimensionType::Annotation, "project"};
    project.value = "apollo";
    project.at = at(0);
    project.allocated = 1;
    batch.dimensions.push_back(project);

    ClusterHour beta;
    beta.cluster = "beta";
    beta.at = at(0);
    beta.capacity = 8;
    batch.clusters.push_back(beta);

    for (int i = 0; i < 3; ++i) {
        AllocationSnapshot snapshot;
        snapshot.head.cluster = "alpha";
        snapshot.head.dimensionType = "cluster";
        snapshot.head.time = hourStart(ServedStore::firstHour + 10 * i);
        snapshot.head.capacity = 64;
        snapshot.head.allocated = 10 + i;
        AllocatedNamespace ml{"ml", 10.0 + i, 42.5, 1, {}};
        ml.workloads.push_back({"u1", "train-0", "ml", "Job", 10.0 + i, 42.5, 1});
        snapshot.namespaces.push_back(ml);
        batch.snapshots.push_back(snapshot);
    }
    return batch;
}

} // namespace

ServedStore::ServedStore()
{
    StoreOptions options;
    options.inMemory = true;
    auto store = SqliteStore::open(QStringLiteral("served"), options);
    if (!store)
        qFatal("%s", qPrintable(store.error().message));
    m_store = std::move(*store);
    if (const auto stored = m_store->commit(rows()).result(); !stored)
        qFatal("%s", qPrintable(stored.error().message));
    const auto url = m_server.start(*m_store, m_clock, {QStringLiteral("127.0.0.1"), 0});
    if (!url)
        qFatal("%s", qPrintable(url.error().message));
    m_url = *url;
}

QJsonObject ServedStore::get(const QString& endpointAndQuery) const
{
    QNetworkAccessManager manager;
    QUrl url;
    url.setUrl(m_url.toString() + QStringLiteral("/gpu-aggregation/") + endpointAndQuery);
    auto* reply = manager.get(QNetworkRequest(url));
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    return QJsonDocument::fromJson(reply->readAll()).object();
}

// Not a QTcpSocket: that one drops what it has when the server closes with bytes of ours unread.
RawReply ServedStore::raw(const QByteArray& request) const
{
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(quint16(m_url.port()));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{20, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    QByteArray all;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&server), sizeof server) == 0
        && ::send(socket, request.constData(), std::size_t(request.size()), MSG_NOSIGNAL) > 0) {
        char buffer[16 * 1024];
        for (ssize_t count = 0; (count = ::recv(socket, buffer, sizeof buffer, 0)) > 0;)
            all.append(buffer, count);
    }
    ::close(socket);
    const auto end = all.indexOf("\r\n\r\n");
    return {all.mid(9, 3).toInt(), all.left(end), end < 0 ? QByteArray() : all.mid(end + 4)};
}

RawReply ServedStore::request(const QByteArray& method, const QByteArray& target, const QByteArray& headers) const
{
    return raw(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_url.port())
        + "\r\nConnection: close\r\n" + headers + "\r\n");
}

} // namespace atlas::test
