// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiConfig.h"
#include "models/api/SecretFilter.h"
#include "models/domain/Error.h"

#include <QByteArray>
#include <QNetworkReply>
#include <QObject>
#include <QSslError>
#include <QTimer>

#include <functional>
#include <optional>

class QNetworkAccessManager;

namespace atlas {

/// Whether asking again makes sense.
enum class RetryKind : std::uint8_t { Never, Once, Transport, Throttle };

/// A request that failed, and what its caller may do about it.
struct RequestFailure
{
    Error error;
    RetryKind retry = RetryKind::Never;
    std::optional<std::chrono::milliseconds> retryAfter; ///< as the server asked, at most 15 minutes
    bool tooLarge = false; ///< a byte cap was met: a narrower question may have a smaller answer
};

/// An HTTP date in any of its three forms; nullopt for what is none.
std::optional<Instant> parseHttpDate(const QByteArray& text);

/// `Retry-After` in seconds or as a date; nullopt for a negative one and for garbage; at most 15 minutes.
std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray& header, Instant now);

/// A JSON body, and what the HTTP status alone would mean; the envelope in the body may know better.
struct HttpAnswer
{
    QByteArray body;
    std::optional<RequestFailure> statusFailure; ///< set unless the status is 2xx
};

/// What was seen of an exchange, beside the answer itself.
struct HttpFacts
{
    int status = 0; ///< 0: no answer
    qint64 bytes = 0; ///< of the body, decompressed
    std::string traceId; ///< from the headers
    std::optional<Instant> serverTime; ///< its Date header
    std::optional<std::chrono::milliseconds> retryAfter; ///< at most 15 minutes
};

/// One GET, once: streams the body under deadlines and byte caps, and judges the HTTP side of the answer. Reports to
/// its handler exactly once, and never if it is destroyed before. A JSON body of any status is handed on, since it may
/// be an envelope; what is no JSON never is.
class HttpGet : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(tl::expected<HttpAnswer, RequestFailure>)>;

    /// The reason that a JSON body states for a failure; empty where it states none.
    using Reason = std::function<QString(const QByteArray& body)>;

    HttpGet(const ApiConfig& config, const SecretFilter& secrets, Reason reason, Instant now, QObject* parent);
    ~HttpGet() override;

    void start(QNetworkAccessManager& network, const QNetworkRequest& request, Handler handler);
    /// Whole when the handler is called.
    const HttpFacts& facts() const { return m_facts; }

private:
    void watch();
    void readSome();
    void onHead();
    void onRedirected(const QUrl& target);
    void onFinished();
    void gatherFacts();
    tl::expected<HttpAnswer, RequestFailure> outcome();
    void abortWith(RequestFailure failure);
    void abortTooLarge();
    void abortTimeout(const QString& what, RetryKind retry);
    /// "host:port" of the proxy that the request takes; empty for none.
    QString proxyName() const;
    RequestFailure proxyFailure(const QString& proxy, const QString& reason) const;
    RequestFailure proxyLogin() const;
    RequestFailure transportFailure() const;
    RequestFailure statusFailure(int status, bool isJson) const;
    RequestFailure tlsFailure() const;
    RequestFailure redirectFailure(const QUrl& target) const;
    QString place() const;

    ApiConfig m_config;
    SecretFilter m_secrets;
    Reason m_reason;
    Instant m_now;
    QUrl m_url;
    QNetworkAccessManager* m_network = nullptr;
    QNetworkReply* m_reply = nullptr;
    QTimer m_phase, m_total;
    QByteArray m_body;
    HttpFacts m_facts;
    QList<QSslError> m_sslErrors;
    bool m_sent = false; ///< the request went out
    std::optional<RequestFailure> m_ownReason; ///< why we aborted
    Handler m_handler;
};

} // namespace atlas
