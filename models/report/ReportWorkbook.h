// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/export/Workbook.h"
#include "models/views/LevelExport.h"
#include "models/views/Report.h"

namespace atlas {

/// A report as a workbook: its facts, and a sheet a table with totals and charts of the spreadsheet program's own.
/// Pure.
Workbook reportWorkbook(const Report& report);

/// Adds what a workbook of tables has as well: what they are about, trustSheets(), and charts of those tables whose
/// columns are something to draw. Blocks; fails as exportFacts() and trustSheets() do.
Result<void> complete(
    Workbook& workbook, StoreReader& store, const ExportSource& source, const ExportScope& scope, Progress& progress);

/// The charts of a table: whose GPU-hours were used and held idle, what the GPU-hours of a cluster's capacity did and
/// its rates over time, lines over time; none where it has nothing like it. Pure.
std::vector<WorkbookChart> chartsOf(const Table& table);

} // namespace atlas
