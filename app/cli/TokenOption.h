// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandOptions.h"
#include "models/api/ApiConfig.h"

namespace atlas {

void declareTokenOptions(QCommandLineParser& parser);

/// The token of --token-file, which nobody else may be able to read, or --token-stdin; none without either. From then
/// on the process leaves no core file in which the token could be found.
Result<ApiAuth> tokenOption(const Invocation& call);

} // namespace atlas
