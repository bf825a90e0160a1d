// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TreemapWidget.h"

#include <QEvent>

namespace atlas {

class TreemapWidget::Private
{
public:
    Theme theme = Theme::Light;
    TreemapNode data;
    QString selected;
};

TreemapWidget::TreemapWidget(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
}
TreemapWidget::~TreemapWidget() = default;
void TreemapWidget::setTheme(Theme theme)
{
    d->theme = theme;
    update();
}
void TreemapWidget::setData(const TreemapNode& data)
{
    d->data = data;
    update();
}
const TreemapNode& TreemapWidget::data() const
{
    return d->data;
}
QStringList TreemapWidget::path() const
{
    return {};
}
QStringList TreemapWidget::pathLabels() const
{
    return {};
}
QString TreemapWidget::filter() const
{
    return {};
}
QStringList TreemapWidget::selection() const
{
    return {};
}
std::vector<VisibleTile> TreemapWidget::visibleTiles() const
{
    return {};
}
void TreemapWidget::setReducedMotion(bool) { }
void TreemapWidget::zoomTo(const QStringList&) { }
void TreemapWidget::setFilter(const QString&) { }
void TreemapWidget::setSelection(const QStringList&) { }
QString TreemapWidget::chartSummary() const
{
    return {};
}
std::vector<ChartItem> TreemapWidget::chartItems() const
{
    return {};
}
bool TreemapWidget::event(QEvent* event)
{
    return QWidget::event(event);
}
void TreemapWidget::paintEvent(QPaintEvent* event)
{
    QWidget::paintEvent(event);
}
void TreemapWidget::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
}
void TreemapWidget::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
}
void TreemapWidget::mouseMoveEvent(QMouseEvent* event)
{
    QWidget::mouseMoveEvent(event);
}
void TreemapWidget::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
}
void TreemapWidget::mouseDoubleClickEvent(QMouseEvent* event)
{
    QWidget::mouseDoubleClickEvent(event);
}
void TreemapWidget::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
}
void TreemapWidget::keyPressEvent(QKeyEvent* event)
{
    QWidget::keyPressEvent(event);
}
void TreemapWidget::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
}
void TreemapWidget::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
}

} // namespace atlas
