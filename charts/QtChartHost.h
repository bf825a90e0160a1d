// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/PaintHelpers.h"

#include <QPainter>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>

#include <functional>

namespace atlas {

/// A Qt Chart that only draws its marks into a given rectangle: no title, legend, axis, margin, animation or mouse. The
/// widget around it writes the texts and knows what is where.
class QtChartHost
{
public:
    QtChartHost(QWidget* parent, std::function<void(QPainter&)> paintTexts);

    QChart* chart() const { return m_chart; }
    /// Empties the chart; series and axes are deleted.
    void clear();
    void place(const QRect& widget, const QRectF& plot, const QColor& background);
    /// Smooth edges: for what is round.
    void setSmooth() { m_view->setRenderHint(QPainter::Antialiasing); }
    void update() { m_overlay->update(); }

private:
    QChart* m_chart;
    QChartView* m_view;
    PaintOverlay* m_overlay;
};

/// A name with a swatch, in a row above or below a chart.
struct RoleLegendEntry
{
    QString name;
    Role role = Role::Category;
    QRectF rect;
};
/// Names of the segments' meanings, each once, in a line from `topLeft` on; what does not fit the width is left out.
std::vector<RoleLegendEntry> roleLegend(
    const BarData& data, QPointF topLeft, double width, const QFontMetricsF& metrics);
void paintRoleLegend(QPainter& painter, const std::vector<RoleLegendEntry>& entries, Theme theme);

/// The known part of a bar: the sum of its segments; unknown if none is known.
double barTotal(const BarValue& bar);

/// Which of `count` bars a key leads to from the chosen one (-1: none is): `back` and `forward` stop at the ends,
/// Enter stays; -1 for any other key, and where there is no bar.
int steppedIndex(int key, Qt::Key back, Qt::Key forward, int current, int count);

} // namespace atlas
