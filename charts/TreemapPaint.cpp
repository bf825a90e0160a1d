// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TreemapPrivate.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double textMargin = 4;
constexpr double dimmedOpacity = 0.25;

} // namespace

void TreemapWidget::Private::repaintTiles()
{
    cache = {};
    q->update();
}

const QPixmap& TreemapWidget::Private::picture()
{
    const double ratio = q->devicePixelRatioF();
    const QSize wanted = (QSizeF(q->size()) * ratio).toSize();
    if (!cache.isNull() && cache.size() == wanted)
        return cache;
    cache = QPixmap(wanted);
    cache.setDevicePixelRatio(ratio);
    QPainter painter(&cache);
    paintTiles(painter);
    return cache;
}

void TreemapWidget::Private::paintTiles(QPainter& painter) const
{
    painter.fillRect(q->rect(), atlas::palette(theme).surface);
    const QBrush hatch = unknownBrush(theme);
    for (const Tile& tile : tiles) {
        painter.setOpacity(tile.dimmed ? dimmedOpacity : 1);
        if (tile.isGroup)
            paintHeader(painter, tile);
        else
            paintTile(painter, tile, hatch);
    }
    painter.setOpacity(1);
}

/// An invalid colour is hatched.
QColor TreemapWidget::Private::fillOf(const Tile& tile) const
{
    if (tile.node && tile.node->role == Role::Unallocated)
        return roleColor(Role::Unallocated, theme);
    if (!showsChange)
        return utilizationColor(tile.value);
    if (!isKnown(tile.change))
        return {};
    // of the larger of the two, so that what came whole is +1
    const double more = std::max(tile.size, tile.size - tile.change);
    return changeColor(more > 0 ? tile.change / more : 0, theme);
}

void TreemapWidget::Private::paintTile(QPainter& painter, const Tile& tile, const QBrush& hatch) const
{
    const Palette& colors = atlas::palette(theme);
    const QColor fill = fillOf(tile);
    const bool unknownTile = !fill.isValid();
    QColor text = colors.text;
    if (unknownTile) {
        painter.fillRect(tile.rect, mixed(colors.secondary, colors.surface, 0.1));
        painter.fillRect(tile.rect, hatch);
    } else {
        painter.fillRect(tile.rect, fill);
    }
    if (tile.name.isEmpty() && tile.figures.isEmpty())
        return;

    if (!unknownTile)
        text = contrastText(fill);
    const QFontMetricsF metrics(tileFont);
    const double line = metrics.height();
    const int lines = int(!tile.name.isEmpty()) + int(!tile.figures.isEmpty());
    QRectF at(
        tile.rect.left() + textMargin, tile.rect.top() + textMargin - 1, tile.rect.width() - 2 * textMargin, line);
    if (tile.rect.height() < 2 * line * lines) // small tiles have their text in the middle, large ones at the top
        at.moveTop(tile.rect.center().y() - line * lines / 2);
    if (unknownTile) { // the hatch must not run through letters
        double width = 0;
        for (const QString& part : {tile.name, tile.figures})
            width = std::max(width, metrics.horizontalAdvance(part));
        painter.fillRect(
            QRectF(at.left() - 2, at.top(), width + 4, line * lines), mixed(colors.secondary, colors.surface, 0.1));
    }
    painter.setFont(tileFont);
    for (const QString& part : {tile.name, tile.figures}) {
        if (part.isEmpty())
            continue;
        QColor ink = text;
        if (&part != &tile.name && lines == 2 && part == tile.figures)
            ink.setAlphaF(0.82F);
        painter.setPen(ink);
        painter.drawText(at, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, part);
        at.translate(0, line);
    }
}

void TreemapWidget::Private::paintHeader(QPainter& painter, const Tile& tile) const
{
    const Palette& colors = atlas::palette(theme);
    if (tile.header.isEmpty())
        return;
    painter.fillRect(tile.header, mixed(colors.text, colors.surface, 0.07));
    QRectF at = tile.header.adjusted(textMargin, 0, -textMargin, 0);
    const QRectF chip(at.left(), std::round(at.center().y() - 4), 8, 8);
    const QColor fill = fillOf(tile);
    painter.fillRect(chip, fill.isValid() ? QBrush(fill) : unknownBrush(theme));
    if (!tile.figures.isEmpty() && !tile.name.isEmpty()) { // a number of nobody says nothing
        painter.setFont(tileFont);
        painter.setPen(colors.secondary);
        painter.drawText(at, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, tile.figures);
    }
    painter.setFont(headerFont);
    painter.setPen(colors.text);
    painter.drawText(at.adjusted(13, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, tile.name);
}

void TreemapWidget::Private::paintFrame(QPainter& painter, int index, const QColor& color, double width) const
{
    const Tile& tile = tiles[std::size_t(index)];
    const double inset = width / 2;
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(tile.rect.adjusted(inset, inset, -inset, -inset));
}

/// The inner view grows out of its place in the outer one, or shrinks back into it.
void TreemapWidget::Private::paintZoom(QPainter& painter)
{
    const double t = zoomInwards ? animation.currentValue().toDouble() : 1 - animation.currentValue().toDouble();
    const QRectF whole(q->rect());
    const auto between = [t](double a, double b) { return a + (b - a) * t; };
    const QRectF inner(QPointF(between(zoomRect.left(), whole.left()), between(zoomRect.top(), whole.top())),
        QPointF(between(zoomRect.right(), whole.right()), between(zoomRect.bottom(), whole.bottom())));
    const QPixmap now = picture();
    const QPixmap &outside = zoomInwards ? zoomBefore : now, &inside = zoomInwards ? now : zoomBefore;
    const double sx = inner.width() / zoomRect.width(), sy = inner.height() / zoomRect.height();
    const QRectF outer(inner.left() - zoomRect.left() * sx, inner.top() - zoomRect.top() * sy, whole.width() * sx,
        whole.height() * sy);
    painter.fillRect(whole, atlas::palette(theme).surface);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(outer, outside, QRectF(outside.rect()));
    painter.setOpacity(t);
    painter.drawPixmap(inner, inside, QRectF(inside.rect()));
    painter.setOpacity(1);
}

void TreemapWidget::Private::paint(QPainter& painter)
{
    if (!zoomBefore.isNull() && animation.state() == QAbstractAnimation::Running) {
        paintZoom(painter);
        return;
    }
    if (isDrawnElsewhere(painter, *q)) {
        painter.save();
        paintTiles(painter);
        painter.restore();
    } else {
        painter.drawPixmap(0, 0, picture());
    }
    const Palette& colors = atlas::palette(theme);
    const int selectedTile = tileOf(selection);
    for (const QStringList& path : marked) {
        if (const int tile = tileOf(path); tile >= 0 && tile != selectedTile) {
            paintFrame(painter, tile, colors.surface, 3.5);
            paintFrame(painter, tile, colors.accent, 2);
        }
    }
    if (hovered >= 0 && hovered != selectedTile)
        paintFrame(painter, hovered, colors.text, 1.5);
    if (selectedTile >= 0) {
        // a line in the surface's colour inside keeps the ring visible on any tile
        paintFrame(painter, selectedTile, colors.surface, 3.5);
        paintFrame(painter, selectedTile, colors.accent, 2);
    }
}

} // namespace atlas
