// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandOptions.h"
#include "models/analysis/Usage.h"

#include <QString>

#include <string>
#include <vector>

namespace atlas {

/// How figures are read: what utilisation is measured over, what hours of zeros say, what a GPU·h costs.
struct Reading
{
    std::vector<UsageOptions> options; ///< of each cluster
    QString currency; ///< empty: there are no amounts, or of several currencies
};

/// --basis, --zero-hours-unknown, --price, --currency, --config.
void declareReadingOptions(QCommandLineParser& parser);

/// As the saved connection of each cluster says: of --config, or where the store is the window's own.
Result<Reading> savedReading(const Invocation& call, SqliteStore& store, const std::vector<std::string>& clusters);
/// The same, and then as all those options say. USAGE where they make no sense.
Result<Reading> readingOption(const Invocation& call, SqliteStore& store, const std::vector<std::string>& clusters);

} // namespace atlas
