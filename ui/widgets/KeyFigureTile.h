// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/domain/ChartValues.h"
#include "ui/widgets/TileFrame.h"

class QLabel;

namespace atlas {

class ElidedLabel;
class Sparkline;

/// A key figure: caption, figure with unit, change from the period before, sparkline. Unknown is an em dash with the
/// reason on hover; a small wedge shows partial coverage. A click, Enter or Space asks where the figure comes from.
class KeyFigureTile final : public TileFrame
{
    Q_OBJECT
public:
    explicit KeyFigureTile(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// `role` colours the sparkline.
    void setData(const KeyFigure& figure, Role role);
    const KeyFigure& data() const { return m_data; }

    /// As shown: "71.2 %", "48 of 64 GPU", "—".
    QString figureText() const;
    /// "▲ 3.4 points vs previous 7 days"; empty where there is nothing to compare with.
    QString changeText() const;

signals:
    void figureRequested(const atlas::FigureRef& figure);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showChange();

    Theme m_theme = Theme::Light;
    KeyFigure m_data;
    Role m_role = Role::Category;
    QLabel *m_caption, *m_figure, *m_unit, *m_change;
    ElidedLabel* m_against;
    Sparkline* m_sparkline;
};

} // namespace atlas
