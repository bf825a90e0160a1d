// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/HeatmapChart.h"

#include "charts/PaintHelpers.h"
#include "charts/layout/Ticks.h"
#include "models/analysis/Format.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double labelGap = 6, legendGap = 6, pixelsPerTick = 64;
constexpr std::size_t mostItems = 2000;

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
    forgetPicture();
}

void HeatmapChart::setData(const HeatmapData& data)
{
    if (data == m_data)
        return;
    m_data = data;
    if (m_cursor.row >= rowCount() || m_cursor.column >= columnCount())
        m_cursor = {};
    m_labelWidth = -1;
    updateGeometry();
    forgetPicture();
}

void HeatmapChart::setSelection(const QStringList& subjects)
{
    m_selection = subjects;
    update();
}

void HeatmapChart::setCrosshair(std::optional<Instant> at)
{
    if (at == m_crosshair)
        return;
    m_crosshair = at;
    if (hasTimes())
        update();
}

void HeatmapChart::forgetPicture()
{
    m_picture = {};
    update();
}

QSize HeatmapChart::sizeHint() const
{
    return {560, std::clamp(rowCount() * 22 + 56, 140, 480)};
}

double HeatmapChart::value(int row, int column) const
{
    const auto index = std::size_t(row) * m_data.columnCount() + std::size_t(column);
    return index < m_data.cells.size() ? m_data.cells[index] : unknown;
}

QColor HeatmapChart::color(double cell) const
{
    const double span = m_data.high - m_data.low;
    const double share = span > 0 ? (cell - m_data.low) / span : 0;
    const Role amount = role();
    return amount == Role::Utilization ? utilizationColor(100 * share) : amountColor(share, amount, m_theme);
}

Role HeatmapChart::role() const
{
    if (m_data.unit == Unit::Percent)
        return Role::Utilization;
    const auto metric = m_data.ofWeek ? std::optional(m_data.ofWeek->metric) : m_data.metric;
    const bool idle =
        metric == Metric::IdleGpuHours || metric == Metric::IdleBelowGpuHours || metric == Metric::IdleCost;
    return idle ? Role::HeldIdle : Role::Allocated;
}

int HeatmapChart::rowLabelWidth() const
{
    if (m_labelWidth < 0) {
        const QFontMetricsF metrics(scaledFont(font(), axisFontFactor));
        double widest = 0;
        for (const QString& row : m_data.rows)
            widest = std::max(widest, metrics.horizontalAdvance(row));
        m_labelWidth = int(std::ceil(widest));
    }
    return std::min(m_labelWidth, int(width() * 0.3));
}

QRectF HeatmapChart::gridRect() const
{
    const double line = std::ceil(QFontMetricsF(scaledFont(font(), axisFontFactor)).height());
    const double left = rowLabelWidth() + labelGap;
    const double bottom = (hasTimes() ? 2 : 1) * line + 3 + legendGap + line + 4;
    return {left, 0, std::max(1.0, width() - left), std::max(1.0, height() - bottom)};
}

double HeatmapChart::xOf(Instant at) const
{
    const QRectF grid = gridRect();
    const double length = double((m_data.end - m_data.t.front()).count());
    return grid.left() + (length > 0 ? grid.width() * double((at - m_data.t.front()).count()) / length : 0);
}

double HeatmapChart::columnX(int column) const
{
    const QRectF grid = gridRect();
    if (column >= columnCount())
        return std::round(grid.right());
    return std::round(
        hasTimes() ? xOf(m_data.t[std::size_t(column)]) : grid.left() + grid.width() * column / double(columnCount()));
}

double HeatmapChart::rowY(int row) const
{
    const QRectF grid = gridRect();
    return std::round(grid.top() + grid.height() * row / double(std::max(1, rowCount())));
}

QRectF HeatmapChart::cellRect(int row, int column) const
{
    if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount())
        return {};
    return {QPointF(columnX(column), rowY(row)), QPointF(columnX(column + 1), rowY(row + 1))};
}

HeatmapChart::Cell HeatmapChart::cellAt(QPointF at) const
{
    const QRectF grid = gridRect();
    if (m_data.rows.empty() || columnCount() == 0 || !grid.contains(at))
        return {};
    const int row = int((at.y() - grid.top()) / grid.height() * double(rowCount()));
    const double share = (at.x() - grid.left()) / grid.width();
    int column = int(share * double(columnCount()));
    if (hasTimes()) {
        const auto length = double((m_data.end - m_data.t.front()).count());
        const auto time = m_data.t.front() + std::chrono::seconds(std::int64_t(share * length));
        column = int(std::upper_bound(m_data.t.begin(), m_data.t.end(), time) - m_data.t.begin()) - 1;
    }
    return {std::min(row, rowCount() - 1), std::clamp(column, 0, columnCount() - 1)};
}

QString HeatmapChart::columnText(int column) const
{
    if (std::size_t(column) < m_data.columns.size())
        return m_data.columns[std::size_t(column)];
    return formatInstant(m_data.t[std::size_t(column)], QTimeZone(m_data.zone), locale());
}

QString HeatmapChart::cellText(int row, int column) const
{
    if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount())
        return {};
    const double cell = value(row, column);
    return m_data.rows[std::size_t(row)] + QStringLiteral(" · ") + columnText(column) + QLatin1Char('\n')
        + (isKnown(cell) ? formatWithUnit(cell, m_data.unit, locale()) : tr("unknown"));
}

std::vector<HeatmapChart::AxisLabel> HeatmapChart::columnLabels() const
{
    const QFontMetricsF metrics(scaledFont(font(), axisFontFactor));
    const QRectF grid = gridRect();
    std::vector<double> centres, widths;
    for (int c = 0; c < columnCount(); ++c) {
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

HeatmapChart::TimeAxis HeatmapChart::timeAxis() const
{
    TimeAxis axis;
    const QFontMetricsF metrics(scaledFont(font(), axisFontFactor));
    const double line = std::ceil(metrics.height());
    const QRectF grid = gridRect();
    const auto ticks = timeTicks({m_data.t.front(), m_data.end}, QTimeZone(m_data.zone),
        std::max(2, int(grid.width() / pixelsPerTick)), locale());
    const auto label = [&](const std::vector<TimeTick>& from, double top) {
        std::vector<AxisLabel> labels;
        double free = 0;
        for (const TimeTick& tick : from) {
            const double x = xOf(tick.t), wide = metrics.horizontalAdvance(tick.label);
            if (x < free || x + wide > grid.right() + 1)
                continue;
            labels.push_back({tick.label, QRectF(x, top, wide + 2, line)});
            free = x + wide + 8;
        }
        return labels;
    };
    axis.minor = label(ticks.minor, grid.bottom() + 3);
    axis.major = label(ticks.major, grid.bottom() + 3 + line);
    for (const TimeTick& tick : ticks.minor)
        axis.lines.push_back(std::floor(xOf(tick.t)) + 0.5);
    return axis;
}

std::vector<HeatmapChart::AxisLabel> HeatmapChart::rowLabels() const
{
    const QFontMetricsF metrics(scaledFont(font(), axisFontFactor));
    const int room = rowLabelWidth();
    std::vector<double> centres, heights;
    for (int r = 0; r < rowCount(); ++r) {
        centres.push_back((rowY(r) + rowY(r + 1)) / 2);
        heights.push_back(metrics.height());
    }
    std::vector<AxisLabel> labels;
    if (columnCount() == 0)
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
    for (const AxisLabel& label : hasTimes() ? timeAxis().minor : columnLabels())
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
    return tr("Heat map of %1 rows and %2 columns").arg(rowCount()).arg(columnCount());
}

std::vector<ChartItem> HeatmapChart::chartItems() const
{
    std::vector<ChartItem> items;
    const bool single = m_data.rows.size() * m_data.columnCount() <= mostItems;
    for (int r = 0; r < rowCount(); ++r) {
        if (single) {
            for (int c = 0; c < columnCount(); ++c) {
                items.push_back({m_data.rows[std::size_t(r)] + QLatin1Char(' ') + columnText(c),
                    formatWithUnit(value(r, c), m_data.unit, locale()), cellRect(r, c).toRect()});
            }
            continue;
        }
        double low = unknown, high = unknown;
        for (int c = 0; c < columnCount(); ++c) {
            const double cell = value(r, c);
            if (isKnown(cell)) {
                low = isKnown(low) ? std::min(low, cell) : cell;
                high = isKnown(high) ? std::max(high, cell) : cell;
            }
        }
        items.push_back({m_data.rows[std::size_t(r)],
            tr("%1 to %2").arg(formatFigure(low, m_data.unit, locale()), formatWithUnit(high, m_data.unit, locale())),
            cellRect(r, 0).united(cellRect(r, columnCount() - 1)).toRect()});
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
    if (hasTimes())
        emit hoveredInstant(cell.column < 0 ? std::nullopt : std::optional(m_data.t[std::size_t(cell.column)]));
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

void HeatmapChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    forgetPicture();
}

void HeatmapChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange) {
        m_labelWidth = -1;
        forgetPicture();
    }
    QWidget::changeEvent(event);
}

void HeatmapChart::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(cellAt(event->position()));
}

void HeatmapChart::mousePressEvent(QMouseEvent* event)
{
    const Cell cell = cellAt(event->position());
    if (event->button() == Qt::LeftButton && cell.row >= 0)
        activate(cell);
}

void HeatmapChart::activate(Cell cell)
{
    emit activated(cell.row, cell.column);
    if (!m_data.ofWeek)
        return; // a subject at some time: it is for the page to say what that does
    for (const auto& figure : figuresOf(cell))
        emit figureRequested(figure.figure);
}

std::vector<ChartFigure> HeatmapChart::figuresOf(Cell cell) const
{
    const auto figure = cell.row < 0 ? std::nullopt : figureAt(m_data, std::size_t(cell.row), std::size_t(cell.column));
    if (!figure)
        return {};
    return {{cellText(cell.row, cell.column).replace(QLatin1Char('\n'), QStringLiteral(": ")), *figure}};
}

void HeatmapChart::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const Cell cell = byMouse ? cellAt(event->pos()) : m_cursor;
    const QPoint at = byMouse ? event->globalPos() : mapToGlobal(cellRect(cell.row, cell.column).center().toPoint());
    popupFigures(this, at, figuresOf(cell), [this](const FigureRef& figure) { emit figureRequested(figure); });
}

void HeatmapChart::leaveEvent(QEvent*)
{
    setCursor({});
}

void HeatmapChart::keyPressEvent(QKeyEvent* event)
{
    const int rows = rowCount(), columns = columnCount();
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
    case Qt::Key_Home:
        next.column = 0;
        break;
    case Qt::Key_End:
        next.column = columns - 1;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_cursor.row >= 0)
            activate(m_cursor);
        return;
    case Qt::Key_I:
        if (!asksForFigure(*event)) {
            QWidget::keyPressEvent(event);
            return;
        }
        for (const auto& figure : figuresOf(m_cursor))
            emit figureRequested(figure.figure);
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
