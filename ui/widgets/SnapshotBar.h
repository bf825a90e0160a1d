// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QToolButton;

namespace atlas {

class TimeSlider;

/// A slider over snapshots with its buttons: back, play and pause, on, speed, newest; and the shown instant in words.
/// It shows and asks; who listens decides what is shown. Space in the slider plays and pauses.
class SnapshotBar final : public QWidget
{
    Q_OBJECT
public:
    explicit SnapshotBar(QWidget* parent = nullptr);

    TimeSlider* slider() const { return m_slider; }

    void setTheme(Theme theme);
    void setData(const InstantsData& data);
    /// `index` in the data; `isNewest`: it follows what comes. `text`: the shown instant in words.
    void setPosition(int index, bool isNewest, const QString& text);
    void setSpeed(int stepsPerSecond);
    int speed() const;

    bool isPlaying() const { return m_timer.isActive(); }
    void setPlaying(bool on);

signals:
    /// So many snapshots on; `continuing`: in the course of playing.
    void stepRequested(int by, bool continuing);
    void picked(int index, bool continuing);
    void newestRequested();
    void speedChosen(int stepsPerSecond);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void updateButtons();

    Theme m_theme = Theme::Light;
    QTimer m_timer; ///< a step each
    bool m_started = false; ///< the next step of playing is not its first
    bool m_isNewest = true;
    TimeSlider* m_slider;
    QToolButton *m_back, *m_play, *m_on, *m_newest;
    QComboBox* m_speed;
    QLabel* m_text;
};

} // namespace atlas
