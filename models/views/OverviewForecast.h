// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Overview.h"

namespace atlas {

/// Continues the GPUs of an overview with the forecast of what will be allocated, dashed and with its interval, and
/// says how good it is; or why there is none. The axes of both charts grow by what is forecast. Pure.
void addForecast(const OverviewInput& in, OverviewData& data);

} // namespace atlas
