// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace atlas {

/// Which of the points to draw on `columns` pixel columns over [from, to]: in every column the first, the lowest, the
/// highest and the last known point, and a point of each gap (NaN), so that peaks and gaps look as with all of them.
/// One point beyond each end is kept, so that lines leave the picture in the right direction. `x` ascends; indices
/// ascend. With few points per column all in view are kept.
std::vector<std::size_t> decimate(
    std::span<const double> x, std::span<const double> y, double from, double to, int columns);

} // namespace atlas
