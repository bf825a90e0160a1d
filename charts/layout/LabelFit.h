// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <span>
#include <vector>

/// Text that fits, by a caller's measure (pixels of a font, or anything else that grows with the text).
namespace atlas {

using TextWidth = std::function<double(const QString&)>;

/// `text` with its middle replaced by an ellipsis until it is at most `width` wide; empty where not even one character
/// and the ellipsis fit. Never splits a surrogate pair. Of a qualified name (cluster/subject) the subject stays whole
/// where it fits: "prod…/llm-pretrain".
QString elideMiddle(const QString& text, double width, const TextWidth& measure);

/// Centres for labels of `height` that want to stand at `wanted`, moved as little as needed to keep them apart and in
/// [top, bottom]; in the order given. More labels than fit are spread evenly and overlap.
std::vector<double> spreadLabels(std::span<const double> wanted, double height, double top, double bottom);

/// Which labels of a row to draw, so that none come closer than `gap`: every n-th, with the smallest n. `centres`
/// ascend.
std::vector<std::size_t> thinLabels(std::span<const double> centres, std::span<const double> widths, double gap);

} // namespace atlas
