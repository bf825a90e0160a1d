// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/PaintHelpers.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QToolTip>
#include <QWidget>

#include <algorithm>

namespace atlas {

TextWidth textWidth(const QFontMetricsF& metrics)
{
    return [metrics](const QString& text) { return metrics.horizontalAdvance(text); };
}

bool isDrawnElsewhere(const QPainter& painter, const QWidget& widget)
{
    const auto* engine = painter.paintEngine();
    return engine
        && (engine->type() != QPaintEngine::Raster
            || engine->paintDevice()->devicePixelRatioF() > widget.devicePixelRatioF());
}

double pictureRatio(const QPainter& painter)
{
    constexpr double fine = 4; // what is enlarged later
    const auto* engine = painter.paintEngine();
    return engine->type() == QPaintEngine::Raster ? engine->paintDevice()->devicePixelRatioF() : fine;
}

QColor mixed(const QColor& over, const QColor& under, double share)
{
    const auto mix = [share](float a, float b) { return float(double(a) * share + double(b) * (1 - share)); };
    return QColor::fromRgbF(
        mix(over.redF(), under.redF()), mix(over.greenF(), under.greenF()), mix(over.blueF(), under.blueF()));
}

void paintTooltip(QPainter& painter, const QRectF& bounds, QPointF anchor, const QString& title,
    const std::vector<TooltipRow>& rows, const QFont& font, Theme theme)
{
    constexpr double pad = 8, swatchWidth = 18, columnGap = 16, distance = 12;
    const QFont bold = scaledFont(font, 1, QFont::DemiBold);
    const QFontMetricsF metrics(font), boldMetrics(bold);
    const double line = std::ceil(metrics.height()) + 2;

    double names = 0, values = 0;
    for (const TooltipRow& row : rows) {
        names = std::max(names, metrics.horizontalAdvance(row.name));
        values = std::max(values, boldMetrics.horizontalAdvance(row.value));
    }
    names = std::min(names, std::max(60.0, bounds.width() * 0.5));
    const double width =
        std::ceil(2 * pad + std::max(boldMetrics.horizontalAdvance(title), swatchWidth + names + columnGap + values));
    const double height = 2 * pad + line * double(rows.size() + 1) + (rows.empty() ? 0 : 2);

    double x = anchor.x() + distance;
    if (x + width > bounds.right())
        x = anchor.x() - distance - width;
    x = std::clamp(x, bounds.left(), std::max(bounds.left(), bounds.right() - width));
    const double y =
        std::clamp(anchor.y() - height / 2, bounds.top(), std::max(bounds.top(), bounds.bottom() - height));
    const QRectF box(std::round(x) + 0.5, std::round(y) + 0.5, width, height);

    const Palette& colors = palette(theme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = colors.tooltip;
    fill.setAlphaF(0.96F);
    painter.setPen(QPen(colors.tooltipBorder, 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 4, 4);

    QRectF at(box.left() + pad, box.top() + pad, width - 2 * pad, line);
    painter.setFont(bold);
    painter.setPen(colors.text);
    painter.drawText(at, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
    at.translate(0, line + 2);
    for (const TooltipRow& row : rows) {
        if (row.swatch.style() != Qt::NoPen) {
            painter.setPen(row.swatch);
            painter.drawLine(at.left(), at.center().y(), at.left() + swatchWidth - 6, at.center().y());
        }
        painter.setFont(font);
        painter.setPen(colors.secondary);
        painter.drawText(at.adjusted(swatchWidth, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            elideMiddle(row.name, names + 0.5, textWidth(metrics)));
        painter.setFont(bold);
        painter.setPen(colors.text);
        painter.drawText(at, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, row.value);
        at.translate(0, line);
    }
    painter.restore();
}

QString plainMenuText(QString text)
{
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

void showPlainTooltip(QPoint global, const QString& text, QWidget* widget)
{
    // Escaped and marked as rich text: otherwise Qt guesses, and a name may hold markup.
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(global,
            QStringLiteral("<p style='white-space:pre'>") + text.toHtmlEscaped() + QStringLiteral("</p>"), widget);
}

PaintOverlay::PaintOverlay(QWidget* parent, std::function<void(QPainter&)> paint)
    : QWidget(parent)
    , m_paint(std::move(paint))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void PaintOverlay::refresh(const QRect& geometry)
{
    setGeometry(geometry);
    raise();
    update();
}

void PaintOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    m_paint(painter);
}

} // namespace atlas
