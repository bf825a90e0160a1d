// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/HeatmapChart.h"

#include "charts/ColorLegend.h"
#include "charts/PaintHelpers.h"
#include "models/analysis/Format.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double labelGap = 6, legendGap = 6;

} // namespace

HeatmapChart::HeatmapChart(QWidget* parent)
    : QWidget(parent)
{
    installChartAccessibility();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void HeatmapChart::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void HeatmapChart::setData(const HeatmapData& data)
{
    m_data = data;
    m_cursor = {};
    updateGeometry();
    update();
}

QSize HeatmapChart::sizeHint() const
{
    return {560, std::clamp(int(m_data.rows.size()) * 22 + 56, 140, 480)};
}

double HeatmapChart::value(int row, int column) const
{
    const auto index = std::size_t(row) * m_data.columns.size() + std::size_t(column);
    return index < m_data.cells.size() ? m_data.cells[index] : unknown;
}

QColor HeatmapChart::color(double cell) const
{
    const double span = m_data.high - m_data.low;
    return utilizationColor(span > 0 ? 100 * (cell - m_data.low) / span : unknown);
}

int HeatmapChart::rowLabelWidth() const
{
    const QFontMetricsF metrics(scaledFont(font(), axisFontFactor));
    double widest = 0;
    for (const QString& row : m_data.rows)
        widest = std::max(widest, metrics.horizontalAdvance(row));
    return int(std::ceil(std::min(widest, width() * 0.3)));
}

QRectF HeatmapChart::gridRect() const
{
    const double line = std::ceil(QFontMetricsF(scaledFont(font(), axisFontFactor)).height());
    const double left = rowLabelWidth() + labelGap, bottom = line + 3 + legendGap + line + 4;
    return {left, 0, std::max(1.0, width() - left), std::max(1.0, height() - bottom)};
}

QRectF HeatmapChart::cellRect(int row, int column) const
{
    if (row < 0 || column < 0 || row >= int(m_data.rows.size()) || column >= int(m_data.columns.size()))
        return {};
    const QRectF grid = gridRect();
    const auto x = [&](int c) { return std::round(grid.left() + grid.width() * c / double(m_data.columns.size())); };
    const auto y = [&](int r) { return std::round(grid.top() + grid.height() * r / double(m_data.rows.size())); };
    return {QPointF(x(column), y(row)), QPointF(x(column + 1), y(row + 1))};
}

HeatmapChart::Cell HeatmapChart::cellAt(QPointF at) const
{
    const QRectF grid = gridRect();
    if (m_data.rows.empty() || m_data.columns.empty() || !grid.contains(at))
        return {};
    const int row = int((at.y() - grid.top()) / grid.height() * double(m_data.rows.size()));
    const int column = int((at.x() - grid.left()) / grid.width() * double(m_data.columns.size()));
    return {std::min(row, int(m_data.rows.size()) - 1), std::min(column, int(m_data.columns.size()) - 1)};
}

QString HeatmapChart::cellText(int row, int column) const
{
    if (row < 0 || column < 0 || row >= int(m_data.rows.size()) || column >= int(m_data.columns.size()))
        return {};
    const double cell = value(row, column);
    return m_data.rows[std::size_t(row)] + QStringLiteral(" · ") + m_data.columns[std::size_t(column)]
        + QLatin1Char('\n') + (isKnown(cell) ? formatWithUnit(cell, m_data.unit, locale()) : tr("unknown"));
}

std::vector<HeatmapChart::AxisLabel> HeatmapChart::columnLabels() const
{
    const QFontMetricsF metrics(scaledFont(font(), axisFontFactor));
    const QRectF grid = gridRect();
    std::vector<double> centres, widths;
    for (int c = 0; c < int(m_data.columns.size()); ++c) {
        centres.push_back(cellRect(0, c).center().x());
        widths.push_back(metrics.horizontalAdvance(m_data.columns[std::size_t(c)]));
    }
    std::vector<AxisLabel> labels;
    if (m_data.rows.empty())
        return labels;
    for (const std::size_t c : thinLabels(centres, widths, 8)) {
        const double left = std::clamp(centres[c] - widths[c] / 2, 0.0, std::max(0.0, width() - widths[c]));
        labels.push_back(
            {m_data.columns[c], QRectF(left, grid.bottom() + 3, widths[c] + 1, std::ceil(metrics.height()))});
    }
    return labels;
}

std::vector<HeatmapChart::AxisLabel> HeatmapChart::rowLabels() const
{
    const QFontMetricsF metrics(scaledFont(font(), axisFontFactor));
    const int room = rowLabelWidth();
    std::vector<double> centres, heights;
    for (int r = 0; r < int(m_data.rows.size()); ++r) {
        centres.push_back(cellRect(r, 0).center().y());
        heights.push_back(metrics.height());
    }
    std::vector<AxisLabel> labels;
    if (m_data.columns.empty())
        return labels;
    for (const std::size_t r : thinLabels(centres, heights, -2)) {
        labels.push_back({elideMiddle(m_data.rows[r], room + 0.5, textWidth(metrics)),
            QRectF(0, centres[r] - metrics.height() / 2, room, metrics.height())});
    }
    return labels;
}

QStringList HeatmapChart::shownColumnLabels() const
{
    QStringList texts;
    for (const AxisLabel& label : columnLabels())
        texts << label.text;
    return texts;
}

QStringList HeatmapChart::shownRowLabels() const
{
    QStringList texts;
    for (const AxisLabel& label : rowLabels())
        texts << label.text;
    return texts;
}

QString HeatmapChart::chartSummary() const
{
    return tr("Heat map of %1 rows and %2 columns").arg(m_data.rows.size()).arg(m_data.columns.size());
}

std::vector<ChartItem> HeatmapChart::chartItems() const
{
    std::vector<ChartItem> items;
    for (int r = 0; r < int(m_data.rows.size()); ++r) {
        for (int c = 0; c < int(m_data.columns.size()); ++c) {
            items.push_back({m_data.rows[std::size_t(r)] + QLatin1Char(' ') + m_data.columns[std::size_t(c)],
                formatWithUnit(value(r, c), m_data.unit, locale()), cellRect(r, c).toRect()});
        }
    }
    return items;
}

void HeatmapChart::setCursor(Cell cell)
{
    if (cell == m_cursor)
        return;
    m_cursor = cell;
    update();
    emit hovered(cell.row, cell.column);
}

bool HeatmapChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Cell cell = cellAt(help->pos());
        showPlainTooltip(help->globalPos(), cellText(cell.row, cell.column), this);
        return true;
    }
    return QWidget::event(event);
}

void HeatmapChart::paintCells(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QBrush hatch = unknownBrush(m_theme);
    const int rows = int(m_data.rows.size()), columns = int(m_data.columns.size());
    // with many cells the gaps would eat the colour
    const QSizeF cellSize(gridRect().width() / std::max(1, columns), gridRect().height() / std::max(1, rows));
    const double gapX = cellSize.width() >= 6 ? 1 : 0, gapY = cellSize.height() >= 6 ? 1 : 0;
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            const QRectF cell = cellRect(r, c).adjusted(0, 0, -gapX, -gapY);
            const double v = value(r, c);
            if (isKnown(v)) {
                painter.fillRect(cell, color(v));
            } else {
                painter.fillRect(cell, mixed(colors.secondary, colors.surface, 0.1));
                painter.fillRect(cell, hatch);
            }
        }
    }
}

void HeatmapChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Palette& colors = atlas::palette(m_theme);
    painter.fillRect(rect(), colors.surface);
    painter.setFont(scaledFont(font(), axisFontFactor));
    paintCells(painter);
    painter.setPen(colors.secondary);
    for (const AxisLabel& label : rowLabels())
        painter.drawText(label.rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, label.text);
    for (const AxisLabel& label : columnLabels())
        painter.drawText(label.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, label.text);
    if (m_cursor.row >= 0) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(hasFocus() ? colors.accent : colors.text, 2));
        painter.drawRect(cellRect(m_cursor.row, m_cursor.column).adjusted(0, 0, -1, -1));
    }
    const QFontMetricsF metrics(painter.font());
    const double line = std::ceil(metrics.height()) + 4;
    paintColorScale(painter, QRectF(gridRect().left(), height() - line, gridRect().width(), line),
        {QString(), m_data.unit, m_data.low, m_data.high}, m_theme);
}

void HeatmapChart::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(cellAt(event->position()));
}

void HeatmapChart::mousePressEvent(QMouseEvent* event)
{
    const Cell cell = cellAt(event->position());
    if (event->button() == Qt::LeftButton && cell.row >= 0)
        emit activated(cell.row, cell.column);
}

void HeatmapChart::leaveEvent(QEvent*)
{
    setCursor({});
}

void HeatmapChart::keyPressEvent(QKeyEvent* event)
{
    const int rows = int(m_data.rows.size()), columns = int(m_data.columns.size());
    Cell next = m_cursor.row < 0 ? Cell{0, 0} : m_cursor;
    const int move = m_cursor.row < 0 ? 0 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        next.column -= move;
        break;
    case Qt::Key_Right:
        next.column += move;
        break;
    case Qt::Key_Up:
        next.row -= move;
        break;
    case Qt::Key_Down:
        next.row += move;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_cursor.row >= 0)
            emit activated(m_cursor.row, m_cursor.column);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (rows > 0 && columns > 0) {
        setCursor({std::clamp(next.row, 0, rows - 1), std::clamp(next.column, 0, columns - 1)});
        showPlainTooltip(mapToGlobal(cellRect(m_cursor.row, m_cursor.column).bottomRight().toPoint()),
            cellText(m_cursor.row, m_cursor.column), this);
    }
}

} // namespace atlas
