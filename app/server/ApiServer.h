// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/ListenAddress.h"
#include "models/domain/Error.h"
#include "models/domain/Time.h"

#include <QByteArray>
#include <QUrl>

#include <memory>

namespace atlas {

class SqliteStore;

/// Serves a store over HTTP, in threads of its own. Reads only: GET and HEAD, loopback only, and only requests whose
/// Host names this very server (a page in a browser must not reach it under another name).
class ApiServer
{
public:
    ApiServer();
    /// As stop().
    ~ApiServer();
    ApiServer(ApiServer&&) noexcept;
    ApiServer& operator=(ApiServer&&) noexcept;

    /// Starts to serve; returns the base URL that a client needs, such as http://localhost:8080/api/v1. The store and
    /// the clock outlive the server. NET when the address is in use.
    Result<QUrl> start(
        SqliteStore& store, const Clock& clock, const ListenAddress& address, const QByteArray& token = {});
    /// Requests must show it from now on, as "Authorization: Bearer TOKEN"; empty: none is needed. Of a started server.
    void setToken(const QByteArray& token);
    /// Closes the port, gives the replies under way ten seconds, and breaks off what is left.
    void stop();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
