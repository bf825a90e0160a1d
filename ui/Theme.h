// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"

#include <QIcon>
#include <QObject>
#include <QString>

class QApplication;
class QColor;
class QDBusVariant;
class QWidget;

namespace atlas {

/// What the user chose.
enum class ThemeMode { System, Light, Dark };

/// Distances, in device-independent pixels: a grid of 4.
namespace space {
inline constexpr int unit = 4;
inline constexpr int tight = 8; ///< within a group
inline constexpr int panel = 12; ///< between panels, and inside of them
inline constexpr int page = 16; ///< around a page
inline constexpr int radius = 6;
inline constexpr int row = 28; ///< height of a table row, of buttons and fields
} // namespace space

/// Steps of type, as factors of the system font's own size; use scaledFont() of charts/Palette.h.
namespace type {
inline constexpr double caption = 0.85;
inline constexpr double body = 1.0;
inline constexpr double title = 1.15; ///< panel titles, semi-bold
inline constexpr double figure = 2.0; ///< key figures
} // namespace type

/// Dresses the application: palette and a compact stylesheet from charts/Palette.h. One is made in main and handed to
/// the window, which passes changed() on to its pages.
///
/// Widgets take the looks of the sheet by a dynamic property `atlasRole`: "panel" (surface with border and radius),
/// "title", "caption" (small, secondary), "figure", "quiet" (a tool button without frame), "primary" (the one button to
/// press), "strip-error" (a message strip), "bar" (top bar and
/// status strip), "rail".
class ThemeController : public QObject
{
    Q_OBJECT
public:
    explicit ThemeController(QApplication& application, QObject* parent = nullptr);

    ThemeMode mode() const { return m_mode; }
    void setMode(ThemeMode mode);
    Theme theme() const { return m_theme; }

signals:
    void changed(atlas::Theme theme);

private slots:
    void systemSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void watchSystem();
    void setSystemIsDark(bool dark);
    void follow();
    void apply();

    QApplication& m_application;
    ThemeMode m_mode = ThemeMode::System;
    Theme m_theme = Theme::Light;
    bool m_systemIsDark = false;
    bool m_watching = false;
};

/// Palette and sheet of a widget and what is in it, for as long as this lives: to draw it in another theme than the
/// screen's, in which nothing of it is seen meanwhile. The application is left as it is: a new sheet of its own takes a
/// second where many pages were looked at.
class DressedWidget
{
public:
    DressedWidget(QWidget& widget, Theme theme);
    ~DressedWidget();
    DressedWidget(const DressedWidget&) = delete;
    DressedWidget& operator=(const DressedWidget&) = delete;

private:
    QWidget& m_widget;
};

/// The icon `:/atlas/icons/NAME.svg` tinted to a colour, with a paler version for disabled states.
QIcon tintedIcon(const QString& name, const QColor& color);
/// As above, in the theme's text colour.
QIcon themedIcon(const QString& name, Theme theme);

/// Sets `atlasRole` and polishes the widget anew, so that the sheet sees it.
void setAtlasRole(QWidget* widget, const char* role);

} // namespace atlas
