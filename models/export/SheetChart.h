// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/export/SheetTable.h"

struct lxw_workbook;

namespace atlas {

/// Puts a chart of a table beside it, right of its columns, below `rowsAbove` rows that others take. Returns how many
/// rows it takes; 0 where there is nothing to draw: no rows, or its columns were left out.
std::uint32_t addSheetChart(
    lxw_workbook* book, const SheetTable& table, const WorkbookChart& chart, std::uint32_t rowsAbove);

/// Whether its axis has times of this table.
bool hasTimeAxis(const Table& table, const WorkbookChart& chart);

} // namespace atlas
