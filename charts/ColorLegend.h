// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QWidget>

class QPainter;

namespace atlas {

/// What a scale of colours means: title with unit, a continuous bar with ticks, and the hatch of what is unknown.
struct ColorScaleText
{
    QString title;
    Unit unit = Unit::Percent;
    double low = 0, high = 100;
    Role role = Role::Utilization; ///< of another: the scale of its amounts
    bool change = false; ///< the scale of changes, from all that went to all that came; without unit and numbers
};
/// Paints it in one text line's height into `rect`, left-aligned; returns the width taken.
double paintColorScale(QPainter& painter, const QRectF& rect, const ColorScaleText& text, Theme theme);

/// The legend of the treemap and of heat maps as a widget of one line.
class ColorLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit ColorLegend(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setText(const ColorScaleText& text);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme = Theme::Light;
    ColorScaleText m_text;
};

} // namespace atlas
