// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace atlas {

/// Calls work(first, last) for parts that together are [0, count), in several threads where `rows` values are enough to
/// share out; returns when all are done. The parts may write to different elements of one vector.
void inParts(std::size_t count, std::size_t rows, const std::function<void(std::size_t, std::size_t)>& work);

} // namespace atlas
