// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"

#include <QBrush>
#include <QColor>
#include <QFont>

#include <string>

/// The one place of colours: surfaces, meanings, categories and the utilisation scale, for both themes.
namespace atlas {

enum class Theme { Light, Dark };

/// The colours of surfaces, text and states. Text, secondary, accent, good, warning and bad contrast at least 4.5:1
/// with surface and window.
struct Palette
{
    QColor window, surface, border, text, secondary, accent, good, warning, bad;
    QColor grid; ///< lines behind data: the text's colour at 8 %
    QColor hover; ///< a row or bar under the mouse
    QColor tooltip, tooltipBorder; ///< behind the text of a chart's own tooltip
};

const Palette& palette(Theme theme);

/// The fill or line of what a mark means; Category gives the accent (use categoryColor for entities).
QColor roleColor(Role role, Theme theme);
/// As roleColor, dark or light enough to be read as text on the surface (4.5:1).
QColor roleTextColor(Role role, Theme theme);
Qt::PenStyle rolePen(Role role);
/// The name of a meaning in the interface's language: "Held idle".
QString roleName(Role role);
/// How a mark of that meaning is filled: solid, or hatched for Unknown.
QBrush roleBrush(Role role, Theme theme);

/// Where a cluster-qualified name stands in the categorical sets: 0..categoryCount-1, from the name alone, so that it
/// is the same on every page, in every run and in both themes.
int categoryIndex(const std::string& colorKey);
inline constexpr int categoryColors = 8; ///< distinct hues; beyond them the same hues, lighter and darker
inline constexpr int categoryCount = 32;
/// Of lines and areas alike: an entity is known by it on every page.
QColor categoryColor(const std::string& colorKey, Theme theme);
QColor categoryColor(int index, Theme theme);

/// 0 % yellow to 100 % navy (cividis reversed), the same in both themes; clamped. NaN gives an invalid colour: hatch
/// it.
QColor utilizationColor(double percent);
/// How much of something, 0..1 of the most that there is: from a hint of a colour to all of it, orange where the role
/// is HeldIdle, else the blue of what is allocated; clamped. NaN gives an invalid colour: hatch it.
QColor amountColor(double share, Role role, Theme theme);
/// −1 (all of it went) purple, 0 the surface's grey, +1 (all of it came) green; clamped. NaN is the grey as well.
QColor changeColor(double share, Theme theme);
/// Black or white, whichever contrasts more with what lies behind.
QColor contrastText(const QColor& background);
/// Contrast of two opaque colours as WCAG defines it: 1..21.
double contrastRatio(const QColor& a, const QColor& b);
/// 45° hatch of what is not known; never a fill. The second takes the colour of its lines.
QBrush unknownBrush(Theme theme);
QBrush hatchBrush(const QColor& lines);

/// A font in steps of the system font's own size.
QFont scaledFont(const QFont& base, double factor, QFont::Weight weight = QFont::Normal);
inline constexpr double axisFontFactor = 0.85;
inline constexpr double titleFontFactor = 1.15;

} // namespace atlas
