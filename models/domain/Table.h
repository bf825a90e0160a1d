// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Metric.h"
#include "models/domain/Time.h"

#include <QString>

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace atlas {

/// A cell: nothing, a number in its column's unit, text, a UTC instant, or a small series (drawn as a sparkline).
/// An unknown number is the monostate or NaN; both show as an em dash.
using Cell = std::variant<std::monostate, double, QString, Instant, std::vector<double>>;

/// Movement: places up (above 0) or down in a ranking, "▲ 2", "▼ 1".
enum class CellKind : std::uint8_t { Text, Number, Time, Sparkline, Change, Movement };

/// What stands below a column: a figure over all rows that a spreadsheet can compute again from them.
struct ColumnTotal
{
    double value = unknown; ///< as the window shows it
    /// Empty: the sum of the column. Else 100 · Σ `of` / Σ `per`, two columns by id, where `percent`; Σ `of` / Σ `per`
    /// where not. `of` alone: the sum as well, whose value only who reads all the rows knows.
    QString of = {}, per = {};
    bool percent = true;

    friend bool operator==(const ColumnTotal& a, const ColumnTotal& b)
    {
        return Figure(a.value) == Figure(b.value) && a.of == b.of && a.per == b.per && a.percent == b.percent;
    }
};

struct TableColumn
{
    QString id; ///< stable: settings and exports name columns by it
    QString title; ///< without the unit
    CellKind kind = CellKind::Text;
    Unit unit = Unit::None;
    std::optional<Metric> metric = std::nullopt; ///< which figure its cells are, where they are one
    std::string subject = {}; ///< whose, where columns are subjects (time series)
    std::optional<double> idleThreshold = std::nullopt; ///< FigureRef::idleThreshold of its cells
    std::optional<ColumnTotal> total = std::nullopt; ///< where the rows are parts of a whole

    friend bool operator==(const TableColumn&, const TableColumn&) = default;
};

struct TableRow
{
    QString key; ///< unique and stable: selection is kept by it
    bool setApart = false; ///< "other", "unattributed", the default value: sorts after all others
    std::vector<Cell> cells;
    std::string subject = {}; ///< whom the row is about, as grids name it; empty: the columns say, or nobody
    /// The hours of the row, where they are not the table's; empty: its cells are no figures of any hours (changes).
    std::optional<TimeRange> range = std::nullopt;

    friend bool operator==(const TableRow&, const TableRow&) = default;
};

/// A table as a value: what stands behind a chart, fills a view, and is exported.
struct Table
{
    QString title;
    QByteArray zone = "UTC"; ///< for time cells
    std::vector<TableColumn> columns;
    std::vector<TableRow> rows;
    std::optional<GridScope> scope = std::nullopt; ///< the level that its figures are of
    TimeRange range = {}; ///< the hours that its figures are over

    friend bool operator==(const Table&, const Table&) = default;
};

/// What a table is about once it has left the window: pairs of a name and a value, such as the cluster and the range.
using TableFacts = std::vector<std::pair<QString, QString>>;

/// What the cell's figure is, where table, row and column say enough: so a figure leads to where it comes from.
std::optional<FigureRef> figureAt(const Table& table, std::size_t row, std::size_t column);

} // namespace atlas
