// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ColorLegend.h"
#include "charts/HeatmapChart.h"
#include "charts/PaintHelpers.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace atlas {

std::vector<double> HeatmapChart::pixelValues(int row, const std::vector<int>& edges) const
{
    const auto columns = edges.size() - 1;
    std::vector<double> values(std::size_t(std::max(0, edges.back())), unknown);
    const double* cells = m_data.cells.data() + std::size_t(row) * columns;
    for (std::size_t c = 0; c < columns;) {
        // columns that begin in one pixel share it
        std::size_t stop = c + 1;
        while (stop < columns && edges[stop] == edges[c])
            ++stop;
        double sum = 0, known = 0;
        for (std::size_t i = c; i < stop; ++i) {
            if (isKnown(cells[i])) {
                sum += cells[i];
                ++known;
            }
        }
        const int end = edges[stop];
        for (int x = edges[c]; x < end; ++x)
            values[std::size_t(x)] = known > 0 ? sum / known : unknown;
        c = stop;
    }
    return values;
}

QSize HeatmapChart::pictureSize(double ratio) const
{
    const QRectF grid = gridRect();
    return {int(std::floor(grid.width() * ratio)), int(std::floor(grid.height() * ratio))};
}

const QImage& HeatmapChart::picture()
{
    if (m_picture.isNull() || m_picture.size() != pictureSize(devicePixelRatioF()))
        m_picture = pictureOfCells(devicePixelRatioF());
    return m_picture;
}

QImage HeatmapChart::pictureOfCells(double ratio) const
{
    const QRectF grid = gridRect();
    const QSize wanted = pictureSize(ratio);
    const Palette& colors = atlas::palette(m_theme);
    QImage picture(wanted, QImage::Format_ARGB32_Premultiplied);
    // what is unknown stays transparent over the hatch
    QPainter painter(&picture);
    painter.fillRect(picture.rect(), mixed(colors.secondary, colors.surface, 0.1));
    painter.scale(ratio, ratio);
    painter.fillRect(QRectF(QPointF(0, 0), grid.size()), unknownBrush(m_theme));
    painter.end();
    if (m_data.cells.size() < std::size_t(rowCount()) * std::size_t(columnCount()))
        return picture;

    std::vector<int> edges;
    for (int c = 0; c <= columnCount(); ++c)
        edges.push_back(std::clamp(int(std::lround((columnX(c) - grid.left()) * ratio)), 0, wanted.width()));
    // with many cells the gaps would eat the colour
    const QSizeF cell(grid.width() / std::max(1, columnCount()), grid.height() / std::max(1, rowCount()));
    const int gapX = cell.width() >= 6 ? int(std::lround(ratio)) : 0;
    const int gapY = cell.height() >= 6 ? int(std::lround(ratio)) : 0;
    const QRgb surface = colors.surface.rgb();
    for (int r = 0; r < rowCount(); ++r) {
        const int top = int(std::lround((rowY(r) - grid.top()) * ratio));
        const int bottom = std::min(wanted.height(), int(std::lround((rowY(r + 1) - grid.top()) * ratio)));
        if (bottom <= top)
            continue;
        const auto values = pixelValues(r, edges);
        std::vector<QRgb> line(std::size_t(wanted.width()), 0);
        std::size_t same = 0; // most neighbours are one cell: one colour
        for (std::size_t x = 0; x < values.size(); ++x) {
            if (!isKnown(values[x]))
                continue;
            line[x] = x > 0 && values[x] == values[same] && line[same] != 0 ? line[same] : color(values[x]).rgb();
            same = x;
        }
        if (gapX > 0) {
            for (std::size_t c = 1; c < edges.size(); ++c) {
                for (int x = std::max(0, edges[c] - gapX); x < edges[c]; ++x)
                    line[std::size_t(x)] = surface;
            }
        }
        for (int y = top; y < bottom; ++y) {
            auto* out = reinterpret_cast<QRgb*>(picture.scanLine(y));
            if (y >= bottom - gapY) {
                std::fill_n(out, wanted.width(), surface);
                continue;
            }
            for (int x = 0; x < wanted.width(); ++x)
                out[x] = line[std::size_t(x)] != 0 ? line[std::size_t(x)] : out[x];
        }
    }
    return picture;
}

void HeatmapChart::paintAxis(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    painter.setPen(colors.secondary);
    const QFont plain = painter.font();
    const auto labels = rowLabels();
    for (const AxisLabel& label : labels)
        painter.drawText(
            label.rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, label.text);
    if (!hasTimes()) {
        for (const AxisLabel& label : columnLabels())
            painter.drawText(label.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, label.text);
        return;
    }
    const TimeAxis axis = timeAxis();
    const QRectF grid = gridRect();
    for (const double x : axis.lines)
        painter.drawLine(QPointF(x, grid.bottom()), QPointF(x, grid.bottom() + 3));
    for (const AxisLabel& label : axis.minor)
        painter.drawText(label.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, label.text);
    painter.setPen(colors.text);
    for (const AxisLabel& label : axis.major)
        painter.drawText(label.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, label.text);
}

/// Selected rows, crosshair, cursor: what moves without the cells being painted again.
void HeatmapChart::paintMarks(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QRectF grid = gridRect();
    painter.setBrush(Qt::NoBrush);
    for (std::size_t r = 0; r < m_data.subjects.size() && r < m_data.rows.size(); ++r) {
        const auto& subject = m_data.subjects[r];
        if (subject.empty() || !m_selection.contains(QString::fromStdString(subject)))
            continue;
        const QRectF row(QPointF(grid.left(), rowY(int(r))), QPointF(grid.right(), rowY(int(r) + 1)));
        painter.setPen(QPen(colors.surface, 3.5));
        painter.drawRect(row.adjusted(1, 1, -2, -2));
        painter.setPen(QPen(colors.accent, 2));
        painter.drawRect(row.adjusted(1, 1, -2, -2));
    }
    if (m_crosshair && hasTimes() && TimeRange{m_data.t.front(), m_data.end}.contains(*m_crosshair)) {
        const double x = std::floor(xOf(*m_crosshair)) + 0.5;
        painter.setPen(QPen(colors.surface, 3));
        painter.drawLine(QPointF(x, grid.top()), QPointF(x, grid.bottom()));
        painter.setPen(QPen(colors.text, 1));
        painter.drawLine(QPointF(x, grid.top()), QPointF(x, grid.bottom()));
    }
    if (m_cursor.row >= 0) {
        painter.setPen(QPen(hasFocus() ? colors.accent : colors.text, 2));
        painter.drawRect(cellRect(m_cursor.row, m_cursor.column).adjusted(0, 0, -1, -1));
    }
}

void HeatmapChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), atlas::palette(m_theme).surface);
    painter.setFont(scaledFont(font(), axisFontFactor));
    const QRectF grid = gridRect();
    if (rowCount() > 0 && columnCount() > 0) {
        const bool elsewhere = isDrawnElsewhere(painter, *this);
        const double ratio = elsewhere ? pictureRatio(painter) : devicePixelRatioF();
        const QImage cells = elsewhere ? pictureOfCells(ratio) : picture();
        painter.drawImage(QRectF(grid.topLeft(), QSizeF(cells.size()) / ratio), cells, QRectF(cells.rect()));
    }
    paintAxis(painter);
    paintMarks(painter);
    const QFontMetricsF metrics(painter.font());
    const double line = std::ceil(metrics.height()) + 4;
    paintColorScale(painter, QRectF(grid.left(), height() - line, grid.width(), line),
        {QString(), m_data.unit, m_data.low, m_data.high, role()}, m_theme);
}

} // namespace atlas
