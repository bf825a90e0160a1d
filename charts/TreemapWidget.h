// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <memory>

namespace atlas {

/// A tile as it is on the screen, for tests, tables and assistive technology.
struct VisibleTile
{
    QStringList path; ///< keys from below the root
    QString label; ///< full name
    QString shownText; ///< what is written on it: empty where nothing fits
    QRectF rect; ///< in the widget's coordinates
    bool isGroup = false; ///< a header with tiles inside
    bool dimmed = false; ///< does not match the filter
    bool hatched = false; ///< its value is unknown
    int aggregated = 0; ///< > 0: stands for so many siblings that are too small to draw
};

/// Squarified treemap: area is size (GPUs), colour is utilisation, unknown is hatched. A click selects; a click on a
/// header or a double click zooms in, Backspace or Esc zooms out; arrow keys walk the tiles, Enter zooms in.
class TreemapWidget final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit TreemapWidget(QWidget* parent = nullptr);
    ~TreemapWidget() override;

    void setTheme(Theme theme);
    /// Replaces the tree; path and selection stay as far as their keys still exist, and tiles keep their order among
    /// siblings, so that neighbouring snapshots look alike.
    void setData(std::shared_ptr<const TreemapNode> root);
    void setData(const TreemapNode& root) { setData(std::make_shared<const TreemapNode>(root)); }
    const TreemapNode& data() const;
    /// How many levels are drawn below what is zoomed to: 2, unless told otherwise.
    void setLevels(int levels);
    /// Colours and marks tiles by what changed (TreemapNode::change) in the place of the value.
    void setShowsChange(bool on);
    /// What hovering the tile of a path says, asked when it is hovered, in the place of TreemapNode::tooltip.
    void setTooltipSource(std::function<QString(const QStringList& path)> tooltips);
    /// Rings around further tiles beside the selection: what is selected elsewhere.
    void setMarked(const QList<QStringList>& paths);
    /// Without motion zooming is at once.
    void setReducedMotion(bool reduced);

    /// Shows the inside of a node; an empty path is the root. Unknown keys cut the path there.
    void zoomTo(const QStringList& path);
    QStringList path() const;
    /// Labels of the path, for a breadcrumb.
    QStringList pathLabels() const;
    /// Dims what does not contain the text (in its own, an ancestor's or a descendant's label); empty dims nothing.
    void setFilter(const QString& text);
    QString filter() const;
    void setSelection(const QStringList& path);
    QStringList selection() const;

    /// All that is drawn, groups before their tiles.
    std::vector<VisibleTile> visibleTiles() const;

    QSize sizeHint() const override { return {800, 480}; }
    QSize minimumSizeHint() const override { return {200, 140}; }

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;
    int chartItemCount() const override;
    ChartItem chartItem(int index) const override;

signals:
    void pathChanged(QStringList path);
    void selected(QStringList path);
    /// Where the figure of a tile comes from wants to be seen: asked in the context menu, or with Ctrl+I.
    void sourceRequested(QStringList path);
    /// The tile under the mouse; empty when it left.
    void hoveredPath(QStringList path);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
