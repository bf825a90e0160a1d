// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/RowSource.h"

#include <functional>

namespace atlas::test {

/// As many rows as wished, made as they are asked for. Each says which file it is for and which one it is, so that
/// half a file, or half of each of two, cannot be taken for a whole one.
class GeneratedRows final : public RowSource
{
public:
    GeneratedRows(int file, std::int64_t rows, std::function<void(std::int64_t)> before = {})
        : m_file(file)
        , m_rows(rows)
        , m_before(std::move(before))
    {
        m_head.title = QStringLiteral("Generated");
        m_head.columns = {{QStringLiteral("file"), QStringLiteral("File"), CellKind::Number, Unit::Count},
            {QStringLiteral("row"), QStringLiteral("Row"), CellKind::Number, Unit::Count},
            {QStringLiteral("name"), QStringLiteral("Name"), CellKind::Text, Unit::None}};
        m_head.columns[1].total = ColumnTotal{double(rows) * double(rows - 1) / 2};
    }
    const Table& head() const override { return m_head; }
    std::int64_t rowCount() const override { return m_rows; }
    Result<bool> next(std::vector<Cell>& cells) override
    {
        if (m_before)
            m_before(m_next);
        if (m_next == m_rows)
            return false;
        cells = {Cell(double(m_file)), Cell(double(m_next)), Cell(QStringLiteral("team-%1").arg(m_next % 97))};
        ++m_next;
        return true;
    }

private:
    int m_file;
    std::int64_t m_rows, m_next = 0;
    std::function<void(std::int64_t)> m_before;
    Table m_head;
};

} // namespace atlas::test
