// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/ReportPainter.h"

#include "ui/report/Sheets.h"

namespace atlas {

namespace {

SheetHead headOf(const Report& report)
{
    return {report.title, report.subtitle, report.cover, report.created, report.zone};
}

PiecesFor piecesOf(const Report& report)
{
    return [&report](QSizeF room) {
        std::vector<Piece> pieces;
        for (const auto& section : report.sections) {
            auto more = sectionPieces(section, room.width());
            std::move(more.begin(), more.end(), std::back_inserter(pieces));
        }
        return pieces;
    };
}

} // namespace

void paintReport(const Report& report, QPagedPaintDevice& device)
{
    paintSheets(headOf(report), piecesOf(report), device);
}

QByteArray reportPdf(const Report& report)
{
    return sheetsPdf(headOf(report), piecesOf(report));
}

} // namespace atlas
