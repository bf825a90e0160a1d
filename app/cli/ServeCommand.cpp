// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/server/ApiServer.h"

#include <QEventLoop>
#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace atlas {

namespace {

int g_stopPipe[2] = {-1, -1}; // a signal handler reaches nothing else

void onStopSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(g_stopPipe[1], &byte, 1);
}

/// SIGTERM and SIGINT are caught from install() on, so that one that comes early is not lost.
class StopSignal
{
public:
    Result<void> install()
    {
        if (::pipe2(g_stopPipe, O_CLOEXEC | O_NONBLOCK) != 0)
            return failure(ErrorClass::Internal, QStringLiteral("No pipe could be made; nothing was served."));
        struct sigaction action
        {
        };
        action.sa_handler = &onStopSignal;
        action.sa_flags = SA_RESTART;
        sigemptyset(&action.sa_mask);
        ::sigaction(SIGTERM, &action, nullptr);
        ::sigaction(SIGINT, &action, nullptr);
        return {};
    }
    void wait()
    {
        QEventLoop loop;
        QSocketNotifier notifier(g_stopPipe[0], QSocketNotifier::Read);
        QObject::connect(&notifier, &QSocketNotifier::activated, &loop, [&loop] { loop.quit(); });
        loop.exec();
    }
};

void declare(QCommandLineParser& parser)
{
    parser.addOption({QStringLiteral("store"), QStringLiteral("The store to serve."), QStringLiteral("FILE")});
    parser.addOption(
        {QStringLiteral("listen"), QStringLiteral("Where to listen; a loopback address, port 0 for any free one."),
            QStringLiteral("ADDRESS:PORT"), QStringLiteral("127.0.0.1:8080")});
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
    &declare, &run, false};

} // namespace atlas
