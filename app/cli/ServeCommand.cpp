// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/StopSignal.h"
#include "app/server/ApiServer.h"

namespace atlas {

namespace {

void declare(QCommandLineParser& parser)
{
    parser.addOption({QStringLiteral("store"), QStringLiteral("The store to serve."), QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("listen"),
        QStringLiteral("Where to listen, localhost or one of its two addresses; port 0 for any free one."),
        QStringLiteral("ADDRESS:PORT"), QStringLiteral("localhost:8080")});
}

Result<void> run(const Invocation& call)
{
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
    const auto url = server.start(**store, call.context.clock, *address);
    if (!url)
        return tl::unexpected(url.error());
    printOut("listening on " + url->toString().toStdString() + "\n");
    stop.wait();
    return {};
}

} // namespace

const Command serveCommand{"serve", "serve [--store FILE] [--listen ADDRESS:PORT]", "serves a store over HTTP",
    "Answers the GPU aggregation API from a store, below /api/v1 and /v1, to programs on this machine. The store\n"
    "is only read: another process may write to it meanwhile. Prints the address it listens on; SIGTERM ends it.",
    &declare, &run, false, "serve --store cluster.db --listen localhost:8080"};

} // namespace atlas
