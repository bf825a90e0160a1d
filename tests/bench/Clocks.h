// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>

namespace atlas::test {

/// Milliseconds of a clock: with CLOCK_THREAD_CPUTIME_ID what this thread worked, however busy the machine is.
inline double milliseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

} // namespace atlas::test
