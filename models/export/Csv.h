// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Progress.h"
#include "models/domain/RowSource.h"
#include "models/domain/Table.h"

#include <QIODevice>
#include <QLocale>

#include <optional>

/// Tables as comma-separated values (RFC 4180: CRLF, quotes doubled). Unknown is an empty field, never 0. Any thread.
namespace atlas {

/// Who reads the file.
enum class CsvProfile : std::uint8_t {
    Machine, ///< UTF-8 without a mark, commas, column ids, numbers with all their digits, times in ISO 8601 with offset
    Excel, ///< with a byte order mark, titles with units, the locale's separators, times as spreadsheets read them:
           ///< local and, where the table's zone is another, beside it in UTC
};

struct CsvOptions
{
    CsvProfile profile = CsvProfile::Machine;
    QLocale locale = QLocale::c(); ///< of the Excel profile
    /// What the table is: source, cluster, range ...; lines "# name: value" before it. Empty: none.
    TableFacts facts;
    /// Text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers are never touched.
    bool neutralise = true;
};

/// Writes the rows as they come: memory does not grow with them. Columns of sparklines are left out. Returns the
/// device's failure (EXPORT), that of the rows, or that `progress` was cancelled (EXPORT); in it, rows are steps.
/// Blocks.
std::optional<Error> writeCsv(RowSource& rows, const CsvOptions& options, QIODevice& out, Progress* progress = nullptr);
std::optional<Error> writeCsv(
    const Table& table, const CsvOptions& options, QIODevice& out, Progress* progress = nullptr);

} // namespace atlas
