// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exports/PrintedDocument.h"

#include <QPainter>
#include <QWidget>

#include <algorithm>
#include <iterator>

namespace atlas {

namespace {

constexpr double partGap = 16;

ReportTable tableOf(const PrintedPart& part)
{
    ReportTable table{part.table, part.mostRows};
    table.table.title.clear(); // the panel's stands above
    return table;
}

/// A widget of the window, as wide as the sheet, but not much larger than on the screen.
Piece chartPiece(const QPointer<QWidget>& chart, QSizeF most)
{
    constexpr double largest = 1.25;
    const double scale = std::min({largest, most.width() / chart->width(), most.height() / chart->height()});
    Piece piece;
    piece.height = chart->height() * scale;
    piece.paint = [chart, scale](QPainter& painter, QPointF at) {
        if (!chart)
            return; // its page went meanwhile
        painter.translate(at);
        painter.scale(scale, scale);
        drawWidget(painter, {}, *chart);
    };
    return piece;
}

void addPart(std::vector<Piece>& pieces, const PrintedPart& part, bool named, QSizeF room)
{
    const auto first = pieces.size();
    if (named)
        pieces.push_back(panelTitle(part.title, part.note, room.width()));
    if (part.chart) {
        const double above = named ? pieces.back().height : 0;
        if (!part.chart->size().isEmpty())
            pieces.push_back(chartPiece(part.chart, {room.width(), room.height() - above}));
    } else {
        auto rows = tablePieces(tableOf(part), room.width());
        std::move(rows.begin(), rows.end(), std::back_inserter(pieces));
    }
    if (pieces.size() > first)
        pieces[first].above = partGap;
}

PiecesFor piecesOf(const PrintedDocument& document)
{
    return [&document](QSizeF room) {
        auto pieces = figurePieces(document.figures, room.width());
        for (const auto& part : document.parts)
            addPart(pieces, part, part.title != document.head.title, room);
        return pieces;
    };
}

} // namespace

QPageLayout::Orientation orientationOf(const PrintedDocument& document)
{
    // A table among charts rather has smaller letters: upright paper holds more charts.
    const bool alone = document.parts.size() == 1;
    const double width = sheetRoom(QPageLayout::Portrait).width() / (alone ? 1 : 0.75);
    const auto isWide = [alone, width](const PrintedPart& part) {
        return part.chart ? alone && part.chart->width() > part.chart->height()
                          : leastTableWidth(tableOf(part)) > width;
    };
    return std::ranges::any_of(document.parts, isWide) ? QPageLayout::Landscape : QPageLayout::Portrait;
}

void printDocument(const PrintedDocument& document, QPagedPaintDevice& device)
{
    paintSheets(document.head, piecesOf(document), device);
}

QByteArray pdfOf(const PrintedDocument& document, int dotsPerInch)
{
    return sheetsPdf(document.head, piecesOf(document), orientationOf(document), dotsPerInch);
}

} // namespace atlas
