// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/WaterfallChart.h"

#include "charts/Figures.h"
#include "charts/PaintHelpers.h"
#include "charts/QtChartHost.h"
#include "models/analysis/Format.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double tallestRow = 30, barShare = 0.62, labelGap = 10, valueGap = 6, thinnestBar = 1.5;
/// Steps that take less than this share of an axis from 0 are looked at without the part below them.
constexpr double leastSpan = 0.3;

} // namespace

WaterfallChart::WaterfallChart(QWidget* parent)
    : QWidget(parent)
{
    installChartAccessibility();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void WaterfallChart::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void WaterfallChart::setData(const WaterfallData& data)
{
    m_data = data;
    m_hovered = -1;
    m_rows.clear();
    double level = 0;
    for (const auto& step : m_data.steps) {
        Row row;
        row.from = step.total ? 0 : level;
        row.to = level = step.total ? step.value : level + step.value;
        m_rows.push_back(row);
    }
    layout();
    updateGeometry();
}

void WaterfallChart::setSelected(const QString& key)
{
    m_selected = key;
    update();
}

ValueTicks WaterfallChart::axisOf() const
{
    double low = unknown, high = unknown;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const double least = m_data.steps[i].total ? m_rows[i].to : std::min(m_rows[i].from, m_rows[i].to);
        const double most = std::max(m_rows[i].from, m_rows[i].to);
        low = isKnown(low) ? std::min(low, least) : least;
        high = isKnown(high) ? std::max(high, most) : most;
    }
    if (!isKnown(low) || low <= 0 || high - low >= leastSpan * high)
        return niceTicks(std::min(0.0, low), std::max(0.0, high), 4);
    return niceTicks(std::max(0.0, low - (high - low) * 0.35), high, 4);
}

double WaterfallChart::xOf(double value) const
{
    return m_plot.left() + (value - m_axis.low) / (m_axis.high - m_axis.low) * m_plot.width();
}

void WaterfallChart::layout()
{
    const QFontMetricsF metrics(font()), bold(scaledFont(font(), 1, QFont::DemiBold)),
        small(scaledFont(font(), axisFontFactor));
    const auto metricsOf = [&](std::size_t i) { return m_data.steps[i].total ? bold : metrics; };
    double widest = 0, widestValue = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto& step = m_data.steps[i];
        m_rows[i].value = step.total ? formatWithUnit(step.value, m_data.unit, locale())
                                     : formatChange(step.value, m_data.unit, locale());
        widest = std::max(widest, metricsOf(i).horizontalAdvance(step.label));
        widestValue = std::max(widestValue, small.horizontalAdvance(m_rows[i].value));
    }
    m_axis = axisOf();
    const double left = std::ceil(std::min(widest, width() * 0.36));
    const double axisHeight = std::ceil(small.height()) + 4;
    const double rowHeight =
        std::clamp((height() - axisHeight) / std::max<double>(1, double(m_rows.size())), 1.0, tallestRow);
    m_plot = QRectF(left + labelGap, 0, std::max(10.0, width() - left - labelGap - widestValue - 2 * valueGap),
        rowHeight * double(m_rows.size()));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        auto& row = m_rows[i];
        row.label = elideMiddle(m_data.steps[i].label, left + 0.5, textWidth(metricsOf(i)));
        row.rect = QRectF(0, double(i) * rowHeight, width(), rowHeight);
        const double begin = xOf(std::max(m_axis.low, std::min(row.from, row.to)));
        const double end = std::max(xOf(std::max(row.from, row.to)), begin + thinnestBar);
        row.bar = QRectF(begin, row.rect.center().y() - rowHeight * barShare / 2, end - begin, rowHeight * barShare);
    }
    update();
}

int WaterfallChart::indexOf(const QString& key) const
{
    const auto found = std::ranges::find(m_data.steps, key, &WaterfallStep::key);
    return key.isEmpty() || found == m_data.steps.end() ? -1 : int(found - m_data.steps.begin());
}

int WaterfallChart::rowAt(QPointF at) const
{
    const auto found = std::ranges::find_if(m_rows, [at](const Row& row) { return row.rect.contains(at); });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

QStringList WaterfallChart::shownLabels() const
{
    QStringList texts;
    for (const auto& row : m_rows)
        texts << row.label;
    return texts;
}

QStringList WaterfallChart::shownValues() const
{
    QStringList texts;
    for (const auto& row : m_rows)
        texts << row.value;
    return texts;
}

QRectF WaterfallChart::barRect(const QString& key) const
{
    const int index = indexOf(key);
    return index < 0 ? QRectF() : m_rows[std::size_t(index)].bar;
}

QString WaterfallChart::stepText(const QString& key) const
{
    const int index = indexOf(key);
    if (index < 0)
        return {};
    const auto& step = m_data.steps[std::size_t(index)];
    const auto& row = m_rows[std::size_t(index)];
    QString text = step.label + QStringLiteral("  ") + row.value;
    if (!step.total) {
        text += QLatin1Char('\n')
            + tr("%1 → %2").arg(
                formatFigure(row.from, m_data.unit, locale()), formatWithUnit(row.to, m_data.unit, locale()));
    }
    return step.note.isEmpty() ? text : text + QLatin1Char('\n') + step.note;
}

QSize WaterfallChart::sizeHint() const
{
    return {420, std::max(3, int(m_rows.size())) * 26 + 24};
}

QSize WaterfallChart::minimumSizeHint() const
{
    return {240, std::max(3, int(m_rows.size())) * 19 + 20};
}

QString WaterfallChart::chartSummary() const
{
    if (m_rows.empty())
        return tr("Waterfall without data");
    return tr("Waterfall from %1 to %2 in %n step(s)", nullptr, int(m_rows.size()) - 2)
        .arg(m_rows.front().value, m_rows.back().value);
}

std::vector<ChartItem> WaterfallChart::chartItems() const
{
    std::vector<ChartItem> items;
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        items.push_back({m_data.steps[i].label, m_rows[i].value, m_rows[i].rect.toRect()});
    return items;
}

QColor WaterfallChart::colorOf(const WaterfallStep& step) const
{
    const Palette& colors = atlas::palette(m_theme);
    if (step.total)
        return roleColor(step.role, m_theme);
    if (step.role == Role::Other || step.value == 0.0)
        return roleColor(Role::Other, m_theme);
    return step.value < 0 ? colors.bad : colors.good;
}

void WaterfallChart::paintBar(QPainter& painter, std::size_t index) const
{
    const auto& row = m_rows[index];
    const auto& step = m_data.steps[index];
    const QColor color = colorOf(step);
    if (!step.total || !isTorn()) {
        painter.fillRect(row.bar, color);
        return;
    }
    // The begin of the bar is not shown: its edge is torn.
    constexpr double tooth = 4;
    QPainterPath path(row.bar.topRight());
    path.lineTo(row.bar.bottomRight());
    double y = row.bar.bottom();
    for (bool out = false; y > row.bar.top(); out = !out) {
        path.lineTo(row.bar.left() + (out ? tooth : 0), y);
        y -= tooth;
    }
    path.lineTo(row.bar.left(), row.bar.top());
    path.closeSubpath();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, color);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void WaterfallChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Palette& colors = atlas::palette(m_theme);
    painter.fillRect(rect(), colors.surface);
    const QFont small = scaledFont(font(), axisFontFactor);
    const QFontMetricsF metrics(small);
    painter.setFont(small);
    for (const double tick : m_axis.ticks) {
        if (m_rows.empty())
            break;
        const double x = std::round(xOf(tick)) + 0.5;
        painter.setPen(QPen(tick == 0.0 ? colors.border : colors.grid, 1));
        painter.drawLine(QPointF(x, 0), QPointF(x, m_plot.bottom()));
        const QString text = tickLabel(tick, m_axis.step, locale());
        const double width = metrics.horizontalAdvance(text);
        painter.setPen(colors.secondary);
        painter.drawText(QRectF(std::clamp(x - width / 2, 0.0, std::max(0.0, this->width() - width)),
                             m_plot.bottom() + 3, width + 2, metrics.height()),
            Qt::AlignLeft | Qt::TextSingleLine, text);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto& row = m_rows[i];
        const auto& step = m_data.steps[i];
        const bool isSelected = !m_selected.isEmpty() && step.key == m_selected;
        if (isSelected || int(i) == m_hovered) {
            QColor wash = colors.accent;
            wash.setAlphaF(0.1F);
            painter.fillRect(row.rect, isSelected ? wash : colors.hover);
            if (isSelected)
                painter.fillRect(QRectF(0, row.rect.top(), 2, row.rect.height()), colors.accent);
        }
        paintBar(painter, i);
        if (i + 1 < m_rows.size()) {
            const double x = std::round(xOf(row.to)) + 0.5;
            painter.setPen(QPen(colors.secondary, 1, Qt::DotLine));
            painter.drawLine(QPointF(x, row.bar.bottom()), QPointF(x, m_rows[i + 1].bar.top()));
        }
        painter.setFont(step.total || isSelected ? scaledFont(font(), 1, QFont::DemiBold) : font());
        painter.setPen(step.role == Role::Other && !step.total ? colors.secondary : colors.text);
        painter.drawText(QRectF(isSelected ? 6 : 0, row.rect.top(), m_plot.left() - labelGap + 2, row.rect.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, row.label);
        painter.setFont(small);
        painter.setPen(step.total ? colors.text : colors.secondary);
        painter.drawText(QRectF(row.bar.right() + valueGap, row.rect.top(), width(), row.rect.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, row.value);
    }
}

bool WaterfallChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos());
        showPlainTooltip(help->globalPos(), row >= 0 ? stepText(m_data.steps[std::size_t(row)].key) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void WaterfallChart::resizeEvent(QResizeEvent*)
{
    layout();
}

void WaterfallChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LocaleChange)
        layout();
    QWidget::changeEvent(event);
}

void WaterfallChart::setHovered(int row)
{
    if (row == m_hovered)
        return;
    m_hovered = row;
    update();
    emit hovered(row >= 0 ? m_data.steps[std::size_t(row)].key : QString());
}

void WaterfallChart::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(rowAt(event->position()));
}

void WaterfallChart::leaveEvent(QEvent*)
{
    setHovered(-1);
}

void WaterfallChart::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position());
    if (event->button() == Qt::LeftButton && row >= 0)
        emit activated(m_data.steps[std::size_t(row)].key);
}

void WaterfallChart::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_hovered >= 0) {
        emit activated(m_data.steps[std::size_t(m_hovered)].key);
        return;
    }
    if (asksForFigure(*event) && m_hovered >= 0) {
        if (const auto& figures = m_data.steps[std::size_t(m_hovered)].figures; !figures.empty())
            emit figureRequested(figures.front().figure);
        return;
    }
    const int next = steppedIndex(event->key(), Qt::Key_Up, Qt::Key_Down, m_hovered, int(m_rows.size()));
    if (next < 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    setHovered(next);
    const auto& row = m_rows[std::size_t(next)];
    showPlainTooltip(mapToGlobal(row.bar.bottomRight().toPoint()), stepText(m_data.steps[std::size_t(next)].key), this);
}

void WaterfallChart::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const int row = byMouse ? rowAt(event->pos()) : m_hovered;
    if (row < 0)
        return;
    std::vector<ChartFigure> figures;
    for (const auto& [text, figure] : m_data.steps[std::size_t(row)].figures)
        figures.push_back({text, figure});
    const QPoint at = byMouse ? event->globalPos() : mapToGlobal(m_rows[std::size_t(row)].bar.center().toPoint());
    popupFigures(this, at, figures, [this](const FigureRef& figure) { emit figureRequested(figure); });
}

} // namespace atlas
