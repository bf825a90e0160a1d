// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "ui/Theme.h"

#include <QWidget>

#include <optional>

namespace atlas {

/// The dot in front of a state: its colour says how bad it is, and it is hollow where nothing will change by itself.
class StateDot final : public QWidget
{
    Q_OBJECT
public:
    explicit StateDot(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// nullopt: not known yet.
    void setState(std::optional<ClusterState> state);

    static QColor color(std::optional<ClusterState> state, Theme theme);
    static void paint(QPainter& painter, const QRectF& rect, std::optional<ClusterState> state, Theme theme);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme = Theme::Light;
    std::optional<ClusterState> m_state;
};

} // namespace atlas
