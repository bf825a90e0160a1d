// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"

#include <QString>

namespace atlas {

/// The change of a key figure in words, on screen and paper alike.
struct FigureChange
{
    enum Direction : std::uint8_t { Unknown, Same, Up, Down };
    Direction direction = Unknown;
    QString text; ///< "▲ 3.4 %", "▼ 1.2 points", "new", "unchanged"; empty where it is unknown
    QString against; ///< "vs previous 7 days", or that there is nothing to compare with
    /// Whether it is good (+1) or bad (−1); 0: neither.
    int meaning = 0;
};

/// Percentages change by points, other figures by percent, and are new where they were 0; what is too small to be
/// written is no change. Pure.
FigureChange figureChange(const KeyFigure& figure);

} // namespace atlas
