// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/HourGrid.h"

#include <algorithm>

namespace atlas {

HourGrid::HourGrid(GridScope scope, HourIndex firstHour, int hours, std::vector<std::string> subjects)
    : m_scope(std::move(scope))
    , m_firstHour(firstHour)
    , m_hours(std::max(0, hours))
    , m_subjects(std::move(subjects))
{
}

int HourGrid::indexOf(std::string_view subject) const
{
    const auto it = std::lower_bound(m_subjects.begin(), m_subjects.end(), subject);
    return it != m_subjects.end() && *it == subject ? int(it - m_subjects.begin()) : -1;
}

std::span<const double> HourGrid::series(Column column, int subject) const
{
    const auto& values = m_columns[std::size_t(column)];
    if (values.empty())
        return {};
    return std::span(values).subspan(std::size_t(subject) * std::size_t(m_hours), std::size_t(m_hours));
}

std::span<double> HourGrid::mutableColumn(Column column)
{
    auto& values = m_columns[std::size_t(column)];
    if (values.empty())
        values.assign(m_subjects.size() * std::size_t(m_hours), unknown);
    return values;
}

std::span<double> HourGrid::mutableSeries(Column column, int subject)
{
    return mutableColumn(column).subspan(std::size_t(subject) * std::size_t(m_hours), std::size_t(m_hours));
}

bool operator==(const HourGrid& a, const HourGrid& b)
{
    if (a.m_scope != b.m_scope || a.m_firstHour != b.m_firstHour || a.m_hours != b.m_hours
        || a.m_subjects != b.m_subjects)
        return false;
    const auto same = [](double x, double y) { return Figure(x) == Figure(y); };
    return std::equal(a.m_columns.begin(), a.m_columns.end(), b.m_columns.begin(),
        [&](const auto& x, const auto& y) { return std::equal(x.begin(), x.end(), y.begin(), y.end(), same); });
}

} // namespace atlas
