// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/StopSignal.h"
#include "app/server/ApiServer.h"
#include "models/sync/SecretFile.h"

#include <csignal>

namespace atlas {

namespace {

void declare(QCommandLineParser& parser)
{
    parser.addOption({QStringLiteral("store"), QStringLiteral("The store to serve."), QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("listen"),
        QStringLiteral("Where to listen, localhost or one of its two addresses; port 0 for any free one."),
        QStringLiteral("ADDRESS:PORT"), QStringLiteral("localhost:8080")});
    parser.addOption({QStringLiteral("token-file"),
        QStringLiteral("File of mode 0600 with a token that requests must show."), QStringLiteral("FILE")});
}

/// The token of --token-file; empty without the option.
Result<QByteArray> tokenOption(const Invocation& call)
{
    const auto path = call.options.value(QStringLiteral("token-file"));
    if (path.isEmpty())
        return QByteArray();
    const auto token = readSecretFile(path, true);
    if (!token)
        return token;
    if (token->trimmed().isEmpty())
        return failure(ErrorClass::Usage, QStringLiteral("The token file %1 is empty.").arg(path));
    leaveNoCoreFile();
    return token->trimmed();
}

Result<void> run(const Invocation& call)
{
    const auto token = tokenOption(call);
    if (!token)
        return tl::unexpected(token.error());
    const auto address = ListenAddress::parse(call.options.value(QStringLiteral("listen")));
    if (!address)
        return tl::unexpected(address.error());
    auto store = openForReading(call);
    if (!store)
        return tl::unexpected(store.error());
    StopSignal stop;
    if (const auto installed = stop.install(); !installed)
        return installed;
    ApiServer server;
    const auto url = server.start(**store, call.context.clock, *address, *token);
    if (!url)
        return tl::unexpected(url.error());
    printOut("listening on " + url->toString().toStdString() + "\n");
    for (;;) {
        stop.wait();
        if (stop.take() != SIGHUP || token->isEmpty())
            return {};
        if (const auto another = tokenOption(call))
            server.setToken(*another);
        else
            printError(
                QStringLiteral("%1: %2 The token stays as it was.").arg(call.context.program, another.error().message));
    }
}

} // namespace

const Command serveCommand{"serve", "serve [--store FILE] [--listen ADDRESS:PORT] [--token-file FILE]",
    "serves a store over HTTP",
    "Answers the GPU aggregation API from a store, below /api/v1 and /v1, to programs on this machine. The store\n"
    "is only read: another process may write to it meanwhile. Prints the address it listens on; SIGTERM ends it.\n"
    "With --token-file requests need \"Authorization: Bearer TOKEN\"; SIGHUP reads the file again.",
    &declare, &run, false, "serve --store cluster.db --listen localhost:8080"};

} // namespace atlas
