// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/PeriodSummary.h"
#include "models/domain/Rows.h"
#include "models/domain/Time.h"

#include <span>
#include <vector>

namespace atlas {

/// The UTC days for which the server's summary does not agree with the rows at hand: in the number of hours, or in
/// allocated or available GPU hours. Days that the server does not speak of are left out. Newest first. Pure.
std::vector<PeriodSummary> differingDays(std::span<const PeriodSummary> server, std::span<const ClusterHour> own);

} // namespace atlas
