// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QWidget>

namespace atlas {

/// One bar whose parts add up to a whole: used, held idle, unallocated, unknown; values and shares in a legend below.
class AdditiveBar final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit AdditiveBar(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// Shows the segments of `bar` in their order; a segment of unknown value takes no room and is written as a dash.
    void setData(const BarValue& bar, Unit unit);
    const BarValue& data() const { return m_bar; }
    Unit unit() const { return m_unit; }

    /// "Used 1,234 GPU·h 42.0 %" a segment: what the legend says.
    QStringList legendTexts() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;

signals:
    /// The segment under the mouse: its index, -1 when it left.
    void hovered(int segment);
    /// Clicked, or walked to by arrow keys and Enter pressed.
    void activated(int segment);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct LegendEntry
    {
        QRectF rect;
        QString name, value, share;
    };

    double total() const;
    QRectF barRect() const;
    std::vector<QRectF> segmentRects() const;
    std::vector<LegendEntry> legend(double width) const;
    QString share(const BarSegment& segment) const;
    QString segmentName(const BarSegment& segment) const;
    void paintLegend(QPainter& painter) const;
    int segmentAt(QPointF at) const;
    void setHovered(int segment);

    Theme m_theme = Theme::Light;
    BarValue m_bar;
    Unit m_unit = Unit::None;
    int m_hovered = -1;
};

} // namespace atlas
