// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Figures.h"
#include "charts/Palette.h"
#include "charts/layout/Ticks.h"
#include "models/domain/ScatterValues.h"

#include <QPixmap>
#include <QStringList>
#include <QWidget>

#include <array>
#include <optional>

namespace atlas {

/// Dots over two figures with a vertical and a horizontal line that cut the plot into four quadrants. The lines are
/// dragged with the mouse, or moved with Ctrl and the arrows; arrows alone walk the dots in the order of x, Enter or a
/// click selects one.
class ScatterChart final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit ScatterChart(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setData(const ScatterData& data);
    const ScatterData& data() const { return m_data; }
    /// Where the lines stand, in the figures' units. Emits nothing.
    void setLines(QPointF lines);
    QPointF lines() const { return m_lines; }
    /// What is written into the quadrants' outer corners: below-left, below-right, above-left, above-right; lines of
    /// text.
    void setQuadrantTexts(const std::array<QStringList, 4>& texts);
    /// Highlights dots by key. Emits nothing.
    void setSelected(const QStringList& keys);

    /// Where a dot is, in the widget's coordinates; nullopt where there is none.
    std::optional<QPointF> dotAt(const QString& key) const;
    double dotRadius(const QString& key) const;
    /// What hovering a dot says: its name, then a line a figure.
    QStringList dotTexts(const QString& key) const;
    QStringList xTickLabels() const;
    /// Points without a dot: of an unknown figure, or at 0 on a logarithmic axis.
    int hiddenPoints() const { return int(m_data.points.size() - m_dots.size()); }
    /// Where a line stands, in the widget's coordinates: x of the vertical, y of the horizontal one.
    QPointF linePixels() const;

    QSize sizeHint() const override { return {480, 320}; }
    QSize minimumSizeHint() const override { return {260, 180}; }

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;
    int chartItemCount() const override { return int(m_dots.size()); }
    ChartItem chartItem(int index) const override;

signals:
    void activated(QString key);
    /// Empty when the mouse left.
    void hovered(QString key);
    /// The lines are being moved; linesMoved() follows when they rest.
    void linesMoving(QPointF lines);
    void linesMoved(QPointF lines);
    /// Where a figure of a dot comes from wants to be seen: asked in the context menu, or with Ctrl+I.
    void figureRequested(const atlas::FigureRef& figure);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class Grip { None, Vertical, Horizontal };
    struct Dot
    {
        std::size_t point = 0;
        QPointF at;
        double radius = 0;
    };

    void layout();
    void placeDots();
    double xOf(double value) const;
    double yOf(double value) const;
    double xValue(double pixel) const;
    double yValue(double pixel) const;
    int dotUnder(QPointF at) const;
    int dotOf(const QString& key) const;
    QStringList textsOf(const ScatterPoint& point) const;
    /// Of a dot (-1: none): what x, y and size are.
    std::vector<ChartFigure> figuresOf(int dot) const;
    Grip gripAt(QPointF at) const;
    void moveLine(Grip grip, QPointF to);
    bool stepLine(int key);
    void setHovered(int dot);
    void paintDots(QPainter& painter) const;
    void paintAxes(QPainter& painter) const;
    void paintQuadrants(QPainter& painter) const;
    void paintHovered(QPainter& painter) const;

    Theme m_theme = Theme::Light;
    ScatterData m_data;
    QPointF m_lines{0, 0};
    std::array<QStringList, 4> m_texts;
    QStringList m_selected;
    QRectF m_plot;
    ValueTicks m_x, m_y; ///< of a logarithmic axis: powers of ten and the range
    std::vector<Dot> m_dots; ///< large ones first
    QPixmap m_layer; ///< the dots as painted; null: to be painted
    int m_hovered = -1;
    Grip m_drag = Grip::None;
};

} // namespace atlas
