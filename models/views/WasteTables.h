// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Waste.h"

#include <map>

namespace atlas {

/// The idle workloads of each namespace, the most first; with GPU-days and since when.
std::map<std::string, std::vector<const IdleHolder*>> workloadsByNamespace(
    const HourGrid& workloads, const std::vector<IdleHolder>& holders);

/// A row a subject: GPU-days and GPU-hours held idle, since when, what it costs; with `byNamespace` on which workloads.
Table holdersTable(const WasteInput& input, const HourGrid& grid, const std::vector<IdleHolder>& holders,
    const HourGrid* workloads, const std::map<std::string, std::vector<const IdleHolder*>>& byNamespace);

/// A row a run that the rule would have ended.
Table reclaimTable(const WasteInput& input, const HourGrid& grid, const Reclaim& reclaim);

} // namespace atlas
