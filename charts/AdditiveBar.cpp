// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/AdditiveBar.h"

#include "charts/PaintHelpers.h"
#include "models/analysis/Format.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double barHeight = 26, gapBelowBar = 8, swatch = 10, swatchGap = 6, entryGap = 22, partGap = 1;

} // namespace

AdditiveBar::AdditiveBar(QWidget* parent)
    : QWidget(parent)
{
    installChartAccessibility();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void AdditiveBar::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void AdditiveBar::setData(const BarValue& bar, Unit unit)
{
    m_bar = bar;
    m_unit = unit;
    m_hovered = -1;
    updateGeometry();
    update();
}

double AdditiveBar::total() const
{
    double sum = 0;
    for (const BarSegment& segment : m_bar.segments)
        sum += isKnown(segment.value) ? std::max(0.0, segment.value) : 0;
    return sum;
}

QString AdditiveBar::share(const BarSegment& segment) const
{
    const double whole = total();
    return whole > 0 ? formatWithUnit(100 * segment.value / whole, Unit::Percent, locale()) : QString();
}

QString AdditiveBar::segmentName(const BarSegment& segment) const
{
    return segment.name.isEmpty() ? roleName(segment.role) : segment.name;
}

QRectF AdditiveBar::barRect() const
{
    return QRectF(0, 0, width(), barHeight);
}

std::vector<QRectF> AdditiveBar::segmentRects() const
{
    const double whole = total();
    const QRectF bar = barRect();
    std::vector<QRectF> rects;
    double before = 0;
    for (const BarSegment& segment : m_bar.segments) {
        const double value = isKnown(segment.value) ? std::max(0.0, segment.value) : 0;
        const double left = whole > 0 ? std::round(bar.width() * before / whole) : 0;
        before += value;
        const double right = whole > 0 ? std::round(bar.width() * before / whole) : 0;
        rects.emplace_back(left, bar.top(), right - left, bar.height());
    }
    return rects;
}

std::vector<AdditiveBar::LegendEntry> AdditiveBar::legend(double width) const
{
    const QFontMetricsF metrics(font()), bold(scaledFont(font(), 1, QFont::DemiBold));
    const double line = std::ceil(metrics.height()) + 3;
    double x = 0, y = barHeight + gapBelowBar;
    std::vector<LegendEntry> entries;
    const auto add = [&](LegendEntry entry, double length) {
        if (x > 0 && x + length > width) {
            x = 0;
            y += line;
        }
        entry.rect = QRectF(x, y, length, line);
        x += length + entryGap;
        entries.push_back(std::move(entry));
    };
    for (const BarSegment& segment : m_bar.segments) {
        LegendEntry entry{{}, segmentName(segment), formatWithUnit(segment.value, m_unit, locale()), share(segment)};
        const double length = swatch + swatchGap + metrics.horizontalAdvance(entry.name) + 8
            + bold.horizontalAdvance(entry.value) + 8 + metrics.horizontalAdvance(entry.share);
        add(std::move(entry), length);
    }
    if (!m_bar.annotation.isEmpty())
        add({{}, m_bar.annotation, {}, {}}, metrics.horizontalAdvance(m_bar.annotation));
    return entries;
}

QStringList AdditiveBar::legendTexts() const
{
    QStringList texts;
    for (const LegendEntry& entry : legend(width()))
        texts << QString(entry.name + QLatin1Char(' ') + entry.value + QLatin1Char(' ') + entry.share).trimmed();
    return texts;
}

int AdditiveBar::heightForWidth(int width) const
{
    const auto entries = legend(width);
    return int(std::ceil(entries.empty() ? barHeight : entries.back().rect.bottom()));
}

QSize AdditiveBar::sizeHint() const
{
    return {560, heightForWidth(std::max(560, width()))};
}

QSize AdditiveBar::minimumSizeHint() const
{
    return {200, int(barHeight + gapBelowBar + std::ceil(QFontMetricsF(font()).height()) + 3)};
}

QString AdditiveBar::chartSummary() const
{
    return m_bar.segments.empty()
        ? tr("Bar without data")
        : tr("%1 in %n part(s)", nullptr, int(m_bar.segments.size())).arg(formatWithUnit(total(), m_unit, locale()));
}

std::vector<ChartItem> AdditiveBar::chartItems() const
{
    std::vector<ChartItem> items;
    const auto rects = segmentRects();
    for (std::size_t i = 0; i < m_bar.segments.size(); ++i) {
        const BarSegment& segment = m_bar.segments[i];
        items.push_back({segmentName(segment),
            formatWithUnit(segment.value, m_unit, locale()) + QStringLiteral(", ") + share(segment),
            rects[i].toRect()});
    }
    return items;
}

int AdditiveBar::segmentAt(QPointF at) const
{
    const auto rects = segmentRects();
    const auto entries = legend(width());
    for (std::size_t i = 0; i < rects.size(); ++i) {
        if (rects[i].contains(at) || entries[i].rect.contains(at))
            return int(i);
    }
    return -1;
}

void AdditiveBar::setHovered(int segment)
{
    if (segment == m_hovered)
        return;
    m_hovered = segment;
    setCursor(segment >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
    emit hovered(segment);
}

void AdditiveBar::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(segmentAt(event->position()));
}

void AdditiveBar::mousePressEvent(QMouseEvent* event)
{
    if (const int segment = segmentAt(event->position()); event->button() == Qt::LeftButton && segment >= 0)
        emit activated(segment);
}

void AdditiveBar::keyPressEvent(QKeyEvent* event)
{
    const int last = int(m_bar.segments.size()) - 1;
    if (event->key() == Qt::Key_Right && last >= 0)
        setHovered(std::min(m_hovered + 1, last));
    else if (event->key() == Qt::Key_Left && last >= 0)
        setHovered(std::max(m_hovered - 1, 0));
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_hovered >= 0)
        emit activated(m_hovered);
    else
        QWidget::keyPressEvent(event);
}

void AdditiveBar::focusOutEvent(QFocusEvent* event)
{
    setHovered(-1);
    QWidget::focusOutEvent(event);
}

void AdditiveBar::leaveEvent(QEvent*)
{
    setHovered(-1);
}

bool AdditiveBar::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int segment = segmentAt(help->pos());
        const auto texts = legendTexts();
        showPlainTooltip(help->globalPos(), segment >= 0 ? texts[segment] : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void AdditiveBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Palette& colors = atlas::palette(m_theme);
    painter.fillRect(rect(), colors.surface);
    const auto rects = segmentRects();
    const QFont bold = scaledFont(font(), axisFontFactor, QFont::DemiBold);
    const QFontMetricsF metrics(bold);
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const BarSegment& segment = m_bar.segments[i];
        const QRectF part = rects[i].adjusted(0, 0, i + 1 < rects.size() ? -partGap : 0, 0);
        if (part.width() <= 0)
            continue;
        painter.setOpacity(m_hovered >= 0 && m_hovered != int(i) ? 0.45 : 1);
        const bool hatched = segment.role == Role::Unknown;
        if (hatched) {
            painter.setPen(QPen(roleColor(Role::Unknown, m_theme), 1));
            painter.setBrush(unknownBrush(m_theme));
            painter.drawRect(part.adjusted(0.5, 0.5, -0.5, -0.5));
        } else {
            painter.fillRect(part, roleColor(segment.role, m_theme));
        }
        const QString text = share(segment);
        const double width = metrics.horizontalAdvance(text);
        if (width + 12 > part.width())
            continue;
        const QRectF box(part.center().x() - width / 2, part.top(), width + 1, part.height());
        if (hatched)
            painter.fillRect(box.adjusted(-4, 6, 4, -6), colors.surface);
        painter.setFont(bold);
        painter.setPen(hatched ? colors.text : contrastText(roleColor(segment.role, m_theme)));
        painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, text);
    }
    painter.setOpacity(1);
    if (total() <= 0) {
        painter.setPen(QPen(colors.border, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(barRect().adjusted(0.5, 0.5, -0.5, -0.5));
    }
    paintLegend(painter);
}

void AdditiveBar::paintLegend(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QFont bold = scaledFont(font(), 1, QFont::DemiBold);
    const QFontMetricsF metrics(font()), boldMetrics(bold);
    const auto entries = legend(width());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const LegendEntry& entry = entries[i];
        painter.setOpacity(m_hovered >= 0 && m_hovered != int(i) ? 0.45 : 1);
        QRectF at = entry.rect;
        const auto write = [&](const QString& text, const QFont& with, const QFontMetricsF& size, const QColor& color) {
            painter.setFont(with);
            painter.setPen(color);
            painter.drawText(at.adjusted(0, 0, 4, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
            at.setLeft(at.left() + size.horizontalAdvance(text) + 8);
        };
        if (i == m_bar.segments.size()) { // the annotation, which is no part
            write(entry.name, font(), metrics, colors.secondary);
            break;
        }
        const QRectF mark(at.left(), std::round(at.center().y() - swatch / 2), swatch, swatch);
        painter.fillRect(mark, roleBrush(m_bar.segments[i].role, m_theme));
        if (m_bar.segments[i].role == Role::Unknown) {
            painter.setPen(QPen(roleColor(Role::Unknown, m_theme), 1));
            painter.drawRect(mark.adjusted(0.5, 0.5, -0.5, -0.5));
        }
        at.setLeft(at.left() + swatch + swatchGap);
        write(entry.name, font(), metrics, colors.secondary);
        write(entry.value, bold, boldMetrics, colors.text);
        write(entry.share, font(), metrics, colors.secondary);
    }
    painter.setOpacity(1);
}

} // namespace atlas
