// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/Background.h"
#include "models/store/Sqlite.h"

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

/// How many rows get into a store's tables quickly.
namespace atlas::bundle {

/// Counts the rows of each hour of a scope, as they come: hour after hour.
class HourCounter
{
public:
    void add(std::int64_t scope, std::int64_t hour)
    {
        if (m_hours.empty() || std::get<0>(m_hours.back()) != scope || std::get<1>(m_hours.back()) != hour)
            m_hours.emplace_back(scope, hour, 0);
        ++std::get<2>(m_hours.back());
    }
    void write(sqlite::Database& db) const
    {
        sqlite::Statement insert(db.handle(), "INSERT INTO hours VALUES(?1, ?2, ?3)");
        sqlite::Statement total(db.handle(), "UPDATE scope SET rows=rows+?2 WHERE id=?1");
        for (const auto& [scope, hour, rows] : m_hours) {
            insert.bind(1, scope);
            insert.bind(2, hour);
            insert.bind(3, rows);
            insert.run();
            total.bind(1, scope);
            total.bind(2, rows);
            total.run();
        }
    }

private:
    std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> m_hours; ///< scope, hour, rows
};

/// Inserts rows of numbers, beside the thread that reads them: both take about as long. The connection is this one's
/// while anything is under way: wait() before it is used otherwise.
class RowInserter
{
public:
    /// `into`: the statement up to its values.
    RowInserter(sqlite::Database& db, const std::string& into, int columns)
        : m_columns(std::size_t(columns))
        , m_many(db.handle(), into + valuesOf(rowsOfStatement))
        , m_one(db.handle(), into + valuesOf(1))
    {
        m_cells.reserve(rowsAtOnce * m_columns);
        m_going.reserve(rowsAtOnce * m_columns);
    }

    void add(std::int64_t value) { m_cells.push_back({Kind::Integer, value, 0}); }
    /// NaN, the unknown figure, is stored as NULL.
    void add(double value) { m_cells.push_back({Kind::Figure, 0, value}); }
    void addNull() { m_cells.push_back({}); }
    void endRow()
    {
        if (m_cells.size() >= rowsAtOnce * m_columns)
            insertWaiting();
    }
    void wait() { m_inserting.wait(); }
    void finish()
    {
        insertWaiting();
        wait();
    }

private:
    static constexpr std::size_t rowsAtOnce = 2000;
    static constexpr std::size_t rowsOfStatement = 25; // starting one costs as much as inserting some rows
    enum class Kind : std::uint8_t { Null, Integer, Figure };
    struct Cell
    {
        Kind kind = Kind::Null;
        std::int64_t integer = 0;
        double figure = 0;
    };
    using Cells = std::vector<Cell>;

    std::string valuesOf(std::size_t rows) const
    {
        std::string row = "(?", all;
        for (std::size_t i = 1; i < m_columns; ++i)
            row += ",?";
        for (std::size_t i = 0; i < rows; ++i)
            all += (i == 0 ? " VALUES" : ",") + row + ')';
        return all;
    }
    void insertWaiting()
    {
        m_inserting.wait();
        m_going.swap(m_cells); // two that stay: fresh memory for each would cost as much as filling it
        m_cells.clear();
        m_inserting.run([this] { insertAll(m_going); });
    }
    void insertAll(const Cells& cells)
    {
        std::size_t from = 0;
        const auto many = rowsOfStatement * m_columns;
        for (; cells.size() - from >= many; from += many)
            insert(m_many, &cells[from], many);
        for (; from < cells.size(); from += m_columns)
            insert(m_one, &cells[from], m_columns);
    }
    static void insert(sqlite::Statement& statement, const Cell* cells, std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            const int index = int(i) + 1;
            if (cells[i].kind == Kind::Integer)
                statement.bind(index, cells[i].integer);
            else if (cells[i].kind == Kind::Figure)
                statement.bind(index, cells[i].figure);
            else
                statement.bindNull(index);
        }
        statement.run();
    }

    const std::size_t m_columns;
    sqlite::Statement m_many, m_one;
    Cells m_cells, m_going; ///< being filled; being inserted
    Background m_inserting; ///< last: ends first
};

} // namespace atlas::bundle
