// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Figure.h"
#include "models/domain/Rows.h"
#include "models/domain/Time.h"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace atlas {

enum class Level : std::uint8_t { Cluster, Namespace, Dimension, Workload };

/// What a grid is about: one level of one cluster, and for Level::Dimension the key.
struct GridScope
{
    std::string cluster;
    Level level = Level::Cluster;
    DimensionKey dimension; ///< used with Level::Dimension only

    friend auto operator<=>(const GridScope&, const GridScope&) = default;
};

/// The columns of hourly figures. Units: GPUs for Allocated and Capacity, percent for utilisations and AllocationRate.
enum class Column : std::uint8_t {
    Allocated,
    Capacity,
    AllocationRate,
    Utilization, ///< avg_utilization
    MaxUtilization,
    MinUtilization,
    P50,
    P95,
    ActiveWorkloads,
    SampleCount,
};
inline constexpr std::size_t columnCount = 10;

/// The hourly figures of one level over a range, as dense columns: for each figure one array, subject after subject, in
/// each the hours in order. Unknown (and: no row for that hour) is NaN. This is what every page, export and reply
/// computes from.
///
/// A grid is immutable once shared. A column that the level does not have, or that was not asked for, is empty:
/// column() then gives an empty span.
class HourGrid
{
public:
    HourGrid() = default;
    HourGrid(GridScope scope, HourIndex firstHour, int hours, std::vector<std::string> subjects);

    const GridScope& scope() const { return m_scope; }
    /// Names of the subjects, sorted by bytes: the cluster, the namespaces, the dimension's values,
    /// "namespace/workload".
    const std::vector<std::string>& subjects() const { return m_subjects; }
    int subjectCount() const { return int(m_subjects.size()); }
    /// Index of a subject, -1 if it is not in the grid.
    int indexOf(std::string_view subject) const;

    HourIndex firstHour() const { return m_firstHour; }
    int hours() const { return m_hours; }
    TimeRange range() const { return {hourStart(m_firstHour), hourStart(m_firstHour + m_hours)}; }

    bool has(Column column) const { return !m_columns[std::size_t(column)].empty(); }
    /// All subjects' hours of one figure; empty if the grid has none.
    std::span<const double> column(Column column) const { return m_columns[std::size_t(column)]; }
    /// One subject's hours of one figure; empty if the grid has none.
    std::span<const double> series(Column column, int subject) const;
    /// For filling: creates the column, all unknown, where it is not there yet.
    std::span<double> mutableColumn(Column column);
    std::span<double> mutableSeries(Column column, int subject);

    friend bool operator==(const HourGrid&, const HourGrid&);

private:
    GridScope m_scope;
    HourIndex m_firstHour = 0;
    int m_hours = 0;
    std::vector<std::string> m_subjects;
    std::array<std::vector<double>, columnCount> m_columns;
};

using GridPtr = std::shared_ptr<const HourGrid>;

} // namespace atlas
