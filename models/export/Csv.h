// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Table.h"

#include <QIODevice>
#include <QLocale>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

/// Tables as comma-separated values (RFC 4180: CRLF, quotes doubled). Unknown is an empty field, never 0. Any thread.
namespace atlas {

/// Who reads the file.
enum class CsvProfile : std::uint8_t {
    Machine, ///< UTF-8 without a mark, commas, column ids, numbers with all their digits, times in ISO 8601 with offset
    Excel, ///< with a byte order mark, titles with units, the locale's separators, local times as spreadsheets read
           ///< them
};

struct CsvOptions
{
    CsvProfile profile = CsvProfile::Machine;
    QLocale locale = QLocale::c(); ///< of the Excel profile
    /// What the table is: source, cluster, range ...; lines "# name: value" before it. Empty: none.
    std::vector<std::pair<QString, QString>> facts;
    /// Text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers are never touched.
    bool neutralise = true;
};

/// Columns of sparklines are left out. Returns the device's failure (EXPORT).
std::optional<Error> writeCsv(const Table& table, const CsvOptions& options, QIODevice& out);

} // namespace atlas
