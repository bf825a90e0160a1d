// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QStringList>
#include <QWidget>

namespace atlas {

/// Rows × columns of one figure as colour, with its legend below; unknown is hatched. Percent cells use the utilisation
/// scale, other units the same scale from low to high. Arrow keys move a cursor cell.
class HeatmapChart final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit HeatmapChart(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setData(const HeatmapData& data);
    const HeatmapData& data() const { return m_data; }

    /// What hovering a cell says.
    QString cellText(int row, int column) const;
    QRectF cellRect(int row, int column) const;
    /// Column names that found room, from left to right.
    QStringList shownColumnLabels() const;
    QStringList shownRowLabels() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {220, 120}; }

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;

signals:
    /// The cell under the mouse or cursor; -1, -1 when it left.
    void hovered(int row, int column);
    void activated(int row, int column);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Cell
    {
        int row = -1, column = -1;
        friend bool operator==(const Cell&, const Cell&) = default;
    };
    struct AxisLabel
    {
        QString text;
        QRectF rect;
    };

    QRectF gridRect() const;
    int rowLabelWidth() const;
    Cell cellAt(QPointF at) const;
    double value(int row, int column) const;
    QColor color(double value) const;
    void setCursor(Cell cell);
    std::vector<AxisLabel> columnLabels() const;
    std::vector<AxisLabel> rowLabels() const;
    void paintCells(QPainter& painter) const;

    Theme m_theme = Theme::Light;
    HeatmapData m_data;
    Cell m_cursor;
};

} // namespace atlas
