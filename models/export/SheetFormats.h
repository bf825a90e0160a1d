// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Table.h"

#include <array>
#include <map>
#include <utility>

struct lxw_workbook;
struct lxw_format;

namespace atlas {

/// Cells that stand to the left keep a distance from numbers before them, which stand to the right.
enum class HeadingOf : std::uint8_t { FirstTexts, Texts, Numbers };

/// How cells of a workbook look, each way made once. The workbook outlives it.
class SheetFormats
{
public:
    explicit SheetFormats(lxw_workbook* book);

    lxw_format* heading(HeadingOf what) const { return m_headings[std::size_t(what)]; }
    lxw_format* bold() const { return m_bold; }
    /// Of text; `first`: in the first column; `lines`: it goes on in a next line.
    lxw_format* text(bool first, bool lines) const { return m_texts[first ? 0 : 1][lines ? 1 : 0]; }
    lxw_format* time() const { return m_time; }
    lxw_format* totalName() const { return m_totalName; }
    /// Of a column's numbers; `total`: below them.
    lxw_format* number(CellKind kind, Unit unit, bool total = false);
    /// Of one that is whole, in a column whose unit does not say how many decimals there are.
    lxw_format* wholeNumber() const { return m_wholeNumber; }

private:
    lxw_workbook* m_book;
    std::array<lxw_format*, 3> m_headings; ///< by HeadingOf
    std::array<std::array<lxw_format*, 2>, 2> m_texts; ///< by first or not, and lines
    lxw_format *m_bold, *m_time, *m_totalName, *m_wholeNumber;
    std::map<std::pair<const char*, bool>, lxw_format*> m_numbers; ///< by the text of the format, and total
};

/// What a number is multiplied with for its cell: percentages are the spreadsheet's own.
double cellScale(Unit unit);
/// How many characters of a column a number with decimals takes.
double numberWidth(double largest, Unit unit);

} // namespace atlas
