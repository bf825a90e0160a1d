// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Display.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include <unistd.h>

namespace atlas {

namespace {

bool anyOf(int argc, const char* const* argv, std::initializer_list<std::string_view> options)
{
    return std::any_of(argv + std::min(argc, 1), argv + argc, [&](std::string_view argument) {
        return std::ranges::find(options, argument.substr(0, argument.find('='))) != options.end();
    });
}

} // namespace

Result<void> prepareDisplay(int argc, const char* const* argv)
{
    const bool needsNone = anyOf(argc, argv, {"--report", "--render", "-h", "--help", "--help-all", "-v", "--version"});
    // Cron sets none, and sends a mail of whatever is said. Qt would take this folder too, and say so.
    if (needsNone && qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR")) {
        const QByteArray folder = "/tmp/runtime-" + QByteArray::number(getuid());
        qputenv("XDG_RUNTIME_DIR", folder);
    }
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return {};
    }
    if (anyOf(argc, argv, {"-platform", "--platform", "-display", "--display"}))
        return {};
    if (needsNone) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return {};
    }
    return failure(ErrorClass::Usage,
        QStringLiteral("There is no display for a window (neither DISPLAY nor WAYLAND_DISPLAY is set). --report and "
                       "--render write files without one, and gpu-atlasctl gives the same figures."));
}

} // namespace atlas
