// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/Confinement.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <cerrno>
#include <thread>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace atlas;

namespace {

/// Runs `check` in a confined process; true where it says so.
template <class Check>
bool isTrueConfined(Check check)
{
    const auto child = ::fork();
    if (child == 0)
        ::_exit(confineProcess(std::chrono::seconds(5), std::int64_t(1) << 30) && check() ? 0 : 1);
    int status = 1;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

/// What the process that reads files cannot do any more.
class tst_Confinement : public QObject
{
    Q_OBJECT

private slots:
    void noNetwork()
    {
        QVERIFY(isTrueConfined([] {
            const int families[] = {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK};
            return std::all_of(std::begin(families), std::end(families),
                [](int family) { return ::socket(family, SOCK_STREAM, 0) < 0 && errno == EPERM; });
        }));
    }
    void noOtherProgram()
    {
        QVERIFY(isTrueConfined([] {
            ::execl("/bin/true", "true", nullptr);
            return errno == EPERM;
        }));
    }
    void noOtherProcess()
    {
        QVERIFY(isTrueConfined([] { return ::fork() < 0 && errno == EPERM; }));
        QVERIFY(isTrueConfined([] { return ::kill(::getppid(), 0) < 0 && errno == EPERM; }));
    }
    void nothingThatWasOpen()
    {
        const int open = ::open("/dev/null", O_RDONLY);
        QVERIFY(isTrueConfined([open] { return ::fcntl(open, F_GETFD) < 0 && errno == EBADF; }));
        ::close(open);
    }
    void noTrace()
    {
        QVERIFY(isTrueConfined([] {
            rlimit core{};
            return ::prctl(PR_GET_DUMPABLE) == 0 && ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1
                && ::getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0;
        }));
    }
    void threadsAndFilesWork()
    {
        QVERIFY(isTrueConfined([] {
            int seen = 0;
            std::thread([&seen] { seen = ::open("/dev/null", O_RDONLY | O_CLOEXEC); }).join();
            return seen > 0;
        }));
    }
};

ATLAS_TEST(tst_Confinement);
#include "tst_Confinement.moc"
