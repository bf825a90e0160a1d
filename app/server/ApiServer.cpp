// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/ApiServer.h"

#include "app/server/ApiHandler.h"
#include "app/server/Guests.h"
#include "app/server/HeaderDeadline.h"
#include "app/server/RequestCheck.h"
#include "app/server/TokenGate.h"
#include "models/api/WireEncoder.h"

#include <microhttpd.h>

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

namespace atlas {

namespace {

/// Those that are more than are answered (see Guests) hear that, up to these; further ones are closed at once.
constexpr unsigned maxConnections = 320, maxConnectionsOfAnAddress = 64;
constexpr unsigned connectionTimeoutSeconds = 15;
constexpr std::size_t connectionMemory = 32 * 1024; // headers above this are refused with 431
constexpr unsigned threads = 2;
constexpr std::chrono::seconds patience(10); // with replies under way at the end
constexpr int busySeconds = 1; // after which there may be a place

/// A connection, as long as it lives.
struct Guest
{
    std::string address;
    bool answered = false; ///< one of those that there is a place for
};

struct Request
{
    RequestLine line;
    bool looked = false; ///< its headers are whole, and nothing is to be said against them
    bool counted = false; ///< among the answers under way
};

struct Stream
{
    BodyPieces pieces;
    std::string piece;
    std::size_t sent = 0;
};

/// No exception may pass through the C library's frames.
template <class Value, class Work>
Value guarded(Value otherwise, Work work) noexcept
{
    try {
        return work();
    } catch (...) {
        return otherwise;
    }
}

ssize_t readStream(void* cls, std::uint64_t, char* buffer, std::size_t size)
{
    auto& stream = *static_cast<Stream*>(cls);
    if (stream.sent == stream.piece.size()) {
        auto next = guarded(Result<std::string>(tl::unexpect, Error{}), [&] { return stream.pieces(); });
        if (!next)
            return MHD_CONTENT_READER_END_WITH_ERROR;
        if (next->empty())
            return MHD_CONTENT_READER_END_OF_STREAM;
        stream.piece = std::move(*next);
        stream.sent = 0;
    }
    const auto count = std::min(size, stream.piece.size() - stream.sent);
    std::memcpy(buffer, stream.piece.data() + stream.sent, count);
    stream.sent += count;
    return ssize_t(count);
}

MHD_Response* makeResponse(ApiReply& reply)
{
    if (!reply.pieces) {
        return MHD_create_response_from_buffer(
            reply.body.size(), reply.body.data(), MHD_RESPMEM_MUST_COPY); // some hundred kilobytes at most
    }
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 64 * 1024, &readStream,
        new Stream{std::move(reply.pieces), {}, 0}, [](void* cls) { delete static_cast<Stream*>(cls); });
}

MHD_Result send(MHD_Connection* connection, ApiReply reply, bool close = false)
{
    MHD_Response* response = makeResponse(reply);
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type", "application/json; charset=utf-8");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Cache-Control", "no-store");
    MHD_add_response_header(response, "Vary", "Origin");
    if (reply.status == MHD_HTTP_METHOD_NOT_ALLOWED || reply.status == MHD_HTTP_NO_CONTENT)
        MHD_add_response_header(response, "Allow", "GET, HEAD, OPTIONS");
    if (reply.retryAfterSeconds > 0)
        MHD_add_response_header(response, "Retry-After", std::to_string(reply.retryAfterSeconds).c_str());
    if (reply.status == MHD_HTTP_UNAUTHORIZED)
        MHD_add_response_header(response, "WWW-Authenticate", "Bearer");
    if (close)
        MHD_add_response_header(response, "Connection", "close");
    const auto queued = MHD_queue_response(connection, reply.status, response);
    MHD_destroy_response(response);
    return queued;
}

MHD_Result refuse(MHD_Connection* connection, unsigned status, std::string_view sentence, int retryAfterSeconds = 0)
{
    ApiReply reply;
    reply.status = status;
    reply.body = encodeError(status == MHD_HTTP_SERVICE_UNAVAILABLE ? apiInternal
            : status == MHD_HTTP_UNAUTHORIZED                       ? apiAuthentication
                                                                    : apiBadParameter,
        sentence);
    reply.retryAfterSeconds = retryAfterSeconds;
    return send(connection, std::move(reply), true);
}

std::string addressOf(MHD_Connection* connection)
{
    const auto* about = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    std::array<char, NI_MAXHOST> host{};
    if (about && about->client_addr) {
        const auto length = about->client_addr->sa_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
        ::getnameinfo(
            about->client_addr, socklen_t(length), host.data(), socklen_t(host.size()), nullptr, 0, NI_NUMERICHOST);
    }
    return host.data();
}

} // namespace

class ApiServer::Private
{
public:
    Private(SqliteStore& store, const Clock& clock)
        : handler(store, clock)
    {
    }
    ~Private()
    {
        for (auto* daemon : daemons)
            MHD_quiesce_daemon(daemon);
        listeners.shut();
        guests.waitUntilDone(patience);
        for (auto* daemon : daemons)
            MHD_stop_daemon(daemon);
    }

    static void* inspectUrl(void*, const char* url, MHD_Connection*)
    {
        return new (std::nothrow) Request{RequestLine(url), false, false};
    }

    static MHD_Result handle(void* cls, MHD_Connection* connection, const char* url, const char* method,
        const char* version, const char*, std::size_t*, void** context)
    {
        auto& self = *static_cast<Private*>(cls);
        self.deadline.asked(connection);
        if (!*context)
            return MHD_NO; // there was no memory to look at it
        auto& request = *static_cast<Request*>(*context);
        try {
            if (!std::exchange(request.counted, true))
                self.guests.served();
            // Who is answered before the end of the request loses the connection.
            if (!std::exchange(request.looked, true))
                return self.look(connection, request.line, url, method, version);
            return self.serve(connection, url, method);
        } catch (...) {
            return guarded(MHD_NO, [&] {
                return refuse(connection, MHD_HTTP_INTERNAL_SERVER_ERROR, "the request could not be answered");
            });
        }
    }

    static void completed(void* cls, MHD_Connection* connection, void** context, MHD_RequestTerminationCode)
    {
        auto& self = *static_cast<Private*>(cls);
        const std::unique_ptr<Request> request(static_cast<Request*>(std::exchange(*context, nullptr)));
        if (request && request->counted)
            self.guests.done();
        self.deadline.answered(connection, std::chrono::seconds(connectionTimeoutSeconds));
    }

    static void connected(void* cls, MHD_Connection* connection, void** context, MHD_ConnectionNotificationCode what)
    {
        auto& self = *static_cast<Private*>(cls);
        if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
            const std::unique_ptr<Guest> guest(static_cast<Guest*>(*context));
            if (guest && guest->answered)
                self.guests.left(guest->address);
            return self.deadline.closed(connection);
        }
        guarded(0, [&] {
            auto guest = std::make_unique<Guest>(Guest{addressOf(connection), false});
            guest->answered = self.guests.came(guest->address);
            *context = guest.release();
            if (const auto* about = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD))
                self.deadline.opened(connection, about->connect_fd);
            return 0;
        });
    }

    MHD_Result look(
        MHD_Connection* connection, const RequestLine& line, const char* url, const char* method, const char* version)
    {
        const auto* about = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
        const auto* guest = about ? static_cast<const Guest*>(about->socket_context) : nullptr;
        if (!guest || !guest->answered)
            return refuse(connection, MHD_HTTP_SERVICE_UNAVAILABLE, "too many connections at a time", busySeconds);
        const auto objection = objectionTo(connection, line, method, version, hosts);
        if (objection.status != 0)
            return refuse(connection, objection.status, objection.sentence);
        if (std::string_view(url) == "/healthz")
            return MHD_YES; // whoever starts it may see whether it lives
        const auto* shown = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_AUTHORIZATION);
        const auto verdict = gate.judge(guest->address, shown ? shown : "", TokenGate::Clock::now());
        if (verdict.status == MHD_HTTP_UNAUTHORIZED)
            return refuse(connection, verdict.status, "authentication required");
        if (verdict.status != 0)
            return refuse(connection, verdict.status, "too many requests", verdict.retryAfterSeconds);
        return MHD_YES;
    }

    MHD_Result serve(MHD_Connection* connection, const char* url, const char* method)
    {
        if (std::string_view(method) == MHD_HTTP_METHOD_OPTIONS) {
            ApiReply allowed;
            allowed.status = MHD_HTTP_NO_CONTENT;
            return send(connection, std::move(allowed));
        }
        auto arguments = valuesOf(connection, MHD_GET_ARGUMENT_KIND);
        constexpr std::array<std::string_view, 3> secret{"token", "access_token", "api_key"};
        if (std::ranges::any_of(
                arguments, [&](const auto& each) { return std::ranges::find(secret, each.first) != secret.end(); }))
            return refuse(connection, MHD_HTTP_BAD_REQUEST,
                "a token is not taken from the address, which logs keep; send it as Authorization: Bearer");
        return send(connection, handler.answer(url, QueryParams(std::move(arguments))));
    }

    bool listen(int socket)
    {
        auto* daemon = MHD_start_daemon(MHD_USE_AUTO_INTERNAL_THREAD | MHD_USE_ITC, 0, nullptr, nullptr,
            &Private::handle, this, MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_THREAD_POOL_SIZE, threads,
            MHD_OPTION_CONNECTION_LIMIT, maxConnections, MHD_OPTION_PER_IP_CONNECTION_LIMIT, maxConnectionsOfAnAddress,
            MHD_OPTION_CONNECTION_TIMEOUT, connectionTimeoutSeconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
            connectionMemory, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, &Private::inspectUrl,
            nullptr, MHD_OPTION_NOTIFY_COMPLETED, &Private::completed, this, MHD_OPTION_NOTIFY_CONNECTION,
            &Private::connected, this, MHD_OPTION_END);
        if (daemon)
            daemons.push_back(daemon);
        return daemon != nullptr;
    }

    ApiHandler handler;
    HeaderDeadline deadline;
    Guests guests;
    TokenGate gate;
    Listeners listeners;
    std::vector<MHD_Daemon*> daemons; ///< one a listener
    std::vector<std::string> hosts; ///< the values of Host that mean this server
};

ApiServer::ApiServer() = default;
ApiServer::~ApiServer() = default;
ApiServer::ApiServer(ApiServer&&) noexcept = default;
ApiServer& ApiServer::operator=(ApiServer&&) noexcept = default;

void ApiServer::stop()
{
    d.reset();
}

void ApiServer::setToken(const QByteArray& token)
{
    d->gate.setToken(token);
}

Result<QUrl> ApiServer::start(
    SqliteStore& store, const Clock& clock, const ListenAddress& address, const QByteArray& token)
{
    auto listeners = Listeners::open(address);
    if (!listeners)
        return tl::unexpected(listeners.error());

    auto server = std::make_unique<Private>(store, clock);
    server->gate.setToken(token);
    server->listeners = std::move(*listeners);
    const auto port = server->listeners.port();
    // Complete before the first request can come.
    for (const std::string_view host : {"localhost", "127.0.0.1", "[::1]"})
        server->hosts.push_back(std::string(host) + ":" + std::to_string(port));
    constexpr quint16 unnamed = 80; // clients leave it out
    if (port == unnamed)
        server->hosts.insert(server->hosts.end(), {"localhost", "127.0.0.1", "[::1]"});
    for (const int socket : server->listeners.sockets()) {
        if (!server->listen(socket))
            return failure(ErrorClass::Internal, QStringLiteral("the HTTP server could not be started"));
    }
    d = std::move(server);

    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(address.host);
    url.setPort(port);
    url.setPath(QStringLiteral("/api/v1"));
    return url;
}

} // namespace atlas
