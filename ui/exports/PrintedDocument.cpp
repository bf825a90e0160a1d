// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exports/PrintedDocument.h"

#include "models/tables/TableText.h"
#include "ui/Theme.h"
#include "ui/widgets/PictureExport.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextObjectInterface>
#include <QTextTable>
#include <QWidget>

#include <algorithm>

namespace atlas {

namespace {

constexpr int chartObject = QTextFormat::UserObject + 1, chartProperty = QTextFormat::UserProperty + 1;

struct PrintText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::PrintText)
};

/// Draws a chart under its title in the place of a letter: so they are never parted.
class ChartInText final : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    ChartInText(const PrintedDocument& document, QSizeF most)
        : m_document(document)
        , m_most(most)
    {
    }

    QSizeF intrinsicSize(QTextDocument*, int, const QTextFormat& format) override
    {
        const auto& part = partOf(format);
        return part.chart ? QSizeF(framedSize(*part.chart, wordsOf(part))) * scaleOf(part) : QSizeF();
    }
    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument*, int, const QTextFormat& format) override
    {
        const auto& part = partOf(format);
        if (!part.chart)
            return; // its page went meanwhile
        painter->save();
        painter->translate(rect.topLeft());
        painter->scale(scaleOf(part), scaleOf(part));
        drawFramed(*painter, *part.chart, m_document.theme, wordsOf(part));
        painter->restore();
    }

private:
    const PrintedPart& partOf(const QTextFormat& format) const
    {
        return m_document.parts[std::size_t(format.intProperty(chartProperty))];
    }
    PictureWords wordsOf(const PrintedPart& part) const
    {
        return {part.title == m_document.title ? QString() : part.title, part.note, {}};
    }
    /// As wide as the sheet, but not much larger than on the screen.
    double scaleOf(const PrintedPart& part) const
    {
        constexpr double largest = 1.25;
        const QSizeF size = framedSize(*part.chart, wordsOf(part));
        return std::min({largest, m_most.width() / size.width(), m_most.height() / size.height()});
    }

    const PrintedDocument& m_document;
    QSizeF m_most;
};

QTextCharFormat letters(const QFont& base, double factor, const QColor& color, QFont::Weight weight = QFont::Normal)
{
    QTextCharFormat format;
    format.setFont(scaledFont(base, factor, weight));
    format.setForeground(color);
    return format;
}

QTextBlockFormat block(double above)
{
    QTextBlockFormat format;
    format.setTopMargin(above);
    return format;
}

void writeFacts(QTextCursor& cursor, const TableFacts& facts, const QFont& font, const Palette& colors)
{
    for (const auto& [name, value] : facts) {
        if (value.isEmpty())
            continue;
        cursor.insertBlock(block(0));
        cursor.insertText(name + QStringLiteral(": "), letters(font, type::caption, colors.secondary));
        cursor.insertText(value, letters(font, type::caption, colors.text));
    }
}

void writeTable(QTextCursor& cursor, const PrintedPart& part, const Palette& colors)
{
    auto table = part.table;
    const auto rows = table.rows.size();
    table.title.clear(); // it stands above
    table.rows.resize(std::min(rows, part.mostRows));
    cursor.insertBlock(block(space::unit));
    cursor.insertHtml(toHtml(table));
    const auto frames = cursor.document()->rootFrame()->childFrames();
    if (auto* made = frames.isEmpty() ? nullptr : qobject_cast<QTextTable*>(frames.back())) {
        auto format = made->format();
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        format.setHeaderRowCount(1); // on each sheet again
        format.setCellSpacing(0);
        format.setCellPadding(2);
        format.setBorderCollapse(true);
        format.setBorder(0.5);
        format.setBorderBrush(colors.border);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        made->setFormat(format);
    }
    cursor.movePosition(QTextCursor::End);
    if (rows > part.mostRows) {
        cursor.insertBlock(block(space::unit));
        cursor.insertText(PrintText::tr("The first %1 of %2 rows. Save the table to have all of them.")
                              .arg(table.rows.size())
                              .arg(rows));
    }
}

} // namespace

void printDocument(const PrintedDocument& document, QPagedPaintDevice& device)
{
    const auto& colors = atlas::palette(document.theme);
    const QFont font =
        document.parts.empty() || !document.parts.front().chart ? QFont() : document.parts.front().chart->font();
    const double dots = device.logicalDpiX();
    const QSizeF sheet = device.pageLayout().paintRect(QPageLayout::Inch).size() * dots;
    const double margin = 0.4 * dots; // beyond the device's own
    QTextDocument text;
    text.documentLayout()->setPaintDevice(&device);
    text.setDefaultFont(scaledFont(font, type::caption));
    text.setDocumentMargin(margin);
    text.setPageSize(sheet);
    ChartInText charts(document, {sheet.width() - 2 * margin, sheet.height() * 0.8});
    text.documentLayout()->registerHandler(chartObject, &charts);

    QTextCursor cursor(&text);
    cursor.insertText(document.title, letters(font, 1.6, colors.text, QFont::DemiBold));
    writeFacts(cursor, document.facts, font, colors);
    for (std::size_t i = 0; i < document.parts.size(); ++i) {
        const auto& part = document.parts[i];
        cursor.insertBlock(block(space::panel));
        if (part.chart) {
            QTextCharFormat chart;
            chart.setObjectType(chartObject);
            chart.setProperty(chartProperty, int(i));
            cursor.insertText(QString(QChar::ObjectReplacementCharacter), chart);
            continue;
        }
        if (part.title != document.title)
            cursor.insertText(part.title, letters(font, type::title, colors.text, QFont::DemiBold));
        if (!part.note.isEmpty())
            cursor.insertText(
                QString(QStringLiteral("   ") + part.note), letters(font, type::caption, colors.secondary));
        writeTable(cursor, part, colors);
    }
    text.print(&device);
}

QByteArray pdfOf(const PrintedDocument& document, const QPageLayout& paper, int dotsPerInch)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setResolution(dotsPerInch);
    pdf.setPageLayout(paper);
    pdf.setTitle(document.title);
    pdf.setCreator(QCoreApplication::applicationName());
    printDocument(document, pdf);
    return bytes;
}

} // namespace atlas

#include "PrintedDocument.moc"
