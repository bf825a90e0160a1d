// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Table.h"

#include <cstdint>
#include <vector>

namespace atlas {

/// The rows of a table one after the other, for what writes them: so that a year of hours need not be a million rows
/// of cells at once. One thread at a time.
class RowSource
{
public:
    virtual ~RowSource() = default;

    /// The table without its rows: title, zone, columns, scope, range. The same at any time.
    virtual const Table& head() const = 0;
    /// How many rows next() will give; -1 where that is not known before.
    virtual std::int64_t rowCount() const = 0;
    /// Fills `cells` with those of the next row, one a column. False: there are no more.
    virtual Result<bool> next(std::vector<Cell>& cells) = 0;
};

/// A table as a source of its rows. The table outlives it.
class TableRows final : public RowSource
{
public:
    explicit TableRows(const Table& table)
        : m_table(table)
    {
    }
    const Table& head() const override { return m_table; }
    std::int64_t rowCount() const override { return std::int64_t(m_table.rows.size()); }
    Result<bool> next(std::vector<Cell>& cells) override
    {
        if (m_next == m_table.rows.size())
            return false;
        cells = m_table.rows[m_next++].cells;
        cells.resize(m_table.columns.size());
        return true;
    }

private:
    const Table& m_table;
    std::size_t m_next = 0;
};

} // namespace atlas
