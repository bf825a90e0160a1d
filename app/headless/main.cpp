// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommandLine.h"
#include "app/cli/StandardStreams.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv)
{
    atlas::holdClosedStreams();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("gpu-atlasctl"));
    const atlas::SystemClock clock;
    const atlas::CommandContext context{QStringLiteral("gpu-atlasctl"), QStringLiteral(ATLAS_VERSION),
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/gpu-atlas/store.db"),
        clock,
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
            + QStringLiteral("/gpu-atlas/connections.json"),
        qEnvironmentVariable("CREDENTIALS_DIRECTORY"),
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
            + QStringLiteral("/gpu-atlas/alert-rules.json")};
    const int code = atlas::runCommandLine(QCoreApplication::arguments().mid(1), context);
    // Everything of ours is closed by now. The libraries' last acts would wait for a keyring that does not answer.
    std::fflush(nullptr);
    std::_Exit(code);
}
