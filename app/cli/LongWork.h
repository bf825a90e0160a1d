// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandOptions.h"
#include "models/domain/Progress.h"

#include <functional>

namespace atlas {

/// Does long work in another thread: meanwhile a terminal at the standard error shows how far it is, and SIGINT
/// (Ctrl-C) or SIGTERM cancel it; a second one ends the program at once. Where it was cancelled the call's exit code is
/// that of the signal (130, 143). The standard output may be closed by its reader: writing fails then.
Result<void> doLongWork(
    const Invocation& call, const QString& what, const std::function<Result<void>(Progress&)>& work);
/// With a progress that was there before, such as that of the store which is read.
Result<void> doLongWork(
    const Invocation& call, const QString& what, Progress& progress, const std::function<Result<void>()>& work);

} // namespace atlas
