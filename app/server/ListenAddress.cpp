// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/ListenAddress.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace atlas {

namespace {

constexpr QLatin1StringView four("127.0.0.1"), six("::1"), both("localhost");

/// A listening socket on loopback, or -1 with errno; `port` becomes the one that it has.
int listenOn(int family, quint16& port)
{
    sockaddr_storage storage{};
    socklen_t length = 0;
    if (family == AF_INET6) {
        auto* to = reinterpret_cast<sockaddr_in6*>(&storage);
        to->sin6_family = AF_INET6;
        to->sin6_port = htons(port);
        to->sin6_addr = in6addr_loopback;
        length = sizeof(sockaddr_in6);
    } else {
        auto* to = reinterpret_cast<sockaddr_in*>(&storage);
        to->sin_family = AF_INET;
        to->sin_port = htons(port);
        to->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        length = sizeof(sockaddr_in);
    }
    auto* generic = reinterpret_cast<sockaddr*>(&storage);
    const int yes = 1;
    const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0)
        return -1;
    if (::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 || ::bind(socket, generic, length) != 0
        || ::listen(socket, SOMAXCONN) != 0 || ::getsockname(socket, generic, &length) != 0) {
        const int why = errno;
        ::close(socket);
        errno = why;
        return -1;
    }
    // The port stands at the same place in both kinds of address.
    port = ntohs(reinterpret_cast<const sockaddr_in*>(&storage)->sin_port);
    return socket;
}

tl::unexpected<Error> cannotListen(QLatin1StringView host, quint16 port)
{
    return failure(ErrorClass::Net,
        QStringLiteral("cannot listen on %1 port %2 (%3); choose another port, or 0 for any free one")
            .arg(host)
            .arg(port)
            .arg(QString::fromLocal8Bit(std::strerror(errno))));
}

} // namespace

Result<ListenAddress> ListenAddress::parse(const QString& text)
{
    const auto colon = text.lastIndexOf(u':');
    bool isNumber = false;
    const auto port = text.mid(colon + 1).toUShort(&isNumber);
    if (colon < 1 || !isNumber) {
        return failure(ErrorClass::Usage,
            QStringLiteral("\"%1\" is no address to listen on; write ADDRESS:PORT, such as 127.0.0.1:8080").arg(text));
    }
    const auto host = text.left(colon);
    if (host == four || host == both)
        return ListenAddress{host, port};
    if (host == QLatin1StringView("[::1]"))
        return ListenAddress{six, port};
    return failure(ErrorClass::Usage,
        QStringLiteral("the server listens on this machine only; use 127.0.0.1, localhost or [::1] instead of \"%1\"")
            .arg(host));
}

Result<Listeners> Listeners::open(const ListenAddress& address)
{
    constexpr int mostTries = 20; // a port that is free in one family may be taken in the other
    for (int tried = 1;; ++tried) {
        Listeners listeners;
        listeners.m_port = address.port;
        if (address.host != six) {
            const int socket = listenOn(AF_INET, listeners.m_port);
            if (socket < 0)
                return cannotListen(four, address.port);
            listeners.m_sockets.push_back(socket);
        }
        if (address.host == four)
            return listeners;
        const int socket = listenOn(AF_INET6, listeners.m_port);
        if (socket >= 0) {
            listeners.m_sockets.push_back(socket);
            return listeners;
        }
        const bool none = errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL;
        if (none && address.host == both)
            return listeners;
        if (errno != EADDRINUSE || address.port != 0 || tried == mostTries)
            return cannotListen(six, listeners.m_port);
    }
}

Listeners::~Listeners()
{
    for (const int socket : m_sockets)
        ::close(socket);
}

Listeners::Listeners(Listeners&& other) noexcept
    : m_sockets(std::exchange(other.m_sockets, {}))
    , m_port(other.m_port)
{
}

Listeners& Listeners::operator=(Listeners&& other) noexcept
{
    std::swap(m_sockets, other.m_sockets);
    std::swap(m_port, other.m_port);
    return *this;
}

void Listeners::shut()
{
    for (const int socket : m_sockets)
        ::shutdown(socket, SHUT_RDWR);
}

} // namespace atlas
