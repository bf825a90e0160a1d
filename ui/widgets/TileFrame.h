// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace atlas {

/// The frame of a tile. One that leads somewhere looks and behaves like it: the hand, a ring under the mouse and at the
/// keyboard, pressed by a click, Enter, Space or Ctrl+I.
class TileFrame : public QFrame
{
    Q_OBJECT
public:
    explicit TileFrame(QWidget* parent = nullptr);

    void setLeadsOn(bool leadsOn);
    bool leadsOn() const { return m_leadsOn; }

signals:
    void pressed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    bool m_leadsOn = false;
};

} // namespace atlas
