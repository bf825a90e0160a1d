// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/ReportPieces.h"

#include "charts/AdditiveBar.h"
#include "charts/GroupedBarChart.h"
#include "charts/HeatmapChart.h"
#include "charts/Palette.h"
#include "charts/RankingChart.h"
#include "charts/Sparkline.h"
#include "charts/TimeSeriesChart.h"
#include "charts/WaterfallChart.h"
#include "models/analysis/Format.h"
#include "models/views/FigureChange.h"
#include "ui/report/Sheets.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPaintDevice>
#include <QPainter>
#include <QPicture>
#include <QTextLayout>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

struct PageText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ReportPages)
};

constexpr double sectionGap = 26, blockGap = 12, noteGap = 5;

Piece paragraph(const QString& text, const QFont& font, const QColor& color, double width)
{
    const auto lines = linesOf(text, font, width);
    Piece piece;
    piece.height = double(lines.size()) * lineHeight(font);
    piece.paint = [lines, font, color, width](QPainter& painter, QPointF at) {
        painter.setPen(color);
        drawLines(painter, at, width, lines, font);
    };
    return piece;
}

/// A chart under its title.
template <typename Chart>
Piece chartPiece(const QString& title, std::shared_ptr<Chart> chart, double width, double height, int letterSize)
{
    chart->setTheme(Theme::Light);
    chart->setFont(letters(letterSize));
    chart->setAttribute(Qt::WA_DontShowOnScreen);
    chart->resize(int(width), int(height));
    const auto font = letters(LetterSize::panel, QFont::DemiBold);
    const double titleHeight = title.isEmpty() ? 0 : lineHeight(font) + 6;
    Piece piece;
    piece.height = titleHeight + chart->height();
    piece.paint = [title, font, chart, titleHeight, width](QPainter& painter, QPointF at) {
        painter.setPen(palette(Theme::Light).secondary);
        drawLines(painter, at, width, linesOf(title, font, width, 1), font);
        drawWidget(painter, at + QPointF(0, titleHeight), *chart);
    };
    return piece;
}

// Key figures in rows of equal tiles.

constexpr double tileHeight = 92, tileGap = 10, tilePadding = 10;

/// Empty where none does.
QString firstThatFits(const QStringList& ways, const QFont& font, double width)
{
    const QFontMetricsF metrics(font);
    for (const auto& way : ways) {
        if (metrics.horizontalAdvance(way) <= width)
            return way;
    }
    return {};
}

void paintTile(QPainter& painter, const QRectF& rect, const KeyFigure& figure)
{
    const auto& colors = palette(Theme::Light);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.border, 0.75));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect, 4, 4);
    const QRectF inner = rect.adjusted(tilePadding, 8, -tilePadding, -6);
    const auto small = letters(LetterSize::small), big = letters(LetterSize::figure, QFont::DemiBold);
    painter.setPen(colors.secondary);
    drawLines(painter, inner.topLeft(), inner.width(), linesOf(figure.caption, small, inner.width(), 1), small);

    double y = inner.top() + lineHeight(small) + 1;
    const QString value = formatFigure(figure.value, figure.unit);
    painter.setPen(colors.text);
    drawLines(painter, {inner.left(), y}, inner.width(), {value}, big);
    if (isKnown(figure.value)) {
        const QString unit = unitName(figure.unit);
        const QString outOf = formatFigure(figure.outOf, figure.unit);
        const QStringList ways = isKnown(figure.outOf)
            ? QStringList{PageText::tr("of %1 %2", "figure, unit").arg(outOf, unit), PageText::tr("of %1").arg(outOf),
                unit}
            : QStringList{unit};
        const double x = inner.left() + QFontMetricsF(big).horizontalAdvance(value) + 5;
        painter.setPen(colors.secondary);
        const double base = y + QFontMetricsF(big).ascent() - QFontMetricsF(small).ascent();
        drawLines(painter, {x, base}, inner.right() - x, {firstThatFits(ways, small, inner.right() - x)}, small);
    }
    y += lineHeight(big);
    const auto change = figureChange(figure);
    double x = inner.left();
    if (!change.text.isEmpty()) {
        painter.setPen(change.meaning > 0 ? colors.good : change.meaning < 0 ? colors.bad : colors.secondary);
        drawLines(painter, {x, y}, inner.width(), {change.text}, small);
        x += QFontMetricsF(small).horizontalAdvance(change.text) + 5;
    }
    painter.setPen(colors.secondary);
    // What it is compared with stands on the first page as well.
    drawLines(painter, {x, y}, inner.right() - x, {firstThatFits({change.against}, small, inner.right() - x)}, small);
    y += lineHeight(small) + 2;
    paintSparkline(painter, {inner.left(), y, inner.width(), inner.bottom() - y}, figure.sparkline,
        roleColor(Role::Used, Theme::Light));
}

/// What has to be read of it on a line: its name, its figure with the unit.
double leastWidth(const KeyFigure& figure)
{
    const QFontMetricsF small(letters(LetterSize::small)), big(letters(LetterSize::figure, QFont::DemiBold));
    const double value = big.horizontalAdvance(formatFigure(figure.value, figure.unit)),
                 unit = small.horizontalAdvance(unitName(figure.unit));
    return std::max(small.horizontalAdvance(figure.caption), value + 5 + unit);
}

/// A part that no bar has is in no legend.
void withoutEmptyParts(BarData& data)
{
    const auto isAnywhere = [&data](Role role) {
        return std::ranges::any_of(data.bars, [role](const BarValue& bar) {
            return std::ranges::any_of(
                bar.segments, [role](const BarSegment& part) { return part.role == role && part.value > 0; });
        });
    };
    if (isAnywhere(Role::Unknown))
        return;
    for (auto& bar : data.bars)
        std::erase_if(bar.segments, [](const BarSegment& part) { return part.role == Role::Unknown; });
}

/// One of the ways to show something, as pieces.
class BlockPieces
{
public:
    BlockPieces(std::vector<Piece>& pieces, double width)
        : m_pieces(pieces)
        , m_width(width)
    {
    }

    void operator()(const ReportText& text) const
    {
        const auto& colors = palette(Theme::Light);
        if (text.isNote && !m_pieces.empty())
            m_pieces.back().withNext = true; // it stays below what it is about
        add(text.isNote ? paragraph(text.text, letters(LetterSize::small), colors.secondary, m_width)
                        : paragraph(text.text, letters(LetterSize::body), colors.text, m_width),
            text.isNote ? noteGap : 10);
    }
    void operator()(const ReportFigures& figures) const
    {
        auto rows = figurePieces(figures.tiles, m_width);
        std::move(rows.begin(), rows.end(), std::back_inserter(m_pieces));
    }
    void operator()(const ReportHours& hours) const
    {
        auto chart = std::make_shared<AdditiveBar>();
        chart->setFont(letters(LetterSize::table));
        chart->setData(hours.bar, Unit::GpuHours);
        add(chartPiece(PageText::tr("What the GPU-hours of the capacity did (GPU·h)"), chart, m_width,
            chart->heightForWidth(int(m_width)), LetterSize::table));
    }
    void operator()(const ReportLines& lines) const
    {
        auto chart = std::make_shared<TimeSeriesChart>();
        chart->setData(lines.data);
        add(chartPiece(lines.title, chart, m_width, 180, LetterSize::table));
        m_lines->push_back(chart);
        QSize room;
        for (const auto& each : *m_lines)
            room = room.expandedTo(each->sideRoom());
        for (const auto& each : *m_lines)
            each->setLeastSideRoom(room);
    }
    void operator()(const ReportBars& wish) const
    {
        auto bars = wish;
        withoutEmptyParts(bars.data);
        if (bars.grouped) {
            auto chart = std::make_shared<GroupedBarChart>();
            chart->setData(bars.data);
            add(chartPiece(bars.title, chart, m_width, 220, LetterSize::table));
            return;
        }
        auto chart = std::make_shared<RankingChart>();
        chart->setData(bars.data);
        add(chartPiece(bars.title, chart, m_width, 26 + 24 * double(std::max<std::size_t>(1, bars.data.bars.size())),
            LetterSize::body));
    }
    void operator()(const ReportHeat& heat) const
    {
        auto chart = std::make_shared<HeatmapChart>();
        chart->setData(heat.data);
        add(chartPiece(heat.title, chart, m_width, chart->sizeHint().height(), LetterSize::table));
    }
    void operator()(const ReportWaterfall& waterfall) const
    {
        auto chart = std::make_shared<WaterfallChart>();
        chart->setData(waterfall.data);
        add(chartPiece(waterfall.title, chart, m_width,
            26 + 23 * double(std::max<std::size_t>(3, waterfall.data.steps.size())), LetterSize::body));
    }
    void operator()(const ReportTable& table) const
    {
        auto rows = tablePieces(table, m_width);
        if (!rows.empty())
            rows.front().above = blockGap + 2;
        std::move(rows.begin(), rows.end(), std::back_inserter(m_pieces));
    }

private:
    void add(Piece piece, double above = blockGap) const
    {
        piece.above = above;
        m_pieces.push_back(std::move(piece));
    }

    std::vector<Piece>& m_pieces;
    double m_width;
    /// The charts over time so far, whose hours stand one below the other.
    std::shared_ptr<std::vector<std::shared_ptr<TimeSeriesChart>>> m_lines =
        std::make_shared<std::vector<std::shared_ptr<TimeSeriesChart>>>();
};

} // namespace

QFont letters(int size, QFont::Weight weight)
{
    QFont font = QGuiApplication::font();
    font.setPixelSize(size);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting); // letters lie where the paper has them, not where pixels are
    return font;
}

double lineHeight(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).height() * 1.08);
}

QStringList linesOf(const QString& text, const QFont& font, double width, int most)
{
    const QFontMetricsF metrics(font);
    QStringList lines;
    for (const auto& part : text.split(QLatin1Char('\n'))) {
        if (metrics.horizontalAdvance(part) <= width) {
            lines << part;
            continue;
        }
        if (most == 1) { // a name says most at both of its ends
            lines << metrics.elidedText(
                part, part.contains(QLatin1Char(' ')) ? Qt::ElideRight : Qt::ElideMiddle, width);
            continue;
        }
        QTextLayout layout(part, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (auto line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            lines << part.mid(line.textStart(), line.textLength()).trimmed();
        }
        layout.endLayout();
    }
    if (most > 0 && lines.size() > most) {
        const QString rest = lines.mid(most - 1).join(QLatin1Char(' '));
        lines = lines.mid(0, most - 1);
        lines << metrics.elidedText(rest, Qt::ElideRight, width);
    }
    return lines;
}

void drawLines(
    QPainter& painter, QPointF at, double width, const QStringList& lines, const QFont& font, Qt::Alignment alignment)
{
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    double y = at.y() + metrics.ascent();
    for (const auto& line : lines) {
        const double x = alignment & Qt::AlignRight ? at.x() + width - metrics.horizontalAdvance(line) : at.x();
        painter.drawText(QPointF(x, y), line);
        y += lineHeight(font);
    }
}

void drawWidget(QPainter& painter, QPointF at, QWidget& widget)
{
    painter.save();
    painter.translate(at);
    if (painter.device()->devType() == QInternal::Printer) {
        // Widgets draw themselves on printers as pictures of pixels; what was recorded stays lines and letters.
        QPicture recorded;
        QPainter recorder(&recorded);
        widget.render(&recorder, {}, {}, QWidget::DrawChildren);
        recorder.end();
        // It is played to its size in inches; what is drawn here is scaled to that already.
        const double scale = double(recorded.logicalDpiX()) / painter.device()->logicalDpiX();
        painter.scale(scale, scale);
        painter.drawPicture(0, 0, recorded);
    } else {
        widget.render(&painter, {}, {}, QWidget::DrawChildren);
    }
    painter.restore();
}

/// On one line, unless the letters would be as small as a heading's.
static QFont titleLetters(const QString& title, double width)
{
    int size = LetterSize::title;
    while (size > LetterSize::heading && QFontMetricsF(letters(size, QFont::DemiBold)).horizontalAdvance(title) > width)
        --size;
    return letters(size, QFont::DemiBold);
}

std::vector<Piece> coverPieces(const SheetHead& head, double width)
{
    const auto& colors = palette(Theme::Light);
    std::vector<Piece> pieces;
    pieces.push_back(paragraph(head.title, titleLetters(head.title, width), colors.text, width));
    pieces.push_back(paragraph(head.subtitle, letters(LetterSize::panel + 1), colors.secondary, width));
    pieces.back().above = 2;

    // What it is of, in two columns of names and values, the first of which has the longer ones.
    const auto font = letters(LetterSize::small);
    constexpr double between = 24, nameGap = 10;
    const double left = 0.6 * (width - between), right = width - between - left;
    double names = 0;
    for (const auto& [name, value] : head.cover)
        names = std::max(names, QFontMetricsF(font).horizontalAdvance(name));
    names = std::min(names, right / 2);
    struct Fact
    {
        QPointF at;
        QStringList name, value;
        double room = 0; ///< of the value
    };
    std::vector<Fact> facts;
    const double line = lineHeight(font);
    const auto rows = (head.cover.size() + 1) / 2;
    double y[2] = {10, 10};
    for (std::size_t i = 0; i < head.cover.size(); ++i) {
        const auto column = i / std::max<std::size_t>(1, rows);
        const auto& [name, value] = head.cover[i];
        const double room = (column == 0 ? left : right) - names - nameGap;
        Fact fact{{column == 0 ? 0 : left + between, y[column]}, linesOf(name, font, names, 1),
            linesOf(value, font, room, 3), room};
        y[column] += line * double(std::max<qsizetype>(1, fact.value.size())) + 1;
        facts.push_back(std::move(fact));
    }
    Piece block;
    block.height = std::max(y[0], y[1]) + 8;
    block.above = 10;
    block.paint = [facts, font, names, width, height = block.height](QPainter& painter, QPointF at) {
        const auto& palette = atlas::palette(Theme::Light);
        painter.setPen(QPen(palette.accent, 2));
        painter.drawLine(at, at + QPointF(width, 0));
        for (const auto& fact : facts) {
            painter.setPen(palette.secondary);
            drawLines(painter, at + fact.at, names, fact.name, font);
            painter.setPen(palette.text);
            drawLines(painter, at + fact.at + QPointF(names + nameGap, 0), fact.room, fact.value, font);
        }
        painter.setPen(QPen(palette.border, 0.75));
        painter.drawLine(at + QPointF(0, height), at + QPointF(width, height));
    };
    pieces.push_back(std::move(block));
    return pieces;
}

std::vector<Piece> figurePieces(const std::vector<KeyFigure>& figures, double width)
{
    std::vector<Piece> pieces;
    const int count = int(figures.size());
    if (count == 0)
        return pieces;
    constexpr int most = 4, fewest = 2;
    const auto tileOf = [width](int columns) { return (width - tileGap * (columns - 1)) / columns; };
    const auto columnsOf = [count](int wanted) {
        const int rows = (count + wanted - 1) / wanted;
        return (count + rows - 1) / rows;
    };
    int columns = columnsOf(most);
    while (columns > fewest
        && std::ranges::any_of(
            figures, [room = tileOf(columns) - 2 * tilePadding](const auto& each) { return leastWidth(each) > room; }))
        columns = columnsOf(columns - 1);
    const int rows = (count + columns - 1) / columns;
    const double tile = tileOf(columns);
    for (int row = 0; row < rows; ++row) {
        std::vector<KeyFigure> shown(
            figures.begin() + row * columns, figures.begin() + std::min(count, (row + 1) * columns));
        Piece piece;
        piece.height = tileHeight;
        piece.above = row == 0 ? blockGap : tileGap;
        piece.paint = [shown = std::move(shown), tile](QPainter& painter, QPointF at) {
            for (std::size_t i = 0; i < shown.size(); ++i)
                paintTile(painter, {at.x() + double(i) * (tile + tileGap), at.y(), tile, tileHeight}, shown[i]);
        };
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

Piece panelTitle(const QString& title, const QString& note, double width)
{
    const auto font = letters(LetterSize::panel, QFont::DemiBold), small = letters(LetterSize::small);
    constexpr double between = 8, below = 4;
    const auto titles = linesOf(title, font, width, 1);
    const double taken = QFontMetricsF(font).horizontalAdvance(titles.value(0)) + between;
    const auto notes = width > taken && !note.isEmpty() ? linesOf(note, small, width - taken, 1) : QStringList();
    Piece piece;
    piece.height = lineHeight(font) + below;
    piece.withNext = true;
    piece.paint = [=](QPainter& painter, QPointF at) {
        painter.setPen(palette(Theme::Light).secondary);
        drawLines(painter, at, width, titles, font);
        const double base = QFontMetricsF(font).ascent() - QFontMetricsF(small).ascent(); // on one line
        drawLines(painter, at + QPointF(taken, base), width - taken, notes, small);
    };
    return piece;
}

std::vector<Piece> sectionPieces(const ReportSection& section, double width)
{
    std::vector<Piece> pieces;
    pieces.push_back(
        paragraph(section.title, letters(LetterSize::heading, QFont::DemiBold), palette(Theme::Light).text, width));
    pieces.back().above = sectionGap;
    pieces.back().withNext = true;
    pieces.back().chapter = section.title;
    const BlockPieces add(pieces, width);
    const auto& blocks = section.blocks;
    const auto isText = [](const ReportBlock& block) { return std::holds_alternative<ReportText>(block); };
    const auto words = std::size_t(std::find_if_not(blocks.begin(), blocks.end(), isText) - blocks.begin());
    constexpr std::size_t few = 2; // are not parted from what they are about
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        std::visit(add, blocks[i]);
        if (i < words && words <= few && words < blocks.size())
            pieces.back().withNext = true;
    }
    return pieces;
}

} // namespace atlas
