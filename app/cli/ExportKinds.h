// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandOptions.h"

/// What `export` writes beside tables.
namespace atlas {

void declareReportOptions(QCommandLineParser& parser);
Result<void> exportReport(const Invocation& call);

void declareBundleOptions(QCommandLineParser& parser);
Result<void> exportBundle(const Invocation& call);

} // namespace atlas
