// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QWidget>

#include <optional>

namespace atlas {

/// A slider over instants: a time axis with a mark at each, the figure they have as an area behind, gaps hatched, and a
/// handle at the chosen one. Click, drag and wheel pick the nearest; arrow keys go one on, Page up and down an hour or
/// more, Home and End to the ends.
class TimeSlider final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit TimeSlider(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setData(const InstantsData& data);
    const InstantsData& data() const { return m_data; }

    /// Where the handle stands; -1: nowhere. Emits nothing.
    void setPosition(int index);
    int position() const { return m_position; }
    /// A second, hollow handle: what is compared with; nullopt: none.
    void setMark(std::optional<Instant> at);
    /// A thin line at an instant (of another chart).
    void setCrosshair(std::optional<Instant> at);

    /// "2024-12-17 14:00 UTC, 3,130 GPU"; empty for an index that is none.
    QString textAt(int index) const;
    /// The pixel column of an instant.
    double xOf(Instant at) const;
    /// Stretches without instants in which there should be some.
    std::vector<TimeRange> gaps() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;

signals:
    /// The user went there. `continuing`: in the course of a drag.
    void picked(int index, bool continuing);
    /// The instant under the mouse; nullopt when it left.
    void hovered(std::optional<atlas::Instant> at);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    double lineHeight() const;
    QRectF track() const;
    int nearest(double x) const;
    std::chrono::seconds usualStep() const;
    void pick(int index, bool continuing);
    void paintArea(QPainter& painter) const;
    void paintAxis(QPainter& painter) const;
    void paintHandle(QPainter& painter, double x, bool hollow) const;

    Theme m_theme = Theme::Light;
    InstantsData m_data;
    int m_position = -1;
    std::optional<Instant> m_mark, m_crosshair;
    bool m_dragging = false;
};

} // namespace atlas
