// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Sparkline.h"

#include <QPainter>

namespace atlas {

void paintSparkline(QPainter&, const QRectF&, std::span<const double>, const QColor&) { }
Sparkline::Sparkline(QWidget* parent)
    : QWidget(parent)
{
}
void Sparkline::setTheme(Theme theme)
{
    m_theme = theme;
}
void Sparkline::setData(std::vector<double> values, Role role)
{
    m_values = std::move(values);
    m_role = role;
}
void Sparkline::paintEvent(QPaintEvent*) { }

} // namespace atlas
