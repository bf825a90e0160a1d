// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/ApiServer.h"
#include "models/store/SqliteStore.h"

#include <QByteArray>
#include <QJsonObject>
#include <QUrl>

#include <memory>

namespace atlas::test {

struct RawReply
{
    int status = 0;
    QByteArray head, body;
};

/// Two small clusters in memory, "alpha" and "beta", served on a free port. Alpha: 30 hours from firstHour on, three
/// namespaces, label team with two values, annotation project, two workloads, three snapshots. Beta: one cluster row.
class ServedStore
{
public:
    static constexpr HourIndex firstHour = 482136; // 2025-01-01T00:00Z
    static constexpr int hours = 30;

    ServedStore();

    const QUrl& url() const { return m_url; }
    SqliteStore& store() { return *m_store; }

    /// GET of an endpoint below /gpu-aggregation/ with a parameter string; the whole envelope.
    QJsonObject get(const QString& endpointAndQuery) const;
    /// Sends bytes and reads until the server closes.
    RawReply raw(const QByteArray& request) const;
    /// A GET with the right Host; `headers` are whole lines.
    RawReply request(const QByteArray& method, const QByteArray& target, const QByteArray& headers = {}) const;

private:
    std::unique_ptr<SqliteStore> m_store;
    FixedClock m_clock{hourStart(firstHour + hours)};
    ApiServer m_server;
    QUrl m_url;
};

} // namespace atlas::test
