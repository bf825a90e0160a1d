// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/RequestFactory.h"

#include "models/api/ProxyChoice.h"
#include "models/api/ServerError.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>

namespace atlas {

namespace {

constexpr int redirectsFollowed = 3;

QByteArray fileContents(const QString& path)
{
    QFile file(path);
    constexpr qint64 longest = 4 * 1024 * 1024;
    return file.open(QIODevice::ReadOnly) ? file.read(longest) : QByteArray();
}

Error unreadable(const QString& text, const QString& path)
{
    return {ErrorClass::Tls, text.arg(path), {}, 0, {}};
}

/// Fills the TLS settings; the problem, if a file is not what it should be.
std::optional<Error> configureTls(const ApiConfig& config, QSslConfiguration& tls)
{
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    if (!config.customCaFile.isEmpty()) {
        const auto roots = QSslCertificate::fromData(fileContents(config.customCaFile), QSsl::Pem);
        if (roots.isEmpty())
            return unreadable(
                ServerText::tr("The CA file %1 holds no certificate that can be read. Nothing was sent; choose another "
                               "file for this server."),
                config.customCaFile);
        tls.setCaCertificates(roots);
    }
    if (!config.clientCertFile.isEmpty()) {
        const auto chain = QSslCertificate::fromData(fileContents(config.clientCertFile), QSsl::Pem);
        const QByteArray keyText = fileContents(config.clientKeyFile);
        QSslKey key(keyText, QSsl::Rsa);
        if (key.isNull())
            key = QSslKey(keyText, QSsl::Ec);
        if (chain.isEmpty() || key.isNull())
            return unreadable(
                ServerText::tr("The client certificate %1 or its key cannot be read. Nothing was sent; check the files "
                               "of this server."),
                config.clientCertFile);
        tls.setLocalCertificateChain(chain);
        tls.setPrivateKey(key);
    }
    return std::nullopt;
}

QByteArray queryOf(const Question& question)
{
    QByteArray query;
    for (const auto& [name, value] : question.parameters) {
        query += query.isEmpty() ? "" : "&";
        query += name;
        query += '=' + QByteArray::fromStdString(value).toPercentEncoding();
    }
    return query;
}

/// A line break in a header's value would end the header.
bool fitsInHeader(const QByteArray& value)
{
    return std::none_of(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace

std::string Question::cluster() const
{
    const auto named = std::find_if(
        parameters.begin(), parameters.end(), [](const auto& p) { return std::string_view(p.first) == "cluster"; });
    return named != parameters.end() ? named->second : std::string();
}

std::string Question::text() const
{
    std::string_view below(path);
    below.remove_prefix(below.starts_with('/') ? 1 : 0);
    const auto query = queryOf(*this);
    return std::string(below) + (query.isEmpty() ? "" : "?") + query.toStdString();
}

Question& Question::within(TimeRange range)
{
    with("start_time", formatRfc3339(range.from));
    return with("end_time", formatRfc3339(range.to - std::chrono::seconds(1)));
}

QUrl withoutEndpoint(const QUrl& url)
{
    QUrl base = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    QString path = base.path(QUrl::FullyEncoded);
    // A part of the path of this name, the last one: not a longer name that begins so.
    constexpr QLatin1StringView root("/gpu-aggregation");
    for (auto at = path.lastIndexOf(root); at >= 0; at = at > 0 ? path.lastIndexOf(root, at - 1) : -1) {
        const auto end = at + root.size();
        if (end == path.size() || path.at(end) == u'/') {
            path.truncate(at);
            break;
        }
    }
    while (path.endsWith(u'/'))
        path.chop(1);
    base.setPath(path, QUrl::StrictMode);
    return base;
}

RequestFactory::RequestFactory(const ApiConfig& config)
    : m_auth(config.auth)
    , m_insecureHttp(config.insecureHttp)
    , m_tls(QSslConfiguration::defaultConfiguration())
    , m_tlsProblem(configureTls(config, m_tls))
{
}

std::optional<Error> RequestFactory::refusal(const QUrl& url) const
{
    const auto usage = [](const QString& text) { return Error{ErrorClass::Usage, text, {}, 0, {}}; };
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"http" && url.scheme() != u"https"))
        return usage(ServerText::tr("The base URL is not an http or https address. Nothing was sent."));
    if (url.scheme() == u"http" && !m_insecureHttp && !isLoopbackHost(url.host()))
        return usage(ServerText::tr("%1 would be asked over plain http, where anybody on the way can read the token "
                                    "and change the figures. Nothing was sent; use https, or allow it for this "
                                    "connection.")
                         .arg(url.host()));
    if (!fitsInHeader(m_auth.secret) || (m_auth.kind == ApiAuth::Kind::Header && !isHeaderName(m_auth.headerName)))
        return usage(ServerText::tr("The token or the name of its header holds characters that fit in no request. "
                                    "Nothing was sent; enter it again."));
    return m_tlsProblem;
}

Result<QNetworkRequest> RequestFactory::request(const QUrl& base, const Question& question) const
{
    QUrl url = withoutEndpoint(base);
    if (auto no = refusal(url))
        return tl::unexpected(std::move(*no));
    url.setPath(url.path(QUrl::FullyEncoded) + QLatin1StringView("/gpu-aggregation") + QLatin1StringView(question.path),
        QUrl::StrictMode);
    if (const auto query = queryOf(question); !query.isEmpty())
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);

    QNetworkRequest request(url);
    // By default a redirect would carry the credentials to another host.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
    request.setMaximumRedirectsAllowed(redirectsFollowed);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setSslConfiguration(m_tls);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("User-Agent", "gpu-atlas");
    switch (m_auth.kind) {
    case ApiAuth::Kind::None:
        break;
    case ApiAuth::Kind::Bearer:
        request.setRawHeader("Authorization", "Bearer " + m_auth.secret);
        break;
    case ApiAuth::Kind::Cookie:
        request.setRawHeader("Cookie", m_auth.secret);
        break;
    case ApiAuth::Kind::Header:
        request.setRawHeader(m_auth.headerName, m_auth.secret);
        break;
    }
    return request;
}

bool isHeaderName(const QByteArray& name)
{
    static const QByteArray marks = "!#$%&'*+-.^_`|~";
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return letter || marks.contains(c);
    });
}

} // namespace atlas
