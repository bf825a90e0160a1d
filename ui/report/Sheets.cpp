// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/Sheets.h"

#include "charts/Palette.h"
#include "models/analysis/Format.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageSize>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>

#include <algorithm>

namespace atlas {

namespace {

struct PageText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ReportPages)
};

constexpr double headerHeight = 30, footerHeight = 28;

/// Where the pieces of one page begin.
using Sheet = std::vector<std::pair<const Piece*, double>>;

/// The height of a piece with those that it must not be parted from.
double heightTogether(const std::vector<Piece>& pieces, std::size_t first)
{
    double height = pieces[first].height;
    for (std::size_t i = first; pieces[i].withNext && i + 1 < pieces.size(); ++i)
        height += pieces[i + 1].above + pieces[i + 1].height;
    return height;
}

std::vector<Sheet> laidOut(const std::vector<Piece>& pieces, double height)
{
    std::vector<Sheet> sheets(1);
    double y = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& piece = pieces[i];
        const bool together = i > 0 && pieces[i - 1].withNext; // looked at with the first of them
        const double wanted = together ? piece.height : heightTogether(pieces, i);
        if (y > 0 && y + piece.above + wanted > height) {
            sheets.emplace_back();
            y = 0;
            if (piece.heading) {
                sheets.back().emplace_back(piece.heading.get(), 0);
                y = piece.heading->height;
            }
        }
        if (y > 0)
            y += piece.above;
        sheets.back().emplace_back(&piece, y);
        y += piece.height;
    }
    return sheets;
}

void paintFrame(QPainter& painter, const SheetHead& head, QSizeF size, std::size_t page, std::size_t pages)
{
    const auto& colors = palette(Theme::Light);
    const auto font = letters(LetterSize::small);
    const double below = size.height() - lineHeight(font);
    const auto write = [&](double y, const QString& left, const QString& right) {
        painter.setPen(colors.secondary);
        const auto end = linesOf(right, font, size.width() / 2, 1);
        drawLines(painter, {0, y}, size.width(), end, font, Qt::AlignRight);
        drawLines(painter, {0, y}, size.width(), linesOf(left, font, size.width() / 2 - 12, 1), font);
    };
    const auto line = [&](double y) {
        painter.setPen(QPen(colors.border, 0.75));
        painter.drawLine(QPointF(0, y), QPointF(size.width(), y));
    };
    if (page > 0) {
        write(0, head.title, head.subtitle);
        line(lineHeight(font) + 5);
    }
    line(below - 5);
    write(below, PageText::tr("Made with GPU Atlas, %1").arg(formatInstant(head.created, head.zone)),
        PageText::tr("Page %1 of %2").arg(page + 1).arg(pages));
}

/// The units between the margins that a device has and those that it needs, and what is left.
QRectF roomOn(const QPageLayout& layout, QSizeF size)
{
    // A printer's own margins may be as narrow as it can print.
    constexpr double least = 12 * unitsPerInch / 25.4; // of 12 mm
    const auto margins = layout.margins(QPageLayout::Inch) * unitsPerInch;
    return QRectF(QPointF(), size)
        .adjusted(std::max(0.0, least - margins.left()), std::max(0.0, least - margins.top()),
            -std::max(0.0, least - margins.right()), -std::max(0.0, least - margins.bottom()));
}

/// The text of a numbered object of a PDF, without its frame.
QByteArray objectOf(const QByteArray& pdf, int number)
{
    const QByteArray head = '\n' + QByteArray::number(number) + " 0 obj\n";
    const auto from = pdf.indexOf(head), to = from < 0 ? -1 : pdf.indexOf("\nendobj", from);
    return to < 0 ? QByteArray() : pdf.mid(from + head.size(), to - from - head.size());
}

/// The numbers behind a key: "/Root 2 0 R", "/Kids [6 0 R 22 0 R]".
std::vector<int> numbersBehind(const QByteArray& text, const char* key)
{
    static const QRegularExpression reference(QStringLiteral("(\\d+) 0 R"));
    const auto from = text.indexOf(key);
    if (from < 0)
        return {};
    const auto value = text.mid(from + qsizetype(qstrlen(key))).trimmed();
    const auto end = value.startsWith('[') ? value.indexOf(']') : value.indexOf(" R") + 2;
    std::vector<int> numbers;
    auto matches = reference.globalMatch(QString::fromLatin1(value.left(end)));
    while (matches.hasNext())
        numbers.push_back(matches.next().captured(1).toInt());
    return numbers;
}

/// Text of a PDF: UTF-16 in hexadecimal.
QByteArray pdfText(const QString& text)
{
    QByteArray hex = "<FEFF";
    for (const QChar c : text)
        hex += QByteArray::number(c.unicode(), 16).rightJustified(4, '0').toUpper();
    return hex + '>';
}

/// The document with its chapters listed beside it, which Qt cannot write: an update at the end, as the format has
/// them. One that is not written as expected stays as it is.
QByteArray withOutline(const QByteArray& pdf, const std::vector<Chapter>& chapters)
{
    const auto trailerAt = pdf.lastIndexOf("trailer"), startAt = pdf.lastIndexOf("startxref");
    if (chapters.empty() || trailerAt < 0 || startAt < trailerAt)
        return pdf;
    const auto trailer = pdf.mid(trailerAt, startAt - trailerAt);
    const auto root = numbersBehind(trailer, "/Root"), info = numbersBehind(trailer, "/Info");
    const auto sizeAt = trailer.indexOf("/Size ") + 6;
    const int first = trailer.mid(sizeAt, trailer.indexOf('\n', sizeAt) - sizeAt).toInt();
    auto catalog = root.empty() ? QByteArray() : objectOf(pdf, root.front());
    const auto pages = numbersBehind(catalog, "/Pages");
    const auto kids = pages.empty() ? std::vector<int>() : numbersBehind(objectOf(pdf, pages.front()), "/Kids");
    const auto isThere = [&kids](const Chapter& chapter) { return chapter.page < kids.size(); };
    if (first <= 0 || info.empty() || !catalog.contains(">>") || !std::ranges::all_of(chapters, isThere))
        return pdf;

    const auto id = [](int number) { return QByteArray(QByteArray::number(number) + " 0 R"); };
    const int count = int(chapters.size());
    QByteArray all = pdf, places;
    const auto add = [&](int number, const QByteArray& content) {
        places += QByteArray::number(all.size()).rightJustified(10, '0') + " 00000 n \n";
        all += QByteArray::number(number) + " 0 obj\n" + content + "\nendobj\n";
    };
    all += '\n';
    catalog.insert(catalog.lastIndexOf(">>"), "\n/Outlines " + id(first) + "\n/PageMode /UseOutlines\n");
    places = "xref\n" + QByteArray::number(root.front()) + " 1\n";
    add(root.front(), catalog);
    places += QByteArray::number(first) + ' ' + QByteArray::number(count + 1) + '\n';
    add(first,
        "<< /Type /Outlines /First " + id(first + 1) + " /Last " + id(first + count) + " /Count "
            + QByteArray::number(count) + " >>");
    for (int i = 0; i < count; ++i) {
        const auto& chapter = chapters[std::size_t(i)];
        const int number = first + 1 + i;
        QByteArray item = "<< /Title " + pdfText(chapter.title) + " /Parent " + id(first) + " /Dest ["
            + id(kids[chapter.page]) + " /Fit]";
        item += i > 0 ? " /Prev " + id(number - 1) : QByteArray();
        item += i + 1 < count ? " /Next " + id(number + 1) : QByteArray();
        add(number, item + " >>");
    }
    const auto at = all.size();
    all += places + "trailer\n<<\n/Size " + QByteArray::number(first + count + 1) + "\n/Info " + id(info.front())
        + "\n/Root " + id(root.front()) + "\n/Prev "
        + pdf.mid(startAt + qsizetype(qstrlen("startxref")), pdf.lastIndexOf("%%EOF") - startAt - 9).trimmed()
        + "\n>>\nstartxref\n" + QByteArray::number(at) + "\n%%EOF\n";
    return all;
}

QSizeF roomOfPieces(QSizeF sheet)
{
    return {sheet.width(), sheet.height() - headerHeight - footerHeight};
}

} // namespace

QPageLayout sheetLayout(QPageLayout::Orientation orientation)
{
    constexpr double side = 16, above = 15, below = 12; // millimetres
    return {QPageSize(QPageSize::A4), orientation, {side, above, side, below}, QPageLayout::Millimeter};
}

QSizeF sheetRoom(QPageLayout::Orientation orientation)
{
    const auto layout = sheetLayout(orientation);
    return roomOfPieces(roomOn(layout, layout.paintRect(QPageLayout::Inch).size() * unitsPerInch).size());
}

std::vector<Chapter> paintSheets(const SheetHead& head, const PiecesFor& content, QPagedPaintDevice& device)
{
    std::vector<Chapter> chapters;
    QPainter painter(&device);
    painter.setRenderHint(QPainter::LosslessImageRendering); // heat maps have sharp edges
    const double scale = double(device.logicalDpiX()) / unitsPerInch;
    painter.scale(scale, scale);
    const auto sheet = roomOn(device.pageLayout(), QSizeF(device.width(), device.height()) / scale);
    painter.translate(sheet.topLeft());

    const auto room = roomOfPieces(sheet.size());
    auto pieces = coverPieces(head, room.width());
    auto more = content(room);
    std::move(more.begin(), more.end(), std::back_inserter(pieces));
    const auto sheets = laidOut(pieces, room.height());
    for (std::size_t page = 0; page < sheets.size(); ++page) {
        if (page > 0)
            device.newPage();
        // The first page has no header: the title stands in its place.
        const double from = page == 0 ? 0 : headerHeight;
        for (const auto& [piece, y] : sheets[page]) {
            if (!piece->chapter.isEmpty())
                chapters.push_back({piece->chapter, page});
            painter.save();
            piece->paint(painter, {0, from + y});
            painter.restore();
        }
        // Last: some charts paint their surface beyond their borders.
        paintFrame(painter, head, sheet.size(), page, sheets.size());
    }
    return chapters;
}

QByteArray sheetsPdf(
    const SheetHead& head, const PiecesFor& pieces, QPageLayout::Orientation orientation, int dotsPerInch)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setResolution(dotsPerInch);
    pdf.setPageLayout(sheetLayout(orientation));
    pdf.setTitle(head.subtitle.isEmpty() ? head.title : QString(head.title + QStringLiteral(", ") + head.subtitle));
    pdf.setCreator(QStringLiteral("GPU Atlas"));
    const auto chapters = paintSheets(head, pieces, pdf); // whose painter ends the document
    buffer.close();
    return withOutline(bytes, chapters);
}

} // namespace atlas
