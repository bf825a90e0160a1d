// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/NavigatorStrip.h"

#include <QPainter>

namespace atlas {

NavigatorStrip::NavigatorStrip(QWidget* parent)
    : QWidget(parent)
{
}
void NavigatorStrip::setTheme(Theme theme)
{
    m_theme = theme;
}
void NavigatorStrip::setData(const TimeSeriesData& data)
{
    m_data = data;
}
void NavigatorStrip::setWindow(TimeRange window)
{
    m_window = window;
}
void NavigatorStrip::paintEvent(QPaintEvent*) { }
void NavigatorStrip::mousePressEvent(QMouseEvent*) { }
void NavigatorStrip::mouseMoveEvent(QMouseEvent*) { }
void NavigatorStrip::mouseReleaseEvent(QMouseEvent*) { }
void NavigatorStrip::mouseDoubleClickEvent(QMouseEvent*) { }
void NavigatorStrip::keyPressEvent(QKeyEvent*) { }

} // namespace atlas
