// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Table.h"

namespace atlas {

std::optional<FigureRef> figureAt(const Table& table, std::size_t row, std::size_t column)
{
    if (!table.scope || row >= table.rows.size() || column >= table.columns.size() || !table.columns[column].metric)
        return std::nullopt;
    const auto& own = table.rows[row];
    const auto& head = table.columns[column];
    const auto& subject = own.subject.empty() ? head.subject : own.subject;
    if (subject.empty() && table.scope->level != Level::Cluster)
        return std::nullopt; // a row that is no subject's: "other", "unattributed"
    if (own.range && own.range->isEmpty())
        return std::nullopt;
    return FigureRef{*head.metric, *table.scope, subject, own.range.value_or(table.range), head.idleThreshold};
}

std::optional<FigureRef> figureAt(const HeatmapData& data, std::size_t row, std::size_t column)
{
    if (row >= data.rows.size() || column >= data.columnCount())
        return std::nullopt;
    if (data.ofWeek) {
        auto figure = *data.ofWeek;
        figure.hourOfWeek = HourOfWeek{int(row) + 1, int(column), data.zone.toStdString()};
        return figure;
    }
    if (!data.scope || !data.metric || data.t.empty() || row >= data.subjects.size() || data.subjects[row].empty())
        return std::nullopt;
    const TimeRange bucket{data.t[column], column + 1 < data.t.size() ? data.t[column + 1] : data.end};
    return FigureRef{*data.metric, *data.scope, data.subjects[row], bucket};
}

} // namespace atlas
