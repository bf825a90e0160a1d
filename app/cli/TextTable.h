// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/RowSource.h"

#include <QIODevice>

#include <optional>

namespace atlas {

/// Rows for people at a terminal: columns beside each other, figures rounded with their units above, an em dash where
/// one is unknown, times in the table's zone. Names from outside cannot steer the terminal. EXPORT where the device
/// fails; the failure of the rows.
std::optional<Error> writeTextTable(RowSource& rows, QIODevice& out);

} // namespace atlas
