// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace atlas {

/// Takes from this process, for good, what reading files does not need: network, other programs, other processes, more
/// memory and time than given. Called by the reading program before it looks at anything; false: not all of that could
/// be taken away, and nothing must be read. It ends with the thread that started it.
bool confineProcess(std::chrono::seconds processor, std::int64_t memoryBytes);

} // namespace atlas
