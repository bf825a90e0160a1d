// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/WeekMap.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

/// The next round number, for the end of a colour scale.
double niceCeiling(double value)
{
    const double unit = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 5.0, 7.5}) {
        if (value <= step * unit)
            return step * unit;
    }
    return 10 * unit;
}

} // namespace

HeatmapData weekMap(std::vector<double> cells, Unit unit)
{
    HeatmapData data;
    const QLocale locale;
    for (int day = 1; day <= 7; ++day)
        data.rows.push_back(locale.standaloneDayName(day, QLocale::ShortFormat));
    for (int hour = 0; hour < 24; ++hour)
        data.columns.push_back(QStringLiteral("%1").arg(hour, 2, 10, QLatin1Char('0')));
    data.unit = unit;
    data.cells = std::move(cells);
    if (unit == Unit::Percent)
        return data;
    data.high = 0;
    for (const double cell : data.cells)
        data.high = isKnown(cell) ? std::max(data.high, cell) : data.high;
    data.high = data.high > 0 ? niceCeiling(data.high) : 1;
    return data;
}

} // namespace atlas
