// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Figures.h"
#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QImage>
#include <QStringList>
#include <QWidget>

#include <optional>

namespace atlas {

/// Rows × columns of one figure as colour, with its legend below; unknown is hatched. Percent cells use the utilisation
/// scale; amounts are the stronger in the colour of what they are (allocated, held idle) the more they are. Arrow keys
/// move a cursor cell, Home and End to the first and last column, Enter activates it.
///
/// Columns of time (HeatmapData::t) have an axis of two levels and a crosshair. Thousands of columns are no trouble:
/// where several share a pixel, it shows their mean over what is known.
class HeatmapChart final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit HeatmapChart(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// Replaces what is shown; the cursor stays where its cell still is.
    void setData(const HeatmapData& data);
    const HeatmapData& data() const { return m_data; }

    /// Marks the rows of these subjects.
    void setSelection(const QStringList& subjects);
    /// A thin line at an instant (of another chart); nullopt: none. Emits nothing. Only with columns of time.
    void setCrosshair(std::optional<Instant> at);
    std::optional<Instant> crosshair() const { return m_crosshair; }

    /// What hovering a cell says.
    QString cellText(int row, int column) const;
    QRectF cellRect(int row, int column) const;
    /// Column names, or times, that found room, from left to right; with times those of the first level.
    QStringList shownColumnLabels() const;
    QStringList shownRowLabels() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {220, 120}; }

    QString chartSummary() const override;
    /// A mark a cell; of many cells (over 2,000) a mark a row.
    std::vector<ChartItem> chartItems() const override;

signals:
    /// The cell under the mouse or cursor; -1, -1 when it left.
    void hovered(int row, int column);
    /// The start of that cell's column, where columns are times; nullopt when it left.
    void hoveredInstant(std::optional<atlas::Instant> at);
    void activated(int row, int column);
    /// Where a cell's figure comes from wants to be seen: asked in the context menu or with Ctrl+I; of hours of the
    /// week with a click or Enter as well.
    void figureRequested(const atlas::FigureRef& figure);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

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
    struct TimeAxis
    {
        std::vector<AxisLabel> minor, major;
        std::vector<double> lines; ///< x of the ticks
    };

    bool hasTimes() const { return !m_data.t.empty(); }
    int rowCount() const { return int(m_data.rows.size()); }
    int columnCount() const { return int(m_data.columnCount()); }
    void forgetPicture();
    QRectF gridRect() const;
    int rowLabelWidth() const;
    double columnX(int column) const; ///< left edge of a column; of the one past the last: the right edge of the grid
    double rowY(int row) const;
    double xOf(Instant at) const;
    QString columnText(int column) const;
    Cell cellAt(QPointF at) const;
    double value(int row, int column) const;
    QColor color(double value) const;
    /// Utilization: the cells are percents; else whose colour their amounts have.
    Role role() const;
    void setCursor(Cell cell);
    void activate(Cell cell);
    std::vector<ChartFigure> figuresOf(Cell cell) const;
    TimeAxis timeAxis() const;
    std::vector<AxisLabel> columnLabels() const;
    std::vector<AxisLabel> rowLabels() const;
    /// The mean of what is known of each device pixel's columns: a row's values as they are drawn.
    std::vector<double> pixelValues(int row, const std::vector<int>& edges) const;
    QSize pictureSize(double ratio) const;
    const QImage& picture();
    QImage pictureOfCells(double ratio) const;
    void paintAxis(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;

    Theme m_theme = Theme::Light;
    HeatmapData m_data;
    QStringList m_selection;
    std::optional<Instant> m_crosshair;
    Cell m_cursor;
    mutable int m_labelWidth = -1; ///< -1: to be measured
    QImage m_picture; ///< the cells; null: to be painted
};

} // namespace atlas
