// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Table.h"

#include <QList>

#include <memory>
#include <vector>

namespace atlas {

/// Rows and columns of a table as somebody sees them: which ones, and in which order. The table is shared, so that this
/// costs the window's thread little; made() is for the thread that needs the cells.
struct TablePart
{
    std::shared_ptr<const Table> table;
    QString title; ///< empty: the table's
    std::vector<int> rows; ///< of the table
    QList<int> columns; ///< of it

    /// All of it, in its own order.
    static TablePart whole(std::shared_ptr<const Table> table);

    /// A table of its own. Totals (TableColumn::total) are of its rows, and are left out where a column that they are
    /// made of is missing. Any thread.
    Table made() const;
};

/// Of the known cells of a column; 0 where there is no such column.
double sumOf(const Table& table, const QString& id);

/// Gives the columns that have totals those of the rows that are there.
void totalRows(Table& table);

} // namespace atlas
