// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Time.h"

#include <QString>
#include <QUrl>

#include <memory>

namespace atlas {

class SqliteStore;

/// Where to listen: a loopback address and a port.
struct ListenAddress
{
    QString host = QStringLiteral("127.0.0.1"); ///< 127.0.0.1 or ::1
    quint16 port = 8080; ///< 0: any free one

    /// "127.0.0.1:8080", "localhost:0", "[::1]:8080". USAGE for anything else, other addresses than loopback included:
    /// what is served is not protected by a token.
    static Result<ListenAddress> parse(const QString& text);

    friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};

/// Serves a store over HTTP, in threads of its own. Reads only: GET and HEAD, no token, loopback only, and only
/// requests whose Host names this very server (a page in a browser must not reach it under another name).
class ApiServer
{
public:
    ApiServer();
    /// Ends the replies under way and closes the port.
    ~ApiServer();
    ApiServer(ApiServer&&) noexcept;
    ApiServer& operator=(ApiServer&&) noexcept;

    /// Starts to serve; returns the base URL that a client needs, such as http://127.0.0.1:8080/api/v1. The store and
    /// the clock outlive the server. NET when the address is in use.
    Result<QUrl> start(SqliteStore& store, const Clock& clock, const ListenAddress& address);
    void stop();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
