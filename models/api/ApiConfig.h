// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "models/domain/Time.h"

#include <QByteArray>
#include <QList>
#include <QNetworkProxy>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace atlas {

/// How a connection proves who it is. The secret never leaves this struct but in a request header.
struct ApiAuth
{
    using Kind = AuthKind;
    Kind kind = Kind::None;
    QByteArray secret; ///< token, the whole value of the Cookie header, or the value of `headerName`
    QByteArray headerName; ///< with Kind::Header

    friend bool operator==(const ApiAuth&, const ApiAuth&) = default;
};

/// One page must arrive within these; `total` also bounds a server that drips bytes for ever.
struct ApiDeadlines
{
    std::chrono::milliseconds connect{10'000}; ///< name look-up, connection, TLS, until the request is sent
    std::chrono::milliseconds firstByte{20'000}; ///< from then to the reply's head
    std::chrono::milliseconds idle{15'000}; ///< between two pieces of the body
    std::chrono::milliseconds total{60'000};
};

/// Bytes of one reply; more are not read.
struct ApiCaps
{
    qint64 wire = 8LL * 1024 * 1024;
    qint64 decoded = 16LL * 1024 * 1024; ///< after decompression
};

/// All about one server. A plain value; the client copies it.
struct ApiConfig
{
    QUrl baseUrl; ///< up to, and without, `/gpu-aggregation`; user info in it is never sent
    ApiAuth auth;
    QString customCaFile; ///< PEM; if set, the only roots that count for this server
    QString clientCertFile, clientKeyFile; ///< PEM, both or none
    bool systemProxy = true; ///< false: no proxy
    bool insecureHttp = false; ///< http to another machine is allowed
    bool ratesAreFractions = false;
    ApiDeadlines deadlines;
    ApiCaps caps;
    int maxConcurrent = 4; ///< requests in flight
};

class RequestGate;

/// What the client takes from the world beside the network; tests replace it.
struct ApiEnvironment
{
    /// Uniform in [0, 1): jitter.
    std::function<double()> random;
    /// Scales every wait before a retry: 1 in the product.
    double waitScale = 1;
    /// Now, for Retry-After dates and for probing.
    std::function<Instant()> now;
    /// Shared by the clients of a thread: how many requests may be in flight over all of them; null: no common limit.
    std::shared_ptr<RequestGate> gate = nullptr;
    /// The proxies for a request to another machine; null: as the system is set up.
    using Proxies = std::function<QList<QNetworkProxy>(const QNetworkProxyQuery&)>;
    Proxies proxies = nullptr;

    static ApiEnvironment system();
};

} // namespace atlas
