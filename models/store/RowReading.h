// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/RowTables.h"
#include "models/store/SnapshotCodec.h"
#include "models/store/Sqlite.h"

namespace atlas {

inline std::optional<Stamp> stampAfter(Stamp from, const sqlite::Statement& row, int column)
{
    if (row.isNull(column))
        return std::nullopt;
    return from + std::chrono::microseconds(row.integer(column));
}

/// Reads what columnList<Row>() selected, but for the names: cluster, subject, dimension and, of workloads, the
/// interned texts (see readTexts()).
template <class Row>
Row readFigures(const sqlite::Statement& from)
{
    Row row;
    int column = keyColumns;
    for (const auto& figure : RowTable<Row>::figures)
        row.*figure.member = from.figure(column++);
    row.id = from.integer(column);
    const Instant hour = hourStart(HourIndex(from.integer(1)));
    row.at.createdAt = stampAfter(hour, from, column + 1);
    row.at.updatedAt = stampAfter(row.at.createdAt.value_or(hour), from, column + 2);
    row.at.time = hour + std::chrono::seconds(from.integer(column + 3));
    return row;
}

/// The numbers of a workload row's texts.
struct WorkloadTexts
{
    std::int64_t status = 0, ownerUid = 0, ownerName = 0, labels = 0, annotations = 0;

    friend bool operator==(const WorkloadTexts&, const WorkloadTexts&) = default;
};

inline WorkloadTexts readTexts(const sqlite::Statement& from)
{
    constexpr int first = rowColumns<WorkloadHour>() - workloadTextColumns;
    return {from.integer(first), from.integer(first + 1), from.integer(first + 2), from.integer(first + 3),
        from.integer(first + 4)};
}

} // namespace atlas
