// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/StopSignal.h"

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

} // namespace

Result<void> StopSignal::install()
{
    if (::pipe2(g_stopPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return failure(ErrorClass::Internal, QStringLiteral("No pipe could be made; nothing was done."));
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

void StopSignal::wait()
{
    QEventLoop loop;
    QSocketNotifier notifier(g_stopPipe[0], QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &loop, [&loop] { loop.quit(); });
    loop.exec();
}

} // namespace atlas
