// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/StateDot.h"

#include <QPainter>

namespace atlas {

namespace {
constexpr int dotSize = 9;
} // namespace

StateDot::StateDot(QWidget* parent)
    : QWidget(parent)
{
    setFixedSize(sizeHint());
}

QSize StateDot::sizeHint() const
{
    return {dotSize, dotSize};
}

void StateDot::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void StateDot::setState(std::optional<ClusterState> state)
{
    m_state = state;
    update();
}

QColor StateDot::color(std::optional<ClusterState> state, Theme theme)
{
    const auto& colors = atlas::palette(theme);
    if (!state)
        return colors.secondary;
    switch (*state) {
    case ClusterState::Fresh:
        return colors.good;
    case ClusterState::Stale:
    case ClusterState::Partial:
        return colors.warning;
    case ClusterState::LoginNeeded:
    case ClusterState::Blocked:
        return colors.bad;
    case ClusterState::ReadOnly:
        return colors.accent;
    }
    return colors.secondary;
}

void StateDot::paint(QPainter& painter, const QRectF& rect, std::optional<ClusterState> state, Theme theme)
{
    const auto shown = color(state, theme);
    const bool hollow = !state || state == ClusterState::ReadOnly;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(shown, 2));
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(shown));
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1));
}

void StateDot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint(painter, rect(), m_state, m_theme);
}

} // namespace atlas
