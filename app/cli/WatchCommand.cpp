// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/ConnectionOptions.h"
#include "app/cli/StopSignal.h"
#include "app/cli/WatchLines.h"
#include "models/sync/ConnectionSettings.h"
#include "models/sync/SyncHub.h"

namespace atlas {

namespace {

struct Server
{
    ConnectionProfile profile;
    QByteArray secret;
};

/// The server of --url, or all saved ones. A saved one whose token cannot be had does not stop the others: it will say
/// that it wants a login.
Result<std::vector<Server>> servers(const Invocation& call)
{
    if (call.options.isSet(QStringLiteral("url"))) {
        auto profile = profileOption(call);
        if (!profile)
            return tl::unexpected(profile.error());
        auto secret = secretOption(call, *profile, false);
        if (!secret)
            return tl::unexpected(secret.error());
        if (!secret->isEmpty() && profile->auth == AuthKind::None)
            profile->auth = AuthKind::Bearer;
        return std::vector<Server>{{*profile, *secret}};
    }
    const auto profiles = savedConnections(call);
    if (!profiles)
        return tl::unexpected(profiles.error());
    std::vector<Server> found;
    for (const auto& profile : *profiles) {
        if (const auto refused = refusal(profile)) {
            printError(QStringLiteral("%1: %2: %3").arg(call.context.program, profile.name, refused->message));
            continue;
        }
        Result<QByteArray> secret;
        if (profile.auth != AuthKind::None)
            secret = secretOption(call, profile, true);
        if (!secret)
            printError(QStringLiteral("%1: %2: %3").arg(call.context.program, profile.name, secret.error().message));
        found.push_back({profile, secret.value_or(QByteArray())});
    }
    if (found.empty())
        return failure(ErrorClass::Usage, QStringLiteral("No connection can be used as it is; nothing was fetched."));
    return found;
}

} // namespace

Result<void> watch(const Invocation& call)
{
    for (const char* once : {"from", "to", "force"}) {
        if (call.options.isSet(QString::fromLatin1(once))) {
            return failure(ErrorClass::Usage,
                QStringLiteral("--%1 does not go with --watch, which fetches what is new; --history says how far back.")
                    .arg(QLatin1StringView(once)));
        }
    }
    constexpr int usualDays = 35, mostDays = 3660;
    const auto days = numberOption(call, QStringLiteral("history"), usualDays, 1, mostDays);
    if (!days)
        return tl::unexpected(days.error());
    const auto wanted = servers(call);
    if (!wanted)
        return tl::unexpected(wanted.error());
    StopSignal stop;
    if (const auto installed = stop.install(); !installed)
        return installed;
    const auto store = openForWriting(call);
    if (!store)
        return tl::unexpected(store.error());

    const auto& clock = call.context.clock;
    SyncHubOptions options;
    options.history = std::chrono::days(*days);
    SyncHub hub(**store, clock, options);
    WatchLines lines(clock, call.options.isSet(QStringLiteral("json")));
    QObject::connect(&hub, &SyncHub::changed, &hub, [&] { printOut(lines.update(hub.statuses())); });
    for (const auto& [profile, secret] : *wanted)
        hub.setConnection(profile, secret);
    hub.setVisible({}, {clock.now() - std::chrono::days(1), clock.now() + std::chrono::hours(1)});
    printOut(lines.started(int(wanted->size())));
    stop.wait();
    return {};
}

} // namespace atlas
