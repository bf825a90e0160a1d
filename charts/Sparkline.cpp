// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Sparkline.h"

#include "charts/layout/Decimate.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace atlas {

void paintSparkline(QPainter& painter, const QRectF& rect, std::span<const double> values, const QColor& color)
{
    double low = unknown, high = unknown;
    for (const double v : values) {
        if (!isKnown(v))
            continue;
        low = isKnown(low) ? std::min(low, v) : v;
        high = isKnown(high) ? std::max(high, v) : v;
    }
    constexpr double inset = 2.5; // for the dot
    if (!isKnown(low) || rect.width() < 3 * inset || rect.height() < 3 * inset)
        return;
    const QRectF inner = rect.adjusted(1, inset, -inset, -1);
    const double step = values.size() > 1 ? inner.width() / double(values.size() - 1) : 0;
    const auto point = [&](std::size_t i) {
        // what never changes runs through the middle
        const double share = high > low ? (values[i] - low) / (high - low) : 0.5;
        return QPointF(inner.left() + step * double(i), inner.bottom() - share * inner.height());
    };
    std::vector<double> x(values.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = double(i);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor soft = color;
    soft.setAlphaF(0.12F);
    const QPen pen(color, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    QPolygonF run;
    const auto flush = [&] {
        if (run.size() > 1) {
            QPolygonF area = run;
            area << QPointF(run.last().x(), inner.bottom()) << QPointF(run.first().x(), inner.bottom());
            painter.setPen(Qt::NoPen);
            painter.setBrush(soft);
            painter.drawPolygon(area);
            painter.setPen(pen);
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(run);
        } else if (run.size() == 1) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawEllipse(run.first(), 1, 1);
        }
        run.clear();
    };
    std::size_t last = 0;
    for (const std::size_t i : decimate(x, values, 0, std::max(1.0, double(values.size() - 1)), int(inner.width()))) {
        if (!isKnown(values[i])) {
            flush();
            continue;
        }
        run << point(i);
        last = i;
    }
    flush();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(point(last), 2, 2);
    painter.restore();
}

Sparkline::Sparkline(QWidget* parent)
    : QWidget(parent)
{
}

void Sparkline::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void Sparkline::setData(std::vector<double> values, Role role)
{
    m_values = std::move(values);
    m_role = role;
    update();
}

void Sparkline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintSparkline(painter, QRectF(rect()), m_values, roleColor(m_role, m_theme));
}

} // namespace atlas
