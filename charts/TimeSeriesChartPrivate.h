// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/PaintHelpers.h"
#include "charts/TimeSeriesChart.h"
#include "charts/TimeSeriesPlot.h"

#include <QHash>
#include <QTimeZone>

#include <vector>

namespace atlas {

/// State, geometry and painting of the parts of a TimeSeriesChart that are not plotted: axes' texts, labels, legend,
/// crosshair, tooltip.
class TimeSeriesChart::Private
{
public:
    explicit Private(TimeSeriesChart* chart);

    enum class Drag { None, Pan, Select };

    /// A series' name at the end of its line, or in the legend.
    struct Label
    {
        std::size_t series = 0;
        QString text; ///< as it fits
        QRectF rect;
    };
    struct AxisText
    {
        QString text;
        double x = 0; ///< centre of a first-level label, left end of a second-level one
    };

    void dataChanged();
    void layout();
    void layoutTimeAxis();
    void layoutDirectLabels();
    void layoutLegend();
    double labelColumnWidth() const;
    bool hasLegend() const;
    ValueTicks valueTicks() const;
    /// What is drawn: the data, or what stacking makes of them.
    const TimeSeriesData& drawn() const { return data.stacked ? stack : data; }
    QString writeTick(double value, const ValueTicks& ticks) const;

    TimeRange fullRange() const;
    void moveView(TimeRange range, bool tell);
    void zoomAround(double seconds, double factor);
    void panBy(double share);
    TimeRange bucketsBetween(double x1, double x2) const;

    /// Index of the bucket at an instant: the one that holds it with steps, else the nearest; -1 outside.
    int indexAt(Instant t) const;
    int crosshairIndex() const { return crosshair ? indexAt(*crosshair) : -1; }
    Instant bucketEnd(int index) const;
    void hoverAt(std::optional<double> x);
    void stepCrosshair(int by);

    int labelAt(QPointF at) const; ///< series, or -1
    void clickLabel(std::size_t series, bool isolate);
    void switchSeries(std::size_t series, bool on);
    void scrollLegend(double rows);

    QString tooltipTitle(int index) const;
    std::vector<TooltipRow> tooltipRows(int index) const;

    void paint(QPainter& painter) const;
    void paintAxes(QPainter& painter) const;
    void paintLabels(QPainter& painter) const;
    void paintLegendBar(QPainter& painter) const;
    void paintCrosshair(QPainter& painter) const;
    void paintSelection(QPainter& painter) const;

    TimeSeriesChart* q;
    TimeSeriesPlot* plot = nullptr;
    PaintOverlay* overlay = nullptr;
    Theme theme = Theme::Light;
    TimeSeriesData data;
    TimeSeriesData stack; ///< the data with the heights of stacked areas
    QTimeZone zone = QTimeZone::utc();
    TimeRange view;
    QHash<QString, bool> switched; ///< what the user switched, by key
    std::vector<bool> visible;
    std::vector<QPen> pens;

    PlotFrame frame;
    QSize leastSideRoom{0, 0}; ///< left and right of the plot
    ValueTicks ticks;
    QStringList tickLabels;
    std::vector<AxisText> firstLevel, secondLevel;
    std::vector<Label> labels;
    QRectF legendRect;
    double legendScroll = 0; ///< in rows

    std::optional<Instant> crosshair;
    bool tooltip = false; ///< the mouse or a key of this chart moved the crosshair
    Drag drag = Drag::None;
    QPointF pressAt;
    TimeRange pressView;
    double selectTo = 0;
};

} // namespace atlas
