// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/ReportPainter.h"

#include "charts/Palette.h"
#include "models/analysis/Format.h"
#include "ui/report/ReportPieces.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageLayout>
#include <QPageSize>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>

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

void paintFrame(QPainter& painter, const Report& report, QSizeF size, std::size_t page, std::size_t pages)
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
        write(0, report.title, report.subtitle);
        line(lineHeight(font) + 5);
    }
    line(below - 5);
    write(below, PageText::tr("Made with GPU Atlas, %1").arg(formatInstant(report.created, report.zone)),
        PageText::tr("Page %1 of %2").arg(page + 1).arg(pages));
}

} // namespace

void paintReport(const Report& report, QPagedPaintDevice& device)
{
    QPainter painter(&device);
    painter.setRenderHint(QPainter::LosslessImageRendering); // heat maps have sharp edges
    const double scale = double(device.logicalDpiX()) / unitsPerInch;
    painter.scale(scale, scale);
    // A printer's own margins may be as narrow as it can print.
    constexpr double least = 12 * unitsPerInch / 25.4; // of 12 mm
    const auto margins = device.pageLayout().margins(QPageLayout::Inch) * unitsPerInch;
    const double left = std::max(0.0, least - margins.left()), above = std::max(0.0, least - margins.top());
    painter.translate(left, above);
    const QSizeF size(device.width() / scale - left - std::max(0.0, least - margins.right()),
        device.height() / scale - above - std::max(0.0, least - margins.bottom()));

    std::vector<Piece> pieces = coverPieces(report, size.width());
    for (const auto& section : report.sections) {
        auto more = sectionPieces(section, size.width());
        std::move(more.begin(), more.end(), std::back_inserter(pieces));
    }
    const double top = headerHeight;
    const auto sheets = laidOut(pieces, size.height() - top - footerHeight);
    for (std::size_t page = 0; page < sheets.size(); ++page) {
        if (page > 0)
            device.newPage();
        // The first page has no header: the title stands in its place.
        const double from = page == 0 ? 0 : top;
        for (const auto& [piece, y] : sheets[page]) {
            painter.save();
            piece->paint(painter, {0, from + y});
            painter.restore();
        }
        // Last: some charts paint their surface beyond their borders.
        paintFrame(painter, report, size, page, sheets.size());
    }
}

QByteArray reportPdf(const Report& report)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    constexpr double side = 16, above = 15, below = 12; // millimetres
    pdf.setResolution(unitsPerInch);
    pdf.setPageLayout(
        {QPageSize(QPageSize::A4), QPageLayout::Portrait, {side, above, side, below}, QPageLayout::Millimeter});
    pdf.setTitle(report.title + QStringLiteral(", ") + report.subtitle);
    pdf.setCreator(QStringLiteral("GPU Atlas"));
    paintReport(report, pdf);
    return bytes;
}

} // namespace atlas
