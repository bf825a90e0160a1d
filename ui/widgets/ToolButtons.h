// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"

#include <QToolButton>

namespace atlas {

/// A button with a picture or a word; what it does says its tip, and its name to those who cannot see it.
inline QToolButton* toolButton(const QString& tip, QWidget* parent)
{
    constexpr int iconSize = 16;
    auto* button = new QToolButton(parent);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setIconSize({iconSize, iconSize});
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

/// The same without a frame, until the mouse or the keyboard is at it.
inline QToolButton* quietButton(const QString& tip, QWidget* parent)
{
    auto* button = toolButton(tip, parent);
    setAtlasRole(button, "quiet");
    return button;
}

} // namespace atlas
