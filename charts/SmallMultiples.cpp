// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/SmallMultiples.h"

#include "charts/PaintHelpers.h"
#include "charts/layout/Decimate.h"
#include "models/analysis/Format.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double cellWidth = 210, cellHeight = 92, gap = 12;
constexpr int mostColumns = 8;

double seconds(Instant t)
{
    return double(t.time_since_epoch().count());
}

double highestOf(const std::vector<double>& values)
{
    double highest = unknown;
    for (const double value : values) {
        if (isKnown(value) && !(value <= highest))
            highest = value;
    }
    return highest;
}

} // namespace

SmallMultiples::SmallMultiples(QWidget* parent)
    : QWidget(parent)
{
    installChartAccessibility();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SmallMultiples::setTheme(Theme theme)
{
    m_theme = theme;
    m_picture = {};
    update();
}

void SmallMultiples::setData(const TimeSeriesData& data)
{
    m_data = data;
    m_zone = QTimeZone(data.zone);
    m_seconds.clear();
    for (const Instant t : data.t)
        m_seconds.push_back(seconds(t));
    findScales();
    updateGeometry();
}

void SmallMultiples::setOwnScales(bool own)
{
    m_ownScales = own;
    findScales();
}

void SmallMultiples::findScales()
{
    std::vector<double> highest;
    for (const auto& series : m_data.series)
        highest.push_back(highestOf(series.y));
    const double ofAll = highestOf(highest);
    m_scales.clear();
    for (const double own : highest) {
        const double high = m_ownScales ? own : ofAll;
        m_scales.push_back(m_data.unit == Unit::Percent && !m_ownScales ? percentTicks(high) : niceTicks(0, high, 2));
    }
    m_picture = {};
    update();
}

void SmallMultiples::setSelected(const QString& key)
{
    m_selected = key;
    update();
}

void SmallMultiples::setCrosshair(std::optional<Instant> at)
{
    if (at == m_crosshair)
        return;
    m_crosshair = at;
    update();
}

int SmallMultiples::columns(int width) const
{
    const int most = std::clamp(int((width + gap) / (cellWidth + gap)), 1, std::max(1, std::min(mostColumns, count())));
    const int rows = std::max(1, (count() + most - 1) / most);
    return std::max(1, (count() + rows - 1) / rows); // rows alike: ten are five and five, not eight and two
}

int SmallMultiples::heightForWidth(int width) const
{
    const int across = columns(width), rows = (count() + across - 1) / across;
    const double line = QFontMetricsF(scaledFont(font(), axisFontFactor)).height();
    return std::max(minimumSizeHint().height(), int(std::ceil(rows * cellHeight + (rows - 1) * gap + line)));
}

QSize SmallMultiples::sizeHint() const
{
    const int width = std::max(640, this->width());
    return {640, heightForWidth(width)};
}

int SmallMultiples::indexOf(const QString& key) const
{
    const auto found = std::ranges::find(m_data.series, key, &SeriesValue::key);
    return found == m_data.series.end() ? -1 : int(found - m_data.series.begin());
}

QRectF SmallMultiples::cell(int index) const
{
    if (index < 0 || index >= count())
        return {};
    const int across = columns(width());
    const double wide = (width() - (across - 1) * gap) / across;
    return {(index % across) * (wide + gap), (index / across) * (cellHeight + gap), wide, cellHeight};
}

QRectF SmallMultiples::plot(int index) const
{
    const double line = std::ceil(QFontMetricsF(font()).height());
    return cell(index).adjusted(6, line + 6, -6, -4);
}

int SmallMultiples::cellAt(QPointF at) const
{
    for (int i = 0; i < count(); ++i) {
        if (cell(i).contains(at))
            return i;
    }
    return -1;
}

double SmallMultiples::xOf(const QRectF& plot, Instant t) const
{
    const double from = seconds(m_data.range.from), length = seconds(m_data.range.to) - from;
    return plot.left() + (length > 0 ? (seconds(t) - from) / length * plot.width() : 0);
}

int SmallMultiples::bucketAt(Instant t) const
{
    if (m_data.t.empty() || t < m_data.t.front() || t >= m_data.end)
        return -1;
    return int(std::ranges::upper_bound(m_data.t, t) - m_data.t.begin()) - 1;
}

int SmallMultiples::shownBucket(int index) const
{
    const auto& y = m_data.series[std::size_t(index)].y;
    if (m_crosshair) {
        const int at = bucketAt(*m_crosshair);
        return std::size_t(at) < y.size() ? at : -1; // −1 is beyond all
    }
    const auto newest = std::find_if(y.rbegin(), y.rend(), [](double value) { return isKnown(value); });
    return int(y.rend() - newest) - 1;
}

double SmallMultiples::valueShown(int index) const
{
    const int bucket = shownBucket(index);
    return bucket < 0 ? unknown : m_data.series[std::size_t(index)].y[std::size_t(bucket)];
}

std::vector<ChartFigure> SmallMultiples::figuresShown(int index) const
{
    const auto bucket = std::size_t(index < 0 ? -1 : shownBucket(index));
    if (bucket >= m_data.t.size())
        return {};
    const Instant end = bucket + 1 < m_data.t.size() ? m_data.t[bucket + 1] : m_data.end;
    const auto figure = seriesFigure(m_data, std::size_t(index), bucket, {m_data.t[bucket], end}, locale());
    return figure ? std::vector{*figure} : std::vector<ChartFigure>();
}

QRectF SmallMultiples::cellRect(const QString& key) const
{
    return cell(indexOf(key));
}

QString SmallMultiples::shownValue(const QString& key) const
{
    const int index = indexOf(key);
    return index < 0 ? QString() : formatWithUnit(valueShown(index), m_data.unit, locale());
}

QString SmallMultiples::scaleEnd(const QString& key) const
{
    const int index = indexOf(key);
    if (index < 0)
        return {};
    const auto& scale = m_scales[std::size_t(index)];
    return tickLabel(scale.high, scale.step, locale());
}

void SmallMultiples::paintTimes(QPainter& painter, int index) const
{
    const bool last = index + columns(width()) >= count();
    if (!last || m_data.range.isEmpty())
        return;
    const QRectF area = plot(index);
    const QFontMetricsF metrics(painter.font());
    double free = area.left();
    const int most = std::max(2, int(area.width() / (2.5 * metrics.horizontalAdvance(QStringLiteral("00:00")))));
    for (const auto& tick : timeTicks(m_data.range, m_zone, most + 2, locale()).minor) {
        const double wide = metrics.horizontalAdvance(tick.label);
        const double x =
            std::clamp(xOf(area, tick.t) - wide / 2, area.left(), std::max(area.left(), area.right() - wide));
        if (x < free)
            continue;
        free = x + wide + 8;
        painter.drawText(QRectF(x, area.bottom() + 4, wide + 1, metrics.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, tick.label);
    }
}

void SmallMultiples::paintLine(QPainter& painter, int index) const
{
    const auto& series = m_data.series[std::size_t(index)];
    const auto& scale = m_scales[std::size_t(index)];
    const QRectF area = plot(index);
    const QColor color =
        series.role == Role::Category ? categoryColor(series.colorKey, m_theme) : roleColor(series.role, m_theme);
    const auto yOf = [&](double value) {
        return area.bottom() - (value - scale.low) / (scale.high - scale.low) * area.height();
    };
    const auto bucketEnd = [&](std::size_t i) { return i + 1 < m_data.t.size() ? m_data.t[i + 1] : m_data.end; };
    QColor soft = color;
    soft.setAlphaF(0.13F);
    QPolygonF run;
    const auto flush = [&] {
        if (run.size() > 1) {
            QPolygonF filled = run;
            filled << QPointF(run.last().x(), area.bottom()) << QPointF(run.first().x(), area.bottom());
            painter.setPen(Qt::NoPen);
            painter.setBrush(soft);
            painter.drawPolygon(filled);
            painter.setPen(QPen(color, 1.2));
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(run);
        } else if (run.size() == 1) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawEllipse(run.first(), 1.2, 1.2);
        }
        run.clear();
    };
    const auto n = std::min(series.y.size(), m_seconds.size());
    const auto kept = decimate(std::span(m_seconds).first(n), std::span(series.y).first(n), seconds(m_data.range.from),
        seconds(m_data.range.to), std::max(1, int(area.width())));
    for (std::size_t k = 0; k < kept.size(); ++k) {
        const auto i = kept[k];
        if (!isKnown(series.y[i])) {
            flush();
            continue;
        }
        const double y = yOf(series.y[i]);
        run << QPointF(xOf(area, m_data.t[i]), y);
        if (m_data.steps) {
            const bool hasNext = k + 1 < kept.size();
            run << QPointF(xOf(area, hasNext ? m_data.t[kept[k + 1]] : bucketEnd(i)), y);
        }
    }
    flush();
}

void SmallMultiples::paintCharts(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QFont small = scaledFont(font(), axisFontFactor);
    painter.setFont(small);
    for (int i = 0; i < count(); ++i) {
        const QRectF area = plot(i);
        const auto& scale = m_scales[std::size_t(i)];
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(colors.grid, 1));
        painter.drawLine(area.topLeft(), area.topRight());
        painter.setPen(QPen(mixed(colors.text, colors.surface, 0.3), 1));
        painter.drawLine(area.bottomLeft(), area.bottomRight());
        painter.setRenderHint(QPainter::Antialiasing);
        paintLine(painter, i);
        painter.setPen(colors.secondary);
        painter.drawText(QPointF(area.left(), area.top() + QFontMetricsF(small).ascent() + 1),
            tickLabel(scale.high, scale.step, locale()));
        paintTimes(painter, i);
    }
}

void SmallMultiples::paintTexts(QPainter& painter, int index) const
{
    const Palette& colors = atlas::palette(m_theme);
    const auto& series = m_data.series[std::size_t(index)];
    const bool isSelected = series.key == m_selected;
    const QFont name = scaledFont(font(), 1, isSelected ? QFont::DemiBold : QFont::Normal);
    const QFont small = scaledFont(font(), axisFontFactor);
    const QRectF line = cell(index).adjusted(6, 3, -6, 0);
    const double height = std::ceil(QFontMetricsF(font()).height());
    const QString value = formatWithUnit(valueShown(index), m_data.unit, locale());
    const double wide = QFontMetricsF(small).horizontalAdvance(value);
    painter.setFont(small);
    painter.setPen(m_crosshair ? colors.text : colors.secondary);
    painter.drawText(QRectF(line.left(), line.top(), line.width(), height),
        Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, value);
    painter.setFont(name);
    painter.setPen(colors.text);
    painter.drawText(QRectF(line.left(), line.top(), line.width(), height),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip,
        elideMiddle(series.name, std::max(0.0, line.width() - wide - 8), textWidth(QFontMetricsF(name))));
    if (isSelected) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.accent, 2));
        painter.drawRoundedRect(cell(index).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void SmallMultiples::paintCrosshair(QPainter& painter) const
{
    if (!m_crosshair || *m_crosshair < m_data.range.from || *m_crosshair > m_data.range.to)
        return;
    painter.setPen(QPen(atlas::palette(m_theme).secondary, 1, Qt::DashLine));
    for (int i = 0; i < count(); ++i) {
        const QRectF area = plot(i);
        const double x = std::round(xOf(area, *m_crosshair)) + 0.5;
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
}

void SmallMultiples::paintEvent(QPaintEvent*)
{
    const auto ratio = devicePixelRatioF();
    QPainter painter(this);
    if (isDrawnElsewhere(painter, *this)) {
        painter.fillRect(rect(), atlas::palette(m_theme).surface);
        painter.save();
        paintCharts(painter);
        painter.restore();
    } else {
        if (m_picture.isNull() || m_picture.devicePixelRatio() != ratio) {
            m_picture = QPixmap(size() * ratio);
            m_picture.setDevicePixelRatio(ratio);
            m_picture.fill(atlas::palette(m_theme).surface);
            QPainter picture(&m_picture);
            paintCharts(picture);
        }
        painter.drawPixmap(0, 0, m_picture);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    paintCrosshair(painter);
    for (int i = 0; i < count(); ++i)
        paintTexts(painter, i);
    if (count() == 0) {
        painter.setPen(atlas::palette(m_theme).secondary);
        painter.drawText(rect(), Qt::AlignCenter, tr("Nothing to show"));
    }
}

QString SmallMultiples::chartSummary() const
{
    return tr("%n small chart(s)", nullptr, count());
}

std::vector<ChartItem> SmallMultiples::chartItems() const
{
    std::vector<ChartItem> items;
    for (int i = 0; i < count(); ++i) {
        const auto& series = m_data.series[std::size_t(i)];
        items.push_back({series.name,
            tr("%1, highest %2")
                .arg(formatWithUnit(valueShown(i), m_data.unit, locale()),
                    formatWithUnit(highestOf(series.y), m_data.unit, locale())),
            cell(i).toRect()});
    }
    return items;
}

bool SmallMultiples::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int at = cellAt(help->pos());
        const auto items = at >= 0 ? chartItems() : std::vector<ChartItem>();
        showPlainTooltip(help->globalPos(),
            at >= 0 ? items[std::size_t(at)].name + QLatin1Char('\n') + items[std::size_t(at)].value : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void SmallMultiples::resizeEvent(QResizeEvent*)
{
    m_picture = {};
}

void SmallMultiples::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LocaleChange) {
        m_picture = {};
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

void SmallMultiples::mouseMoveEvent(QMouseEvent* event)
{
    const int at = cellAt(event->position());
    setCursor(at >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    std::optional<Instant> instant;
    if (const QRectF area = plot(at); at >= 0 && !m_data.range.isEmpty()) {
        const double share = std::clamp((event->position().x() - area.left()) / area.width(), 0.0, 1.0);
        const auto into = std::chrono::seconds(std::llround(share * double(m_data.range.length().count())));
        const int bucket = bucketAt(m_data.range.from + into);
        if (bucket >= 0)
            instant = m_data.t[std::size_t(bucket)];
    }
    setCrosshair(instant);
    emit hovered(instant);
}

void SmallMultiples::select(int index)
{
    setSelected(m_data.series[std::size_t(index)].key);
    emit activated(m_selected);
}

void SmallMultiples::mousePressEvent(QMouseEvent* event)
{
    const int at = cellAt(event->position());
    if (event->button() == Qt::LeftButton && at >= 0)
        select(at);
}

void SmallMultiples::leaveEvent(QEvent*)
{
    setCrosshair(std::nullopt);
    emit hovered(std::nullopt);
}

void SmallMultiples::keyPressEvent(QKeyEvent* event)
{
    const int across = columns(width()), current = indexOf(m_selected);
    if (asksForFigure(*event)) {
        if (const auto figures = figuresShown(current); !figures.empty())
            emit figureRequested(figures.front().figure);
        return;
    }
    int next = -1;
    switch (event->key()) {
    case Qt::Key_Left:
        next = current - 1;
        break;
    case Qt::Key_Right:
        next = current + 1;
        break;
    case Qt::Key_Up:
        next = current - across;
        break;
    case Qt::Key_Down:
        next = current < 0 ? 0 : current + across;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        next = current;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (current < 0)
        next = 0;
    if (next >= 0 && next < count())
        select(next);
}

void SmallMultiples::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const int at = byMouse ? cellAt(event->pos()) : indexOf(m_selected);
    popupFigures(this, byMouse ? event->globalPos() : mapToGlobal(cell(at).center().toPoint()), figuresShown(at),
        [this](const FigureRef& figure) { emit figureRequested(figure); });
}

} // namespace atlas
