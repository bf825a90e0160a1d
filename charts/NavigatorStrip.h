// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QWidget>

namespace atlas {

/// The whole of the time at hand as a thin strip, with a window that is dragged, resized at its ends, or drawn anew.
/// Arrow keys move the window by a tenth of its length.
class NavigatorStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit NavigatorStrip(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// Draws the first series that has values.
    void setData(const TimeSeriesData& data);
    const TimeSeriesData& data() const { return m_data; }
    /// The part that the chart above shows. Emits nothing.
    void setWindow(TimeRange window);
    TimeRange window() const { return m_window; }

    QSize sizeHint() const override { return {640, 44}; }
    QSize minimumSizeHint() const override { return {160, 32}; }

signals:
    /// The user moved the window: at every move, and once more with the final range when the button is released.
    void rangeSelected(atlas::TimeRange range);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Grip { None, From, To, Whole, New };

    QRectF stripRect() const;
    double xOf(Instant t) const;
    Instant timeAt(double x) const;
    Grip gripAt(double x) const;
    void moveWindow(TimeRange window);
    void paintShape(QPainter& painter, const QRectF& strip) const;
    void paintTimes(QPainter& painter, const QRectF& strip) const;

    Theme m_theme = Theme::Light;
    TimeSeriesData m_data;
    TimeRange m_window;
    Grip m_grip = Grip::None;
    double m_pressX = 0;
    TimeRange m_pressWindow;
};

} // namespace atlas
