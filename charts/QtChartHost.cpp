// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/QtChartHost.h"

#include <QGraphicsLayout>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double swatch = 10, swatchGap = 6, entryGap = 16;

} // namespace

QtChartHost::QtChartHost(QWidget* parent, std::function<void(QPainter&)> paintTexts)
    : m_chart(new QChart)
    , m_view(new QChartView(m_chart, parent))
    , m_overlay(new PaintOverlay(parent, std::move(paintTexts)))
{
    m_chart->setMargins(QMargins());
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundRoundness(0);
    m_chart->setBackgroundPen(Qt::NoPen);
    m_chart->setDropShadowEnabled(false);
    m_chart->legend()->hide();
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContentsMargins(0, 0, 0, 0);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setInteractive(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_view->viewport()->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void QtChartHost::clear()
{
    m_chart->removeAllSeries();
    for (QAbstractAxis* axis : m_chart->axes()) {
        m_chart->removeAxis(axis);
        delete axis;
    }
}

void QtChartHost::place(const QRect& widget, const QRectF& plot, const QColor& background)
{
    m_view->setBackgroundBrush(background);
    m_chart->setBackgroundBrush(background);
    m_view->setGeometry(widget);
    m_chart->resize(widget.size());
    m_chart->setPlotArea(plot);
    m_overlay->refresh(widget);
}

std::vector<RoleLegendEntry> roleLegend(
    const BarData& data, QPointF topLeft, double width, const QFontMetricsF& metrics)
{
    std::vector<RoleLegendEntry> entries;
    double x = topLeft.x();
    for (const BarValue& bar : data.bars) {
        for (const BarSegment& segment : bar.segments) {
            if (segment.role == Role::Category || segment.role == Role::Other)
                continue;
            const bool known =
                std::ranges::any_of(entries, [&](const RoleLegendEntry& entry) { return entry.role == segment.role; });
            const QString name = segment.name.isEmpty() ? roleName(segment.role) : segment.name;
            const double length = swatch + swatchGap + metrics.horizontalAdvance(name);
            if (known || x + length > topLeft.x() + width)
                continue;
            entries.push_back({name, segment.role, QRectF(x, topLeft.y(), length + 2, std::ceil(metrics.height()))});
            x += length + entryGap;
        }
    }
    return entries;
}

void paintRoleLegend(QPainter& painter, const std::vector<RoleLegendEntry>& entries, Theme theme)
{
    const Palette& colors = palette(theme);
    for (const RoleLegendEntry& entry : entries) {
        const QRectF mark(entry.rect.left(), std::round(entry.rect.center().y() - swatch / 2), swatch, swatch);
        painter.fillRect(mark, roleBrush(entry.role, theme));
        if (entry.role == Role::Unknown) {
            painter.setPen(QPen(roleColor(Role::Unknown, theme), 1));
            painter.drawRect(mark.adjusted(0.5, 0.5, -0.5, -0.5));
        }
        painter.setPen(colors.secondary);
        painter.drawText(entry.rect.adjusted(swatch + swatchGap, 0, 0, 0),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, entry.name);
    }
}

double barTotal(const BarValue& bar)
{
    double sum = unknown;
    for (const BarSegment& segment : bar.segments) {
        if (isKnown(segment.value))
            sum = (isKnown(sum) ? sum : 0) + segment.value;
    }
    return sum;
}

int steppedIndex(int key, Qt::Key back, Qt::Key forward, int current, int count)
{
    if (count == 0)
        return -1;
    if (key == forward)
        return std::min(current + 1, count - 1);
    if (key == back)
        return current < 0 ? count - 1 : std::max(current - 1, 0);
    return key == Qt::Key_Return || key == Qt::Key_Enter ? current : -1;
}

} // namespace atlas
