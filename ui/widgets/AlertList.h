// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/alerts/AlertCenter.h"

#include <QListWidget>
#include <QTimeZone>

#include <vector>

namespace atlas {

/// What fires, a line an alert: whom it is about, the rule where there is room, the value, for how long. Hovering says
/// all of it; a click or Enter chooses one.
class AlertList final : public QListWidget
{
    Q_OBJECT
public:
    explicit AlertList(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// In the order given. `now`: what the ages are counted to; `zone`: what times are said in.
    void setAlerts(const std::vector<FiringAlert>& alerts, Instant now, const QTimeZone& zone);
    const std::vector<FiringAlert>& alerts() const { return m_alerts; }

    QSize sizeHint() const override { return {260, 60}; }
    QSize minimumSizeHint() const override { return {160, 40}; }

signals:
    void chosen(const atlas::FiringAlert& alert);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Line;

    Line* m_line;
    Theme m_theme = Theme::Light;
    Instant m_now{};
    bool m_qualified = false; ///< by their clusters
    std::vector<FiringAlert> m_alerts;
};

} // namespace atlas
