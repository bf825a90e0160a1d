// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"
#include "models/domain/Error.h"
#include "models/domain/Progress.h"
#include "models/domain/RowSource.h"
#include "models/domain/Table.h"

#include <QIODevice>
#include <QString>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace atlas {

enum class WorkbookChartKind : std::uint8_t {
    Line,
    StackedArea,
    Bars, ///< lying, a bar a row; several values are its parts
    GroupedBars, ///< lying, a group a row with a bar a value
};

/// A chart of the spreadsheet program's own, beside the cells that it draws.
struct WorkbookChart
{
    WorkbookChartKind kind = WorkbookChartKind::Line;
    QString title;
    QString category; ///< id of the column along the axis: names or times
    /// Ids of columns of numbers, a series each, in the colour of what it means.
    std::vector<std::pair<QString, Role>> values;
    int rows = 0; ///< only so many, the first ones; 0: all of the first sheet
};

/// One sheet of a workbook.
struct WorkbookSheet
{
    QString name; ///< made fit for a sheet: 31 characters, without []:*?/\, unique
    Table table;
    /// Rows that come one after the other, in the place of the table; used once.
    std::shared_ptr<RowSource> rows = nullptr;
    std::vector<WorkbookChart> charts = {};
    QString whenEmpty = {}; ///< why there is no row, where there is none; empty: that there is none
    bool isPart = false; ///< of the rows there are: the totals are named so
};

/// What a workbook holds: the tables, a sheet each, and before them what they are about.
struct Workbook
{
    TableFacts facts; ///< source, cluster, range ...: a sheet "About", where not empty
    std::vector<WorkbookSheet> sheets;
    std::optional<Instant> created = std::nullopt; ///< among the properties of the file; nullopt: now
};

/// What did not fit as it was. The sheet "About" says it too.
struct WorkbookCounts
{
    int cutTexts = 0; ///< longer than a cell holds: their end is cut, and marked
    int moreSheets = 0; ///< begun because a sheet was full
};

/// Writes a workbook for Excel and LibreOffice, in constant memory, whole or not at all (EXPORT, also where `progress`
/// was cancelled, whose steps are rows; USAGE where a table has more columns than a sheet). Blocks.
///
/// A table is real numbers and dates under a bold, frozen header with filters. A time is local time, UTC and the
/// offset between them, three columns, or UTC alone where that is the table's zone. Percentages are the spreadsheet's
/// own: 63.1 % is the number 0.631, shown as 63.10%. Unknown is an empty cell. Text is never a formula or a link.
/// Totals (TableColumn::total) stand apart below the rows as formulas over them, with the figure as their value; a sum
/// whose value nobody knew before the rows came has what they add up to. A table without rows says so in words. More
/// rows than a sheet holds go on in a next one.
std::optional<Error> writeWorkbook(
    const Workbook& workbook, const QString& path, Progress* progress = nullptr, WorkbookCounts* counts = nullptr);
/// The same into what is open, such as the standard output.
std::optional<Error> writeWorkbook(
    const Workbook& workbook, QIODevice& out, Progress* progress = nullptr, WorkbookCounts* counts = nullptr);

} // namespace atlas
