// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace atlas {

/// What a cluster's utilisation was measured over: the GPUs that were allocated, or all GPUs that report. A fact about
/// the server, and so a setting of its connection.
enum class UtilizationBasis : std::uint8_t { Allocated, AllGpus };

} // namespace atlas
