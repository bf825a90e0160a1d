// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/layout/Decimate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace atlas {

namespace {

constexpr std::size_t none = std::size_t(-1);

/// What of one pixel column has to be drawn.
struct Column
{
    std::size_t first = none, lowest = none, highest = none, last = none, gap = none;

    void add(std::size_t i, std::span<const double> y)
    {
        if (std::isnan(y[i])) {
            // a gap counts by where it interrupts what is known: the latest one does
            gap = i;
            return;
        }
        if (first == none)
            first = lowest = highest = i;
        if (y[i] < y[lowest])
            lowest = i;
        if (y[i] > y[highest])
            highest = i;
        last = i;
    }

    void flush(std::vector<std::size_t>& kept)
    {
        bool gapToCome = gap != none;
        std::size_t before = none;
        for (const std::size_t i : {first, std::min(lowest, highest), std::max(lowest, highest), last}) {
            if (gapToCome && gap < i) {
                kept.push_back(gap);
                gapToCome = false;
            }
            if (i != before && i != none)
                kept.push_back(i);
            before = i;
        }
        if (gapToCome)
            kept.push_back(gap);
        *this = {};
    }
};

} // namespace

std::vector<std::size_t> decimate(
    std::span<const double> x, std::span<const double> y, double from, double to, int columns)
{
    const std::size_t n = std::min(x.size(), y.size());
    x = x.first(n);
    std::vector<std::size_t> kept;
    if (n == 0 || !(from < to) || columns <= 0)
        return kept;

    auto begin = std::size_t(std::ranges::lower_bound(x, from) - x.begin());
    auto end = std::size_t(std::ranges::upper_bound(x, to) - x.begin());
    if (begin > 0)
        --begin;
    if (end < n)
        ++end;

    if (end - begin <= std::size_t(columns) * 2) {
        for (std::size_t i = begin; i < end; ++i)
            kept.push_back(i);
        return kept;
    }
    kept.reserve(std::size_t(columns) * 4);
    const double perColumn = (to - from) / columns;
    Column column;
    double columnEnd = -std::numeric_limits<double>::infinity();
    for (std::size_t i = begin; i < end; ++i) {
        if (x[i] >= columnEnd) { // a division a column, not a point
            column.flush(kept);
            columnEnd = from + perColumn * (std::floor((x[i] - from) / perColumn) + 1);
        }
        column.add(i, y);
    }
    column.flush(kept);
    return kept;
}

} // namespace atlas
