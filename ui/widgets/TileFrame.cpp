// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileFrame.h"

#include "ui/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace atlas {

TileFrame::TileFrame(QWidget* parent)
    : QFrame(parent)
{
    setAtlasRole(this, "panel");
}

void TileFrame::setLeadsOn(bool leadsOn)
{
    m_leadsOn = leadsOn;
    setFocusPolicy(leadsOn ? Qt::TabFocus : Qt::NoFocus);
    setCursor(leadsOn ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void TileFrame::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_leadsOn && rect().contains(event->position().toPoint()))
        emit pressed();
    else
        QFrame::mouseReleaseEvent(event);
}

void TileFrame::keyPressEvent(QKeyEvent* event)
{
    const bool presses = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
        || event->key() == Qt::Key_Space
        || (event->key() == Qt::Key_I && event->modifiers().testFlag(Qt::ControlModifier));
    if (presses && m_leadsOn)
        emit pressed();
    else
        QFrame::keyPressEvent(event);
}

void TileFrame::focusInEvent(QFocusEvent* event)
{
    QFrame::focusInEvent(event);
    update();
}

void TileFrame::focusOutEvent(QFocusEvent* event)
{
    QFrame::focusOutEvent(event);
    update();
}

void TileFrame::enterEvent(QEnterEvent* event)
{
    QFrame::enterEvent(event);
    update();
}

void TileFrame::leaveEvent(QEvent* event)
{
    QFrame::leaveEvent(event);
    update();
}

void TileFrame::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    if (!m_leadsOn || !(hasFocus() || underMouse()))
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::PlaceholderText), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
}

} // namespace atlas
