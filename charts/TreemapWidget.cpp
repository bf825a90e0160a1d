// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TreemapWidget.h"

#include "charts/Figures.h"
#include "charts/TreemapPrivate.h"
#include "models/analysis/Format.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

namespace atlas {

TreemapWidget::TreemapWidget(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    installChartAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

TreemapWidget::~TreemapWidget() = default;

void TreemapWidget::setTheme(Theme theme)
{
    d->theme = theme;
    d->repaintTiles();
}

void TreemapWidget::setData(std::shared_ptr<const TreemapNode> root)
{
    if (root == d->root)
        return;
    const QStringList selectedBefore = d->selection, pathBefore = d->path;
    d->animation.stop();
    d->root = std::move(root);
    d->path = d->existingPart(pathBefore);
    if (!d->find(selectedBefore))
        d->selection.clear();
    d->relayout();
    if (d->path != pathBefore)
        emit pathChanged(d->path);
}

const TreemapNode& TreemapWidget::data() const
{
    return *d->root;
}

void TreemapWidget::setLevels(int levels)
{
    if (levels == d->levels)
        return;
    d->levels = levels;
    d->relayout();
}

void TreemapWidget::setShowsChange(bool on)
{
    if (on == d->showsChange)
        return;
    d->showsChange = on;
    d->relayout();
}

void TreemapWidget::setTooltipSource(std::function<QString(const QStringList&)> tooltips)
{
    d->tooltips = std::move(tooltips);
}

void TreemapWidget::setMarked(const QList<QStringList>& paths)
{
    d->marked = paths;
    update();
}

void TreemapWidget::setReducedMotion(bool reduced)
{
    d->reducedMotion = reduced;
}

void TreemapWidget::zoomTo(const QStringList& path)
{
    d->zoom(d->existingPart(path));
}

QStringList TreemapWidget::path() const
{
    return d->path;
}

QStringList TreemapWidget::pathLabels() const
{
    QStringList labels;
    for (qsizetype depth = 1; depth <= d->path.size(); ++depth)
        labels << d->find(d->path.first(depth))->label;
    return labels;
}

void TreemapWidget::setFilter(const QString& text)
{
    if (text == d->filter)
        return;
    d->filter = text;
    d->dim();
    d->repaintTiles();
}

QString TreemapWidget::filter() const
{
    return d->filter;
}

void TreemapWidget::setSelection(const QStringList& path)
{
    d->selection = path;
    update();
}

QStringList TreemapWidget::selection() const
{
    return d->selection;
}

std::vector<VisibleTile> TreemapWidget::visibleTiles() const
{
    std::vector<VisibleTile> shown;
    shown.reserve(d->tiles.size());
    for (std::size_t i = 0; i < d->tiles.size(); ++i) {
        const auto& tile = d->tiles[i];
        const bool coloured = tile.node && (tile.node->role == Role::Unallocated);
        QString text = tile.name;
        if (!tile.figures.isEmpty())
            text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + tile.figures;
        shown.push_back(
            {d->pathOf(int(i)), tile.node ? tile.node->label : tr("%n more", nullptr, tile.aggregated), text, tile.rect,
                tile.isGroup, tile.dimmed, !tile.isGroup && !coloured && !isKnown(tile.value), tile.aggregated});
    }
    return shown;
}

QString TreemapWidget::chartSummary() const
{
    if (d->root->children.empty())
        return tr("Treemap without data");
    const QString place = d->path.isEmpty() ? d->root->label : pathLabels().join(QStringLiteral(" / "));
    return tr("Treemap of %1: %2, %n part(s)", nullptr, int(d->zoomRoot().children.size()))
        .arg(place, formatWithUnit(d->zoomRoot().size, Unit::Gpus));
}

std::vector<ChartItem> TreemapWidget::chartItems() const
{
    std::vector<ChartItem> items;
    items.reserve(d->tiles.size());
    for (int i = 0; i < chartItemCount(); ++i)
        items.push_back(chartItem(i));
    return items;
}

int TreemapWidget::chartItemCount() const
{
    return int(d->tiles.size());
}

ChartItem TreemapWidget::chartItem(int index) const
{
    const auto& tile = d->tiles[std::size_t(index)];
    return {tile.node ? tile.node->label : tr("%n more", nullptr, tile.aggregated), d->figuresOf(tile, true),
        tile.rect.toRect()};
}

bool TreemapWidget::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int tile = d->tileAt(help->pos());
        showPlainTooltip(help->globalPos(), tile >= 0 ? d->tooltip(tile) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void TreemapWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    d->paint(painter);
}

void TreemapWidget::resizeEvent(QResizeEvent*)
{
    d->animation.stop();
    d->relayout();
}

void TreemapWidget::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LocaleChange)
        d->relayout();
    QWidget::changeEvent(event);
}

void TreemapWidget::mouseMoveEvent(QMouseEvent* event)
{
    d->hover(d->tileAt(event->position()));
}

void TreemapWidget::leaveEvent(QEvent*)
{
    d->hover(-1);
}

void TreemapWidget::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::BackButton) {
        d->zoomOut();
        return;
    }
    const int tile = d->tileAt(event->position());
    if (event->button() != Qt::LeftButton || tile < 0)
        return;
    const auto& hit = d->tiles[std::size_t(tile)];
    if (hit.isGroup || hit.aggregated > 0)
        d->zoomInto(tile);
    else
        d->select(d->pathOf(tile));
}

void TreemapWidget::mouseDoubleClickEvent(QMouseEvent* event)
{
    // the first click on a header has zoomed already: what lies there now was not aimed at
    if (event->button() == Qt::LeftButton && !d->selection.isEmpty()) {
        const int tile = d->tileAt(event->position());
        if (tile >= 0 && d->pathOf(tile) == d->selection)
            d->zoomInto(tile);
    }
}

void TreemapWidget::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        d->walk(event->key());
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const int tile = d->tileOf(d->selection); tile >= 0) {
            d->zoomInto(tile);
            return;
        }
        break;
    case Qt::Key_Backspace:
    case Qt::Key_Escape:
        if (!d->path.isEmpty()) {
            d->zoomOut();
            return;
        }
        break;
    case Qt::Key_Home:
        d->zoom({});
        return;
    case Qt::Key_I:
        if (asksForFigure(*event)) {
            emit sourceRequested(d->selection);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TreemapWidget::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const int tile = byMouse ? d->tileAt(event->pos()) : d->tileOf(d->selection);
    const QStringList path = tile >= 0 ? d->pathOf(tile) : QStringList();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Where does this come from?"), this, [this, path] { emit sourceRequested(path); });
    menu->popup(byMouse ? event->globalPos() : mapToGlobal(rect().center()));
}

void TreemapWidget::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void TreemapWidget::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace atlas
