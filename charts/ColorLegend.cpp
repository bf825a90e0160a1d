// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ColorLegend.h"

#include "charts/PaintHelpers.h"
#include "models/analysis/Format.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double barWidth = 120, barHeight = 10, gap = 8, hatchWidth = 18;

QString numberText(double value)
{
    return QLocale().toString(value, 'f', std::abs(value - std::round(value)) < 1e-9 ? 0 : 1);
}

QString unknownText()
{
    return roleName(Role::Unknown);
}

/// The parts from left to right: title, low, bar, high with unit, hatch, "Unknown".
struct Parts
{
    QString title, low, high;
};

Parts parts(const ColorScaleText& text)
{
    if (text.change)
        return {
            text.title, QStringLiteral("▼ ") + ColorLegend::tr("went"), ColorLegend::tr("came") + QStringLiteral(" ▲")};
    const QString unit = unitName(text.unit);
    return {text.title, numberText(text.low),
        unit.isEmpty() ? numberText(text.high) : numberText(text.high) + QLatin1Char(' ') + unit};
}

double widthOf(const ColorScaleText& text, const QFontMetricsF& metrics)
{
    const Parts p = parts(text);
    const double title = p.title.isEmpty() ? 0 : metrics.horizontalAdvance(p.title) + gap;
    return std::ceil(title + metrics.horizontalAdvance(p.low) + 5 + barWidth + 5 + metrics.horizontalAdvance(p.high)
        + 2 * gap + hatchWidth + 5 + metrics.horizontalAdvance(unknownText()));
}

} // namespace

double paintColorScale(QPainter& painter, const QRectF& rect, const ColorScaleText& text, Theme theme)
{
    const Palette& colors = palette(theme);
    const QFontMetricsF metrics(painter.font());
    const Parts p = parts(text);
    double x = rect.left();
    const auto write = [&](const QString& words, const QColor& color, double space) {
        if (words.isEmpty())
            return;
        painter.setPen(color);
        painter.drawText(QRectF(x, rect.top(), rect.right() - x + 1, rect.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, words);
        x += metrics.horizontalAdvance(words) + space;
    };
    painter.save();
    write(p.title, colors.text, gap);
    write(p.low, colors.secondary, 5);
    const double top = std::round(rect.center().y() - barHeight / 2);
    const double left = std::round(x);
    for (int i = 0; i < int(barWidth); ++i) {
        const double share = i / (barWidth - 1);
        painter.fillRect(QRectF(left + i, top, 1, barHeight),
            text.change                          ? changeColor(2 * share - 1, theme)
                : text.role == Role::Utilization ? utilizationColor(100 * share)
                                                 : amountColor(share, text.role, theme));
    }
    x += barWidth + 5;
    write(p.high, colors.secondary, 2 * gap);
    const QRectF hatch(std::round(x) + 0.5, top + 0.5, hatchWidth - 1, barHeight - 1);
    painter.fillRect(hatch, unknownBrush(theme));
    painter.setPen(QPen(roleColor(Role::Unknown, theme), 1));
    painter.drawRect(hatch);
    x += hatchWidth + 5;
    write(unknownText(), colors.secondary, 0);
    painter.restore();
    return x - rect.left();
}

ColorLegend::ColorLegend(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ColorLegend::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void ColorLegend::setText(const ColorScaleText& text)
{
    m_text = text;
    updateGeometry();
    update();
}

QSize ColorLegend::sizeHint() const
{
    const QFontMetricsF metrics(scaledFont(font(), axisFontFactor));
    return {int(widthOf(m_text, metrics)) + 2, int(std::ceil(metrics.height())) + 4};
}

void ColorLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), atlas::palette(m_theme).surface);
    painter.setFont(scaledFont(font(), axisFontFactor));
    paintColorScale(painter, QRectF(rect()), m_text, m_theme);
}

} // namespace atlas
