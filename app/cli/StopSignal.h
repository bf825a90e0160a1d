// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

namespace atlas {

/// SIGTERM and SIGINT as an ordinary end: caught from install() on, so that one that comes early is not lost.
class StopSignal
{
public:
    Result<void> install();
    /// Runs the event loop until one of them came.
    void wait();
};

} // namespace atlas
