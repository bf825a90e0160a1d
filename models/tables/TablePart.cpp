// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TablePart.h"

#include "models/analysis/Usage.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace atlas {

TablePart TablePart::whole(std::shared_ptr<const Table> table)
{
    TablePart part{std::move(table), {}, {}, {}};
    part.rows.resize(part.table->rows.size());
    part.columns.resize(qsizetype(part.table->columns.size()));
    std::iota(part.rows.begin(), part.rows.end(), 0);
    std::iota(part.columns.begin(), part.columns.end(), 0);
    return part;
}

Table TablePart::made() const
{
    Table shown;
    shown.title = title.isEmpty() ? table->title : title;
    shown.zone = table->zone;
    shown.scope = table->scope;
    shown.range = table->range;
    for (const int column : columns)
        shown.columns.push_back(table->columns[std::size_t(column)]);
    const auto isShown = [&shown](const QString& id) {
        return id.isEmpty() || std::ranges::find(shown.columns, id, &TableColumn::id) != shown.columns.end();
    };
    for (auto& column : shown.columns) {
        const auto& total = column.total;
        if (total && (!isShown(total->of) || !isShown(total->per)))
            column.total.reset(); // nobody could compute it again from what is there
    }
    shown.rows.reserve(rows.size());
    for (const int row : rows) {
        const auto& from = table->rows[std::size_t(row)];
        TableRow to{from.key, from.setApart, {}, from.subject, from.range};
        to.cells.reserve(std::size_t(columns.size()));
        for (const int column : columns)
            to.cells.push_back(std::size_t(column) < from.cells.size() ? from.cells[std::size_t(column)] : Cell());
        shown.rows.push_back(std::move(to));
    }
    if (rows.size() < table->rows.size())
        totalRows(shown);
    return shown;
}

double sumOf(const Table& table, const QString& id)
{
    const auto at = std::size_t(std::ranges::find(table.columns, id, &TableColumn::id) - table.columns.begin());
    ExactSum sum;
    for (const auto& row : table.rows) {
        const auto* value = at < row.cells.size() ? std::get_if<double>(&row.cells[at]) : nullptr;
        sum.add(value && isKnown(*value) ? *value : 0);
    }
    return sum.value();
}

void totalRows(Table& table)
{
    for (auto& column : table.columns) {
        if (!column.total)
            continue;
        auto& total = *column.total;
        const double per = total.per.isEmpty() ? 1 : sumOf(table, total.per);
        const double of = sumOf(table, total.of.isEmpty() ? column.id : total.of);
        total.value = per == 0 ? unknown : !total.per.isEmpty() && total.percent ? 100 * of / per : of / per;
    }
}

} // namespace atlas
