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

/// A widget of the window in another size, for as long as this lives.
class Resized
{
public:
    Resized(QWidget& widget, QSize size)
        : m_widget(widget)
        , m_before(widget.size())
    {
        widget.resize(size);
    }
    ~Resized() { m_widget.resize(m_before); }
    Resized(const Resized&) = delete;
    Resized& operator=(const Resized&) = delete;

private:
    QWidget& m_widget;
    QSize m_before;
};

/// As wide as the sheet, so that its letters have the size of the others, and as high as it then has to be, or as on
/// the screen, unless that is more than a wide chart needs.
QSize sizeOnPaper(const QWidget& chart, QSizeF most)
{
    constexpr double highest = 0.62; // of the width
    const int width = std::max(int(most.width()), chart.minimumSizeHint().width());
    if (const int needed = chart.heightForWidth(width); needed > 0)
        return {width, needed};
    return {width, std::min(chart.height(), std::max(int(highest * width), chart.sizeHint().height()))};
}

/// A widget of the window over the width of the sheet.
Piece chartPiece(const QPointer<QWidget>& chart, QSizeF most)
{
    const auto size = sizeOnPaper(*chart, most);
    const double scale = std::min({1.0, most.width() / size.width(), most.height() / size.height()});
    Piece piece;
    piece.height = size.height() * scale;
    piece.paint = [chart, size, scale](QPainter& painter, QPointF at) {
        if (!chart)
            return; // its page went meanwhile
        const Resized resized(*chart, size);
        const double fitting = std::min( // what it lies in may not let it have another size
            {scale, size.width() * scale / chart->width(), size.height() * scale / chart->height()});
        painter.translate(at);
        painter.scale(fitting, fitting);
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
        auto rows = tablePieces(tableOf(part), room.width(), true);
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
