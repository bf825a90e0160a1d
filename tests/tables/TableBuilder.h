// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Table.h"

namespace atlas::test {

/// Name, GPU-hours, change, when, shape.
inline Table emptyTable()
{
    Table table;
    table.title = QStringLiteral("Namespaces");
    table.columns = {{QStringLiteral("name"), QStringLiteral("Namespace"), CellKind::Text, Unit::None},
        {QStringLiteral("gpuHours"), QStringLiteral("GPU-hours"), CellKind::Number, Unit::GpuHours},
        {QStringLiteral("change"), QStringLiteral("Change"), CellKind::Change, Unit::Percent},
        {QStringLiteral("peak"), QStringLiteral("Peak at"), CellKind::Time, Unit::None},
        {QStringLiteral("shape"), QStringLiteral("Shape"), CellKind::Sparkline, Unit::Percent}};
    return table;
}

inline TableRow row(const QString& key, double gpuHours, double change = 0, bool setApart = false)
{
    return {key, setApart,
        {key, gpuHours, change, Instant(std::chrono::hours(490000)), std::vector<double>{1, unknown, gpuHours}}};
}

inline Table tableOf(std::vector<TableRow> rows)
{
    Table table = emptyTable();
    table.rows = std::move(rows);
    return table;
}

} // namespace atlas::test
