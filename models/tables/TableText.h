// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Table.h"

#include <QAbstractItemModel>
#include <QList>
#include <QString>

namespace atlas {

/// Cells of a TableModel (or a proxy over one) as tab-separated lines under a header line, for the clipboard. Numbers
/// in full with a decimal point, times in RFC3339 UTC, unknown empty, text as shown but without tabs and line breaks
/// and with an apostrophe before anything a spreadsheet would take for a formula. Sparkline columns are left out.
/// `rows` and `columns` are indexes in `model`, written in the order given.
QString toTabSeparated(const QAbstractItemModel& model, const QList<int>& rows, const QList<int>& columns);
/// The whole of a table, in its own order.
QString toTabSeparated(const Table& table);

/// The same cells as an HTML table, for documents and mail: as the window shows them, with the whole number beside what
/// is shown of it where spreadsheets look for it. Text is escaped, and no formula either.
QString toHtml(const QAbstractItemModel& model, const QList<int>& rows, const QList<int>& columns);
QString toHtml(const Table& table);

} // namespace atlas
