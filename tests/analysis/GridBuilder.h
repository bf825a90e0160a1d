// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace atlas::test {

using Values = std::vector<double>;
using Columns = std::map<Column, Values>;

/// A grid from hour `first` on, with the columns of each subject; `_` stands for unknown in the tests' tables.
inline HourGrid makeGrid(Level level, HourIndex first, const std::map<std::string, Columns>& subjects)
{
    std::vector<std::string> names;
    std::size_t hours = 0;
    for (const auto& [name, columns] : subjects) {
        names.push_back(name);
        for (const auto& [column, values] : columns)
            hours = std::max(hours, values.size());
    }
    HourGrid grid({"c", level, {}}, first, int(hours), names);
    for (const auto& [name, columns] : subjects) {
        for (const auto& [column, values] : columns)
            std::copy(values.begin(), values.end(), grid.mutableSeries(column, grid.indexOf(name)).begin());
    }
    return grid;
}

inline constexpr double _ = unknown;

} // namespace atlas::test
