// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/GroupedBarChart.h"

#include <QEvent>

namespace atlas {

class GroupedBarChart::Private
{
public:
    Theme theme = Theme::Light;
    BarData data;
    QString selected;
};

GroupedBarChart::GroupedBarChart(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
}
GroupedBarChart::~GroupedBarChart() = default;
void GroupedBarChart::setTheme(Theme theme)
{
    d->theme = theme;
    update();
}
void GroupedBarChart::setData(const BarData& data)
{
    d->data = data;
    update();
}
const BarData& GroupedBarChart::data() const
{
    return d->data;
}
void GroupedBarChart::setSelected(const QString& key)
{
    d->selected = key;
}
QString GroupedBarChart::selectedKey() const
{
    return d->selected;
}
QStringList GroupedBarChart::shownLabels() const
{
    return {};
}
QStringList GroupedBarChart::legendNames() const
{
    return {};
}
QStringList GroupedBarChart::valueTickLabels() const
{
    return {};
}
QRectF GroupedBarChart::groupRect(const QString&) const
{
    return {};
}
QString GroupedBarChart::chartSummary() const
{
    return {};
}
std::vector<ChartItem> GroupedBarChart::chartItems() const
{
    return {};
}
bool GroupedBarChart::event(QEvent* event)
{
    return QWidget::event(event);
}
void GroupedBarChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
}
void GroupedBarChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
}
void GroupedBarChart::mouseMoveEvent(QMouseEvent* event)
{
    QWidget::mouseMoveEvent(event);
}
void GroupedBarChart::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
}
void GroupedBarChart::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
}
void GroupedBarChart::keyPressEvent(QKeyEvent* event)
{
    QWidget::keyPressEvent(event);
}

} // namespace atlas
