// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ShareChart.h"

#include <QEvent>

namespace atlas {

class ShareChart::Private
{
public:
    Theme theme = Theme::Light;
    BarData data;
    QString selected;
};

ShareChart::ShareChart(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
}
ShareChart::~ShareChart() = default;
void ShareChart::setTheme(Theme theme)
{
    d->theme = theme;
    update();
}
void ShareChart::setData(const BarData& data)
{
    d->data = data;
    update();
}
const BarData& ShareChart::data() const
{
    return d->data;
}
void ShareChart::setSelected(const QString& key)
{
    d->selected = key;
}
QString ShareChart::selectedKey() const
{
    return d->selected;
}
QStringList ShareChart::shownShares() const
{
    return {};
}
QStringList ShareChart::shownLabels() const
{
    return {};
}
QRectF ShareChart::rowRect(const QString&) const
{
    return {};
}
QString ShareChart::chartSummary() const
{
    return {};
}
std::vector<ChartItem> ShareChart::chartItems() const
{
    return {};
}
bool ShareChart::event(QEvent* event)
{
    return QWidget::event(event);
}
void ShareChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
}
void ShareChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
}
void ShareChart::mouseMoveEvent(QMouseEvent* event)
{
    QWidget::mouseMoveEvent(event);
}
void ShareChart::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
}
void ShareChart::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
}
void ShareChart::keyPressEvent(QKeyEvent* event)
{
    QWidget::keyPressEvent(event);
}

} // namespace atlas
