// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QString>

#include <vector>

namespace atlas {

/// Where to listen: a loopback address and a port.
struct ListenAddress
{
    QString host = QStringLiteral("localhost"); ///< 127.0.0.1, ::1, or localhost: both
    quint16 port = 8080; ///< 0: any free one

    /// "127.0.0.1:8080", "localhost:0", "[::1]:8080". USAGE for anything else, other addresses than loopback included:
    /// what is served, tokens among it, is not encrypted.
    static Result<ListenAddress> parse(const QString& text);

    friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};

/// Sockets that listen at one port, of each family of addresses that was asked for; closed with it.
class Listeners
{
public:
    /// NET when an address is in use: somebody else would answer for a part of it. Of "localhost" a machine without
    /// IPv6 has 127.0.0.1 alone.
    static Result<Listeners> open(const ListenAddress& address);

    Listeners() = default;
    ~Listeners();
    Listeners(Listeners&& other) noexcept;
    Listeners& operator=(Listeners&& other) noexcept;

    const std::vector<int>& sockets() const { return m_sockets; }
    quint16 port() const { return m_port; }
    /// No more connections are taken; those that wait are refused.
    void shut();

private:
    std::vector<int> m_sockets;
    quint16 m_port = 0;
};

} // namespace atlas
