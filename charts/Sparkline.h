// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"

#include <QWidget>

#include <span>
#include <vector>

class QPainter;

namespace atlas {

/// A line without axes over the whole of `rect`, from the lowest to the highest value, a soft area below and a dot on
/// the last value. NaN is a gap; nothing known draws nothing. More values than pixels keep their extremes.
void paintSparkline(QPainter& painter, const QRectF& rect, std::span<const double> values, const QColor& color);

class Sparkline final : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// The colour is taken from the role in the present theme.
    void setData(std::vector<double> values, Role role = Role::Category);
    const std::vector<double>& values() const { return m_values; }

    QSize sizeHint() const override { return {120, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme = Theme::Light;
    Role m_role = Role::Category;
    std::vector<double> m_values;
};

} // namespace atlas
