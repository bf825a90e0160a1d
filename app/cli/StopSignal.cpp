// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/StopSignal.h"

#include <QEventLoop>
#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace atlas {

namespace {

// A signal handler reaches nothing else.
int g_stopPipe[2] = {-1, -1};
volatile std::sig_atomic_t g_secondEnds = 0, g_came = 0;

void onStopSignal(int number)
{
    if (g_came != 0 && g_secondEnds != 0)
        ::_exit(exitCodeOfSignal(number));
    g_came = 1;
    const int before = errno; // of whoever is interrupted
    const char byte = char(number);
    [[maybe_unused]] const auto written = ::write(g_stopPipe[1], &byte, 1);
    errno = before;
}

} // namespace

Result<void> StopSignal::install(Second second)
{
    g_secondEnds = second == Second::EndsAtOnce ? 1 : 0;
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
    struct sigaction before
    {
    };
    if (::sigaction(SIGHUP, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
        ::sigaction(SIGHUP, &action, nullptr);
    return {};
}

void StopSignal::wait()
{
    QEventLoop loop;
    QSocketNotifier notifier(g_stopPipe[0], QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &loop, [&loop] { loop.quit(); });
    loop.exec();
}

int StopSignal::descriptor() const
{
    return g_stopPipe[0];
}

int StopSignal::take()
{
    char byte = 0;
    return ::read(g_stopPipe[0], &byte, 1) == 1 ? byte : 0;
}

} // namespace atlas
