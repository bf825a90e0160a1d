// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ConnectionOptions.h"

#include "app/cli/WaitFor.h"
#include "models/sync/ConnectionSettings.h"
#include "models/sync/SecretFile.h"
#include "models/sync/SecretStore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace atlas {

namespace {

Result<QByteArray> readKeyring(const QString& id)
{
    SecretStore secrets(keyringService);
    return waitFor(secrets.read(id));
}

/// The id of a saved connection that is called so, or the name itself.
Result<QString> idOfConnection(const Invocation& call, const QString& name)
{
    const auto path = call.options.value(QStringLiteral("config"));
    const auto profiles = readConnections(path.isEmpty() ? call.context.defaultConnections : path);
    if (!profiles)
        return tl::unexpected(profiles.error());
    const auto match = std::find_if(profiles->begin(), profiles->end(),
        [&](const ConnectionProfile& profile) { return profile.id == name || profile.name == name; });
    return match == profiles->end() ? name : match->id;
}

/// The credential of a connection; empty if the service manager passed on none.
Result<QByteArray> readCredential(const Invocation& call, const ConnectionProfile& profile)
{
    if (call.context.credentials.isEmpty())
        return QByteArray();
    const QStringList names{
        QStringLiteral("token-") + profile.id, QStringLiteral("token-") + profile.name, QStringLiteral("token")};
    for (const auto& name : names) {
        // A name with a slash leads elsewhere.
        const auto path = QDir(call.context.credentials).filePath(name);
        if (!name.contains(u'/') && QFileInfo::exists(path))
            return readSecretFile(path, false); // the service manager guards them by an access list
    }
    return QByteArray();
}

bool namesSecret(const Invocation& call)
{
    return call.options.isSet(QStringLiteral("token-file")) || call.options.isSet(QStringLiteral("token-stdin"))
        || call.options.isSet(QStringLiteral("token-keyring"));
}

/// What the options name; empty without any.
Result<QByteArray> readSecret(const Invocation& call, const ConnectionProfile& profile, bool saved)
{
    if (const auto path = call.options.value(QStringLiteral("token-file")); !path.isEmpty())
        return readSecretFile(path, true);
    if (call.options.isSet(QStringLiteral("token-stdin"))) {
        QFile input;
        return input.open(stdin, QIODevice::ReadOnly) ? input.read(longestSecret) : QByteArray();
    }
    if (const auto name = call.options.value(QStringLiteral("token-keyring")); !name.isEmpty()) {
        const auto id = idOfConnection(call, name);
        if (!id)
            return tl::unexpected(id.error());
        auto secret = readKeyring(*id);
        if (secret && secret->isEmpty()) {
            return failure(ErrorClass::Auth,
                QStringLiteral("The keyring has no token of a connection \"%1\"; nothing was sent. Save the connection "
                               "with the window, or give the token in another way.")
                    .arg(name));
        }
        return secret;
    }
    auto credential = readCredential(call, profile);
    if (!credential || !credential->isEmpty() || !saved)
        return credential;
    return readKeyring(profile.id);
}

} // namespace

void declareConnectionOptions(QCommandLineParser& parser)
{
    const auto add = [&](const char* name, const char* help, const char* value = nullptr) {
        QCommandLineOption option(QString::fromLatin1(name), QString::fromLatin1(help));
        if (value)
            option.setValueName(QString::fromLatin1(value));
        parser.addOption(option);
    };
    add("url", "The server, with or without /api/v1 behind it.", "URL");
    add("config", "Saved connections; those of the window without this option.", "FILE");
    add("auth", "How the token is sent: bearer (usual), cookie, or header:NAME.", "KIND");
    add("token-file", "File of mode 0600 that holds the server's token.", "FILE");
    add("token-stdin", "Reads the server's token from the standard input.");
    add("token-keyring", "Takes the token of this saved connection from the keyring.", "CONNECTION");
    add("ca-file", "Certificates (PEM) to trust for this server, only.", "FILE");
    add("client-cert", "Certificate (PEM) to show to the server.", "FILE");
    add("client-key", "Its key (PEM).", "FILE");
    add("no-proxy", "Connects directly, whatever proxy the system is set up for.");
    add("fractions", "The server reports rates as 0-1 instead of 0-100.");
    add("insecure", "Allows http to another machine.");
}

Result<ConnectionProfile> profileOption(const Invocation& call)
{
    const auto text = call.options.value(QStringLiteral("url"));
    const QUrl url(text, QUrl::StrictMode);
    if (text.isEmpty())
        return failure(ErrorClass::Usage, QStringLiteral("--url is missing: the server to ask."));
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != QLatin1StringView("http") && url.scheme() != QLatin1StringView("https")))
        return failure(ErrorClass::Usage, QStringLiteral("--url must be an http or https address."));
    if (!url.userInfo().isEmpty()) {
        return failure(ErrorClass::Usage,
            QStringLiteral("--url must not contain a user name or password; give a token by --token-file."));
    }
    ConnectionProfile profile;
    profile.id = QStringLiteral("command");
    profile.name = url.host();
    profile.url = url;
    profile.clusters = call.options.values(QStringLiteral("cluster"));
    profile.insecureHttp = call.options.isSet(QStringLiteral("insecure"));
    if (isPlainHttp(url) && !profile.insecureHttp) {
        return failure(ErrorClass::Usage,
            QStringLiteral("http to another machine can be read and changed on the way; use https, or allow it by "
                           "--insecure."));
    }
    profile.caFile = call.options.value(QStringLiteral("ca-file"));
    profile.clientCertFile = call.options.value(QStringLiteral("client-cert"));
    profile.clientKeyFile = call.options.value(QStringLiteral("client-key"));
    profile.systemProxy = !call.options.isSet(QStringLiteral("no-proxy"));
    profile.ratesAreFractions = call.options.isSet(QStringLiteral("fractions"));

    const auto auth = call.options.value(QStringLiteral("auth"));
    const QLatin1StringView header("header:");
    if (auth == QLatin1StringView("cookie")) {
        profile.auth = AuthKind::Cookie;
    } else if (auth.startsWith(header)) {
        profile.auth = AuthKind::Header;
        profile.headerName = auth.mid(header.size());
    } else if (auth == QLatin1StringView("bearer")) {
        profile.auth = AuthKind::Bearer;
    } else if (!auth.isEmpty()) {
        return failure(ErrorClass::Usage,
            QStringLiteral("--auth must be bearer, cookie or header:NAME; the token itself is given in another way."));
    }
    if (const auto refused = refusal(profile))
        return tl::unexpected(*refused);
    return profile;
}

Result<QByteArray> secretOption(const Invocation& call, const ConnectionProfile& profile, bool saved)
{
    const int ways = int(call.options.isSet(QStringLiteral("token-file")))
        + int(call.options.isSet(QStringLiteral("token-stdin")))
        + int(call.options.isSet(QStringLiteral("token-keyring")));
    if (ways > 1)
        return failure(ErrorClass::Usage, QStringLiteral("Give the token in one way only; nothing was sent."));
    auto secret = readSecret(call, profile, saved);
    if (!secret)
        return secret;
    *secret = secret->trimmed();
    const bool expected = namesSecret(call) || (!saved && profile.auth != AuthKind::None);
    if (secret->isEmpty() && !expected)
        return secret;
    if (const auto refused = secretRefusal(*secret))
        return tl::unexpected(*refused);
    leaveNoCoreFile();
    return secret;
}

Result<std::vector<ConnectionProfile>> savedConnections(const Invocation& call)
{
    const auto option = call.options.value(QStringLiteral("config"));
    const auto path = option.isEmpty() ? call.context.defaultConnections : option;
    if (!QFileInfo::exists(path)) {
        return failure(ErrorClass::Usage,
            QStringLiteral("There are no saved connections at %1; name a server by --url, or a file by --config.")
                .arg(path));
    }
    auto profiles = readConnections(path);
    if (!profiles)
        return profiles;
    profiles->erase(std::remove_if(profiles->begin(), profiles->end(),
                        [](const ConnectionProfile& profile) { return !profile.enabled; }),
        profiles->end());
    if (profiles->empty()) {
        return failure(
            ErrorClass::Usage, QStringLiteral("No connection in %1 is enabled; nothing was fetched.").arg(path));
    }
    return profiles;
}

} // namespace atlas
