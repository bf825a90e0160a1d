// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Usage.h"
#include "models/domain/RowSource.h"
#include "models/export/LocalClock.h"
#include "models/export/SheetFormats.h"
#include "models/export/Workbook.h"

#include <QByteArray>

#include <functional>
#include <optional>
#include <string>
#include <vector>

struct lxw_worksheet;

namespace atlas {

/// What a column of a sheet holds of a column of the table: a time is several.
enum class SheetPart : std::uint8_t { Value, LocalTime, UtcTime, Offset, AxisLabel };

struct SheetColumn
{
    std::size_t source = 0; ///< in the table
    SheetPart part = SheetPart::Value;
    QString id; ///< of the table's column
    QString title; ///< with its unit
    QString name; ///< without
    Unit unit = Unit::None;
    bool isNumber = false;
    bool isPlain = false; ///< of numbers whose unit does not say how many decimals they have
    double scale = 1; ///< of its numbers
    double least = 0, largest = 0; ///< of the numbers so far, and 0
    double width = 0; ///< of the texts so far, in characters
    std::optional<ExactSum> sum = {}; ///< of the table's numbers so far, where its total is not known before
    lxw_format* format = nullptr;
};

/// One of the sheets that a table fills.
struct FilledSheet
{
    lxw_worksheet* sheet = nullptr;
    QByteArray name; ///< UTF-8
    std::uint32_t rows = 0; ///< of the table, from the second row of the sheet on
};

/// Lays a table out on as many sheets as it needs, row by row.
class SheetTable
{
public:
    using AddSheet = std::function<Result<FilledSheet>()>;

    /// `axisLabels`: times are written as text as well, in a hidden last column: programs make a calendar of an axis of
    /// times, which has no hours. `isPart`: totals are called those of the rows shown.
    /// `hasCharts`: stand beside it, and are printed after it.
    SheetTable(RowSource& rows, SheetFormats& formats, WorkbookCounts& counts, bool axisLabels, bool isPart = false,
        bool hasCharts = false);

    /// USAGE where there are more columns than a sheet has; the failure of the rows, or of a new sheet; EXPORT if
    /// cancelled.
    /// `whenEmpty`: said in the place of rows where there are none.
    std::optional<Error> write(const AddSheet& addSheet, const QString& whenEmpty, Progress* progress);

    const std::vector<SheetColumn>& columns() const { return m_columns; }
    const std::vector<FilledSheet>& sheets() const { return m_sheets; }
    /// The hours between two rows where all are as far apart as the first two; 0: there are no times.
    double hoursApart() const;

private:
    void planColumns(bool axisLabels);
    std::optional<Error> begin(const AddSheet& addSheet);
    void finish(); ///< once its rows are there, before a total: the library lets nothing reach above a later row
    void writeRow(std::uint32_t row, const std::vector<Cell>& cells);
    /// The one in which words stand that are in the place of a time.
    bool isFirstOfTime(std::size_t column) const;
    void writeTime(std::uint32_t row, std::uint16_t at, const SheetColumn& column, Instant time);
    void writeText(std::uint32_t row, std::uint16_t at, SheetColumn& column, const QString& text);
    void writeTotals();
    /// What stands below a column, as the table has it.
    double totalOf(const SheetColumn& column) const;
    std::string totalFormula(const SheetColumn& column, const ColumnTotal& total) const;
    /// "SUM(B2:B9)" over all sheets; empty where there is no such column, or no row.
    std::string sumOf(const QString& id) const;

    RowSource& m_rows;
    const Table& m_head;
    SheetFormats& m_formats;
    WorkbookCounts& m_counts;
    LocalClock m_clock;
    bool m_hasTotals = false, m_isPart = false, m_hasCharts = false;
    int m_frozen = 0; ///< columns
    std::vector<SheetColumn> m_columns;
    std::vector<FilledSheet> m_sheets;
    std::string m_text; ///< kept for its memory
    double m_height = 0; ///< of the row's tallest text so far
    std::vector<Instant> m_firstTimes; ///< of the first two rows
};

/// How tall a row is (points) with a text in a column of so many characters.
double rowHeight(const QString& text, double width);
/// Text as a cell takes it: clean, lines broken by one character, cut with a mark where it is too long (and counted).
QByteArray cellText(const QString& text, WorkbookCounts& counts);

} // namespace atlas
