// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/SheetChart.h"

#include "models/analysis/Format.h"
#include "models/domain/RoleColor.h"

#include <algorithm>
#include <cmath>

#include <xlsxwriter.h>

namespace atlas {

namespace {

constexpr double smallLetters = 9;
constexpr lxw_color_t gridColor = 0xD5D9DE;

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

/// In the colour of what it means; unknown is hatched, capacity dashed, as on the screen.
void dress(lxw_chart_series* series, WorkbookChartKind kind, Role role)
{
    if (role == Role::Category && kind == WorkbookChartKind::Line)
        return; // of many, each in one of the program's own colours
    if (kind == WorkbookChartKind::Line) {
        lxw_chart_line line{};
        line.color = lightColor(role);
        line.width = 1.5F;
        line.dash_type = role == Role::Capacity ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
        chart_series_set_line(series, &line);
        return;
    }
    if (role == Role::Unknown) {
        lxw_chart_pattern pattern{};
        pattern.fg_color = lightColor(role);
        pattern.bg_color = LXW_COLOR_WHITE;
        pattern.type = LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL;
        chart_series_set_pattern(series, &pattern);
        return;
    }
    lxw_chart_fill fill{};
    fill.color = lightColor(role);
    chart_series_set_fill(series, &fill);
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

/// Of a size, in the colour of words beside data.
lxw_chart_font letters(double size)
{
    lxw_chart_font font{};
    font.size = size;
    font.color = lightColor(Role::Capacity);
    return font;
}

using Drawn = std::vector<std::pair<const SheetColumn*, Role>>;

/// The columns of numbers that are there.
Drawn seriesOf(const SheetTable& table, const WorkbookChart& chart)
{
    const auto& columns = table.columns();
    Drawn drawn;
    for (const auto& [id, role] : chart.values) {
        const auto column = std::find_if(
            columns.begin(), columns.end(), [&id = id](const auto& each) { return each.id == id && each.isNumber; });
        if (column != columns.end())
            drawn.emplace_back(&*column, role);
    }
    return drawn;
}

std::uint32_t rowsOf(const SheetTable& table, const WorkbookChart& chart)
{
    const auto rows = table.sheets().front().rows;
    return chart.rows > 0 ? std::min(std::uint32_t(chart.rows), rows) : rows;
}

/// Of lying bars the library swaps the axes.
lxw_chart_axis* namesAxis(lxw_chart* made, WorkbookChartKind kind)
{
    return lies(kind) ? made->y_axis : made->x_axis;
}
lxw_chart_axis* numbersAxis(lxw_chart* made, WorkbookChartKind kind)
{
    return lies(kind) ? made->x_axis : made->y_axis;
}

void nameAxis(lxw_chart_axis* axis, const QString& name)
{
    auto font = letters(smallLetters);
    chart_axis_set_name(axis, plainName(name).constData());
    chart_axis_set_name_font(axis, &font);
}

void dressNumbers(lxw_chart* made, WorkbookChartKind kind, const Drawn& drawn)
{
    auto* axis = numbersAxis(made, kind);
    const auto unit = drawn.front().first->unit;
    double least = 0, largest = 0;
    bool oneUnit = true;
    for (const auto& [column, role] : drawn) {
        least = std::min(least, column->least);
        largest = std::max(largest, column->largest);
        oneUnit = oneUnit && column->unit == unit;
    }
    if (oneUnit) {
        chart_axis_set_num_format(axis, axisFormat(unit, largest));
        const QString name = unit == Unit::None && drawn.size() == 1 ? drawn.front().first->name : unitName(unit);
        if (unit != Unit::Percent && !name.isEmpty()) // which the numbers say themselves
            nameAxis(axis, name);
    }
    if (least >= 0)
        chart_axis_set_min(axis, 0);
    auto font = letters(smallLetters);
    chart_axis_set_num_font(axis, &font);
    lxw_chart_line grid{};
    grid.color = gridColor;
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &grid);
    lxw_chart_line none{};
    none.none = LXW_TRUE;
    chart_axis_set_line(axis, &none);
}

void dressNames(lxw_chart* made, const SheetTable& table, const WorkbookChart& chart, std::uint32_t rows)
{
    auto* axis = namesAxis(made, chart.kind);
    auto font = letters(smallLetters);
    chart_axis_set_num_font(axis, &font);
    lxw_chart_line line{};
    line.color = gridColor;
    chart_axis_set_line(axis, &line);
    chart_axis_major_gridlines_set_visible(axis, LXW_FALSE);
    chart_axis_set_label_position(axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    constexpr std::uint16_t gap = 40;
    if (lies(chart.kind)) {
        chart_axis_set_reverse(axis); // the first on top
        chart_axis_set_crossing_max(axis); // with the numbers still below
        chart_set_series_gap(made, gap);
        return;
    }
    if (chart.kind == WorkbookChartKind::StackedArea)
        chart_set_series_gap(made, 0);
    const auto interval = labelInterval(rows, table.hoursApart());
    chart_axis_set_interval_unit(axis, interval);
    chart_axis_set_interval_tick(axis, interval);
    chart_show_hidden_data(made); // its labels
    const auto& columns = table.columns();
    const auto time = std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
        return column.id == chart.category && column.part != SheetPart::Value; // local time before that of UTC
    });
    if (time != columns.end())
        nameAxis(axis, time->title);
}

/// Beside the table; how many rows it takes.
std::uint32_t insert(
    lxw_chart* made, const SheetTable& table, const WorkbookChart& chart, std::uint32_t rows, std::uint32_t rowsAbove)
{
    constexpr double defaultWidth = 480, defaultHeight = 288, rowHeight = 20, width = 840,
                     height = 280; // two fit on a page
    constexpr double frame = 120, bar = 22, tallest = 1000;
    const double bars = chart.kind == WorkbookChartKind::GroupedBars ? double(chart.values.size()) * 0.7 : 1;
    const double tall = lies(chart.kind) ? std::clamp(frame + bar * rows * bars, height, tallest) : height;
    lxw_chart_options options{};
    options.x_scale = width / defaultWidth;
    options.y_scale = tall / defaultHeight;
    options.object_position = LXW_OBJECT_DONT_MOVE_DONT_SIZE; // rows that a filter hides must not squeeze it
    auto description = plainName(chart.title);
    options.description = description.data();
    worksheet_insert_chart_opt(
        table.sheets().front().sheet, 1 + rowsAbove, lxw_col_t(table.columns().size() + 1), made, &options);
    return std::uint32_t(std::ceil(tall / rowHeight)) + 1;
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
    const auto& columns = table.columns();
    const auto rows = rowsOf(table, chart);
    // The last one: of times that is the label.
    const auto category =
        std::find_if(columns.rbegin(), columns.rend(), [&](const auto& column) { return column.id == chart.category; });
    const auto drawn = seriesOf(table, chart);
    if (rows == 0 || category == columns.rend() || drawn.empty())
        return 0;

    auto* made = workbook_add_chart(book, std::uint8_t(typeOf(chart.kind)));
    const auto place = [&](const SheetColumn& column) { return lxw_col_t(&column - columns.data()); };
    const auto name = table.sheets().front().name.constData();
    for (const auto& [column, role] : drawn) {
        auto* series = chart_add_series(made, nullptr, nullptr);
        chart_series_set_categories(series, name, 1, place(*category), rows, place(*category));
        chart_series_set_values(series, name, 1, place(*column), rows, place(*column));
        chart_series_set_name(series, plainName(column->name).constData());
        dress(series, chart.kind, role);
    }
    chart_title_set_name(made, plainName(chart.title).constData());
    auto title = letters(12);
    title.bold = LXW_TRUE;
    chart_title_set_name_font(made, &title);
    chart_legend_set_position(made, drawn.size() == 1 ? LXW_CHART_LEGEND_NONE : LXW_CHART_LEGEND_BOTTOM);
    auto small = letters(smallLetters);
    chart_legend_set_font(made, &small);
    dressNumbers(made, chart.kind, drawn);
    dressNames(made, table, chart, rows);
    return insert(made, table, chart, rows, rowsAbove);
}

} // namespace atlas
