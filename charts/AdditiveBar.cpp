// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/AdditiveBar.h"

#include <QPainter>

namespace atlas {

AdditiveBar::AdditiveBar(QWidget* parent)
    : QWidget(parent)
{
}
void AdditiveBar::setTheme(Theme theme)
{
    m_theme = theme;
}
void AdditiveBar::setData(const BarValue& bar, Unit unit)
{
    m_bar = bar;
    m_unit = unit;
}
QStringList AdditiveBar::legendTexts() const
{
    return {};
}
QSize AdditiveBar::sizeHint() const
{
    return {480, 60};
}
QSize AdditiveBar::minimumSizeHint() const
{
    return {200, 48};
}
int AdditiveBar::heightForWidth(int) const
{
    return 60;
}
QString AdditiveBar::chartSummary() const
{
    return {};
}
std::vector<ChartItem> AdditiveBar::chartItems() const
{
    return {};
}
bool AdditiveBar::event(QEvent* event)
{
    return QWidget::event(event);
}
void AdditiveBar::paintEvent(QPaintEvent*) { }
void AdditiveBar::mouseMoveEvent(QMouseEvent*) { }
void AdditiveBar::leaveEvent(QEvent*) { }

} // namespace atlas
