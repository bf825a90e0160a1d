// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

namespace atlas {

/// SIGTERM, SIGINT and SIGHUP (a terminal that closes, unless it was said before that it does not matter) as an
/// ordinary end: caught from install() on, so that one that comes early is not lost.
class StopSignal
{
public:
    /// What a second one does.
    enum class Second { Nothing, EndsAtOnce };
    Result<void> install(Second second = Second::Nothing);
    /// Runs the event loop until one of them came.
    void wait();
    /// Readable once one of them came; take() says which, and 0 before.
    int descriptor() const;
    int take();
};

/// As shells say that a program ended by a signal.
constexpr int exitCodeOfSignal(int number)
{
    return 128 + number;
}

} // namespace atlas
