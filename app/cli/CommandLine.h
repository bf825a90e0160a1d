// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QString>
#include <QStringList>

namespace atlas {

/// What the commands take from the world.
struct CommandContext
{
    QString program; ///< the name that messages begin with
    QString version;
    QString defaultStore; ///< where `import` and others look when no --store is given
    const Clock& clock;
    QString defaultConnections{}; ///< the saved connections of the desktop program
    QString credentials{}; ///< folder of the credentials that the service manager passed on; empty: none
    QString defaultAlertRules{}; ///< the desktop program's
};

/// Runs `gpu-atlasctl COMMAND ...` (`arguments` without the program's name) and returns the exit code. Results go to
/// standard output; failures to standard error, as `PROGRAM: CLASS: sentence`. Needs a QCoreApplication.
///
/// Exit codes: 0 done, 1 INTERNAL, 2 USAGE, 3 NET, TIMEOUT and THROTTLED, 4 AUTH, 5 TLS, 6 API and PAYLOAD, 7 PARTIAL
/// and CLOCK, 8 CACHE, 9 FILE_REJECTED, 10 EXPORT, 11 alerts fire (a command that was done and has that to say).
int runCommandLine(const QStringList& arguments, const CommandContext& context);

} // namespace atlas
