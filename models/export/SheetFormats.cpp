// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/SheetFormats.h"

#include <algorithm>
#include <cmath>

#include <xlsxwriter.h>

namespace atlas {

namespace {

constexpr lxw_color_t headingGrey = 0xE7EAEE, lineGrey = 0x8A9099;

/// The same text is the same pointer.
const char* numberFormat(CellKind kind, Unit unit)
{
    if (kind == CellKind::Movement)
        return "\"\u25B2 \"0;\"\u25BC \"0;0";
    const bool change = kind == CellKind::Change;
    switch (unit) {
    case Unit::Percent:
        return change ? "+0.00%;-0.00%;0.00%" : "0.00%";
    case Unit::Count:
        return change ? "+#,##0;-#,##0;0" : "#,##0";
    default: // one decimal would hide the little that a small team has
        return change ? "+#,##0.00;-#,##0.00;0.00" : "#,##0.00";
    }
}

} // namespace

SheetFormats::SheetFormats(lxw_workbook* book)
    : m_book(book)
{
    const auto heading = [book] {
        auto* format = workbook_add_format(book);
        format_set_bold(format);
        format_set_bg_color(format, headingGrey);
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, lineGrey);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        return format;
    };
    m_headings = {heading(), heading(), heading()};
    format_set_align(m_headings[std::size_t(HeadingOf::Numbers)], LXW_ALIGN_RIGHT);
    format_set_indent(m_headings[std::size_t(HeadingOf::Texts)], 1);
    m_bold = workbook_add_format(book);
    format_set_bold(m_bold);
    format_set_text_wrap(m_bold);
    format_set_align(m_bold, LXW_ALIGN_VERTICAL_TOP);
    for (const bool first : {true, false}) {
        for (const bool lines : {false, true}) {
            auto* format = m_texts[first ? 0 : 1][lines ? 1 : 0] = workbook_add_format(book);
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
            if (!first)
                format_set_indent(format, 1);
            if (lines)
                format_set_text_wrap(format);
        }
    }
    m_time = workbook_add_format(book);
    format_set_num_format(m_time, "yyyy-mm-dd hh:mm");
    format_set_align(m_time, LXW_ALIGN_VERTICAL_TOP);
    format_set_indent(m_time, 1);
    m_wholeNumber = workbook_add_format(book);
    format_set_num_format(m_wholeNumber, "#,##0");
    format_set_align(m_wholeNumber, LXW_ALIGN_VERTICAL_TOP);
    m_totalName = workbook_add_format(book);
    format_set_bold(m_totalName);
    format_set_top(m_totalName, LXW_BORDER_THIN);
    format_set_top_color(m_totalName, lineGrey);
}

lxw_format* SheetFormats::number(CellKind kind, Unit unit, bool total)
{
    const char* text = numberFormat(kind, unit);
    auto*& format = m_numbers[{text, total}];
    if (!format) {
        format = workbook_add_format(m_book);
        format_set_num_format(format, text);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP); // as long texts beside it begin
        if (total) {
            format_set_bold(format);
            format_set_top(format, LXW_BORDER_THIN);
            format_set_top_color(format, lineGrey);
        }
    }
    return format;
}

double cellScale(Unit unit)
{
    constexpr double percent = 100;
    return unit == Unit::Percent ? 1 / percent : 1;
}

double numberWidth(double largest, Unit unit)
{
    const double digits = std::floor(std::log10(std::max(1.0, largest))) + 1;
    const double separators = std::floor((digits - 1) / 3), decimals = unit == Unit::Count ? 0 : 3;
    constexpr double signs = 3; // of a change, of percent, and air
    return digits + separators + decimals + signs;
}

} // namespace atlas
