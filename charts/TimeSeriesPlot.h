// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "charts/layout/Ticks.h"
#include "models/domain/ChartValues.h"

#include <QPen>
#include <QRect>
#include <QWidget>

#include <memory>

namespace atlas {

/// Where values stand in the picture: the plot's inner rectangle and the ranges of its axes.
struct PlotFrame
{
    QRect rect;
    double from = 0, to = 1; ///< seconds since the epoch
    double low = 0, high = 1;

    double xOf(double seconds) const { return rect.left() + (seconds - from) / (to - from) * rect.width(); }
    double xOf(Instant t) const { return xOf(double(t.time_since_epoch().count())); }
    double yOf(double value) const { return rect.bottom() + 1 - (value - low) / (high - low) * rect.height(); }
    double secondsAt(double x) const { return from + (x - rect.left()) / rect.width() * (to - from); }
};

/// The pen of each series: by meaning or by entity. Two that would look the same get different dashes.
std::vector<QPen> seriesPens(const TimeSeriesData& data, Theme theme);

/// The lines, bands and fills of a TimeSeriesChart with the grid behind them: the part that QCustomPlot draws. Passive.
class TimeSeriesPlot final : public QWidget
{
public:
    explicit TimeSeriesPlot(QWidget* parent);
    ~TimeSeriesPlot() override;

    /// `data` has to stay alive until the next call.
    void show(const TimeSeriesData* data, const std::vector<bool>& visible, Theme theme);
    /// Hands the plot what is in view, decimated to its columns, and draws.
    void draw(const PlotFrame& frame, const ValueTicks& ticks);
    int drawnPoints() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
