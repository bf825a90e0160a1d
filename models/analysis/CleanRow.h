// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"

#include <array>
#include <limits>

/// How the room reads a row of a grid: the one place that says which values count. Not for other rooms.
namespace atlas {

/// Sums of doubles upstream make 100.00000000000001 of a full hour.
inline constexpr double highestPercent = 100.0 * (1 + 1e-9);

/// The columns of one subject; a column that the grid does not have reads as unknown.
class SubjectColumns
{
public:
    SubjectColumns(const HourGrid& grid, int subject)
    {
        for (std::size_t i = 0; i < columnCount; ++i) {
            m_series[i] = grid.series(Column(i), subject);
            if (!m_series[i].empty())
                m_columns[m_columnsUsed++] = i;
        }
    }
    double at(Column column, std::size_t hour) const
    {
        const auto& series = m_series[std::size_t(column)];
        return series.empty() ? unknown : series[hour];
    }
    bool hasRow(std::size_t hour) const
    {
        for (std::size_t i = 0; i < m_columnsUsed; ++i) {
            if (isKnown(m_series[m_columns[i]][hour]))
                return true;
        }
        return false;
    }

private:
    std::array<std::span<const double>, columnCount> m_series;
    std::array<std::size_t, columnCount> m_columns{};
    std::size_t m_columnsUsed = 0;
};

/// One row with everything unusable made unknown: values outside the physical range (counted), a capacity of 0 with
/// GPUs allocated, and all-zero utilisations where the options say so.
struct CleanRow
{
    bool outOfRange = false; // first: reading the others sets it
    bool allZero = false;
    double a, c, u, max, min, active;

    CleanRow(const SubjectColumns& columns, std::size_t hour, bool isCluster, bool zeroIsUnknown)
        : a(count(columns.at(Column::Allocated, hour)))
        , c(count(columns.at(Column::Capacity, hour)))
        , u(percent(columns.at(Column::Utilization, hour)))
        , max(percent(columns.at(Column::MaxUtilization, hour)))
        , min(percent(columns.at(Column::MinUtilization, hour)))
        , active(count(columns.at(Column::ActiveWorkloads, hour)))
    {
        // A namespace's quota of 0 is none, whatever it holds.
        if (c == 0.0 && (!isCluster || a > 0))
            c = unknown;
        allZero = a > 0 && u == 0.0 && max == 0.0 && min == 0.0;
        if (allZero && zeroIsUnknown)
            u = max = min = unknown;
    }

    /// A figure of the row that is none of those above, with what cannot be made unknown: a number, a percentage.
    double count(double value) { return inRange(value, std::numeric_limits<double>::max()); }
    double percent(double value) { return inRange(value, highestPercent); }

private:
    double inRange(double value, double highest)
    {
        if (value >= 0 && value <= highest)
            return value;
        outOfRange = outOfRange || isKnown(value);
        return unknown;
    }
};

} // namespace atlas
