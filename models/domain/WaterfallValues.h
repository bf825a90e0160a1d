// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"
#include "models/domain/Metric.h"

#include <QString>

#include <vector>

namespace atlas {

/// A figure that a step is made of, and what it is called: "16 – 23 Dec 2024: used GPU-hours".
struct WaterfallFigure
{
    QString text;
    FigureRef figure;

    friend bool operator==(const WaterfallFigure&, const WaterfallFigure&) = default;
};

/// A level, or what comes to it.
struct WaterfallStep
{
    QString key; ///< unique
    QString label;
    double value = 0; ///< a level where `total`, else a change of it
    bool total = false;
    /// Of a total its meaning. Category: a change that is coloured by its sign; Other: one that is set apart (grey).
    Role role = Role::Category;
    QString note; ///< a sentence on what it is; may be empty
    std::vector<WaterfallFigure> figures = {}; ///< where it comes from: of a change the later one, then the earlier

    friend bool operator==(const WaterfallStep&, const WaterfallStep&) = default;
};

/// How one level became another, step by step: a total, changes, and the total that they add up to.
struct WaterfallData
{
    Unit unit = Unit::None;
    std::vector<WaterfallStep> steps;

    friend bool operator==(const WaterfallData&, const WaterfallData&) = default;
};

} // namespace atlas
