// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/export/Workbook.h"
#include "models/views/Report.h"

namespace atlas {

/// A report as a workbook: its facts, and a sheet a table with totals and charts of the spreadsheet program's own.
/// Pure.
Workbook reportWorkbook(const Report& report);

} // namespace atlas
