// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <limits>

namespace atlas {

/// NaN stands for "unknown" in every column, row and result of the product. Unknown is never zero.
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

inline bool isKnown(double value)
{
    return !std::isnan(value);
}

/// A measured number that may be unknown. It is a double with one difference: two unknown figures are equal, so that
/// rows compare with the defaulted operator==.
struct Figure
{
    double value = unknown;

    constexpr Figure() = default;
    constexpr Figure(double v) // NOLINT(google-explicit-constructor): a figure is a number
        : value(v)
    {
    }
    constexpr operator double() const { return value; } // NOLINT(google-explicit-constructor)
    bool known() const { return isKnown(value); }

    friend bool operator==(Figure a, Figure b) { return a.value == b.value || (!a.known() && !b.known()); }
};

} // namespace atlas
