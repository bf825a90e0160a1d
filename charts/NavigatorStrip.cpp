// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/NavigatorStrip.h"

#include "charts/PaintHelpers.h"
#include "charts/layout/Decimate.h"
#include "charts/layout/Ticks.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double gripWidth = 6;

double seconds(Instant t)
{
    return double(t.time_since_epoch().count());
}

bool hasValues(const SeriesValue& series)
{
    return std::ranges::any_of(series.y, isKnown);
}

} // namespace

NavigatorStrip::NavigatorStrip(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Part of the time shown"));
}

void NavigatorStrip::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void NavigatorStrip::setData(const TimeSeriesData& data)
{
    m_data = data;
    update();
}

void NavigatorStrip::setWindow(TimeRange window)
{
    m_window = window;
    update();
}

QRectF NavigatorStrip::stripRect() const
{
    return QRectF(rect()).adjusted(gripWidth / 2, 1, -gripWidth / 2, -1);
}

double NavigatorStrip::xOf(Instant t) const
{
    const QRectF strip = stripRect();
    const double length = std::max(1.0, double(m_data.range.length().count()));
    return strip.left() + (seconds(t) - seconds(m_data.range.from)) / length * strip.width();
}

Instant NavigatorStrip::timeAt(double x) const
{
    const QRectF strip = stripRect();
    const double share = std::clamp((x - strip.left()) / strip.width(), 0.0, 1.0);
    return m_data.range.from + std::chrono::seconds(std::llround(share * double(m_data.range.length().count())));
}

NavigatorStrip::Grip NavigatorStrip::gripAt(double x) const
{
    if (m_window.isEmpty())
        return Grip::New;
    const double from = xOf(m_window.from), to = xOf(m_window.to);
    if (std::abs(x - from) <= gripWidth)
        return Grip::From;
    if (std::abs(x - to) <= gripWidth)
        return Grip::To;
    return x > from && x < to ? Grip::Whole : Grip::New;
}

void NavigatorStrip::moveWindow(TimeRange window)
{
    const TimeRange all = m_data.range;
    const auto length = std::min(std::max<std::chrono::seconds>(window.length(), std::chrono::hours(1)), all.length());
    const Instant from = std::clamp(window.from, all.from, all.to - length);
    if (const TimeRange next{from, from + length}; next != m_window) {
        m_window = next;
        update();
        emit rangeSelected(m_window);
    }
}

void NavigatorStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_data.range.isEmpty())
        return;
    m_pressX = event->position().x();
    m_pressWindow = m_window;
    m_grip = gripAt(m_pressX);
}

void NavigatorStrip::mouseMoveEvent(QMouseEvent* event)
{
    const double x = event->position().x();
    const Instant at = timeAt(x);
    switch (m_grip) {
    case Grip::None: {
        const Grip under = gripAt(x);
        setCursor(under == Grip::From || under == Grip::To ? Qt::SizeHorCursor
                : under == Grip::Whole                     ? Qt::OpenHandCursor
                                                           : Qt::CrossCursor);
        return;
    }
    case Grip::From:
        moveWindow({std::min(at, m_window.to - std::chrono::hours(1)), m_window.to});
        return;
    case Grip::To:
        moveWindow({m_window.from, std::max(at, m_window.from + std::chrono::hours(1))});
        return;
    case Grip::Whole: {
        const auto share = (x - m_pressX) / stripRect().width();
        const std::chrono::seconds shift(std::llround(share * double(m_data.range.length().count())));
        moveWindow({m_pressWindow.from + shift, m_pressWindow.to + shift});
        return;
    }
    case Grip::New:
        if (std::abs(x - m_pressX) > 3)
            moveWindow({std::min(timeAt(m_pressX), at), std::max(timeAt(m_pressX), at)});
        return;
    }
}

void NavigatorStrip::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_grip == Grip::None)
        return;
    // a click beside the window brings its middle there
    if (m_grip == Grip::New && std::abs(event->position().x() - m_pressX) <= 3 && !m_window.isEmpty()) {
        const auto length = m_window.length();
        const Instant from = timeAt(m_pressX) - length / 2;
        moveWindow({from, from + length});
    }
    m_grip = Grip::None;
    if (m_window != m_pressWindow)
        emit rangeSelected(m_window);
}

void NavigatorStrip::mouseDoubleClickEvent(QMouseEvent*)
{
    m_grip = Grip::None;
    if (!m_data.range.isEmpty())
        moveWindow(m_data.range);
}

void NavigatorStrip::keyPressEvent(QKeyEvent* event)
{
    const auto step = std::max<std::chrono::seconds>(m_window.length() / 10, std::chrono::hours(1));
    if (event->key() == Qt::Key_Left)
        moveWindow({m_window.from - step, m_window.to - step});
    else if (event->key() == Qt::Key_Right)
        moveWindow({m_window.from + step, m_window.to + step});
    else if (event->key() == Qt::Key_Home)
        moveWindow(m_data.range);
    else
        QWidget::keyPressEvent(event);
}

void NavigatorStrip::paintShape(QPainter& painter, const QRectF& strip) const
{
    const auto found = std::ranges::find_if(m_data.series, hasValues);
    if (found == m_data.series.end() || m_data.range.isEmpty())
        return;
    const auto n = std::min(found->y.size(), m_data.t.size());
    std::vector<double> x;
    double high = 0;
    for (std::size_t i = 0; i < n; ++i) {
        x.push_back(seconds(m_data.t[i]));
        if (isKnown(found->y[i]))
            high = std::max(high, found->y[i]);
    }
    const QColor line =
        found->role == Role::Category ? categoryColor(found->colorKey, m_theme) : roleColor(found->role, m_theme);
    QColor soft = line;
    soft.setAlphaF(0.25F);
    QPolygonF run;
    const auto flush = [&] {
        if (run.size() > 1) {
            QPolygonF area = run;
            area << QPointF(run.last().x(), strip.bottom()) << QPointF(run.first().x(), strip.bottom());
            painter.setPen(Qt::NoPen);
            painter.setBrush(soft);
            painter.drawPolygon(area);
            painter.setPen(QPen(line, 1));
            painter.drawPolyline(run);
        }
        run.clear();
    };
    const auto kept = decimate(
        x, std::span(found->y).first(n), seconds(m_data.range.from), seconds(m_data.range.to), int(strip.width()) / 2);
    for (const std::size_t i : kept) {
        if (!isKnown(found->y[i])) {
            flush();
            continue;
        }
        const double share = high > 0 ? found->y[i] / high : 0;
        run << QPointF(xOf(m_data.t[i]), strip.bottom() - share * (strip.height() - 4));
    }
    flush();
}

/// Which days or months these are, small and along the bottom, where the window's grips do not lie over it.
void NavigatorStrip::paintTimes(QPainter& painter, const QRectF& strip) const
{
    constexpr double pixelsPerTick = 130, gap = 4;
    const Palette& colors = atlas::palette(m_theme);
    const auto ticks =
        timeTicks(m_data.range, QTimeZone(m_data.zone), std::max(2, int(strip.width() / pixelsPerTick)), locale());
    painter.setFont(scaledFont(font(), axisFontFactor));
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> taken;
    if (!m_window.isEmpty()) {
        for (const Instant edge : {m_window.from, m_window.to})
            taken.emplace_back(xOf(edge) - gripWidth, strip.top(), 2 * gripWidth, strip.height());
    }
    const auto write = [&](const std::vector<TimeTick>& labels, const QColor& color) {
        for (const auto& tick : labels) {
            const QRectF at(std::round(xOf(tick.t)) + gap, strip.bottom() - metrics.height() - 1,
                metrics.horizontalAdvance(tick.label) + 1, metrics.height());
            const auto touches = [&](const QRectF& other) {
                return other.intersects(at.adjusted(-gap, 0, 2 * gap, 0));
            };
            if (at.right() > strip.right() || std::ranges::any_of(taken, touches))
                continue;
            taken.push_back(at);
            painter.setPen(color);
            painter.drawText(at, Qt::TextSingleLine, tick.label);
        }
    };
    write(ticks.major, colors.text); // the months first: days alone would not say of which
    write(ticks.minor, colors.secondary);
}

void NavigatorStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Palette& colors = atlas::palette(m_theme);
    const QRectF strip = stripRect();
    painter.fillRect(rect(), colors.surface);
    painter.fillRect(strip, mixed(colors.text, colors.surface, 0.03));
    painter.setRenderHint(QPainter::Antialiasing);
    paintShape(painter, strip);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_data.range.isEmpty())
        return;
    if (m_window.isEmpty()) {
        paintTimes(painter, strip);
        return;
    }

    const double from = std::round(std::max(strip.left(), xOf(m_window.from)));
    const double to = std::round(std::min(strip.right(), xOf(m_window.to)));
    QColor veil = colors.surface;
    veil.setAlphaF(0.66F);
    painter.fillRect(QRectF(QPointF(strip.left(), 0), QPointF(from, height())), veil);
    painter.fillRect(QRectF(QPointF(to, 0), QPointF(strip.right() + 1, height())), veil);
    paintTimes(painter, strip);
    const QColor edge = hasFocus() ? colors.accent : mixed(colors.secondary, colors.surface, 0.75);
    painter.setPen(QPen(edge, 1));
    painter.drawRect(QRectF(QPointF(from + 0.5, strip.top() - 0.5), QPointF(to - 0.5, strip.bottom() + 0.5)));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.surface, 1));
    painter.setBrush(edge);
    for (const double x : {from, to})
        painter.drawRoundedRect(QRectF(x - gripWidth / 2, strip.center().y() - 9, gripWidth, 18), 2.5, 2.5);
}

} // namespace atlas
