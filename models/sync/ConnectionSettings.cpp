// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/ConnectionSettings.h"

#include "models/api/ProxyChoice.h"
#include "models/api/RequestFactory.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace atlas {

namespace {

struct ConnectionText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ConnectionText)
};

/// The name of a header, and of none that frames the request itself.
bool isFreeHeaderName(const QByteArray& name)
{
    const std::array<const char*, 6> framing{
        "host", "content-length", "transfer-encoding", "connection", "accept-encoding", "te"};
    return isHeaderName(name)
        && std::none_of(framing.begin(), framing.end(), [&](const char* taken) { return name.toLower() == taken; });
}

std::optional<Error> refuse(const QString& sentence)
{
    return Error{ErrorClass::Usage, sentence, {}, 0, {}};
}

std::optional<Error> refusedFile(const QString& path)
{
    const QFileInfo file(path);
    if (path.isEmpty() || (file.isFile() && file.isReadable()))
        return std::nullopt;
    return refuse(
        ConnectionText::tr("The file %1 is not there or cannot be read. Choose a file of PEM certificates or keys.")
            .arg(path));
}

} // namespace

bool isPlainHttp(const QUrl& url)
{
    return url.scheme() == QLatin1StringView("http") && !isLoopbackHost(url.host());
}

std::optional<Error> refusal(const ConnectionProfile& profile)
{
    const QUrl& url = profile.url;
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"http" && url.scheme() != u"https")) {
        return refuse(ConnectionText::tr(
            "The address of the server must be an http or https address, such as https://gpu.example.com/api/v1."));
    }
    if (!url.userInfo().isEmpty()) {
        return refuse(ConnectionText::tr("A user name and password do not belong into the address of the server, "
                                         "where everybody can read them. Give them as the connection's secret."));
    }
    if (isPlainHttp(url) && !profile.insecureHttp) {
        return refuse(ConnectionText::tr("http to another machine can be read and changed on the way, with the token. "
                                         "Use https, or allow insecure http for this connection."));
    }
    if (profile.auth == AuthKind::Header && !isFreeHeaderName(profile.headerName.toUtf8()))
        return refuse(ConnectionText::tr("\"%1\" cannot be the name of a header.").arg(profile.headerName));
    if (profile.clientCertFile.isEmpty() != profile.clientKeyFile.isEmpty())
        return refuse(ConnectionText::tr("A client certificate needs its key, and a key its certificate: give both."));
    for (const auto& path : {profile.caFile, profile.clientCertFile, profile.clientKeyFile}) {
        if (auto error = refusedFile(path))
            return error;
    }
    return std::nullopt;
}

std::optional<Error> secretRefusal(const QByteArray& secret)
{
    constexpr qsizetype longest = 64 * 1024;
    const auto cannotBeSent = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (secret.isEmpty())
        return refuse(ConnectionText::tr("The token is empty; nothing was sent."));
    if (secret.size() > longest || std::any_of(secret.begin(), secret.end(), cannotBeSent)) {
        return refuse(ConnectionText::tr("The token is too long, or has line breaks or other characters that cannot "
                                         "be sent; nothing was sent."));
    }
    return std::nullopt;
}

QUrl tidyUrl(const QString& typed, QString* userInfo)
{
    QString text = typed.trimmed();
    if (text.isEmpty())
        return {};
    const bool hasScheme = text.contains(QLatin1StringView("://"));
    QUrl url(hasScheme ? text : QString(QLatin1StringView("https://") + text), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return {};
    if (!hasScheme && isLoopbackHost(url.host()))
        url.setScheme(QStringLiteral("http"));
    if (userInfo) {
        const QString name = url.userName(QUrl::FullyDecoded), password = url.password(QUrl::FullyDecoded);
        *userInfo = password.isEmpty() ? name : QString(name + u':' + password);
    }
    return withoutEndpoint(url);
}

QByteArray basicAuthorization(const QString& userInfo)
{
    // A name alone is a name with an empty password.
    const QString pair = userInfo.contains(u':') ? userInfo : QString(userInfo + u':');
    return "Basic " + pair.toUtf8().toBase64();
}

ApiConfig apiConfigOf(const ConnectionProfile& profile, const QByteArray& secret)
{
    ApiConfig config;
    config.baseUrl = profile.url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const QByteArray value = secret.trimmed();
    if (profile.auth != AuthKind::None && !secretRefusal(value)) {
        config.auth.kind = profile.auth;
        config.auth.secret = value;
        if (profile.auth == AuthKind::Header)
            config.auth.headerName = profile.headerName.toUtf8();
    }
    config.customCaFile = profile.caFile;
    config.clientCertFile = profile.clientCertFile;
    config.clientKeyFile = profile.clientKeyFile;
    config.systemProxy = profile.systemProxy;
    config.insecureHttp = profile.insecureHttp;
    config.ratesAreFractions = profile.ratesAreFractions;
    return config;
}

} // namespace atlas
