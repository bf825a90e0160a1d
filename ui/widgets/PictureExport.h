// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"

#include <QByteArray>
#include <QImage>
#include <QPixmap>
#include <QSize>
#include <QString>

#include <variant>

class QPainter;
class QWidget;

namespace atlas {

/// What stands around a picture so that it says what it is where it is pasted; empty lines take no room.
struct PictureWords
{
    QString title, note; ///< above: what it shows, and a few words beside it
    QString source; ///< below: of what and when
};

/// A picture on its way into a file of one of the kinds "png", "svg" and "pdf". The last two are lines and letters that
/// stay sharp at any size.
struct Picture
{
    QString kind;
    std::variant<QImage, QByteArray> content; ///< pixels that are still to be packed, or the file
};

/// Draws a widget on a panel's surface: a picture that is pasted elsewhere has no panel behind it. `scale`: pixels a
/// unit, of PNG. The widget has to be dressed in `theme`.
Picture drawPicture(
    QWidget& widget, Theme theme, const QString& kind, double scale = 1, const PictureWords& words = {});
/// The file's bytes; empty for a kind that is not known. Any thread.
QByteArray pictureBytes(const Picture& picture);
/// For the clipboard, as fine as the screen.
QImage pictureImage(QWidget& widget, Theme theme, double scale, const PictureWords& words = {});

/// A widget with words around it, in the widget's units: how large it is, and drawn at the painter's origin.
QSize framedSize(const QWidget& widget, const PictureWords& words);
void drawFramed(QPainter& painter, QWidget& widget, Theme theme, const PictureWords& words);

} // namespace atlas
