// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "charts/layout/LabelFit.h"

#include <QFontMetricsF>
#include <QPen>
#include <QPoint>
#include <QRectF>
#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QPainter;

/// What several charts paint alike.
namespace atlas {

TextWidth textWidth(const QFontMetricsF& metrics);

/// Whether a widget is being drawn for elsewhere than its screen: as lines and letters (SVG, PDF, print), or as a finer
/// picture. What a chart keeps as a picture for the screen would be coarse there.
bool isDrawnElsewhere(const QPainter& painter, const QWidget& widget);
/// Pixels a unit for what has to be a picture there all the same.
double pictureRatio(const QPainter& painter);

/// `over` at `share` (0..1) laid on `under`, opaque.
QColor mixed(const QColor& over, const QColor& under, double share);

/// A line of a chart's own tooltip.
struct TooltipRow
{
    QString name, value;
    QPen swatch = Qt::NoPen; ///< a short line; none: no swatch in this row
};

/// Paints a box with a title and rows beside `anchor`, inside `bounds`. Text is plain: names come from outside.
void paintTooltip(QPainter& painter, const QRectF& bounds, QPointF anchor, const QString& title,
    const std::vector<TooltipRow>& rows, const QFont& font, Theme theme);

/// The system's tooltip with lines of plain text; empty text hides it.
void showPlainTooltip(QPoint global, const QString& text, QWidget* widget);

/// Text for menus and buttons that shows it as it is: names from outside have no shortcuts.
QString plainMenuText(QString text);

/// A transparent child on top of a passive plot that paints what the plot does not; takes no mouse events.
class PaintOverlay final : public QWidget
{
public:
    PaintOverlay(QWidget* parent, std::function<void(QPainter&)> paint);
    /// On top of its siblings, and painted anew.
    void refresh(const QRect& geometry);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::function<void(QPainter&)> m_paint;
};

} // namespace atlas
