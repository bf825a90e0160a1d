// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/Confinement.h"

#include <cerrno>
#include <csignal>
#include <initializer_list>

#include <malloc.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace atlas {

namespace {

// A store of what was read, with room for its indexes.
constexpr rlim_t largestWritten = rlim_t(4) << 30;
constexpr rlim_t openFiles = 64;

bool limit(__rlimit_resource what, rlim_t soft, rlim_t hard)
{
    const rlimit value{soft, hard};
    return setrlimit(what, &value) == 0;
}

bool limitResources(std::chrono::seconds processor, [[maybe_unused]] std::int64_t memoryBytes)
{
    const auto seconds = rlim_t(processor.count());
    bool done = limit(RLIMIT_CPU, seconds, seconds + 1) && limit(RLIMIT_CORE, 0, 0)
        && limit(RLIMIT_FSIZE, largestWritten, largestWritten) && limit(RLIMIT_NOFILE, openFiles, openFiles);
    std::signal(SIGXFSZ, SIG_IGN); // a full file is an error like a full disk
#ifndef __SANITIZE_ADDRESS__ // which reserves terabytes of addresses for its own
    // Each thread would reserve 64 MB of addresses for its heap.
    mallopt(M_ARENA_MAX, 1);
    done = done && limit(RLIMIT_AS, rlim_t(memoryBytes), rlim_t(memoryBytes));
#endif
    return done;
}

/// What a reader of files has no business with fails as if it were not allowed. A list of what is allowed would be
/// shorter, but it would depend on the version of the C library.
bool forbidCalls()
{
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr)
        return false;
    bool done = true;
    for (const int call : {SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
             SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(sendmmsg),
             SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(recvmmsg), SCMP_SYS(execve), SCMP_SYS(execveat),
             SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(ptrace),
             SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kcmp), SCMP_SYS(pidfd_open),
             SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_send_signal), SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter),
             SCMP_SYS(io_uring_register), SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd),
             SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(setns),
             SCMP_SYS(unshare), SCMP_SYS(open_by_handle_at), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
             SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module), SCMP_SYS(kexec_load),
             SCMP_SYS(reboot), SCMP_SYS(swapon), SCMP_SYS(swapoff), SCMP_SYS(acct), SCMP_SYS(settimeofday),
             SCMP_SYS(clock_settime), SCMP_SYS(adjtimex), SCMP_SYS(personality), SCMP_SYS(setuid), SCMP_SYS(setgid),
             SCMP_SYS(setreuid), SCMP_SYS(setregid), SCMP_SYS(setresuid), SCMP_SYS(setresgid), SCMP_SYS(shmget),
             SCMP_SYS(shmat), SCMP_SYS(msgget), SCMP_SYS(mq_open), SCMP_SYS(memfd_create), SCMP_SYS(fanotify_init),
             SCMP_SYS(quotactl)}) {
        const int code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0);
        done = done && (code == 0 || code == -EDOM); // a call that this machine does not have
    }
    // Threads, and no processes. The newer call hides its flags: the C library falls back to the older one.
    done = done && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0
        && seccomp_rule_add(
               filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0))
            == 0;
    done = done && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

} // namespace

bool confineProcess(std::chrono::seconds processor, std::int64_t memoryBytes)
{
    const bool alone = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0
        && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && close_range(STDERR_FILENO + 1, ~0U, 0) == 0;
    return alone && limitResources(processor, memoryBytes) && forbidCalls();
}

} // namespace atlas
