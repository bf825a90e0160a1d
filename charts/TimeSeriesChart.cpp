// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeSeriesChart.h"

#include <QEvent>

namespace atlas {

class TimeSeriesChart::Private
{
public:
    Theme theme = Theme::Light;
    TimeSeriesData data;
    QString selected;
};

TimeSeriesChart::TimeSeriesChart(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
}
TimeSeriesChart::~TimeSeriesChart() = default;
void TimeSeriesChart::setTheme(Theme theme)
{
    d->theme = theme;
    update();
}
void TimeSeriesChart::setData(const TimeSeriesData& data)
{
    d->data = data;
    update();
}
const TimeSeriesData& TimeSeriesChart::data() const
{
    return d->data;
}
std::optional<Instant> TimeSeriesChart::crosshair() const
{
    return {};
}
TimeRange TimeSeriesChart::view() const
{
    return {};
}
bool TimeSeriesChart::isSeriesVisible(const QString&) const
{
    return {};
}
QStringList TimeSeriesChart::tooltipLines() const
{
    return {};
}
QStringList TimeSeriesChart::labelledSeries() const
{
    return {};
}
QStringList TimeSeriesChart::valueTickLabels() const
{
    return {};
}
int TimeSeriesChart::drawnPoints() const
{
    return {};
}
void TimeSeriesChart::setCrosshair(std::optional<Instant>) { }
void TimeSeriesChart::setView(TimeRange) { }
void TimeSeriesChart::resetView() { }
void TimeSeriesChart::setSeriesVisible(const QString&, bool) { }
QString TimeSeriesChart::chartSummary() const
{
    return {};
}
std::vector<ChartItem> TimeSeriesChart::chartItems() const
{
    return {};
}
void TimeSeriesChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
}
void TimeSeriesChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
}
void TimeSeriesChart::mouseMoveEvent(QMouseEvent* event)
{
    QWidget::mouseMoveEvent(event);
}
void TimeSeriesChart::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
}
void TimeSeriesChart::mouseReleaseEvent(QMouseEvent* event)
{
    QWidget::mouseReleaseEvent(event);
}
void TimeSeriesChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    QWidget::mouseDoubleClickEvent(event);
}
void TimeSeriesChart::wheelEvent(QWheelEvent* event)
{
    QWidget::wheelEvent(event);
}
void TimeSeriesChart::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
}
void TimeSeriesChart::keyPressEvent(QKeyEvent* event)
{
    QWidget::keyPressEvent(event);
}
void TimeSeriesChart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
}
void TimeSeriesChart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
}

} // namespace atlas
