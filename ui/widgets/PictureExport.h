// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"

#include <QByteArray>
#include <QPixmap>
#include <QString>

class QWidget;

namespace atlas {

/// A widget as it is on the screen, in device pixels, on a panel's surface: a picture that is pasted elsewhere has no
/// panel behind it.
QPixmap pictureOf(QWidget& widget, Theme theme);

/// The content of a picture file of one of the kinds "png", "svg" and "pdf". The last two are drawn anew, as lines and
/// letters that stay sharp at any size; what a chart keeps as a picture itself is a picture in them. Empty for another
/// kind.
QByteArray pictureFile(QWidget& widget, Theme theme, const QString& kind);

/// Asks for a place and writes the picture there, of the kind that its name ends in. Says what went wrong.
void savePicture(QWidget* parent, QWidget& widget, Theme theme, const QString& title);

} // namespace atlas
