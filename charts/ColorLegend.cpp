// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ColorLegend.h"

#include <QPainter>

namespace atlas {

double paintColorScale(QPainter&, const QRectF&, const ColorScaleText&, Theme)
{
    return 0;
}
ColorLegend::ColorLegend(QWidget* parent)
    : QWidget(parent)
{
}
void ColorLegend::setTheme(Theme theme)
{
    m_theme = theme;
}
void ColorLegend::setText(const ColorScaleText& text)
{
    m_text = text;
}
QSize ColorLegend::sizeHint() const
{
    return {320, 20};
}
void ColorLegend::paintEvent(QPaintEvent*) { }

} // namespace atlas
