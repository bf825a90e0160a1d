// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Progress.h"
#include "models/domain/RowSource.h"

#include <QIODevice>

#include <optional>

namespace atlas {

/// Rows as JSON, as they come: {"facts": [{"name", "value"}], "columns": [{"id", "title", "unit"}], "rows": [{ID:
/// value}]}. Numbers have all their digits, unknown is null, times are RFC3339 in UTC. Columns of sparklines are left
/// out. EXPORT where the device fails or `progress` was cancelled; the failure of the rows.
std::optional<Error> writeRowsJson(RowSource& rows, const TableFacts& facts, QIODevice& out, Progress& progress);

} // namespace atlas
