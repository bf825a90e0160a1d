// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/HttpGet.h"

#include "models/api/JsonText.h"
#include "models/api/ServerError.h"

#include <QDateTime>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTimeZone>

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

/// The title of an HTML page, or the beginning of whatever came.
QString titleOf(const QByteArray& body)
{
    const QString text = QString::fromUtf8(body.left(16'384));
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

std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray& header, Instant now)
{
    bool isNumber = false;
    const qlonglong seconds = header.trimmed().toLongLong(&isNumber);
    std::chrono::milliseconds wait{};
    if (isNumber) {
        if (seconds < 0)
            return std::nullopt;
        wait = std::chrono::seconds(std::min<qlonglong>(seconds, 86'400));
    } else {
        QDateTime when = QLocale::c().toDateTime(
            QString::fromLatin1(header.trimmed()), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
        if (!when.isValid())
            return std::nullopt;
        when.setTimeSpec(Qt::UTC);
        const qint64 left = when.toSecsSinceEpoch() - now.time_since_epoch().count();
        if (left < 0)
            return std::nullopt;
        wait = std::chrono::seconds(std::min<qint64>(left, 86'400));
    }
    return std::min(wait, longestWait);
}

HttpGet::HttpGet(const ApiConfig& config, Instant now, QObject* parent)
    : QObject(parent)
    , m_config(config)
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
    m_reply = network.get(request);
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
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_phase.start(m_config.deadlines.firstByte); });
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
    m_body += m_reply->readAll();
    const bool compressed = !m_reply->rawHeader("Content-Encoding").isEmpty();
    if (m_body.size() > m_config.caps.decoded || (!compressed && m_body.size() > m_config.caps.wire))
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
        return failed(ErrorClass::Auth,
            ServerText::tr("The HTTP proxy wants a login. Cached data stay; check the proxy."), RetryKind::Never,
            reason);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return failed(ErrorClass::Net,
            ServerText::tr("The HTTP proxy cannot be used. Cached data stay; check the proxy's settings."),
            RetryKind::Transport, reason);
    default:
        return net(ServerText::tr("%1 cannot be reached. Cached data stay; check the address and the network."));
    }
}

RequestFailure HttpGet::statusFailure(int status) const
{
    const QString title = titleOf(m_body);
    const QString said = title.isEmpty() ? QString() : QStringLiteral(": ") + title;
    const QString where = place();
    if (status == 401 || status == 403) {
        auto failure = failed(ErrorClass::Auth, {}, RetryKind::Never, where);
        failure.error = serverError(status, title.toStdString(), {});
        failure.error.detail = where;
        return failure;
    }
    if (status == 407)
        return failed(ErrorClass::Auth,
            ServerText::tr("The HTTP proxy wants a login. Cached data stay; check the proxy."), RetryKind::Never, where,
            status);
    if (status == 429 || status == 503) {
        auto failure = failed(ErrorClass::Throttled,
            ServerText::tr("The server asks to wait (HTTP %1). Cached data stay; the request is repeated later.")
                .arg(status),
            RetryKind::Throttle, where, status);
        failure.retryAfter = m_retryAfter;
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
    auto result = outcome();
    m_reply->deleteLater();
    m_reply = nullptr;
    const auto handler = std::move(m_handler);
    handler(std::move(result)); // may delete this
}

tl::expected<HttpAnswer, RequestFailure> HttpGet::outcome()
{
    if (m_ownReason)
        return tl::unexpected(std::move(*m_ownReason));
    if (m_reply->isOpen())
        m_body += m_reply->readAll();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto error = m_reply->error();
    const bool good = status >= 200 && status < 300;
    m_retryAfter = parseRetryAfter(m_reply->rawHeader("Retry-After"), m_now);
    const auto unreadable = [&](const QString& text, RetryKind retry, bool tooLarge) {
        auto failure = failed(ErrorClass::Payload, text, retry, place());
        failure.tooLarge = tooLarge;
        return tl::unexpected(std::move(failure));
    };
    if (m_body.size() > m_config.caps.decoded)
        return unreadable(ServerText::tr("The reply is too large. Nothing of it was stored."), RetryKind::Never, true);
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
    auto failure = statusFailure(status);
    if (isJson && status >= 400)
        return HttpAnswer{m_body, std::move(failure)};
    return tl::unexpected(std::move(failure));
}

} // namespace atlas
