// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"
#include "models/domain/Table.h"
#include "ui/report/Sheets.h"

#include <QByteArray>
#include <QPointer>
#include <QString>

#include <vector>

class QPagedPaintDevice;
class QWidget;

namespace atlas {

/// A panel on paper: a chart, or a table with its rows.
struct PrintedPart
{
    QString title, note;
    QPointer<QWidget> chart; ///< drawn as lines and letters; null: the table
    Table table;
    int mostRows = 40; ///< of the table; the others are told in words
};

/// A page, or one panel of it, on sheets of paper as a report is: the parts below each other, under the key figures. A
/// chart is never cut, a table goes on under its headings on the next sheet. Light: the charts have to be dressed so
/// while it is printed.
struct PrintedDocument
{
    SheetHead head;
    std::vector<KeyFigure> figures;
    std::vector<PrintedPart> parts;
};

/// Landscape where a table needs it, and for a single wide chart.
QPageLayout::Orientation orientationOf(const PrintedDocument& document);

/// Prints all sheets. GUI thread: charts are widgets. The device's resolution should be the screen's, so that letters
/// have the size that charts reckoned with.
void printDocument(const PrintedDocument& document, QPagedPaintDevice& device);
/// The same as a PDF file.
QByteArray pdfOf(const PrintedDocument& document, int dotsPerInch);

} // namespace atlas
