// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/SheetChart.h"

#include "models/analysis/Format.h"

#include <algorithm>
#include <cmath>

#include <xlsxwriter.h>

namespace atlas {

namespace {

bool lies(WorkbookChartKind kind)
{
    return kind == WorkbookChartKind::Bars || kind == WorkbookChartKind::GroupedBars;
}

int typeOf(WorkbookChartKind kind)
{
    switch (kind) {
    case WorkbookChartKind::StackedArea: // columns without a gap: areas would draw unknown as 0
        return LXW_CHART_COLUMN_STACKED;
    case WorkbookChartKind::Bars:
        return LXW_CHART_BAR_STACKED;
    case WorkbookChartKind::GroupedBars:
        return LXW_CHART_BAR;
    case WorkbookChartKind::Line:
        break;
    }
    return LXW_CHART_LINE;
}

/// The library takes what begins with "=" for a reference to a cell.
QByteArray plainName(const QString& text)
{
    WorkbookCounts uncounted;
    const auto name = cellText(text, uncounted);
    return name.startsWith('=') ? ' ' + name : name;
}

const char* axisFormat(Unit unit, double largest)
{
    constexpr double few = 10;
    if (unit == Unit::Percent)
        return "0%";
    return largest < few && unit != Unit::Count ? "0.0" : "#,##0";
}

/// Every how many rows the axis of times is labelled: about eight times, hours at the same time of day.
std::uint16_t labelInterval(std::uint32_t rows, double hoursApart)
{
    constexpr std::uint32_t labels = 8;
    constexpr double day = 24;
    auto interval = std::max(1U, (rows + labels - 1) / labels);
    if (hoursApart > 0 && hoursApart < day && interval * hoursApart > day / 2) {
        const auto rowsOfADay = std::uint32_t(day / hoursApart);
        interval = (interval + rowsOfADay - 1) / rowsOfADay * rowsOfADay;
    }
    return std::uint16_t(std::min(interval, 0xFFFFU));
}

} // namespace

bool hasTimeAxis(const Table& table, const WorkbookChart& chart)
{
    return std::any_of(table.columns.begin(), table.columns.end(),
        [&](const auto& column) { return column.id == chart.category && column.kind == CellKind::Time; });
}

std::uint32_t addSheetChart(
    lxw_workbook* book, const SheetTable& table, const WorkbookChart& chart, std::uint32_t rowsAbove)
{
    const auto& filled = table.sheets().front();
    const auto& columns = table.columns();
    const auto rows = chart.rows > 0 ? std::min(std::uint32_t(chart.rows), filled.rows) : filled.rows;
    // The last one: of times that is the label.
    const auto category =
        std::find_if(columns.rbegin(), columns.rend(), [&](const auto& column) { return column.id == chart.category; });
    std::vector<const SheetColumn*> values;
    for (const auto& id : chart.values) {
        const auto value = std::find_if(
            columns.begin(), columns.end(), [&](const auto& column) { return column.id == id && column.isNumber; });
        if (value != columns.end())
            values.push_back(&*value);
    }
    if (rows == 0 || category == columns.rend() || values.empty())
        return 0;

    auto* drawn = workbook_add_chart(book, std::uint8_t(typeOf(chart.kind)));
    const auto name = filled.name.constData();
    const auto categoryAt = lxw_col_t(&*category - columns.data());
    double least = 0, largest = 0;
    bool oneUnit = true;
    for (const auto* value : values) {
        const auto at = lxw_col_t(value - columns.data());
        auto* series = chart_add_series(drawn, nullptr, nullptr);
        chart_series_set_categories(series, name, 1, categoryAt, rows, categoryAt);
        chart_series_set_values(series, name, 1, at, rows, at);
        chart_series_set_name(series, plainName(value->name).constData());
        if (chart.kind == WorkbookChartKind::Line) {
            lxw_chart_line line{};
            line.width = 1.5F;
            chart_series_set_line(series, &line);
        }
        least = std::min(least, value->least);
        largest = std::max(largest, value->largest);
        oneUnit = oneUnit && value->unit == values.front()->unit;
    }
    const auto title = plainName(chart.title);
    chart_title_set_name(drawn, title.constData());
    lxw_chart_font titleFont{};
    titleFont.size = 12;
    titleFont.bold = LXW_TRUE;
    chart_title_set_name_font(drawn, &titleFont);
    if (values.size() == 1)
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
    else
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);

    // Of lying bars the library swaps the axes.
    auto* names = lies(chart.kind) ? drawn->y_axis : drawn->x_axis;
    auto* numbers = lies(chart.kind) ? drawn->x_axis : drawn->y_axis;
    const auto unit = values.front()->unit;
    if (oneUnit) {
        chart_axis_set_num_format(numbers, axisFormat(unit, largest));
        if (unit != Unit::Percent && unit != Unit::None)
            chart_axis_set_name(numbers, unitName(unit).toUtf8().constData());
    }
    if (least >= 0)
        chart_axis_set_min(numbers, 0);
    lxw_chart_line grid{};
    grid.color = 0xD5D9DE;
    chart_axis_major_gridlines_set_visible(numbers, LXW_TRUE);
    chart_axis_major_gridlines_set_line(numbers, &grid);
    chart_axis_major_gridlines_set_visible(names, LXW_FALSE);
    chart_axis_set_label_position(names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (lies(chart.kind)) {
        chart_axis_set_reverse(names); // the first on top
        chart_axis_set_crossing_max(names); // with the numbers still below
        constexpr std::uint16_t gap = 40;
        chart_set_series_gap(drawn, gap);
    } else {
        if (chart.kind == WorkbookChartKind::StackedArea)
            chart_set_series_gap(drawn, 0);
        const auto interval = labelInterval(rows, table.hoursApart());
        chart_axis_set_interval_unit(names, interval);
        chart_axis_set_interval_tick(names, interval);
        chart_show_hidden_data(drawn); // its labels
    }

    constexpr double defaultWidth = 480, defaultHeight = 288, rowHeight = 20, width = 840,
                     height = 280; // two fit on a page
    constexpr double frame = 120, bar = 22, tallest = 1000;
    const double bars = chart.kind == WorkbookChartKind::GroupedBars ? double(values.size()) * 0.7 : 1;
    const double tall = lies(chart.kind) ? std::clamp(frame + bar * rows * bars, height, tallest) : height;
    lxw_chart_options options{};
    options.x_scale = width / defaultWidth;
    options.y_scale = tall / defaultHeight;
    options.object_position = LXW_OBJECT_DONT_MOVE_DONT_SIZE; // rows that a filter hides must not squeeze it
    QByteArray description = title;
    options.description = description.data();
    worksheet_insert_chart_opt(filled.sheet, 1 + rowsAbove, lxw_col_t(columns.size() + 1), drawn, &options);
    return std::uint32_t(std::ceil(tall / rowHeight)) + 1;
}

} // namespace atlas
