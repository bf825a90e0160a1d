// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Table.h"

#include <QString>

#include <optional>

class QWidget;

namespace atlas {

/// Asks for a place and writes the table there, off the GUI thread: CSV for programs, CSV for spreadsheets, or a
/// workbook, as the chosen kind of file says. Says what went wrong.
void saveTable(QWidget* parent, const Table& table, const QString& title, const TableFacts& facts);

/// Writes by the ending and the kind of file: ".xlsx" is a workbook, else CSV (EXPORT). Any thread.
std::optional<Error> writeTable(
    const Table& table, const QString& title, const TableFacts& facts, const QString& path, bool forSpreadsheets);

/// A title as the name of a file.
QString fileNameOf(const QString& title);

} // namespace atlas
