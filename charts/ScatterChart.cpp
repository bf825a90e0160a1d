// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ScatterChart.h"

#include "charts/PaintHelpers.h"
#include "models/analysis/Format.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace atlas {

namespace {

constexpr double smallestDot = 3, largestDot = 17, manyDots = 400, gripReach = 4, pad = 6;

/// 1, 2 and 5 times the powers of ten around the values; only the powers where there are many.
ValueTicks logTicks(double low, double high)
{
    ValueTicks axis;
    if (!isKnown(low)) {
        low = 1;
        high = 10;
    }
    const int first = int(std::floor(std::log10(low))), last = int(std::ceil(std::log10(high)));
    axis.low = std::pow(10.0, first);
    axis.high = std::pow(10.0, std::max(last, first + 1));
    for (int decade = first; decade <= std::max(last, first + 1); ++decade) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double tick = factor * std::pow(10.0, decade);
            if (tick <= axis.high * (1 + 1e-9) && (factor == 1.0 || last - first <= 2))
                axis.ticks.push_back(tick);
        }
    }
    return axis;
}

} // namespace

ScatterChart::ScatterChart(QWidget* parent)
    : QWidget(parent)
{
    installChartAccessibility();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    layout();
}

void ScatterChart::setTheme(Theme theme)
{
    m_theme = theme;
    m_layer = {};
    update();
}

void ScatterChart::setData(const ScatterData& data)
{
    if (data == m_data) // thousands of dots are not drawn again because something beside them changed
        return;
    m_data = data;
    setHovered(-1);
    layout();
}

void ScatterChart::setLines(QPointF lines)
{
    if (lines == m_lines || m_drag != Grip::None)
        return;
    m_lines = lines;
    update();
}

void ScatterChart::setQuadrantTexts(const std::array<QStringList, 4>& texts)
{
    m_texts = texts;
    update();
}

void ScatterChart::setSelected(const QStringList& keys)
{
    if (keys == m_selected)
        return;
    m_selected = keys;
    m_layer = {};
    update();
}

double ScatterChart::xOf(double value) const
{
    if (m_data.logX) {
        value = std::log10(std::max(value, m_x.low));
        return m_plot.left()
            + (value - std::log10(m_x.low)) / (std::log10(m_x.high) - std::log10(m_x.low)) * m_plot.width();
    }
    return m_plot.left() + (value - m_x.low) / (m_x.high - m_x.low) * m_plot.width();
}

double ScatterChart::yOf(double value) const
{
    return m_plot.bottom() - (value - m_y.low) / (m_y.high - m_y.low) * m_plot.height();
}

double ScatterChart::xValue(double pixel) const
{
    const double share = std::clamp((pixel - m_plot.left()) / m_plot.width(), 0.0, 1.0);
    return m_data.logX ? m_x.low * std::pow(m_x.high / m_x.low, share) : m_x.low + share * (m_x.high - m_x.low);
}

double ScatterChart::yValue(double pixel) const
{
    return m_y.low + std::clamp((m_plot.bottom() - pixel) / m_plot.height(), 0.0, 1.0) * (m_y.high - m_y.low);
}

void ScatterChart::layout()
{
    double lowX = unknown, highX = unknown, highY = unknown;
    for (const auto& point : m_data.points) {
        if (!isKnown(point.x) || !isKnown(point.y) || (m_data.logX && !(point.x > 0)))
            continue;
        lowX = isKnown(lowX) ? std::min(lowX, point.x.value) : point.x.value;
        highX = isKnown(highX) ? std::max(highX, point.x.value) : point.x.value;
        highY = isKnown(highY) ? std::max(highY, point.y.value) : point.y.value;
    }
    m_x = m_data.logX ? logTicks(lowX, highX) : niceTicks(0, isKnown(highX) ? highX : 1);
    m_y = m_data.yUnit == Unit::Percent ? percentTicks(highY) : niceTicks(0, isKnown(highY) ? highY : 1);

    const QFontMetricsF metrics(scaledFont(font(), axisFontFactor));
    const double line = std::ceil(metrics.height());
    double widest = 0;
    for (const double tick : m_y.ticks)
        widest = std::max(widest, metrics.horizontalAdvance(tickLabel(tick, m_y.step, locale())));
    const double left = std::ceil(widest) + 8, top = line + 4;
    m_plot = QRectF(left, top, std::max(20.0, width() - left - 12), std::max(20.0, height() - top - 2 * line - 6));
    placeDots();
    m_layer = {};
    update();
}

void ScatterChart::placeDots()
{
    m_dots.clear();
    double largest = 0;
    for (const auto& point : m_data.points)
        largest = std::max(largest, point.size);
    // Thousands of large ones would be one spot.
    const double crowd = std::clamp(std::sqrt(manyDots / std::max<double>(1, double(m_data.points.size()))), 0.35, 1.0);
    for (std::size_t i = 0; i < m_data.points.size(); ++i) {
        const auto& point = m_data.points[i];
        if (!isKnown(point.x) || !isKnown(point.y) || (m_data.logX && !(point.x > 0)))
            continue;
        const double share = largest > 0 && point.size > 0 ? std::sqrt(point.size / largest) : 0;
        m_dots.push_back(
            {i, QPointF(xOf(point.x), yOf(point.y)), smallestDot + share * (largestDot * crowd - smallestDot)});
    }
    std::ranges::stable_sort(m_dots, std::greater{}, &Dot::radius); // small dots lie on top
}

int ScatterChart::dotOf(const QString& key) const
{
    const auto found =
        std::ranges::find_if(m_dots, [&](const Dot& dot) { return m_data.points[dot.point].key == key; });
    return found == m_dots.end() ? -1 : int(found - m_dots.begin());
}

std::optional<QPointF> ScatterChart::dotAt(const QString& key) const
{
    const int dot = dotOf(key);
    return dot < 0 ? std::nullopt : std::optional(m_dots[std::size_t(dot)].at);
}

double ScatterChart::dotRadius(const QString& key) const
{
    const int dot = dotOf(key);
    return dot < 0 ? 0 : m_dots[std::size_t(dot)].radius;
}

QStringList ScatterChart::dotTexts(const QString& key) const
{
    const auto found = std::ranges::find(m_data.points, key, &ScatterPoint::key);
    return found == m_data.points.end() ? QStringList() : textsOf(*found);
}

QStringList ScatterChart::textsOf(const ScatterPoint& point) const
{
    const auto line = [this](const QString& title, double value, Unit unit) {
        return QString(title + QStringLiteral("  ") + formatWithUnit(value, unit, locale()));
    };
    return {point.label, line(m_data.xTitle, point.x, m_data.xUnit), line(m_data.yTitle, point.y, m_data.yUnit),
        line(m_data.sizeTitle, point.size, m_data.sizeUnit)};
}

std::vector<ChartFigure> ScatterChart::figuresOf(int dot) const
{
    std::vector<ChartFigure> figures;
    if (dot < 0)
        return figures;
    const auto& point = m_data.points[m_dots[std::size_t(dot)].point];
    const auto texts = textsOf(point);
    const std::optional<Metric> metrics[] = {m_data.xMetric, m_data.yMetric, m_data.sizeMetric};
    for (int i = 0; i < 3; ++i) {
        if (metrics[i])
            figures.push_back({point.label + QStringLiteral(": ") + texts[i + 1],
                {*metrics[i], m_data.scope, point.key.toStdString(), m_data.range}});
    }
    return figures;
}

QStringList ScatterChart::xTickLabels() const
{
    QStringList texts;
    for (const double tick : m_x.ticks)
        texts << tickLabel(tick, m_data.logX ? tick : m_x.step, locale());
    return texts;
}

QPointF ScatterChart::linePixels() const
{
    return {std::clamp(xOf(m_lines.x()), m_plot.left(), m_plot.right()),
        std::clamp(yOf(m_lines.y()), m_plot.top(), m_plot.bottom())};
}

QString ScatterChart::chartSummary() const
{
    return m_dots.empty() ? tr("Scatter chart without data")
                          : tr("%n dot(s) by %1 and %2", nullptr, int(m_dots.size())).arg(m_data.xTitle, m_data.yTitle);
}

std::vector<ChartItem> ScatterChart::chartItems() const
{
    std::vector<ChartItem> items;
    items.reserve(m_dots.size());
    for (int i = 0; i < chartItemCount(); ++i)
        items.push_back(chartItem(i));
    return items;
}

ChartItem ScatterChart::chartItem(int index) const
{
    const auto& dot = m_dots[std::size_t(index)];
    const auto& point = m_data.points[dot.point];
    const QSizeF size(2 * dot.radius, 2 * dot.radius);
    return {point.label, textsOf(point).mid(1).join(QStringLiteral(", ")),
        QRectF(dot.at - QPointF(dot.radius, dot.radius), size).toRect()};
}

void ScatterChart::paintAxes(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QFontMetricsF metrics(painter.font());
    const double line = std::ceil(metrics.height());
    for (const double tick : m_y.ticks) {
        const double y = std::round(yOf(tick)) + 0.5;
        painter.setPen(QPen(colors.grid, 1));
        painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        painter.setPen(colors.secondary);
        painter.drawText(QRectF(0, y - line / 2, m_plot.left() - 8, line), Qt::AlignRight | Qt::AlignVCenter,
            tickLabel(tick, m_y.step, locale()));
    }
    const QStringList labels = xTickLabels();
    std::vector<double> centres, widths;
    for (qsizetype i = 0; i < labels.size(); ++i) {
        centres.push_back(xOf(m_x.ticks[std::size_t(i)]));
        widths.push_back(metrics.horizontalAdvance(labels[i]));
    }
    for (const std::size_t i : thinLabels(centres, widths, 8)) {
        const double left = std::clamp(centres[i] - widths[i] / 2, 0.0, std::max(0.0, width() - widths[i] - 1));
        painter.drawText(QRectF(left, m_plot.bottom() + 3, widths[i] + 1, line), Qt::AlignLeft, labels[qsizetype(i)]);
    }
    painter.drawText(QRectF(0, 0, width(), line), Qt::AlignLeft, titleWithUnit(m_data.yTitle, m_data.yUnit));
    painter.drawText(QRectF(0, m_plot.bottom() + 3 + line, m_plot.right(), line), Qt::AlignRight,
        m_data.logX ? tr("%1, logarithmic").arg(titleWithUnit(m_data.xTitle, m_data.xUnit))
                    : titleWithUnit(m_data.xTitle, m_data.xUnit));
}

void ScatterChart::paintDots(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool some = !m_selected.isEmpty();
    constexpr std::size_t mostOutlined = 1000; // outlines of more take longest, and tell nothing apart
    const QPen outline = m_dots.size() > mostOutlined ? QPen(Qt::NoPen) : QPen(colors.surface, 1);
    for (const auto& dot : m_dots) {
        const auto& point = m_data.points[dot.point];
        const bool isSelected = some && m_selected.contains(point.key);
        QColor fill = categoryColor(point.colorKey, m_theme);
        fill.setAlphaF(some && !isSelected ? 0.2F : 0.6F);
        painter.setBrush(fill);
        painter.setPen(isSelected ? QPen(colors.accent, 2) : outline);
        painter.drawEllipse(dot.at, dot.radius, dot.radius);
    }
}

void ScatterChart::paintQuadrants(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QPointF at = linePixels();
    const double x = std::round(at.x()) + 0.5, y = std::round(at.y()) + 0.5;
    painter.setPen(QPen(colors.secondary, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
    painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.secondary);
    painter.drawRoundedRect(QRectF(x - 3, m_plot.top() - 1, 6, 10), 2, 2); // where a hand takes hold
    painter.drawRoundedRect(QRectF(m_plot.right() - 9, y - 3, 10, 6), 2, 2);

    const QFontMetricsF metrics(painter.font());
    const double line = std::ceil(metrics.height());
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
        const bool right = i % 2 == 1, above = i >= 2;
        const double room = (right ? m_plot.right() - x : x - m_plot.left()) - 2 * pad;
        const double height = line * double(m_texts[i].size());
        if (height > (above ? y - m_plot.top() : m_plot.bottom() - y) - 2)
            continue;
        double top = above ? m_plot.top() + 2 : m_plot.bottom() - height - 2;
        painter.setPen(i == 1 ? roleTextColor(Role::HeldIdle, m_theme) : colors.secondary);
        for (const auto& text : m_texts[i]) {
            if (metrics.horizontalAdvance(text) <= room) {
                const double grip = right && above ? 8 : 0;
                painter.drawText(QRectF(right ? x + pad : m_plot.left() + pad, top, room - grip, line),
                    (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine, text);
            }
            top += line;
        }
    }
}

void ScatterChart::paintHovered(QPainter& painter) const
{
    if (m_hovered < 0)
        return;
    const auto& dot = m_dots[std::size_t(m_hovered)];
    const auto& point = m_data.points[dot.point];
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(hasFocus() ? atlas::palette(m_theme).accent : atlas::palette(m_theme).text, 2));
    painter.drawEllipse(dot.at, dot.radius + 1, dot.radius + 1);
    paintTooltip(painter, QRectF(rect()), dot.at + QPointF(dot.radius, 0),
        elideMiddle(point.label, width() * 0.6, textWidth(QFontMetricsF(font()))),
        {{m_data.xTitle, formatWithUnit(point.x, m_data.xUnit, locale())},
            {m_data.yTitle, formatWithUnit(point.y, m_data.yUnit, locale())},
            {m_data.sizeTitle, formatWithUnit(point.size, m_data.sizeUnit, locale())}},
        scaledFont(font(), axisFontFactor), m_theme);
}

void ScatterChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), atlas::palette(m_theme).surface);
    painter.setFont(scaledFont(font(), axisFontFactor));
    paintAxes(painter);
    const bool elsewhere = isDrawnElsewhere(painter, *this);
    if (elsewhere) {
        painter.save();
        paintDots(painter);
        painter.restore();
    } else if (m_layer.isNull()) {
        // Thousands of round dots are painted once, not at each move of the mouse.
        m_layer = QPixmap((QSizeF(size()) * devicePixelRatioF()).toSize());
        m_layer.setDevicePixelRatio(devicePixelRatioF());
        m_layer.fill(Qt::transparent);
        QPainter layer(&m_layer);
        paintDots(layer);
    }
    if (!elsewhere)
        painter.drawPixmap(0, 0, m_layer);
    if (!m_dots.empty())
        paintQuadrants(painter);
    paintHovered(painter);
}

bool ScatterChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip)
        return true; // the chart has its own
    return QWidget::event(event);
}

void ScatterChart::resizeEvent(QResizeEvent*)
{
    layout();
}

void ScatterChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LocaleChange)
        layout();
    QWidget::changeEvent(event);
}

int ScatterChart::dotUnder(QPointF at) const
{
    for (int i = int(m_dots.size()) - 1; i >= 0; --i) {
        const auto& dot = m_dots[std::size_t(i)];
        const QPointF away = at - dot.at;
        if (std::hypot(away.x(), away.y()) <= dot.radius + 1)
            return i;
    }
    return -1;
}

ScatterChart::Grip ScatterChart::gripAt(QPointF at) const
{
    if (m_dots.empty() || !m_plot.adjusted(-gripReach, -gripReach, gripReach, gripReach).contains(at))
        return Grip::None;
    const QPointF lines = linePixels();
    if (std::abs(at.x() - lines.x()) <= gripReach)
        return Grip::Vertical;
    return std::abs(at.y() - lines.y()) <= gripReach ? Grip::Horizontal : Grip::None;
}

void ScatterChart::setHovered(int dot)
{
    if (dot == m_hovered)
        return;
    m_hovered = dot;
    update();
    emit hovered(dot >= 0 ? m_data.points[m_dots[std::size_t(dot)].point].key : QString());
}

void ScatterChart::moveLine(Grip grip, QPointF to)
{
    if (grip == Grip::Vertical)
        m_lines.setX(xValue(to.x()));
    else
        m_lines.setY(yValue(to.y()));
    update();
    emit linesMoving(m_lines);
}

void ScatterChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drag != Grip::None) {
        moveLine(m_drag, event->position());
        return;
    }
    const int dot = dotUnder(event->position());
    const Grip grip = dot >= 0 ? Grip::None : gripAt(event->position());
    setCursor(dot >= 0                 ? Qt::PointingHandCursor
            : grip == Grip::Vertical   ? Qt::SplitHCursor
            : grip == Grip::Horizontal ? Qt::SplitVCursor
                                       : Qt::ArrowCursor);
    setHovered(dot);
}

void ScatterChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const int dot = dotUnder(event->position());
    if (dot >= 0)
        emit activated(m_data.points[m_dots[std::size_t(dot)].point].key);
    else
        m_drag = gripAt(event->position());
}

void ScatterChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_drag == Grip::None)
        return;
    m_drag = Grip::None;
    emit linesMoved(m_lines);
}

void ScatterChart::leaveEvent(QEvent*)
{
    setHovered(-1);
}

bool ScatterChart::stepLine(int key)
{
    constexpr double step = 8;
    const QPointF at = linePixels();
    const bool vertical = key == Qt::Key_Left || key == Qt::Key_Right;
    if (!vertical && key != Qt::Key_Up && key != Qt::Key_Down)
        return false;
    const double by = key == Qt::Key_Left || key == Qt::Key_Up ? -step : step;
    moveLine(vertical ? Grip::Vertical : Grip::Horizontal, at + QPointF(by, by));
    emit linesMoved(m_lines);
    return true;
}

void ScatterChart::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (asksForFigure(*event)) {
        if (const auto figures = figuresOf(m_hovered); !figures.empty())
            emit figureRequested(figures.front().figure);
        return;
    }
    if (event->modifiers().testFlag(Qt::ControlModifier) && !m_dots.empty() && stepLine(key))
        return;
    const bool back = key == Qt::Key_Left || key == Qt::Key_Down, forward = key == Qt::Key_Right || key == Qt::Key_Up;
    if ((back || forward) && !m_dots.empty()) {
        std::vector<int> order(m_dots.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, {}, [this](int dot) { return m_dots[std::size_t(dot)].at.x(); });
        const auto here = std::ranges::find(order, m_hovered);
        const int count = int(order.size());
        const int next = here == order.end() ? (forward ? 0 : count - 1)
                                             : std::clamp(int(here - order.begin()) + (forward ? 1 : -1), 0, count - 1);
        setHovered(order[std::size_t(next)]);
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_hovered >= 0) {
        emit activated(m_data.points[m_dots[std::size_t(m_hovered)].point].key);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ScatterChart::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const int dot = byMouse ? dotUnder(event->pos()) : m_hovered;
    if (dot < 0)
        return;
    popupFigures(this, byMouse ? event->globalPos() : mapToGlobal(m_dots[std::size_t(dot)].at.toPoint()),
        figuresOf(dot), [this](const FigureRef& figure) { emit figureRequested(figure); });
}

} // namespace atlas
