// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Table.h"

#include <array>
#include <map>
#include <utility>

struct lxw_workbook;
struct lxw_format;

namespace atlas {

enum class HeadingOf : std::uint8_t { Texts, Numbers, Times };

/// How cells of a workbook look, each way made once. The workbook outlives it.
class SheetFormats
{
public:
    explicit SheetFormats(lxw_workbook* book);

    lxw_format* heading(HeadingOf what) const { return m_headings[std::size_t(what)]; }
    lxw_format* bold() const { return m_bold; }
    lxw_format* lines() const { return m_lines; } ///< text that goes on in a next line
    lxw_format* time() const { return m_time; }
    lxw_format* offset() const { return m_offset; }
    lxw_format* totalName() const { return m_totalName; }
    /// Of a column's numbers; `total`: below them.
    lxw_format* number(CellKind kind, Unit unit, bool total = false);

private:
    lxw_workbook* m_book;
    std::array<lxw_format*, 3> m_headings; ///< by HeadingOf
    lxw_format *m_bold, *m_lines, *m_time, *m_offset, *m_totalName;
    std::map<std::pair<const char*, bool>, lxw_format*> m_numbers; ///< by the text of the format, and total
};

/// What a number is multiplied with for its cell: percentages are the spreadsheet's own.
double cellScale(Unit unit);
/// How many characters of a column a number with decimals takes.
double numberWidth(double largest, Unit unit);

} // namespace atlas
