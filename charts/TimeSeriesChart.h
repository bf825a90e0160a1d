// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Figures.h"
#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QStringList>
#include <QWidget>

#include <memory>
#include <optional>

namespace atlas {

/// Lines over one time axis: bands, gaps, a provisional end, capacity dashed, crosshair with one shared tooltip.
/// Wheel zooms time, drag pans, double-click resets, Shift-drag selects a range; arrows move the crosshair, + and -
/// zoom, Home resets. A legend (beyond five series) toggles on click and isolates on Ctrl-click. The
/// context menu (also by its key) switches lines, and asks where the values at the crosshair come from; so does Ctrl+I.
class TimeSeriesChart final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit TimeSeriesChart(QWidget* parent = nullptr);
    ~TimeSeriesChart() override;

    void setTheme(Theme theme);
    /// Replaces what is shown. The view returns to data.range only if that range, or nothing before, differs; which
    /// series were switched off stays so, by key.
    void setData(const TimeSeriesData& data);
    const TimeSeriesData& data() const;

    /// Room that is left beside the plot, in pixels: as much as its texts need, and no less than was wished. So charts
    /// one below the other have their hours in the same places.
    QSize sideRoom() const;
    void setLeastSideRoom(QSize room);

    /// Shows the crosshair at an instant (of another chart), or removes it. Emits nothing.
    void setCrosshair(std::optional<Instant> at);
    std::optional<Instant> crosshair() const;

    /// The part of time in view, and back to all of it.
    TimeRange view() const;
    void setView(TimeRange range);
    void resetView();

    /// The figures at the crosshair that say what they are, in the order of the lines.
    std::vector<ChartFigure> figuresAtCrosshair() const;

    void setSeriesVisible(const QString& key, bool visible);
    bool isSeriesVisible(const QString& key) const;

    /// What the tooltip says at the crosshair, a line a value; empty without a crosshair.
    QStringList tooltipLines() const;
    /// Names written at the ends of lines, or in the legend, from top to bottom.
    QStringList labelledSeries() const;
    /// Ticks of the value axis in view, as written.
    QStringList valueTickLabels() const;
    /// Points handed to the plot for the present view: after decimation.
    int drawnPoints() const;

    QSize sizeHint() const override { return {640, 260}; }
    QSize minimumSizeHint() const override { return {240, 120}; }

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;

signals:
    /// The mouse or a key moved the crosshair here; empty when it left.
    void hovered(std::optional<atlas::Instant> at);
    void viewChanged(atlas::TimeRange range);
    void rangeSelected(atlas::TimeRange range);
    void seriesToggled(QString key, bool visible);
    /// Where the figure of a line's point comes from wants to be seen.
    void figureRequested(const atlas::FigureRef& figure);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
