// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exports/PrintedDocument.h"

#include "models/tables/TableText.h"
#include "ui/Theme.h"

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
constexpr std::size_t mostRows = 2000; // paper for more is nobody's wish

struct PrintText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::PrintText)
};

/// Draws a chart in the place of a letter.
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
        const auto* chart = chartOf(format);
        return chart ? QSizeF(chart->size()) * scaleOf(*chart) : QSizeF();
    }
    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument*, int, const QTextFormat& format) override
    {
        auto* chart = chartOf(format);
        if (!chart)
            return; // its page went meanwhile
        painter->save();
        painter->translate(rect.topLeft());
        painter->scale(scaleOf(*chart), scaleOf(*chart));
        painter->fillRect(chart->rect(), atlas::palette(m_document.theme).surface);
        chart->render(painter, {}, {}, QWidget::DrawChildren);
        painter->restore();
    }

private:
    QWidget* chartOf(const QTextFormat& format) const
    {
        return m_document.parts[std::size_t(format.intProperty(chartProperty))].chart;
    }
    /// As wide as the sheet, but not much larger than on the screen.
    double scaleOf(const QWidget& chart) const
    {
        constexpr double largest = 1.25;
        return std::min(
            {largest, m_most.width() / std::max(1, chart.width()), m_most.height() / std::max(1, chart.height())});
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

void writeTable(QTextCursor& cursor, Table table)
{
    const auto rows = table.rows.size();
    table.title.clear(); // it stands above
    table.rows.resize(std::min(rows, mostRows));
    cursor.insertBlock(block(space::unit));
    cursor.insertHtml(toHtml(table));
    if (rows > mostRows) {
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
        cursor.insertBlock(block(space::page));
        if (part.title != document.title)
            cursor.insertText(part.title, letters(font, type::title, colors.text, QFont::DemiBold));
        if (!part.note.isEmpty())
            cursor.insertText(
                QString(QStringLiteral("   ") + part.note), letters(font, type::caption, colors.secondary));
        if (!part.chart) {
            writeTable(cursor, part.table);
            continue;
        }
        // In the same block as its title: they are never parted.
        cursor.insertText(QString(QChar::LineSeparator));
        QTextCharFormat chart;
        chart.setObjectType(chartObject);
        chart.setProperty(chartProperty, int(i));
        cursor.insertText(QString(QChar::ObjectReplacementCharacter), chart);
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
