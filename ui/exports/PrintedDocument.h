// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/domain/Table.h"

#include <QByteArray>
#include <QPageLayout>
#include <QPointer>
#include <QString>

#include <cstddef>
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
    std::size_t mostRows = 40; ///< of the table; the others are told in words
};

/// A page, or one panel of it, on sheets of paper: title, what it is of, and the parts below each other; a chart is
/// never cut, a table goes on under its headings on the next sheet.
struct PrintedDocument
{
    QString title;
    TableFacts facts;
    std::vector<PrintedPart> parts;
    Theme theme = Theme::Light; ///< in which the charts are dressed while this is printed
};

/// Prints all sheets. GUI thread: charts are widgets. The device's resolution should be the screen's, so that letters
/// have the size that charts reckoned with.
void printDocument(const PrintedDocument& document, QPagedPaintDevice& device);
/// The same as a PDF file.
QByteArray pdfOf(const PrintedDocument& document, const QPageLayout& paper, int dotsPerInch);

} // namespace atlas
