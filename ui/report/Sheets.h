// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Table.h"
#include "models/domain/Time.h"
#include "ui/report/ReportPieces.h"

#include <QByteArray>
#include <QPageLayout>
#include <QSizeF>
#include <QTimeZone>

#include <cstddef>
#include <vector>

class QPagedPaintDevice;

/// Sheets of paper that pieces are put on: reports and printed pages alike. GUI thread.
namespace atlas {

/// What stands above the first piece, and in small letters around all sheets.
struct SheetHead
{
    QString title, subtitle;
    TableFacts cover; ///< what it is of: names and values
    Instant created{};
    QTimeZone zone;
};

/// Pieces for sheets with so much room each, in units of ReportPieces.h.
using PiecesFor = std::function<std::vector<Piece>(QSizeF room)>;

/// A4 with the product's margins.
QPageLayout sheetLayout(QPageLayout::Orientation orientation);
/// The room of one of its sheets.
QSizeF sheetRoom(QPageLayout::Orientation orientation);

/// What a document lists beside its pages.
struct Chapter
{
    QString title;
    std::size_t page = 0; ///< from 0
};

/// Puts the pieces on as many sheets as it takes: of whatever size and margins the device's layout has, but at least
/// 12 mm from the paper's edges. Returns where chapters begin, in their order.
std::vector<Chapter> paintSheets(const SheetHead& head, const PiecesFor& pieces, QPagedPaintDevice& device);

/// The same as a PDF document of A4 sheets, with title, creator and a list of its chapters. `dotsPerInch`: of the
/// screen whose widgets are drawn.
QByteArray sheetsPdf(const SheetHead& head, const PiecesFor& pieces,
    QPageLayout::Orientation orientation = QPageLayout::Portrait, int dotsPerInch = unitsPerInch);

} // namespace atlas
