// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"

#include <QTimer>
#include <QWidget>

namespace atlas {

/// A line of two pixels that runs along the top of a panel while something is loading. It shows up only after a moment,
/// so that quick answers do not flicker.
class ProgressLine final : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressLine(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setRunning(bool running);
    bool isRunning() const { return m_running; }

    QSize sizeHint() const override { return {100, 2}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme = Theme::Light;
    bool m_running = false;
    bool m_drawn = false; ///< past the first moment
    double m_phase = 0;
    QTimer m_timer;
};

} // namespace atlas
