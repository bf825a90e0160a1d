// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/views/DashboardState.h"
#include "ui/Theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace atlas {

/// What the window was started with.
struct DesktopOptions
{
    QString connectUrl;
    QStringList openFiles; ///< a store, or bundles and replies
    bool live = false; ///< the saved connections, also for a picture
    QString tokenFile; ///< of the server of connectUrl
    bool insecure = false; ///< connectUrl may be http to another machine
    std::optional<DashboardQuery> link; ///< what follows changes parts of it
    QString page, cluster;
    QStringList clusters; ///< of a report: all that were named; empty: all that there are
    std::optional<RangePreset> preset;
    std::optional<TimeRange> range;
    QByteArray zone; ///< empty: the system's
    std::optional<Bucket> bucket;
    std::optional<ThemeMode> theme;
    QString language;
    QString renderTo; ///< PNG; empty: a window is shown
    QString reportTo; ///< PDF, "-" for the standard output; empty: no report
    QString source; ///< what the report says that it is of; empty: the file
    QString at; ///< what the report's range is counted from: now, end, or a time; empty: as the window has it
    QString rules; ///< alert rules of the report; empty: the user's
    std::optional<DimensionKey> dimension; ///< its teams
    Figure price; ///< of a GPU·h; unknown: none
    QString currency;
    bool overAllGpus = false, zeroHoursAreUnknown = false; ///< how the report reads clusters (UsageOptions)
    QSize size;
    bool timing = false;
};

/// Reads the arguments (without the program's name). USAGE with a sentence for what cannot be; `--help` and `--version`
/// are answered by the text in `printed`, and nothing else is to be done then.
Result<DesktopOptions> parseDesktopOptions(const QStringList& arguments, QString& printed);

} // namespace atlas
