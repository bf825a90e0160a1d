// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Figure.h"

#include <algorithm>
#include <cmath>

/// Small sums over doubles that may be unknown.
namespace atlas {

/// part / whole; unknown where the whole is 0 or either is unknown.
inline double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : unknown;
}

/// A difference, or 0 where it is what sums of fractions leave behind and no amount: beside values of `size` a
/// billionth of it, beside smaller ones than 1 a billionth.
inline double beyondRounding(double difference, double size)
{
    return std::abs(difference) <= 1e-9 * std::max(1.0, std::abs(size)) ? 0 : difference;
}

/// Σ w·v / Σ w over what has both known: the utilisation of several that hold w GPUs each.
struct WeightedMean
{
    double weight = 0, sum = 0;

    void add(double w, double v)
    {
        if (isKnown(w) && isKnown(v)) {
            weight += w;
            sum += w * v;
        }
    }
    /// Unknown where nothing weighs anything.
    double value() const { return ratio(sum, weight); }
};

} // namespace atlas
