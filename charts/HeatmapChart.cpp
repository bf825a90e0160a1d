// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/HeatmapChart.h"

#include <QPainter>

namespace atlas {

HeatmapChart::HeatmapChart(QWidget* parent)
    : QWidget(parent)
{
}
void HeatmapChart::setTheme(Theme theme)
{
    m_theme = theme;
}
void HeatmapChart::setData(const HeatmapData& data)
{
    m_data = data;
}
QString HeatmapChart::cellText(int, int) const
{
    return {};
}
QRectF HeatmapChart::cellRect(int, int) const
{
    return {};
}
QStringList HeatmapChart::shownColumnLabels() const
{
    return {};
}
QStringList HeatmapChart::shownRowLabels() const
{
    return {};
}
QSize HeatmapChart::sizeHint() const
{
    return {480, 220};
}
QString HeatmapChart::chartSummary() const
{
    return {};
}
std::vector<ChartItem> HeatmapChart::chartItems() const
{
    return {};
}
bool HeatmapChart::event(QEvent* event)
{
    return QWidget::event(event);
}
void HeatmapChart::paintEvent(QPaintEvent*) { }
void HeatmapChart::mouseMoveEvent(QMouseEvent*) { }
void HeatmapChart::mousePressEvent(QMouseEvent*) { }
void HeatmapChart::leaveEvent(QEvent*) { }
void HeatmapChart::keyPressEvent(QKeyEvent*) { }

} // namespace atlas
