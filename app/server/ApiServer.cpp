// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/ApiServer.h"

#include "app/server/ApiHandler.h"
#include "app/server/HeaderDeadline.h"
#include "models/api/WireEncoder.h"

#include <microhttpd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <new>
#include <optional>
#include <vector>

namespace atlas {

namespace {

constexpr unsigned maxConnections = 256, maxConnectionsOfAnAddress = 32;
constexpr unsigned connectionTimeoutSeconds = 15;
constexpr std::size_t connectionMemory = 32 * 1024; // headers above this are refused with 431
constexpr std::size_t maxUrl = 8 * 1024;
constexpr unsigned threads = 2;

/// What is known of a request before its handler runs.
struct Request
{
    bool nulInUrl = false;
    bool tooLong = false;
    bool absolute = false; ///< the request line names a host, as for a proxy
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
    if (close)
        MHD_add_response_header(response, "Connection", "close");
    const auto queued = MHD_queue_response(connection, reply.status, response);
    MHD_destroy_response(response);
    return queued;
}

MHD_Result refuse(MHD_Connection* connection, unsigned status, std::string_view sentence)
{
    ApiReply reply;
    reply.status = status;
    reply.body = encodeError(apiBadParameter, sentence);
    return send(connection, std::move(reply), true);
}

MHD_Result collectPair(void* cls, MHD_ValueKind, const char* key, const char* value)
{
    auto& pairs = *static_cast<std::optional<std::vector<std::pair<std::string, std::string>>>*>(cls);
    if (!pairs)
        return MHD_NO;
    const auto added = guarded(MHD_NO, [&] {
        pairs->emplace_back(key ? key : "", value ? value : "");
        return MHD_YES;
    });
    if (added == MHD_NO)
        pairs.reset();
    return added;
}

std::vector<std::pair<std::string, std::string>> values(MHD_Connection* connection, MHD_ValueKind kind)
{
    std::optional pairs(std::vector<std::pair<std::string, std::string>>{});
    MHD_get_connection_values(connection, kind, &collectPair, &pairs);
    if (!pairs)
        throw std::bad_alloc(); // half of a question would be another question
    return std::move(*pairs);
}

struct BoundSocket
{
    int socket = -1;
    quint16 port = 0;
};

/// A listening socket; its port is known before anything is served on it.
Result<BoundSocket> listenOn(const ListenAddress& address)
{
    sockaddr_storage storage{};
    socklen_t length = 0;
    if (address.host == QLatin1StringView("::1")) {
        auto* to = reinterpret_cast<sockaddr_in6*>(&storage);
        to->sin6_family = AF_INET6;
        to->sin6_port = htons(address.port);
        to->sin6_addr = in6addr_loopback;
        length = sizeof(sockaddr_in6);
    } else {
        auto* to = reinterpret_cast<sockaddr_in*>(&storage);
        to->sin_family = AF_INET;
        to->sin_port = htons(address.port);
        to->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        length = sizeof(sockaddr_in);
    }
    auto* generic = reinterpret_cast<sockaddr*>(&storage);
    const int yes = 1;
    const int socket = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0 || ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0
        || ::bind(socket, generic, length) != 0 || ::listen(socket, SOMAXCONN) != 0
        || ::getsockname(socket, generic, &length) != 0) {
        const auto reason = QString::fromLocal8Bit(std::strerror(errno));
        if (socket >= 0)
            ::close(socket);
        return failure(ErrorClass::Net,
            QStringLiteral("cannot listen on %1 port %2 (%3); choose another port, or 0 for any free one")
                .arg(address.host)
                .arg(address.port)
                .arg(reason));
    }
    // The port stands at the same place in both kinds of address.
    return BoundSocket{socket, ntohs(reinterpret_cast<const sockaddr_in*>(&storage)->sin_port)};
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return text;
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
        if (daemon)
            MHD_stop_daemon(daemon);
    }

    static void* inspectUrl(void*, const char* url, MHD_Connection*)
    {
        const std::string_view text(url);
        return new (std::nothrow) Request{text.find("%00") != text.npos, text.size() > maxUrl, !text.starts_with('/')};
    }

    static MHD_Result handle(void* cls, MHD_Connection* connection, const char* url, const char* method, const char*,
        const char*, std::size_t*, void** request)
    {
        auto& self = *static_cast<Private*>(cls);
        self.deadline.asked(connection);
        if (!*request)
            return MHD_NO; // there was no memory to look at it
        try {
            return self.serve(connection, url, method, *static_cast<Request*>(*request));
        } catch (...) {
            return guarded(MHD_NO, [&] {
                return refuse(connection, MHD_HTTP_INTERNAL_SERVER_ERROR, "the request could not be answered");
            });
        }
    }

    static void completed(void* cls, MHD_Connection* connection, void** request, MHD_RequestTerminationCode)
    {
        delete static_cast<Request*>(*request);
        *request = nullptr;
        static_cast<Private*>(cls)->deadline.answered(connection, std::chrono::seconds(connectionTimeoutSeconds));
    }

    static void connected(void* cls, MHD_Connection* connection, void**, MHD_ConnectionNotificationCode what)
    {
        auto& deadline = static_cast<Private*>(cls)->deadline;
        if (what == MHD_CONNECTION_NOTIFY_CLOSED)
            return deadline.closed(connection);
        const auto* about = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        if (about)
            guarded(0, [&] {
                deadline.opened(connection, about->connect_fd);
                return 0;
            });
    }

    /// Why a request is refused before it is looked at, as status and sentence; 0: it is not.
    std::pair<unsigned, const char*> objection(MHD_Connection* connection, const char* method, const Request& request)
    {
        std::vector<std::string> host, length, encoding;
        for (auto& [key, value] : values(connection, MHD_HEADER_KIND)) {
            const auto name = lower(key);
            if (name == "host")
                host.push_back(lower(value));
            else if (name == "content-length")
                length.push_back(value);
            else if (name == "transfer-encoding")
                encoding.push_back(value);
        }
        if (host.size() != 1)
            return {MHD_HTTP_BAD_REQUEST, "exactly one Host header is required"};
        if (std::find(hosts.begin(), hosts.end(), host.front()) == hosts.end() || request.absolute)
            return {MHD_HTTP_MISDIRECTED_REQUEST, "this server does not answer for that host"};
        if (length.size() > 1 || (!length.empty() && !encoding.empty()))
            return {MHD_HTTP_BAD_REQUEST, "the length of the request is ambiguous"};
        if (request.nulInUrl)
            return {MHD_HTTP_BAD_REQUEST, "the address contains a zero byte"};
        if (request.tooLong)
            return {MHD_HTTP_URI_TOO_LONG, "the address is too long"};
        constexpr std::array possible{MHD_HTTP_METHOD_GET, MHD_HTTP_METHOD_HEAD, MHD_HTTP_METHOD_OPTIONS};
        if (std::ranges::none_of(possible, [method](const char* one) { return std::string_view(one) == method; }))
            return {MHD_HTTP_METHOD_NOT_ALLOWED, "only GET and HEAD are possible here"};
        if (!encoding.empty() || (!length.empty() && length.front() != "0"))
            return {413, "a request has no body here"};
        return {0, nullptr};
    }

    MHD_Result serve(MHD_Connection* connection, const char* url, const char* method, const Request& request)
    {
        if (const auto [status, sentence] = objection(connection, method, request); status != 0)
            return refuse(connection, status, sentence);
        if (std::string_view(method) == MHD_HTTP_METHOD_OPTIONS) {
            ApiReply allowed;
            allowed.status = MHD_HTTP_NO_CONTENT;
            return send(connection, std::move(allowed));
        }
        return send(connection, handler.answer(url, QueryParams(values(connection, MHD_GET_ARGUMENT_KIND))));
    }

    ApiHandler handler;
    HeaderDeadline deadline;
    MHD_Daemon* daemon = nullptr;
    std::vector<std::string> hosts; ///< the values of Host that mean this server
};

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
    if (host == QLatin1StringView("127.0.0.1") || host == QLatin1StringView("localhost"))
        return ListenAddress{QStringLiteral("127.0.0.1"), port};
    if (host == QLatin1StringView("[::1]"))
        return ListenAddress{QStringLiteral("::1"), port};
    return failure(ErrorClass::Usage,
        QStringLiteral("the server listens on this machine only; use 127.0.0.1, localhost or [::1] instead of \"%1\"")
            .arg(host));
}

ApiServer::ApiServer() = default;
ApiServer::~ApiServer() = default;
ApiServer::ApiServer(ApiServer&&) noexcept = default;
ApiServer& ApiServer::operator=(ApiServer&&) noexcept = default;

void ApiServer::stop()
{
    d.reset();
}

Result<QUrl> ApiServer::start(SqliteStore& store, const Clock& clock, const ListenAddress& address)
{
    const auto bound = listenOn(address);
    if (!bound)
        return tl::unexpected(bound.error());

    auto server = std::make_unique<Private>(store, clock);
    // Complete before the first request can come.
    for (const std::string_view host : {"localhost", "127.0.0.1", "[::1]"})
        server->hosts.push_back(std::string(host) + ":" + std::to_string(bound->port));
    constexpr quint16 unnamed = 80; // clients leave it out
    if (bound->port == unnamed)
        server->hosts.insert(server->hosts.end(), {"localhost", "127.0.0.1", "[::1]"});
    server->daemon = MHD_start_daemon(MHD_USE_AUTO_INTERNAL_THREAD, 0, nullptr, nullptr, &Private::handle, server.get(),
        MHD_OPTION_LISTEN_SOCKET, bound->socket, MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT,
        maxConnections, MHD_OPTION_PER_IP_CONNECTION_LIMIT, maxConnectionsOfAnAddress, MHD_OPTION_CONNECTION_TIMEOUT,
        connectionTimeoutSeconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, connectionMemory, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_URI_LOG_CALLBACK, &Private::inspectUrl, nullptr, MHD_OPTION_NOTIFY_COMPLETED, &Private::completed,
        server.get(), MHD_OPTION_NOTIFY_CONNECTION, &Private::connected, server.get(), MHD_OPTION_END);
    if (!server->daemon) {
        ::close(bound->socket);
        return failure(ErrorClass::Internal, QStringLiteral("the HTTP server could not be started"));
    }
    d = std::move(server);

    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(address.host);
    url.setPort(bound->port);
    url.setPath(QStringLiteral("/api/v1"));
    return url;
}

} // namespace atlas
