// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/HttpGet.h"

#include "models/api/JsonText.h"
#include "models/api/ServerError.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>

namespace atlas {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds longestWait = 15min;
constexpr int titleLength = 120;

bool isJsonType(const QByteArray& contentType)
{
    const QByteArray type = contentType.split(';').front().trimmed().toLower(); // without its parameters
    return type == "application/json" || type == "text/json" || type.endsWith("+json");
}

/// Some servers name no type at all; then the first byte decides.
bool looksLikeJson(const QByteArray& body)
{
    const QByteArray start = body.left(64).trimmed();
    return start.startsWith('{') || start.startsWith('[') || start.startsWith("\xEF\xBB\xBF");
}

constexpr qsizetype readForTitle = 16'384;

/// The title of an HTML page, or the beginning of whatever came.
QString titleOf(const QByteArray& body)
{
    const QString text = QString::fromUtf8(body.left(readForTitle));
    static const QRegularExpression title(QStringLiteral("<title[^>]*>(.*?)</title>"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    const auto match = title.match(text);
    static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    const QString shown = match.hasMatch() ? match.captured(1) : QString(text).remove(tags);
    return json::plainText(shown.toStdString(), titleLength);
}

RequestFailure failed(ErrorClass cls, QString message, RetryKind retry, QString detail = {}, int code = 0)
{
    return {Error{cls, std::move(message), std::move(detail), code, {}}, retry, std::nullopt, false};
}

QString namesOf(const QSslCertificate& certificate)
{
    const auto first = [](const QStringList& list) { return list.isEmpty() ? QStringLiteral("?") : list.first(); };
    return ServerText::tr("subject %1, issuer %2, valid %3 to %4")
        .arg(first(certificate.subjectInfo(QSslCertificate::CommonName)),
            first(certificate.issuerInfo(QSslCertificate::CommonName)),
            certificate.effectiveDate().toUTC().toString(Qt::ISODate),
            certificate.expiryDate().toUTC().toString(Qt::ISODate));
}

} // namespace

std::optional<Instant> parseHttpDate(const QByteArray& text)
{
    // "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"
    auto parts = QByteArray(text).replace('-', ' ').replace(':', ' ').simplified().split(' ');
    const bool byAsctime = !text.contains(',');
    if (parts.size() != (byAsctime ? 7 : 8) || (!byAsctime && parts[7] != "GMT"))
        return std::nullopt;
    if (byAsctime) // to the order of the others: weekday, day, month, year, time
        parts = {parts[0], parts[2], parts[1], parts[6], parts[3], parts[4], parts[5]};
    const auto number = [&](qsizetype i) {
        const bool digits = std::all_of(parts[i].begin(), parts[i].end(), [](char c) { return c >= '0' && c <= '9'; });
        return digits ? parts[i].toInt() : -1; // 0 for what does not fit
    };
    static const QByteArrayList months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int year = number(3);
    if (parts[3].size() == 2) // two digits of the last or of this century
        year += year < 70 ? 2000 : 1900;
    using namespace std::chrono;
    const auto day = std::chrono::year(year) / month(unsigned(months.indexOf(parts[2]) + 1)) / unsigned(number(1));
    const int h = number(4), m = number(5), s = number(6);
    if (year < 1970 || year > 9999 || !day.ok() || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60)
        return std::nullopt;
    return sys_days(day) + hours(h) + minutes(m) + seconds(s);
}

std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray& header, Instant now)
{
    const QByteArray text = header.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const qlonglong seconds = text.toLongLong(&fits);
        const qlonglong longest = std::chrono::seconds(15min).count();
        return std::chrono::seconds(fits ? std::min(seconds, longest) : longest);
    }
    const auto when = parseHttpDate(text);
    if (!when || *when < now)
        return std::nullopt;
    return std::min(std::chrono::milliseconds(*when - now), longestWait);
}

HttpGet::HttpGet(const ApiConfig& config, const SecretFilter& secrets, Reason reason, Instant now, QObject* parent)
    : QObject(parent)
    , m_config(config)
    , m_secrets(secrets)
    , m_reason(std::move(reason))
    , m_now(now)
{
    m_phase.setSingleShot(true);
    m_total.setSingleShot(true);
    m_total.setTimerType(Qt::PreciseTimer);
}

HttpGet::~HttpGet()
{
    if (m_reply == nullptr)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
}

QString HttpGet::place() const
{
    return m_url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

void HttpGet::start(QNetworkAccessManager& network, const QNetworkRequest& request, Handler handler)
{
    m_handler = std::move(handler);
    m_url = request.url();
    m_network = &network;
    m_reply = network.get(request);
    // Qt reads in a thread of its own, and would read on while this one is busy.
    constexpr qint64 readAhead = 2LL * 1024 * 1024;
    m_reply->setReadBufferSize(readAhead);
    watch();
    m_total.start(m_config.deadlines.total);
    m_phase.start(m_config.deadlines.connect);
}

void HttpGet::watch()
{
    connect(&m_total, &QTimer::timeout, this,
        [this] { abortTimeout(ServerText::tr("the whole reply did not arrive in time"), RetryKind::Once); });
    // The phase timer means: connecting, until the request is sent; then the head; then each piece of the body.
    connect(&m_phase, &QTimer::timeout, this,
        [this] { abortTimeout(ServerText::tr("the server stayed silent"), RetryKind::Transport); });
    connect(m_reply, &QNetworkReply::requestSent, this, [this] {
        m_sent = true;
        m_phase.start(m_config.deadlines.firstByte);
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpGet::onHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpGet::readSome);
    connect(m_reply, &QNetworkReply::redirected, this, &HttpGet::onRedirected);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) { m_sslErrors = errors; });
    connect(m_reply, &QNetworkReply::finished, this, &HttpGet::onFinished);
}

void HttpGet::onHead()
{
    m_phase.start(m_config.deadlines.idle);
    if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_config.caps.wire)
        abortTooLarge();
}

void HttpGet::readSome()
{
    m_phase.start(m_config.deadlines.idle);
    const bool compressed = !m_reply->rawHeader("Content-Encoding").isEmpty();
    const qint64 cap = compressed ? m_config.caps.decoded : std::min(m_config.caps.decoded, m_config.caps.wire);
    // No more than may be kept: what a small compressed piece holds is known only when it was read.
    while (m_body.size() <= cap) {
        constexpr qint64 piece = 256 * 1024;
        const QByteArray bytes = m_reply->read(std::min(piece, cap + 1 - m_body.size()));
        if (bytes.isEmpty())
            return;
        m_body += bytes;
    }
    abortTooLarge();
}

void HttpGet::onRedirected(const QUrl& target)
{
    // The policy lets through the same scheme, host and port only; a user name in the target it does not look at.
    m_body.clear();
    m_phase.start(m_config.deadlines.firstByte);
    if (!target.userInfo().isEmpty())
        abortWith(redirectFailure(target));
}

void HttpGet::abortWith(RequestFailure failure)
{
    if (m_ownReason || m_reply == nullptr)
        return;
    m_ownReason = std::move(failure);
    m_reply->abort(); // calls onFinished
}

void HttpGet::abortTooLarge()
{
    auto failure = failed(ErrorClass::Payload,
        ServerText::tr("The reply is too large and was not read to its end. Nothing of it was stored; choose a shorter "
                       "range."),
        RetryKind::Never, place());
    failure.tooLarge = true;
    abortWith(std::move(failure));
}

void HttpGet::abortTimeout(const QString& what, RetryKind retry)
{
    if (const QString proxy = m_sent ? QString() : proxyName(); !proxy.isEmpty())
        return abortWith(proxyFailure(proxy, what));
    abortWith(failed(ErrorClass::Timeout,
        ServerText::tr("%1 gave no complete answer: %2. Cached data stay; it is tried again later.")
            .arg(m_url.host(), what),
        retry, place()));
}

RequestFailure HttpGet::redirectFailure(const QUrl& target) const
{
    const QString host = target.host().isEmpty() ? target.scheme() + u':' : target.host();
    return failed(ErrorClass::Net,
        ServerText::tr(
            "The server redirects to %1; change the base URL if that is intended. Nothing was sent there and "
            "cached data stay.")
            .arg(json::plainText(host.toStdString(), titleLength)),
        RetryKind::Never, place());
}

RequestFailure HttpGet::tlsFailure() const
{
    QStringList problems;
    QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    for (const auto& error : m_sslErrors) {
        problems << error.errorString();
        if (!error.certificate().isNull())
            certificate = error.certificate();
    }
    if (problems.isEmpty())
        problems << m_reply->errorString();
    problems.removeDuplicates();
    const QString who = certificate.isNull() ? ServerText::tr("no certificate was shown") : namesOf(certificate);
    return failed(ErrorClass::Tls,
        ServerText::tr(
            "The connection to %1 is not trustworthy: %2 (%3). Nothing was sent; install the right certificate "
            "or name a CA file for this server.")
            .arg(m_url.host(), problems.join(QStringLiteral("; ")), who),
        RetryKind::Never, place());
}

RequestFailure HttpGet::transportFailure() const
{
    const auto error = m_reply->error();
    const QString reason = json::plainText(m_reply->errorString().toStdString(), titleLength);
    // A plain http request is answered by its proxy, and before an https request is sent there is but the way to it.
    const bool onTheWay = m_facts.status == 0 && (!m_sent || m_url.scheme() == u"http");
    if (onTheWay && error != QNetworkReply::SslHandshakeFailedError
        && error != QNetworkReply::ProxyAuthenticationRequiredError) {
        if (const QString proxy = proxyName(); !proxy.isEmpty())
            return proxyFailure(proxy, reason);
    }
    const auto net = [&](const QString& text) {
        return failed(ErrorClass::Net, text.arg(m_url.host()), RetryKind::Transport,
            place() + QStringLiteral(" (error ") + QString::number(int(error)) + u')');
    };
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return net(ServerText::tr("The host name %1 is unknown. Cached data stay; check the address and the network."));
    case QNetworkReply::ConnectionRefusedError:
        return net(ServerText::tr("%1 refuses the connection. Cached data stay; check whether the server runs."));
    case QNetworkReply::RemoteHostClosedError:
        return net(ServerText::tr(
            "%1 closed the connection in the middle. Nothing of the reply was stored; it is tried again."));
    case QNetworkReply::SslHandshakeFailedError:
        return tlsFailure();
    case QNetworkReply::InsecureRedirectError:
    case QNetworkReply::TooManyRedirectsError:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return redirectFailure(m_reply->header(QNetworkRequest::LocationHeader).toUrl());
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return proxyLogin();
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return proxyFailure(proxyName(), reason);
    default:
        // OpenSSL's own words: an alert that came after the handshake, as for a missing client certificate.
        if (m_url.scheme() == u"https" && m_reply->errorString().contains(QLatin1StringView("SSL routines")))
            return failed(ErrorClass::Tls,
                ServerText::tr("%1 broke off the TLS connection: %2. Cached data stay; check whether this connection "
                               "needs a client certificate.")
                    .arg(m_url.host(), reason),
                RetryKind::Never, place());
        return net(ServerText::tr("%1 cannot be reached. Cached data stay; check the address and the network."));
    }
}

QString HttpGet::proxyName() const
{
    auto* const choice = m_network->proxyFactory();
    const auto proxies = choice != nullptr ? choice->queryProxy(QNetworkProxyQuery(m_url)) : QList<QNetworkProxy>();
    if (proxies.isEmpty() || proxies.front().type() == QNetworkProxy::NoProxy)
        return {};
    return proxies.front().hostName() + u':' + QString::number(proxies.front().port());
}

RequestFailure HttpGet::proxyFailure(const QString& proxy, const QString& reason) const
{
    return failed(ErrorClass::Net,
        ServerText::tr("The HTTP proxy %1 cannot be used. Cached data stay; check the proxy, or connect without it.")
            .arg(proxy),
        RetryKind::Transport, reason);
}

RequestFailure HttpGet::proxyLogin() const
{
    constexpr int proxyAuthenticationRequired = 407;
    return failed(ErrorClass::Auth,
        ServerText::tr("The HTTP proxy %1 wants a login. Cached data stay; set up the proxy's user and password.")
            .arg(proxyName()),
        RetryKind::Never, place(), proxyAuthenticationRequired);
}

RequestFailure HttpGet::statusFailure(int status, bool isJson) const
{
    // Cleaned before anything of it is cut off.
    const QString title =
        isJson ? m_reason(m_secrets.cleaned(m_body)) : titleOf(m_secrets.cleaned(m_body.left(2 * readForTitle)));
    const QString said = title.isEmpty() ? QString() : QStringLiteral(": ") + title;
    const QString where = place();
    if (status == 401 || status == 403) {
        auto failure = failed(ErrorClass::Auth, {}, RetryKind::Never, where);
        failure.error = serverError(status, title.toStdString(), {});
        failure.error.detail = where;
        return failure;
    }
    if (status == 407)
        return proxyLogin();
    if (status == 429 || status == 503) {
        auto failure = failed(ErrorClass::Throttled,
            ServerText::tr("The server asks to wait (HTTP %1%2). Cached data stay; the request is repeated later.")
                .arg(QString::number(status), isJson ? said : QString()),
            RetryKind::Throttle, where, status);
        failure.retryAfter = m_facts.retryAfter;
        return failure;
    }
    if (status >= 300 && status < 400)
        return redirectFailure(m_url.resolved(m_reply->header(QNetworkRequest::LocationHeader).toUrl()));
    if (status >= 200 && status < 300)
        return failed(ErrorClass::Net,
            ServerText::tr("The server answers with a page instead of data (HTTP %1%2). Nothing was stored; check the "
                           "address, or log in to the network.")
                .arg(QString::number(status), said),
            RetryKind::Once, where, status);
    return failed(ErrorClass::Net,
        ServerText::tr("The server answers HTTP %1%2. Cached data stay.").arg(QString::number(status), said),
        status >= 500 ? RetryKind::Transport : RetryKind::Never, where, status);
}

void HttpGet::onFinished()
{
    m_phase.stop();
    m_total.stop();
    gatherFacts();
    auto result = outcome();
    m_reply->deleteLater();
    m_reply = nullptr;
    const auto handler = std::move(m_handler);
    handler(std::move(result)); // may delete this
}

void HttpGet::gatherFacts()
{
    if (m_reply->isOpen() && !m_ownReason)
        readSome();
    m_phase.stop();
    m_facts.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_facts.bytes = m_body.size();
    m_facts.serverTime = parseHttpDate(m_reply->rawHeader("Date"));
    // A date is meant by the server's clock, not by ours.
    m_facts.retryAfter = parseRetryAfter(m_reply->rawHeader("Retry-After"), m_facts.serverTime.value_or(m_now));
    QByteArray trace = m_reply->rawHeader("traceparent").split('-').value(1); // version-trace-span-flags
    for (const char* header : {"x-request-id", "x-trace-id"}) {
        if (trace.isEmpty())
            trace = m_reply->rawHeader(header);
    }
    constexpr int longestTrace = 80;
    m_facts.traceId = m_secrets.cleaned(json::plainText(trace.toStdString(), longestTrace)).toStdString();
}

tl::expected<HttpAnswer, RequestFailure> HttpGet::outcome()
{
    if (m_ownReason)
        return tl::unexpected(std::move(*m_ownReason));
    const int status = m_facts.status;
    const auto error = m_reply->error();
    const bool good = status >= 200 && status < 300;
    const auto unreadable = [&](const QString& text, RetryKind retry, bool tooLarge) {
        auto failure = failed(ErrorClass::Payload, text, retry, place());
        failure.tooLarge = tooLarge;
        return tl::unexpected(std::move(failure));
    };
    if (error == QNetworkReply::UnknownContentError && good) // the check for decompression bombs
        return unreadable(
            ServerText::tr("The reply cannot be decompressed, or is too large when it is. Nothing of it was stored."),
            RetryKind::Never, true);
    // Qt turns statuses from 400 up into errors of its own; what else goes wrong is the transport's.
    const bool byStatus = status >= 400 && error >= QNetworkReply::ContentAccessDenied;
    if (status == 0 || (error != QNetworkReply::NoError && !byStatus))
        return tl::unexpected(transportFailure());
    const QByteArray type = m_reply->rawHeader("Content-Type");
    const bool isJson = isJsonType(type) || (type.isEmpty() && looksLikeJson(m_body));
    if (good && isJson)
        return HttpAnswer{m_body, std::nullopt};
    auto failure = statusFailure(status, isJson);
    if (isJson && status >= 400)
        return HttpAnswer{m_body, std::move(failure)};
    return tl::unexpected(std::move(failure));
}

} // namespace atlas
