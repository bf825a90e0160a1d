// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Table.h"

#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace atlas {

/// One sheet of a workbook.
struct WorkbookSheet
{
    QString name; ///< made fit for a sheet: 31 characters, without []:*?/\, unique
    Table table;
};

/// What a workbook holds: the tables, a sheet each, and before them what they are about.
struct Workbook
{
    std::vector<std::pair<QString, QString>> facts; ///< source, cluster, range ...: a sheet "About", where not empty
    std::vector<WorkbookSheet> sheets;
};

/// Writes a workbook for Excel and LibreOffice: real numbers and dates, a bold frozen header with filters, widths and
/// number formats by unit; each time as UTC and, where the table's zone is another, as local time. Unknown is an empty
/// cell. Text is never a formula. More rows than a sheet holds go on in a next one; what is too long for a cell is cut,
/// and says so. The file appears whole or not at all (EXPORT). Any thread.
std::optional<Error> writeWorkbook(const Workbook& workbook, const QString& path);

} // namespace atlas
