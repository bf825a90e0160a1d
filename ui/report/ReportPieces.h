// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Report.h"

#include <QFont>
#include <QPointF>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

class QPainter;
class QWidget;

/// Reports cut into pieces that are put on pages one below the other. GUI thread.
namespace atlas {

/// What a page is reckoned in: a 96th of an inch, as on a screen.
inline constexpr int unitsPerInch = 96;

/// Sizes of letters, in these units.
struct LetterSize
{
    static constexpr int title = 26, heading = 18, panel = 13, body = 12, table = 11, small = 10, figure = 24;
};

QFont letters(int size, QFont::Weight weight = QFont::Normal);
/// The text in lines no wider than that, at most so many (0: any number); what does not fit ends in an ellipsis.
QStringList linesOf(const QString& text, const QFont& font, double width, int most = 0);
double lineHeight(const QFont& font);
/// Lines below each other from a top left corner on; aligned in a width.
void drawLines(QPainter& painter, QPointF at, double width, const QStringList& lines, const QFont& font,
    Qt::Alignment alignment = Qt::AlignLeft);

struct SheetHead;

/// Something that is not cut.
struct Piece
{
    double height = 0;
    double above = 0; ///< room above it; none at the top of a page
    bool withNext = false; ///< not the last one on a page
    std::function<void(QPainter& painter, QPointF at)> paint; ///< `at`: its top left corner
    std::shared_ptr<const Piece> heading; ///< comes again at the top of a page that begins with this
    QString chapter = {}; ///< begins with this piece, and is listed beside a document; empty: none does
};

/// What stands above all: title, range, and what the report is of.
std::vector<Piece> coverPieces(const SheetHead& head, double width);
std::vector<Piece> sectionPieces(const ReportSection& section, double width);
/// Rows of equal tiles.
std::vector<Piece> figurePieces(const std::vector<KeyFigure>& figures, double width);
/// A table as rows under a heading; one with more columns than there is room for is in smaller letters. Rows that are
/// left out are in the workbook, or in the window, where it was `printed` from.
std::vector<Piece> tablePieces(const ReportTable& table, double width, bool printed = false);
/// The width in which it has the usual letters, its texts folded.
double leastTableWidth(const ReportTable& table);
/// The title of a panel, with a few words beside it in small letters.
Piece panelTitle(const QString& title, const QString& note, double width);

/// Draws a chart that is on no screen.
void drawWidget(QPainter& painter, QPointF at, QWidget& widget);

} // namespace atlas
