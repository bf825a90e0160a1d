// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"
#include "models/domain/Figure.h"
#include "models/domain/Metric.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace atlas {

struct ScatterPoint
{
    QString key; ///< unique
    QString label;
    std::string colorKey;
    Figure x, y; ///< one that is unknown in either has no dot
    double size = 0; ///< what the dot's area stands for

    friend bool operator==(const ScatterPoint&, const ScatterPoint&) = default;
};

/// Dots over two figures, the size of which is a third.
struct ScatterData
{
    QString xTitle, yTitle, sizeTitle;
    Unit xUnit = Unit::None, yUnit = Unit::None, sizeUnit = Unit::None;
    bool logX = false; ///< then only what is above 0 has a dot
    std::vector<ScatterPoint> points;
    /// What the figures are, of whom and over which hours, where "where does this come from?" can be answered: the keys
    /// are subjects of the scope.
    std::optional<Metric> xMetric = std::nullopt, yMetric = std::nullopt, sizeMetric = std::nullopt;
    GridScope scope = {};
    TimeRange range = {};

    friend bool operator==(const ScatterData&, const ScatterData&) = default;
};

} // namespace atlas
