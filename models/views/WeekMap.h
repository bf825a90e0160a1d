// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"

#include <vector>

namespace atlas {

/// The cells of hourOfWeek() as a heat map: a row a day, Monday first, a column an hour of the day. Percentages span 0
/// to 100, other figures 0 to a round value.
HeatmapData weekMap(std::vector<double> cells, Unit unit);

} // namespace atlas
