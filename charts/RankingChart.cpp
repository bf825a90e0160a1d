// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/RankingChart.h"

#include <QEvent>

namespace atlas {

class RankingChart::Private
{
public:
    Theme theme = Theme::Light;
    BarData data;
    QString selected;
};

RankingChart::RankingChart(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
}
RankingChart::~RankingChart() = default;
void RankingChart::setTheme(Theme theme)
{
    d->theme = theme;
    update();
}
void RankingChart::setData(const BarData& data)
{
    d->data = data;
    update();
}
const BarData& RankingChart::data() const
{
    return d->data;
}
void RankingChart::setSelected(const QString& key)
{
    d->selected = key;
}
QString RankingChart::selectedKey() const
{
    return d->selected;
}
QStringList RankingChart::shownLabels() const
{
    return {};
}
QStringList RankingChart::shownAnnotations() const
{
    return {};
}
QRectF RankingChart::rowRect(const QString&) const
{
    return {};
}
QSize RankingChart::sizeHint() const
{
    return {};
}
QString RankingChart::chartSummary() const
{
    return {};
}
std::vector<ChartItem> RankingChart::chartItems() const
{
    return {};
}
bool RankingChart::event(QEvent* event)
{
    return QWidget::event(event);
}
void RankingChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
}
void RankingChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
}
void RankingChart::mouseMoveEvent(QMouseEvent* event)
{
    QWidget::mouseMoveEvent(event);
}
void RankingChart::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
}
void RankingChart::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
}
void RankingChart::keyPressEvent(QKeyEvent* event)
{
    QWidget::keyPressEvent(event);
}

} // namespace atlas
