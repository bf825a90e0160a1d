// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"

#include <QRectF>
#include <QString>

#include <span>
#include <unordered_map>
#include <vector>

/// Squarified treemaps as pure geometry in doubles: painter and hit test read the result.
namespace atlas {

/// Rectangles for `weights` in the given order (descending gives the squarest), filling `rect` without gap or overlap,
/// areas proportional to the weights. Weights that are not finite and positive get an empty rectangle.
std::vector<QRectF> squarify(std::span<const double> weights, const QRectF& rect);

struct TreemapOptions
{
    double headerHeight = 18; ///< of a group; a group too low or too narrow for it is laid out without
    double minHeaderWidth = 36;
    double padding = 1; ///< inside a group, around its children
    double minTile = 6; ///< a tile with a shorter side goes into its parent's aggregated remainder
    int maxDepth = 2; ///< levels below the root that are laid out
};

/// A row of siblings of an earlier layout.
struct TreemapRow
{
    std::vector<QString> keys; ///< an empty one: the aggregated remainder
    bool upright = false; ///< it is a column at the left of what was free
};
/// The rows of siblings of an earlier layout, by path; see layoutTreemap.
using TreemapOrder = std::unordered_map<QString, std::vector<TreemapRow>>;

struct TreemapTile
{
    const TreemapNode* node = nullptr; ///< null for an aggregated remainder
    int parent = -1; ///< index of the group's tile; -1: directly below the root
    int depth = 0; ///< 0 directly below the root
    QRectF rect; ///< siblings' areas are proportional to their weights
    QRectF header; ///< empty without one
    bool isGroup = false; ///< its children are laid out inside
    int aggregated = 0; ///< number of nodes too small to show
    double weight = 0; ///< the node's size; of a group without one the sum of its children's
    double value = unknown; ///< the node's; of an aggregated remainder the mean by weight of what is known
    double change = unknown; ///< the node's; of an aggregated remainder the sum, unknown where one's is
};

/// Lays out the tree below `root` (which itself gets no tile), groups before their tiles. Siblings are ordered by
/// weight, then key; what is unallocated and remainders come after their siblings whatever they weigh. With `keep`,
/// siblings known there keep that order until one clearly (1.3 times) outweighs the one before it, and newcomers are
/// placed by weight; they also keep their rows as long as these make tiles nearly as square as new ones would. What
/// came out is written back, so that neighbours in time stay alike. What is too small to be seen costs one pass over
/// it. The result points into `root`.
std::vector<TreemapTile> layoutTreemap(
    const TreemapNode& root, const QRectF& rect, const TreemapOptions& options, TreemapOrder* keep = nullptr);

} // namespace atlas
