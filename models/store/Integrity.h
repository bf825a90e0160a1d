// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/Sqlite.h"

#include <QString>

#include <atomic>

namespace atlas {

/// Checks a whole store: SQLite's own integrity check, and that the counts of rows per hour and scope are those of the
/// rows. Throws sqlite::Failure with the first findings as detail.
///
/// It takes as long as reading the file. It ends early, with a sentence of its own, when `cancelled` is set, and when
/// others write so much meanwhile that the write-ahead log (`logPath`, empty: there is none) grows too large: it cannot
/// be reset as long as somebody reads.
void checkStore(sqlite::Database& db, const std::atomic<bool>& cancelled, const QString& logPath);

} // namespace atlas
