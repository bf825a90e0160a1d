// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TreemapPrivate.h"

#include "models/analysis/Format.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace atlas {

namespace {

constexpr int zoomMilliseconds = 150;
constexpr double tileGap = 1, textMargin = 4;
constexpr int leastCharacters = 5; ///< of an elided name: fewer say nothing

const TreemapNode* childOf(const TreemapNode& node, const QString& key)
{
    const auto found = std::ranges::find(node.children, key, &TreemapNode::key);
    return found == node.children.end() ? nullptr : &*found;
}

QRectF onPixels(const QRectF& rect, double ratio)
{
    const auto snap = [ratio](double v) { return std::round(v * ratio) / ratio; };
    return {QPointF(snap(rect.left()), snap(rect.top())), QPointF(snap(rect.right()), snap(rect.bottom()))};
}

bool contains(const TreemapNode& node, const QString& text)
{
    return node.label.contains(text, Qt::CaseInsensitive)
        || std::ranges::any_of(node.children, [&](const TreemapNode& child) { return contains(child, text); });
}

} // namespace

TreemapWidget::Private::Private(TreemapWidget* widget)
    : q(widget)
{
    animation.setStartValue(0.0);
    animation.setEndValue(1.0);
    animation.setDuration(zoomMilliseconds);
    animation.setEasingCurve(QEasingCurve::InOutQuad);
    QObject::connect(&animation, &QVariantAnimation::valueChanged, q, [this] { q->update(); });
    QObject::connect(&animation, &QVariantAnimation::finished, q, [this] {
        zoomBefore = {};
        q->update();
    });
}

const TreemapNode* TreemapWidget::Private::find(const QStringList& wanted) const
{
    const TreemapNode* node = root.get();
    for (const QString& key : wanted) {
        node = childOf(*node, key);
        if (!node)
            return nullptr;
    }
    return node;
}

QStringList TreemapWidget::Private::existingPart(QStringList wanted) const
{
    const auto inside = [this](const QStringList& p) {
        const TreemapNode* node = find(p);
        return node && (p.isEmpty() || !node->children.empty());
    };
    while (!inside(wanted))
        wanted.removeLast();
    return wanted;
}

const TreemapNode& TreemapWidget::Private::zoomRoot() const
{
    return *find(path);
}

QStringList TreemapWidget::Private::pathOf(int tile) const
{
    QStringList keys;
    for (; tile >= 0; tile = tiles[std::size_t(tile)].parent) {
        const Tile& at = tiles[std::size_t(tile)];
        keys.prepend(at.node ? at.node->key : QString());
    }
    return path + keys;
}

int TreemapWidget::Private::tileOf(const QStringList& tilePath) const
{
    const TreemapNode* node = tilePath.isEmpty() ? nullptr : find(tilePath);
    if (!node)
        return -1;
    const auto found = std::ranges::find(tiles, node, &Tile::node);
    return found == tiles.end() ? -1 : int(found - tiles.begin());
}

int TreemapWidget::Private::tileAt(QPointF at) const
{
    int group = -1;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const Tile& tile = tiles[i];
        if (!tile.rect.contains(at))
            continue;
        if (!tile.isGroup)
            return int(i);
        if (tile.header.contains(at))
            group = int(i);
    }
    return group;
}

void TreemapWidget::Private::relayout()
{
    tileFont = scaledFont(q->font(), axisFontFactor);
    headerFont = scaledFont(q->font(), axisFontFactor, QFont::DemiBold);
    sizeTexts.clear();
    TreemapOptions options;
    options.headerHeight = std::ceil(QFontMetricsF(headerFont).height()) + 3;
    options.minHeaderWidth = 44;
    options.padding = 1;
    options.maxDepth = levels;
    const auto laidOut = layoutTreemap(zoomRoot(), QRectF(q->rect()), options, &orders[path]);

    const double ratio = q->devicePixelRatioF();
    tiles.clear();
    tiles.reserve(laidOut.size());
    for (const TreemapTile& from : laidOut) {
        Tile tile;
        tile.node = from.node;
        tile.parent = from.parent;
        tile.rect = onPixels(from.rect, ratio).adjusted(0, 0, -tileGap, -tileGap);
        tile.header =
            from.header.isEmpty() ? QRectF() : onPixels(from.header, ratio).adjusted(0, 0, -tileGap, -tileGap);
        tile.isGroup = from.isGroup;
        tile.aggregated = from.aggregated;
        tile.size = from.weight;
        tile.value = from.value;
        tile.change = from.change;
        if (tile.isGroup)
            writeHeader(tile);
        else
            writeLabels(tile);
        tiles.push_back(std::move(tile));
    }
    hovered = -1;
    dim();
    repaintTiles();
}

const std::pair<QString, double>& TreemapWidget::Private::sizeText(double size) const
{
    const auto found = sizeTexts.find(size);
    if (found != sizeTexts.end())
        return found->second;
    const QString text = formatFigure(size, Unit::Gpus, q->locale());
    return sizeTexts.emplace(size, std::pair(text, QFontMetricsF(tileFont).horizontalAdvance(text))).first->second;
}

QString TreemapWidget::Private::figuresOf(const Tile& tile, bool withValue) const
{
    QString text = formatWithUnit(tile.size, Unit::Gpus, q->locale());
    if (showsChange) {
        if (isKnown(tile.change) && tile.change != 0)
            text += (tile.change > 0 ? QStringLiteral(" ▲ ") : QStringLiteral(" ▼ "))
                + formatFigure(std::abs(tile.change), Unit::Gpus, q->locale());
        return text;
    }
    if (withValue && (!tile.node || tile.node->role != Role::Unallocated))
        text += QStringLiteral(" · ") + formatWithUnit(tile.value, Unit::Percent, q->locale());
    return text;
}

void TreemapWidget::Private::writeHeader(Tile& tile) const
{
    if (tile.header.isEmpty())
        return;
    constexpr double chip = 13, leastName = 46, gap = 10;
    const QFontMetricsF bold(headerFont), plain(tileFont);
    const double room = tile.header.width() - 2 * textMargin - chip;
    // the name goes first; figures get what it leaves, and shorten it only down to a readable length
    for (const bool withValue : {true, false}) {
        const QString figures = figuresOf(tile, withValue);
        const double width = plain.horizontalAdvance(figures);
        if (room - width - gap >= std::min(bold.horizontalAdvance(tile.node->label), 2.5 * leastName)) {
            tile.figures = figures;
            break;
        }
    }
    const double left = tile.figures.isEmpty() ? room : room - plain.horizontalAdvance(tile.figures) - gap;
    tile.name = elideMiddle(tile.node->label, left, textWidth(bold));
    constexpr int readable = 4; // "s…x" says less than how many GPUs there are
    if (tile.name == tile.node->label || tile.name.size() > readable)
        return;
    tile.name.clear();
    if (const auto& [bare, width] = sizeText(tile.size); tile.figures.isEmpty() && width <= room)
        tile.figures = bare;
}

void TreemapWidget::Private::writeLabels(Tile& tile) const
{
    const double width = tile.rect.width() - 2 * textMargin, height = tile.rect.height() - 2 * textMargin + 2;
    if (width < 4 || height < 6)
        return; // most of ten thousand: not worth measuring a font
    const QFontMetricsF metrics(tileFont);
    const double line = metrics.height();
    if (height < line || width < metrics.horizontalAdvance(QLatin1Char('8')))
        return;
    if (tile.aggregated > 0) {
        const QString more = QLatin1Char('+') + q->locale().toString(tile.aggregated);
        if (metrics.horizontalAdvance(more) <= width)
            tile.name = more;
        return;
    }
    // most tiles are too narrow for any name: not worth a search for the best cut
    const QString& label = tile.node->label;
    const bool hopeless = label.size() > 2 * leastCharacters && width < leastCharacters * metrics.averageCharWidth();
    const QString name = hopeless ? QString() : elideMiddle(label, width, textWidth(metrics));
    if (name == label || name.size() > leastCharacters)
        tile.name = name;
    if (height < 2 * line && !tile.name.isEmpty())
        return;
    const auto& [bare, bareWidth] = sizeText(tile.size);
    if (bareWidth > width)
        return;
    tile.figures = bare;
    if (width < bareWidth + 3 * metrics.averageCharWidth())
        return; // no room for the unit either
    for (const bool withValue : {true, false}) {
        const QString figures = figuresOf(tile, withValue);
        if (metrics.horizontalAdvance(figures) <= width) {
            tile.figures = figures;
            return;
        }
    }
}

void TreemapWidget::Private::dim()
{
    bool pathMatches = filter.isEmpty();
    for (qsizetype depth = 1; depth <= path.size(); ++depth)
        pathMatches = pathMatches || find(path.first(depth))->label.contains(filter, Qt::CaseInsensitive);
    std::unordered_set<const TreemapNode*> drawn;
    for (const Tile& tile : tiles)
        drawn.insert(tile.node);
    const auto anyOf = [&](const TreemapNode& group) { // those too small for a tile of their own
        return std::ranges::any_of(
            group.children, [&](const TreemapNode& node) { return !drawn.contains(&node) && contains(node, filter); });
    };
    for (Tile& tile : tiles) {
        const TreemapNode* parent = tile.parent >= 0 ? tiles[std::size_t(tile.parent)].node : nullptr;
        const bool matches = pathMatches || (parent && parent->label.contains(filter, Qt::CaseInsensitive))
            || (tile.node ? contains(*tile.node, filter) : anyOf(parent ? *parent : zoomRoot()));
        tile.dimmed = !matches;
    }
}

void TreemapWidget::Private::zoom(const QStringList& to)
{
    if (to == path)
        return;
    const QStringList from = path;
    const bool moves = !reducedMotion && q->isVisible() && !q->size().isEmpty();
    const QPixmap before = moves ? picture() : QPixmap();
    const bool inwards = to.size() > from.size() && to.first(from.size()) == from;
    const bool outwards = from.size() > to.size() && from.first(to.size()) == to;
    QRectF place;
    if (const int tile = inwards ? tileOf(to.first(std::min(to.size(), from.size() + levels))) : -1; tile >= 0)
        place = tiles[std::size_t(tile)].rect;
    path = to;
    relayout();
    if (const int tile = outwards ? tileOf(from.first(std::min(from.size(), to.size() + levels))) : -1; tile >= 0)
        place = tiles[std::size_t(tile)].rect;
    if (moves && place.isValid())
        animate(before, place, inwards);
    emit q->pathChanged(path);
}

void TreemapWidget::Private::zoomInto(int tile)
{
    const Tile& target = tiles[std::size_t(tile)];
    QStringList to = pathOf(tile);
    // what has no inside leads to the group that holds it
    if (!target.node || target.node->children.empty())
        to.removeLast();
    zoom(existingPart(to));
}

void TreemapWidget::Private::zoomOut()
{
    if (!path.isEmpty())
        zoom(path.first(path.size() - 1));
}

void TreemapWidget::Private::animate(const QPixmap& before, const QRectF& place, bool inwards)
{
    animation.stop();
    zoomBefore = before;
    zoomRect = place;
    zoomInwards = inwards;
    animation.start();
}

void TreemapWidget::Private::select(const QStringList& tilePath)
{
    if (tilePath == selection)
        return;
    selection = tilePath;
    q->update();
    emit q->selected(selection);
}

void TreemapWidget::Private::walk(int key)
{
    const int current = tileOf(selection);
    const bool across = key == Qt::Key_Left || key == Qt::Key_Right;
    const double sign = key == Qt::Key_Right || key == Qt::Key_Down ? 1 : -1;
    int best = -1;
    double bestScore = 0;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const Tile& tile = tiles[i];
        if (tile.isGroup || tile.aggregated > 0 || int(i) == current)
            continue;
        double score = -tile.size; // without a start: the largest
        if (current >= 0) {
            const QRectF from = tiles[std::size_t(current)].rect;
            const QPointF way = tile.rect.center() - from.center();
            const double ahead = sign * (across ? way.x() : way.y());
            const double aside = std::abs(across ? way.y() : way.x());
            const double edge = across ? (sign > 0 ? tile.rect.left() - from.right() : from.left() - tile.rect.right())
                                       : (sign > 0 ? tile.rect.top() - from.bottom() : from.top() - tile.rect.bottom());
            if (ahead <= 0 || edge < -1)
                continue;
            score = edge + 0.5 * aside;
        }
        if (best < 0 || score < bestScore) {
            best = int(i);
            bestScore = score;
        }
    }
    if (best >= 0)
        select(pathOf(best));
}

void TreemapWidget::Private::hover(int tile)
{
    if (tile == hovered)
        return;
    hovered = tile;
    const bool clickable = tile >= 0 && (tiles[std::size_t(tile)].isGroup || tiles[std::size_t(tile)].aggregated > 0);
    q->setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    q->update();
    emit q->hoveredPath(tile >= 0 ? pathOf(tile) : QStringList());
}

QString TreemapWidget::Private::tooltip(int index) const
{
    const Tile& tile = tiles[std::size_t(index)];
    if (!tile.node)
        return tr("%n more, too small to draw", nullptr, tile.aggregated) + QLatin1Char('\n') + figuresOf(tile, true);
    if (tooltips)
        return tooltips(pathOf(index));
    if (!tile.node->tooltip.isEmpty())
        return tile.node->tooltip;
    return tile.node->label + QLatin1Char('\n') + figuresOf(tile, true);
}

} // namespace atlas
