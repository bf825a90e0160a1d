// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ProgressLine.h"

#include <QPainter>

namespace atlas {

namespace {
constexpr int patience = 200, frame = 33; // ms
constexpr double stepPerFrame = 0.02;
constexpr double partLength = 0.3; // of the line
} // namespace

ProgressLine::ProgressLine(QWidget* parent)
    : QWidget(parent)
{
    setFixedHeight(2);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_drawn = true;
        m_timer.setInterval(frame);
        m_phase += stepPerFrame;
        if (m_phase > 1)
            m_phase -= 1;
        update();
    });
}

void ProgressLine::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void ProgressLine::setRunning(bool running)
{
    if (running == m_running)
        return;
    m_running = running;
    m_drawn = false;
    m_phase = 0;
    if (running)
        m_timer.start(patience);
    else
        m_timer.stop();
    update();
}

void ProgressLine::paintEvent(QPaintEvent*)
{
    if (!m_drawn)
        return;
    QPainter painter(this);
    const double from = m_phase * (1 + partLength) - partLength;
    painter.fillRect(QRectF(from * width(), 0, partLength * width(), height()), atlas::palette(m_theme).accent);
}

} // namespace atlas
