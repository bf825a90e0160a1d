// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeSeriesChart.h"

#include "charts/TimeSeriesChartPrivate.h"
#include "models/analysis/Format.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QWheelEvent>

namespace atlas {

namespace {

constexpr double zoomStep = 0.8;
constexpr int clickSlack = 3; ///< pixels the mouse may move between press and release of a click

} // namespace

TimeSeriesChart::TimeSeriesChart(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    installChartAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    d->dataChanged();
}

TimeSeriesChart::~TimeSeriesChart() = default;

void TimeSeriesChart::setTheme(Theme theme)
{
    d->theme = theme;
    d->dataChanged();
}

void TimeSeriesChart::setData(const TimeSeriesData& data)
{
    const bool sameRange = d->data.range == data.range && !d->data.range.isEmpty();
    d->data = data;
    d->zone = QTimeZone(data.zone);
    if (!d->zone.isValid())
        d->zone = QTimeZone::utc();
    if (!sameRange)
        d->view = d->fullRange();
    d->dataChanged();
}

const TimeSeriesData& TimeSeriesChart::data() const
{
    return d->data;
}

void TimeSeriesChart::setCrosshair(std::optional<Instant> at)
{
    if (at == d->crosshair)
        return; // it moved here itself, and its tooltip stays
    d->tooltip = false;
    d->crosshair = at;
    d->overlay->update();
}

std::optional<Instant> TimeSeriesChart::crosshair() const
{
    return d->crosshair;
}

TimeRange TimeSeriesChart::view() const
{
    return d->view;
}

void TimeSeriesChart::setView(TimeRange range)
{
    d->moveView(range, false);
}

void TimeSeriesChart::resetView()
{
    d->moveView(d->fullRange(), true);
}

void TimeSeriesChart::setSeriesVisible(const QString& key, bool visible)
{
    d->switched[key] = visible;
    d->dataChanged();
}

bool TimeSeriesChart::isSeriesVisible(const QString& key) const
{
    for (std::size_t i = 0; i < d->data.series.size(); ++i) {
        if (d->data.series[i].key == key)
            return d->visible[i];
    }
    return false;
}

QStringList TimeSeriesChart::tooltipLines() const
{
    QStringList lines;
    const int index = d->crosshairIndex();
    if (index < 0)
        return lines;
    lines << d->tooltipTitle(index);
    for (const TooltipRow& row : d->tooltipRows(index))
        lines << row.name + QLatin1Char(' ') + row.value;
    return lines;
}

QStringList TimeSeriesChart::labelledSeries() const
{
    QStringList names;
    for (const auto& label : d->labels)
        names << d->data.series[label.series].name;
    return names;
}

QSize TimeSeriesChart::sideRoom() const
{
    return {d->frame.rect.left(), width() - d->frame.rect.left() - d->frame.rect.width()};
}

void TimeSeriesChart::setLeastSideRoom(QSize room)
{
    d->leastSideRoom = room;
    d->layout();
}

QStringList TimeSeriesChart::valueTickLabels() const
{
    return d->tickLabels;
}

int TimeSeriesChart::drawnPoints() const
{
    return d->plot->drawnPoints();
}

QString TimeSeriesChart::chartSummary() const
{
    if (d->data.series.empty() || d->data.t.empty())
        return tr("Time series without data");
    return tr("Time series with %n line(s), %1", nullptr, int(d->data.series.size()))
        .arg(formatRange(d->fullRange(), d->zone));
}

std::vector<ChartItem> TimeSeriesChart::chartItems() const
{
    std::vector<ChartItem> items;
    for (const SeriesValue& series : d->data.series) {
        double last = unknown, low = unknown, high = unknown;
        for (const double v : series.y) {
            if (!isKnown(v))
                continue;
            last = v;
            low = isKnown(low) ? std::min(low, v) : v;
            high = isKnown(high) ? std::max(high, v) : v;
        }
        items.push_back({series.name,
            isKnown(last) ? tr("last %1, lowest %2, highest %3")
                                .arg(formatWithUnit(last, d->data.unit), formatWithUnit(low, d->data.unit),
                                    formatWithUnit(high, d->data.unit))
                          : tr("no known value"),
            d->frame.rect});
    }
    return items;
}

std::vector<ChartFigure> TimeSeriesChart::figuresAtCrosshair() const
{
    std::vector<ChartFigure> figures;
    const int index = d->crosshairIndex();
    if (index < 0)
        return figures;
    const TimeRange bucket{d->data.t[std::size_t(index)], d->bucketEnd(index)};
    for (std::size_t s = 0; s < d->data.series.size(); ++s) {
        const auto figure = seriesFigure(d->data, s, std::size_t(index), bucket, locale());
        if (figure && d->visible[s])
            figures.push_back(*figure);
    }
    return figures;
}

void TimeSeriesChart::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addFigureActions(menu, figuresAtCrosshair(), [this](const FigureRef& figure) { emit figureRequested(figure); });
    menu->addSection(tr("Lines"));
    for (std::size_t s = 0; s < d->data.series.size(); ++s) {
        auto* action = menu->addAction(plainMenuText(d->data.series[s].name));
        action->setCheckable(true);
        action->setChecked(d->visible[s]);
        connect(action, &QAction::toggled, this, [this, key = d->data.series[s].key] {
            for (std::size_t i = 0; i < d->data.series.size(); ++i) {
                if (d->data.series[i].key == key) // the data may have changed under the open menu
                    return d->clickLabel(i, QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier));
            }
        });
    }
    menu->popup(event->reason() == QContextMenuEvent::Mouse ? event->globalPos() : mapToGlobal(d->frame.rect.center()));
}

void TimeSeriesChart::resizeEvent(QResizeEvent*)
{
    d->layout();
}

void TimeSeriesChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LocaleChange)
        d->layout();
    QWidget::changeEvent(event);
}

void TimeSeriesChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    switch (d->drag) {
    case Private::Drag::Pan: {
        const double moved = (d->pressAt.x() - at.x()) / d->frame.rect.width() * double(d->pressView.length().count());
        const std::chrono::seconds shift(std::llround(moved));
        d->moveView({d->pressView.from + shift, d->pressView.to + shift}, true);
        return;
    }
    case Private::Drag::Select:
        d->selectTo = at.x();
        d->overlay->update();
        return;
    case Private::Drag::None:
        break;
    }
    const int label = d->labelAt(at);
    setCursor(label >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    d->hoverAt(d->frame.rect.contains(at.toPoint()) ? std::optional(at.x()) : std::nullopt);
}

void TimeSeriesChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPointF at = event->position();
    if (const int label = d->labelAt(at); label >= 0) {
        d->clickLabel(std::size_t(label), event->modifiers().testFlag(Qt::ControlModifier));
        return;
    }
    if (!d->frame.rect.contains(at.toPoint()))
        return;
    d->pressAt = at;
    d->pressView = d->view;
    d->selectTo = at.x();
    d->drag = event->modifiers().testFlag(Qt::ShiftModifier) ? Private::Drag::Select : Private::Drag::Pan;
}

void TimeSeriesChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const auto drag = std::exchange(d->drag, Private::Drag::None);
    if (drag == Private::Drag::Select && std::abs(event->position().x() - d->pressAt.x()) > clickSlack) {
        const TimeRange range = d->bucketsBetween(d->pressAt.x(), event->position().x());
        if (!range.isEmpty())
            emit rangeSelected(range);
    }
    d->overlay->update();
}

void TimeSeriesChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (d->labelAt(event->position()) < 0)
        resetView();
}

void TimeSeriesChart::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (d->legendRect.contains(event->position())) {
        d->scrollLegend(-notches);
        event->accept();
        return;
    }
    if (d->data.t.empty()) {
        event->ignore();
        return;
    }
    if (event->angleDelta().x() != 0 && event->angleDelta().y() == 0)
        d->panBy(-event->angleDelta().x() / 120.0 * 0.1);
    else
        d->zoomAround(d->frame.secondsAt(event->position().x()), std::pow(zoomStep, notches));
    event->accept();
}

void TimeSeriesChart::leaveEvent(QEvent*)
{
    d->hoverAt(std::nullopt);
}

void TimeSeriesChart::keyPressEvent(QKeyEvent* event)
{
    const double middle =
        d->crosshair ? double(d->crosshair->time_since_epoch().count()) : (d->frame.from + d->frame.to) / 2;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Left ? -1 : 1;
        d->stepCrosshair(direction * (event->modifiers().testFlag(Qt::ControlModifier) ? 10 : 1));
        return;
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        d->zoomAround(middle, zoomStep);
        return;
    case Qt::Key_Minus:
        d->zoomAround(middle, 1 / zoomStep);
        return;
    case Qt::Key_Home:
        resetView();
        return;
    case Qt::Key_I:
        if (asksForFigure(*event)) {
            if (const auto figures = figuresAtCrosshair(); !figures.empty())
                emit figureRequested(figures.front().figure);
            return;
        }
        break;
    case Qt::Key_Escape:
        if (d->crosshair) {
            d->hoverAt(std::nullopt);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimeSeriesChart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    d->overlay->update();
}

void TimeSeriesChart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    d->overlay->update();
}

} // namespace atlas
