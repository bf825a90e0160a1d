// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeSlider.h"

#include "charts/PaintHelpers.h"
#include "charts/layout/Ticks.h"
#include "models/analysis/Format.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double margin = 6, trackHeight = 22, handleWidth = 7, pixelsPerTick = 72, leastMarkGap = 4;
/// So many times the usual distance between two instants is a gap.
constexpr double gapFactor = 2.5;
constexpr std::size_t mostItems = 2000;

} // namespace

TimeSlider::TimeSlider(QWidget* parent)
    : QWidget(parent)
{
    installChartAccessibility();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimeSlider::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void TimeSlider::setData(const InstantsData& data)
{
    if (data == m_data)
        return;
    m_data = data;
    if (m_position >= int(m_data.t.size()))
        m_position = -1;
    update();
}

void TimeSlider::setPosition(int index)
{
    index = index >= 0 && index < int(m_data.t.size()) ? index : -1;
    if (index == m_position)
        return;
    m_position = index;
    update();
}

void TimeSlider::setMark(std::optional<Instant> at)
{
    m_mark = at;
    update();
}

void TimeSlider::setCrosshair(std::optional<Instant> at)
{
    if (at == m_crosshair)
        return;
    m_crosshair = at;
    update();
}

double TimeSlider::lineHeight() const
{
    return std::ceil(QFontMetricsF(scaledFont(font(), axisFontFactor)).height());
}

QSize TimeSlider::sizeHint() const
{
    return {480, int(trackHeight + 2 * lineHeight()) + 6};
}

QSize TimeSlider::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

QRectF TimeSlider::track() const
{
    return {margin, 2, std::max(1.0, width() - 2 * margin), trackHeight};
}

double TimeSlider::xOf(Instant at) const
{
    const QRectF rect = track();
    const double length = double(m_data.range.length().count());
    return rect.left() + (length > 0 ? rect.width() * double((at - m_data.range.from).count()) / length : 0);
}

int TimeSlider::nearest(double x) const
{
    if (m_data.t.empty())
        return -1;
    const auto after = std::lower_bound(
        m_data.t.begin(), m_data.t.end(), x, [this](Instant at, double position) { return xOf(at) < position; });
    const int index = int(after - m_data.t.begin());
    if (index == int(m_data.t.size()))
        return index - 1;
    return index > 0 && x - xOf(m_data.t[std::size_t(index - 1)]) < xOf(*after) - x ? index - 1 : index;
}

/// The median distance between neighbours.
std::chrono::seconds TimeSlider::usualStep() const
{
    std::vector<std::chrono::seconds> steps;
    for (std::size_t i = 1; i < m_data.t.size(); ++i)
        steps.push_back(m_data.t[i] - m_data.t[i - 1]);
    if (steps.empty())
        return std::chrono::hours(1);
    const auto middle = steps.begin() + std::ptrdiff_t(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

std::vector<TimeRange> TimeSlider::gaps() const
{
    std::vector<TimeRange> gaps;
    const auto step = usualStep();
    const auto add = [&](Instant from, Instant to) {
        if (double((to - from).count()) > gapFactor * double(step.count()))
            gaps.push_back({from, to});
    };
    if (m_data.t.empty()) {
        add(m_data.range.from, m_data.range.to);
        return gaps;
    }
    add(m_data.range.from, m_data.t.front());
    for (std::size_t i = 1; i < m_data.t.size(); ++i)
        add(m_data.t[i - 1] + step, m_data.t[i]);
    add(m_data.t.back() + step, m_data.range.to);
    return gaps;
}

QString TimeSlider::textAt(int index) const
{
    if (index < 0 || index >= int(m_data.t.size()))
        return {};
    const auto i = std::size_t(index);
    const QString time = formatInstant(m_data.t[i], QTimeZone(m_data.zone), locale());
    if (i >= m_data.values.size())
        return time;
    return time + QStringLiteral(", ") + formatWithUnit(m_data.values[i], m_data.unit, locale());
}

QString TimeSlider::chartSummary() const
{
    if (m_data.t.empty())
        return tr("No snapshots");
    return m_position < 0
        ? tr("%n snapshot(s)", nullptr, int(m_data.t.size()))
        : tr("Snapshot %1 of %2: %3").arg(m_position + 1).arg(m_data.t.size()).arg(textAt(m_position));
}

std::vector<ChartItem> TimeSlider::chartItems() const
{
    std::vector<ChartItem> items;
    for (int i = 0; i < int(std::min(m_data.t.size(), mostItems)); ++i) {
        const double x = xOf(m_data.t[std::size_t(i)]);
        items.push_back({textAt(i), {}, QRectF(x - 2, track().top(), 4, track().height()).toRect()});
    }
    return items;
}

void TimeSlider::pick(int index, bool continuing)
{
    if (m_data.t.empty())
        return;
    index = std::clamp(index, 0, int(m_data.t.size()) - 1);
    if (index == m_position)
        return;
    setPosition(index);
    emit picked(index, continuing);
}

bool TimeSlider::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        showPlainTooltip(help->globalPos(), textAt(nearest(help->pos().x())), this);
        return true;
    }
    return QWidget::event(event);
}

void TimeSlider::mousePressEvent(QMouseEvent* event)
{
    m_dragging = false;
    if (event->button() == Qt::LeftButton) {
        pick(nearest(event->position().x()), false);
        m_dragging = true;
    }
}

void TimeSlider::mouseMoveEvent(QMouseEvent* event)
{
    const int index = nearest(event->position().x());
    if (m_dragging && event->buttons().testFlag(Qt::LeftButton))
        pick(index, true);
    emit hovered(index < 0 ? std::nullopt : std::optional(m_data.t[std::size_t(index)]));
}

void TimeSlider::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() != 0 && m_position >= 0)
        pick(m_position + (event->angleDelta().y() > 0 ? -1 : 1), true);
    event->accept();
}

void TimeSlider::leaveEvent(QEvent*)
{
    emit hovered(std::nullopt);
}

void TimeSlider::keyPressEvent(QKeyEvent* event)
{
    const auto step = std::max(std::chrono::seconds(1), usualStep());
    const int page = std::max(1, int(std::chrono::hours(1) / step));
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        pick(m_position - 1, event->isAutoRepeat());
        return;
    case Qt::Key_Right:
    case Qt::Key_Up:
        pick(m_position + 1, event->isAutoRepeat());
        return;
    case Qt::Key_PageUp:
        pick(m_position + page, event->isAutoRepeat());
        return;
    case Qt::Key_PageDown:
        pick(m_position - page, event->isAutoRepeat());
        return;
    case Qt::Key_Home:
        pick(0, false);
        return;
    case Qt::Key_End:
        pick(int(m_data.t.size()) - 1, false);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void TimeSlider::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void TimeSlider::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

void TimeSlider::paintArea(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QRectF rect = track();
    painter.fillRect(rect, mixed(colors.text, colors.surface, 0.045));
    double most = 0;
    for (const double value : m_data.values)
        most = isKnown(value) ? std::max(most, value) : most;
    const QColor area = mixed(roleColor(Role::Allocated, m_theme), colors.surface, 0.34);
    const auto step = usualStep();
    for (std::size_t i = 0; i < m_data.t.size() && i < m_data.values.size() && most > 0; ++i) {
        if (!isKnown(m_data.values[i]))
            continue;
        // as long as it usually lasts, but not beyond the next
        Instant end = m_data.t[i] + step;
        if (i + 1 < m_data.t.size())
            end = std::min(end, m_data.t[i + 1]);
        const double left = std::floor(xOf(m_data.t[i]));
        const double right = std::clamp(std::ceil(xOf(end)), left + 1, rect.right() + 1);
        const double height = (rect.height() - 3) * m_data.values[i] / most;
        painter.fillRect(QRectF(left, rect.bottom() - height, right - left, height), area);
    }
    for (const TimeRange& gap : gaps()) {
        const double left = std::max(rect.left(), std::round(xOf(gap.from)));
        painter.fillRect(QRectF(left, rect.top(), std::max(2.0, std::min(rect.right(), std::round(xOf(gap.to))) - left),
                             rect.height()),
            unknownBrush(m_theme));
    }
    // marks only where they can be told apart
    if (m_data.t.size() < 2 || rect.width() / double(m_data.t.size()) >= leastMarkGap) {
        painter.setPen(colors.secondary);
        for (const Instant at : m_data.t) {
            const double x = std::floor(xOf(at)) + 0.5;
            painter.drawLine(QPointF(x, rect.bottom() - 4), QPointF(x, rect.bottom()));
        }
    }
}

void TimeSlider::paintAxis(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QFontMetricsF metrics(painter.font());
    const double line = lineHeight();
    const QRectF rect = track();
    const auto ticks =
        timeTicks(m_data.range, QTimeZone(m_data.zone), std::max(2, int(rect.width() / pixelsPerTick)), locale());
    const auto label = [&](const std::vector<TimeTick>& from, double top, const QColor& color) {
        double free = 0;
        painter.setPen(color);
        for (const TimeTick& tick : from) {
            const double x = xOf(tick.t), wide = metrics.horizontalAdvance(tick.label);
            if (x < free || x + wide > width())
                continue;
            painter.drawText(
                QRectF(x, top, wide + 2, line), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, tick.label);
            free = x + wide + 8;
        }
    };
    painter.setPen(colors.grid);
    for (const TimeTick& tick : ticks.minor) {
        const double x = std::floor(xOf(tick.t)) + 0.5;
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom() + 3));
    }
    label(ticks.minor, rect.bottom() + 3, colors.secondary);
    label(ticks.major, rect.bottom() + 3 + line, colors.text);
}

void TimeSlider::paintHandle(QPainter& painter, double x, bool hollow) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QRectF rect = track();
    const QRectF handle(std::round(std::clamp(x, rect.left(), rect.right()) - handleWidth / 2), rect.top() - 1.5,
        handleWidth, rect.height() + 3);
    painter.setPen(QPen(hollow ? colors.accent : colors.surface, hollow ? 1.5 : 1));
    painter.setBrush(hollow ? QBrush(colors.surface) : QBrush(colors.accent));
    painter.drawRoundedRect(handle, 2, 2);
    if (!hollow && hasFocus()) {
        painter.setPen(QPen(colors.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(handle.adjusted(-2.5, 0, 2.5, 0), 3, 3);
    }
}

void TimeSlider::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Palette& colors = atlas::palette(m_theme);
    painter.fillRect(rect(), colors.surface);
    painter.setFont(scaledFont(font(), axisFontFactor));
    if (m_data.range.isEmpty())
        return;
    paintArea(painter);
    paintAxis(painter);
    if (m_crosshair && m_data.range.contains(*m_crosshair)) {
        const double x = std::floor(xOf(*m_crosshair)) + 0.5;
        painter.setPen(colors.text);
        painter.drawLine(QPointF(x, track().top()), QPointF(x, track().bottom()));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_mark)
        paintHandle(painter, xOf(*m_mark), true);
    if (m_position >= 0)
        paintHandle(painter, xOf(m_data.t[std::size_t(m_position)]), false);
}

} // namespace atlas
