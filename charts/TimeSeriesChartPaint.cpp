// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeSeriesChartPrivate.h"

#include "models/analysis/Format.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace atlas {

void TimeSeriesChart::Private::paint(QPainter& painter) const
{
    painter.setFont(scaledFont(q->font(), axisFontFactor));
    paintAxes(painter);
    paintLabels(painter);
    paintSelection(painter);
    paintCrosshair(painter);
    if (q->hasFocus() && q->window()->isActiveWindow() && !crosshair) {
        QColor ring = atlas::palette(theme).accent;
        ring.setAlphaF(0.6F);
        painter.setPen(QPen(ring, 1));
        painter.drawLine(frame.rect.left(), frame.rect.bottom() + 1, frame.rect.right(), frame.rect.bottom() + 1);
    }
}

void TimeSeriesChart::Private::paintAxes(QPainter& painter) const
{
    const Palette& colors = atlas::palette(theme);
    const QFontMetricsF metrics(painter.font());
    const double line = std::ceil(metrics.height());
    painter.setPen(colors.secondary);
    for (int i = 0; i < tickLabels.size(); ++i) {
        const double y = frame.yOf(ticks.ticks[std::size_t(i)]);
        painter.drawText(QRectF(0, y - line / 2, frame.rect.left() - 6, line),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, tickLabels[i]);
    }

    const double base = frame.rect.bottom() + 1;
    const QColor mark = mixed(colors.text, colors.surface, 0.3);
    for (const AxisText& tick : firstLevel) {
        painter.setPen(QPen(mark, 1));
        const double x = std::floor(tick.x) + 0.5;
        painter.drawLine(QPointF(x, base + 1), QPointF(x, base + 3));
        painter.setPen(colors.secondary);
        const double width = metrics.horizontalAdvance(tick.text);
        const double left = std::clamp(tick.x - width / 2, 0.0, std::max(0.0, q->width() - width));
        painter.drawText(QRectF(left, base + 4, width + 1, line), Qt::AlignLeft | Qt::TextSingleLine, tick.text);
    }
    double used = 0; // by the names of the second level
    for (std::size_t i = 0; i < secondLevel.size(); ++i) {
        const AxisText& part = secondLevel[i];
        if (!part.text.isEmpty())
            used = std::max(used, part.x + 5 + metrics.horizontalAdvance(part.text));
        const double x = std::floor(part.x) + 0.5;
        if (i > 0) {
            painter.setPen(QPen(colors.border, 1));
            painter.drawLine(QPointF(x, base + 4 + line), QPointF(x, base + 4 + 2 * line));
        }
        painter.setPen(colors.text);
        painter.drawText(QRectF(part.x + (i > 0 ? 5 : 0), base + 4 + line, q->width(), line),
            Qt::AlignLeft | Qt::TextSingleLine, part.text);
    }
    const QString shownZone = zoneName(zone);
    if (used + metrics.horizontalAdvance(shownZone) + 16 < q->width()) {
        painter.setPen(colors.secondary);
        painter.drawText(
            QRectF(0, base + 4 + line, q->width() - 2, line), Qt::AlignRight | Qt::TextSingleLine, shownZone);
    }
}

void TimeSeriesChart::Private::paintLabels(QPainter& painter) const
{
    const Palette& colors = atlas::palette(theme);
    painter.save();
    if (hasLegend())
        painter.setClipRect(legendRect);
    const QFont plain = painter.font();
    QFont struck = plain;
    struck.setStrikeOut(true);
    for (const Label& label : labels) {
        const bool on = visible[label.series];
        QRectF text = label.rect;
        if (hasLegend()) {
            QPen pen = pens[label.series];
            if (!on)
                pen.setColor(colors.border);
            painter.setPen(pen);
            painter.drawLine(text.left(), int(text.center().y()), text.left() + 18, int(text.center().y()));
            text.setLeft(text.left() + 24);
        }
        const QColor own = pens[label.series].color();
        const QColor readable = contrastRatio(own, colors.surface) >= 4.5 ? own : mixed(own, colors.text, 0.6);
        // Beside the lines hidden ones stand close together: struck through they could not be read. A plus says that
        // a click adds them.
        painter.setFont(on || !hasLegend() ? plain : struck);
        painter.setPen(!on ? mixed(colors.secondary, colors.surface, 0.7) : hasLegend() ? colors.text : readable);
        // A script of another font may be taller than the line.
        painter.drawText(text.adjusted(0, 0, 4, 0),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip,
            on || hasLegend() ? label.text : QString(u"+ " + label.text));
    }
    painter.restore();
    paintLegendBar(painter);
}

void TimeSeriesChart::Private::paintLegendBar(QPainter& painter) const
{
    if (!hasLegend() || labels.empty())
        return;
    const double all = labels.front().rect.height() * double(labels.size());
    if (all <= legendRect.height())
        return;
    const double length = legendRect.height() * legendRect.height() / all;
    const double offset = legendRect.top() - labels.front().rect.top();
    QColor bar = atlas::palette(theme).secondary;
    bar.setAlphaF(0.35F);
    painter.fillRect(
        QRectF(legendRect.right() - 2, legendRect.top() + offset / all * legendRect.height(), 3, length), bar);
}

void TimeSeriesChart::Private::paintSelection(QPainter& painter) const
{
    if (drag != Drag::Select)
        return;
    const TimeRange range = bucketsBetween(pressAt.x(), selectTo);
    if (range.isEmpty())
        return;
    QColor fill = atlas::palette(theme).accent;
    painter.setPen(QPen(fill, 1));
    fill.setAlphaF(0.15F);
    painter.setBrush(fill);
    const QRectF area(
        QPointF(frame.xOf(range.from), frame.rect.top()), QPointF(frame.xOf(range.to), frame.rect.bottom()));
    painter.drawRect(area.intersected(QRectF(frame.rect)));
}

void TimeSeriesChart::Private::paintCrosshair(QPainter& painter) const
{
    const int index = crosshairIndex();
    if (index < 0)
        return;
    const double x = frame.xOf(data.t[std::size_t(index)]);
    if (x < frame.rect.left() - 1 || x > frame.rect.right() + 1)
        return;
    const Palette& colors = atlas::palette(theme);
    painter.save();
    painter.setPen(QPen(mixed(colors.secondary, colors.surface, 0.8), 1));
    const double snapped = std::floor(x) + 0.5;
    painter.drawLine(QPointF(snapped, frame.rect.top()), QPointF(snapped, frame.rect.bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        const auto& y = drawn().series[s].y;
        if (!visible[s] || std::size_t(index) >= y.size() || !isKnown(y[std::size_t(index)]))
            continue;
        painter.setPen(QPen(colors.surface, 1.5));
        painter.setBrush(pens[s].color());
        painter.drawEllipse(QPointF(snapped, frame.yOf(y[std::size_t(index)])), 3.8, 3.8);
    }
    painter.restore();
    if (tooltip && drag == Drag::None) {
        const QRectF bounds(2, 2, q->width() - 4, q->height() - 4);
        paintTooltip(painter, bounds, QPointF(x, frame.rect.center().y()), tooltipTitle(index), tooltipRows(index),
            scaledFont(q->font(), 0.92), theme);
    }
}

} // namespace atlas
