// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/AllocationPresenter.h"

#include <QList>

#include <utility>

namespace atlas {

/// Caption and value, in the order to show them.
using AllocationFacts = QList<std::pair<QString, QString>>;

/// What the details say of a tile; of the whole where `item` is null. `newest` is the newest hourly row of the tile's
/// workload, null where it has none. Pure.
AllocationFacts allocationFacts(const AllocationData& data, const AllocationItem* item, const WorkloadHour* newest);

/// What a tile's GPUs are, of the whole where `item` is null: a figure of its cluster's snapshot, or of the hour that
/// stands in its place; of what is left over (not listed, unallocated, of nobody) the figure that it is left over from.
/// Nullopt for what only gathers other tiles. `annotation`: the key whose value a tile is. Pure.
std::optional<FigureRef> allocationFigure(
    const AllocationData& data, const AllocationItem* item, const std::string& annotation);

} // namespace atlas
