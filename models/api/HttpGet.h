// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiConfig.h"
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

/// `Retry-After` in seconds or as a date; nullopt for a negative one and for garbage; at most 15 minutes.
std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray& header, Instant now);

/// A JSON body, and what the HTTP status alone would mean; the envelope in the body may know better.
struct HttpAnswer
{
    QByteArray body;
    std::optional<RequestFailure> statusFailure; ///< set unless the status is 2xx
};

/// One GET, once: streams the body under deadlines and byte caps, and judges the HTTP side of the answer. Reports to
/// its handler exactly once, and never if it is destroyed before. A JSON body of any status is handed on, since it may
/// be an envelope; what is no JSON never is.
class HttpGet : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(tl::expected<HttpAnswer, RequestFailure>)>;

    HttpGet(const ApiConfig& config, Instant now, QObject* parent);
    ~HttpGet() override;

    void start(QNetworkAccessManager& network, const QNetworkRequest& request, Handler handler);

private:
    void watch();
    void readSome();
    void onHead();
    void onRedirected(const QUrl& target);
    void onFinished();
    tl::expected<HttpAnswer, RequestFailure> outcome();
    void abortWith(RequestFailure failure);
    void abortTooLarge();
    void abortTimeout(const QString& what, RetryKind retry);
    RequestFailure transportFailure() const;
    RequestFailure statusFailure(int status) const;
    RequestFailure tlsFailure() const;
    RequestFailure redirectFailure(const QUrl& target) const;
    QString place() const;

    ApiConfig m_config;
    Instant m_now;
    QUrl m_url;
    QNetworkReply* m_reply = nullptr;
    QTimer m_phase, m_total;
    QByteArray m_body;
    std::optional<std::chrono::milliseconds> m_retryAfter;
    QList<QSslError> m_sslErrors;
    std::optional<RequestFailure> m_ownReason; ///< why we aborted
    Handler m_handler;
};

} // namespace atlas
