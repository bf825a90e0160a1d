// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/PaintHelpers.h"
#include "charts/TreemapWidget.h"
#include "charts/layout/SquarifiedTreemap.h"

#include <QPixmap>
#include <QVariantAnimation>

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace atlas {

/// State, cached layout and painting of a TreemapWidget.
class TreemapWidget::Private
{
public:
    explicit Private(TreemapWidget* widget);

    /// A tile with all that painting needs, decided once per layout.
    struct Tile
    {
        const TreemapNode* node = nullptr; ///< null: aggregated
        int parent = -1;
        QRectF rect; ///< on whole device pixels, without the gap to its neighbours
        QRectF header;
        bool isGroup = false;
        int aggregated = 0;
        double size = 0, value = unknown;
        double change = unknown; ///< as TreemapNode::change
        bool dimmed = false;
        QString name, figures; ///< as they fit; empty where they do not
    };

    const TreemapNode* find(const QStringList& path) const;
    QStringList existingPart(QStringList wanted) const;
    const TreemapNode& zoomRoot() const;
    QStringList pathOf(int tile) const;
    int tileOf(const QStringList& tilePath) const;
    /// The tile at a point: a group where its header is hit, else the leaf; -1.
    int tileAt(QPointF at) const;

    void relayout();
    void repaintTiles();
    void writeLabels(Tile& tile) const;
    void writeHeader(Tile& tile) const;
    void dim();

    void zoom(const QStringList& to);
    void zoomInto(int tile);
    void zoomOut();
    void animate(const QPixmap& before, const QRectF& from, bool inwards);
    void select(const QStringList& tilePath);
    void walk(int key);
    void hover(int tile);
    QString tooltip(int tile) const;
    QString figuresOf(const Tile& tile, bool withValue) const;
    /// "8": GPUs of a tile with the width of the text, written once for all tiles of that size.
    const std::pair<QString, double>& sizeText(double size) const;
    QColor fillOf(const Tile& tile) const;

    const QPixmap& picture();
    void paintTiles(QPainter& painter) const;
    void paintTile(QPainter& painter, const Tile& tile, const QBrush& hatch) const;
    void paintHeader(QPainter& painter, const Tile& tile) const;
    void paintFrame(QPainter& painter, int tile, const QColor& color, double width) const;
    void paintZoom(QPainter& painter);
    void paint(QPainter& painter);

    TreemapWidget* q;
    Theme theme = Theme::Light;
    std::shared_ptr<const TreemapNode> root = std::make_shared<const TreemapNode>();
    int levels = 2; ///< that are drawn, below what is zoomed to
    bool showsChange = false;
    std::function<QString(const QStringList&)> tooltips;
    QStringList path;
    QString filter;
    QStringList selection;
    QList<QStringList> marked;
    int hovered = -1;
    bool reducedMotion = false;

    std::vector<Tile> tiles;
    std::map<QStringList, TreemapOrder> orders; ///< of siblings, by the path that is shown
    QPixmap cache; ///< all tiles; null: to be painted
    QFont tileFont, headerFont;
    mutable std::unordered_map<double, std::pair<QString, double>> sizeTexts;

    QVariantAnimation animation;
    QPixmap zoomBefore;
    QRectF zoomRect; ///< where the inner of the two views lies in the outer
    bool zoomInwards = true;
};

} // namespace atlas
