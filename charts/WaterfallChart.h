// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Palette.h"
#include "charts/layout/Ticks.h"
#include "models/domain/Metric.h"
#include "models/domain/WaterfallValues.h"

#include <QStringList>
#include <QWidget>

namespace atlas {

/// From one level to another from top to bottom, a row a step: labels on the left, floating bars joined by thin lines,
/// the signed value at each bar's end. The axis begins at 0 unless the steps would be too small to be seen; then the
/// bars of the totals are torn at their begin. A click or Enter activates; up and down move; the context menu and
/// Ctrl+I ask where a step comes from.
class WaterfallChart final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit WaterfallChart(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setData(const WaterfallData& data);
    const WaterfallData& data() const { return m_data; }
    /// Highlights a step by key; an empty key none. Emits nothing.
    void setSelected(const QString& key);
    QString selectedKey() const { return m_selected; }

    /// As drawn from top to bottom.
    QStringList shownLabels() const;
    QStringList shownValues() const;
    /// A step's bar, in the widget's coordinates; empty for an unknown key.
    QRectF barRect(const QString& key) const;
    /// What hovering a step says.
    QString stepText(const QString& key) const;
    /// Whether the axis begins above 0.
    bool isTorn() const { return m_axis.low > 0; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;

signals:
    void activated(QString key);
    /// Empty when the mouse left.
    void hovered(QString key);
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
    /// A step laid out.
    struct Row
    {
        QString label, value; ///< as fits
        double from = 0, to = 0; ///< in the figure's unit
        QRectF rect, bar;
    };

    void layout();
    ValueTicks axisOf() const;
    double xOf(double value) const;
    int indexOf(const QString& key) const;
    int rowAt(QPointF at) const;
    void setHovered(int row);
    QColor colorOf(const WaterfallStep& step) const;
    void paintBar(QPainter& painter, std::size_t index) const;

    Theme m_theme = Theme::Light;
    WaterfallData m_data;
    QString m_selected;
    int m_hovered = -1;
    ValueTicks m_axis;
    QRectF m_plot;
    std::vector<Row> m_rows;
};

} // namespace atlas
